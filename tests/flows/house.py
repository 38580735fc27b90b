"""What the tests of the flows stand in: an engine room, a worker process, and Prefect as its UI sees it."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import httpx

from decision_flow.settings import CHECKOUT
from decision_flow.terms import Stage
from flows.server import PrefectServer, until
from tests.flows.fake_room import FakeRoom

SECONDS = 60.0


class Workshop:
    """One test's work pool. Runs are seen through Prefect's REST API, as the UI sees them."""

    def __init__(self, server: PrefectServer, path: Path, pool: str) -> None:
        self.server, self.pool, self.room = server, pool, FakeRoom(path)
        self._http = httpx.Client(base_url=server.api_url, timeout=30)
        self._process: subprocess.Popen[bytes] | None = None
        self._stock: subprocess.Popen[bytes] | None = None
        self._log = path.with_suffix(".log")

    # the worker

    def open(self, *more: str, path: Path | None = None) -> None:
        """Start worker and relay."""
        self._process = self._start(["tests.flows.workshop", str(self.room.path), self.pool, *more], path)

    def open_stock_worker(self) -> None:
        """Prefect's own process worker on the same pool."""
        self.eventually(lambda: self._http.get(f"/deployments/name/sweep/{self.pool}").status_code == 200)
        self._stock = self._start(["prefect", "worker", "start", "--pool", self.pool], None)

    def _start(self, module: list[str], path: Path | None) -> "subprocess.Popen[bytes]":
        environment = {**os.environ, **self.server.client_environment(), "TEST_ROOM": str(self.room.path)}
        environment["PYTHONPATH"] = os.pathsep.join([*([str(path)] if path else []), str(CHECKOUT)])
        with self._log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", *module],
                env=environment,
                cwd=self._log.parent,
                stdout=log,
                stderr=subprocess.STDOUT,
            )

    def close(self) -> None:
        """Stop what still runs."""
        self.kill()
        if self._stock is not None:
            self._stock.terminate()
            self._stock.wait(30)
        self._http.close()

    def kill(self) -> None:
        """SIGKILL."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(10)

    def wait_until_it_died(self) -> None:
        """The process kills itself at the place that the test has named."""
        assert self._process is not None
        self._process.wait(SECONDS)

    @property
    def memory_mb(self) -> float:
        """Resident memory of worker and relay."""
        assert self._process is not None
        status = Path(f"/proc/{self._process.pid}/status").read_text()
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024

    # Prefect, as the UI sees it

    def runs(self, decision: str, stage: Stage | None = None) -> list[dict[str, Any]]:
        """The flow runs of a decision, oldest first."""
        tags = [f"decision:{decision}", *([f"stage:{stage.value}"] if stage else [])]
        asked = {"flow_runs": {"tags": {"all_": tags}}, "sort": "START_TIME_ASC"}
        return list(self._http.post("/flow_runs/filter", json=asked).raise_for_status().json())

    def run(self, decision: str, stage: Stage) -> dict[str, Any]:
        """The one run of a stage."""
        (found,) = self.runs(decision, stage)
        return found

    def states(self, run_id: str) -> list[dict[str, Any]]:
        """Every state a run has had, in order."""
        found = self._http.get("/flow_run_states/", params={"flow_run_id": run_id}).raise_for_status().json()
        return sorted(found, key=lambda one: one["timestamp"])

    def resume_by_hand(self, run_id: str, run_input: dict[str, Any] | None = None, *, bare: bool = True) -> None:
        """What the UI's button sends: a bare POST, or one with an input."""
        body = None if bare else {"run_input": run_input or {}}
        self._http.post(f"/flow_runs/{run_id}/resume", json=body).raise_for_status()

    def cancel_by_hand(self, run_id: str) -> None:
        """What the UI's cancel button sends."""
        body = {"state": {"type": "CANCELLING", "name": "Cancelling"}}
        self._http.post(f"/flow_runs/{run_id}/set_state", json=body).raise_for_status()

    def settled_count(self) -> dict[str, int]:
        """Rows of every table, when nothing is being written any more."""
        seen: list[dict[str, int]] = []

        def stands() -> bool:
            seen.append(self.count())
            return seen[-5:] == [seen[-1]] * 5

        assert until(stands, SECONDS, every=1.5)  # the recorder of task runs writes after up to five seconds
        return seen[-1]

    def count(self) -> dict[str, int]:
        """Rows of every table of Prefect's database."""
        with closing(sqlite3.connect(f"file:{self.server.database}?mode=ro", uri=True)) as db:
            tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
            return {name: db.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in tables}

    def sweep(self, kept_seconds: float = 0) -> None:
        """Run the sweep now and wait for it."""
        named = f"/deployments/name/sweep/{self.pool}"
        self.eventually(lambda: self._http.get(named).status_code == 200)  # the workshop puts it there when it opens
        found = self._http.get(named).json()
        body = {"parameters": {"kept_seconds": kept_seconds}}
        run = self._http.post(f"/deployments/{found['id']}/create_flow_run", json=body).raise_for_status().json()

        def ended() -> bool:
            answer = self._http.get(f"/flow_runs/{run['id']}")
            return answer.status_code == 404 or answer.json()["state_type"] in ("COMPLETED", "FAILED", "CRASHED")

        assert until(ended, SECONDS)

    # waiting

    def eventually(self, holds: Callable[[], bool], seconds: float = SECONDS) -> None:
        """Wait until it holds; the worker's log tells why it does not."""

        def held() -> bool:
            try:
                return holds()
            except (ValueError, httpx.HTTPError, IndexError):
                return False

        assert until(held, seconds), self._log.read_text()[-6000:]

    def until_held(self, decision: str, stage: Stage) -> str:
        """Wait for the stage's run to stand at its gate."""
        self.eventually(lambda: self.run(decision, stage)["state_name"] == "Suspended")
        return str(self.run(decision, stage)["id"])

    def until_completed(self, decision: str, stage: Stage) -> None:
        """Wait for the stage's run to come to its end."""
        self.eventually(lambda: self.run(decision, stage)["state_type"] == "COMPLETED")
