"""The one place where statements meet a driver: a loop on SQLite; the pipeline on PostgreSQL stands in
postgresql_wire.py, so that nobody loads a driver of a database that he has not.

Statements and round trips are counted here, and here the tests make the k-th one fail.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

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


@dataclass(frozen=True, slots=True)
class Driver:
    """The errors of a database's driver: any, a row that may not be there twice, and a database that is not there."""

    error: type[Exception]
    twice: type[Exception]
    busy: type[Exception]


SQLITE = Driver(sqlite3.Error, sqlite3.IntegrityError, sqlite3.OperationalError)


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
