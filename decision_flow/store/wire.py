"""The one place where statements meet a driver: a pipeline on PostgreSQL, a loop on SQLite.

Statements and round trips are counted here, and here the tests make the k-th one fail.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Protocol

import psycopg
from psycopg.abc import PQGen
from psycopg.adapt import Transformer
from psycopg.errors import error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn, PGresult
from psycopg.waiting import Ready, Wait

from decision_flow.store.plan import Plan

BEGIN_SQLITE = Plan("BEGIN IMMEDIATE", (), {}, False)
BEGIN = Plan("BEGIN", (), {}, False)
COMMIT = Plan("COMMIT", (), {}, False)


class Fault(Exception):
    """Made by a test in place of a statement."""


class RowCount(Exception):
    """An update met another number of rows than exactly one: the record and the tables disagree."""


@dataclass(slots=True)
class Call:
    """One statement with its parameters in their order; `exactly` is the number of rows that it must meet."""

    plan: Plan
    values: Sequence[Any] = ()
    exactly: int | None = None


class Meter:
    """Counts what goes over the wire. `fail_at` = k makes the k-th statement fail."""

    def __init__(self) -> None:
        self.statements = 0
        self.trips = 0
        self.fail_at: int | None = None

    def before(self, sql: str) -> None:
        """Count a statement; BEGIN and COMMIT count too, and can fail too."""
        self.statements += 1
        if self.fail_at is not None and self.statements == self.fail_at:
            raise Fault(f"statement {self.statements}: {sql}")

    def reset(self, fail_at: int | None = None) -> None:
        """Start to count anew."""
        self.statements = self.trips = 0
        self.fail_at = fail_at


Rows = Sequence[Sequence[Any]]


class Wire(Protocol):
    """A write connection as the store uses it."""

    meter: Meter

    def send(self, calls: Sequence[Call]) -> list[Rows]: ...
    def rollback(self) -> None: ...
    def close(self) -> None: ...


class SqliteWire:
    """A loop: there is no trip to save."""

    def __init__(self, connection: sqlite3.Connection, meter: Meter) -> None:
        self._connection, self.meter = connection, meter

    def send(self, calls: Sequence[Call]) -> list[Rows]:
        """Run the statements in order; the rows of those that read."""
        self.meter.trips += 1
        execute, before = self._connection.execute, self.meter.before
        results: list[Rows] = []
        for call in calls:
            before(call.plan.sql)
            cursor = execute(call.plan.sql, call.values)
            results.append(cursor.fetchall() if call.plan.reads else ())
            if call.exactly is not None and cursor.rowcount != call.exactly:
                raise RowCount(f"{cursor.rowcount} rows, not {call.exactly}: {call.plan.sql}")
        return results

    def rollback(self) -> None:
        """End the transaction without a trace."""
        if self._connection.in_transaction:
            self._connection.rollback()

    def close(self) -> None:
        """Give the connection up."""
        self._connection.close()


class PostgresqlWire:
    """One pipeline a batch on libpq itself: all statements in one packet, one round trip, one wait (ADR 0006).

    Statements are prepared once a connection. Parameters are text, integer and boolean only, so they need no adapter.
    """

    def __init__(self, connection: psycopg.Connection[Any], meter: Meter) -> None:
        self._connection, self.meter = connection, meter
        self._prepared: dict[str, bytes] = {}
        self._loading = Transformer(connection)

    def send(self, calls: Sequence[Call]) -> list[Rows]:
        """Send the statements together; the rows of those that read. A failed COMMIT is noticed by its answer."""
        self.meter.trips += 1
        pgconn, before = self._connection.pgconn, self.meter.before
        pgconn.enter_pipeline_mode()
        first_of: list[int] = []
        sent = 0
        for call in calls:
            before(call.plan.sql)
            name = self._prepared.get(call.plan.sql)
            if name is None:
                name = self._prepared[call.plan.sql] = f"s{len(self._prepared)}".encode()
                pgconn.send_prepare(name, _numbered(call.plan.sql))
                sent += 1
            pgconn.send_query_prepared(name, [_as_text(value) for value in call.values])
            first_of.append(sent)
            sent += 1
        pgconn.pipeline_sync()
        answers = self._connection.wait(_until_sync(pgconn))
        pgconn.exit_pipeline_mode()
        for answer in answers:
            if answer.status == ExecStatus.FATAL_ERROR:
                raise error_from_result(answer, encoding="utf-8")
        return self._taken(calls, [answers[first] for first in first_of])

    def _taken(self, calls: Sequence[Call], answers: Sequence[PGresult]) -> list[Rows]:
        results: list[Rows] = []
        for call, answer in zip(calls, answers, strict=True):
            if call.exactly is not None and answer.command_tuples != call.exactly:
                raise RowCount(f"{answer.command_tuples} rows, not {call.exactly}: {call.plan.sql}")
            if call.plan is COMMIT and answer.command_status != b"COMMIT":
                raise psycopg.OperationalError(f"the server answered {answer.command_status!r} to COMMIT")
            rows: Rows = ()
            if call.plan.reads:
                self._loading.set_pgresult(answer)
                rows = self._loading.load_rows(0, answer.ntuples, tuple)
            results.append(rows)
        return results

    def rollback(self) -> None:
        """By the connection's own method: a piped ROLLBACK poisons the prepared statements."""
        self._connection.rollback()

    def close(self) -> None:
        """Give the connection up."""
        self._connection.close()


def _until_sync(pgconn: PGconn) -> PQGen[list[PGresult]]:
    """Everything sent and every answer up to the pipeline's end; waits without holding other threads up."""
    while pgconn.flush():
        ready = yield Wait.RW
        if ready & Ready.R:
            pgconn.consume_input()
    answers: list[PGresult] = []
    while True:
        while pgconn.is_busy():
            if (yield Wait.R):
                pgconn.consume_input()
        answer = pgconn.get_result()
        if answer is not None and answer.status == ExecStatus.PIPELINE_SYNC:
            return answers
        if answer is not None:
            answers.append(answer)


@cache
def _numbered(sql: str) -> bytes:
    """`%s` as `$1`, `$2` …, which is how the server counts."""
    parts = sql.split("%s")
    counted = (f"{part}${number}" for number, part in enumerate(parts[:-1], 1))
    return ("".join(counted) + parts[-1]).replace("%%", "%").encode()


def _as_text(value: object) -> bytes | None:
    """A parameter in the server's text form."""
    if value is None:
        return None
    if isinstance(value, bool):
        return b"t" if value else b"f"
    return str(value).encode()
