"""Workers in processes of their own, forked from this one, which has imported Prefect: that takes three seconds.

`python -m tests.flows.workshop` reads lines of JSON. `{"pool": …}` starts a worker and is answered with its process id;
`{"over": id}` is answered with its exit code, or null while it lives.
"""

import json
import os
import signal
import sys
import traceback
from functools import partial
from pathlib import Path
from typing import Any

from flows import engine_room, house, installed_engine, relay, worker
from flows.deployments import deploy, entrypoint
from flows.engine_room import EngineRoom
from flows.service import stopping, until_stopped
from flows.worker import TYPE
from tests.flows import example
from tests.flows.fake_room import FakeRoom, dies

house.LOOK_SECONDS = 2.0
house.STAND_BY_SECONDS = 0.2
relay.LONGEST_WAIT_SECONDS = 4.0
worker.QUERY_SECONDS = 0.5


def work(
    pool: str, module: str = "", pool_type: str = TYPE, room: str = "", dies_after: str = "", path: str = ""
) -> None:
    """One worker until SIGTERM: on a fake room if there is one, else on the installation that its environment names."""
    if path:
        sys.path.insert(0, path)
    engine_room.use(_dying(room, dies_after) if dies_after else _room(room))
    entry = (lambda name: f"{module}.{name}") if module else example.entry if room else entrypoint
    with stopping() as stopped:
        until_stopped(lambda: _keep(pool, partial(deploy, pool_type=pool_type, entry=entry)), stopped)


async def _keep(pool: str, put: house.Put) -> None:
    async with house.House.opened(pool, put) as opened:
        await opened.keep()


def _room(path: str) -> EngineRoom:
    return FakeRoom(Path(path)) if path else installed_engine.InstalledEngine.from_environment()


def _dying(path: str, dies_after: str) -> EngineRoom:
    room = _room(path)
    folder = Path(path).parent if path else Path(os.environ["DECISION_FLOW_VAR"])
    return dies(room, dies_after, folder / f"died-{dies_after}")


def _fork(environment: dict[str, str], log: str, **asked: Any) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        _speak_into(log)
        os.environ.update(environment)
        work(**asked)
        code = 0
    except BaseException:  # noqa: BLE001  (nothing of the parent's may run in the child)
        traceback.print_exc()
    finally:
        sys.stderr.flush()
        os._exit(code)


def _speak_into(log: str) -> None:
    into, nothing = os.open(log, os.O_WRONLY | os.O_CREAT | os.O_APPEND), os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.dup2(into, 1)
    os.dup2(into, 2)


def _over(child: int) -> int | None:
    ended, status = os.waitpid(child, os.WNOHANG)
    return os.waitstatus_to_exitcode(status) if ended else None


def main() -> None:
    """Until nobody asks any more; what then still lives is killed."""
    alive: set[int] = set()
    for line in sys.stdin:
        asked = json.loads(line)
        if "over" in asked:
            answer = _over(asked["over"])
            if answer is not None:
                alive.discard(asked["over"])
        else:
            answer = _fork(**asked)
            alive.add(answer)
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    for child in alive:
        os.kill(child, signal.SIGKILL)


if __name__ == "__main__":
    main()
