"""Lists of notices and of comments, and what the sweep closes (design 7, 12.16)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, exists, or_, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.decision.listing import Page, page_of, visible
from decision_flow.decision.model import Decision
from decision_flow.public_participation.model import Comment, CommentNotice, CommentNoticePublication
from decision_flow.store.tables import table_of

DECISION, NOTICE, CHANNEL, COMMENT = (
    table_of(model) for model in (Decision, CommentNotice, CommentNoticePublication, Comment)
)
D, N, C, M = DECISION.c, NOTICE.c, CHANNEL.c, COMMENT.c
PUBLISHED = exists().where(C.notice_id == N.id).correlate(NOTICE)


def notices(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The notices of a decision, one row a channel: what is published is everybody's, the rest those of the body."""
    seen = visible(select(D.id), actor)
    return session.execute(
        select(NOTICE, C.channel, C.address, C.snapshot_sha256, C.published_at)
        .outerjoin(CHANNEL, C.notice_id == N.id)
        .where(N.decision_id == decision_id, or_(PUBLISHED, N.decision_id.in_(seen)))
        .order_by(N.id, C.published_at)
    ).all()


def comments(
    session: Session,
    decision_id: str,
    actor: Actor,
    *,
    unanswered: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> Page:
    """The comments on a decision that those of its body see, newest first; `unanswered`: those owed an answer."""
    listed = select(COMMENT).join(DECISION, D.id == M.decision_id).where(M.decision_id == decision_id)
    if unanswered:
        listed = listed.where(M.disposition.is_(None), M.late.is_(False))
    return page_of(session, visible(listed, actor), M.id, after, limit)


def to_close(session: Session, on: date) -> Sequence[Row[Any]]:
    """Published notices whose last day has ended and that are not closed, for the sweep: decision, notice, round."""
    due = select(N.decision_id, N.id.label("notice_id"), N.round).join(DECISION, D.id == N.decision_id)
    return session.execute(
        due.where(D.next_due_on <= on.isoformat(), N.closes_on < on.isoformat(), N.closed_at.is_(None), PUBLISHED)
    ).all()
