"""Notice, opinions, other forms, hearing, feedback."""

from collections.abc import Generator
from datetime import date, datetime, timedelta
from typing import Any

from decision_flow.actor import PUBLIC
from decision_flow.public_participation import commands as public
from decision_flow.public_participation import hearing_commands as hearings
from decision_flow.public_participation import hearing_draw_commands as draws
from decision_flow.reading import file_of
from decision_flow.terms import (
    AnsweredAs,
    CommentSource,
    Disposition,
    HeardKind,
    HearingGround,
    Kind,
    ParticipationForm,
    Role,
)
from tests.lawful.steps import DAY, Step, Steps, act, at, morning
from tests.world import START, World

HOUR = timedelta(hours=1)


def triggers(world: World, case: str, *grounds: HearingGround) -> Steps:
    """The head of the unit says whether a hearing is a must."""
    answered = hearings.AnswerHearingTriggers(
        decision_id=case, grounds=grounds, explanation="示例：逐项说明", statute=None
    )
    yield from act(world, answered, Role.UNDERTAKING_HEAD)


def notice(world: World, case: str, opens: date, closes: date, draft: str) -> Generator[Step, None, str]:
    """A notice prepared, signed and published; whether a hearing is a must was answered before."""
    yield from triggers(world, case)
    prepared = public.PrepareCommentNotice(
        decision_id=case,
        draft_sha256=draft,
        explanation_sha256=world.document("示例说明"),
        opens_on=opens,
        closes_on=closes,
        shortening_reason=None,
        how_to_comment="网上、电话、书面",
        text="示例公告",
    )
    done = yield from act(world, prepared, Role.DRAFTER)
    notice_id = done.made["comment_notice"]
    signed = public.SignCommentNotice(decision_id=case, notice_id=notice_id, notice_sha256=prepared.notice_sha256)
    yield from act(world, signed, Role.UNDERTAKING_HEAD)
    published = public.RecordNoticePublished(
        decision_id=case,
        notice_id=notice_id,
        channel="website",
        address="https://example.org/notice",
        snapshot_sha256=world.document("公告网页"),
        published_at=morning(opens),
    )
    yield from act(world, published, Role.SYSTEM)
    return notice_id


def comments(world: World, case: str, notice_id: str) -> Generator[Step, None, str]:
    """One opinion of the public; its id."""
    said = public.SubmitComment(decision_id=case, notice_id=notice_id, text="示例意见", channel="online")
    done = yield from act(world, said, PUBLIC)
    return done.subject_id


def other_ways(world: World, case: str, notice_id: str, today: date) -> Generator[Step, None, str]:
    """An explanation, a letter typed for somebody, a break of an hour and one that ends later, a seminar, a group
    consulted, and what is said in public; the id of the typed opinion."""
    explained = public.PublishExplanation(
        decision_id=case,
        notice_id=notice_id,
        explained_by="示例专家",
        text="示例：对专业问题的说明",
        address="https://example.org/explained",
        snapshot_sha256=world.document("解释说明"),
        published_at=morning(today),
    )
    yield from act(world, explained, Role.UNDERTAKING_HEAD)
    letter = public.TranscribeComment(
        decision_id=case,
        notice_id=notice_id,
        text="示例：来信意见",
        source=CommentSource.LETTER,
        given_on=today,
        paper_sha256=world.document("来信"),
    )
    typed = yield from act(world, letter, Role.DRAFTER)
    broken = public.RecordNoticeInterrupted(
        decision_id=case,
        notice_id=notice_id,
        channel="website",
        broken_off_at=morning(today),
        restored_at=None,
        reason="示例：网站检修",
        evidence_sha256=world.document("检修记录"),
    )
    done = yield from act(world, broken, Role.DRAFTER)
    yield from at(world, morning(today) + DAY / 8)
    restored = public.RecordNoticeRestored(
        decision_id=case,
        interruption_id=done.made["notice_interruption"],
        restored_at=morning(today) + DAY / 48,
    )
    yield from act(world, restored, Role.DRAFTER)
    yield from act(world, seminar(world, case, today), Role.DRAFTER)
    yield from act(world, group_consulted(world, case, today), Role.DRAFTER)
    mood = public.RecordPublicSentiment(
        decision_id=case, source="示例论坛", noticed_on=today, judged_by="示例人", judgement="示例", answer=None
    )
    yield from act(world, mood, Role.DRAFTER)
    return typed.subject_id


def seminar(
    world: World, case: str, held_on: date, form: ParticipationForm = ParticipationForm.SEMINAR
) -> public.RecordParticipation:
    """A seminar, or another form of hearing the public."""
    return public.RecordParticipation(
        decision_id=case,
        form=form,
        held_on=held_on,
        heard=(public.Heard(name="示例商会", kind=HeardKind.SOCIAL_ORGANISATION),),
        summary="示例",
        record_sha256=world.document("座谈会记录"),
    )


def group_consulted(world: World, case: str, held_on: date, group: str = "示例：残疾人") -> public.ConsultGroup:
    """A specific group, represented by an organisation and one of the masses."""
    return public.ConsultGroup(
        decision_id=case,
        specific_group=group,
        held_on=held_on,
        representatives=(
            public.GroupRepresentative(name="示例甲", kind=HeardKind.MASS_ORGANISATION, organisation="示例残联"),
            public.GroupRepresentative(name="示例乙", kind=HeardKind.MASSES_REPRESENTATIVE, organisation=None),
        ),
        summary="示例",
        record_sha256=world.document("协商记录"),
    )


NUMBERS = hearings.LocalNumbers(notice_days=10, list_days=8, participants_min=2, basis="示例：本地规定")


def announcement(world: World, case: str, today: date) -> hearings.AnnounceHearing:
    """A hearing in twelve days, with two sides and a method; the numbers of the unread local text are stated."""
    return hearings.AnnounceHearing(
        decision_id=case,
        held_on=today + 12 * DAY,
        place="示例会议室",
        selection_method="自愿报名、随机选取",
        sides=("居民", "企业"),
        materials=(world.document("听证材料"),),
        stated=NUMBERS,
        address="https://example.org/hearing",
        snapshot_sha256=world.document("听证公告"),
        published_at=morning(today),
    )


def hearing(world: World, case: str, today: date) -> Generator[Step, None, str]:
    """An announced hearing with its list published and its materials delivered; its id."""
    done = yield from act(world, announcement(world, case, today), Role.UNDERTAKING_HEAD)
    hearing_id = done.made["hearing"]
    yield from act(world, hearing_list(world, case, hearing_id, today), Role.UNDERTAKING_HEAD)
    yield from act(world, delivered(world, case, hearing_id, today), Role.DRAFTER)
    return hearing_id


def hearing_list(world: World, case: str, hearing_id: str, today: date) -> hearings.PublishHearingList:
    """One participant for each side."""
    return hearings.PublishHearingList(
        decision_id=case,
        hearing_id=hearing_id,
        participants=(
            hearings.ListedParticipant(name="示例甲", side="居民", invited=False),
            hearings.ListedParticipant(name="示例乙", side="企业", invited=False),
        ),
        invitation_reason=None,
        address="https://example.org/list",
        snapshot_sha256=world.document("听证名单"),
        published_at=morning(today),
    )


def delivered(world: World, case: str, hearing_id: str, today: date) -> hearings.RecordMaterialsDelivered:
    """The materials with both participants."""
    return hearings.RecordMaterialsDelivered(
        decision_id=case,
        hearing_id=hearing_id,
        delivered_on=today,
        participants=("示例甲", "示例乙"),
        receipt_sha256=world.document("送达回证"),
    )


def hearing_record(world: World, case: str, hearing_id: str, today: date) -> hearings.RecordHearing:
    """The record, signed by both on paper."""
    return hearings.RecordHearing(
        decision_id=case,
        hearing_id=hearing_id,
        chaired_by="示例主持人",
        record_sha256=world.document("听证记录"),
        participants=(
            hearings.HearingAttendance(name="示例甲", side="居民", signed=True),
            hearings.HearingAttendance(name="示例乙", side="企业", signed=True),
        ),
        paper_original=hearings.PaperOriginal(
            scan_sha256=world.document("听证记录扫描件"),
            pages=3,
            kept_at="示例局档案室",
            compared_by="示例经办人",
            signed_on=today,
        ),
    )


def hearing_held(world: World, case: str, hearing_id: str, today: date) -> Steps:
    """The hearing's signed record."""
    yield from act(world, hearing_record(world, case, hearing_id, today), Role.DRAFTER)


def participation_closes(world: World, case: str, notice_id: str, comment_ids: tuple[str, ...], now: datetime) -> Steps:
    """The window closed, the first opinion adopted, the others answered together, feedback published."""
    yield from act(world, public.CloseCommentPeriod(decision_id=case, notice_id=notice_id), Role.SYSTEM)
    answer = public.DisposeOpinions(
        decision_id=case, comment_ids=comment_ids[:1], disposition=Disposition.ADOPTED, reason="示例理由"
    )
    yield from act(world, answer, Role.UNDERTAKING_HEAD)
    unrelated = public.DisposeOpinions(
        decision_id=case,
        comment_ids=comment_ids[1:],
        disposition=Disposition.NOT_ADOPTED,
        reason="示例：与本事项无关",
        answered_as=AnsweredAs.OUT_OF_SCOPE,
    )
    yield from act(world, unrelated, Role.DRAFTER)
    yield from act(world, feedback(world, case, now), Role.UNDERTAKING_HEAD)


def feedback(world: World, case: str, now: datetime) -> public.PublishFeedback:
    """What became of the opinions, published."""
    return public.PublishFeedback(
        decision_id=case,
        address="https://example.org/feedback",
        snapshot_sha256=world.document("采纳情况"),
        published_at=now,
    )


def none_received(world: World, case: str, notice_id: str) -> public.StateNoneReceived:
    """Nobody had an opinion, with the proof of the website."""
    return public.StateNoneReceived(
        decision_id=case,
        notice_id=notice_id,
        statement="示例：期限内没有收到意见",
        channels=(public.ChannelProof(channel="website", evidence_sha256=world.document("意见箱截图")),),
    )


def early_answers(world: World, case: str, now: datetime | None = None) -> Steps:
    """Feedback after the window has closed; where nobody had an opinion, that is stated first."""
    with world.installation.store.reading() as session:
        facts = file_of(session, Kind.DECISION, case, ("public_participation",)).public_participation
    if facts.notice is not None and not facts.in_time and not facts.none_stated:
        yield from act(world, none_received(world, case, facts.notice.id), Role.UNDERTAKING_HEAD)
    told = feedback(world, case, now or world.when or START + 31 * DAY)
    yield from act(world, told, Role.UNDERTAKING_HEAD)


def announced_and_called_off(world: World, case: str, today: date) -> Generator[Step, None, str]:
    """A hearing for which nobody signs up: extended once, then called off for another one."""
    hearing_id = yield from announced_and_extended(world, case, today)
    yield from called_off(world, case, hearing_id)
    return hearing_id


def announced_and_extended(world: World, case: str, today: date) -> Generator[Step, None, str]:
    """A hearing for which too few sign up, extended once."""
    done = yield from act(world, announcement(world, case, today), Role.UNDERTAKING_HEAD)
    hearing_id = done.made["hearing"]
    nobody = hearings.RecordHearingSignUps(
        decision_id=case,
        hearing_id=hearing_id,
        closed_on=today,
        sides=(hearings.SideCount(side="居民", count=0), hearings.SideCount(side="企业", count=1)),
        evidence_sha256=world.document("报名登记表"),
    )
    yield from act(world, nobody, Role.DRAFTER)
    extended = hearings.ExtendHearing(
        decision_id=case,
        hearing_id=hearing_id,
        held_on=today + 20 * DAY,
        reason="示例：报名不足",
        address="https://example.org/extended",
        snapshot_sha256=world.document("延长公告"),
        published_at=morning(today),
    )
    yield from act(world, extended, Role.UNDERTAKING_HEAD)
    return hearing_id


def called_off(world: World, case: str, hearing_id: str, reason: str = "示例：仍无人报名") -> Steps:
    """The hearing is not held."""
    off = hearings.CallOffHearing(
        decision_id=case,
        hearing_id=hearing_id,
        reason=reason,
        replaced_by=ParticipationForm.HEARING,
        address="https://example.org/off",
        snapshot_sha256=world.document("取消公告"),
    )
    yield from act(world, off, Role.UNDERTAKING_HEAD)


SIGNED_UP = {"居民": ("R-001", "R-002", "R-003", "R-004", "R-005"), "企业": ("C-01", "C-02")}


def signed_up(world: World, case: str, hearing_id: str, today: date) -> hearings.RecordHearingSignUps:
    """Five of one side, two of the other."""
    return hearings.RecordHearingSignUps(
        decision_id=case,
        hearing_id=hearing_id,
        closed_on=today,
        sides=tuple(hearings.SideCount(side=side, count=len(numbers)) for side, numbers in SIGNED_UP.items()),
        evidence_sha256=world.document("报名登记表"),
    )


def places(case: str, hearing_id: str, now: datetime, **given: Any) -> draws.AnnounceHearingDraw:
    """Two places for the one side, one for the other, drawn from a value that is known in an hour."""
    base: dict[str, Any] = {
        "sides": tuple(
            draws.SidePlaces(side=side, places=many, sign_ups=SIGNED_UP[side])
            for side, many in (("居民", 2), ("企业", 1))
        ),
        "seed_source": "示例：某彩票下一期开奖号码",
        "seed_known_from": now + HOUR,
    }
    return draws.AnnounceHearingDraw(decision_id=case, hearing_id=hearing_id, **(base | given))


def held_draw(world: World, case: str, draw_id: str, published_at: datetime, value: str = "3 7 9") -> Any:
    """The value, as it was published."""
    return draws.HoldHearingDraw(
        decision_id=case,
        draw_id=draw_id,
        seed_value=value,
        published_at=published_at,
        address="https://example.org/lottery",
        snapshot_sha256=world.document("开奖公告"),
    )


def places_drawn(world: World, case: str, hearing_id: str, now: datetime) -> Steps:
    """More sign up than there are places: they are drawn by lot, two hours later."""
    yield from act(world, signed_up(world, case, hearing_id, now.date()), Role.DRAFTER)
    done = yield from act(world, places(case, hearing_id, now), Role.UNDERTAKING_HEAD)
    yield from at(world, now + 2 * HOUR)
    yield from act(world, held_draw(world, case, done.made["hearing_draw"], now + HOUR), Role.DRAFTER)


def hearing_set_aside(world: World, case: str) -> Steps:
    """Stability may be affected; the legality review body sets the hearing aside, with reasons."""
    yield from triggers(world, case, HearingGround.SOCIAL_STABILITY)
    aside = hearings.SetHearingAside(decision_id=case, reason="示例理由", legal_ground="示例：依据的原文未核实")
    yield from act(world, aside, Role.LEGALITY_HEAD)
