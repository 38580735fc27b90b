"""Waiting costs nothing: cases that wait for a person add no row anywhere, however many days go by (design 5)."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest

from decision_flow.terms import Role, Stage
from tests import lawful
from tests.flows import cases
from tests.flows.house import Office
from tests.supervision.house import staffed

pytestmark = pytest.mark.prefect
RISK, LEGALITY, PARTICIPATION = Stage.RISK_ASSESSMENT, Stage.LEGALITY_REVIEW, Stage.PUBLIC_PARTICIPATION
DAYS = 7
AHEAD = 2
"""Prefect schedules the sweep's next run or two."""


@pytest.fixture(scope="module", params=[(100, 10), pytest.param((1000, 20), marks=pytest.mark.long)], ids=str)
def waiting(request: pytest.FixtureRequest, office: Office) -> Iterator[tuple[Office, list[str]]]:
    """So many cases at their risk assessment. The worker holds the runs of some; those of the others are put into
    Prefect as it keeps a held one. It is the sweep that finds out which open stage has none."""
    many, really_held = request.param
    staffed(office.world)  # else the supervision would have something to say of each
    waits = [cases.at_the_risk_assessment(office.world) for _ in range(many)]
    office.nothing_is_told()
    _hold(office, waits[really_held:])
    worker = office.open(site=False)
    for case in waits[:really_held]:
        office.until_held(case, RISK)
    yield office, waits
    assert worker.stop() == 0


def test_a_week_of_waiting_adds_no_row_but_those_of_the_clock(waiting: tuple[Office, list[str]]):
    """Seven days, seven sweeps: the clock's entries are all that is new; Prefect's tables are as they were."""
    office, waits = waiting
    _a_day_later(office)  # the first entry of the clock puts the law it is under into the record
    office.sweep()
    ours, prefects = office.our_count(), office.count()
    for _ in range(DAYS):
        _a_day_later(office)
    office.sweep()
    assert _grown(ours, office.our_count()) == {"audit_entry": DAYS}
    assert len(office.record("AdvanceClock", office.world.installation_id)) == 1 + DAYS
    office.eventually(lambda: max(_grown(prefects, office.count()).values(), default=0) <= AHEAD)
    assert set(_grown(prefects, office.count())) <= {"flow_run", "flow_run_state"}
    assert office.held(RISK) == len(waits)
    assert {office.times_held(str(office.run(case, RISK)["id"])) for case in waits[:3]} == {1}


def test_a_window_that_ends_adds_exactly_its_rows(waiting: tuple[Office, list[str]]):
    """When something falls due, the clock's entry and that of the act are new, and no case that waits has moved."""
    office, waits = waiting
    case = cases.started(office.world)
    run_id = office.until_held(case, PARTICIPATION)
    office.world.do(cases.signed_notice(office.world, case), Role.DRAFTER)
    office.until_told()
    office.until_held(case, PARTICIPATION)
    ours, held = office.our_count(), office.times_held(run_id)
    cases.after_the_window(office.world)
    office.eventually(lambda: bool(office.record("CloseCommentPeriod", case)))
    office.until_told()
    office.until_held(case, PARTICIPATION)
    assert _grown(ours, office.our_count()) == {"audit_entry": 2}
    assert office.times_held(run_id) <= held + 1
    assert office.held(RISK) == len(waits) + 1


def test_the_run_of_a_passed_round_is_deleted(waiting: tuple[Office, list[str]]):
    """The stage is closed, the next opens: of the first run nothing is left, neither the run nor its states."""
    office, waits = waiting
    case = waits[0]
    run_id = office.until_held(case, RISK)
    lawful.run(office.world, lawful.determined(office.world, case, RISK))
    office.until_completed(case, RISK)
    next_id = office.until_held(case, LEGALITY)
    office.until_told()
    office.sweep()
    office.eventually(lambda: [one["id"] for one in office.runs(case)] == [next_id])
    assert office.states(run_id) == []


def _hold(office: Office, waits: list[str]) -> None:
    """A run for each, suspended from the start."""
    from prefect.client.orchestration import PrefectClient  # three seconds, which only this test spends

    from flows.deployments import Deployed, deploy
    from flows.runs import key_of
    from flows.stage import StageRun

    async def deployments() -> Deployed:
        async with PrefectClient(office.server.api_url) as client:
            return await deploy(client, office.pool)

    at = asyncio.run(deployments()).stages[RISK]
    for case in waits:
        run = {
            "name": case,
            "parameters": {"decision_id": case, "round_no": 1},
            "idempotency_key": key_of(StageRun(case, RISK, 1)),
            "tags": [f"decision:{case}"],
            "state": {"type": "PAUSED", "name": "Suspended"},
        }
        office.http.post(f"/deployments/{at}/create_flow_run", json=run).raise_for_status()


def _a_day_later(office: Office) -> None:
    before = office.sweeps()
    office.world.advance(office.world.installation.engine.now() + timedelta(days=1))
    office.eventually(lambda: office.sweeps() > before)
    office.until_told()


def _grown(before: dict[str, int], now: dict[str, int]) -> dict[str, int]:
    return {name: rows - before.get(name, 0) for name, rows in now.items() if rows > before.get(name, 0)}
