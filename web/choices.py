"""What an id or a digest in a form may be: nobody types one. A field that is not listed here is typed."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from marshmallow import Schema
from marshmallow import fields as wire
from sqlalchemy import select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.audit.model import CitedDocument
from decision_flow.catalog import listing as catalogs
from decision_flow.decision.listing import closed_to, organs_of
from decision_flow.organ import listing as organs
from decision_flow.store.operational import Upload
from decision_flow.store.tables import table_of
from web.forms import Choices, kind_of
from web.subjects import Subject

Options = Sequence[tuple[str, str]]
MOST = 200
SHORT = 12
C, U = table_of(CitedDocument).c, table_of(Upload).c


def choices_for(session: Session, schema: Schema, actor: Actor, subject: Subject) -> Choices:
    """The choices of each field of a form that has some; only those that the form asks for are read."""
    asked = sorted({key for key in ids_in(schema) if key in OPTIONS or key.endswith("sha256")})
    return {key: OPTIONS.get(key, _documents)(session, actor, subject) for key in asked}


def ids_in(schema: Schema) -> Iterator[str]:
    """The names of the fields that take an id or a digest, wherever they stand."""
    for key, one in schema.fields.items():
        inner = getattr(one, "inner", one)
        if isinstance(inner, wire.Nested):
            yield from ids_in(inner.schema)
        elif kind_of(inner) == "id":
            yield key


def _units(session: Session, actor: Actor, subject: Subject) -> Options:
    """The units of the body that the matter belongs to, or of those where posts are held."""
    bodies = [subject.file.organ_id] if subject.file is not None else organs_of(actor)
    return [(row.id, row.name) for body in bodies for row in organs.units(session, body)]


def _organs(session: Session, actor: Actor, subject: Subject) -> Options:
    """Bodies: where nothing is acted on yet, one's own."""
    mine = set(organs_of(actor))
    rows = organs.organs(session, limit=MOST).rows
    return [(row.id, row.name) for row in rows if subject.file is not None or row.id in mine]


def _items(session: Session, actor: Actor, subject: Subject) -> Options:
    """The catalog items of one's bodies."""
    found: list[tuple[str, str]] = []
    for organ_id in [subject.file.organ_id] if subject.file is not None else organs_of(actor):
        rows = catalogs.items(session, actor, organ_id=organ_id, limit=MOST).rows
        found += [(row.id, f"{row.year or ''} {row.title}".strip()) for row in rows]
    return found


def _persons(session: Session, actor: Actor, subject: Subject) -> Options:
    """Who holds a post in the body."""
    if subject.file is None:
        return ()
    rows = organs.appointments(session, subject.file.organ_id, actor, limit=MOST).rows
    return list({row.person_id: f"{row.name}（{row.title}）" for row in rows}.items())


def _documents(session: Session, actor: Actor, subject: Subject) -> Options:
    """The documents that the record names, the newest first, by the names under which they were uploaded."""
    asked = (
        select(C.sha256, U.name)
        .outerjoin(U.sha256.table, U.sha256 == C.sha256)
        .where(C.subject_id == subject.id, ~closed_to(actor, C.subject_id, C.seq))
        .order_by(C.seq.desc())
        .limit(MOST)
    )
    return list({sha256: f"{name or ''} {sha256[:SHORT]}…".strip() for sha256, name in session.execute(asked)}.items())


OPTIONS: Mapping[str, Callable[[Session, Actor, Subject], Any]] = {
    "organ_id": _organs,
    "unit_id": _units,
    "lead_unit_id": _units,
    "undertaking_unit_id": _units,
    "executing_unit_id": _units,
    "catalog_item_id": _items,
    "item_id": _items,
    "person_id": _persons,
}
