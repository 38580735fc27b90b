"""What rules may see of papers: the acts that call for one, with what was rendered of each."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from decision_flow.papers.acts import CALLS_FOR
from decision_flow.terms import PaperKind


@dataclass(frozen=True, slots=True)
class RenderedAct:
    """An act that calls for a paper: its command, its day in Beijing, and the digest of each paper that is there."""

    command: str
    on: date
    papers: Mapping[PaperKind, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class PapersFacts:
    """The acts of a decision that call for a paper by the number of their entry, the newest first, at most 200."""

    acts: Mapping[int, RenderedAct] = field(default_factory=dict)

    def newest(self, kind: PaperKind) -> int | None:
        """The entry of the last act that calls for a paper of this kind."""
        return next((seq for seq, act in self.acts.items() if kind in CALLS_FOR[act.command]), None)
