"""The flows' side of an installation in one process: Prefect's server as a child, worker and relay in one loop."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable, Coroutine, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

from decision_flow.settings import Settings
from flows.server import QUIET, PrefectServer, ServerDidNotStart

WATCH_SECONDS = 5.0
UP_AGAIN_SECONDS = 300.0
STOPS = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)

log = logging.getLogger(__name__)
Work = Callable[[], Coroutine[None, None, None]]


class Stopped:
    """Set by a signal at any moment; looked at, or waited for in an event loop of another thread."""

    def __init__(self) -> None:
        self._is_set = False
        self._tell: Callable[[], object] = lambda: None

    def set(self) -> None:
        """Safe in a signal handler."""
        self._is_set = True
        self._tell()

    def is_set(self) -> bool:
        """Whether somebody wants it to end."""
        return self._is_set

    async def wait(self) -> None:
        """Come back when it is set."""
        loop, told = asyncio.get_running_loop(), asyncio.Event()
        self._tell = lambda: loop.call_soon_threadsafe(told.set)
        try:
            if not self._is_set:
                await told.wait()
        finally:
            self._tell = lambda: None


def run(settings: Settings, *, once: bool = False) -> int:
    """Serve until SIGTERM, SIGINT or SIGHUP; `once`: until everything told is delivered and no run is on its way.

    A Prefect server of one's own is used where PREFECT_API_URL names it; then no child is started. A child that was
    started is stopped, however this ends.
    """
    os.environ.setdefault("DECISION_FLOW_DATABASE_URL", settings.database_url)
    os.environ.setdefault("DECISION_FLOW_VAR", str(settings.var))
    os.environ.setdefault("PREFECT_FLOWS_HEARTBEAT_FREQUENCY", "600")
    os.environ.update({name: value for name, value in QUIET.items() if name not in os.environ})
    server = None if "PREFECT_API_URL" in os.environ else PrefectServer(settings.var / "prefect")
    with stopping() as stopped:
        try:
            if server is not None:
                server.start(unless=stopped.is_set)
                os.environ.update(server.client_environment())
            until_stopped(lambda: _serve(server, stopped, once), stopped)
        finally:
            if server is not None:
                server.stop()
    return 0


@contextmanager
def stopping() -> Iterator[Stopped]:
    """What the signals that end a process set, and nothing else happens; before and after they do what they did."""
    stopped = Stopped()
    before = {one: signal.signal(one, lambda *_: stopped.set()) for one in STOPS}
    try:
        yield stopped
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def until_stopped(work: Work, stopped: Stopped) -> None:
    """Run it to its end, or until a signal comes; then it is cancelled, and cleans up. Raises what ended it.

    The event loop has a thread of its own, because Prefect takes SIGTERM over for as long as a run is under way, and
    can do so only from the main thread: the signal would break into whatever the loop is doing at that moment.
    """

    async def watched() -> None:
        task, stop = asyncio.create_task(work()), asyncio.create_task(stopped.wait())
        await asyncio.wait({task, stop}, return_when=asyncio.FIRST_COMPLETED)
        for one in (task, stop):
            one.cancel()
        await asyncio.wait({task, stop})
        if not task.cancelled():
            task.result()

    if not stopped.is_set():
        with ThreadPoolExecutor(1, "flows") as thread:
            thread.submit(lambda: asyncio.run(watched())).result()


async def _serve(server: PrefectServer | None, stopped: Stopped, once: bool) -> None:
    from flows.house import House  # imports Prefect, which reads its settings at that moment

    async with House.opened() as house, asyncio.TaskGroup() as work:
        kept = [work.create_task(house.keep())]
        if server is not None:
            kept.append(work.create_task(keep_up(server, stopped)))
        if once:
            await house.quiet()
            for one in kept:
                one.cancel()


async def keep_up(server: PrefectServer, stopped: Stopped) -> None:
    """Start the server again when it has ended or its database is gone. What Prefect forgot is made anew."""
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        if server.pid is not None and server.database.exists():
            continue
        log.warning("prefect_server_lost")
        with suppress(ServerDidNotStart):
            await asyncio.to_thread(server.stop)
            await asyncio.to_thread(server.start, UP_AGAIN_SECONDS, stopped.is_set)
