"""The sweep: dates that have come, runs that were lost, runs of passed rounds (design 5, 12.14)."""

import pytest

from decision_flow.terms import Stage
from tests.flows.house import FakeWorkshop

pytestmark = pytest.mark.prefect
LEGALITY, DISCUSSION = Stage.LEGALITY_REVIEW, Stage.COLLECTIVE_DISCUSSION


def test_what_is_due_is_sent_once(workshop: FakeWorkshop):
    """A timed command whose date has come is sent by the sweep, and by the next sweep not again."""
    decision = workshop.room.start_at(LEGALITY, told=False)
    workshop.room.put_due(f"{decision}:close", "CloseCommentPeriod")
    workshop.sweep()
    workshop.sweep()
    assert workshop.room.keys(decision).count("close") == 1


def test_an_open_stage_without_a_run_gets_one(workshop: FakeWorkshop):
    """A run that somebody deleted or cancelled in Prefect's UI is there again."""
    never_told = workshop.room.start_at(LEGALITY, told=False)
    cancelled = workshop.room.start_at(LEGALITY)
    workshop.cancel_by_hand(workshop.until_held(cancelled, LEGALITY))
    workshop.sweep()
    workshop.until_held(never_told, LEGALITY)
    workshop.until_held(cancelled, LEGALITY)


def test_runs_of_passed_rounds_are_deleted_and_held_ones_stay(workshop: FakeWorkshop):
    """Prefect keeps nothing of what is over, neither states nor task runs nor results."""
    decision = workshop.room.start_at(LEGALITY)
    workshop.until_held(decision, LEGALITY)
    workshop.room.sign(decision, LEGALITY)
    workshop.until_completed(decision, LEGALITY)
    held = workshop.until_held(decision, DISCUSSION)
    workshop.until_told(decision)
    workshop.sweep()
    workshop.eventually(lambda: [run["id"] for run in workshop.runs(decision)] == [held])
    workshop.sweep()
    assert [run["id"] for run in workshop.runs(decision)] == [held]
