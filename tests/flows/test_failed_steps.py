"""A task that could not be done is noted with its case, and no longer once it was done (design 12.13)."""

import asyncio

import pytest
from sqlalchemy import select

from decision_flow.store.operational import FailedStep
from decision_flow.store.tables import table_of
from decision_flow.terms import Stage
from flows import stage
from flows.installed_engine import InstalledEngine
from flows.stage import StageRun, before_gate
from tests.flows import cases
from tests.world import World


def test_a_failed_step_counts_its_tries_until_it_gets_through(world: World, monkeypatch: pytest.MonkeyPatch):
    """Each try that fails counts, since the first; getting through once takes the row away."""
    room = InstalledEngine(world.installation)
    monkeypatch.setattr(stage, "room", lambda: room)
    monkeypatch.setattr(stage, "task", lambda **_: lambda work: work)  # Prefect's retries take half a minute
    case, works = cases.in_participation(world), [False]

    @before_gate
    async def publish_signed_notice(of: StageRun) -> None:
        if not works[0]:
            raise OSError("示例")

    run = StageRun(case, Stage.PUBLIC_PARTICIPATION, 1)
    for _ in range(2):
        with pytest.raises(OSError, match="示例"):
            asyncio.run(publish_signed_notice(run))
    f = table_of(FailedStep).c
    noted = select(f.decision_id, f.stage, f.step, f.attempts, f.error)
    with world.installation.store.reading() as session:
        assert session.execute(noted).all() == [
            (case, "public_participation", "publish-signed-notice", 2, "OSError('示例')")
        ]
    works[0] = True
    asyncio.run(publish_signed_notice(run))
    with world.installation.store.reading() as session:
        assert session.execute(noted).all() == []


def test_a_step_of_a_round_that_is_over_is_neither_done_nor_noted(world: World, monkeypatch: pytest.MonkeyPatch):
    room = InstalledEngine(world.installation)
    monkeypatch.setattr(stage, "room", lambda: room)
    monkeypatch.setattr(stage, "task", lambda **_: lambda work: work)
    case = cases.in_participation(world)

    @before_gate
    async def never(of: StageRun) -> None:
        raise AssertionError

    asyncio.run(never(StageRun(case, Stage.EXPERT_REVIEW, 1)))
    asyncio.run(never(StageRun(case, Stage.PUBLIC_PARTICIPATION, 2)))
