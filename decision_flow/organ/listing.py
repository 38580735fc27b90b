"""Lists of bodies, of their units and of who holds which post (design 7, 12.16)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, false, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.audit.model import Installation, Subject
from decision_flow.decision.listing import Page, page_of
from decision_flow.organ.model import Appointment, Organ, Unit
from decision_flow.store.tables import table_of
from decision_flow.terms import Role

B, U, A, S, F = (table_of(model) for model in (Organ, Unit, Appointment, Subject, Installation))


def organs(session: Session, *, after: str | None = None, limit: int = 50) -> Page:
    """Every body, newest first: who has an account may know which bodies there are."""
    return page_of(session, select(B), B.c.id, after, limit)


def organ(session: Session, organ_id: str) -> Row[Any] | None:
    """One body with the length and head of its record."""
    found = select(B, S.c.seq, S.c.head).join(S, S.c.id == B.c.id)
    return session.execute(found.where(B.c.id == organ_id)).first()


def units(session: Session, organ_id: str) -> Sequence[Row[Any]]:
    """The units of a body."""
    return session.execute(select(U).where(U.c.organ_id == organ_id).order_by(U.c.id)).all()


def sees_posts(actor: Actor, organ_id: str) -> bool:
    """Who holds which post is told to those of the body, and to administrators."""
    return actor.holds(Role.ADMINISTRATOR) or any(post.organ_id == organ_id for post in actor.posts)


def appointments(session: Session, organ_id: str, actor: Actor, *, after: str | None = None, limit: int = 50) -> Page:
    """Who holds or held which post of a body, newest first."""
    listed = select(A).where(A.c.organ_id == organ_id if sees_posts(actor, organ_id) else false())
    return page_of(session, listed, A.c.id, after, limit)


def installation(session: Session) -> Row[Any] | None:
    """This installation with the length and head of its record."""
    return session.execute(select(F, S.c.seq, S.c.head).join(S, S.c.id == F.c.id)).first()
