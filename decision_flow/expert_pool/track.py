"""履职情况: what an expert of a pool was chosen for, what he gave, what became of it, and his sanctions (Art. 21, 41).

Figures for whoever keeps the pool or chooses from it; nothing is concluded from them.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Row, and_, exists, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.decision import listing
from decision_flow.expert_pool.queries import DECISION, EXPERT, POOL, REVIEW, SANCTION, D, E, K, N, V, visible
from decision_flow.expert_review.model import AppointedExpert, ExpertOpinion
from decision_flow.store.tables import table_of
from decision_flow.terms import Disposition

CHOSEN, OPINION = table_of(AppointedExpert), table_of(ExpertOpinion)
X, P = CHOSEN.c, OPINION.c


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """One expert. `in_time`: opinions signed before all were opened; `missing`: decisions whose opinions were opened
    without one of his, though he was not released. `reviews` hold one row an opinion, or one of a decision without."""

    id: str
    name: str
    barred_by: str | None
    chosen: int
    released: int
    opinions: int
    in_time: int
    missing: int
    taken_up: dict[str, int]
    unanswered: int
    reviews: Sequence[Row[Any]]
    sanctions: Sequence[Row[Any]]
    integrity_reviews: Sequence[Row[Any]]


def track_record(session: Session, pool_id: str, expert_id: str, actor: Actor) -> TrackRecord | None:
    """The record of an expert in the decisions that the actor sees; None where pool or expert is not to be seen."""
    one = session.execute(
        visible(select(EXPERT).join(POOL, K.id == E.pool_id), actor).where(E.pool_id == pool_id, E.id == expert_id)
    ).first()
    if one is None:
        return None
    reviews = _reviews(session, expert_id, actor)
    given = [row for row in reviews if row.signed_at is not None]
    answered = Counter(row.disposition for row in given if row.disposition is not None)
    return TrackRecord(
        id=one.id,
        name=one.name,
        barred_by=one.barred_by,
        chosen=len({row.decision_id for row in reviews}),
        released=len({row.decision_id for row in reviews if row.released_at is not None}),
        opinions=len(given),
        in_time=sum(row.opened_at is None or row.signed_at <= row.opened_at for row in given),
        missing=sum(row.signed_at is None and row.released_at is None and bool(row.were_opened) for row in reviews),
        taken_up={kind.value: answered[kind.value] for kind in Disposition},
        unanswered=sum(row.opened_at is not None and row.disposition is None for row in given),
        reviews=reviews,
        sanctions=session.execute(select(SANCTION).where(N.expert_id == expert_id).order_by(N.id)).all(),
        integrity_reviews=session.execute(select(REVIEW).where(V.expert_id == expert_id).order_by(V.id)).all(),
    )


def _reviews(session: Session, expert_id: str, actor: Actor) -> Sequence[Row[Any]]:
    other = OPINION.alias()
    opened = exists().where(other.c.decision_id == X.decision_id, other.c.opened_at.is_not(None)).correlate(CHOSEN)
    listed = (
        select(X.decision_id, D.title, X.field, X.appointed_at, X.released_at, X.release_reason)
        .add_columns(P.round, P.signed_at, P.opened_at, P.disposition, opened.label("were_opened"))
        .select_from(
            CHOSEN.join(DECISION, D.id == X.decision_id).outerjoin(
                OPINION, and_(P.decision_id == X.decision_id, P.person_id == X.person_id)
            )
        )
        .where(X.pool_expert_id == expert_id)
    )
    return session.execute(listing.visible(listed, actor).order_by(X.appointed_at, X.decision_id, P.round)).all()
