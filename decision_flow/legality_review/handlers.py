"""Acts of the legality review as row changes."""

from collections.abc import Iterator
from typing import Any

from decision_flow.board import acts_on_open_stage, signed
from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Command, Event, Insert, Update, handles
from decision_flow.decision.handlers import prepared
from decision_flow.decision.preparation_rules import legal_basis_was_swept
from decision_flow.decision.rules import act_names_the_current_draft, prepared_by_another_person, reviewer_did_not_draft
from decision_flow.decision.standards_rules import costs_of_a_large_matter_are_answered
from decision_flow.legality_review import commands as asked
from decision_flow.legality_review import fair_competition, rules
from decision_flow.terms import Role, Stage

SLICE = ("legality_review",)
stage_is_open = acts_on_open_stage(Stage.LEGALITY_REVIEW)


@handles(asked.PrepareReviewSubmission, by={Role.DRAFTER}, rules=(stage_is_open,))
def prepare_review_submission(act: Act, case: CaseFile) -> Iterator[Change]:
    """The paper that the head of the unit will sign."""
    yield prepared(act, asked.SubmitForLegalityReview)


@handles(
    asked.SubmitForLegalityReview,
    by={Role.UNDERTAKING_HEAD},
    slices=("decision", "standards", *SLICE),
    rules=(
        stage_is_open,
        act_names_the_current_draft,
        legal_basis_was_swept,
        costs_of_a_large_matter_are_answered,
        rules.materials_are_complete,
        rules.draft_in_the_file_is_the_current_one,
        rules.no_complete_file_stands,
        prepared_by_another_person,
    ),
)
def submit_for_legality_review(act: Act, case: CaseFile) -> Iterator[Change]:
    """The file, complete as of this day: the reviewer's time starts with the next."""
    asks: asked.SubmitForLegalityReview = act.command
    former = case.legality_review.submission
    yield Insert(
        "legality_submission",
        {
            **_place(case),
            "number": former.number + 1 if former else 1,
            "paper_sha256": asks.paper_sha256,
            "draft_sha256": asks.draft_sha256,
            "materials": asks.materials,
            "submitted_on": act.on,
            "submitted_at": act.occurred_at,
            **act.signature,
        },
    )
    yield _moved(case)


@handles(
    asked.ReturnSubmission,
    by={Role.LEGALITY_REVIEWER},
    slices=SLICE,
    rules=(stage_is_open, rules.file_is_with_the_reviewer),
)
def return_submission(act: Act, case: CaseFile) -> Iterator[Change]:
    """The file goes back; what is submitted next is another one, with its own time."""
    submission = case.legality_review.submission
    yield Update(
        "legality_submission",
        {"round": _place(case)["round"], "number": submission and submission.number},
        {"returned_on": act.on, "returned_by": act.actor.id, "missing": act.command.missing},
    )
    yield _moved(case)


@handles(
    asked.AdviseOnLegality,
    by={Role.LEGAL_ADVISER},
    slices=SLICE,
    rules=(stage_is_open, act_names_the_current_draft, rules.adviser_is_not_the_reviewer),
)
def advise_on_legality(act: Act, case: CaseFile) -> Iterator[Change]:
    """The advice, by name."""
    yield Insert(
        "legal_advice",
        {
            "id": act.new_id(),
            **_place(case),
            "text": act.command.text,
            "draft_sha256": act.command.draft_sha256,
            "advised_at": act.occurred_at,
            **act.signature,
        },
    )


@handles(
    asked.DraftLegalityOpinion,
    by={Role.LEGALITY_REVIEWER},
    slices=SLICE,
    rules=(
        stage_is_open,
        act_names_the_current_draft,
        reviewer_did_not_draft,
        rules.file_is_with_the_reviewer,
        rules.asked_of_the_draft(rules.every_limb_is_answered),
        rules.conclusion_follows_from_the_answers,
        rules.procedure_at_fault_names_its_stage,
        rules.asked_of_the_draft(rules.legal_risk_of_a_reform_is_stated),
    ),
)
def draft_legality_opinion(act: Act, case: CaseFile) -> Iterator[Change]:
    """An opinion that the head of the review body may issue; of several, the latest."""
    asks: asked.DraftLegalityOpinion = act.command
    former = case.legality_review.drafted
    yield Insert(
        "legality_opinion",
        {
            "id": act.new_id(),
            **_place(case),
            "number": former.number + 1 if former else 1,
            "draft_sha256": asks.draft_sha256,
            "conclusion": asks.conclusion,
            "limbs": asks.limbs,
            "text": asks.text,
            "legal_risk": asks.legal_risk,
            "drafted_by": act.actor.id,
            "drafted_name": act.actor.name,
            "drafted_at": act.occurred_at,
        },
    )


def passes_the_stage(command: Command, case: CaseFile) -> bool:
    """A lawful or exploratory opinion is the sign-off; any other is only given."""
    return getattr(command, "conclusion", None) in rules.PASSES


@handles(
    asked.IssueLegalityOpinion,
    by={Role.LEGALITY_HEAD},
    slices=SLICE,
    signs=Stage.LEGALITY_REVIEW,
    when=passes_the_stage,
    rules=(
        stage_is_open,
        act_names_the_current_draft,
        reviewer_did_not_draft,
        rules.file_is_with_the_reviewer,
        rules.issued_is_what_the_reviewer_drafted,
        rules.issued_by_another_person,
    ),
)
def issue_legality_opinion(act: Act, case: CaseFile) -> Iterator[Change]:
    """Issued and numbered; a fault of the procedure sends the stage it names to its next round (ruling 12)."""
    asks: asked.IssueLegalityOpinion = act.command
    yield Update(
        "legality_opinion",
        {"id": asks.opinion_id},
        {
            "opinion_no": asks.opinion_no,
            "issued_on": act.on,
            "issued_at": act.occurred_at,
            "issued_by": act.actor.id,
            "issued_name": act.actor.name,
            "issued_post": act.post.title,
        },
    )
    if passes_the_stage(asks, case):
        yield signed(act, case, Stage.LEGALITY_REVIEW)
        return
    opinion = case.legality_review.drafted
    for stage in dict.fromkeys(one.stage_at_fault for one in (opinion.limbs if opinion else ())):
        if stage is not None:
            yield Update("stage", {"stage": stage}, {"stands_on": None})


@handles(asked.DeclareFinishedEarly, by=rules.REVIEWERS, slices=SLICE, rules=(rules.early_finish_was_free,))
def declare_finished_early(act: Act, case: CaseFile) -> Iterator[Change]:
    """Shown on the pack: the meeting may be earlier."""
    yield Insert(
        "early_finish",
        {**_place(case), "statement": act.command.statement, "declared_at": act.occurred_at, **act.signature},
    )


@handles(
    asked.FileShorteningReason,
    by={Role.UNDERTAKING_HEAD},
    slices=SLICE,
    rules=(rules.shortening_belongs_to_a_submitted_file,),
)
def file_shortening_reason(act: Act, case: CaseFile) -> Iterator[Change]:
    """Shown on the pack: the meeting may be earlier."""
    asks: asked.FileShorteningReason = act.command
    yield Insert(
        "review_shortening",
        {
            **_place(case),
            "reason": asks.reason,
            "approver": asks.approver,
            "approval_sha256": asks.approval_sha256,
            "filed_at": act.occurred_at,
            **act.signature,
        },
    )


@handles(
    asked.FileFairCompetitionReview,
    by={Role.UNDERTAKING_HEAD, Role.MARKET_REGULATOR},
    slices=SLICE,
    rules=(
        stage_is_open,
        act_names_the_current_draft,
        fair_competition.regulator_follows_the_first_review,
        fair_competition.exception_is_grounded_and_ends,
        fair_competition.operators_were_heard,
    ),
)
def file_fair_competition_review(act: Act, case: CaseFile) -> Iterator[Change]:
    """The conclusion of one reviewer; his latest counts."""
    asks: asked.FileFairCompetitionReview = act.command
    reviewer = fair_competition.REVIEWER[act.post.role]
    former = case.legality_review.fair_competition.get(reviewer)
    yield Insert(
        "fair_competition_review",
        {
            **_place(case),
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


def _place(case: CaseFile) -> dict[str, Any]:
    return {"decision_id": case.decision_id, "round": case.row(Stage.LEGALITY_REVIEW).round}


def _moved(case: CaseFile) -> Event:
    return Event("StageMoved", {"stage": Stage.LEGALITY_REVIEW.value, "round": _place(case)["round"]})
