"""Worker, relay and deployments together, against one Prefect server. Whatever Prefect forgets is put there again."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import FlowRunFilter
from prefect.context import AsyncClientContext

from flows.deployments import POOL, Deployed, deploy, deployed
from flows.engine_room import EngineRoom, room
from flows.relay import Relay
from flows.runs import Runs
from flows.worker import TYPE, UNREACHABLE, InProcessWorker

LOOK_SECONDS = 15.0
QUIET_LOOK_SECONDS = 0.3
STAND_BY_SECONDS = 1.0

Put = Callable[[PrefectClient, str], Awaitable[Deployed]]

log = logging.getLogger(__name__)


class House:
    """What one process of the flows' side keeps going."""

    def __init__(
        self, client: PrefectClient, engine: EngineRoom, worker: InProcessWorker | None, runs: Runs, put: Put
    ) -> None:
        self._client, self._engine, self._worker, self._put = client, engine, worker, put
        self.runs, self.relay = runs, Relay(engine, runs)
        self._begun = asyncio.Event()

    @classmethod
    @asynccontextmanager
    async def opened(cls, pool: str = POOL, put: Put = deploy) -> AsyncIterator["House"]:
        """With the deployments in place, once it is this process's turn.

        A pool of another type is served by Prefect's own workers, not here.
        """
        engine = await asyncio.to_thread(room)
        try:
            await stand_by(engine)
            async with AsyncClientContext.get_or_create() as shared:  # a client for each run costs it 0.2 s
                client = shared.client
                known = await ready(client, pool, put)
                if known.pool_type != TYPE:
                    yield cls(client, engine, None, Runs(client, known, engine.word), put)
                    return
                async with InProcessWorker(pool) as worker:
                    await worker.learn(known.entrypoints)
                    await worker.take_up_lost_runs()
                    try:
                        yield cls(client, engine, worker, Runs(client, known, engine.word, worker.take), put)
                    finally:
                        await worker.finish()
        finally:
            await asyncio.to_thread(engine.end_turn)

    async def keep(self) -> None:
        """Deliver, run, and look after the deployments, until cancelled."""
        async with asyncio.TaskGroup() as work:
            work.create_task(self.relay.keep_delivering())
            work.create_task(self.keep_deployed())
            if self._worker is not None:
                work.create_task(self._worker.keep_polling())
                work.create_task(self._worker.keep_in_sync())

    async def keep_deployed(self) -> None:
        """Sweep what was lost while nobody looked. Where Prefect's database is new, put the deployments there again."""
        swept = False
        while True:
            try:
                if not swept:
                    await self.runs.sweep_now()
                    swept = True
                    self._begun.set()
                await asyncio.sleep(LOOK_SECONDS)
                await deployed(self._client, self.runs.deployed.pool)
            except LookupError:
                log.warning("prefect_has_forgotten")
                self.runs.deployed = await ready(self._client, self.runs.deployed.pool, self._put)
                swept = False
            except UNREACHABLE:
                log.debug("prefect_unreachable", exc_info=True)
                await asyncio.sleep(LOOK_SECONDS)

    async def quiet(self) -> None:
        """Come back when the first sweep is over, nothing is left to deliver and no run is on its way."""
        await self._begun.wait()
        while await asyncio.to_thread(self._engine.told, 1) or await self._under_way():
            await asyncio.sleep(QUIET_LOOK_SECONDS)

    async def _under_way(self) -> int:
        """Runs whose time has come and that have not come to their end or their gate."""
        wanted = {
            "deployment_id": {"any_": [str(one) for one in self.runs.deployed.ids]},
            "state": {"type": {"any_": ["SCHEDULED", "PENDING", "RUNNING"]}},
            "expected_start_time": {"before_": datetime.now(UTC).isoformat()},
        }
        return len(await self._client.read_flow_runs(flow_run_filter=FlowRunFilter.model_validate(wanted), limit=1))


async def stand_by(engine: EngineRoom) -> None:
    """Come back when it is this process's turn: another worker of the installation has ended, or there is none."""
    told = False
    while not await asyncio.to_thread(engine.our_turn):
        if not told:
            log.warning("standing_by: another worker works for this installation")
            told = True
        await asyncio.sleep(STAND_BY_SECONDS)


async def ready(client: PrefectClient, pool: str, put: Put) -> Deployed:
    """The deployments, put there; tried until the server answers."""
    while True:
        try:
            return await put(client, pool)
        except UNREACHABLE:
            log.debug("prefect_unreachable", exc_info=True)
            await asyncio.sleep(1)
