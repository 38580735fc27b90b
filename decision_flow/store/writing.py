"""One writing transaction: three batches, ended by `append` or rolled back (design 12.4–12.6, 12.10)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import orjson
from sqlalchemy import bindparam, select, update

from decision_flow.audit.canonical import SCALARS, genesis, instant, link, plain, spelled
from decision_flow.audit.model import Installation, Subject
from decision_flow.casefile import Dossier, Slice
from decision_flow.command import Change, Event, Insert, Update
from decision_flow.store.plan import ROWS_AT_ONCE, Plan, compiled, insertion, parameter, updating
from decision_flow.store.tables import subject_column, table, table_of
from decision_flow.store.wire import BEGIN, BEGIN_SQLITE, COMMIT, Call, Rows, Wire

S = table_of(Subject).c
LOCK = select(S.kind, S.seq, S.head).where(S.id == bindparam("subject")).with_for_update()
CLOCK = select(table_of(Installation).c.now)
HEAD = (
    update(table_of(Subject))
    .where(S.id == bindparam("subject"), S.seq == bindparam("was"))
    .values(seq=bindparam("now"), head=bindparam("head_after"))
)


class NoSubject(LookupError):
    """There is no such subject, or it is of another kind."""


class Stale(Exception):
    """The subject has moved on since the caller looked: `seq` is where it is now."""

    def __init__(self, seq: int) -> None:
        super().__init__(f"the record stands at entry {seq}")
        self.seq = seq


@dataclass(frozen=True, slots=True)
class Receipt:
    """存证凭证: what the actor gets. `made` holds the ids that the act gave, by table; `request` is its digest."""

    kind: str
    subject_id: str
    seq: int
    head: str
    recorded_at: str
    made: Mapping[str, str]
    request_sha256: str
    replayed: bool = False


class Plans:
    """The statements of the write door, compiled for one dialect."""

    def __init__(self, dialect: str) -> None:
        self.dialect = dialect
        self.begin = BEGIN_SQLITE if dialect == "sqlite" else BEGIN
        self.lock, self.clock, self.head = (compiled(s, dialect) for s in (LOCK, CLOCK, HEAD))
        self._slices: dict[str, tuple[Plan, ...]] = {}

    def of(self, loaded: Slice) -> tuple[Plan, ...]:
        """The plans of a slice, compiled when it is first asked for."""
        if loaded.name not in self._slices:
            self._slices[loaded.name] = tuple(compiled(s, self.dialect) for s in loaded.statements)
        return self._slices[loaded.name]


@dataclass(frozen=True, slots=True)
class Subjected:
    """What a command is about: its subject, new or not, and the file that its rules read. The file of a new subject
    is the one it is made within (`read_as`: an organ's for its catalog), read without that one's lock."""

    kind: str
    id: str
    new: bool
    read_as: str | None
    dossier: Dossier | None
    slices: tuple[Slice, ...]
    named: tuple[str, ...] = ()

    @property
    def reads(self) -> tuple[Slice, ...]:
        """The kernel of the file, what always comes with it, and the slices asked for."""
        return (self.dossier.kernel, *self.dossier.always, *self.slices) if self.dossier else ()


class Writing:
    """The transaction as the engine sees it. The connection never leaves it."""

    def __init__(self, wire: Wire, plans: Plans, subject: "Subjected", simulated: bool) -> None:
        self._wire, self._plans, self._simulated = wire, plans, simulated
        self._subject, self._kind, self.subject_id, self._new = subject, subject.kind, subject.id, subject.new
        self._facts: dict[str, Any] = {}
        self._unsent: list[Insert | Update] = []
        self._events: list[Event] = []
        self.effects: list[dict[str, Any]] = []
        self.clock: str | None = None
        self.seq, self.head = 0, ""
        self.appended = False

    def open(self, expect: int | None) -> Any:
        """One batch: BEGIN, the lock (or the new subject's row), the clock of a demo, kernel and slices."""
        plans = self._plans
        calls = [Call(plans.begin)]
        if self._new:
            row = {"id": self.subject_id, "kind": self._kind, "seq": 0, "head": genesis(self._kind, self.subject_id)}
            calls += insertions("subject", [row], plans.dialect)
        at = len(calls)
        calls.append(Call(plans.lock, plans.lock.values({"subject": self.subject_id})))
        if self._simulated:
            calls.append(Call(plans.clock))
        first = len(calls)
        results = self._wire.send([*calls, *self._reading(self._subject.reads)])
        self._take_lock(results[at], expect)
        if self._simulated:
            self.clock = str(results[at + 1][0][0])
        self._take_facts(self._subject.reads, results[first:])
        return self._file()

    def write(self, changes: Iterable[Change]) -> None:
        """Keep row changes and events; they are sent with the next batch. Their values become JSON scalars here."""
        for change in changes:
            if isinstance(change, Event):
                if change not in self._events:
                    self._events.append(change)
                continue
            if isinstance(change, Insert):
                row = column_values(change.row)
                self.effects.append({"insert": change.table, "row": row})
                self._unsent.append(Insert(change.table, row))
            else:
                where, new = column_values(change.where), column_values(change.set)
                self.effects.append({"update": change.table, "where": where, "set": new})
                self._unsent.append(Update(change.table, where, new))

    def load(self) -> Any:
        """One batch: the row changes, each update meeting exactly one row, then what they touched, read again."""
        touched = {change.table for change in self._unsent}
        again = () if self._new else tuple(read for read in self._subject.reads if read.tables & touched)
        calls = self._calls(exactly=True)
        if calls or again:
            results = self._wire.send([*calls, *self._reading(again)])
            self._take_facts(again, results[len(calls) :])
        return self._file()

    def append(self, body: Mapping[str, Any], columns: Mapping[str, Any], documents: Iterable[str]) -> Receipt:
        """One batch: what settling changed, head, entry with all effects, outbox, COMMIT. Nothing else commits.

        What settling updates was read under the lock and cannot be deleted (triggers), so it is there.
        """
        seq = self.seq + 1
        told = [{"kind": event.kind, "payload": plain(event.payload)} for event in self._events]
        stored = spelled({**body, "effects": self.effects, "events": told, "previous": self.head, "seq": seq})
        head, dialect = link(self.head, stored), self._plans.dialect
        calls = self._calls(exactly=False)
        moved = {"subject": self.subject_id, "was": self.seq, "now": seq, "head_after": head}
        calls.append(Call(self._plans.head, self._plans.head.values(moved)))
        entry = {**columns, "subject_id": self.subject_id, "seq": seq, "body": stored.decode(), "head": head}
        calls += insertions("audit_entry", [entry], dialect)
        named = [{"subject_id": self.subject_id, "seq": seq, "sha256": sha} for sha in sorted(set(documents))]
        calls += insertions("cited_document", named, dialect)
        at = columns["recorded_at"]
        due = instant(datetime.now(UTC)) if self._simulated else at  # the relay lives by the real clock
        waiting = {"subject_id": self.subject_id, "attempts": 0, "not_before": due, "created_at": at}
        payloads = [(event["kind"], orjson.dumps(event["payload"]).decode()) for event in told]
        calls += insertions("outbox", [{**waiting, "kind": kind, "payload": text} for kind, text in payloads], dialect)
        self._wire.send([*calls, Call(COMMIT)])
        self.appended = True
        return Receipt(self._kind, self.subject_id, seq, head, at, made(self.effects), columns["request_sha256"])

    def _reading(self, reads: Sequence[Slice]) -> list[Call]:
        given = {"subject": self._subject.read_as, "named": orjson.dumps(self._subject.named).decode()}
        return [Call(plan, plan.values(given)) for read in reads for plan in self._plans.of(read)]

    def _calls(self, exactly: bool) -> list[Call]:
        """The kept changes as statements, in their order; alike ones that follow each other in one statement."""
        calls: list[Call] = []
        for _, alike in groupby(self._unsent, key=shape_of):
            changes = list(alike)
            if isinstance(changes[0], Insert):
                rows = [change.row for change in changes if isinstance(change, Insert)]
                calls += insertions(changes[0].table, rows, self._plans.dialect)
            else:
                updates = [change for change in changes if isinstance(change, Update)]
                calls.append(update_of(updates, self.subject_id, self._plans.dialect, exactly))
        self._unsent.clear()
        return calls

    def _take_lock(self, rows: Rows, expect: int | None) -> None:
        if not rows or rows[0][0] != self._kind:
            raise NoSubject(self.subject_id)
        _, self.seq, self.head = rows[0]
        if expect is not None and expect != self.seq:
            raise Stale(self.seq)

    def _take_facts(self, reads: Sequence[Slice], results: Sequence[Rows]) -> None:
        at = 0
        for read in reads:
            count = len(read.statements)
            self._facts[read.name] = made = read.build(results[at : at + count])
            if made is None and self._subject.dossier and read is self._subject.dossier.kernel:
                raise NoSubject(str(self._subject.read_as))  # before the slices: they build on a file that is there
            at += count

    def _file(self) -> Any:
        dossier = self._subject.dossier
        if dossier is None:
            return None
        kernel = self._facts[dossier.kernel.name]
        if kernel is None:
            raise NoSubject(str(self._subject.read_as))
        slices = self._subject.reads[1:]
        return dossier.assemble(kernel, {read.name: self._facts[read.name] for read in slices})


def column_values(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row as JSON scalars: what is a list or an object becomes its canonical JSON text."""
    return {name: value if type(value) in SCALARS else _column_value(value) for name, value in row.items()}


def _column_value(value: Any) -> Any:
    made = plain(value)
    return orjson.dumps(made, option=orjson.OPT_SORT_KEYS).decode() if type(made) in (list, dict) else made


def insertions(name: str, rows: Sequence[Mapping[str, Any]], dialect: str) -> list[Call]:
    """New rows of one table, some at once. A column that a row does not give is null."""
    calls = []
    for first in range(0, len(rows), ROWS_AT_ONCE):
        some = rows[first : first + ROWS_AT_ONCE]
        plan, columns = insertion(name, dialect, len(some))
        calls.append(Call(plan, [row.get(column) for row in some for column in columns]))
    return calls


def shape_of(change: Insert | Update) -> tuple[Any, ...]:
    """What changes have in common that one statement can carry: updates of rows found by one and the same column."""
    if isinstance(change, Insert):
        return Insert, change.table
    where = tuple(change.where)
    return Update, change.table, where, id(change) if len(where) != 1 else None


def update_of(changes: Sequence[Update], subject_id: str, dialect: str, exactly: bool) -> Call:
    """Changes of one row each, bound to their subject, as one statement that meets as many rows."""
    first = changes[0]
    plan = updating(first.table, tuple(first.where), tuple(tuple(change.set) for change in changes), dialect)
    bound = {f"w_{subject_column(table(first.table))}": subject_id}
    for row, change in enumerate(changes):
        bound |= {f"w_{parameter(name, row)}": value for name, value in change.where.items()}
        bound |= {f"s_{parameter(name, row)}": value for name, value in change.set.items()}
    return Call(plan, plan.values(bound), len(changes) if exactly else None)


def made(effects: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The ids of the first row that an act inserted in each table."""
    ids: dict[str, str] = {}
    for effect in effects:
        if "insert" in effect and "id" in effect["row"]:
            ids.setdefault(effect["insert"], effect["row"]["id"])
    return ids


def replayed(subject_id: str, seq: int, head: str, request_sha256: str, body: str) -> Receipt:
    """The receipt of an act that was done already, from its entry."""
    entry = orjson.loads(body)
    return Receipt(
        entry["subject"]["kind"],
        subject_id,
        seq,
        head,
        entry["recorded_at"],
        made(entry["effects"]),
        request_sha256,
        replayed=True,
    )
