"""The write door: order, keys, preconditions, and the guard behind it (design 2.1, 12.4–12.6, 12.10)."""

import sqlite3
from datetime import timedelta

import psycopg
import pytest
import rfc8785
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from decision_flow.actor import Actor
from decision_flow.audit.canonical import NotCanonical, canonical
from decision_flow.audit.verify import verify
from decision_flow.decision.commands import DeclineProposal, FileDraft, ProposeDecision
from decision_flow.decision.model import Decision, SignOff
from decision_flow.engine import KeyReused, NoSubject, Stale
from decision_flow.store.operational import Outbox, RefusalLog
from decision_flow.store.tables import table_of
from decision_flow.store.triggers import domain_tables
from decision_flow.terms import Role
from tests.triage import ARGUED
from tests.world import START, World


def test_same_key_and_same_act_give_the_old_receipt_and_one_entry(world: World):
    """A retry under the same name is the same act."""
    decision_id = world.proposed()
    draft = FileDraft(decision_id=decision_id, draft_sha256=world.document("b"), explanation_sha256=world.document("e"))
    first, again = (world.do(draft, Role.DRAFTER, key="once") for _ in range(2))
    assert again.replayed and (again.seq, again.head) == (first.seq, first.head)


def test_an_act_done_once_is_answered_whatever_became_of_the_case(world: World):
    """The case has moved on, the rules would refuse it by now, and the actor holds no post any more (ADR 0008)."""
    decision_id, execute = world.proposed(), world.installation.engine.execute
    declined = DeclineProposal(decision_id=decision_id, reason="示例：不予启动")
    first = world.do(declined, Role.ADMINISTRATIVE_HEAD, key="once")
    assert world.refused(declined, Role.ADMINISTRATIVE_HEAD).rule_ids
    without_a_post = Actor(world.actor(Role.ADMINISTRATIVE_HEAD).id, "示例", ())
    again = execute(declined, by=without_a_post, key="once", expect=first.seq - 1)
    assert again.replayed and again.seq == first.seq


def test_same_key_for_another_act_is_refused(world: World):
    """A key names one act of one actor; another actor's key is simply another key."""
    decision_id = world.proposed()
    one, other = (
        FileDraft(decision_id=decision_id, draft_sha256=world.document(text), explanation_sha256=world.document("e"))
        for text in "bc"
    )
    world.do(one, Role.DRAFTER, key="once")
    with pytest.raises(KeyReused):
        world.do(other, Role.DRAFTER, key="once")
    assert world.do(other, Role.UNDERTAKING_HEAD, key="once").replayed is False


def test_expected_entry_is_compared_under_the_lock(world: World):
    """Who acts on what he saw is told when the record has moved on."""
    decision_id = world.proposed()
    draft = FileDraft(decision_id=decision_id, draft_sha256=world.document("b"), explanation_sha256=world.document("e"))
    with pytest.raises(Stale) as stale:
        world.installation.engine.execute(draft, by=world.actor(Role.DRAFTER), key="x", expect=1)
    assert world.installation.engine.execute(draft, by=world.actor(Role.DRAFTER), key="x", expect=stale.value.seq)


def test_art_39_nothing_is_dated_ahead_and_a_late_record_says_why(world: World):
    """Both times stand in the entry; a claimed earlier day needs a reason."""
    decision_id = world.proposed()
    common = {
        "decision_id": decision_id,
        "draft_sha256": world.document("b"),
        "explanation_sha256": world.document("e"),
    }
    ahead = FileDraft(**common, occurred_at=START + timedelta(days=1))
    late = FileDraft(**common, occurred_at=START - timedelta(days=2))
    assert "DEC-39-BACKDATED" in world.refused(ahead, Role.DRAFTER).rule_ids
    assert "DEC-39-BACKDATED" in world.refused(late, Role.DRAFTER).rule_ids
    told = FileDraft(**common, occurred_at=START - timedelta(days=2), late_reason="示例：补录")
    assert world.do(told, Role.DRAFTER).seq


def test_a_stranger_is_told_that_the_decision_is_not_there(world: World):
    """What one may not see is not there."""
    decision_id = world.proposed()
    stranger = World(world.installation, organ_id="0190a000-0000-7000-8000-0000000000ff").actor(
        Role.ADMINISTRATIVE_HEAD
    )
    draft = FileDraft(decision_id=decision_id, draft_sha256=world.document("b"), explanation_sha256=world.document("e"))
    with pytest.raises(NoSubject):
        world.do(draft, stranger)


def test_one_catalog_item_starts_one_decision(world: World):
    """What the database keeps unique answers with a finding, never with a bare database error."""
    from tests.lawful import a_published_item

    item = a_published_item(world)
    world.proposed(catalog_item_id=item)
    asked = ProposeDecision(
        organ_id=world.organ_id,
        undertaking_unit_id=world.unit_id,
        title="x",
        matter_class="plan",
        **ARGUED,
        reason="x",
        catalog_item_id=item,
        is_technical=False,
        may_harm=False,
        touches_market=False,
        affects_specific_group=False,
        is_normative_document=False,
    )
    assert world.refused(asked, Role.DRAFTER).rule_ids == ("DEC-10-ONCE",)


@pytest.mark.parametrize(
    "statement",
    [
        insert(table_of(SignOff)).values(decision_id="x"),
        update(table_of(Decision)).values(title="x"),
        delete(table_of(Decision)),
        text("UPDATE decision SET title = 'x'"),
        text("DELETE FROM audit_entry"),
        text("DROP TABLE audit_entry"),
    ],
    ids=str,
)
def test_no_other_connection_writes_the_record(world: World, statement):
    """Reading connections write nothing; operational ones nothing of the domain: driver SQL and bulk updates too."""
    world.proposed()
    for open_session in (world.installation.store.reading, world.installation.store.operating):
        with pytest.raises((DBAPIError, sqlite3.DatabaseError)), open_session() as session:
            session.execute(statement)
    with world.installation.store.reading() as session:
        assert verify(session, deep=True).intact


def test_reading_connection_cannot_be_switched_to_writing(world: World):
    """No pragma or setting that a caller can turn makes it write."""
    turn = "PRAGMA query_only=0" if world.installation.store.dialect == "sqlite" else "SET transaction_read_only = off"
    with pytest.raises(DBAPIError), world.installation.store.reading() as session:
        session.execute(text(turn))
        session.execute(text("UPDATE decision SET title = 'x'"))


def test_operational_connection_writes_its_own_tables(world: World):
    """The lawful neighbour: the outbox can be acknowledged."""
    world.proposed()
    with world.installation.store.operating() as session:
        session.execute(update(table_of(Outbox)).values(attempts=1))


def _raw(world: World):
    """The owner's own connection: only the triggers stand in its way."""
    store = world.installation.store
    if store.dialect == "sqlite":
        connection = sqlite3.connect(store.url.removeprefix("sqlite:///"))
        return connection, connection.execute
    connection = psycopg.connect(store.url.replace("+psycopg", ""), autocommit=True)
    return connection, connection.execute


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE audit_entry SET body = '{}'",
        "DELETE FROM audit_entry",
        "DELETE FROM decision",
        "DELETE FROM subject",
        "UPDATE start_request SET name = 'x'",
        "UPDATE draft SET sha256 = 'x'",
    ],
)
def test_triggers_keep_the_ledger_append_only_for_the_owner_too(world: World, attempt):
    """The second layer of the guard: the database itself."""
    world.started()
    connection, execute = _raw(world)
    with pytest.raises((sqlite3.IntegrityError, psycopg.Error)):
        execute(attempt)
    connection.close()


def test_replace_and_truncate_do_not_pass_the_triggers(world: World):
    """REPLACE passes a delete trigger, TRUNCATE a row trigger: each has its own answer."""
    world.started()
    connection, execute = _raw(world)
    if world.installation.store.dialect == "sqlite":
        attempts = [
            "INSERT OR REPLACE INTO audit_entry SELECT * FROM audit_entry LIMIT 1",
            "INSERT OR REPLACE INTO audit_entry SELECT 999, subject_id, seq, recorded_at, occurred_at, actor_id, key, "
            "command, request_sha256, '{}', head FROM audit_entry LIMIT 1",
            "REPLACE INTO draft SELECT * FROM draft",
        ]
    else:
        attempts = ["TRUNCATE audit_entry CASCADE", "TRUNCATE draft"]
    for attempt in attempts:
        with pytest.raises((sqlite3.IntegrityError, psycopg.Error)):
            execute(attempt)
    connection.close()


def test_every_domain_table_has_its_triggers(world: World):
    """No migration lost one."""
    connection, execute = _raw(world)
    sqlite = world.installation.store.dialect == "sqlite"
    asked = (
        "SELECT tbl_name FROM sqlite_master WHERE type = 'trigger'"
        if sqlite
        else ("SELECT tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal")
    )
    guarded = {row[0].strip('"') for row in execute(asked).fetchall()}
    connection.close()
    assert {table.name for table in domain_tables()} == guarded


def test_an_unaudited_change_by_the_owner_is_found(world: World):
    """What triggers cannot keep out, the fold of the effects finds."""
    decision_id = world.started()
    connection, execute = _raw(world)
    execute(f"UPDATE decision SET title = '改过' WHERE id = '{decision_id}'")
    connection.commit()
    connection.close()
    with world.installation.store.reading() as session:
        found = verify(session, deep=True)
    assert [fault.what for fault in found.faults] == ["decision：title未经记录而改动 / changed without an entry"]


def test_a_cut_tail_is_noticed_against_the_receipt(world: World):
    """A chain does not notice its own tail being cut: the receipt does."""
    decision_id = world.started()
    with world.installation.store.reading() as session:
        found = verify(session, subject_id=decision_id, expected=(99, "ab" * 32))
    assert not found.intact and "expected 99 entries" in found.faults[0].what


KEYS = st.text([chr(sign) for sign in range(128)], max_size=4)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3),
    max_leaves=8,
)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(KEYS, JSON, max_size=4))
def test_canonical_json_is_rfc_8785(body):
    """The oracle spells the same bytes."""
    assert canonical(body) == rfc8785.dumps(body)


@pytest.mark.parametrize("value", [1.5, 2**53, {"键": 1}, {"": 1, "\U0001f600": 2}, b"x"], ids=repr)
def test_what_has_no_one_spelling_is_refused(value):
    """Floats, large integers, keys beyond ASCII (where orjson sorts otherwise), bytes."""
    with pytest.raises(NotCanonical):
        canonical({"value": value})


def test_a_refused_act_is_logged_outside_the_record(world: World):
    """It changed nothing, so it is no entry; that it was tried can be read."""
    decision_id = world.proposed()
    draft = FileDraft(decision_id=decision_id, draft_sha256=world.document("b"), explanation_sha256=world.document("e"))
    world.refused(draft, Role.LEGALITY_HEAD)
    with world.installation.store.reading() as session:
        log = table_of(RefusalLog).c
        tried = session.execute(select(log.actor_id, log.command, log.rules)).all()
        assert [tuple(row) for row in tried] == [("p-legality_head", "FileDraft", "SOD-ROLE")]
        assert verify(session, subject_id=decision_id, deep=True).intact
