"""A run stands at its gate until the board says that it has passed (design 5)."""

import pytest

from decision_flow.terms import Stage
from tests.flows.house import FakeWorkshop

pytestmark = pytest.mark.prefect
LEGALITY, DISCUSSION = Stage.LEGALITY_REVIEW, Stage.COLLECTIVE_DISCUSSION


def test_art_25_a_sign_off_finishes_the_stage_and_takes_the_next_to_its_gate(workshop: FakeWorkshop):
    """Signed off: the stage's run completes, the next stage's run stands, and each step was done once."""
    decision = workshop.room.start_at(LEGALITY)
    workshop.until_held(decision, LEGALITY)
    workshop.room.sign(decision, LEGALITY)
    workshop.until_completed(decision, LEGALITY)
    workshop.until_held(decision, DISCUSSION)
    workshop.until_told(decision)
    assert sorted(workshop.room.keys(decision)) == [
        "collective_discussion:1:ask",
        "legality_review:1:ask",
        "legality_review:1:pack",
    ]


def test_art_25_a_run_resumed_by_hand_is_held_again(workshop: FakeWorkshop):
    """Whatever Prefect's UI sends, the run stands at its gate again, and nothing is done twice."""
    decision = workshop.room.start_at(LEGALITY)
    run_id = workshop.until_held(decision, LEGALITY)
    for given in (None, None, {}, {"passed": True}, {"passed": True}):
        workshop.resume_by_hand(run_id, given, bare=given is None)
    assert workshop.times_held(run_id) == 6
    assert workshop.run(decision, LEGALITY)["state_name"] == "Suspended"
    assert workshop.room.keys(decision) == ["legality_review:1:ask"]
    workshop.room.sign(decision, LEGALITY)
    workshop.until_completed(decision, LEGALITY)


def test_new_facts_send_a_held_run_through_its_steps_and_back(workshop: FakeWorkshop):
    """StageMoved resumes the run; it does its automated work again and holds."""
    decision = workshop.room.start_at(LEGALITY)
    run_id = workshop.until_held(decision, LEGALITY)
    workshop.room.file_facts(decision, LEGALITY)
    workshop.eventually(lambda: workshop.times_held(run_id) == 2)
    workshop.until_told(decision)


def test_a_superseded_round_is_cancelled_and_the_next_has_its_own_run(workshop: FakeWorkshop):
    """The stage goes to round 2: the run of round 1 ends, that of round 2 stands."""
    decision = workshop.room.start_at(LEGALITY)
    first = workshop.until_held(decision, LEGALITY)
    workshop.room.reopen(decision, LEGALITY)
    workshop.eventually(
        lambda: [run["state_name"] for run in workshop.runs(decision, LEGALITY) if run["id"] == first] == ["Cancelled"]
    )
    workshop.eventually(
        lambda: [run["state_name"] for run in workshop.runs(decision, LEGALITY) if run["id"] != first] == ["Suspended"]
    )
    assert workshop.room.keys(decision) == ["legality_review:1:ask", "legality_review:2:ask"]


def test_a_round_that_is_over_is_not_held_when_its_run_is_resumed(workshop: FakeWorkshop):
    """A run that wakes after its round is over withdraws by itself."""
    decision = workshop.room.start_at(LEGALITY)
    first = workshop.until_held(decision, LEGALITY)
    workshop.until_told(decision)
    workshop.room.reopen(decision, LEGALITY, told=False)
    workshop.http.post(f"/flow_runs/{first}/resume").raise_for_status()
    workshop.eventually(lambda: workshop.states(first)[-1]["name"] == "Cancelled")


@pytest.mark.long
def test_the_same_deployments_run_on_prefects_own_workers(own_workshop: FakeWorkshop):
    """An ordinary process pool: the relay delivers as ever, Prefect's stock worker runs the flows."""
    workshop = own_workshop
    workshop.open(module="tests.flows.pooled", pool_type="process")
    workshop.open_stock_worker()
    decision = workshop.room.start_at(LEGALITY)
    workshop.until_held(decision, LEGALITY)
    workshop.room.sign(decision, LEGALITY)
    workshop.until_completed(decision, LEGALITY)
    workshop.until_held(decision, DISCUSSION)
    workshop.until_told(decision)
    assert workshop.room.keys(decision).count("legality_review:1:pack") == 1
