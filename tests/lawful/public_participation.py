"""Notice, comments, hearing, feedback."""

from collections.abc import Generator
from datetime import date, datetime

from decision_flow.actor import PUBLIC
from decision_flow.public_participation import commands as public
from decision_flow.terms import (
    Disposition,
    Role,
)
from tests.lawful.steps import DAY, Step, Steps, act, morning
from tests.world import START, World


def notice(world: World, case: str, opens: date, closes: date, draft: str) -> Generator[Step, None, str]:
    """A notice prepared, signed and published."""
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


def hearing(world: World, case: str, today: date) -> Generator[Step, None, str]:
    """An announced hearing with its materials delivered; its id."""
    announced = public.AnnounceHearing(
        decision_id=case,
        held_on=today + 12 * DAY,
        place="示例会议室",
        selection_method="自愿报名、随机选取",
        materials=(world.document("听证材料"),),
        address="https://example.org/hearing",
        snapshot_sha256=world.document("听证公告"),
        published_at=morning(today),
    )
    done = yield from act(world, announced, Role.UNDERTAKING_HEAD)
    hearing_id = done.made["hearing"]
    delivered = public.RecordMaterialsDelivered(
        decision_id=case,
        hearing_id=hearing_id,
        delivered_on=today,
        participants=("示例甲", "示例乙"),
        receipt_sha256=world.document("送达回证"),
    )
    yield from act(world, delivered, Role.DRAFTER)
    return hearing_id


def hearing_held(world: World, case: str, hearing_id: str) -> Steps:
    """The hearing's signed record."""
    heard = tuple(public.HearingAttendance(name=name, side="居民", signed=True) for name in ("示例甲", "示例乙"))
    held = public.RecordHearing(
        decision_id=case, hearing_id=hearing_id, record_sha256=world.document("听证记录"), participants=heard
    )
    yield from act(world, held, Role.DRAFTER)


def participation_closes(world: World, case: str, notice_id: str, comment_id: str, now: datetime) -> Steps:
    """The window closed, the opinion answered, feedback published."""
    yield from act(world, public.CloseCommentPeriod(decision_id=case, notice_id=notice_id), Role.SYSTEM)
    answer = public.DisposeOpinion(comment_id=comment_id, disposition=Disposition.ADOPTED, reason="示例理由")
    yield from act(world, answer, Role.UNDERTAKING_HEAD)
    feedback = public.PublishFeedback(
        decision_id=case,
        address="https://example.org/feedback",
        snapshot_sha256=world.document("采纳情况"),
        published_at=now,
    )
    yield from act(world, feedback, Role.UNDERTAKING_HEAD)


def early_answers(world: World, case: str, now: datetime | None = None) -> Steps:
    """Feedback after the window has closed; nobody had an opinion."""
    feedback = public.PublishFeedback(
        decision_id=case,
        address="https://example.org/feedback",
        snapshot_sha256=world.document("采纳情况"),
        published_at=now or world.when or START + 31 * DAY,
    )
    yield from act(world, feedback, Role.UNDERTAKING_HEAD)


def announced_and_called_off(world: World, case: str, today: date) -> Generator[Step, None, str]:
    """A hearing that is not held, for a published reason."""
    hearing_id = yield from hearing(world, case, today)
    off = public.CallOffHearing(
        decision_id=case,
        hearing_id=hearing_id,
        reason="示例：无人报名",
        address="https://example.org/off",
        snapshot_sha256=world.document("取消公告"),
    )
    yield from act(world, off, Role.UNDERTAKING_HEAD)
    return hearing_id
