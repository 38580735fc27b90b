"""The engine's throughput, beside plain SQL doing the same writes in the same run (`make bench`).

A decision is six timed acts: its start, the sign-offs of three early stages, the legality opinion, the meeting's
decision; all gates, the ledger and the outbox are on. Facts are filed between the phases, through the engine, untimed.
Engine and floor alternate in pairs; ratios are medians over the pairs. Machines are noisy: trust the ratios.
"""

import argparse
import json
import statistics
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.clients import engine_clients, floor_clients
from bench.postgresql import durable_postgresql
from bench.work import ACTS, Timings
from decision_flow.store.migrate import migrate

RESULTS = Path(__file__).parent / "results" / "engine.json"


def measured(engine: Callable[[], Timings], floor: Callable[[dict[str, int]], float], pairs: int) -> dict[str, Any]:
    """Alternate engine and floor; medians of the pairs."""
    runs: list[tuple[Timings, float]] = []
    for _ in range(pairs):
        done = engine()
        runs.append((done, floor(done.sizes)))
    signing = sorted(milliseconds for done, _ in runs for milliseconds in done.sign_offs_ms)
    return {
        "decisions_per_s": round(statistics.median(done.decisions_per_s for done, _ in runs), 1),
        "raw_sql_decisions_per_s": round(statistics.median(raw for _, raw in runs), 1),
        "share_of_raw_sql": round(statistics.median(done.decisions_per_s / raw for done, raw in runs), 3),
        "signoff_p50_ms": round(signing[len(signing) // 2], 3),
        "signoff_p99_ms": round(signing[len(signing) * 99 // 100], 3),
        "statements_per_signoff": max(done.statements for done, _ in runs),
        "trips_per_signoff": max(done.trips for done, _ in runs),
        "entry_bytes": runs[-1][0].sizes,
        "pairs": pairs,
        "decisions_per_pair": runs[0][0].decisions,
    }
