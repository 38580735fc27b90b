"""Lists of notices, opinions, answers and hearings, and what the sweep closes (design 7, 12.16)."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Row, Table, and_, exists, func, literal_column, or_, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.decision.listing import LONGEST_PAGE, Page, page_of, visible
from decision_flow.decision.rounds import STAGE
from decision_flow.public_participation import hearing_model, model
from decision_flow.public_participation.queries import (
    ANSWER,
    BREAK,
    CHANNEL,
    COMMENT,
    DECISION,
    DELIVERY,
    DISPOSED,
    FEEDBACK,
    FORM,
    GROUP,
    HEARING,
    LISTED_NAME,
    NOTICE,
    PARTICIPANT,
    TRIGGERS,
)
from decision_flow.public_participation.similar import Group, grouped
from decision_flow.store.tables import table_of
from decision_flow.terms import Stage

EXPLANATION, SENTIMENT, DRAW = (
    table_of(of) for of in (model.PublishedExplanation, model.PublicSentiment, hearing_model.HearingDraw)
)
D, N, C, M, A, S, P = (of.c for of in (DECISION, NOTICE, CHANNEL, COMMENT, ANSWER, DISPOSED, PARTICIPANT))
WEBSITE = "website"
MOST_COMPARED = 10_000
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


def notice(session: Session, decision_id: str, notice_id: str, actor: Actor) -> Row[Any] | None:
    """One notice with the matter's title, for the page that a clerk pastes into the website."""
    listed = select(NOTICE, D.title).join(DECISION, D.id == N.decision_id)
    return session.execute(visible(listed, actor).where(N.decision_id == decision_id, N.id == notice_id)).first()


_ANSWER = (A.id.label("disposition_id"), A.disposition, A.reason.label("disposition_reason"), A.answered_as)


def _with_answers(*more: ColumnElement[Any]) -> Any:
    joined = COMMENT.outerjoin(DISPOSED, S.comment_id == M.id).outerjoin(ANSWER, A.id == S.disposition_id)
    return select(*COMMENT.c, *_ANSWER, A.disposed_by, A.disposed_at, *more).select_from(
        joined.join(DECISION, D.id == M.decision_id)
    )


def comments(
    session: Session,
    decision_id: str,
    actor: Actor,
    *,
    unanswered: bool = False,
    alike: str | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page:
    """The opinions on a decision that those of its body see, newest first, each with its answer; `unanswered`: those
    owed one; `alike`: those of one likeness."""
    listed = _with_answers().where(M.decision_id == decision_id)
    if unanswered:
        listed = listed.where(S.comment_id.is_(None), M.late.is_(False))
    if alike:
        listed = listed.where(M.likeness == alike)
    return page_of(session, visible(listed, actor), M.id, after, limit)


def answer_of(session: Session, comment_id: str) -> Row[Any] | None:
    """What became of one opinion, for whoever holds its number: the answer and its reason, without the text."""
    return session.execute(_with_answers().where(M.id == comment_id)).first()


def alike(
    session: Session, decision_id: str, actor: Actor, *, after: str | None = None, limit: int = 50
) -> tuple[Sequence[Row[Any]], str | None]:
    """Opinions whose texts are alike, group by group in the order of their likeness: how many, since when and until
    when they came, how many are unanswered. Nothing is concluded from it, and nothing is deleted."""
    limit = min(limit, LONGEST_PAGE)
    listed = (
        select(
            M.likeness,
            func.count().label("comments"),
            func.min(M.received_at).label("first_received_at"),
            func.max(M.received_at).label("last_received_at"),
            func.min(M.text).label("text"),
        )
        .join(DECISION, D.id == M.decision_id)
        .where(M.decision_id == decision_id)
        .group_by(M.likeness)
        .having(func.count() > 1)
    )
    listed = listed.where(M.likeness > after) if after else listed
    rows = session.execute(visible(listed, actor).order_by(M.likeness).limit(limit + 1)).all()
    return rows[:limit], rows[limit - 1].likeness if len(rows) > limit else None


def similar(
    session: Session, decision_id: str, actor: Actor, *, after: str | None = None, limit: int = 50
) -> tuple[Sequence[Group], str | None]:
    """Opinions owed an answer whose texts are nearly alike, in groups of two or more by their first opinions, at most
    1,000 ids a group: a suggestion. Whoever answers reads them and lists the ids that one answer is given to. Of more
    than 10,000 that wait the first 10,000 are compared."""
    limit = min(limit, LONGEST_PAGE)
    waiting = (
        select(M.id, M.text)
        .select_from(COMMENT.join(DECISION, D.id == M.decision_id).outerjoin(DISPOSED, S.comment_id == M.id))
        .join(STAGE, and_(STAGE.c.decision_id == D.id, STAGE.c.stage == Stage.PUBLIC_PARTICIPATION.value))
        .where(M.decision_id == decision_id, M.round == STAGE.c.round, S.comment_id.is_(None), M.late.is_(False))
    )
    opinions = session.execute(visible(waiting, actor).order_by(M.id).limit(MOST_COMPARED)).tuples()
    groups = [one for one in grouped(opinions) if one.comments > 1 and one.id > (after or "")]
    return groups[:limit], groups[limit - 1].id if len(groups) > limit else None


def rate(
    session: Session, decision_id: str, actor: Actor, *, after: str | None = None, limit: int = 50
) -> tuple[Sequence[Row[Any]], str | None]:
    """How many opinions came in each hour (universal time), and how many different texts they have."""
    limit = min(limit, LONGEST_PAGE)
    hour = func.substr(M.received_at, literal_column("1"), literal_column("13"))
    listed = (
        select(hour.label("hour"), func.count().label("comments"), func.count(M.likeness.distinct()).label("different"))
        .join(DECISION, D.id == M.decision_id)
        .where(M.decision_id == decision_id)
        .group_by(hour)
    )
    listed = listed.where(hour > after) if after else listed
    rows = session.execute(visible(listed, actor).order_by(hour).limit(limit + 1)).all()
    return rows[:limit], rows[limit - 1].hour if len(rows) > limit else None


def repeat_participants(
    session: Session, decision_id: str, actor: Actor, *, after: str | None = None, limit: int = 50
) -> Page:
    """Who took part in a hearing of this decision, and in how many hearings of the body under the same name: a
    figure, no reproach, and a name is no person."""
    listed = select(P.id, P.hearing_id, P.name, P.side, _heard(PARTICIPANT)).join(DECISION, D.id == P.decision_id)
    return page_of(session, visible(listed.where(P.decision_id == decision_id), actor), P.id, after, limit)


def hearing_lists(
    session: Session, decision_id: str, actor: Actor, *, after: str | None = None, limit: int = 50
) -> Page:
    """The published lists of a decision's hearings, each name with the hearings of the body in which it occurs."""
    listed = select(LISTED_NAME, _heard(LISTED_NAME)).join(DECISION, D.id == LISTED_NAME.c.decision_id)
    listed = visible(listed.where(LISTED_NAME.c.decision_id == decision_id), actor)
    return page_of(session, listed, LISTED_NAME.c.id, after, limit)


def _heard(named: Table) -> ColumnElement[int]:
    """In how many hearings of the decision's body somebody of this name took part."""
    elsewhere, of = PARTICIPANT.alias(), DECISION.alias()
    return (
        select(func.count(elsewhere.c.hearing_id.distinct()))
        .select_from(elsewhere.join(of, of.c.id == elsewhere.c.decision_id))
        .where(elsewhere.c.name == named.c.name, of.c.organ_id == D.organ_id)
        .correlate(named, DECISION)
        .scalar_subquery()
        .label("hearings")
    )


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


def on_show(session: Session, on: date) -> Sequence[Row[Any]]:
    """The published pages of notices of the present round that the public may answer on this day, case by case."""
    day, at = on.isoformat(), C.address
    return session.execute(
        select(N.decision_id, N.round, C.channel, at)
        .join(NOTICE, N.id == C.notice_id)
        .join(STAGE, and_(STAGE.c.decision_id == N.decision_id, STAGE.c.round == N.round))
        .where(STAGE.c.stage == Stage.PUBLIC_PARTICIPATION.value, N.closed_at.is_(None))
        .where(N.opens_on <= day, N.closes_on >= day, or_(at.like("http://%"), at.like("https://%")))
        .order_by(N.decision_id, N.round, C.notice_id, C.channel)
    ).all()


def to_close(session: Session, on: date) -> Sequence[Row[Any]]:
    """Published notices whose last day has ended and that are not closed, for the sweep: decision, notice, round."""
    due = select(N.decision_id, N.id.label("notice_id"), N.round).join(DECISION, D.id == N.decision_id)
    return session.execute(
        due.where(D.next_due_on <= on.isoformat(), N.closes_on < on.isoformat(), N.closed_at.is_(None), PUBLISHED)
    ).all()


def _filed(
    of: Table, session: Session, decision_id: str, actor: Actor, *, after: str | None = None, limit: int = 50
) -> Page:
    listed = select(of).join(DECISION, D.id == of.c.decision_id).where(of.c.decision_id == decision_id)
    return page_of(session, visible(listed, actor), of.c.id, after, limit)


FILED: Mapping[str, Callable[..., Page]] = {
    "interruptions": partial(_filed, BREAK),
    "explanations": partial(_filed, EXPLANATION),
    "dispositions": partial(_filed, ANSWER),
    "participations": partial(_filed, FORM),
    "group-consultations": partial(_filed, GROUP),
    "public-sentiment": partial(_filed, SENTIMENT),
    "hearing-triggers": partial(_filed, TRIGGERS),
    "hearings": partial(_filed, HEARING),
    "hearing-draws": partial(_filed, DRAW),
    "hearing-lists": hearing_lists,
    "deliveries": partial(_filed, DELIVERY),
    "participants": partial(_filed, PARTICIPANT),
    "feedback": partial(_filed, FEEDBACK),
}
"""What was filed in this stage, by the last part of its path, newest first: one list a kind, always by keyset."""
