"""A run stands at its gate until the board says that it has passed (design 5)."""

import pytest

from decision_flow.terms import Stage
from tests.flows.house import Workshop

pytestmark = pytest.mark.prefect
LEGALITY, DISCUSSION = Stage.LEGALITY_REVIEW, Stage.COLLECTIVE_DISCUSSION


def test_art_25_a_sign_off_finishes_the_stage_and_takes_the_next_to_its_gate(workshop: Workshop):
    """Signed off: the stage's run completes, the next stage's run stands, and each step was done once."""
    workshop.open()
    decision = workshop.room.start_at(LEGALITY)
    workshop.until_held(decision, LEGALITY)
    workshop.room.sign(decision, LEGALITY)
    workshop.until_completed(decision, LEGALITY)
    workshop.until_held(decision, DISCUSSION)
    workshop.eventually(lambda: not workshop.room.waiting())
    assert sorted(workshop.room.keys(decision)) == [
        "collective_discussion:1:ask",
        "legality_review:1:ask",
        "legality_review:1:pack",
    ]


@pytest.mark.parametrize("given", [None, {}, {"passed": True}], ids=["bare", "empty input", "input"])
def test_art_25_a_run_resumed_by_hand_is_held_again(workshop: Workshop, given: dict[str, bool] | None):
    """Whatever Prefect's UI sends, the run stands at its gate again, and nothing is done twice."""
    workshop.open()
    decision = workshop.room.start_at(LEGALITY)
    run_id = workshop.until_held(decision, LEGALITY)
    for turn in (1, 2, 3):
        workshop.resume_by_hand(run_id, given, bare=given is None)
        workshop.eventually(lambda: _times_held(workshop, run_id) == turn + 1)  # noqa: B023
    assert workshop.run(decision, LEGALITY)["state_name"] == "Suspended"
    assert workshop.room.keys(decision) == ["legality_review:1:ask"]
    workshop.room.sign(decision, LEGALITY)
    workshop.until_completed(decision, LEGALITY)


def test_new_facts_send_a_held_run_through_its_steps_and_back(workshop: Workshop):
    """StageMoved resumes the run; it does its automated work again and holds."""
    workshop.open()
    decision = workshop.room.start_at(LEGALITY)
    run_id = workshop.until_held(decision, LEGALITY)
    workshop.room.file_facts(decision, LEGALITY)
    workshop.eventually(lambda: _times_held(workshop, run_id) == 2)
    workshop.eventually(lambda: not workshop.room.waiting())


def test_a_superseded_round_is_cancelled_and_the_next_has_its_own_run(workshop: Workshop):
    """The stage goes to round 2: the run of round 1 ends, that of round 2 stands."""
    workshop.open()
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


def test_a_round_that_is_over_is_not_held_when_its_run_is_resumed(workshop: Workshop):
    """A run that wakes after its round is over withdraws by itself."""
    workshop.open()
    decision = workshop.room.start_at(LEGALITY)
    first = workshop.until_held(decision, LEGALITY)
    workshop.eventually(lambda: not workshop.room.waiting())
    workshop.room.reopen(decision, LEGALITY, told=False)
    workshop.resume_by_hand(first)
    workshop.eventually(lambda: workshop.states(first)[-1]["name"] == "Cancelled")


def test_the_same_deployments_run_on_prefects_own_workers(workshop: Workshop):
    """An ordinary process pool: the relay delivers as ever, Prefect's stock worker runs the flows."""
    workshop.open("--module", "tests.flows.pooled", "--pool-type", "process")
    workshop.open_stock_worker()
    decision = workshop.room.start_at(LEGALITY)
    workshop.until_held(decision, LEGALITY)
    workshop.room.sign(decision, LEGALITY)
    workshop.until_completed(decision, LEGALITY)
    workshop.until_held(decision, DISCUSSION)
    workshop.eventually(lambda: not workshop.room.waiting())
    assert workshop.room.keys(decision).count("legality_review:1:pack") == 1


def _times_held(workshop: Workshop, run_id: str) -> int:
    return sum(state["name"] == "Suspended" for state in workshop.states(run_id))
