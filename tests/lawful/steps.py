"""A step of the lawful procedure, and how steps are carried out."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from decision_flow.actor import Actor, system
from decision_flow.command import Command
from decision_flow.engine import Receipt
from decision_flow.organ import commands as organ
from decision_flow.terms import (
    Role,
)
from tests.world import World

DAY = timedelta(days=1)


NUMBER = count(1)


@dataclass(frozen=True, slots=True)
class Step:
    """One act of the procedure."""

    command: Command
    by: Actor
    key: str


Steps = Generator[Step, None, Any]


def act(world: World, command: Command, by: Role | Actor) -> Generator[Step, None, Receipt]:
    """One step, and the receipt that its execution brought."""
    actor = by if isinstance(by, Actor) else system("test") if by is Role.SYSTEM else world.actor(by)
    step = Step(command, actor, f"step-{next(NUMBER)}")
    yield step
    return world.receipts[step.key]


def at(world: World, now: datetime) -> Steps:
    """The clock moves on."""
    yield from act(world, organ.AdvanceClock(installation_id=world.installation_id, now=now), Role.SYSTEM)


def run(world: World, steps: Steps) -> Any:
    """Carry all steps out; what the generator returns."""
    while True:
        try:
            step = next(steps)
        except StopIteration as end:
            return end.value
        world.do(step.command, step.by, key=step.key)


def morning(day: date) -> datetime:
    """Nine o'clock in Beijing."""
    return datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


def draft_of(world: World, version: str = "一") -> str:
    """The digest of a version of the draft."""
    return world.document(f"示例草案{version}稿")


def but_the_last(world: World, steps: Steps, last: type[Command]) -> Generator[Step, None, Step]:
    """Steps up to one of a type, which is returned, not carried out."""
    for step in steps:
        if isinstance(step.command, last):
            return step
        yield step
    raise AssertionError(f"no {last.__name__}")
