"""Acts on a decision as row changes."""

from collections.abc import Iterable, Iterator

from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Command, Event, Insert, Update, handles
from decision_flow.decision import commands as asked
from decision_flow.decision import rules
from decision_flow.organ.facts import OrganFile
from decision_flow.procedure.stage_graph import EARLY
from decision_flow.terms import ChangeClass, Role, Stage, StageStatus

REVIEWERS = {Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD}


@handles(
    asked.ProposeDecision,
    by={Role.DRAFTER, Role.UNDERTAKING_HEAD, Role.CATALOG_OFFICER, Role.OFFICE_HEAD},
    rules=(rules.undertaking_unit_is_of_the_organ,),
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
            "reason": asks.reason,
            "catalog_item_id": asks.catalog_item_id,
            "is_technical": asks.is_technical,
            "may_harm": asks.may_harm,
            "touches_market": asks.touches_market,
            "affects_specific_group": asks.affects_specific_group,
            "is_normative_document": asks.is_normative_document,
            "lawfully_unpublished": asks.lawfully_unpublished,
            "profile": organ.profile,
            "change_refused": False,
            "change_carries_legality_opinion": False,
        },
    )


@handles(asked.DeclineProposal, by={Role.ADMINISTRATIVE_HEAD}, rules=(rules.matter_is_not_started_yet,))
def decline_proposal(act: Act, case: CaseFile) -> Iterator[Change]:
    """Kept, with the reason in the entry."""
    yield Update("decision", {}, {"status": "declined"})


@handles(
    asked.FileDraft,
    by={Role.DRAFTER, Role.UNDERTAKING_HEAD},
    rules=(rules.matter_is_not_started_yet, rules.draft_is_the_first),
)
def file_draft(act: Act, case: CaseFile) -> Iterator[Change]:
    """The next version before the start; no declaration is owed yet."""
    version = (case.draft.version if case.draft else 0) + 1
    yield _draft(act, case, version)
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
    slices=("decision",),
    rules=(
        rules.matter_is_not_started_yet,
        rules.first_draft_with_explanation_is_filed,
        rules.start_was_requested,
        rules.one_lead_undertaking_unit,
        rules.start_ground_is_lawful,
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


@handles(
    asked.DeclareDraftChange,
    by={Role.UNDERTAKING_HEAD},
    slices=("decision", "collective_discussion"),
    rules=(
        rules.decision_is_started,
        rules.change_is_new,
        rules.carried_out_opinions_are_cited,
        rules.only_early_stages_are_ticked,
        rules.after_adoption_only_ordered_changes,
        rules.decision_is_not_in_force,
    ),
)
def declare_draft_change(act: Act, case: CaseFile) -> Iterator[Change]:
    """The new version stands at once; what it makes stale is the table of design 12.3."""
    asks: asked.DeclareDraftChange = act.command
    assert_draft = case.draft
    anew = assert_draft is not None and assert_draft.sha256 == asks.draft_sha256
    version = (assert_draft.version if assert_draft else 0) + (0 if anew else 1)
    if not anew:
        yield _draft(act, case, version)
    yield Insert(
        "draft_change",
        {
            "decision_id": case.decision_id,
            "version": version,
            "declaration": case.decision.declarations + 1 if anew else 1,
            "change_class": asks.change_class,
            "carries_out": asks.carries_out,
            "summary": asks.summary,
            "reopens": asks.reopens,
            "carries_legality_opinion": asks.carries_legality_opinion,
            "declared_by": act.actor.id,
            "declared_at": act.occurred_at,
        },
    )
    yield Update(
        "decision",
        {},
        {
            "draft_version": version,
            "change_pending": asks.change_class,
            "change_refused": False,
            "change_carries_legality_opinion": asks.carries_legality_opinion,
        },
    )
    left = tuple(_left_standing(case, asks))
    yield from stand(case, left, asks.draft_sha256)
    for stage in EARLY:  # what a former declaration of this text left standing, and this one does not
        if stage not in left and case.row(stage).stands_on == asks.draft_sha256:
            yield Update("stage", {"stage": stage}, {"stands_on": None})


def _left_standing(case: CaseFile, asks: asked.DeclareDraftChange) -> Iterator[Stage]:
    """The early stages whose result and facts stay good for the new text (ruling 11)."""
    for stage in EARLY:
        not_required = case.row(stage).status is StageStatus.NOT_REQUIRED
        always_again = stage is Stage.PUBLIC_PARTICIPATION and not not_required
        if asks.change_class is not ChangeClass.SUBSTANTIVE or not (always_again or stage in asks.reopens):
            yield stage


def stand(case: CaseFile, stages: Iterable[Stage], sha256: str) -> Iterator[Change]:
    """Move what the results of these stages are good for, where they have one or are working on it."""
    for stage in stages:
        if case.row(stage).stands_on is not None:
            yield Update("stage", {"stage": stage}, {"stands_on": sha256})


def carries_the_opinion(command: Command, case: CaseFile) -> bool:
    """Confirming the change that carries out 修改后合法 is the pass of the new digest (design 13)."""
    return (
        bool(case.stages)
        and case.is_open(Stage.LEGALITY_REVIEW)
        and bool(
            case.draft
            and case.draft.carries_legality_opinion
            and case.draft.pending is ChangeClass.CARRIES_OUT_OPINIONS
        )
    )


@handles(
    asked.ConfirmDraftChange,
    by=REVIEWERS,
    slices=("decision",),
    rules=(rules.change_awaits_the_reviewer, rules.reviewer_did_not_draft),
    signs=Stage.LEGALITY_REVIEW,
    when=carries_the_opinion,
)
def confirm_draft_change(act: Act, case: CaseFile) -> Iterator[Change]:
    """What stood on the former text stands on this one; a substantive change was already sent back."""
    draft = case.draft
    if draft is None:
        return
    yield _answer(act, case, "confirmed", None)
    yield Update("decision", {}, {"change_pending": None, "change_refused": False})
    if draft.pending is not ChangeClass.SUBSTANTIVE:
        yield from stand(case, [stage for stage in Stage if stage not in EARLY], draft.sha256)
    if carries_the_opinion(act.command, case):
        from decision_flow.board import signed

        yield signed(act, case, Stage.LEGALITY_REVIEW)


@handles(
    asked.RefuseDraftChange,
    by=REVIEWERS,
    slices=("decision",),
    rules=(rules.change_awaits_the_reviewer, rules.reviewer_did_not_draft),
)
def refuse_draft_change(act: Act, case: CaseFile) -> Iterator[Change]:
    """Nothing closes on this text until the unit declares the change anew."""
    yield _answer(act, case, "not_confirmed", act.command.reason)
    yield Update("decision", {}, {"change_refused": True})


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


def _draft(act: Act, case: CaseFile, version: int) -> Insert:
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


def _answer(act: Act, case: CaseFile, answer: str, reason: str | None) -> Update:
    return Update(
        "draft_change",
        {"version": act.command.version, "declaration": case.decision.declarations},
        {"answer": answer, "answer_reason": reason, "answered_by": act.actor.id, "answered_at": act.occurred_at},
    )
