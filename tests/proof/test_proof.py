"""No path goes around the procedure and none gets stuck; and the exploration notices when one does."""

import json
import subprocess
import sys
from dataclasses import replace
from functools import cache

import pytest

import decision_flow.proof  # noqa: F401
from cli.main import main
from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.law import Law
from decision_flow.procedure.profiles import Lawbook
from decision_flow.procedure.rules import RULES
from decision_flow.proof.exploration import KERNEL, Exploration
from decision_flow.proof.invariants import EVERY
from decision_flow.proof.matter import BEGIN, MATTERS
from decision_flow.proof.move import MOVES
from decision_flow.proof.proving import Explored, Noting, Violation, explored, prove, prove_profiles
from decision_flow.settings import CHECKOUT
from tests.removal import REFUSALS, without

LAWBOOK, CALENDARS = Lawbook(CHECKOUT / "config"), Calendars(CHECKOUT / "config")
MATTER = {matter.name: matter for matter in MATTERS}

MISSED_BY_THE_EXPLORATION = {
    "SOD-PREPARED": ("technical", "nobody_excluded_acts"),
    "SOD-REVIEWER": ("technical", "nobody_excluded_acts"),
    "SOD-ISSUED": ("technical", "nobody_excluded_acts"),
    "SOD-NOTICE": ("every_step", "nobody_excluded_acts"),
    "SOD-ASSESSOR": ("harmful", "nobody_excluded_acts"),
    "SOD-ADVISER": ("technical", "nobody_excluded_acts"),
    "ER-19-INDEPENDENT": ("technical", "nobody_excluded_acts"),
    "CD-30-SPEAKER": ("technical", "nobody_excluded_acts"),
    "DEC-19-ANSWERS": ("technical", "no_stage_without_determination"),
    "DEC-27-DETERMINATION": ("technical", "no_stage_without_determination"),
    "DEC-28-CONFIRMED": ("technical", "changes_join_the_drafts"),
    "LR-25-DIGEST": ("technical", "legality_before_discussion"),
}
"""Rules without which the exploration stops at a violation: in which matter, of which invariant."""


def law_of(profile: str) -> Law:
    return Law(LAWBOOK.resolve(profile, BEGIN), CALENDARS)


@cache
def technical() -> tuple[Explored, Violation | None]:
    """A technical matter under the plan of 吉首市, explored to the last state."""
    return explored(Exploration(MATTER["technical"], law_of("jishou")))


def test_a_technical_matter_keeps_every_invariant_in_every_order_of_acts():
    known, violation = technical()
    assert violation is None and len(known.states) > 3_000


@pytest.mark.long
@pytest.mark.parametrize("profile", LAWBOOK.names())
def test_every_matter_keeps_every_invariant_under_every_profile(profile):
    proved = prove_profiles(LAWBOOK, CALENDARS, [profile])
    assert [(one.matter, one.violation) for one in proved.proofs] == [(matter.name, None) for matter in MATTERS]


@pytest.mark.parametrize(("rule_id", "found"), MISSED_BY_THE_EXPLORATION.items())
def test_without_the_rule_the_exploration_stops_at_a_violation(rule_id, found):
    matter, invariant = found
    with without(rule_id):
        proof = prove(MATTER[matter], law_of("jishou"))
    assert proof.violation is not None and proof.violation.invariant.name == invariant
    assert proof.violation.path[0] == (BEGIN, "start")


def test_a_matter_whose_review_never_ends_is_found_stuck():
    stuck = replace(MATTER["technical"], without=(*MATTER["technical"].without, "issue opinion"))
    proof = prove(stuck, law_of("jishou"))
    assert proof.violation is not None and proof.violation.invariant.name == "an_end_is_always_in_reach"


def test_each_move_is_made_in_some_matter():
    left_out = [name for name in MOVES if not any(matter.explores(name) for matter in MATTERS)]
    assert left_out == []


def test_an_end_is_reached_and_what_follows_from_it_is_nothing():
    known, _ = technical()
    exploration = known.exploration
    ends = [state for state in known.states if exploration.value(state, KERNEL).status == "in_force"]
    assert ends and {name for state in ends for name, _, _ in exploration.follow(state)} <= {"sign the record"}


def test_a_profile_that_says_the_same_wherever_a_rule_asked_is_not_explored_again():
    law = Noting.of(LAWBOOK.resolve("jishou", BEGIN), CALENDARS)
    law.value("public_participation.comment_days_min")
    assert law.agrees_with(LAWBOOK.resolve("cn-713", BEGIN))
    law.value("risk_assessment.levels")
    assert not law.agrees_with(LAWBOOK.resolve("cn-713", BEGIN))


def test_the_command_prints_states_invariants_and_seconds(capsys):
    assert main(["prove", "--profile", "jishou", "--matter", "technical", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["states"] > 3_000 and told["seconds"] > 0
    assert told["invariants"] == {one.name: True for one in EVERY}


def test_the_command_prints_the_way_to_a_violation(capsys):
    with without("DEC-19-ANSWERS"):
        assert main(["prove", "--profile", "jishou", "--matter", "technical", "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert not told["invariants"]["no_stage_without_determination"]
    assert [step["act"] for step in told["violations"][0]["path"]] == ["start", "determine expert_review"]


def taken_away_one_by_one(*tests: str) -> subprocess.CompletedProcess[str]:
    """Each refusing test of these files without its rule; who runs it is not part of the test."""
    options = ("-q", "-p", "no:cacheprovider", "--without-each", "-m", "not prefect and not browser")
    return subprocess.run(
        [sys.executable, "-m", "pytest", *options, *tests], cwd=CHECKOUT, capture_output=True, text=True, check=False
    )


def test_without_their_rules_the_refusing_tests_of_two_rooms_fail():
    run = taken_away_one_by_one("tests/decision", "tests/collective_discussion/test_agenda.py")
    assert run.returncode == 0, run.stdout


@pytest.mark.long
def test_without_its_rule_every_refusing_test_fails():
    run = taken_away_one_by_one("tests")
    assert run.returncode == 0, run.stdout


def test_every_rule_has_a_test_that_misses_it():
    assert {rule_id for rules in REFUSALS.values() for rule_id in rules} == set(RULES)
