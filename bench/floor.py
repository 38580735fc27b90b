"""The floor: plain SQL doing the same writes with a hash-chained row, no rules, no idempotency, no outbox.

Per act: the board is read, what the act writes is written, a row of the same size as the engine's entry is chained.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import psycopg

TABLES = """
CREATE TABLE f_decision (id TEXT PRIMARY KEY, status TEXT NOT NULL, seq INTEGER NOT NULL, head TEXT NOT NULL);
CREATE TABLE f_stage (decision_id TEXT, stage TEXT, status TEXT NOT NULL, round INTEGER NOT NULL, opened_at TEXT,
                      closed_at TEXT, PRIMARY KEY (decision_id, stage));
CREATE TABLE f_sign_off (decision_id TEXT, stage TEXT, round INTEGER, actor_id TEXT NOT NULL, draft TEXT NOT NULL,
                         signed_at TEXT NOT NULL, PRIMARY KEY (decision_id, stage, round));
CREATE TABLE f_entry (decision_id TEXT, seq INTEGER, body TEXT NOT NULL, head TEXT NOT NULL,
                      PRIMARY KEY (decision_id, seq));
"""
STAGES = ("public_participation", "expert_review", "risk_assessment", "legality_review", "collective_discussion",
          "publication", "execution", "evaluation", "archive")  # fmt: skip
EARLY = STAGES[:3]
NOW = "2026-03-02T01:00:00.000000Z"


class Floor:
    """One client. `execute` runs a statement and gives its rows; `sizes` are the engine's bytes an entry, by act."""

    def __init__(self, execute: Callable[..., Any], mark: str, sizes: Mapping[str, int]) -> None:
        self._execute, self._mark, self._sizes = execute, mark, sizes

    def start(self, decision_id: str) -> None:
        """Nine rows of a board, three of them open."""
        run, mark = self._execute, self._mark
        run("BEGIN")
        head = hashlib.sha256(decision_id.encode()).hexdigest()
        run(f"INSERT INTO f_decision VALUES ({mark}, {mark}, {mark}, {mark})", (decision_id, "started", 0, head))
        for stage in STAGES:
            is_open = stage in EARLY
            run(
                f"INSERT INTO f_stage VALUES ({', '.join([mark] * 6)})",
                (
                    decision_id,
                    stage,
                    "open" if is_open else "not_started",
                    int(is_open),
                    NOW if is_open else None,
                    None,
                ),
            )
        self._chain(decision_id, "StartDecision", 0, head)

    def sign(self, decision_id: str, stage: str, act: str) -> None:
        """One signature: the stage closes, and what follows opens when nothing else is in its way."""
        run, mark = self._execute, self._mark
        run("BEGIN")
        seq, head = run(f"SELECT seq, head FROM f_decision WHERE id = {mark}", (decision_id,)).fetchone()
        board = dict(run(f"SELECT stage, status FROM f_stage WHERE decision_id = {mark}", (decision_id,)).fetchall())
        run(f"INSERT INTO f_sign_off VALUES ({', '.join([mark] * 6)})", (decision_id, stage, 1, "actor", "d" * 64, NOW))
        run(
            f"UPDATE f_stage SET status = 'passed', closed_at = {mark} WHERE decision_id = {mark} AND stage = {mark}",
            (NOW, decision_id, stage),
        )
        board[stage] = "passed"
        following = STAGES[max(STAGES.index(stage) + 1, 3)]
        if all(board[early] == "passed" for early in EARLY):
            run(
                f"UPDATE f_stage SET status = 'open', round = 1, opened_at = {mark} WHERE decision_id = {mark} "
                f"AND stage = {mark}",
                (NOW, decision_id, following),
            )
        self._chain(decision_id, act, seq, head)

    def _chain(self, decision_id: str, act: str, seq: int, head: str) -> None:
        run, mark = self._execute, self._mark
        body = uuid4().hex * (self._sizes[act] // 32 + 1)
        after = hashlib.sha256((head + body).encode()).hexdigest()
        run(f"INSERT INTO f_entry VALUES ({', '.join([mark] * 4)})", (decision_id, seq + 1, body, after))
        run(f"UPDATE f_decision SET seq = {mark}, head = {mark} WHERE id = {mark}", (seq + 1, after, decision_id))
        run("COMMIT")


def sqlite_floor(path: Path, durable: bool, sizes: Mapping[str, int]) -> Floor:
    """A floor on a file, with the same settings as the engine's write connection."""
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
    connection.execute("PRAGMA wal_autocheckpoint=20000")
    connection.executescript(TABLES.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS"))
    return Floor(connection.execute, "?", sizes)


def postgresql_floor(url: str, sizes: Mapping[str, int]) -> Floor:
    """A floor on a database of its own tables."""
    connection = psycopg.connect(url, autocommit=True)
    connection.execute("SET client_min_messages = error")
    connection.execute(TABLES.replace("CREATE TABLE", "CREATE TABLE IF NOT EXISTS"))
    return Floor(connection.execute, "%s", sizes)
