"""The gate: the only place where a run is suspended. The board decides whether it stands."""

from uuid import uuid4

from prefect import runtime
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import State
from prefect.exceptions import Abort
from prefect.flow_runs import asuspend_flow_run
from prefect.states import Cancelled

from flows.stage import StageRun, row_now

TEN_YEARS = 10 * 365 * 24 * 60 * 60
"""Statutory periods live in the database; this only keeps a changed default from failing a run that waits."""


async def hold(stage: StageRun) -> None:
    """Stand at the gate; come back only when it has passed. A stray resume runs from the top and stands here again.

    The key is fresh each time: Prefect lets a run whose key has been used fall through.
    """
    row = await row_now(stage)
    if row is None:
        await withdraw()
    elif not row.is_closed:
        await asuspend_flow_run(key=str(uuid4()), timeout=TEN_YEARS)


async def withdraw() -> None:
    """End a run whose round is over: the next round has its own."""
    async with get_client() as client:
        over: State[None] = Cancelled(message="superseded: the stage went to another round")
        await client.set_flow_run_state(runtime.flow_run.id, over, force=True)
    raise Abort("superseded")
