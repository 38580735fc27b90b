"""What rules may see of papers: those that were rendered, and the acts that call for one."""

from dataclasses import dataclass
from datetime import date

from decision_flow.terms import PaperKind


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """One paper: which act it renders, in which round of that act's stage."""

    kind: PaperKind
    renders: int
    round: int
    pdf_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersFacts:
    """The papers of a decision, the newest first, at most 200."""

    papers: tuple[PaperFacts, ...] = ()

    def rendered(self, kind: PaperKind, renders: int) -> bool:
        """Whether the paper of this act is there."""
        return any(paper.kind is kind and paper.renders == renders for paper in self.papers)


@dataclass(frozen=True, slots=True)
class RenderedAct:
    """An act that calls for a paper: its command and its day in Beijing."""

    command: str
    on: date
