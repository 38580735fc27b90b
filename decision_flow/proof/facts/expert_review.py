"""Expert review: experts, their opinions and the answers."""

from dataclasses import replace
from typing import Any

from decision_flow.casefile import CaseFile
from decision_flow.expert_review.facts import ExpertFacts, ExpertReviewFacts, OpinionFacts
from decision_flow.proof.fold import Row, begins, fold
from decision_flow.terms import Stage


@fold("expert_review", "stage")
def _expert_review_begins(facts: ExpertReviewFacts, row: Row, kernel: CaseFile) -> ExpertReviewFacts:
    if not begins(Stage.EXPERT_REVIEW, row, kernel):
        return facts
    return ExpertReviewFacts(experts=tuple(replace(one, opinions=()) for one in facts.experts))


@fold("expert_review", "appointed_expert")
def _expert(facts: ExpertReviewFacts, row: Row, kernel: CaseFile) -> ExpertReviewFacts:
    """Chosen; or his declaration."""
    if "expert" in row:
        chosen = ExpertFacts(row["person_id"], row["expert"], is_subordinate=row["is_subordinate"], form=row["form"])
        return replace(facts, experts=(*facts.experts, chosen))
    said = row["has_direct_interest"]
    return replace(
        facts,
        experts=tuple(
            replace(one, has_direct_interest=said) if one.person_id == row["person_id"] else one
            for one in facts.experts
        ),
    )


@fold("expert_review", "expert_opinion")
def _expert_opinion(facts: ExpertReviewFacts, row: Row, kernel: CaseFile) -> ExpertReviewFacts:
    """Given; or opened, or answered."""
    if "person_id" in row:
        given = OpinionFacts(row["id"], row["number"], is_opened=False, view=row["view"])
        experts = (
            replace(one, opinions=(*one.opinions, given)) if one.person_id == row["person_id"] else one
            for one in facts.experts
        )
        return replace(facts, experts=tuple(experts))
    if "opened_at" in row:
        changed: dict[str, Any] = {"is_opened": True}
    else:
        changed = {"disposition": row["disposition"], "delivered_on": row["delivered_on"]}
    return replace(
        facts,
        experts=tuple(
            replace(one, opinions=tuple(replace(o, **changed) if o.id == row["id"] else o for o in one.opinions))
            for one in facts.experts
        ),
    )


@fold("expert_review", "expert_number")
def _number_stated(facts: ExpertReviewFacts, row: Row, kernel: CaseFile) -> ExpertReviewFacts:
    return replace(facts, stated_number=row["min_experts"], share_reason=row["share_reason"] is not None)
