"""Waiting costs nothing: cases that wait for a person add no row anywhere, however many days go by (design 5)."""

import asyncio
from collections.abc import Iterator
from datetime import timedelta

import pytest
from prefect.client.orchestration import PrefectClient

from decision_flow.terms import Role, Stage
from flows.deployments import deploy
from flows.runs import key_of
from flows.stage import StageRun
from tests import lawful
from tests.flows import cases
from tests.flows.house import Office

pytestmark = pytest.mark.prefect
RISK, LEGALITY, PARTICIPATION = Stage.RISK_ASSESSMENT, Stage.LEGALITY_REVIEW, Stage.PUBLIC_PARTICIPATION
REALLY_HELD = 20
DAYS = 7
A_FEW = 4
"""Runs of the sweep that Prefect has scheduled ahead, here and for other tests; fewer than one a day or a case."""


@pytest.fixture(scope="module", params=[100, pytest.param(1000, marks=pytest.mark.long)])
def waiting(request: pytest.FixtureRequest, office: Office) -> Iterator[tuple[Office, list[str]]]:
    """So many cases at their risk assessment. The worker has held twenty; the runs of the others are put into Prefect
    as it keeps a held one. Only the sweep finds out which open stage has none."""
    waits = [cases.at_the_risk_assessment(office.world) for _ in range(request.param)]
    office.nothing_is_told()
    asyncio.run(_hold(office, waits[REALLY_HELD:]))
    worker = office.open(site=False)
    for case in waits[:REALLY_HELD]:
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
    office.eventually(lambda: max(_grown(prefects, office.count()).values(), default=0) <= A_FEW)
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


async def _hold(office: Office, waits: list[str]) -> None:
    """A run for each, suspended from the start."""
    async with PrefectClient(office.server.api_url) as client:
        known = await deploy(client, office.pool)
    for case in waits:
        run = {
            "name": case,
            "parameters": {"decision_id": case, "round_no": 1},
            "idempotency_key": key_of(StageRun(case, RISK, 1)),
            "tags": [f"decision:{case}"],
            "state": {"type": "PAUSED", "name": "Suspended"},
        }
        office.http.post(f"/deployments/{known.stages[RISK]}/create_flow_run", json=run).raise_for_status()


def _a_day_later(office: Office) -> None:
    before = office.sweeps()
    office.world.advance(office.world.installation.engine.now() + timedelta(days=1))
    office.eventually(lambda: office.sweeps() > before)
    office.until_told()


def _grown(before: dict[str, int], now: dict[str, int]) -> dict[str, int]:
    return {name: rows - before.get(name, 0) for name, rows in now.items() if rows > before.get(name, 0)}
