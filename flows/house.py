"""Worker, relay and deployments together, against one Prefect server. Whatever Prefect forgets is put there again."""

import asyncio
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import FlowRunFilter
from prefect.context import AsyncClientContext

from flows.deployments import POOL, Deployed, deploy, deployed
from flows.engine_room import EngineRoom, room
from flows.relay import Relay
from flows.runs import Runs
from flows.worker import TYPE, UNREACHABLE, InProcessWorker

LOOK_SECONDS = 15.0

Put = Callable[[PrefectClient, str], Awaitable[Deployed]]

log = logging.getLogger(__name__)


class House:
    """What one process of the flows' side keeps going."""

    def __init__(
        self, client: PrefectClient, engine: EngineRoom, worker: InProcessWorker | None, runs: Runs, put: Put
    ) -> None:
        self._client, self._engine, self._worker, self._put = client, engine, worker, put
        self.runs, self.relay = runs, Relay(engine, runs)

    @classmethod
    @asynccontextmanager
    async def opened(cls, pool: str = POOL, put: Put = deploy) -> AsyncIterator["House"]:
        """With the deployments in place. A pool of another type is served by Prefect's own workers, not here."""
        engine = await asyncio.to_thread(room)
        async with AsyncClientContext.get_or_create() as shared:  # a client for each run costs it 0.2 s
            client = shared.client
            known = await ready(client, pool, put)
            if known.pool_type != TYPE:
                yield cls(client, engine, None, Runs(client, known, engine.word), put)
                return
            async with InProcessWorker(pool) as worker:
                await worker.learn(known.entrypoints)
                await worker.take_up_lost_runs()
                yield cls(client, engine, worker, Runs(client, known, engine.word, worker.take), put)

    async def keep(self) -> None:
        """Deliver, run, and look after the deployments, until cancelled."""
        await self.runs.sweep_now()  # what was lost while nobody looked
        async with asyncio.TaskGroup() as work:
            work.create_task(self.relay.keep_delivering())
            work.create_task(self.keep_deployed())
            if self._worker is not None:
                work.create_task(self._worker.keep_polling())
                work.create_task(self._worker.keep_in_sync())

    async def keep_deployed(self) -> None:
        """Prefect's database may be new: put the deployments there again, then let the sweep make the runs."""
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            try:
                await deployed(self._client, self.runs.deployed.pool)
            except LookupError:
                log.warning("prefect_has_forgotten")
                self.runs.deployed = await ready(self._client, self.runs.deployed.pool, self._put)
                await self.runs.sweep_now()
            except UNREACHABLE:
                log.debug("prefect_unreachable", exc_info=True)

    async def quiet(self) -> None:
        """Come back when nothing is left to deliver and no run is on its way."""
        while await asyncio.to_thread(self._engine.told, 1) or await self._under_way():
            await asyncio.sleep(LOOK_SECONDS / 50)

    async def _under_way(self) -> int:
        """Runs that are due and have not come to their end or their gate."""
        wanted = {
            "deployment_id": {"any_": [str(one) for one in self.runs.deployed.ids]},
            "state": {"type": {"any_": ["PENDING", "RUNNING"]}},
        }
        return len(await self._client.read_flow_runs(flow_run_filter=FlowRunFilter.model_validate(wanted), limit=1))


async def ready(client: PrefectClient, pool: str, put: Put) -> Deployed:
    """The deployments, put there; tried until the server answers."""
    while True:
        try:
            return await put(client, pool)
        except UNREACHABLE:
            log.debug("prefect_unreachable", exc_info=True)
            await asyncio.sleep(1)
