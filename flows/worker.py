"""The in-process worker: runs stage flows in its own event loop, so that a gate opens in tenths of a second.

One of them serves a work pool of its own type. When one machine is not enough, the same deployments are put into an
ordinary process or Kubernetes pool, served by Prefect's stock workers.
"""

import asyncio
import logging
import os
from collections.abc import Mapping
from datetime import UTC, datetime
from functools import partial
from time import monotonic
from typing import Any
from uuid import UUID

import anyio
import anyio.abc
import httpx
from prefect.client.schemas.filters import FlowRunFilter, WorkPoolFilter
from prefect.client.schemas.objects import FlowRun
from prefect.exceptions import Abort, Pause, PrefectException
from prefect.flow_engine import run_flow_async
from prefect.flows import Flow, load_flow_from_entrypoint
from prefect.states import Pending, Scheduled
from prefect.utilities.engine import propose_state
from prefect.workers.base import BaseJobConfiguration, BaseVariables, BaseWorker, BaseWorkerResult

TYPE = "in-process"
QUERY_SECONDS = 2.0
SYNC_SECONDS = 15.0
FINISH_SECONDS = 4.0
AT_ONCE = 8
UNREACHABLE = (httpx.HTTPError, PrefectException, OSError)

log = logging.getLogger(__name__)


def held_is_no_error(record: logging.LogRecord) -> bool:
    """Prefect says ERROR of every run that has not completed; one that stands at its gate is as it should be."""
    if record.getMessage().startswith("Finished in state Suspended"):
        record.levelno, record.levelname = logging.INFO, "INFO"
    return True


logging.getLogger("prefect.flow_runs").addFilter(held_is_no_error)


class InProcessWorker(BaseWorker[BaseJobConfiguration, BaseVariables, BaseWorkerResult]):
    """Polls its pool, and takes at once what it is handed."""

    type = TYPE
    job_configuration = BaseJobConfiguration
    _description = "Runs flows in the worker's own process."
    _display_name = "In process"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._in_hand: set[UUID] = set()
        self._closing = False
        self._places = anyio.CapacityLimiter(AT_ONCE)
        self._flows: dict[UUID, Flow[..., Any]] = {}

    def take(self, flow_run: FlowRun, *, claim: bool = False) -> None:
        """Run this one now: whoever made or resumed it in this process does not wait for the next poll.

        What a poll found is claimed first: its answer may be older than the run's end.
        """
        if self._runs_task_group is None or self._closing or flow_run.id in self._in_hand:
            return
        self._in_hand.add(flow_run.id)
        self._runs_task_group.start_soon(self._take, flow_run, claim)

    async def get_and_submit_flow_runs(self) -> list[FlowRun]:
        """One poll. Five requests a run instead of the stock worker's eleven: nothing here needs infrastructure."""
        before = datetime.now(UTC)
        found = await self.client.get_scheduled_flow_runs_for_work_pool(self._work_pool_name, scheduled_before=before)
        runs = [entry.flow_run for entry in found]
        for one in runs:
            self.take(one, claim=True)
        return runs

    async def _take(self, flow_run: FlowRun, claim: bool) -> None:
        try:
            async with self._places:
                if not self._closing and (not claim or await self._is_ours(flow_run)):
                    await self.run(flow_run)
        except Abort:
            pass  # another worker has it
        except UNREACHABLE:
            log.debug("prefect_unreachable", exc_info=True)
        finally:
            self._in_hand.discard(flow_run.id)

    async def finish(self, seconds: float = FINISH_SECONDS) -> None:
        """Take nothing more, and let what is under way come to its gate. What does not, the next worker takes up."""
        self._closing = True
        deadline = monotonic() + seconds
        while self._in_hand and monotonic() < deadline:
            await asyncio.sleep(0.02)
        if self._in_hand and self._runs_task_group is not None:
            self._runs_task_group.cancel_scope.cancel()

    async def _is_ours(self, flow_run: FlowRun) -> bool:
        return (await propose_state(self.client, Pending(), flow_run_id=flow_run.id)).is_pending()

    async def run(
        self,
        flow_run: FlowRun,
        configuration: BaseJobConfiguration | None = None,
        task_status: anyio.abc.TaskStatus[int] | None = None,
    ) -> BaseWorkerResult:
        """Run one flow to its end or to its gate. Its state is reported by Prefect's engine, whatever happens.

        For a run with a deployment the engine starts a thread, a client and a websocket that watch whether somebody
        else suspends it, and waits for them in the event loop: a third of a second in which nothing else runs here.
        Only the gate suspends, so the run is handed over without; the engine reads it whole a moment later.
        """
        flow = await self._flow_of(flow_run)
        unwatched = flow_run.model_copy(update={"deployment_id": None})
        try:
            await run_flow_async(flow, flow_run=unwatched, parameters=flow_run.parameters)
        except (Abort, Pause):
            pass  # withdrawn, or held at its gate
        except UNREACHABLE as away:
            log.warning("flow_run_failed run=%s: %r", flow_run.name, away)
        except Exception:
            log.warning("flow_run_failed run=%s", flow_run.name, exc_info=True)
        return BaseWorkerResult(identifier=str(os.getpid()), status_code=0)

    async def _flow_of(self, flow_run: FlowRun) -> Flow[..., Any]:
        """By the deployment's entrypoint, imported once: new source comes with a new process."""
        if flow_run.deployment_id is None:
            raise LookupError(f"flow run {flow_run.id} has no deployment")
        if flow_run.deployment_id not in self._flows:
            entry = (await self.client.read_deployment(flow_run.deployment_id)).entrypoint
            await self.learn({flow_run.deployment_id: str(entry)})
        return self._flows[flow_run.deployment_id]

    async def learn(self, entrypoints: Mapping[UUID, str]) -> None:
        """Import the flows of these deployments beforehand."""
        for deployment_id, entry in entrypoints.items():
            load = partial(load_flow_from_entrypoint, entry, use_placeholder_flow=False)
            self._flows[deployment_id] = await asyncio.to_thread(load)

    async def keep_polling(self) -> None:
        """Look for what others have scheduled: a resume by hand, the sweep. An unreachable server is waited for."""
        while True:
            try:
                await self.get_and_submit_flow_runs()
            except UNREACHABLE:
                log.debug("prefect_unreachable", exc_info=True)
            await asyncio.sleep(QUERY_SECONDS)

    async def keep_in_sync(self) -> None:
        """Tell the server that this worker lives, and take up runs that were lost on the way."""
        while True:
            try:
                await self._sync_and_initialize()
                await self.take_up_lost_runs()
            except UNREACHABLE:
                log.debug("prefect_unreachable", exc_info=True)
            await asyncio.sleep(SYNC_SECONDS)

    async def take_up_lost_runs(self) -> int:
        """Reschedule runs of this pool that say they run and are in nobody's hands: their worker was killed, or the
        server was away when they reported. Their steps are idempotent, so a second run does nothing twice."""
        lost = await self.client.read_flow_runs(
            flow_run_filter=FlowRunFilter.model_validate({"state": {"type": {"any_": ["PENDING", "RUNNING"]}}}),
            work_pool_filter=WorkPoolFilter.model_validate({"name": {"any_": [self._work_pool_name]}}),
        )
        lost = [one for one in lost if one.id not in self._in_hand]
        for one in lost:
            await self.client.set_flow_run_state(one.id, Scheduled(message="its worker was lost"), force=True)
        return len(lost)
