"""The law as data: loading and checking all profiles, a timetable, a gate. `python -m bench.law` writes the results.

Budgets: profiles 0.5 s, a timetable 5 ms, a full gate 1 ms on a loaded case; one process, medians of many runs.
"""

import json
import platform
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from time import perf_counter

import decision_flow.rooms  # noqa: F401
from decision_flow.board import gate
from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion.facts import CollectiveDiscussionFacts
from decision_flow.legality_review.facts import LegalityReviewFacts
from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.gantt import gantt
from decision_flow.procedure.law import Law
from decision_flow.procedure.messages import Messages
from decision_flow.procedure.profiles import Lawbook
from decision_flow.procedure.timetable import timetable
from decision_flow.settings import CHECKOUT
from decision_flow.terms import Stage
from tests.public_participation.builders import a_notice, heard

RESULTS = Path(__file__).parent / "results" / "law.json"
CONFIG = CHECKOUT / "config"
ON = date(2026, 3, 2)
BUDGET_MS = {"profiles": 500.0, "timetable": 5.0, "timetable_of_a_new_day": 5.0, "gate": 1.0}


def milliseconds(work: Callable[[], object], runs: int) -> float:
    """The median time of a run."""
    taken = []
    for _ in range(runs):
        begun = perf_counter()
        work()
        taken.append(perf_counter() - begun)
    return round(median(taken) * 1000, 3)


def a_case() -> CaseFile:
    """A started case whose notice runs."""
    case = heard(a_notice(opens_on=ON, closes_on=date(2026, 4, 1), channels={"website": ON}))
    return replace(case, legality_review=LegalityReviewFacts(), collective_discussion=CollectiveDiscussionFacts())


def measured() -> dict[str, float]:
    """Each figure in milliseconds."""
    lawbook, calendars, messages = Lawbook(CONFIG), Calendars(CONFIG), Messages(CONFIG)
    law, case, days = Law(lawbook.resolve("jishou", ON), calendars), a_case(), iter(range(10_000))

    def everything() -> None:
        book = Lawbook(CONFIG)
        for name in book.names():
            book.resolve(name, ON)

    lines = timetable(case, law, ON)
    return {
        "profiles": milliseconds(everything, 11),
        "calendars": milliseconds(lambda: Calendars(CONFIG), 11),
        "timetable": milliseconds(lambda: timetable(case, law, ON), 500),
        "timetable_of_a_new_day": milliseconds(
            lambda: timetable(case, law, ON + timedelta(days=next(days) % 200)), 200
        ),
        "gate": milliseconds(lambda: gate(Stage.PUBLIC_PARTICIPATION, case, law, ON), 500),
        "gantt": milliseconds(lambda: gantt(case.title, lines, ON, messages.word), 100),
    }


def main() -> int:
    """Print and write the figures; 1 when one is over its budget."""
    figures = measured()
    over = [name for name, budget in BUDGET_MS.items() if figures[name] > budget]
    result = {
        "profiles": len(Lawbook(CONFIG).names()),
        "python": platform.python_version(),
        "milliseconds": figures,
        "budget": BUDGET_MS,
        "over": over,
    }
    RESULTS.write_text(json.dumps(result, indent=2) + "\n", "utf-8")
    print(json.dumps(result, indent=2))
    return 1 if over else 0


if __name__ == "__main__":
    raise SystemExit(main())
