"""Legality review: submissions, advice, fair competition, opinions."""

from dataclasses import replace

from decision_flow.casefile import CaseFile
from decision_flow.legality_review.facts import FairReview, LegalityReviewFacts, LimbFacts, Opinion, Submission
from decision_flow.proof.fold import Row, begins, fold
from decision_flow.proof.table import Table
from decision_flow.terms import Stage


@fold("legality_review", "stage")
def _review_begins(facts: LegalityReviewFacts, row: Row, kernel: CaseFile) -> LegalityReviewFacts:
    return NOT_REVIEWED if begins(Stage.LEGALITY_REVIEW, row, kernel) else facts


@fold("legality_review", "legality_submission")
def _submitted(facts: LegalityReviewFacts, row: Row, kernel: CaseFile) -> LegalityReviewFacts:
    """Submitted; or sent back."""
    if "returned_on" in row:
        if facts.submission is None:
            return facts
        return replace(
            facts, submission=replace(facts.submission, returned_on=row["returned_on"], due_on=row["due_on"])
        )
    kinds = frozenset(one.kind for one in row["materials"])
    file = Submission(
        row["number"], row["submitted_on"], row["draft_sha256"], kinds=kinds, earlier=tuple(row["earlier"])
    )
    return replace(facts, submission=file)


@fold("legality_review", "legal_advice")
def _advised(facts: LegalityReviewFacts, row: Row, kernel: CaseFile) -> LegalityReviewFacts:
    return replace(facts, advisers=1, other_advisers=1)


@fold("legality_review", "fair_competition_review")
def _fair(facts: LegalityReviewFacts, row: Row, kernel: CaseFile) -> LegalityReviewFacts:
    found = FairReview(row["number"], row["conclusion"])
    return replace(facts, fair_competition=Table({**facts.fair_competition, row["reviewer"]: found}))


@fold("legality_review", "legality_opinion")
def _opinion(facts: LegalityReviewFacts, row: Row, kernel: CaseFile) -> LegalityReviewFacts:
    """Drafted; or issued."""
    if "issued_on" in row and facts.drafted is not None:
        issued = replace(facts.drafted, issued_on=row["issued_on"], same_unit=row["same_unit"])
        return replace(facts, drafted=issued, issued=issued)
    limbs = tuple(LimbFacts(one.limb, one.has_fault, one.stage_at_fault) for one in row["limbs"])
    drafted = Opinion(
        **{name: row[name] for name in ("id", "number", "draft_sha256", "conclusion", "drafted_by", "same_unit")},
        limbs=limbs,
        states_risk=row["legal_risk"] is not None,
    )
    return replace(facts, drafted=drafted)


@fold("legality_review", "early_finish")
def _finished_early(facts: LegalityReviewFacts, row: Row, kernel: CaseFile) -> LegalityReviewFacts:
    return replace(facts, finished_early=True)


NOT_REVIEWED = LegalityReviewFacts(fair_competition=Table())
"""The slice of a round in which nothing was done yet."""
