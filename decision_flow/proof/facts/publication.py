"""Publication: the report to the Party, execution, final text, issue."""

from dataclasses import replace
from typing import Any

from decision_flow.casefile import CaseFile
from decision_flow.joint_decision.facts import JointDecisionFacts
from decision_flow.proof.fold import Row, begins, fold
from decision_flow.proof.table import Table
from decision_flow.publication.facts import ExecutionFacts, FinalTextFacts, IssuedFacts, PublicationFacts, ReportFacts
from decision_flow.terms import ChangeClass, Stage


@fold("publication", "stage")
def _publication_begins(facts: PublicationFacts, row: Row, kernel: CaseFile) -> PublicationFacts:
    anew = begins(Stage.PUBLICATION, row, kernel)
    return replace(NOTHING_ISSUED, ordered_version=facts.ordered_version) if anew else facts


@fold("publication", "draft_change")
def _change_confirmed(facts: PublicationFacts, row: Row, kernel: CaseFile) -> PublicationFacts:
    carries_out = kernel.draft is not None and kernel.draft.pending is ChangeClass.CARRIES_OUT_OPINIONS
    return replace(facts, ordered_version=row["version"]) if row.get("answer") == "confirmed" and carries_out else facts


@fold("publication", "party_report")
def _party_report(facts: PublicationFacts, row: Row, kernel: CaseFile) -> PublicationFacts:
    """Sent; or answered."""
    if "answer" in row and facts.report is not None:
        answered = replace(facts.report, answer=row["answer"], draft_version=row["answered_draft_version"])
        return replace(facts, report=answered)
    return replace(facts, report=ReportFacts(row["number"], row["sent_on"], party_organ=row["party_organ"]))


@fold("publication", "execution_named")
def _execution(facts: PublicationFacts, row: Row, kernel: CaseFile) -> PublicationFacts:
    named = ExecutionFacts(*(row[name] for name in ("number", "executing_unit", "time_limit", "feedback")))
    return replace(facts, execution=named)


@fold("publication", "final_text")
def _final_text(facts: PublicationFacts, row: Row, kernel: CaseFile) -> PublicationFacts:
    return replace(facts, final_text=FinalTextFacts(row["number"], row["draft_version"]))


@fold("publication", "issued_decision")
def _issued(facts: PublicationFacts, row: Row, kernel: CaseFile) -> PublicationFacts:
    names = ("document_no", "document_sha256", "draft_sha256", "issued_on", "congress_resolution_no")
    named: dict[str, Any] = {name: row[name] for name in names}
    issued = IssuedFacts(**named, channel=row.get("channel"))
    return replace(facts, issued=(issued, *facts.issued), records=facts.records + 1)


NOTHING_ISSUED = PublicationFacts(joint_decision=JointDecisionFacts(bodies=Table()))
"""The slice of a round in which nothing was done yet."""
