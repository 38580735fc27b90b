"""From a sign-off's commit to the stage's flow finished and the next stage's flow at its gate (`make bench`).

The embedded set-up: Prefect's server and the in-process worker as they are run in service, on SQLite. The last of the
three early stages is signed; its run must complete and the legality review's run must be held. Also counted: how many
such transitions one worker makes a second when many are signed at once; start-up time and memory of each process.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import httpx

from bench.weight import web_weight
from cli.processes import Child
from decision_flow.store.migrate import migrate
from decision_flow.terms import Stage
from flows.server import PrefectServer
from flows.server import until as comes_true
from tests import lawful
from tests.world import World, a_world

RESULTS = Path(__file__).parent / "results" / "flows.json"
LOOK_SECONDS, LIMIT_SECONDS = 0.01, 120.0
AT_THE_GATE, FINISHED = "PAUSED", "COMPLETED"


class Prefect:
    """What the Prefect server says of a decision's runs."""

    def __init__(self, api_url: str) -> None:
        self._http = httpx.Client(base_url=api_url, timeout=30)

    def states(self, decision_id: str) -> dict[str, str]:
        """The state of each run of a decision, by its stage."""
        wanted = {"flow_runs": {"tags": {"all_": [f"decision:{decision_id}"]}}}
        answer = self._http.post("/flow_runs/filter", json=wanted)
        answer.raise_for_status()
        return {str(run["idempotency_key"]).split(":")[1]: run["state_type"] for run in answer.json()}


def until(holds: Callable[[], bool]) -> None:
    """Look again and again until it holds."""
    if not comes_true(holds, LIMIT_SECONDS, LOOK_SECONDS):
        raise TimeoutError("the flows did not get there")


def early_at_gate(prefect: Prefect, case: str) -> bool:
    """Whether expert review and risk assessment are held."""
    states = prefect.states(case)
    return all(states.get(stage) == AT_THE_GATE for stage in (Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT))


def arrived(prefect: Prefect, case: str) -> bool:
    """Whether the signed stage's run is finished and the next one's is held."""
    states = prefect.states(case)
    return states.get(Stage.RISK_ASSESSMENT) == FINISHED and states.get(Stage.LEGALITY_REVIEW) == AT_THE_GATE


def ready(world: World, prefect: Prefect) -> str:
    """A case whose next sign-off opens the legality review, with all its runs at their gates."""
    case = lawful.ready_for_last_sign_offs(world)
    until(lambda: early_at_gate(prefect, case))
    sign(world, case, Stage.EXPERT_REVIEW)
    until(lambda: prefect.states(case).get(Stage.EXPERT_REVIEW) == FINISHED)
    return case


def sign(world: World, case: str, stage: Stage) -> None:
    """The sign-off."""
    step = lawful.last_sign_off_of(world, case, stage)
    world.do(step.command, step.by, key=step.key)


def latencies(world: World, prefect: Prefect, tries: int) -> list[float]:
    """Seconds from each commit to the next gate."""
    spent = []
    for _ in range(tries):
        case = ready(world, prefect)
        sign(world, case, Stage.RISK_ASSESSMENT)
        begin = time.perf_counter()
        until(lambda case=case: arrived(prefect, case))
        spent.append(time.perf_counter() - begin)
    return sorted(spent)


def transitions_per_s(world: World, prefect: Prefect, many: int) -> float:
    """How many cases one worker takes from a sign-off to the next gate a second, all signed at once."""
    cases = [ready(world, prefect) for _ in range(many)]
    begin = time.perf_counter()
    for case in cases:
        sign(world, case, Stage.RISK_ASSESSMENT)
    until(lambda: all(arrived(prefect, case) for case in cases))
    return many / (time.perf_counter() - begin)


def resident_mb(pid: int) -> float:
    """A process's resident memory."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return round(pages * os.sysconf("SC_PAGE_SIZE") / 2**20, 1)


def measure(tries: int, many: int) -> dict[str, Any]:
    """Start everything, measure, stop everything."""
    with tempfile.TemporaryDirectory(prefix="decision-flow-bench-") as name:
        folder = Path(name)
        url = f"sqlite:///{folder}/bench.db"
        migrate(url)
        world = a_world(url, folder, durable=False)
        server = PrefectServer(folder / "prefect")
        begin = time.perf_counter()
        server.start()
        started = time.perf_counter() - begin
        environment = {
            **os.environ,
            **server.client_environment(),
            "DECISION_FLOW_DATABASE_URL": url,
            "DECISION_FLOW_VAR": name,
            "PYTHONPATH": str(Path.cwd()),
        }
        worker = Child(["worker"], environment, folder / "worker.log")
        try:
            prefect = Prefect(server.api_url)
            ready(world, prefect)
            spent = latencies(world, prefect, tries)
            rate = transitions_per_s(world, prefect, many)
            memory = {"server_mb": resident_mb(server.pid or 0), "worker_mb": resident_mb(worker.pid)}
        except TimeoutError:
            sys.stderr.write((folder / "worker.log").read_text()[-4000:])
            raise
        finally:
            worker.stop()
            server.stop()
            world.installation.store.close()
        return {
            "signoff_to_next_gate_p50_s": round(statistics.median(spent), 3),
            "signoff_to_next_gate_p95_s": round(spent[min(len(spent) - 1, len(spent) * 95 // 100)], 3),
            "transitions_per_s": round(rate, 2),
            "tries": tries,
            "at_once": many,
            "prefect_server_start_s": round(started, 1),
            **memory,
            **web_weight(url, folder),
        }


def main() -> None:
    """Measure, print, write the results."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--tries", type=int, default=40)
    asked.add_argument("--at-once", type=int, default=20)
    given = asked.parse_args()
    results = measure(given.tries, given.at_once)
    print(json.dumps(results))
    RESULTS.parent.mkdir(exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=2) + "\n")


if __name__ == "__main__":
    main()
