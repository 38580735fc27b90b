"""The sweep: dates that have come, runs that were lost, runs of passed rounds (design 5, 12.14)."""

import pytest

from decision_flow.terms import Stage
from tests.flows.house import Workshop

pytestmark = pytest.mark.prefect
LEGALITY, DISCUSSION = Stage.LEGALITY_REVIEW, Stage.COLLECTIVE_DISCUSSION


def test_what_is_due_is_sent_once(workshop: Workshop):
    """A timed command whose date has come is sent by the sweep, and by the next sweep not again."""
    workshop.open()
    decision = workshop.room.start_at(LEGALITY, told=False)
    workshop.room.put_due(f"{decision}:close", "CloseCommentPeriod")
    workshop.sweep()
    workshop.sweep()
    assert workshop.room.keys(decision).count("close") == 1


def test_an_open_stage_without_a_run_gets_one(workshop: Workshop):
    """A run that somebody deleted or cancelled in Prefect's UI is there again."""
    workshop.open()
    never_told = workshop.room.start_at(LEGALITY, told=False)
    cancelled = workshop.room.start_at(LEGALITY)
    workshop.cancel_by_hand(workshop.until_held(cancelled, LEGALITY))
    workshop.sweep()
    workshop.until_held(never_told, LEGALITY)
    workshop.until_held(cancelled, LEGALITY)


def test_runs_of_passed_rounds_are_deleted_and_held_ones_stay(workshop: Workshop):
    """Prefect keeps nothing of what is over, neither states nor task runs nor results."""
    workshop.open()
    decision = workshop.room.start_at(LEGALITY)
    workshop.until_held(decision, LEGALITY)
    workshop.room.sign(decision, LEGALITY)
    workshop.until_completed(decision, LEGALITY)
    held = workshop.until_held(decision, DISCUSSION)
    workshop.eventually(lambda: not workshop.room.waiting())
    workshop.sweep()
    workshop.eventually(lambda: [run["id"] for run in workshop.runs(decision)] == [held])
    workshop.sweep()
    assert [run["id"] for run in workshop.runs(decision)] == [held]


def test_waiting_adds_no_row_anywhere(workshop: Workshop):
    """Twenty held runs and a day of sweeps: neither the engine's database nor Prefect's grows."""
    workshop.open()
    decisions = [workshop.room.start_at(LEGALITY) for _ in range(20)]
    for decision in decisions:
        workshop.until_held(decision, LEGALITY)
    workshop.eventually(lambda: not workshop.room.waiting())
    workshop.sweep()
    ours, prefects = workshop.room.rows(), workshop.settled_count()
    for _ in range(5):
        workshop.sweep()
    assert workshop.room.rows() == ours
    grown = {name: (prefects[name], now) for name, now in workshop.settled_count().items() if now > prefects[name]}
    assert not grown
    assert {workshop.run(decision, LEGALITY)["state_name"] for decision in decisions} == {"Suspended"}
