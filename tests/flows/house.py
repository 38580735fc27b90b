"""What the tests of the flows stand in: an engine room, a worker in a process, and Prefect as its UI sees it."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from types import MappingProxyType
from typing import Any
from uuid import uuid4

import httpx

from decision_flow.papers.queries import to_render
from decision_flow.settings import CHECKOUT
from decision_flow.terms import Stage
from flows.installed_engine import InstalledEngine
from flows.server import PrefectServer, until
from tests.flows.fake_room import FakeRoom
from tests.flows.workers import SECONDS, Worker, Workers
from tests.world import World

RUNS = "SELECT id FROM flow_run WHERE deployment_id IN (SELECT id FROM deployment WHERE name = '{}')"
OF_A_POOL = {
    "flow_run": f"id IN ({RUNS})",
    "flow_run_state": f"flow_run_id IN ({RUNS})",
    "task_run": f"flow_run_id IN ({RUNS})",
    "task_run_state": f"task_run_id IN (SELECT id FROM task_run WHERE flow_run_id IN ({RUNS}))",
}


class Workshop:
    """One work pool and its worker. Runs are seen through Prefect's REST API, as the UI sees them."""

    def __init__(self, server: PrefectServer, workers: Workers, folder: Path) -> None:
        self.server, self.folder, self.pool = server, folder, f"test-{uuid4().hex[:8]}"
        self.log = folder / "worker.log"
        self._workers, self.http = workers, httpx.Client(base_url=server.api_url, timeout=30)
        self._opened: list[Worker] = []

    # the worker

    def start(self, environment: dict[str, str] | None = None, **asked: Any) -> Worker:
        """Start worker and relay."""
        self._opened.append(self._workers.start(self.log, environment or {}, pool=self.pool, **asked))
        return self._opened[-1]

    def close(self) -> None:
        """Stop what still runs; nothing is scheduled for it any more."""
        for worker in self._opened:
            worker.kill()
        found = self.http.get(f"/deployments/name/sweep/{self.pool}")
        if found.status_code == 200:
            self.http.delete(f"/deployments/{found.json()['id']}")
        self.http.close()

    # Prefect, as the UI sees it

    def runs(self, decision: str, stage: Stage | None = None) -> list[dict[str, Any]]:
        """The flow runs of a decision, oldest first."""
        tags = [f"decision:{decision}", *([f"stage:{stage.value}"] if stage else [])]
        asked = {"flow_runs": {"tags": {"all_": tags}}, "sort": "START_TIME_ASC"}
        return list(self.http.post("/flow_runs/filter", json=asked).raise_for_status().json())

    def run(self, decision: str, stage: Stage) -> dict[str, Any]:
        """The one run of a stage."""
        (found,) = self.runs(decision, stage)
        return found

    def states(self, run_id: str) -> list[dict[str, Any]]:
        """Every state a run has had, in order."""
        found = self.http.get("/flow_run_states/", params={"flow_run_id": run_id}).raise_for_status().json()
        return sorted(found, key=lambda one: one["timestamp"])

    def times_held(self, run_id: str) -> int:
        """How often a run has come to its gate."""
        return sum(state["name"] == "Suspended" for state in self.states(run_id))

    def resume_by_hand(self, run_id: str, run_input: dict[str, Any] | None = None, *, bare: bool = True) -> None:
        """What the UI's button sends: a bare POST, or one with an input. The run comes to its gate again."""
        before = self.times_held(run_id)
        body = None if bare else {"run_input": run_input or {}}
        self.http.post(f"/flow_runs/{run_id}/resume", json=body).raise_for_status()
        self.eventually(lambda: self.times_held(run_id) > before)

    def cancel_by_hand(self, run_id: str) -> None:
        """What the UI's cancel button sends."""
        body = {"state": {"type": "CANCELLING", "name": "Cancelling"}}
        self.http.post(f"/flow_runs/{run_id}/set_state", json=body).raise_for_status()

    def count(self) -> dict[str, int]:
        """Rows of every table of Prefect's database; of runs, those of this pool."""
        return rows_of(self.server.database, {name: where.format(self.pool) for name, where in OF_A_POOL.items()})

    def sweep(self, kept_seconds: float = 0) -> None:
        """Run the sweep now and wait for it."""
        named = f"/deployments/name/sweep/{self.pool}"
        self.eventually(lambda: self.http.get(named).status_code == 200)  # the worker puts it there when it starts
        found = self.http.get(named).json()
        body = {"parameters": {"pool": self.pool, "kept_seconds": kept_seconds}}
        run = self.http.post(f"/deployments/{found['id']}/create_flow_run", json=body).raise_for_status().json()

        def ended() -> bool:
            answer = self.http.get(f"/flow_runs/{run['id']}")
            return answer.status_code == 404 or answer.json()["state_type"] in ("COMPLETED", "FAILED", "CRASHED")

        assert until(ended, SECONDS)

    def sweeps(self) -> int:
        """How many runs of the sweep have come to their end, of those that are kept."""
        return self._counted("sweep", ["COMPLETED"])

    def held(self, stage: Stage) -> int:
        """How many runs stand at the gate of a stage."""
        return self._counted(stage.value.replace("_", "-"), ["PAUSED"])

    def _counted(self, flow: str, states: list[str]) -> int:
        asked = {
            "flows": {"name": {"any_": [flow]}},
            "deployments": {"name": {"any_": [self.pool]}},
            "flow_runs": {"state": {"type": {"any_": states}}},
        }
        return int(self.http.post("/flow_runs/count", json=asked).raise_for_status().json())

    # waiting

    def eventually(self, holds: Callable[[], bool], seconds: float = SECONDS) -> None:
        """Wait until it holds; the worker's log tells why it does not."""

        def held() -> bool:
            try:
                return holds()
            except (ValueError, httpx.HTTPError, IndexError):
                return False

        assert until(held, seconds, every=0.2), self.log.read_text()[-6000:]

    def until_at_work(self) -> None:
        """Wait until a worker has its turn: it puts the deployments there first."""
        self.eventually(lambda: self.http.get(f"/deployments/name/sweep/{self.pool}").status_code == 200)

    def until_held(self, decision: str, stage: Stage) -> str:
        """Wait for the stage's run to stand at its gate."""
        self.eventually(lambda: self.run(decision, stage)["state_name"] == "Suspended")
        return str(self.run(decision, stage)["id"])

    def until_completed(self, decision: str, stage: Stage) -> None:
        """Wait for the stage's run to come to its end."""
        self.eventually(lambda: self.run(decision, stage)["state_type"] == "COMPLETED")


class FakeWorkshop(Workshop):
    """On a fake engine room, with the flows of `example`."""

    def __init__(self, server: PrefectServer, workers: Workers, folder: Path) -> None:
        super().__init__(server, workers, folder)
        self.room = FakeRoom(folder / "room.db")
        self._stock: subprocess.Popen[bytes] | None = None

    def open(self, **asked: Any) -> Worker:
        """Start worker and relay on the room."""
        return self.start(room=str(self.room.path), **asked)

    def open_stock_worker(self) -> None:
        """Prefect's own process worker on the same pool."""
        self.until_at_work()
        environment = {**os.environ, **self.server.client_environment(), "TEST_ROOM": str(self.room.path)}
        with self.log.open("ab") as log:
            self._stock = subprocess.Popen(
                [sys.executable, "-m", "prefect", "worker", "start", "--pool", self.pool],
                env=environment | {"PYTHONPATH": str(CHECKOUT)},
                cwd=self.folder,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def close(self) -> None:
        """Prefect's worker as well, with the runs that it has begun: asked to end, it would wait for theirs."""
        super().close()
        if self._stock is not None:
            os.killpg(self._stock.pid, signal.SIGKILL)
            self._stock.wait(30)

    def until_told(self, decision: str) -> None:
        """Wait until nothing is left to deliver."""
        self.eventually(lambda: not self.room.waiting(decision))


class Office(Workshop):
    """On a real installation, with the flows as they are."""

    def __init__(self, server: PrefectServer, workers: Workers, world: World) -> None:
        super().__init__(server, workers, world.installation.settings.var)
        self.world, self.room = world, InstalledEngine(world.installation)
        self.site = self.folder / "site"

    def open(self, *, site: bool = True, **asked: Any) -> Worker:
        """Start worker and relay; `site`: the body's website takes pages from a folder."""
        settings = self.world.installation.settings
        environment = {
            "DECISION_FLOW_DATABASE_URL": settings.database_url,
            "DECISION_FLOW_VAR": str(settings.var),
            "DECISION_FLOW_DURABLE": "normal",
            "DECISION_FLOW_SITE": str(self.site) if site else "",
        }
        return self.start(environment, **asked)

    def nothing_is_told(self, but: set[str] = frozenset()) -> None:  # type: ignore[assignment]
        """Outbox rows of other decisions are taken as delivered."""
        while told := [one for one in self.room.told(1000) if one.subject_id not in but]:
            for one in told:
                self.room.acknowledge(one)

    def until_told(self) -> None:
        """Wait until nothing is left to deliver."""
        self.eventually(lambda: not self.room.told(1))

    def record(self, command: str, subject: str | None = None) -> list[str]:
        """Who did an act, entry by entry."""
        with closing(sqlite3.connect(f"file:{self.database}?mode=ro", uri=True)) as db:
            asked = "SELECT actor_id FROM audit_entry WHERE command = ? AND subject_id = coalesce(?, subject_id)"
            return [actor for (actor,) in db.execute(f"{asked} ORDER BY id", (command, subject))]

    def papers_due(self, decision_id: str) -> bool:
        """Whether an act of a decision waits for its paper."""
        with self.world.installation.store.reading() as session:
            return bool(to_render(session, decision_id))

    def our_count(self) -> dict[str, int]:
        """Rows of every table of the engine's database."""
        return rows_of(self.database)

    @property
    def database(self) -> Path:
        """The engine's database."""
        return Path(self.world.installation.settings.database_url.removeprefix("sqlite:///"))


def rows_of(database: Path, where: Mapping[str, str] = MappingProxyType({})) -> dict[str, int]:
    """Rows of every table of a SQLite database."""
    with closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as db:
        tables = [name for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {
            name: db.execute(f'SELECT count(*) FROM "{name}" WHERE {where.get(name, "true")}').fetchone()[0]
            for name in tables
        }
