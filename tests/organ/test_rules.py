"""Bodies, units, posts and the clock: who can hold what."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from decision_flow.actor import Actor
from decision_flow.organ import rules
from decision_flow.organ.facts import InstallationFile, OrganFile
from decision_flow.procedure.rules import Status
from decision_flow.terms import Role
from tests.casefiles import ORGAN, UNIT, a_law

BODY = OrganFile(ORGAN, "示例市人民政府", "government", "jishou", "active", {UNIT: "示例局"})
LAW, TODAY = a_law({}), date(2026, 3, 2)
NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)


def an_appointment(role: Role = Role.DRAFTER, unit: str | None = UNIT, person: str = "p-1", by: str = "p-admin") -> Any:
    """An act of appointing."""
    return SimpleNamespace(command=SimpleNamespace(role=role, unit_id=unit, person_id=person), actor=Actor(by, "示例"))


@pytest.mark.parametrize(
    ("role", "unit", "code"),
    [
        (Role.DRAFTER, UNIT, ""),
        (Role.UNDERTAKING_HEAD, UNIT, ""),
        (Role.ADMINISTRATIVE_HEAD, None, ""),
        (Role.DRAFTER, None, "no_unit"),
        (Role.UNDERTAKING_HEAD, None, "no_unit"),
        (Role.DRAFTER, "x", "unknown_unit"),
        (Role.LEGALITY_HEAD, "x", "unknown_unit"),
    ],
)
def test_a_role_of_a_unit_is_held_in_a_unit_of_this_body(role, unit, code):
    assert rules.post_names_its_unit(an_appointment(role, unit), BODY, LAW, TODAY).code == code


@pytest.mark.parametrize("role", Role)
def test_flows_the_public_and_administrators_hold_no_post_of_a_body(role):
    finding = rules.role_can_be_held(an_appointment(role), BODY, LAW, TODAY)
    assert finding.status is (
        Status.LACKING if role in {Role.SYSTEM, Role.CITIZEN, Role.ADMINISTRATOR} else Status.SATISFIED
    )


@pytest.mark.parametrize(
    ("moved", "code"),
    [(timedelta(0), ""), (timedelta(seconds=1), ""), (timedelta(days=30), ""), (timedelta(seconds=-1), "backward")],
)
def test_the_clock_of_a_demo_moves_forward_only(moved, code):
    demo = InstallationFile("i", "示例", True, "2026-03-02T01:00:00.000000Z")
    act: Any = SimpleNamespace(command=SimpleNamespace(now=NOW + moved))
    assert rules.clock_is_simulated_and_moves_forward(act, demo, LAW, TODAY).code == code


def test_a_real_clock_is_not_set():
    real = InstallationFile("i", "示例", False, None)
    act: Any = SimpleNamespace(command=SimpleNamespace(now=NOW))
    assert rules.clock_is_simulated_and_moves_forward(act, real, LAW, TODAY).code == "real_clock"


def test_who_keeps_the_accounts_gives_itself_no_post():
    own = an_appointment(person="p-admin")
    assert rules.administrator_takes_no_part(own, BODY, LAW, TODAY).code == "own_post"
    assert rules.administrator_takes_no_part(an_appointment(), BODY, LAW, TODAY).status is Status.SATISFIED


def test_an_auditor_takes_no_part_in_the_procedure():
    finding = rules.administrator_takes_no_part(an_appointment(Role.AUDITOR), BODY, LAW, TODAY)
    assert (finding.status, finding.code) == (Status.NOT_APPLICABLE, "auditor")
