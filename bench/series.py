"""A sign-off's cost by the size and age of the case: with 10, 1,000 and 10,000 entries behind it."""

import statistics
import tempfile
from pathlib import Path
from time import perf_counter
from typing import Any

from decision_flow.public_participation.commands import Heard, RecordParticipation
from decision_flow.store.migrate import migrate
from decision_flow.terms import HeardKind, ParticipationForm, Role, Stage, StartGround
from tests import lawful
from tests.lawful import DAY
from tests.world import START, World, a_world

AGES, TRIES = (10, 1_000, 10_000), 15


def by_age() -> dict[str, Any]:
    """Milliseconds, statements and trips of the last sign-off of a case, by its number of entries."""
    with tempfile.TemporaryDirectory(prefix="decision-flow-bench-") as name:
        url = f"sqlite:///{name}/bench.db"
        migrate(url)
        world = a_world(url, Path(name), simulated=False)
        world.late_reason = "基准测试"
        world.when = lawful.morning(START.date())
        found = {str(age): _cost(world, age) for age in AGES}
        world.installation.store.close()
        return found


def _cost(world: World, entries: int) -> dict[str, Any]:
    """Age a few cases, then close expert review on each; the median."""
    spent, meter = [], world.installation.store.meter
    for _ in range(TRIES if entries < AGES[-1] else 2):
        case = _aged(world, entries)
        step = lawful.sign_off_step(world, case, Stage.EXPERT_REVIEW)
        meter.reset()
        begin = perf_counter()
        world.do(step.command, step.by, key=step.key)
        spent.append((perf_counter() - begin) * 1000)
    return {
        "signoff_p50_ms": round(statistics.median(spent), 3),
        "statements_per_signoff": meter.statements - 2,
        "trips_per_signoff": meter.trips,
    }


def _aged(world: World, entries: int) -> str:
    """A case with so many entries on its chain, its experts heard."""
    case = str(lawful.run(world, lawful.requested(world)))
    step = lawful.start(world, case, StartGround.ADJUSTMENT)
    world.do(step.command, step.by, key=step.key)
    draft = lawful.draft_of(world)
    today = START.date()
    lawful.run(world, lawful.notice(world, case, today, today + 30 * DAY, draft))
    lawful.run(world, lawful.expert_facts(world, case, draft))
    record = world.document("示例记录")
    for number in range(entries - 10):
        world.do(
            RecordParticipation(
                decision_id=case,
                form=ParticipationForm.VISIT,
                held_on=today,
                heard=(Heard(name="示例", kind=HeardKind.CITIZEN),),
                summary=f"示例{number}",
                record_sha256=record,
            ),
            Role.DRAFTER,
        )
    return case
