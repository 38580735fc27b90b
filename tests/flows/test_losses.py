"""What is lost on the flows' side loses nothing: worker, relay, server, Prefect's database, the flow's source."""

import shutil
import signal
from pathlib import Path

import pytest

from decision_flow.terms import Stage
from tests.flows.house import FakeWorkshop

pytestmark = pytest.mark.prefect
LEGALITY, DISCUSSION = Stage.LEGALITY_REVIEW, Stage.COLLECTIVE_DISCUSSION
EXAMPLE = Path(__file__).with_name("example.py")


def test_a_worker_killed_between_command_and_report_does_nothing_twice(own_workshop: FakeWorkshop):
    """SIGKILL after the command was committed and before Prefect heard of it. A second worker stood by: two relays
    never deliver at once. It has its turn as soon as the first is gone, and goes on."""
    workshop = own_workshop
    worker = workshop.open(dies_after="execute:AskForReview")
    workshop.until_at_work()
    workshop.open()
    decision = workshop.room.start_at(LEGALITY)
    assert worker.wait() == -signal.SIGKILL
    assert workshop.room.keys(decision) == ["legality_review:1:ask"]
    workshop.until_held(decision, LEGALITY)
    workshop.until_told(decision)
    assert workshop.room.keys(decision) == ["legality_review:1:ask"]
    assert workshop.log.read_text().count("standing_by") == 1


def test_a_relay_killed_before_it_acknowledges_tells_again(own_workshop: FakeWorkshop):
    """SIGKILL between an outbox row's delivery and its acknowledgement, twice: it is told again, once is enough."""
    workshop = own_workshop
    decision = workshop.room.start_at(LEGALITY)
    for kind in ("StageOpened", "StagePassed"):
        worker = workshop.open(dies_after=f"acknowledge:{kind}")
        if kind == "StagePassed":
            workshop.until_held(decision, LEGALITY)
            workshop.room.sign(decision, LEGALITY)
        assert worker.wait() == -signal.SIGKILL
        assert kind in [one for one, _ in workshop.room.waiting(decision)]
    workshop.open()
    workshop.until_told(decision)
    workshop.until_completed(decision, LEGALITY)
    workshop.until_held(decision, DISCUSSION)
    assert [len(workshop.runs(decision, stage)) for stage in (LEGALITY, DISCUSSION)] == [1, 1]
    assert workshop.room.keys(decision).count("legality_review:1:pack") == 1


def test_people_sign_while_the_server_is_away_and_the_flows_catch_up(workshop: FakeWorkshop):
    """The server is killed; the sign-off stands; with the server back, the stage's flow goes on by itself."""
    decision = workshop.room.start_at(LEGALITY)
    workshop.until_held(decision, LEGALITY)
    workshop.until_told(decision)
    workshop.server.kill()
    workshop.room.sign(decision, LEGALITY)
    assert workshop.room.waiting(decision)
    workshop.server.start()
    workshop.until_completed(decision, LEGALITY)
    workshop.until_held(decision, DISCUSSION)


def test_prefects_database_deleted_in_mid_procedure_is_made_anew_from_the_board(workshop: FakeWorkshop):
    """Every open stage has its run again, and no step is done twice."""
    held = workshop.room.start_at(LEGALITY)
    passed = workshop.room.start_at(LEGALITY)
    for decision in (held, passed):
        workshop.until_held(decision, LEGALITY)
        workshop.until_told(decision)
    workshop.server.kill()
    for file in workshop.server.home.glob("prefect.db*"):
        file.unlink()
    workshop.room.sign(passed, LEGALITY)
    workshop.server.start()
    workshop.until_held(held, LEGALITY)
    workshop.until_completed(passed, LEGALITY)
    workshop.until_held(passed, DISCUSSION)
    assert workshop.room.keys(held) == ["legality_review:1:ask"]
    assert workshop.room.keys(passed).count("legality_review:1:pack") == 1


def test_a_run_parked_by_one_source_goes_on_under_the_next_with_one_more_step(
    own_workshop: FakeWorkshop, tmp_path: Path
):
    """A procedure outlives releases: a run held under source A is finished under source B, new step included."""
    workshop = own_workshop
    old, new = tmp_path / "a", tmp_path / "b"
    for folder in (old, new):
        folder.mkdir()
        shutil.copy(EXAMPLE, folder / "released.py")
    source = (new / "released.py").read_text()
    (new / "released.py").write_text(
        source.replace("        await hold(run)", "        await check_the_file(run)\n        await hold(run)").replace(
            "@after_gate",
            '@before_gate\nasync def check_the_file(stage: StageRun) -> None:\n    await send(stage, "check", "Check")'
            "\n\n\n@after_gate",
        )
    )
    worker = workshop.open(module="released", path=str(old))
    decision = workshop.room.start_at(LEGALITY)
    run_id = workshop.until_held(decision, LEGALITY)
    assert workshop.room.keys(decision) == ["legality_review:1:ask"]
    worker.kill()
    workshop.open(module="released", path=str(new))
    workshop.room.file_facts(decision, LEGALITY)
    workshop.eventually(lambda: "legality_review:1:check" in workshop.room.keys(decision))
    assert workshop.until_held(decision, LEGALITY) == run_id
    workshop.room.sign(decision, LEGALITY)
    workshop.until_completed(decision, LEGALITY)
    done = [key for key in workshop.room.keys(decision) if key.startswith("legality_review:")]
    assert done == ["legality_review:1:ask", "legality_review:1:check", "legality_review:1:pack"]


def test_a_failing_delivery_waits_longer_each_time_and_holds_up_nobody_else(workshop: FakeWorkshop):
    """A row that cannot be delivered is kept; other decisions go on."""
    stuck = workshop.room.start_at(LEGALITY, told=False)
    workshop.room.tell(stuck, "NobodyDeliversThis")
    other = workshop.room.start_at(LEGALITY)
    workshop.until_held(other, LEGALITY)
    workshop.eventually(lambda: workshop.room.waiting(stuck)[0][1] >= 2)
