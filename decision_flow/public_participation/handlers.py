"""Acts of public participation as row changes."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from decision_flow.board import acts_on_open_stage, signed
from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Event, Insert, Update, handles
from decision_flow.decision.rules import act_names_the_current_draft
from decision_flow.public_participation import act_rules as rules
from decision_flow.public_participation import commands as asked
from decision_flow.public_participation.facts import NOTICE, CommentFile, day_of, next_due_on, notice_sha256
from decision_flow.public_participation.special_procedure import notice_states_the_special_period
from decision_flow.terms import Role, Stage

HERE = Stage.PUBLIC_PARTICIPATION
SLICES = (HERE.value,)
UNIT = {Role.DRAFTER, Role.UNDERTAKING_HEAD}
HEAD = {Role.UNDERTAKING_HEAD}
stage_is_open = acts_on_open_stage(HERE)


@handles(
    asked.PrepareCommentNotice,
    by={Role.DRAFTER},
    slices=SLICES,
    rules=(
        stage_is_open,
        rules.matter_is_public,
        act_names_the_current_draft,
        rules.notice_names_the_current_explanation,
        rules.short_period_has_its_reason_in_the_notice,
        notice_states_the_special_period,
        rules.continued_notice_is_running,
    ),
)
def prepare_comment_notice(act: Act, case: CaseFile) -> Iterator[Change]:
    """The notice that the head of the unit will sign, with the digest of what it says."""
    asks: asked.PrepareCommentNotice = act.command
    prepared = {"notice_sha256": notice_sha256(asks), "prepared_by": act.actor.id, "prepared_at": act.occurred_at}
    yield Insert("comment_notice", {**_filed(act, case), **_as_asked(asks, *NOTICE), **prepared})


@handles(
    asked.SignCommentNotice,
    by=HEAD,
    slices=SLICES,
    rules=(stage_is_open, rules.head_signs_the_prepared_notice, rules.notice_is_signed_by_another_person),
)
def sign_comment_notice(act: Act, case: CaseFile) -> Iterator[Change]:
    """The notice leaves the unit; the flow publishes it."""
    yield Update("comment_notice", {"id": act.command.notice_id}, {**act.signature, "signed_at": act.occurred_at})
    yield _moved(case)


@handles(
    asked.RecordNoticePublished,
    by={*UNIT, Role.SYSTEM},
    slices=SLICES,
    rules=(stage_is_open, rules.signed_notice_is_published_once_a_channel, rules.publication_has_happened),
)
def record_notice_published(act: Act, case: CaseFile) -> Iterator[Change]:
    """One channel more; the decision is due when the first of its running notices has ended."""
    asks: asked.RecordNoticePublished = act.command
    notices = case.public_participation.notices
    yield Insert(
        "comment_notice_publication",
        {
            **_as_asked(asks, "notice_id", "channel", "address", "snapshot_sha256", "published_at"),
            "decision_id": case.decision_id,
            "recorded_by": act.actor.id,
        },
    )
    published = replace(notices[asks.notice_id], channels={asks.channel: day_of(act.occurred_at)})
    yield Update("decision", {}, {"next_due_on": next_due_on({**notices, published.id: published}.values())})


@handles(asked.CloseCommentPeriod, by={Role.SYSTEM}, slices=SLICES, rules=(rules.last_day_has_ended,))
def close_comment_period(act: Act, case: CaseFile) -> Iterator[Change]:
    """The notice has run; the flow goes on where it is the present round's."""
    facts = case.public_participation
    notice = facts.notices[act.command.notice_id]
    others = [other for other in facts.notices.values() if other.id != notice.id]
    yield Update("comment_notice", {"id": notice.id}, {"closed_at": act.occurred_at})
    yield Update("decision", {}, {"next_due_on": next_due_on(others)})
    if notice.round == facts.round:
        yield _moved(case)


@handles(asked.DeclineOpenComment, by=HEAD, slices=SLICES, rules=(stage_is_open,))
def decline_open_comment(act: Act, case: CaseFile) -> Iterator[Change]:
    """The reason, signed."""
    yield Insert("open_comment_declined", {**_filed(act, case), "reason": act.command.reason, **_signature(act)})


@handles(
    asked.SubmitComment,
    by={Role.CITIZEN, Role.SYSTEM, *UNIT},
    slices=SLICES,
    rules=(rules.comment_is_on_a_published_notice, rules.name_is_masked),
)
def submit_comment(act: Act, case: CaseFile) -> Iterator[Change]:
    """The opinion: in time while a notice of this round is open, else kept as late with the round of its notice."""
    asks: asked.SubmitComment = act.command
    facts = case.public_participation
    in_time = facts.takes_comments_on(act.on)
    yield Insert(
        "comment",
        {
            **_as_asked(asks, "decision_id", "notice_id", "text", "masked_name", "channel"),
            "id": act.subject_id,
            "round": facts.round if in_time else facts.notices[asks.notice_id].round,
            "late": not in_time,
            "received_at": act.occurred_at,
            "recorded_by": act.actor.id,
        },
    )


@handles(asked.DisposeOpinion, by=UNIT, rules=(rules.answer_is_changed_in_its_round,))
def dispose_opinion(act: Act, comment: CommentFile) -> Iterator[Change]:
    """The answer that stands; a former one stays in the entry that gave it."""
    asks: asked.DisposeOpinion = act.command
    answer = {"disposition": asks.disposition, "disposition_reason": asks.reason}
    yield Update("comment", {}, {**answer, "disposed_by": act.actor.id, "disposed_at": act.occurred_at})


@handles(
    asked.RecordParticipation,
    by=UNIT,
    slices=SLICES,
    rules=(stage_is_open, rules.form_and_those_heard_are_named, rules.day_has_come),
)
def record_participation(act: Act, case: CaseFile) -> Iterator[Change]:
    """Who was heard, in which form, on which record."""
    columns = _as_asked(act.command, "form", "held_on", "heard", "specific_group", "summary", "record_sha256")
    yield Insert("participation", {**_filed(act, case), **columns, **_recorded(act)})


@handles(
    asked.AnnounceHearing,
    by=HEAD,
    slices=SLICES,
    rules=(
        stage_is_open,
        rules.matter_is_public,
        rules.hearing_is_announced_beforehand,
        rules.publication_has_happened,
    ),
)
def announce_hearing(act: Act, case: CaseFile) -> Iterator[Change]:
    """Day, place and materials, and where that was published."""
    columns = _as_asked(act.command, "held_on", "place", "selection_method", "materials", *PUBLISHED)
    yield Insert("hearing", {**_filed(act, case), **columns, **_signature(act)})


@handles(
    asked.RecordMaterialsDelivered,
    by={*UNIT, Role.SYSTEM},
    slices=SLICES,
    rules=(stage_is_open, rules.hearing_is_the_present_one, rules.day_has_come),
)
def record_materials_delivered(act: Act, case: CaseFile) -> Iterator[Change]:
    """One row a participant."""
    columns = _as_asked(act.command, "hearing_id", "delivered_on", "receipt_sha256")
    ours = {"decision_id": case.decision_id, "recorded_by": act.actor.id}
    for name in act.command.participants:
        yield Insert("hearing_delivery", {"id": act.new_id(), **ours, **columns, "participant": name})


@handles(
    asked.RecordHearing,
    by=UNIT,
    slices=SLICES,
    rules=(
        stage_is_open,
        rules.hearing_is_the_present_one,
        rules.hearing_has_no_record_yet,
        rules.participants_signed_the_record,
    ),
)
def record_hearing(act: Act, case: CaseFile) -> Iterator[Change]:
    """The record, and each participant with the signature or why it is not there."""
    asks: asked.RecordHearing = act.command
    yield Update("hearing", {"id": asks.hearing_id}, {"record_sha256": asks.record_sha256, **_recorded(act)})
    ours = {"hearing_id": asks.hearing_id, "decision_id": case.decision_id}
    for number, one in enumerate(asks.participants, 1):
        columns = _as_asked(one, "name", "side", "signed", "refusal")
        yield Insert("hearing_participant", {**ours, "number": number, **columns})


@handles(
    asked.CallOffHearing,
    by=HEAD,
    slices=SLICES,
    rules=(stage_is_open, rules.hearing_is_the_present_one, rules.hearing_has_no_record_yet),
)
def call_off_hearing(act: Act, case: CaseFile) -> Iterator[Change]:
    """Kept, with the published reason; it binds the stage no more."""
    asks: asked.CallOffHearing = act.command
    said = {f"called_off_{name}": getattr(asks, name) for name in ("reason", "address", "snapshot_sha256")}
    yield Update("hearing", {"id": asks.hearing_id}, {"called_off_at": act.occurred_at, **said})


@handles(
    asked.PublishFeedback,
    by=HEAD,
    slices=SLICES,
    rules=(stage_is_open, rules.feedback_covers_every_opinion, rules.publication_has_happened),
)
def publish_feedback(act: Act, case: CaseFile) -> Iterator[Change]:
    """Where it was published."""
    columns = _as_asked(act.command, *PUBLISHED)
    yield Insert("participation_feedback", {**_filed(act, case), **columns, **_signature(act)})


@handles(
    asked.SignOffPublicParticipation,
    by=HEAD,
    rules=(stage_is_open, act_names_the_current_draft),
    signs=HERE,
)
def sign_off_public_participation(act: Act, case: CaseFile) -> Iterator[Change]:
    """The signature; the whole gate is asked on it."""
    yield signed(act, case, HERE)


PUBLISHED = ("address", "snapshot_sha256", "published_at")


def _filed(act: Act, case: CaseFile) -> dict[str, Any]:
    """What every row of this stage begins with."""
    return {"id": act.new_id(), "decision_id": case.decision_id, "round": case.public_participation.round}


def _as_asked(asks: Any, *names: str) -> dict[str, Any]:
    return {name: getattr(asks, name) for name in names}


def _recorded(act: Act) -> dict[str, str]:
    return {"recorded_by": act.actor.id, "recorded_at": act.occurred_at}


def _signature(act: Act) -> dict[str, str]:
    return {**act.signature, "signed_at": act.occurred_at}


def _moved(case: CaseFile) -> Event:
    """There is work for the stage's flow."""
    return Event("StageMoved", {"stage": HERE.value, "round": case.public_participation.round})
