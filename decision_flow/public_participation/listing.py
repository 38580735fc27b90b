"""Lists of notices and of comments, and what the sweep closes (design 7, 12.16)."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row, exists, or_, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.decision.listing import Page, page_of, visible
from decision_flow.decision.model import Decision
from decision_flow.decision.rounds import STAGE, rows_of
from decision_flow.public_participation import model
from decision_flow.store.tables import table_of
from decision_flow.terms import Stage

DECISION, NOTICE, CHANNEL, COMMENT, FORM = (
    table_of(of)
    for of in (Decision, model.CommentNotice, model.CommentNoticePublication, model.Comment, model.Participation)
)
HEARING, DELIVERY, PARTICIPANT, FEEDBACK = (
    table_of(of) for of in (model.Hearing, model.HearingDelivery, model.HearingParticipant, model.ParticipationFeedback)
)
D, N, C, M = DECISION.c, NOTICE.c, CHANNEL.c, COMMENT.c
WEBSITE = "website"
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


def to_publish(session: Session, decision_id: str) -> Sequence[Row[Any]]:
    """Signed notices of the present round that are not on the website yet, with the matter's title."""
    on_website = exists().where(C.notice_id == N.id, C.channel == WEBSITE).correlate(NOTICE)
    return session.execute(
        select(NOTICE, D.title)
        .join(STAGE, STAGE.c.decision_id == N.decision_id)
        .join(DECISION, D.id == N.decision_id)
        .where(N.decision_id == decision_id, STAGE.c.stage == Stage.PUBLIC_PARTICIPATION.value)
        .where(N.round == STAGE.c.round, N.signed_at.is_not(None), ~on_website)
    ).all()


def to_close(session: Session, on: date) -> Sequence[Row[Any]]:
    """Published notices whose last day has ended and that are not closed, for the sweep: decision, notice, round."""
    due = select(N.decision_id, N.id.label("notice_id"), N.round).join(DECISION, D.id == N.decision_id)
    return session.execute(
        due.where(D.next_due_on <= on.isoformat(), N.closes_on < on.isoformat(), N.closed_at.is_(None), PUBLISHED)
    ).all()


def hearings(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The hearings of a decision, with those that were called off."""
    return rows_of(session, HEARING, decision_id, actor, "round", "id")


def deliveries(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Who got the materials of which hearing, and when."""
    return rows_of(session, DELIVERY, decision_id, actor, "hearing_id", "id")


def participants(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Who took part in which hearing, and whether the record is signed."""
    return rows_of(session, PARTICIPANT, decision_id, actor, "hearing_id", "number")


def participations(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The other forms in which the public was heard."""
    return rows_of(session, FORM, decision_id, actor, "round", "id")


def feedback(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Where the answers to the public were published."""
    return rows_of(session, FEEDBACK, decision_id, actor, "round", "id")
