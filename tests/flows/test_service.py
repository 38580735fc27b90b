"""The flows' side as it runs in service: started, asked to end at any moment, or sent to deliver what waits once."""

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from decision_flow.settings import CHECKOUT
from decision_flow.terms import Stage
from flows.server import PrefectServer, until
from flows.service import stopping, until_stopped
from tests.databases import Databases
from tests.flows import cases
from tests.flows.house import FakeWorkshop, Office
from tests.world import a_world

LEGALITY = Stage.LEGALITY_REVIEW
SECONDS = 60.0


def _worker(url: str, folder: Path, *more: str, **environment: str) -> "subprocess.Popen[bytes]":
    """`decision-flow worker`."""
    without = {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")}
    ours = {"DECISION_FLOW_DATABASE_URL": url, "DECISION_FLOW_VAR": str(folder), "PYTHONPATH": str(CHECKOUT)}
    with (folder / "worker.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "cli.main", "worker", *more],
            env=without | ours | environment,
            stdout=log,
            stderr=subprocess.STDOUT,
        )


@pytest.mark.prefect
def test_a_worker_asked_to_end_while_its_server_starts_leaves_no_server(databases: Databases, tmp_path: Path):
    """SIGTERM long before Prefect answers: the child is stopped, and the exit is a good one."""
    url = databases.sqlite()
    a_world(url, tmp_path).installation.store.close()
    worker = _worker(url, tmp_path)
    assert until(lambda: bool(_children(worker.pid)), SECONDS)
    (server,) = _children(worker.pid)
    worker.send_signal(signal.SIGTERM)
    assert worker.wait(SECONDS) == 0
    assert not Path(f"/proc/{server}").exists()
    assert "Traceback" not in (tmp_path / "worker.log").read_text()


@pytest.mark.prefect
def test_once_delivers_what_waits_and_ends(prefect_server: PrefectServer, own_office: Office):
    """`decision-flow worker --once`: what is told is delivered, each run stands at its gate, then it ends."""
    office = own_office
    office.pool = "decision-flow"
    case = cases.started(office.world)
    settings = office.world.installation.settings
    worker = _worker(settings.database_url, settings.var, "--once", **prefect_server.client_environment())
    assert worker.wait(SECONDS) == 0, office.log.read_text()
    assert not office.room.told(1)
    assert {run["state_name"] for run in office.runs(case)} == {"Suspended"}
    assert len(office.runs(case)) == 3
    assert office.sweeps() == 1
    assert "Traceback" not in office.log.read_text()


@pytest.mark.prefect
def test_a_worker_asked_to_end_in_the_middle_of_its_work_finishes_it_and_says_nothing(own_workshop: FakeWorkshop):
    """SIGTERM while runs are under way: they come to their gates, or wait for the next worker; no traceback."""
    workshop = own_workshop
    worker = workshop.open()
    decisions = [workshop.room.start_at(LEGALITY) for _ in range(6)]
    workshop.eventually(lambda: any(_states(workshop, decisions)))
    assert worker.stop() == 0
    assert not set(_states(workshop, decisions)) & {"RUNNING", "CRASHED", "FAILED"}
    assert "PAUSED" in _states(workshop, decisions)
    said = workshop.log.read_text()
    assert "Traceback" not in said and "ERROR" not in said and "Crash" not in said


@pytest.mark.prefect
def test_prefect_cannot_take_over_the_signals_that_end_the_worker():
    """Within a run Prefect handles SIGTERM itself where it can: it would break into the event loop."""
    from prefect.utilities.engine import capture_sigterm

    async def a_run() -> None:
        with capture_sigterm():
            os.kill(os.getpid(), signal.SIGTERM)
            await asyncio.sleep(SECONDS)

    before = signal.getsignal(signal.SIGTERM)
    with stopping() as ended:
        until_stopped(a_run, ended)
    assert ended.is_set()
    assert signal.getsignal(signal.SIGTERM) is before


def _states(workshop: FakeWorkshop, decisions: list[str]) -> list[str]:
    return [run["state_type"] for decision in decisions for run in workshop.runs(decision)]


def _children(pid: int) -> list[int]:
    """The processes that a process has started."""
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
