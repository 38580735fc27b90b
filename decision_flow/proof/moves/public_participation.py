"""Public participation: triggers, notice, opinions, hearing otherwise, the sign-off. Each domain is a few values."""

from datetime import timedelta

from decision_flow.proof.matter import CLERK, DECISION, PAPER, morning
from decision_flow.proof.move import Asked, Moment, move, never_by
from decision_flow.public_participation import commands as public
from decision_flow.public_participation import hearing_commands as hearings
from decision_flow.terms import Disposition, HeardKind, Modality, ParticipationForm, Role

DAY = timedelta(days=1)


@move("answer triggers", hearings.AnswerHearingTriggers)
def answer_triggers(moment: Moment) -> Asked:
    if moment.case.public_participation.grounds is not None:
        return ()
    none = hearings.AnswerHearingTriggers(decision_id=DECISION, grounds=(), explanation="示例", statute=None)
    return [(Role.UNDERTAKING_HEAD, none)]


def is_mandatory(moment: Moment) -> bool:
    """Whether no other form takes the place of open comment here: then a notice still comes after other forms."""
    return moment.law.entry("public_participation.open_comment_mandatory").modality is Modality.MUST


def _notice(name: str, days_less: int, reason: str | None) -> None:
    @move(f"prepare notice, {name}", public.PrepareCommentNotice)
    def prepare(moment: Moment) -> Asked:
        heard = moment.case.public_participation
        present = (one for one in heard.notices.values() if one.round == heard.round)
        if heard.forms and not is_mandatory(moment):
            return ()
        if any(one.signed or one.draft_sha256 == moment.sha256 for one in present):
            return ()
        days = moment.law.value("public_participation.comment_days_min")
        closes_on = moment.law.comment_closes(moment.on, days).worst - days_less * DAY
        command = public.PrepareCommentNotice(
            decision_id=DECISION,
            draft_sha256=moment.sha256,
            explanation_sha256=moment.case.draft.explanation_sha256 if moment.case.draft else "",
            opens_on=moment.on,
            closes_on=closes_on,
            shortening_reason=reason,
            shortening_approved_by="示例" if reason else None,
            how_to_comment="网上、书面",
            text="示例公告",
        )
        return [(Role.DRAFTER, command)]


_notice("in full", 0, None)
_notice("a day short", 1, None)
_notice("short with a reason", 10, "示例：确有紧急情形")


@move("sign notice", public.SignCommentNotice)
def sign_notice(moment: Moment) -> Asked:
    waiting = (one for one in moment.case.public_participation.notices.values() if not one.signed)
    return [
        (
            Role.UNDERTAKING_HEAD,
            public.SignCommentNotice(decision_id=DECISION, notice_id=one.id, notice_sha256=one.notice_sha256),
        )
        for one in waiting
    ]


@move("publish notice", public.RecordNoticePublished)
def publish_notice(moment: Moment) -> Asked:
    notice = moment.case.public_participation.notice
    if notice is None or notice.channels:
        return ()
    channels = moment.law.value_for("public_participation.mandatory_channels", moment.case.organ_kind)
    return [
        (
            Role.SYSTEM,
            public.RecordNoticePublished(
                decision_id=DECISION,
                notice_id=notice.id,
                channel=channel,
                address="https://example.org",
                snapshot_sha256=PAPER,
                published_at=morning(moment.on),
            ),
        )
        for channel in channels
    ]


@move("comment", public.SubmitComment)
def comment(moment: Moment) -> Asked:
    notice = moment.case.public_participation.notice
    if notice is None or moment.case.public_participation.in_time:
        return ()
    said = public.SubmitComment(decision_id=DECISION, notice_id=notice.id, text="示例意见", channel="online")
    return [(Role.CITIZEN, said)]


@move("close the period", public.CloseCommentPeriod)
def close_period(moment: Moment) -> Asked:
    notice = moment.case.public_participation.notice
    if notice is None or notice.closed:
        return ()
    return [(Role.SYSTEM, public.CloseCommentPeriod(decision_id=DECISION, notice_id=notice.id))]


@move("answer opinions", public.DisposeOpinions)
def dispose(moment: Moment) -> Asked:
    open_ids = moment.case.public_participation.open_ids
    if not open_ids:
        return ()
    answer = public.DisposeOpinions(
        decision_id=DECISION, comment_ids=open_ids, disposition=Disposition.ADOPTED, reason="示例"
    )
    return [(Role.UNDERTAKING_HEAD, answer)]


@move("state that nobody had an opinion", public.StateNoneReceived)
def none_received(moment: Moment) -> Asked:
    heard = moment.case.public_participation
    if heard.notice is None or heard.none_stated:
        return ()
    channels = tuple(public.ChannelProof(channel=one, evidence_sha256=PAPER) for one in heard.notice.channels)
    stated = public.StateNoneReceived(
        decision_id=DECISION, notice_id=heard.notice.id, statement="示例", channels=channels
    )
    return [(Role.UNDERTAKING_HEAD, stated)]


@move("feed back", public.PublishFeedback)
def feed_back(moment: Moment) -> Asked:
    heard = moment.case.public_participation
    if heard.notice is None or heard.feedback_on is not None:
        return ()
    told = public.PublishFeedback(
        decision_id=DECISION, address="https://example.org", snapshot_sha256=PAPER, published_at=morning(moment.on)
    )
    return [(Role.UNDERTAKING_HEAD, told)]


@move("hear the public otherwise", public.DeclineOpenComment, public.RecordParticipation)
def otherwise(moment: Moment) -> Asked:
    heard = moment.case.public_participation
    if heard.forms or heard.notice is not None:
        return ()
    seminar = public.RecordParticipation(
        decision_id=DECISION,
        form=ParticipationForm.SEMINAR,
        held_on=moment.on,
        heard=(public.Heard(name="示例", kind=HeardKind.MASSES_REPRESENTATIVE),),
        summary="示例",
        record_sha256=PAPER,
    )
    declined = public.DeclineOpenComment(decision_id=DECISION, reason="示例")
    return [(Role.UNDERTAKING_HEAD, declined), (Role.DRAFTER, seminar)]


@move("sign public_participation", public.SignOffPublicParticipation)
def sign_participation(moment: Moment) -> Asked:
    signed = public.SignOffPublicParticipation(decision_id=DECISION, draft_sha256=moment.sha256)
    return [(Role.UNDERTAKING_HEAD, signed)]


never_by(sign_notice, CLERK)
