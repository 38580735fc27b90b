"""Art. 33, 38, 39: nothing of the record is changed, cut or slipped in without being found."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import Boolean, Integer, create_engine, delete, select, text, update
from sqlmodel import Session

from decision_flow.audit.model import AuditEntry, Subject
from decision_flow.audit.verify import LEDGER, verify
from decision_flow.store.tables import table_of
from decision_flow.store.triggers import domain_tables
from decision_flow.terms import Outcome
from tests.databases import Databases
from tests.statute.matters import a_matter
from tests.world import World, a_world

ENTRY, SUBJECT = table_of(AuditEntry), table_of(Subject)
BESIDE = [column.name for column in ENTRY.columns if column.name not in ("id", "body", "head", "seq", "subject_id")]


@pytest.fixture(scope="module")
def record(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """A record with an adopted decision, in the hands of somebody whom no trigger stops."""
    world: World = a_world(databases.fresh("sqlite", "record"), tmp_path_factory.mktemp("documents"))
    a_matter(world).early_passed().reviewed()
    matter = a_matter(world)
    world.advance(world.installation.engine.now().replace(month=3, day=12))
    matter.when = None
    matter.early_passed().reviewed()
    world.advance(world.installation.engine.now().replace(month=3, day=30))
    matter.met(matter.agenda_day.replace(day=30)).decided(Outcome.ADOPTED_IN_PRINCIPLE)
    world.installation.store.close()
    url = world.installation.store.url
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as owner:
        for (name,) in owner.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            owner.execute(f'DROP TRIGGER "{name}"')
        owner.commit()
    engine = create_engine(url)
    with Session(engine) as session:
        assert verify(session, deep=True).intact
        session.rollback()
        yield session
    engine.dispose()


def entries(record: Session) -> list[AuditEntry]:
    """Every entry."""
    return list(record.execute(select(ENTRY).order_by(ENTRY.c.id)).all())


def found(record: Session, *statements, **asked) -> bool:
    """Whether verification finds what these statements did; it is undone afterwards."""
    try:
        for statement in statements:
            record.execute(statement)
        return not verify(record, **asked).intact
    finally:
        record.rollback()


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_art_39_a_changed_byte_of_any_entry_is_found(record: Session, data: st.DataObject):
    """Whatever it is changed into."""
    entry = data.draw(st.sampled_from(entries(record)), "entry")
    body = entry.body.encode()
    at = data.draw(st.integers(0, len(body) - 1), "byte")
    other = data.draw(st.sampled_from([byte for byte in range(32, 127) if byte != body[at]]), "instead")
    changed = body[:at] + bytes([other]) + body[at + 1 :]
    tampered = update(ENTRY).where(ENTRY.c.id == entry.id).values(body=changed.decode("utf-8", "replace"))
    assert found(record, tampered, subject_id=entry.subject_id)


@pytest.mark.parametrize("name", ["seq", "previous", "actor", "effects", "insert", "key"])
def test_art_39_an_entry_whose_names_were_changed_is_reported_and_the_rest_still_verified(record: Session, name: str):
    entry = next(one for one in entries(record) if f'"{name}":' in one.body)
    tampered = update(ENTRY).where(ENTRY.c.id == entry.id).values(body=entry.body.replace(f'"{name}":', '"zzz":'))
    assert found(record, tampered, deep=True)


@settings(max_examples=30, deadline=None)
@given(st.data())
def test_art_39_what_stands_beside_an_entry_is_part_of_it(record: Session, data: st.DataObject):
    entry = data.draw(st.sampled_from(entries(record)), "entry")
    column = data.draw(st.sampled_from([*BESIDE, "head", "seq"]), "column")
    value = 999 if column == "seq" else f"{getattr(entry, column)}x"
    tampered = update(ENTRY).where(ENTRY.c.id == entry.id).values({column: value})
    assert found(record, tampered, subject_id=entry.subject_id)


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_art_39_an_entry_taken_out_or_two_exchanged_are_found(record: Session, data: st.DataObject):
    entry = data.draw(st.sampled_from(entries(record)), "entry")
    assert found(record, delete(ENTRY).where(ENTRY.c.id == entry.id), subject_id=entry.subject_id)
    other = data.draw(st.sampled_from(entries(record)), "other")
    assume(other.id != entry.id)
    exchanged = [
        update(ENTRY).where(ENTRY.c.id == one.id).values(body=two.body) for one, two in ((entry, other), (other, entry))
    ]
    assert found(record, *exchanged)


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_art_39_a_cut_tail_is_found_against_the_receipt(record: Session, data: st.DataObject):
    """Whoever cuts the tail and sets the head back leaves a chain that is sound in itself: the receipt is not met."""
    longest = record.execute(select(SUBJECT).where(SUBJECT.c.seq > 1)).all()
    subject = data.draw(st.sampled_from(longest), "subject")
    left = data.draw(st.integers(1, subject.seq - 1), "left")
    head = record.execute(
        select(ENTRY.c.head).where(ENTRY.c.subject_id == subject.id, ENTRY.c.seq == left)
    ).scalar_one()
    cut = (
        delete(ENTRY).where(ENTRY.c.subject_id == subject.id, ENTRY.c.seq > left),
        update(SUBJECT).where(SUBJECT.c.id == subject.id).values(seq=left, head=head),
    )
    receipt = (subject.seq, subject.head)
    assert not found(record, *cut, subject_id=subject.id)
    assert found(record, *cut, subject_id=subject.id, expected=receipt)
    assert found(record, *cut, subject_id=subject.id, deep=True)
    assert not found(record, subject_id=subject.id, expected=receipt)


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_art_33_a_row_changed_added_or_taken_away_behind_the_record_is_found(record: Session, data: st.DataObject):
    filled = [of for of in domain_tables() if of.name not in LEDGER and record.execute(select(of)).first()]
    of = data.draw(st.sampled_from(filled), "table")
    row = data.draw(st.sampled_from(record.execute(select(of)).mappings().all()), "row")
    this = [of.c[column.name] == row[column.name] for column in of.primary_key.columns]
    others = [column for column in of.columns if not column.primary_key]
    column = data.draw(st.sampled_from(others), "column")
    if isinstance(column.type, Boolean):
        other: object = not row[column.name]
    elif isinstance(column.type, Integer):
        other = (row[column.name] or 0) + 1
    else:
        other = f"{row[column.name]}x"
    assert found(record, update(of).where(*this).values({column.name: other}), deep=True)
    record.execute(text("PRAGMA foreign_keys = OFF"))
    assert found(record, delete(of).where(*this), deep=True)
