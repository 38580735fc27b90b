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
from decision_flow.legality_review import rules, submission
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
        submission.materials_are_complete,
        submission.draft_in_the_file_is_the_current_one,
        submission.no_complete_file_stands,
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
            **place(case),
            "number": former.number + 1 if former else 1,
            "paper_sha256": asks.paper_sha256,
            "draft_sha256": asks.draft_sha256,
            "materials": asks.materials,
            "not_applicable": asks.not_applicable,
            "earlier": [*former.earlier, (former.submitted_on, former.returned_on)] if former else [],
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
    rules=(
        stage_is_open,
        submission.file_is_with_the_reviewer,
        submission.everything_missing_is_told_at_once,
        submission.time_to_complete_lies_ahead,
        submission.return_names_an_early_stage,
    ),
)
def return_submission(act: Act, case: CaseFile) -> Iterator[Change]:
    """The file goes back with one list; a stage at fault goes to its next round, the others stand (ruling 12)."""
    asks: asked.ReturnSubmission = act.command
    file = case.legality_review.submission
    yield Update(
        "legality_submission",
        {"round": place(case)["round"], "number": file and file.number},
        {
            "returned_on": act.on,
            "returned_by": act.actor.id,
            "return_items": asks.items,
            "due_on": asks.due_on,
            "stage_at_fault": asks.stage_at_fault,
        },
    )
    if asks.stage_at_fault is not None:
        yield Update("stage", {"stage": asks.stage_at_fault}, {"stands_on": None})
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
            **place(case),
            "text": act.command.text,
            "draft_sha256": act.command.draft_sha256,
            "comes_from": act.command.comes_from,
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
        submission.file_is_with_the_reviewer,
        rules.opinion_is_a_legality_review,
        rules.asked_of_the_draft(rules.every_limb_is_answered),
        rules.conclusion_follows_from_the_answers,
        rules.procedure_at_fault_names_its_stage,
        rules.questions_agree_with_the_limb,
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
            **place(case),
            "organ_id": case.organ_id,
            "number": former.number + 1 if former else 1,
            "draft_sha256": asks.draft_sha256,
            "conclusion": asks.conclusion,
            "limbs": asks.limbs,
            "text": asks.text,
            "legal_risk": asks.legal_risk,
            "same_unit": of_the_undertaking_unit(act, case),
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
        submission.file_is_with_the_reviewer,
        rules.issued_is_what_the_reviewer_drafted,
        rules.issued_by_another_person,
        rules.number_is_entered_or_counted,
    ),
)
def issue_legality_opinion(act: Act, case: CaseFile) -> Iterator[Change]:
    """Issued and numbered; a fault of the procedure sends the stage it names to its next round (ruling 12)."""
    asks: asked.IssueLegalityOpinion = act.command
    opinion = case.legality_review.drafted
    yield Update(
        "legality_opinion",
        {"id": asks.opinion_id},
        {
            **_numbered(act, case),
            "same_unit": of_the_undertaking_unit(act, case) or bool(opinion and opinion.same_unit),
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
    for stage in dict.fromkeys(one.stage_at_fault for one in (opinion.limbs if opinion else ())):
        if stage is not None:
            yield Update("stage", {"stage": stage}, {"stands_on": None})


@handles(asked.DeclareFinishedEarly, by=rules.REVIEWERS, slices=SLICE, rules=(submission.early_finish_was_free,))
def declare_finished_early(act: Act, case: CaseFile) -> Iterator[Change]:
    """Shown on the pack: the meeting may be earlier."""
    yield Insert(
        "early_finish",
        {**place(case), "statement": act.command.statement, "declared_at": act.occurred_at, **act.signature},
    )


@handles(
    asked.FileShorteningReason,
    by={Role.UNDERTAKING_HEAD},
    slices=SLICE,
    rules=(submission.shortening_belongs_to_a_submitted_file,),
)
def file_shortening_reason(act: Act, case: CaseFile) -> Iterator[Change]:
    """Shown on the pack: the meeting may be earlier."""
    asks: asked.FileShorteningReason = act.command
    yield Insert(
        "review_shortening",
        {
            **place(case),
            "reason": asks.reason,
            "approver": asks.approver,
            "approval_sha256": asks.approval_sha256,
            "filed_at": act.occurred_at,
            **act.signature,
        },
    )


@handles(
    asked.RecordEntrustedReview,
    by={Role.UNDERTAKING_HEAD, Role.LEGALITY_HEAD},
    slices=SLICE,
    rules=(stage_is_open, rules.review_is_entrusted_to_a_review_body),
)
def record_entrusted_review(act: Act, case: CaseFile) -> Iterator[Change]:
    """Who reviews in the place of the body's own, and by which document."""
    asks: asked.RecordEntrustedReview = act.command
    yield Insert(
        "entrusted_review",
        {
            **place(case),
            "reviewer": asks.reviewer,
            "entrusted_to": asks.entrusted_to,
            "document_sha256": asks.document_sha256,
            "entrusted_at": act.occurred_at,
            **act.signature,
        },
    )


@handles(
    asked.RecordOutsideHelp,
    by=rules.REVIEWERS,
    slices=SLICE,
    rules=(stage_is_open, rules.helper_is_of_a_known_kind),
)
def record_outside_help(act: Act, case: CaseFile) -> Iterator[Change]:
    """Who helped from outside, with the paper."""
    asks: asked.RecordOutsideHelp = act.command
    yield Insert(
        "outside_help",
        {
            "id": act.new_id(),
            **place(case),
            "helper": asks.helper,
            "helper_kind": asks.helper_kind,
            "text": asks.text,
            "document_sha256": asks.document_sha256,
            "helped_at": act.occurred_at,
            **act.signature,
        },
    )


def of_the_undertaking_unit(act: Act, case: CaseFile) -> bool:
    """Whether the reviewer also holds a post in the undertaking unit: shown, never barred (ruling 37)."""
    return case.lead_unit_id is not None and any(post.unit_id == case.lead_unit_id for post in act.actor.posts)


def _numbered(act: Act, case: CaseFile) -> dict[str, Any]:
    """The number as entered; or the next of the body in the year, as documents are numbered: 代字〔年〕号."""
    asks: asked.IssueLegalityOpinion = act.command
    if asks.count_under is None:
        return {"opinion_no": asks.opinion_no}
    year, last = case.legality_review.counted or (0, 0)
    serial = last + 1 if year == act.on.year else 1
    number = f"{asks.count_under}〔{act.on.year}〕{serial}号"
    return {"opinion_no": number, "number_year": act.on.year, "number_serial": serial}


def place(case: CaseFile) -> dict[str, Any]:
    """The round of the review that a row belongs to."""
    return {"decision_id": case.decision_id, "round": case.row(Stage.LEGALITY_REVIEW).round}


def _moved(case: CaseFile) -> Event:
    return Event("StageMoved", {"stage": Stage.LEGALITY_REVIEW.value, "round": place(case)["round"]})
