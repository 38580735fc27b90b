"""PostgreSQL's write connection: a pipeline on libpq. Loaded where the database is one, and nowhere else."""

from collections.abc import Sequence
from functools import cache
from typing import Any

import psycopg
from psycopg.abc import PQGen
from psycopg.adapt import Transformer
from psycopg.errors import UniqueViolation, error_from_result
from psycopg.pq import ExecStatus
from psycopg.pq.abc import PGconn, PGresult
from psycopg.waiting import Ready, Wait

from decision_flow.store.wire import COMMIT, Call, Driver, Meter, RowCount, Rows

POSTGRESQL = Driver(psycopg.Error, UniqueViolation, psycopg.OperationalError)


def connected(address: str) -> psycopg.Connection[Any]:
    """A connection that begins no transaction by itself."""
    return psycopg.connect(address, autocommit=True)


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
