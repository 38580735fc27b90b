"""Worker and relay in a process of their own, on a fake engine room: `python -m tests.flows.workshop <file> <pool>`."""

import argparse
import asyncio
import signal
from functools import partial
from pathlib import Path

from flows import engine_room
from flows.deployments import deploy
from flows.house import House
from flows.worker import TYPE
from tests.flows.fake_room import FakeRoom


async def _work(pool: str, module: str, pool_type: str) -> None:
    stopped = asyncio.Event()
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, stopped.set)
    put = partial(deploy, pool_type=pool_type, entry=lambda name: f"{module}.{name}")
    async with House.opened(pool, put) as house:
        keep = asyncio.create_task(house.keep())
        await stopped.wait()
        keep.cancel()


if __name__ == "__main__":
    asked = argparse.ArgumentParser()
    asked.add_argument("room", type=Path)
    asked.add_argument("pool")
    asked.add_argument("--dies-after", default="")
    asked.add_argument("--module", default="tests.flows.example")
    asked.add_argument("--pool-type", default=TYPE)
    given = asked.parse_args()
    engine_room.use(FakeRoom(given.room, given.dies_after))
    asyncio.run(_work(given.pool, given.module, given.pool_type))
