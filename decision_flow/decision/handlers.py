"""Acts on a decision as row changes."""

from collections.abc import Iterator

from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Command, Event, Insert, Update, handles
from decision_flow.decision import commands as asked
from decision_flow.decision import rules, standards_rules, triage_rules
from decision_flow.organ.facts import OrganFile
from decision_flow.terms import CongressTrack, Role, Stage, StageStatus, TriageQuestion

UNIT = {Role.DRAFTER, Role.UNDERTAKING_HEAD}
MAY_START = (
    triage_rules.proposal_was_studied,
    triage_rules.matter_is_not_excluded,
    triage_rules.steps_out_have_their_reasons,
    triage_rules.every_interest_at_risk_is_answered,
    triage_rules.unpublished_matter_has_its_ground,
)
"""What is asked of the request for the start, and again of the start."""


@handles(
    asked.ProposeDecision,
    by={Role.DRAFTER, Role.UNDERTAKING_HEAD, Role.CATALOG_OFFICER, Role.OFFICE_HEAD},
    slices=("named_item",),
    rules=(
        rules.undertaking_unit_is_of_the_organ,
        rules.item_is_of_the_bodys_catalog,
        triage_rules.department_argues_its_proposal,
        triage_rules.citizens_propose_in_writing,
        triage_rules.exclusion_is_one_of_the_regulations,
    ),
)
def propose_decision(act: Act, organ: OrganFile) -> Iterator[Change]:
    """The matter as proposed: no case number, no board, no pinned law yet."""
    asks: asked.ProposeDecision = act.command
    yield Insert(
        "decision",
        {
            "id": act.subject_id,
            "organ_id": organ.id,
            "lead_unit_id": asks.undertaking_unit_id,
            "title": asks.title,
            "status": "proposed",
            "matter_class": asks.matter_class,
            "origin": asks.origin,
            "argument": asks.argument,
            "written_sha256": asks.written_sha256,
            "reason": asks.reason,
            "catalog_item_id": asks.catalog_item_id,
            "is_technical": asks.is_technical,
            "may_harm": asks.may_harm,
            "touches_market": asks.touches_market,
            "affects_specific_group": asks.affects_specific_group,
            "is_normative_document": asks.is_normative_document,
            "lawfully_unpublished": asks.lawfully_unpublished,
            "triage": asks.triage,
            "congress_track": asks.triage.congress_track if asks.triage else CongressTrack.NONE,
            "profile": organ.profile,
            "change_refused": False,
            "change_carries_legality_opinion": False,
        },
    )


@handles(asked.RecordPreliminaryStudy, by=UNIT, rules=(rules.matter_is_not_started_yet,))
def record_preliminary_study(act: Act, case: CaseFile) -> Iterator[Change]:
    """What the unit found; the organ decides."""
    asks: asked.RecordPreliminaryStudy = act.command
    yield Insert(
        "preliminary_study",
        {
            "id": act.new_id(),
            "decision_id": case.decision_id,
            "necessity": asks.necessity,
            "feasibility": asks.feasibility,
            "recommends_start": asks.recommends_start,
            "paper_sha256": asks.paper_sha256,
            **act.signature,
            "studied_at": act.occurred_at,
        },
    )


@handles(
    asked.AnswerTriage,
    by=UNIT,
    slices=("decision",),
    rules=(
        rules.proposal_was_not_declined,
        triage_rules.exclusion_is_one_of_the_regulations,
        triage_rules.answers_after_the_start_only_add_steps,
    ),
)
def answer_triage(act: Act, case: CaseFile) -> Iterator[Change]:
    """The answers that count; a stage that was not required and now is opens again with the settling."""
    asks: asked.AnswerTriage = act.command
    answers = {question.value: getattr(asks, question) for question in TriageQuestion}
    track = asks.triage.congress_track
    yield Update("decision", {}, {**answers, "triage": asks.triage, "congress_track": track})
    for stage, is_required in rules.asked_for(asks).items():
        if is_required and case.stages and case.row(stage).status is StageStatus.NOT_REQUIRED:
            yield Update("stage", {"stage": stage}, {"stands_on": None})


@handles(
    asked.DeclineProposal,
    by={Role.ADMINISTRATIVE_HEAD},
    slices=("decision", "standards"),
    rules=(
        rules.matter_is_not_started_yet,
        triage_rules.proposal_was_studied,
        standards_rules.size_is_held_against_the_standards,
    ),
)
def decline_proposal(act: Act, case: CaseFile) -> Iterator[Change]:
    """Kept, with the reason."""
    yield Update("decision", {}, {"status": "declined", "declined_reason": act.command.reason})


@handles(
    asked.FileDraft,
    by={Role.DRAFTER, Role.UNDERTAKING_HEAD},
    rules=(rules.matter_is_not_started_yet, rules.draft_is_the_first),
)
def file_draft(act: Act, case: CaseFile) -> Iterator[Change]:
    """The next version before the start; no declaration is owed yet."""
    version = (case.draft.version if case.draft else 0) + 1
    yield filed(act, case, version)
    yield Update("decision", {}, {"draft_version": version})


@handles(asked.PrepareStartRequest, by={Role.DRAFTER}, rules=(rules.matter_is_not_started_yet,))
def prepare_start_request(act: Act, case: CaseFile) -> Iterator[Change]:
    """The paper that the head of the unit will sign."""
    yield prepared(act, asked.SubmitStartRequest)


@handles(
    asked.SubmitStartRequest,
    by={Role.UNDERTAKING_HEAD},
    slices=("decision",),
    rules=(
        rules.matter_is_not_started_yet,
        rules.first_draft_with_explanation_is_filed,
        *MAY_START,
        rules.prepared_by_another_person,
    ),
)
def submit_start_request(act: Act, case: CaseFile) -> Iterator[Change]:
    """The request leaves the unit."""
    yield Insert(
        "start_request",
        {
            "decision_id": case.decision_id,
            "paper_sha256": act.command.paper_sha256,
            **act.signature,
            "signed_at": act.occurred_at,
        },
    )


@handles(
    asked.StartDecision,
    by={Role.ADMINISTRATIVE_HEAD},
    slices=("decision", "standards"),
    rules=(
        rules.matter_is_not_started_yet,
        rules.first_draft_with_explanation_is_filed,
        rules.start_was_requested,
        *MAY_START,
        rules.one_lead_undertaking_unit,
        rules.start_ground_is_lawful,
        standards_rules.size_is_held_against_the_standards,
    ),
)
def start_decision(act: Act, case: CaseFile) -> Iterator[Change]:
    """Nine rows on the board, and the law of today pinned; settling opens the three early stages."""
    asks: asked.StartDecision = act.command
    yield Update(
        "decision",
        {},
        {
            "status": "started",
            "lead_unit_id": asks.lead_unit_id,
            "start_ground": asks.start_ground,
            "start_ground_text": asks.start_ground_text,
            "profile_digest": act.profile_digest,
            "started_on": act.on,
        },
    )
    for stage in Stage:
        yield Insert(
            "stage", {"decision_id": case.decision_id, "stage": stage, "status": StageStatus.NOT_STARTED, "round": 0}
        )
    yield Event("DecisionStarted", {"title": case.title})


@handles(asked.PrepareDetermination, by={Role.DRAFTER}, rules=(rules.decision_is_started,))
def prepare_determination(act: Act, case: CaseFile) -> Iterator[Change]:
    """The paper that the head of the unit will sign."""
    yield prepared(act, asked.SignDetermination)


@handles(
    asked.SignDetermination,
    by={Role.UNDERTAKING_HEAD},
    slices=("decision",),
    rules=(
        rules.stage_can_be_determined_not_required,
        rules.determination_agrees_with_triage,
        rules.prepared_by_another_person,
    ),
)
def sign_determination(act: Act, case: CaseFile) -> Iterator[Change]:
    """Settling closes the stage as not required."""
    asks: asked.SignDetermination = act.command
    yield Insert(
        "determination",
        {
            "decision_id": case.decision_id,
            "stage": asks.stage,
            "round": case.row(asks.stage).round,
            "reason": asks.reason,
            "legal_ground": asks.legal_ground,
            "paper_sha256": asks.paper_sha256,
            **act.signature,
            "signed_at": act.occurred_at,
        },
    )


def prepared(act: Act, signs: type[Command]) -> Insert:
    """A paper of the clerk for an act of the head."""
    return Insert(
        "prepared_paper",
        {
            "decision_id": act.subject_id,
            "act": rules.what_is_signed(signs, act.command),
            "paper_sha256": act.command.paper_sha256,
            "prepared_by": act.actor.id,
            "prepared_at": act.occurred_at,
        },
    )


def filed(act: Act, case: CaseFile, version: int) -> Insert:
    """A version of the draft, with everybody who drafted it or one before it."""
    return Insert(
        "draft",
        {
            "decision_id": case.decision_id,
            "version": version,
            "sha256": act.command.draft_sha256,
            "explanation_sha256": act.command.explanation_sha256,
            "drafted_by": act.actor.id,
            "drafters": sorted({act.actor.id, *(case.draft.drafters if case.draft else ())}),
            "filed_at": act.occurred_at,
        },
    )
