"""The gate of a case with 10,000 opinions: filing them, the two statements of its slice, the gate's rules, a sign-off.

Opinions come in through the write door as any citizen's; they are answered in groups of 1,000. Asked again with one
opinion unanswered, which is the dearer case. Run: `python -m bench.gate [opinions]`; JSON goes to results/gate.json.
"""

import json
import platform
import statistics
import sys
import tempfile
from datetime import timedelta
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

from decision_flow.actor import PUBLIC
from decision_flow.board import gate
from decision_flow.public_participation import commands as public
from decision_flow.reading import file_of
from decision_flow.store.migrate import migrate
from decision_flow.terms import Disposition, Kind, Role, Stage, StartGround
from tests import lawful
from tests.world import START, World, a_world

OPINIONS, AT_ONCE, TRIES = 10_000, 1_000, 50
HERE = Stage.PUBLIC_PARTICIPATION
RESULT = Path(__file__).parent / "results" / "gate.json"
DAY = timedelta(days=1)


def measured(url: str, opinions: int) -> dict[str, Any]:
    """What a case with so many opinions costs on one database."""
    with tempfile.TemporaryDirectory(prefix="decision-flow-bench-") as name:
        migrate(url)
        world = a_world(url, Path(name), profile="jishou")
        try:
            return _of_a_case(world, opinions)
        finally:
            world.installation.store.close()


def _of_a_case(world: World, opinions: int) -> dict[str, Any]:
    today = START.date()
    case = str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT, touches_market=False)))
    notice = str(lawful.run(world, lawful.notice(world, case, today, today + 30 * DAY, lawful.draft_of(world))))
    begin, took, ids = perf_counter(), [], []
    for number in range(opinions):
        said = public.SubmitComment(decision_id=case, notice_id=notice, text=f"示例意见{number}", channel="online")
        at = perf_counter()
        ids.append(world.do(said, PUBLIC).subject_id)
        took.append(perf_counter() - at)
    filing = perf_counter() - begin
    world.advance(lawful.morning(today + 31 * DAY))
    found: dict[str, Any] = {
        "filing_s": round(filing, 1),
        "first_100_filed_p50_ms": _ms(took[:100]),
        "last_100_filed_p50_ms": _ms(took[-100:]),
    }
    begin = perf_counter()
    for first in range(0, opinions - 1, AT_ONCE):
        _answer(world, case, ids[first : min(first + AT_ONCE, opinions - 1)])
    found["answered_in_groups_s"] = round(perf_counter() - begin, 1)
    found["one_unanswered"] = _gate(world, case)
    _answer(world, case, ids[-1:])
    found["all_answered"] = _gate(world, case)
    return found | _signed(world, case, lawful.morning(today + 31 * DAY))


def _answer(world: World, case: str, ids: list[str]) -> None:
    answer = public.DisposeOpinions(
        decision_id=case, comment_ids=tuple(ids), disposition=Disposition.ADOPTED, reason="示例理由"
    )
    world.do(answer, Role.DRAFTER)


def _gate(world: World, case: str) -> dict[str, Any]:
    """Loading kernel and slice, and asking every rule, as `explain` does; the p50 of some times.

    The processor's time beside the clock's: on a machine with other work only the first says what a gate costs."""
    engine, whole, rules, spent = world.installation.engine, [], [], []
    on = engine.today()
    with world.installation.store.reading() as session:
        for _ in range(TRIES):
            begin, cpu = perf_counter(), process_time()
            file = file_of(session, Kind.DECISION, case, (HERE.value,))
            loaded = perf_counter()
            gate(HERE, file, engine.law_of(file, on), on)
            spent.append(process_time() - cpu)
            whole.append(perf_counter() - begin)
            rules.append(perf_counter() - loaded)
    return {
        "gate_p50_ms": _ms(whole),
        "gate_max_ms": round(max(whole) * 1000, 3),
        "gate_cpu_p50_ms": _ms(spent),
        "rules_p50_ms": _ms(rules),
    }


def _signed(world: World, case: str, now: Any) -> dict[str, Any]:
    """The sign-off of the stage through the write door."""
    lawful.run(world, lawful.early_answers(world, case, now))
    step, meter = lawful.sign_off_step(world, case, HERE), world.installation.store.meter
    meter.reset()
    begin = perf_counter()
    world.do(step.command, step.by, key=step.key)
    return {
        "signoff_ms": round((perf_counter() - begin) * 1000, 3),
        "statements_per_signoff": meter.statements - 2,
        "trips_per_signoff": meter.trips,
    }


def _ms(seconds: list[float]) -> float:
    return round(statistics.median(seconds) * 1000, 3)


def main() -> None:
    """SQLite always; PostgreSQL where an address is given after the number."""
    opinions = int(sys.argv[1]) if len(sys.argv) > 1 else OPINIONS
    with tempfile.TemporaryDirectory(prefix="decision-flow-bench-") as name:
        result: dict[str, Any] = {
            "opinions": opinions,
            "machine": f"{platform.machine()}, Python {platform.python_version()}",
            "sqlite": measured(f"sqlite:///{name}/bench.db", opinions),
        }
    if len(sys.argv) > 2:
        result["postgresql"] = measured(sys.argv[2], opinions)
    RESULT.write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
    print(json.dumps(result, indent=2))


if __name__ == "__main__":
    main()
