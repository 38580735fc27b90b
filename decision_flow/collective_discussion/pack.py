"""提请讨论材料: the pack as the file has it, paper by paper, by what was carried out (Art. 29)."""

from dataclasses import dataclass
from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion.agenda import is_demanded
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, rule, satisfied


@dataclass(frozen=True, slots=True)
class PackPaper:
    """One paper that the meeting is owed. `document_sha256` is the file's; None where the unit still makes it."""

    kind: str
    document_sha256: str | None


def pack_of(case: CaseFile, law: Law) -> tuple[PackPaper, ...]:
    """Every paper that the steps carried out have brought about, in the order of the article, with its digest."""
    on_file = {**case.meeting_pack.papers, **({"draft": case.draft.sha256} if case.draft else {})}
    demanded = (kind for kind in law.value("collective_discussion.pack_contents") if is_demanded(kind, case))
    return tuple(PackPaper(kind, on_file.get(kind)) for kind in demanded)


@rule("CD-29-FILE", article="29")
def pack_is_that_of_the_file(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The papers of the pack are those of the file; another paper in the place of one is shown, not refused."""
    given = {paper.kind: paper.document_sha256 for paper in act.command.pack}
    known = (paper for paper in pack_of(case, law) if paper.document_sha256 is not None and paper.kind in given)
    others = [paper.kind for paper in known if given[paper.kind] != paper.document_sha256]
    return satisfied("others", papers=others) if others else satisfied()
