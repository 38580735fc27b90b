"""Lists of catalogs and of items: by keyset, and only what the actor may see (design 7, 12.16)."""

from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, or_, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.audit.model import Subject
from decision_flow.catalog.facts import PUBLISHED
from decision_flow.catalog.model import CatalogItem, DecisionCatalog
from decision_flow.catalog.search import matching
from decision_flow.decision.listing import Page, page_of
from decision_flow.organ.model import Organ, Unit
from decision_flow.store.tables import table_of
from decision_flow.terms import Role

CATALOG, ITEM, ORGAN, UNIT, SUBJECT = (
    table_of(model) for model in (DecisionCatalog, CatalogItem, Organ, Unit, Subject)
)
C, M, B, U = CATALOG.c, ITEM.c, ORGAN.c, UNIT.c

_CATALOG = (
    C.id,
    C.organ_id,
    B.name.label("organ"),
    C.year,
    C.title,
    C.status,
    C.edition,
    C.published_on,
    C.published_address,
    C.document_no,
)
_ITEM = (
    M.id,
    M.catalog_id,
    M.organ_id,
    B.name.label("organ"),
    C.year,
    M.item_no,
    M.title,
    M.status,
    M.lacks,
    M.doubts,
    M.undertaking_unit_id,
    U.name.label("undertaking_unit"),
    M.matter_class,
    M.planned_time,
    M.legal_basis,
    M.procedures,
    M.note,
    M.drop_reason,
    M.source,
    M.source_published_on,
)


def visible(listed: Select[Any], actor: Actor, published: ColumnElement[bool]) -> Select[Any]:
    """What is published is everybody's; the rest is seen by those with a post in the body, or of no body at all."""
    if any(post.organ_id is None and post.role is not Role.CITIZEN for post in actor.posts):
        return listed
    organs = sorted({post.organ_id for post in actor.posts if post.organ_id is not None})
    return listed.where(or_(published, C.organ_id.in_(organs)) if organs else published)


def catalogs(
    session: Session,
    actor: Actor,
    *,
    organ_id: str | None = None,
    year: int | None = None,
    status: str | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page:
    """The catalogs that an actor sees, newest first."""
    listed = _where(
        select(*_CATALOG).join(ORGAN, B.id == C.organ_id), (C.organ_id, organ_id), (C.year, year), (C.status, status)
    )
    return page_of(session, visible(listed, actor, C.status == PUBLISHED), C.id, after, limit)


def catalog(session: Session, catalog_id: str, actor: Actor) -> Row[Any] | None:
    """One catalog with the length and head of its record, or None where it is not there or not to be seen."""
    listed = (
        select(*_CATALOG, SUBJECT.c.seq, SUBJECT.c.head)
        .join(ORGAN, B.id == C.organ_id)
        .join(SUBJECT, SUBJECT.c.id == C.id)
        .where(C.id == catalog_id)
    )
    return session.execute(visible(listed, actor, C.status == PUBLISHED)).first()


def items(
    session: Session,
    actor: Actor,
    *,
    catalog_id: str | None = None,
    organ_id: str | None = None,
    year: int | None = None,
    status: str | None = None,
    unit_id: str | None = None,
    matter_class: str | None = None,
    words: str | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page:
    """The items that an actor sees, newest first, of one catalog or of all, with all `words` in their titles."""
    listed = _where(
        _items(),
        (M.catalog_id, catalog_id),
        (M.organ_id, organ_id),
        (C.year, year),
        (M.status, status),
        (M.undertaking_unit_id, unit_id),
        (M.matter_class, matter_class),
    )
    listed = listed.where(M.id.in_(matching(words))) if words else listed
    return page_of(session, visible(listed, actor, _public_item()), M.id, after, limit)


def item(session: Session, item_id: str, actor: Actor) -> Row[Any] | None:
    """One item, or None where it is not there or not to be seen."""
    return session.execute(visible(_items(), actor, _public_item()).where(M.id == item_id)).first()


def _items() -> Select[Any]:
    return (
        select(*_ITEM)
        .join(CATALOG, C.id == M.catalog_id)
        .join(ORGAN, B.id == M.organ_id)
        .outerjoin(UNIT, U.id == M.undertaking_unit_id)
    )


def _public_item() -> ColumnElement[bool]:
    return and_(M.status == PUBLISHED, C.status == PUBLISHED)


def _where(listed: Select[Any], *wanted: tuple[ColumnElement[Any], Any]) -> Select[Any]:
    for column, value in wanted:
        listed = listed.where(column == value) if value is not None else listed
    return listed
