"""Verifying the record, and changing one byte in a copy of it to see that verification finds it."""

import re
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from cli.demo.folder import DemoProblem
from decision_flow.audit.verify import Fault, verify
from decision_flow.store.connections import sqlite_path
from decision_flow.store.database import Store

ENTRY = "SELECT rowid, seq, body FROM audit_entry WHERE subject_id = ? AND command = ? ORDER BY seq"
GUARDS = "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'audit_entry'"
COMMAND = "PrepareCommentNotice"
DAY = re.compile(r'"closes_on":"\d{4}-\d{2}-(\d)\d"')


@dataclass(frozen=True, slots=True)
class Verified:
    """What a verification recomputed, and what did not agree."""

    entries: int
    subjects: int
    rows: int
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Tampered:
    """The byte that was changed in the copy."""

    copy: Path
    seq: int
    before: str
    after: str


def verified(store: Store) -> Verified:
    """Every chain and every row of every table, recomputed."""
    with store.reading() as session:
        done = verify(session, deep=True)
    return Verified(done.entries, done.subjects, done.rows, tuple(done.faults))


def tamper(url: str, copy: Path, decision_id: str) -> Tampered:
    """A copy in which somebody with the database in his hands makes a comment period end ten days earlier or later."""
    with closing(sqlite3.connect(sqlite_path(url))) as original, closing(sqlite3.connect(copy)) as copied:
        original.backup(copied)
        for (name,) in copied.execute(GUARDS).fetchall():
            copied.execute(f'DROP TRIGGER "{name}"')
        row = copied.execute(ENTRY, (decision_id, COMMAND)).fetchone()
        found = DAY.search(row[2]) if row else None
        if found is None:
            raise DemoProblem(f"审计记录中没有 {COMMAND} / there is no such entry to alter")
        altered = with_one_byte_changed(row[2], found.start(1))
        copied.execute("UPDATE audit_entry SET body = ? WHERE rowid = ?", (altered, row[0]))
        copied.commit()
    return Tampered(copy, row[1], found[0], altered[found.start() : found.end()])


def with_one_byte_changed(body: str, at: int) -> str:
    """The same text but for one digit."""
    return body[:at] + ("0" if body[at] != "0" else "1") + body[at + 1 :]


def verified_copy(tampered: Tampered, documents: Path) -> Verified:
    """The copy, by the same verification."""
    store = Store(f"sqlite:///{tampered.copy}", documents, durable=False)
    try:
        return verified(store)
    finally:
        store.close()
