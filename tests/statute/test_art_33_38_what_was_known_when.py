"""Art. 33, 38, 39: the record says what stood at any time, and what was known then (design 12.19)."""

from collections.abc import Iterable
from typing import Any

import orjson
from sqlalchemy import Boolean, select
from sqlmodel import Session

from decision_flow.audit.model import AuditEntry
from decision_flow.audit.verify import LEDGER, State, fold
from decision_flow.store.tables import subject_column, table_of
from decision_flow.store.triggers import domain_tables
from tests import lawful
from tests.statute.matters import DAY, MONDAY, a_matter
from tests.world import World

E = table_of(AuditEntry).c
EVERY = 25  # acts between two photographs of all tables


def photograph(session: Session) -> dict[Any, Any]:
    """Every row of every table, by table, subject and key."""
    rows: dict[Any, Any] = {}
    for of in domain_tables():
        if of.name not in LEDGER:
            owner = subject_column(of)
            for row in session.execute(select(of)).mappings():
                key = tuple(row[column.name] for column in of.primary_key.columns)
                rows[of.name, row[owner], key] = comparable(of, row)
    return rows


def folded(entries: Iterable[Any]) -> dict[Any, Any]:
    """The same from the effects of entries alone."""
    state: State = {}
    for entry in entries:
        fold(state, entry.subject_id, orjson.loads(entry.body)["effects"])
    tables = {of.name: of for of in domain_tables()}
    return {
        (name, subject, key): comparable(tables[name], row)
        for (name, subject), rows in state.items()
        for key, row in rows.items()
    }


def comparable(of: Any, row: Any) -> dict[str, Any]:
    """A row whose flags are flags on either database."""
    flags = {column.name for column in of.columns if isinstance(column.type, Boolean)}
    return {name: bool(value) if name in flags else value for name, value in dict(row).items()}


def test_art_38_the_state_at_any_time_is_the_fold_of_what_was_recorded_until_then(world: World):
    """Photographs of all tables, taken on the way, are found again from the entries up to there, and by the clock."""
    taken: list[tuple[int, str, dict[Any, Any]]] = []
    store = world.installation.store

    def take() -> None:
        with store.reading() as session:
            last = session.execute(select(E.id, E.recorded_at).order_by(E.id.desc()).limit(1)).one()
            taken.append((last.id, last.recorded_at, photograph(session)))

    for number, step in enumerate(lawful.the_whole_procedure(world)):
        if number % EVERY == 0 or type(step.command).__name__ == "AdvanceClock":
            take()
        world.do(step.command, step.by, key=step.key)
    take()
    with store.reading() as session:
        entries = session.execute(select(E.id, E.subject_id, E.body, E.recorded_at, E.command).order_by(E.id)).all()
    by_clock = {at: rows for _, at, rows in taken}  # of one instant, the last photograph
    assert len(taken) > 8 and len(by_clock) > 3
    for last, _, rows in taken:
        assert folded(entry for entry in entries if entry.id <= last) == rows
    for at, rows in by_clock.items():
        # a simulated clock begins with the founding, which is dated by the real one, and is moved on its old time
        known = (entry for entry in entries if entry.recorded_at <= at or entry.command == "FoundInstallation")
        assert but_the_clock(folded(known)) == but_the_clock(rows)


def but_the_clock(rows: dict[Any, Any]) -> dict[Any, Any]:
    """All rows but the installation's own."""
    return {key: row for key, row in rows.items() if key[0] != "installation"}


def test_art_39_a_late_record_says_when_it_happened_and_when_it_became_known(house: World):
    """What held on a day is told by the time of the event; what was known on it by the time of recording."""
    matter = a_matter(house)
    matter.on(MONDAY + 7 * DAY).steps(lawful.risk_report(matter, matter.id, matter.draft))
    with house.installation.store.reading() as session:
        entries = session.execute(
            select(E.subject_id, E.body, E.recorded_at, E.occurred_at).where(E.subject_id == matter.id).order_by(E.seq)
        ).all()
    filed = ("risk_report", matter.id, (matter.id, 1, 1))
    day_before, day = (f"{MONDAY + number * DAY}T15:59:59.999999Z" for number in (6, 7))
    assert filed not in folded(entry for entry in entries if entry.occurred_at <= day_before)
    assert filed in folded(entry for entry in entries if entry.occurred_at <= day)
    assert filed not in folded(entry for entry in entries if entry.recorded_at <= day)
    assert orjson.loads(entries[-1].body)["arguments"]["late_reason"]
