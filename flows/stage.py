"""What every stage flow is made of: entering, the steps before the gate, and what follows once it has passed.

A run is told *that* something changed, never *what*: each time it runs from the top, and reads the board.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from prefect import task
from prefect.cache_policies import NO_CACHE

from decision_flow.engine import KeyReused
from decision_flow.terms import Stage, StageStatus
from flows.engine_room import Board, Row, room

log = logging.getLogger(__name__)
RETRY_AFTER_SECONDS = [1.0, 5.0, 30.0]


@dataclass(frozen=True, slots=True)
class StageRun:
    """One stage of one decision in one round: what a run works for. It holds no facts."""

    decision_id: str
    stage: Stage
    round: int

    def key(self, step: str) -> str:
        """The command's key of a step: a second run of it is the same act and gets the old receipt."""
        return f"{self.decision_id}:{self.stage.value}:{self.round}:{step}"

    def row_of(self, board: Board) -> Row | None:
        """Where this stage stands; None when this round is over without having passed."""
        row = board.rows.get(self.stage)
        if row is None or row.round != self.round or row.status is StageStatus.NOT_STARTED:
            return None
        return row


Work = Callable[[StageRun], Awaitable[None]]


async def enter(decision_id: str, stage: Stage, round_no: int) -> StageRun:
    """The stage that this run works for."""
    return StageRun(str(decision_id), Stage(stage), round_no)


async def row_now(stage: StageRun) -> Row | None:
    """Where the stage stands at this moment."""
    return stage.row_of(await asyncio.to_thread(room().board, stage.decision_id))


async def send(stage: StageRun, step: str, command: Any) -> Any:
    """Send the command of a step, once for the round."""
    execute = room().execute
    return await asyncio.to_thread(execute, command, flow=stage.stage.value, key=stage.key(step))


async def put_on_website(stage: StageRun) -> None:
    """Everything that is signed and stands on no website yet; each page is recorded once."""
    engine = room()
    for due in await asyncio.to_thread(lambda: list(engine.signed_pages(stage.decision_id, stage.stage))):
        try:
            await asyncio.to_thread(engine.execute, due.command, flow=stage.stage.value, key=due.key)
        except KeyReused:  # another run was as fast: the page is recorded, at a time that differs by a moment
            log.info("page_recorded_by_another_run key=%s", due.key)


async def record_papers(stage: StageRun) -> None:
    """Everything that an act calls for and is not rendered yet, of whatever stage; each paper is recorded once."""
    engine = room()

    def render_and_record() -> None:
        for due in engine.papers(stage.decision_id):
            engine.execute(due.command, flow="papers", key=due.key)

    await asyncio.to_thread(render_and_record)


def before_gate(work: Work) -> Work:
    """Automated work of a stage that stands open. When it stands open no more there is nothing to do."""

    async def stands_open(stage: StageRun) -> bool:
        row = await row_now(stage)
        return row is not None and row.is_open

    return _step(work, stands_open)


def after_gate(work: Work) -> Work:
    """What follows from having passed; not from having been determined not to be required."""

    async def has_passed(stage: StageRun) -> bool:
        row = await row_now(stage)
        return row is not None and row.status is StageStatus.PASSED

    return _step(work, has_passed)


def when_papers_are_due(work: Work) -> Work:
    """Work before the gate and after it: the act that passes the gate calls for a paper too. Most times none is due."""

    async def are_due(stage: StageRun) -> bool:
        return await row_now(stage) is not None and await asyncio.to_thread(room().papers_are_due, stage.decision_id)

    return _step(work, are_due)


def _step(work: Work, applies: Callable[[StageRun], Awaitable[bool]]) -> Work:
    """A task that is run anew each time: a cached result would skip it when the run is resumed."""
    named = work.__name__.replace("_", "-")

    @wraps(work)
    async def noted(stage: StageRun) -> None:
        this = (stage.decision_id, stage.stage, stage.round, named)
        try:
            await work(stage)
        except Exception as error:
            await asyncio.to_thread(room().failed, *this, repr(error))
            raise
        await asyncio.to_thread(room().got_through, *this)

    as_task = task(
        name=named,
        retries=len(RETRY_AFTER_SECONDS),
        retry_delay_seconds=RETRY_AFTER_SECONDS,
        cache_policy=NO_CACHE,
        persist_result=False,
    )(noted)

    @wraps(work)
    async def step(stage: StageRun) -> None:
        if await applies(stage):
            await as_task(stage)

    return step
