"""What a sign-off of the experts' and the risk stage costs, and that facts come from one statement."""

import pytest

from decision_flow.casefile import SLICES
from decision_flow.terms import Stage
from tests.lawful import last_sign_off_of, ready_for_last_sign_offs
from tests.world import World

AT_MOST, TRIPS = 14, 3


@pytest.mark.parametrize("stage", [Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT])
def test_a_sign_off_stays_within_its_statements_and_trips(world: World, stage: Stage):
    case = ready_for_last_sign_offs(world)
    step = last_sign_off_of(world, case, stage)
    meter = world.installation.store.meter
    meter.reset()
    world.do(step.command, step.by, key=step.key)
    assert meter.statements - 2 <= AT_MOST and meter.trips <= TRIPS  # BEGIN and COMMIT are not counted


@pytest.mark.parametrize("stage", [Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT])
def test_the_slice_of_the_gate_is_one_statement(stage: Stage):
    assert len(SLICES[stage.value].statements) == 1
