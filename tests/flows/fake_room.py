"""A board, an outbox and a ledger in one SQLite file: what the flows need of the engine, and nothing of the law."""

import json
import os
import signal
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import uuid4

from decision_flow.procedure.stage_graph import AFTER, CLOSED
from decision_flow.terms import Stage, StageStatus
from flows.engine_room import Board, Due, EngineRoom, Row, Standing, Told
from flows.turn import FileTurn

TABLES = """
CREATE TABLE stage (decision TEXT, stage TEXT, status TEXT, round INTEGER, PRIMARY KEY (decision, stage));
CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, decision TEXT, kind TEXT, payload TEXT,
                     attempts INTEGER DEFAULT 0, not_before REAL DEFAULT 0);
CREATE TABLE ledger (key TEXT PRIMARY KEY, command TEXT, at REAL);
CREATE TABLE due (key TEXT PRIMARY KEY, command TEXT, at REAL);
"""


class FakeRoom:
    """An EngineRoom."""

    def __init__(self, path: Path) -> None:
        self.path, self._turn = path, FileTurn(path.with_suffix(".relay"))
        if not path.exists():
            with self._open() as db:
                db.execute("PRAGMA journal_mode=WAL")
                db.executescript(TABLES)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        db = sqlite3.connect(self.path, isolation_level=None, timeout=10)
        try:
            db.execute("BEGIN IMMEDIATE")
            yield db
            if db.in_transaction:
                db.execute("COMMIT")
        finally:
            db.close()

    def _read(self, statement: str, *given: Any) -> list[tuple[Any, ...]]:
        db = sqlite3.connect(self.path, isolation_level=None, timeout=10)
        try:
            return db.execute(statement, given).fetchall()
        finally:
            db.close()

    # what the flows ask

    def board(self, decision_id: str) -> Board:
        rows = self._read("SELECT stage, status, round FROM stage WHERE decision = ?", decision_id)
        if not rows:
            raise LookupError(decision_id)
        return Board(decision_id, f"示例{decision_id[:4]}", {Stage(s): Row(StageStatus(t), r) for s, t, r in rows})

    def execute(self, command: Any, *, flow: str, key: str) -> Any:
        with self._open() as db:
            db.execute("INSERT INTO ledger VALUES (?, ?, ?) ON CONFLICT DO NOTHING", (key, command, time.time()))
            db.execute("DELETE FROM due WHERE key = ?", (key,))

    def word(self, stage: Stage) -> str:
        return stage.value

    def our_turn(self) -> bool:
        return self._turn.is_ours()

    def end_turn(self) -> None:
        self._turn.end()

    def told(self, limit: int) -> list[Told]:
        rows = self._read(
            "SELECT id, decision, kind, payload, attempts FROM outbox o WHERE NOT EXISTS (SELECT 1 FROM outbox e WHERE"
            " e.decision = o.decision AND e.id <= o.id AND e.not_before > ?) ORDER BY id LIMIT ?",
            time.time(),
            limit,
        )
        return [Told(i, d, k, json.loads(p), a) for i, d, k, p, a in rows]

    def acknowledge(self, told: Told) -> None:
        with self._open() as db:
            db.execute("DELETE FROM outbox WHERE id = ?", (told.id,))

    def postpone(self, told: Told, seconds: float) -> None:
        with self._open() as db:
            db.execute(
                "UPDATE outbox SET attempts = ?, not_before = ? WHERE id = ?",
                (told.attempts + 1, time.time() + seconds, told.id),
            )

    def standing(self) -> list[Standing]:
        rows = self._read("SELECT decision, stage, round FROM stage WHERE status IN ('open', 'returned')")
        return [Standing(d, Stage(s), r) for d, s, r in rows]

    def due(self) -> list[Due]:
        return [Due(c, k) for c, k in self._read("SELECT command, key FROM due WHERE at <= ?", time.time())]

    def signed_pages(self, decision_id: str, stage: Stage) -> list[Due]:
        """Nothing is signed here."""
        return []

    def failed(self, decision_id: str, stage: Stage, round_no: int, step: str, error: str) -> None:
        """Nothing is shown here."""

    def got_through(self, decision_id: str, stage: Stage, round_no: int, step: str) -> None:
        """Nothing was noted."""

    def supervise(self) -> int:
        return 0

    def probe(self) -> int:
        return 0

    def papers_are_due(self, decision_id: str) -> bool:
        return False

    def papers(self, decision_id: str) -> list[Due]:
        """No act here calls for a paper."""
        return []

    def checkpoint(self) -> None:
        self._read("PRAGMA wal_checkpoint(TRUNCATE)")

    # what people do

    def start(self) -> str:
        """A started decision: the first three stages stand open."""
        decision = str(uuid4())
        with self._open() as db:
            for stage in Stage:
                opens = not AFTER[stage]
                row = (decision, stage, StageStatus.OPEN if opens else StageStatus.NOT_STARTED, 1 if opens else 0)
                db.execute("INSERT INTO stage VALUES (?, ?, ?, ?)", row)
                if opens:
                    _tell(db, decision, "StageOpened", stage, 1)
        return decision

    def start_at(self, stage: Stage, *, told: bool = True) -> str:
        """A decision that stands at one stage."""
        decision = str(uuid4())
        behind = list(Stage).index(stage)
        with self._open() as db:
            for at, one in enumerate(Stage):
                status = StageStatus.PASSED if at < behind else StageStatus.NOT_STARTED
                row = (decision, one, StageStatus.OPEN if one is stage else status, 1 if at <= behind else 0)
                db.execute("INSERT INTO stage VALUES (?, ?, ?, ?)", row)
            if told:
                _tell(db, decision, "StageOpened", stage, 1)
        return decision

    def sign(self, decision: str, stage: Stage) -> float:
        """The sign-off: the stage passes, what may follow opens, both are told. When it was committed."""
        with self._open() as db:
            ((turn,),) = db.execute("SELECT round FROM stage WHERE decision = ? AND stage = ?", (decision, stage))
            _set(db, decision, stage, StageStatus.PASSED, turn)
            _tell(db, decision, "StagePassed", stage, turn)
            rows = dict(db.execute("SELECT stage, status FROM stage WHERE decision = ?", (decision,)).fetchall())
            for one, waits_for in AFTER.items():
                closed = all(StageStatus(rows[before]) in CLOSED for before in waits_for)
                if closed and rows[one] == StageStatus.NOT_STARTED:
                    db.execute(
                        "UPDATE stage SET status = 'open', round = round + 1 WHERE decision = ? AND stage = ?",
                        (decision, one),
                    )
                    ((turn,),) = db.execute("SELECT round FROM stage WHERE decision = ? AND stage = ?", (decision, one))
                    _tell(db, decision, "StageOpened", one, turn)
        return time.time()

    def file_facts(self, decision: str, stage: Stage) -> None:
        """Something was filed in a stage that stands open."""
        with self._open() as db:
            ((turn,),) = db.execute("SELECT round FROM stage WHERE decision = ? AND stage = ?", (decision, stage))
            _tell(db, decision, "StageMoved", stage, turn)

    def reopen(self, decision: str, stage: Stage, *, told: bool = True) -> None:
        """The stage goes to its next round."""
        with self._open() as db:
            ((turn,),) = db.execute("SELECT round FROM stage WHERE decision = ? AND stage = ?", (decision, stage))
            _set(db, decision, stage, StageStatus.RETURNED, turn + 1)
            if told:
                _tell(db, decision, "RoundSuperseded", stage, turn)
                _tell(db, decision, "StageOpened", stage, turn + 1)

    def forget(self) -> None:
        """Nothing stands open any more, nothing is told: the next test begins."""
        with self._open() as db:
            for table in ("stage", "outbox", "due"):
                db.execute(f"DELETE FROM {table}")

    def tell(self, decision: str, kind: str) -> None:
        """A row of the outbox."""
        with self._open() as db:
            db.execute("INSERT INTO outbox (decision, kind, payload) VALUES (?, ?, '{}')", (decision, kind))

    def put_due(self, key: str, command: str) -> None:
        """A timed command whose date has come."""
        with self._open() as db:
            db.execute("INSERT INTO due VALUES (?, ?, 0)", (key, command))

    # what tests look at

    def keys(self, decision: str) -> list[str]:
        """The commands in the record, by key without the decision's id."""
        found = self._read("SELECT key FROM ledger WHERE key LIKE ? ORDER BY at", f"{decision}%")
        return [key.removeprefix(f"{decision}:") for (key,) in found]

    def waiting(self, decision: str) -> list[tuple[str, int]]:
        """What is not acknowledged: kind and failed attempts."""
        return self._read("SELECT kind, attempts FROM outbox WHERE decision = ? ORDER BY id", decision)


def dies(room: EngineRoom, after: str, marker: Path) -> EngineRoom:
    """A room whose process is killed, once: `execute:X` after the command X was committed, `acknowledge:X` after a row
    of the kind X was delivered and before it is deleted."""
    method, word = after.split(":")
    execute, acknowledge = room.execute, room.acknowledge

    def kill(happened: str, what: str) -> None:
        if (happened, what) == (method, word) and not marker.exists():
            marker.touch()
            os.kill(os.getpid(), signal.SIGKILL)

    def executing(command: Any, *, flow: str, key: str) -> Any:
        receipt = execute(command, flow=flow, key=key)
        kill("execute", command if isinstance(command, str) else type(command).__name__)
        return receipt

    def acknowledging(told: Told) -> None:
        kill("acknowledge", told.kind)
        acknowledge(told)

    room.execute, room.acknowledge = executing, acknowledging  # type: ignore[method-assign]
    return room


def _set(db: sqlite3.Connection, decision: str, stage: Stage, status: StageStatus, turn: int) -> None:
    db.execute(
        "UPDATE stage SET status = ?, round = ? WHERE decision = ? AND stage = ?", (status, turn, decision, stage)
    )


def _tell(db: sqlite3.Connection, decision: str, kind: str, stage: Stage, turn: int) -> None:
    payload = json.dumps({"stage": stage.value, "round": turn})
    db.execute("INSERT INTO outbox (decision, kind, payload) VALUES (?, ?, ?)", (decision, kind, payload))
