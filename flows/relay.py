"""The relay: outbox rows become runs that are made, resumed or cancelled (design 5, 12.13). Nothing else does this.

At least once, in order per subject. A row is acknowledged only when its run has really moved; while a run is on its
way the row stays in the outbox, so that what is lost with Prefect's database is told again.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from itertools import groupby
from operator import attrgetter
from time import monotonic

import httpx
from prefect.client.schemas.objects import FlowRun, StateType
from prefect.exceptions import PrefectException

from decision_flow.terms import Stage
from flows.engine_room import Board, EngineRoom, Told
from flows.runs import ENDED_BADLY, NOT_YET_STARTED, Runs, type_of
from flows.stage import StageRun

POLL_SECONDS = 0.1
AFTER_A_FAULT_SECONDS = 2.0
BATCH = 200
LONGEST_WAIT_SECONDS = 600.0
LOOK_AGAIN_SECONDS = 1.5

log = logging.getLogger(__name__)
Delivery = Callable[["Relay", Told], Awaitable[bool]]


class RunFailed(RuntimeError):
    """The run that a row had moved did not come to its end; it is tried again, later each time."""


FAILURES = (httpx.HTTPError, PrefectException, OSError, LookupError, ValueError, RunFailed)


def wait_after(attempts: int) -> float:
    """Seconds until a row is tried again: longer each time, never given up."""
    return min(2.0**attempts, LONGEST_WAIT_SECONDS)


class Relay:
    """Delivers what the outbox holds, while it is this process's turn."""

    def __init__(self, room: EngineRoom, runs: Runs) -> None:
        self._room, self.runs = room, runs
        self._on_the_way: dict[int, float] = {}  # rows whose run was sent on, and when to look at it again

    async def keep_delivering(self) -> None:
        """Deliver until cancelled. Prefect or the database away, or a fault of ours: the rows wait, the relay lives."""
        while True:
            try:
                wait = 0.0 if await self.deliver() else POLL_SECONDS
            except Exception:
                log.exception("relay_failed")
                wait = AFTER_A_FAULT_SECONDS
            await asyncio.sleep(wait)

    async def deliver(self) -> bool:
        """One pass over what is due. Whether any row was acknowledged."""
        if not await asyncio.to_thread(self._room.our_turn):
            return False
        told = await asyncio.to_thread(self._room.told, BATCH)
        subjects = [list(rows) for _, rows in groupby(sorted(told, key=by_subject), key=attrgetter("subject_id"))]
        return any(await asyncio.gather(*(self._deliver_in_order(rows) for rows in subjects)))

    async def _deliver_in_order(self, rows: list[Told]) -> bool:
        done = False
        for told in rows:
            if self._on_the_way.get(told.id, 0.0) > monotonic():
                continue
            try:
                arrived = await DELIVERIES[told.kind](self, told)
            except FAILURES as failure:
                self._on_the_way.pop(told.id, None)
                attempt = told.attempts + 1
                log.warning("delivery_failed row=%s kind=%s attempt=%s: %r", told.id, told.kind, attempt, failure)
                await asyncio.to_thread(self._room.postpone, told, wait_after(attempt))
                return done
            if arrived:
                await asyncio.to_thread(self._room.acknowledge, told)
                self._on_the_way.pop(told.id, None)
                done = True
            elif told.id not in self._on_the_way:
                return done  # what follows on this subject waits for it
        return done

    async def stage_opened(self, told: Told) -> bool:
        """Its flow starts, unless the round is over already."""
        stage, board = await self._of(told)
        if stage.row_of(board) is not None:
            await self.runs.ensure(stage, board)
        return True

    async def stage_passed(self, told: Told) -> bool:
        """Its run goes on, and is done when it has completed: what follows from having passed is not lost."""
        stage, board = await self._of(told)
        if stage.row_of(board) is None:
            return True
        run = await self.runs.find(stage) or await self.runs.make(stage, board)
        if type_of(run) is StateType.COMPLETED:
            return True
        sent_on = told.id in self._on_the_way and type_of(run) is not StateType.PAUSED
        if sent_on and type_of(run) in ENDED_BADLY:
            raise RunFailed(str(run.id))
        if sent_on or await self._moved(run):
            self._on_the_way[told.id] = monotonic() + LOOK_AGAIN_SECONDS
        return False

    async def stage_moved(self, told: Told) -> bool:
        """New facts: its run does its steps again, then holds again."""
        stage, board = await self._of(told)
        if stage.row_of(board) is None:
            return True
        run = await self.runs.find(stage) or await self.runs.make(stage, board)
        return type_of(run) is StateType.COMPLETED or await self._moved(run)

    async def round_superseded(self, told: Told) -> bool:
        """Its run is cancelled. One that is running ends by itself: the gate reads the board."""
        stage, _ = await self._of(told)
        run = await self.runs.find(stage)
        if run is None or type_of(run) in ENDED_BADLY | {StateType.COMPLETED}:
            return True
        if type_of(run) in NOT_YET_STARTED | {StateType.PAUSED}:
            await self.runs.cancel(run)
            return True
        return False

    async def clock_advanced(self, told: Told) -> bool:
        """Dates may have come."""
        await self.runs.sweep_now()
        return True

    async def nothing_to_do(self, told: Told) -> bool:
        """Of interest to others only."""
        return True

    async def _moved(self, run: FlowRun) -> bool:
        """Whether the run will read the board after this moment: it has yet to start, or was sent on just now."""
        if type_of(run) is StateType.PAUSED:
            return await self.runs.resume(run)
        if type_of(run) in ENDED_BADLY:
            await self.runs.restart(run)
            return True
        return type_of(run) in NOT_YET_STARTED

    async def _of(self, told: Told) -> tuple[StageRun, Board]:
        stage = StageRun(told.subject_id, Stage(told.payload["stage"]), int(told.payload["round"]))
        return stage, await asyncio.to_thread(self._room.board, told.subject_id)


DELIVERIES: dict[str, Delivery] = {
    "StageOpened": Relay.stage_opened,
    "StagePassed": Relay.stage_passed,
    "StageMoved": Relay.stage_moved,
    "RoundSuperseded": Relay.round_superseded,
    "ClockAdvanced": Relay.clock_advanced,
    "DecisionStarted": Relay.nothing_to_do,
}
"""A kind that nobody delivers is a fault that shows: its row waits longer each time, and is never dropped."""


def by_subject(told: Told) -> tuple[str, int]:
    """The order of delivery."""
    return told.subject_id, told.id
