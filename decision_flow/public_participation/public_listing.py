"""What the public reads of public participation: the published notices of every body, and one of them."""

from typing import Any

from sqlalchemy import Row, Select, select
from sqlmodel import Session

from decision_flow.decision.listing import Page, page_of
from decision_flow.organ.model import Organ
from decision_flow.public_participation.listing import PUBLISHED, D, N
from decision_flow.public_participation.queries import DECISION, NOTICE
from decision_flow.store.tables import table_of

B = table_of(Organ).c


def _published() -> Select[Any]:
    """Published notices with the matter's title and the body's name: nothing else of the case is the public's."""
    told = (N.id, N.decision_id, N.opens_on, N.closes_on, N.closed_at, N.text, N.how_to_comment)
    return (
        select(*told, N.shortening_reason, N.shortening_approved_by, D.title, B.name.label("organ"))
        .join_from(NOTICE, DECISION, D.id == N.decision_id)
        .join(B.id.table, B.id == D.organ_id)
        .where(PUBLISHED)
    )


def consultations(session: Session, *, after: str | None = None, limit: int = 50) -> Page:
    """征求意见: every published notice, newest first."""
    return page_of(session, _published(), N.id, after, limit)


def consultation(session: Session, decision_id: str, notice_id: str) -> Row[Any] | None:
    """One published notice, or None."""
    return session.execute(_published().where(N.decision_id == decision_id, N.id == notice_id)).first()
