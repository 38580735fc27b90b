"""The in-process worker: runs stage flows in its own event loop, so that a gate opens in tenths of a second.

One of them serves a work pool of its own type. When one machine is not enough, the same deployments are put into an
ordinary process or Kubernetes pool, served by Prefect's stock workers.
"""

import asyncio
import logging
import os
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
from prefect.states import Scheduled
from prefect.workers.base import BaseJobConfiguration, BaseVariables, BaseWorker, BaseWorkerResult

TYPE = "in-process"
QUERY_SECONDS = 0.5
SYNC_SECONDS = 15.0
AT_ONCE = 8
UNREACHABLE = (httpx.HTTPError, PrefectException, OSError)

log = logging.getLogger(__name__)


class InProcessWorker(BaseWorker[BaseJobConfiguration, BaseVariables, BaseWorkerResult]):
    """Polls its pool, and polls at once when it is nudged."""

    type = TYPE
    job_configuration = BaseJobConfiguration
    _description = "Runs flows in the worker's own process."
    _display_name = "In process"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._in_hand: set[UUID] = set()
        self._places = anyio.CapacityLimiter(AT_ONCE)
        self._nudged = asyncio.Event()

    async def run(
        self,
        flow_run: FlowRun,
        configuration: BaseJobConfiguration,
        task_status: anyio.abc.TaskStatus[int] | None = None,
    ) -> BaseWorkerResult:
        """Run one flow to its end or to its gate. Its state is reported by Prefect's engine, whatever happens."""
        self._in_hand.add(flow_run.id)
        if task_status is not None:
            task_status.started(0)  # no process of its own that could be killed
        try:
            async with self._places:
                await self._run(flow_run)
        finally:
            self._in_hand.discard(flow_run.id)
        return BaseWorkerResult(identifier=str(os.getpid()), status_code=0)

    async def _run(self, flow_run: FlowRun) -> None:
        if flow_run.deployment_id is None:
            return  # not one of ours: stage flows are started through their deployments
        deployment = await self.client.read_deployment(flow_run.deployment_id)
        flow: Flow[..., Any] = await asyncio.to_thread(
            load_flow_from_entrypoint, str(deployment.entrypoint), use_placeholder_flow=False
        )
        try:
            await run_flow_async(flow, flow_run=flow_run, parameters=flow_run.parameters)
        except (Abort, Pause):
            pass  # withdrawn, or held at its gate
        except Exception:
            log.warning("flow_run_failed", exc_info=True, extra={"flow_run": str(flow_run.id)})

    def nudge(self) -> None:
        """There is work: do not wait for the next poll."""
        self._nudged.set()

    async def keep_polling(self) -> None:
        """Look for work every half second, and when nudged. An unreachable server is waited for, for ever."""
        while True:
            try:
                await self.get_and_submit_flow_runs()
            except UNREACHABLE:
                log.debug("prefect_unreachable", exc_info=True)
            try:
                await asyncio.wait_for(self._nudged.wait(), QUERY_SECONDS)
            except TimeoutError:
                continue
            self._nudged.clear()

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
        lost = [one for one in lost if one.id not in self._in_hand | self._submitting_flow_run_ids]
        for one in lost:
            await self.client.set_flow_run_state(one.id, Scheduled(message="its worker was lost"), force=True)
        if lost:
            self.nudge()
        return len(lost)
