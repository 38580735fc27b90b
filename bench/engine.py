"""The engine's throughput, beside plain SQL doing the same writes in the same run (`make bench`).

A decision is six timed acts: its start, the sign-offs of three early stages, the legality opinion, the meeting's
decision; all gates, the ledger and the outbox are on. Facts are filed between the phases, through the engine, untimed.
Engine and floor alternate in pairs; ratios are medians over the pairs. Machines are noisy: trust the ratios.
"""

import argparse
import json
import os
import platform
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

import psycopg
from sqlalchemy import make_url

from bench.clients import engine_run, floor_run
from bench.series import by_age
from bench.work import Timings, decisions_per_s
from decision_flow.store.migrate import migrate
from tests.postgresql import PostgresqlServer

RESULTS = Path(__file__).parent / "results" / "engine.json"


@dataclass(frozen=True)
class Setting:
    """A database with its durability, and how many processes work on it at once."""

    name: str
    kind: str
    durable: bool
    processes: int = 1


SETTINGS = (
    Setting("sqlite", "sqlite", durable=False),
    Setting("sqlite_full", "sqlite", durable=True),
    Setting("postgresql", "postgresql", durable=True),
    Setting("postgresql_4", "postgresql", durable=True, processes=4),
)


@contextmanager
def fresh(kind: str, server: str) -> Iterator[tuple[str, Path]]:
    """An empty migrated database, and a folder."""
    with tempfile.TemporaryDirectory(prefix="decision-flow-bench-") as name:
        if kind == "sqlite":
            url = f"sqlite:///{name}/bench.db"
        else:
            database = f"bench_{uuid4().hex[:8]}"
            with psycopg.connect(server, autocommit=True) as connection:
                connection.execute(f'CREATE DATABASE "{database}"')
            url = make_url(server).set(database=database).render_as_string(hide_password=False)
        migrate(url)
        yield url, Path(name)


def pair(setting: Setting, server: str, decisions: int) -> tuple[list[Timings], float]:
    """One run of the engine, then one of the floor with entries of the size that the engine wrote."""
    with fresh(setting.kind, server) as (url, folder):
        clients = engine_run(url, folder, decisions, setting.processes, durable=setting.durable)
    with fresh(setting.kind, server) as (url, folder):
        raw = floor_run(url, folder, decisions, setting.processes, clients[0].sizes, durable=setting.durable)
    return clients, raw


def measured(setting: Setting, server: str, decisions: int, pairs: int) -> dict[str, Any]:
    """Alternate engine and floor; medians of the pairs."""
    runs, machine = [], []
    for _ in range(pairs):
        machine.append(reference_ms())
        runs.append(pair(setting, server, decisions))
    rates = [(decisions_per_s(clients), raw) for clients, raw in runs]
    signing = sorted(ms for clients, _ in runs for client in clients for ms in client.sign_offs_ms)
    everyone = [client for clients, _ in runs for client in clients]
    return {
        "decisions_per_s": round(statistics.median(rate for rate, _ in rates), 1),
        "signoff_p50_ms": round(signing[len(signing) // 2], 3),
        "signoff_p99_ms": round(signing[len(signing) * 99 // 100], 3),
        "statements_per_signoff": max(client.statements for client in everyone),
        "trips_per_signoff": max(client.trips for client in everyone),
        "raw_sql_decisions_per_s": round(statistics.median(raw for _, raw in rates), 1),
        "share_of_raw_sql": round(statistics.median(rate / raw for rate, raw in rates), 3),
        "pairs": pairs,
        "decisions_a_pair": decisions * setting.processes,
        "processes": setting.processes,
        "entry_bytes": everyone[-1].sizes,
        "python_reference_ms": round(statistics.median(machine), 1),
    }


def reference_ms() -> float:
    """What this machine's Python is worth at this moment: a million additions, in milliseconds. A quiet desktop core
    of 2023 takes about 50; absolute figures of two runs compare only as far as this does."""
    begin, total = perf_counter(), 0
    for number in range(1_000_000):
        total += number
    return (perf_counter() - begin) * 1000


def main() -> None:
    """Measure, print a line a setting, write the results."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--decisions", type=int, default=60, help="decisions a process in each run")
    asked.add_argument("--pairs", type=int, default=6)
    asked.add_argument("--only", choices=[setting.name for setting in SETTINGS])
    asked.add_argument("--no-series", action="store_true", help="leave out the cases of 10,000 entries")
    given = asked.parse_args()
    server = PostgresqlServer.for_this_run(durable=True)
    results: dict[str, Any] = {
        "machine": f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}"
    }
    try:
        for setting in SETTINGS:
            if given.only in (None, setting.name):
                at = server.url() if setting.kind == "postgresql" else ""
                results[setting.name] = measured(setting, at, given.decisions, given.pairs)
                print(setting.name, json.dumps(results[setting.name]), flush=True)
        if not given.no_series:
            results["by_age"] = by_age()
            print("by_age", json.dumps(results["by_age"]))
    finally:
        server.stop()
    if given.only is None:
        RESULTS.parent.mkdir(exist_ok=True)
        RESULTS.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
