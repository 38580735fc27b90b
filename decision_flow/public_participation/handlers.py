"""Acts of public participation as row changes."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from decision_flow.board import acts_on_open_stage, signed
from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Event, Insert, Update, handles
from decision_flow.decision.rules import act_names_the_current_draft, decision_is_started
from decision_flow.public_participation import act_rules as rules
from decision_flow.public_participation import commands as asked
from decision_flow.public_participation.facts import NOTICE, day_of, likeness, next_due_on, notice_sha256
from decision_flow.public_participation.filing import PUBLISHED, as_asked, filed, recorded, signature
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
        rules.completed_notice_is_a_published_one,
    ),
)
def prepare_comment_notice(act: Act, case: CaseFile) -> Iterator[Change]:
    """The notice that the head of the unit will sign, with the digest of what it says."""
    asks: asked.PrepareCommentNotice = act.command
    prepared = {"notice_sha256": notice_sha256(asks), "prepared_by": act.actor.id, "prepared_at": act.occurred_at}
    yield Insert("comment_notice", {**filed(act, case), **as_asked(asks, *NOTICE), **prepared})


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
            **as_asked(asks, "notice_id", "channel", "address", "snapshot_sha256", "published_at"),
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


@handles(
    asked.RecordNoticeInterrupted,
    by={*UNIT, Role.SYSTEM},
    slices=SLICES,
    rules=(stage_is_open, rules.break_lies_within_the_publication),
)
def record_notice_interrupted(act: Act, case: CaseFile) -> Iterator[Change]:
    """Where and from when on it could not be read, and until when, if that has ended."""
    names = ("notice_id", "channel", "broken_off_at", "restored_at", "reason", "evidence_sha256")
    ours = {"id": act.new_id(), "decision_id": case.decision_id}
    yield Insert("notice_interruption", {**ours, **as_asked(act.command, *names), **recorded(act)})


@handles(
    asked.RecordNoticeRestored,
    by={*UNIT, Role.SYSTEM},
    slices=SLICES,
    rules=(stage_is_open, rules.break_is_an_open_one),
)
def record_notice_restored(act: Act, case: CaseFile) -> Iterator[Change]:
    """The end of the break."""
    asks: asked.RecordNoticeRestored = act.command
    yield Update("notice_interruption", {"id": asks.interruption_id}, {"restored_at": asks.restored_at})


@handles(
    asked.PublishExplanation,
    by=HEAD,
    slices=SLICES,
    rules=(stage_is_open, rules.explanation_is_beside_a_published_notice, rules.publication_has_happened),
)
def publish_explanation(act: Act, case: CaseFile) -> Iterator[Change]:
    """Who explained what, and where that was published."""
    columns = as_asked(act.command, "notice_id", "explained_by", "text", *PUBLISHED)
    yield Insert("published_explanation", {**filed(act, case), **columns, **signature(act)})


@handles(asked.DeclineOpenComment, by=HEAD, slices=SLICES, rules=(stage_is_open,))
def decline_open_comment(act: Act, case: CaseFile) -> Iterator[Change]:
    """The reason, signed."""
    yield Insert("open_comment_declined", {**filed(act, case), "reason": act.command.reason, **signature(act)})


@handles(
    asked.SubmitComment,
    by={Role.CITIZEN, Role.SYSTEM},
    slices=SLICES,
    rules=(rules.comment_is_on_a_published_notice, rules.name_is_masked),
)
def submit_comment(act: Act, case: CaseFile) -> Iterator[Change]:
    """The opinion, as it came in."""
    yield _comment(act, case, {"channel": act.command.channel})


@handles(
    asked.TranscribeComment,
    by=UNIT,
    slices=SLICES,
    rules=(
        rules.comment_is_on_a_published_notice,
        rules.transcribed_comment_was_given_on_the_notice,
        rules.day_has_come,
        rules.name_is_masked,
    ),
)
def transcribe_comment(act: Act, case: CaseFile) -> Iterator[Change]:
    """The opinion, with the day on which it was given, how, and the paper; who typed it recorded it."""
    asks: asked.TranscribeComment = act.command
    yield _comment(act, case, {"channel": asks.source, **as_asked(asks, "given_on", "paper_sha256")})


def _comment(act: Act, case: CaseFile, how: Mapping[str, Any]) -> Insert:
    """An opinion: in time while a notice of this round is open, else kept as late with the round of its notice."""
    asks, facts = act.command, case.public_participation
    in_time = rules.came_in_time(act, case)
    return Insert(
        "comment",
        {
            **as_asked(asks, "decision_id", "notice_id", "text", "masked_name"),
            **how,
            "id": act.subject_id,
            "likeness": likeness(asks.text),
            "round": facts.round if in_time else facts.notices[asks.notice_id].round,
            "late": not in_time,
            "received_at": act.occurred_at,
            "recorded_by": act.actor.id,
        },
    )


@handles(
    asked.DisposeOpinions,
    by=UNIT,
    slices=(*SLICES, "named_comments"),
    rules=(
        decision_is_started,
        rules.named_opinions_are_of_this_matter,
        rules.answer_is_changed_in_its_round,
        rules.answered_as_such_is_not_adopted,
    ),
)
def dispose_opinions(act: Act, case: CaseFile) -> Iterator[Change]:
    """One answer, and for each opinion that it is the one that stands; a former one stays in the entry that gave it."""
    asks: asked.DisposeOpinions = act.command
    answer = {**filed(act, case), **as_asked(asks, "disposition", "reason", "answered_as")}
    said = {"likeness": likeness(asks.reason), "comments": len(asks.comment_ids)}
    yield Insert("opinion_disposition", {**answer, **said, "disposed_by": act.actor.id, "disposed_at": act.occurred_at})
    named, stands = case.named_comments, {"disposition_id": answer["id"]}
    for comment_id in asks.comment_ids:
        if not named[comment_id].answered:
            of = {"comment_id": comment_id, "decision_id": case.decision_id}
            yield Insert("disposed_comment", {**of, **as_asked(named[comment_id], "round", "late"), **stands})
    for comment_id in asks.comment_ids:
        if named[comment_id].answered:
            yield Update("disposed_comment", {"comment_id": comment_id}, stands)


@handles(
    asked.StateNoneReceived,
    by=HEAD,
    slices=SLICES,
    rules=(stage_is_open, rules.no_opinion_came_on_any_channel),
)
def state_none_received(act: Act, case: CaseFile) -> Iterator[Change]:
    """The statement, with the proof of each channel."""
    columns = as_asked(act.command, "notice_id", "statement", "channels")
    yield Insert("none_received", {**filed(act, case), **columns, **signature(act)})


@handles(
    asked.RecordParticipation,
    by=UNIT,
    slices=SLICES,
    rules=(stage_is_open, rules.form_and_those_heard_are_named, rules.day_has_come),
)
def record_participation(act: Act, case: CaseFile) -> Iterator[Change]:
    """Who was heard, in which form, on which record."""
    columns = as_asked(act.command, "form", "held_on", "heard", "summary", "record_sha256")
    yield Insert("participation", {**filed(act, case), **columns, **recorded(act)})


@handles(
    asked.ConsultGroup,
    by=UNIT,
    slices=SLICES,
    rules=(stage_is_open, rules.group_is_represented_by_name, rules.day_has_come),
)
def consult_group(act: Act, case: CaseFile) -> Iterator[Change]:
    """Which group, and who represents it."""
    columns = as_asked(act.command, "specific_group", "held_on", "representatives", "summary", "record_sha256")
    yield Insert("group_consultation", {**filed(act, case), **columns, **recorded(act)})


@handles(
    asked.RecordPublicSentiment,
    by=UNIT,
    slices=SLICES,
    rules=(decision_is_started, rules.day_has_come),
)
def record_public_sentiment(act: Act, case: CaseFile) -> Iterator[Change]:
    """What was said, who judged it, and the answer."""
    columns = as_asked(act.command, "source", "noticed_on", "judged_by", "judgement", "answer")
    yield Insert("public_sentiment", {**filed(act, case), **columns, **recorded(act)})


@handles(
    asked.PublishFeedback,
    by=HEAD,
    slices=SLICES,
    rules=(stage_is_open, rules.feedback_covers_every_opinion, rules.publication_has_happened),
)
def publish_feedback(act: Act, case: CaseFile) -> Iterator[Change]:
    """Where it was published."""
    columns = as_asked(act.command, *PUBLISHED)
    yield Insert("participation_feedback", {**filed(act, case), **columns, **signature(act)})


@handles(
    asked.SignOffPublicParticipation,
    by=HEAD,
    rules=(stage_is_open, act_names_the_current_draft),
    signs=HERE,
)
def sign_off_public_participation(act: Act, case: CaseFile) -> Iterator[Change]:
    """The signature; the whole gate is asked on it."""
    yield signed(act, case, HERE)


def _moved(case: CaseFile) -> Event:
    """There is work for the stage's flow."""
    return Event("StageMoved", {"stage": HERE.value, "round": case.public_participation.round})
