"""The nine stages and the sweep as Prefect deployments. Done again at each start, which updates them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import UUID

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.actions import DeploymentScheduleCreate, WorkPoolCreate
from prefect.client.schemas.filters import DeploymentFilter
from prefect.client.schemas.schedules import IntervalSchedule
from prefect.exceptions import ObjectAlreadyExists, ObjectNotFound
from prefect.workers.base import BaseWorker

from decision_flow.terms import Stage
from flows.worker import TYPE

POOL = "decision-flow"
CHECKOUT = Path(__file__).resolve().parent.parent
SWEEP = "sweep"
SWEEP_EVERY = timedelta(minutes=5)
TAG = "decision-flow"


@dataclass(frozen=True, slots=True)
class Deployed:
    """The deployments' ids, and the pool that their runs go to."""

    pool: str
    pool_type: str
    stages: dict[Stage, UUID]
    sweep: UUID
    entrypoints: dict[UUID, str]

    @property
    def ids(self) -> list[UUID]:
        """All of them."""
        return [*self.stages.values(), self.sweep]


def flow_name(stage: Stage) -> str:
    """legality_review is the module, legality-review the flow."""
    return stage.value.replace("_", "-")


def entrypoint(name: str) -> str:
    """`flows.legality_review.legality_review`: the function is called as its module. Imported, never copied."""
    return f"flows.{name}.{name}"


async def deploy(
    client: PrefectClient,
    pool: str = POOL,
    pool_type: str = TYPE,
    *,
    entry: Callable[[str], str] = entrypoint,
    source: Path = CHECKOUT,
) -> Deployed:
    """The pool and one deployment per stage, named after the pool. A pool that is there keeps its type."""
    found = await _pool(client, pool, pool_type)
    put = partial(_deployment, client, pool, source)
    stages = {stage: await put(flow_name(stage), entry(stage.value), [TAG, f"stage:{stage.value}"]) for stage in Stage}
    every = DeploymentScheduleCreate(schedule=IntervalSchedule(interval=SWEEP_EVERY), active=True)
    sweep = await put(SWEEP, entry(SWEEP), [TAG], schedules=[every], parameters={"pool": pool})
    entries = {at: entry(stage.value) for stage, at in stages.items()} | {sweep: entry(SWEEP)}
    return Deployed(pool, found, stages, sweep, entries)


async def deployed(client: PrefectClient, pool: str = POOL) -> Deployed:
    """What `deploy` has put there. Raises LookupError where something is missing: Prefect's database was lost."""
    try:
        pool_type = (await client.read_work_pool(pool)).type
    except ObjectNotFound as missing:
        raise LookupError(pool) from missing
    ours = DeploymentFilter.model_validate({"name": {"any_": [pool]}})
    found = await client.read_deployments(deployment_filter=ours, limit=100)
    by_tag = {tag: one.id for one in found for tag in one.tags if tag != TAG}
    sweep = next((one.id for one in found if one.tags == [TAG]), None)
    if sweep is None or len(by_tag) < len(Stage):
        raise LookupError(f"deployments of {pool}")
    stages = {stage: by_tag[f"stage:{stage.value}"] for stage in Stage}
    return Deployed(pool, pool_type, stages, sweep, {one.id: str(one.entrypoint) for one in found})


async def _pool(client: PrefectClient, name: str, pool_type: str) -> str:
    try:
        return (await client.read_work_pool(name)).type
    except ObjectNotFound:
        made = BaseWorker.get_worker_class_from_type(pool_type)
        template = made.get_default_base_job_template() if made else {}
        try:
            await client.create_work_pool(WorkPoolCreate(name=name, type=pool_type, base_job_template=template))
        except ObjectAlreadyExists:  # another process was as fast
            return (await client.read_work_pool(name)).type
        return pool_type


async def _deployment(
    client: PrefectClient, pool: str, source: Path, flow: str, entry: str, tags: list[str], **more: Any
) -> UUID:
    flow_id = await client.create_flow_from_name(flow)
    step = {"prefect.deployments.steps.set_working_directory": {"directory": str(source)}}
    return await client.create_deployment(
        flow_id=flow_id,
        name=pool,
        work_pool_name=pool,
        entrypoint=entry,
        pull_steps=[step],  # for stock workers, whose runs start in an empty folder
        tags=tags,
        enforce_parameter_schema=False,
        **more,
    )
