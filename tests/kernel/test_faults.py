"""Fail the k-th database statement of every command, for every k: nothing is half-done (design 12.4)."""

import sqlite3
from collections.abc import Callable
from typing import Any

from sqlalchemy import text
from sqlmodel import SQLModel

from decision_flow.audit.verify import verify
from decision_flow.command import REGISTRY
from decision_flow.organ.commands import RegisterUnits
from decision_flow.store.connections import sqlite_path
from decision_flow.store.wire import Fault
from decision_flow.terms import Role
from tests.lawful import Step, the_whole_procedure
from tests.world import START, World

IN_OTHER_TESTS = {"FoundInstallation", "AdoptProfile"}
"""Acts that found the world itself, before there is a step to fail."""


def everything(world: World) -> Callable[[], object]:
    """A look at everything in the database: equal looks mean that nothing was written in between."""
    if world.installation.store.dialect == "sqlite":
        watcher = sqlite3.connect(sqlite_path(world.installation.store.url))
        return lambda: watcher.execute("PRAGMA data_version").fetchone()
    each = "SELECT '{0}', count(*), sum(xmin::text::bigint) FROM \"{0}\""  # a row that is written anew has a new xmin
    tables = " UNION ALL ".join(each.format(name) for name in SQLModel.metadata.tables)
    whole = text(f"{tables} ORDER BY 1")  # so many tables are read side by side, and answer in any order

    def look() -> object:
        with world.installation.store.reading() as session:
            return session.execute(whole).all()

    return look


def fail_at_every_statement(world: World, step: Step, look: Callable[[], object]) -> int:
    """Try a step with its first, second, third … statement failing until none fails; how many statements it has."""
    meter, before, k = world.installation.store.meter, look(), 0
    while True:
        k += 1
        meter.reset(fail_at=k)
        try:
            world.do(step.command, step.by, key=step.key)
        except Fault:
            assert look() == before, f"{step.key}: statement {k} left something behind"
            continue
        finally:
            meter.reset()
        return k - 1


def test_no_statement_of_any_command_leaves_anything_half_done(world: World):
    """Every command of the whole procedure, every statement of it, BEGIN and COMMIT included."""
    world.do(RegisterUnits(organ_id=world.organ_id, names=("示例五局",)), Role.ADMINISTRATOR)
    world.advance(START)  # both profiles are adopted now, each by an act of its own
    seen: dict[str, int] = {}
    look = everything(world)
    for step in the_whole_procedure(world):
        name = type(step.command).__name__
        if name in seen:
            world.do(step.command, step.by, key=step.key)
            continue
        seen[name] = fail_at_every_statement(world, step, look)
    missing = {command.__name__ for command in REGISTRY} - set(seen) - IN_OTHER_TESTS
    assert not missing, f"the procedure of the tests never does {sorted(missing)}"
    assert min(seen.values()) >= 6
    with world.installation.store.reading() as session:
        assert verify(session, deep=True).faults == []


def test_a_receipt_lost_on_the_way_is_given_again(world: World):
    """Killed after the COMMIT, before the answer: the same key brings the receipt, and no second entry."""
    steps: list[Any] = []
    for step in the_whole_procedure(world):
        first = world.do(step.command, step.by, key=step.key)
        again = world.do(step.command, step.by, key=step.key)
        steps.append((first.seq, first.head, first.made) == (again.seq, again.head, again.made) and again.replayed)
    assert steps and all(steps)
