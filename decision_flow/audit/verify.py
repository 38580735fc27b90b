"""Verification: recompute every chain from the stored bytes, compare the tables with what the entries say.

`verify` needs the ledger alone. `deep` folds the effects of all entries and compares the rows of every domain table.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import orjson
from sqlalchemy import Boolean, select
from sqlmodel import Session

from decision_flow.audit.canonical import genesis, link
from decision_flow.audit.model import AuditEntry, Subject
from decision_flow.store.tables import subject_column, table, table_of
from decision_flow.store.triggers import domain_tables

LEDGER = frozenset({"subject", "audit_entry", "cited_document"})
State = dict[tuple[str, str], dict[tuple[Any, ...], dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Fault:
    """What does not agree, and where."""

    subject_id: str
    seq: int | None
    what: str


@dataclass(slots=True)
class Verification:
    """What was recomputed, and what was found."""

    subjects: int = 0
    entries: int = 0
    rows: int = 0
    faults: list[Fault] = field(default_factory=list)

    @property
    def intact(self) -> bool:
        """Whether everything agrees."""
        return not self.faults


def verify(
    session: Session, *, subject_id: str | None = None, expected: tuple[int, str] | None = None, deep: bool = False
) -> Verification:
    """Recompute the chains of all subjects, or of one; `expected` is the (length, head) that somebody holds."""
    done = Verification()
    state: State = {}
    s = table_of(Subject).c
    asked = select(s.id, s.kind, s.seq, s.head).order_by(s.id)
    for subject, kind, seq, head in session.execute(asked.where(s.id == subject_id) if subject_id else asked).all():
        done.subjects += 1
        length, last = _chain(session, done, subject, kind, state if deep else None)
        for held in {(seq, head), expected or (seq, head)} - {(length, last)}:
            done.faults.append(Fault(subject, length, _another_chain(held, (length, last))))
    if deep:
        done.faults += _rows_differ(session, done, state, subject_id)
    return done


def _another_chain(held: tuple[int, str], found: tuple[int, str]) -> str:
    """What somebody holds of a chain, and what was found."""
    zh = f"应有{held[0]}条、链头{held[1][:12]}…，实有{found[0]}条、链头{found[1][:12]}…"
    return f"{zh} / expected {held[0]} entries ending in {held[1][:12]}…, got {found[0]} ending in {found[1][:12]}…"


def _chain(session: Session, done: Verification, subject: str, kind: str, state: State | None) -> tuple[int, str]:
    e = table_of(AuditEntry).c
    columns = select(
        e.seq, e.body, e.head, e.recorded_at, e.occurred_at, e.actor_id, e.key, e.command, e.request_sha256
    )
    length, head = 0, genesis(kind, subject)
    for row in session.execute(columns.where(e.subject_id == subject).order_by(e.seq)):
        done.entries += 1
        length += 1
        stored = row.body.encode()
        previous, head = head, link(head, stored)
        faults = [Fault(subject, row.seq, what) for what in _entry_faults(row, stored, length, previous, head)]
        done.faults += faults
        if state is not None and not faults:
            fold(state, subject, orjson.loads(stored)["effects"])
    return length, head


def _projected(stored: bytes) -> dict[str, Any] | None:
    """What an entry says beside its effects; None where its names can no longer be read."""
    try:
        body = orjson.loads(stored)
        return {
            "seq": body["seq"],
            "previous": body["previous"],
            "recorded_at": body["recorded_at"],
            "occurred_at": body["occurred_at"],
            "key": body["key"],
            "command": body["command"],
            "request_sha256": body["request"],
            "actor_id": body["actor"]["id"],
        }
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return None


def _entry_faults(row: Any, stored: bytes, length: int, previous: str, head: str) -> Iterator[str]:
    said = _projected(stored)
    if said is None:
        yield "记录已无法读取 / the entry can no longer be read"
        return
    if row.seq != length or said.pop("seq") != length:
        yield f"第{length}条缺失或者次序有误 / entry {length} is missing or out of order"
    if row.head != head:
        yield f"内容算不出所记链头{row.head[:12]}… / the bytes do not give the recorded head"
    if said.pop("previous") != previous:
        yield "记录与上一条不衔接 / the entry does not continue the one before it"
    for name, value in said.items():
        if name != "seq" and getattr(row, name) != value:
            yield f"列 {name} 与记录不符 / the column differs from the entry"


def fold(state: State, subject: str, effects: list[dict[str, Any]]) -> None:
    """Apply the row changes of one entry to a state of rows by table and subject, then by primary key."""
    for effect in effects:
        name = effect.get("insert") or effect["update"]
        of = table(name)
        rows = state.setdefault((name, subject), {})
        if "insert" in effect:
            row = dict.fromkeys(column.name for column in of.columns) | effect["row"]
            rows[_key(of, row)] = row
            continue
        for row in rows.values():
            if all(row[column] == value for column, value in effect["where"].items()):
                row.update(effect["set"])


def _key(of: Any, row: Any) -> tuple[Any, ...]:
    return tuple(row[column.name] for column in of.primary_key.columns)


def _rows_differ(session: Session, done: Verification, state: State, only: str | None) -> Iterator[Fault]:
    """Rows that no entry made, rows that are gone, and rows that an entry did not change so."""
    for of in domain_tables():
        if of.name in LEDGER:
            continue
        owner = of.c[subject_column(of)]
        asked = select(of) if only is None else select(of).where(owner == only)
        known = {key: row for (name, _), rows in state.items() if name == of.name for key, row in rows.items()}
        flags = [column.name for column in of.columns if isinstance(column.type, Boolean)]
        for found in session.execute(asked).mappings():
            done.rows += 1
            row, made = dict(found), known.pop(_key(of, found), None)
            if made is None:
                yield Fault(row[owner.name], None, f"{of.name}：没有记录的行 / a row that no entry made")
                continue
            for flag in flags:
                row[flag], made[flag] = bool(row[flag]), bool(made[flag])
            changed = sorted(name for name, value in row.items() if made[name] != value)
            if changed:
                yield Fault(
                    row[owner.name], None, f"{of.name}：{'、'.join(changed)}未经记录而改动 / changed without an entry"
                )
        for made in known.values():
            yield Fault(made[owner.name], None, f"{of.name}：记录所载的行不见了 / a row of the record is gone")
