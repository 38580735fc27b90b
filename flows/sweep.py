"""The sweep: dates that have come, runs that were lost, runs that are no longer needed (design 5, 12.14).

Prefect's schedule only wakes it. What is due, and which stages ought to have a run, the engine's database says.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from typing import Any

from prefect import flow
from prefect.client.orchestration import PrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter
from prefect.client.schemas.objects import FlowRun

from decision_flow.engine import NotAuthorised, Refused
from flows.deployments import POOL, Deployed, deployed
from flows.engine_room import EngineRoom, room
from flows.runs import ENDED_BADLY, Runs, key_of, type_of
from flows.stage import StageRun

PAGE = 200
DELETED_AT_ONCE = 50
KEPT = timedelta(minutes=15)
"""How long a run that has ended can still be looked at; the relay may yet ask after it."""

log = logging.getLogger(__name__)


@flow(name="sweep", persist_result=False)
async def sweep(pool: str = POOL, kept_seconds: float = KEPT.total_seconds()) -> None:
    """Send what is due, make lost runs anew, delete the runs of passed rounds, look whether notices can still be read
    and for what stands still, move SQLite's log into the database."""
    async with get_client() as client:
        runs = Runs(client, await deployed(client, pool), room().word)
        await send_what_is_due(room())
        await make_lost_runs_anew(client, room(), runs)
        await delete_ended_runs(client, runs.deployed, timedelta(seconds=kept_seconds))
        await asyncio.to_thread(room().probe)
        await asyncio.to_thread(room().supervise)
        await asyncio.to_thread(room().checkpoint)


async def send_what_is_due(engine: EngineRoom) -> int:
    """The timed commands whose date has come, each once. One that is refused keeps no other from being sent."""
    sent = 0
    for due in await asyncio.to_thread(lambda: list(engine.due())):
        try:
            await asyncio.to_thread(engine.execute, due.command, flow="sweep", key=due.key)
            sent += 1
        except (Refused, NotAuthorised) as refusal:
            log.warning("due_command_refused key=%s rules=%s", due.key, ",".join(refusal.rule_ids))
    return sent


async def make_lost_runs_anew(client: PrefectClient, engine: EngineRoom, runs: Runs) -> int:
    """Every open stage has one run that is alive; what is missing or ended badly is started."""
    alive = {one.idempotency_key async for one in _runs(client, runs.deployed) if type_of(one) not in ENDED_BADLY}
    made = 0
    for standing in await asyncio.to_thread(lambda: list(engine.standing())):
        stage = StageRun(standing.decision_id, standing.stage, standing.round)
        if key_of(stage) in alive:
            continue
        await runs.ensure(stage, await asyncio.to_thread(engine.board, stage.decision_id))
        made += 1
    return made


async def delete_ended_runs(client: PrefectClient, known: Deployed, kept: timedelta) -> int:
    """Runs that have ended longer ago than they are kept: of passed and superseded rounds, and the sweep's own.

    What an open stage needs was restarted before; nothing but the gate lets a run come to its end.
    """
    ended: dict[str, Any] = {
        "deployment_id": {"any_": [str(one) for one in known.ids]},
        "state": {"type": {"any_": ["COMPLETED", "CANCELLED", "FAILED", "CRASHED"]}},
        "end_time": {"before_": (datetime.now(UTC) - kept).isoformat()},
    }
    deleted = 0
    while True:
        asked = {"flow_runs": ended, "limit": DELETED_AT_ONCE}
        answer = await client.request("POST", "/flow_runs/bulk_delete", json=asked)  # type: ignore[arg-type]
        page = answer.json()["deleted"]
        deleted += len(page)
        if len(page) < DELETED_AT_ONCE:
            return deleted


async def _runs(client: PrefectClient, known: Deployed) -> AsyncIterator[FlowRun]:
    """All runs of the stages, in pages."""
    ours = FlowRunFilter.model_validate({"deployment_id": {"any_": [str(one) for one in known.stages.values()]}})
    offset = 0
    while page := await client.read_flow_runs(flow_run_filter=ours, limit=PAGE, offset=offset):
        for one in page:
            yield one
        offset += PAGE
