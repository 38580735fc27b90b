"""What stands beside the opinion: the fair competition review, and what happened after the review (ruling 45)."""

from collections.abc import Iterator

from decision_flow.board import acts_on_open_stage
from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Insert, handles
from decision_flow.decision.rules import act_names_the_current_draft, reviewer_did_not_draft
from decision_flow.legality_review import commands as asked
from decision_flow.legality_review import fair_competition, rules
from decision_flow.legality_review.handlers import SLICE, place
from decision_flow.terms import Role, Stage


@handles(
    asked.FileFairCompetitionReview,
    by={Role.UNDERTAKING_HEAD, Role.MARKET_REGULATOR},
    slices=SLICE,
    rules=(
        acts_on_open_stage(Stage.LEGALITY_REVIEW),
        act_names_the_current_draft,
        fair_competition.regulator_follows_the_first_review,
        fair_competition.exception_is_grounded_and_ends,
        fair_competition.operators_were_heard,
        fair_competition.hearing_day_has_come,
    ),
)
def file_fair_competition_review(act: Act, case: CaseFile) -> Iterator[Change]:
    """The conclusion of one reviewer; his latest counts, for this text and what confirmed changes make of it."""
    asks: asked.FileFairCompetitionReview = act.command
    reviewer = fair_competition.REVIEWER[act.post.role]
    former = case.legality_review.fair_competition.get(reviewer)
    yield Insert(
        "fair_competition_review",
        {
            **place(case),
            "reviewer": reviewer,
            "number": former.number + 1 if former else 1,
            "draft_sha256": asks.draft_sha256,
            "conclusion": asks.conclusion,
            "operators_heard": asks.operators_heard,
            "exception_ground": asks.exception_ground,
            "no_milder_alternative": asks.no_milder_alternative,
            "exception_term": asks.exception_term,
            "document_sha256": asks.document_sha256,
            "reviewed_at": act.occurred_at,
            **act.signature,
        },
    )


@handles(
    asked.RecordLegalBasisChange,
    by={Role.UNDERTAKING_HEAD, *rules.REVIEWERS},
    slices=SLICE,
    rules=(rules.review_has_passed_on_this_text, rules.change_of_the_basis_has_come),
)
def record_legal_basis_change(act: Act, case: CaseFile) -> Iterator[Change]:
    """The meeting waits for the confirmation of the opinion."""
    asks: asked.RecordLegalBasisChange = act.command
    yield Insert(
        "legal_basis_change",
        {
            "id": act.new_id(),
            **place(case),
            "basis": asks.basis,
            "change": asks.change,
            "changed_on": asks.changed_on,
            "recorded_at": act.occurred_at,
            **act.signature,
        },
    )


@handles(
    asked.ConfirmLegalityOpinion,
    by={Role.LEGALITY_HEAD},
    slices=SLICE,
    rules=(act_names_the_current_draft, rules.review_has_passed_on_this_text, reviewer_did_not_draft),
)
def confirm_legality_opinion(act: Act, case: CaseFile) -> Iterator[Change]:
    """The opinion holds on, from this day."""
    yield Insert(
        "opinion_confirmation",
        {
            "id": act.new_id(),
            **place(case),
            "draft_sha256": act.command.draft_sha256,
            "statement": act.command.statement,
            "confirmed_at": act.occurred_at,
            **act.signature,
        },
    )
