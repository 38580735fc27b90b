"""The flows' side of an installation in one process: Prefect's server as a child, worker and relay in one loop."""

import asyncio
import logging
import os
import signal
from contextlib import suppress
from typing import Any

from decision_flow.settings import Settings
from flows.server import QUIET, PrefectServer, ServerDidNotStart

WATCH_SECONDS = 5.0
UP_AGAIN_SECONDS = 300.0

log = logging.getLogger(__name__)


def run(settings: Settings, *, once: bool = False) -> int:
    """Serve until SIGTERM or SIGINT; `once`: until everything told is delivered and no run is on its way.

    A Prefect server of one's own is used where PREFECT_API_URL names it; then no child is started.
    """
    os.environ.setdefault("DECISION_FLOW_DATABASE_URL", settings.database_url)
    os.environ.setdefault("DECISION_FLOW_VAR", str(settings.var))
    os.environ.setdefault("PREFECT_FLOWS_HEARTBEAT_FREQUENCY", "600")
    os.environ.update({name: value for name, value in QUIET.items() if name not in os.environ})
    server = None if "PREFECT_API_URL" in os.environ else PrefectServer(settings.var / "prefect")
    if server is not None:
        server.start()
        os.environ.update(server.client_environment())
    try:
        return asyncio.run(_serve(server, once))
    finally:
        if server is not None:
            server.stop()


async def _serve(server: PrefectServer | None, once: bool) -> int:
    from flows.house import House  # imports Prefect, which reads its settings at that moment

    stopped = asyncio.Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(signum, stopped.set)
    async with House.opened() as house:
        work = [asyncio.create_task(house.keep())]
        if server is not None:
            work.append(asyncio.create_task(keep_up(server)))
        if once:
            await house.quiet()
        else:
            await stopped.wait()
        await _end(work)
    return 0


async def keep_up(server: PrefectServer) -> None:
    """Start the server again when it has ended or its database is gone. What Prefect forgot is made anew."""
    while True:
        await asyncio.sleep(WATCH_SECONDS)
        if server.pid is not None and server.database.exists():
            continue
        log.warning("prefect_server_lost")
        with suppress(ServerDidNotStart):
            await asyncio.to_thread(server.stop)
            await asyncio.to_thread(server.start, UP_AGAIN_SECONDS)


async def _end(work: list[asyncio.Task[Any]]) -> None:
    for one in work:
        one.cancel()
    await asyncio.gather(*work, return_exceptions=True)
