"""风险评估: points, measures and plan; a controllable risk, its level lowered first. Art. 22–24, plan 30."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from decision_flow.actor import Actor, Post
from decision_flow.casefile import CaseFile
from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.law import Law
from decision_flow.procedure.profiles import Lawbook
from decision_flow.procedure.rules import GATES, Status
from decision_flow.risk_assessment import report_rules, rules
from decision_flow.risk_assessment.facts import RiskAssessmentFacts, RiskReportFacts
from decision_flow.settings import CHECKOUT
from decision_flow.terms import RiskLevel, Role, Stage
from tests.casefiles import a_case, a_law
from tests.lawful.risk_assessment import a_point

TODAY = date(2026, 3, 20)
LAWBOOK, CALENDARS = Lawbook(CHECKOUT / "config"), Calendars(CHECKOUT / "config")
NATIONAL, JISHOU = (Law(LAWBOOK.resolve(name, TODAY), CALENDARS) for name in ("cn-713", "jishou"))
ASSESSOR, HEAD = Role.RISK_ASSESSOR, Role.UNDERTAKING_HEAD
HIGH, MEDIUM, LOW = RiskLevel
SATISFIED, LACKING, NOT_APPLICABLE = Status.SATISFIED, Status.LACKING, Status.NOT_APPLICABLE
A_REPORT = RiskReportFacts(
    number=1,
    assessed_by="p-assessor",
    points=3,
    without_measure=0,
    has_plan=True,
    departments=2,
    initial_level=LOW,
    level_after_measures=LOW,
    is_controllable=True,
    is_reassessment=False,
    is_filed=True,
)


def an_assessment(began: frozenset[RiskLevel] = frozenset({LOW}), **report: Any) -> CaseFile:
    """A case whose latest report is complete, controllable and low unless told otherwise."""
    facts = RiskAssessmentFacts(report=replace(A_REPORT, **report), initial_levels=began, filed=1)
    return a_case(risk_assessment=facts)


def nothing_filed(**kernel: Any) -> CaseFile:
    """A case without a report."""
    return a_case(risk_assessment=RiskAssessmentFacts(), **kernel)


def an_act(by: str = "p-assessor", **command: Any) -> Any:
    """An act with these arguments."""
    return SimpleNamespace(command=SimpleNamespace(**command), actor=Actor(by, "示例"), post=Post(ASSESSOR))


def answer(found: Any) -> tuple[Status, str]:
    """Status and code."""
    return found.status, found.code


def test_the_gate_of_the_risk_assessment_asks_these_requirements():
    ids = [one.id for one in GATES[Stage.RISK_ASSESSMENT]]
    assert ids == [
        "RA-23-REPORT",
        "RA-23-HEARD",
        "RA-24-CONTROLLABLE",
        "RA-J30-LEVEL",
        "RA-23-GROUPS",
        "RA-23-OWNER",
        "RA-24-DOWNRATED",
        "RA-J30-FILED",
        "RA-J30-CONTESTED",
    ]


def test_a_complete_report_of_a_low_and_controllable_risk_passes_everywhere():
    for law in (NATIONAL, JISHOU):
        assert not [one for one in GATES[Stage.RISK_ASSESSMENT] if one(an_assessment(), law, TODAY).status is LACKING]


# Art. 22, 23: the report


def test_art_22_where_harm_is_possible_there_is_a_report():
    finding = rules.report_names_points_measures_and_plan(nothing_filed(), NATIONAL, TODAY)
    assert answer(finding) == (LACKING, "no_report") and finding.cure_by == (ASSESSOR,)


def test_art_22_where_no_harm_is_possible_a_determination_closes_the_stage():
    finding = rules.report_names_points_measures_and_plan(nothing_filed(may_harm=False), NATIONAL, TODAY)
    assert answer(finding) == (LACKING, "determine") and finding.cure_by == (Role.DRAFTER, HEAD)


def test_art_22_an_assessment_that_was_made_freely_is_signed_like_any_other():
    case = replace(an_assessment(), may_harm=False)
    assert not [one for one in GATES[Stage.RISK_ASSESSMENT] if one(case, JISHOU, TODAY).status is LACKING]


@pytest.mark.parametrize(
    ("report", "missing"),
    [
        ({}, None),
        ({"points": 0}, ["risk_points", "measures"]),
        ({"without_measure": 1}, ["measures"]),
        ({"has_plan": False}, ["contingency_plan"]),
        ({"points": 0, "has_plan": False}, ["risk_points", "measures", "contingency_plan"]),
    ],
)
def test_art_23_the_report_names_risk_points_a_measure_for_each_and_a_plan(report, missing):
    finding = rules.report_names_points_measures_and_plan(an_assessment(**report), NATIONAL, TODAY)
    assert answer(finding) == ((LACKING, "incomplete") if missing else (SATISFIED, ""))
    assert finding.values.get("contents") == missing and finding.article == "23(2)"


@pytest.mark.parametrize(("departments", "found"), [(1, (SATISFIED, "")), (0, (LACKING, "nobody"))])
def test_art_23_departments_were_heard(departments, found):
    assert answer(rules.departments_were_heard(an_assessment(departments=departments), NATIONAL, TODAY)) == found


def test_art_23_a_law_that_does_not_ask_for_departments_does_not_block():
    law = a_law({"risk_assessment.departments_heard": False})
    found = rules.departments_were_heard(an_assessment(departments=0), law, TODAY)
    assert answer(found) == (NOT_APPLICABLE, "not_required")


@pytest.mark.parametrize(
    "rule", [rules.departments_were_heard, rules.risk_was_found_controllable, rules.risk_level_was_lowered_first]
)
def test_art_23_without_a_report_only_the_report_is_asked_for(rule):
    assert answer(rule(nothing_filed(), JISHOU, TODAY)) == (NOT_APPLICABLE, "no_report")


@pytest.mark.parametrize(
    ("likelihood", "impact", "found"),
    [
        (1, 5, (SATISFIED, "")),
        (5, 1, (SATISFIED, "")),
        (0, 3, (LACKING, "off_the_scale")),
        (3, 6, (LACKING, "off_the_scale")),
    ],
)
def test_art_23_risk_points_are_rated_on_the_scale(likelihood, impact, found):
    on_it, point = a_point(likelihood=3, impact=3), a_point(likelihood=likelihood, impact=impact)
    finding = report_rules.risk_points_are_rated_on_the_scale(
        an_act(risk_points=(on_it, point)), nothing_filed(), JISHOU, TODAY
    )
    assert answer(finding) == found
    assert found[0] is SATISFIED or finding.values == {"points": [2], "lowest": "1", "highest": "5"}


def test_art_23_without_risk_points_there_is_nothing_to_rate():
    finding = report_rules.risk_points_are_rated_on_the_scale(an_act(risk_points=()), nothing_filed(), JISHOU, TODAY)
    assert answer(finding) == (NOT_APPLICABLE, "no_points")


# Art. 24: controllable


def test_art_24_a_controllable_risk_may_be_decided_on():
    assert answer(rules.risk_was_found_controllable(an_assessment(), NATIONAL, TODAY)) == (SATISFIED, "")


def test_art_24_an_uncontrollable_risk_blocks_until_the_draft_is_adjusted_and_assessed_again():
    finding = rules.risk_was_found_controllable(an_assessment(is_controllable=False), NATIONAL, TODAY)
    assert answer(finding) == (LACKING, "not_controllable") and finding.cure_by == (HEAD, ASSESSOR)


def test_art_24_where_the_law_does_not_ask_an_uncontrollable_risk_does_not_block():
    law = a_law({"risk_assessment.must_be_controllable": False})
    finding = rules.risk_was_found_controllable(an_assessment(is_controllable=False), law, TODAY)
    assert answer(finding) == (NOT_APPLICABLE, "not_required")


# Jishou plan, item 30: the level


@pytest.mark.parametrize(
    ("began", "level", "again", "found"),
    [
        ({LOW}, LOW, False, (SATISFIED, "")),
        ({HIGH}, HIGH, False, (LACKING, "not_lowered")),
        ({MEDIUM}, MEDIUM, True, (LACKING, "not_lowered")),
        ({HIGH}, MEDIUM, True, (LACKING, "not_lowered")),
        ({HIGH}, LOW, False, (LACKING, "forecast")),
        ({MEDIUM}, LOW, False, (LACKING, "forecast")),
        ({HIGH}, LOW, True, (SATISFIED, "lowered")),
        ({MEDIUM}, LOW, True, (SATISFIED, "lowered")),
        ({HIGH, LOW}, LOW, False, (LACKING, "forecast")),
        ({HIGH, LOW}, LOW, True, (SATISFIED, "lowered")),
        ({LOW}, None, False, (LACKING, "no_level")),
    ],
)
def test_plan_30_a_high_or_medium_risk_is_lowered_and_found_lowered_before_the_decision(began, level, again, found):
    case = an_assessment(frozenset(began), level_after_measures=level, is_reassessment=again)
    finding = rules.risk_level_was_lowered_first(case, JISHOU, TODAY)
    assert answer(finding) == found and finding.article == "J30"


def test_plan_30_a_forecast_says_from_which_level_to_which():
    finding = rules.risk_level_was_lowered_first(an_assessment(frozenset({MEDIUM, HIGH})), JISHOU, TODAY)
    assert finding.values == {"began": HIGH, "level": LOW} and finding.cure_by == (HEAD, ASSESSOR)


def test_art_24_the_regulations_know_no_level_that_blocks():
    case = an_assessment(frozenset({HIGH}), initial_level=HIGH, level_after_measures=HIGH)
    finding = rules.risk_level_was_lowered_first(case, NATIONAL, TODAY)
    assert answer(finding) == (NOT_APPLICABLE, "no_level_blocks")


@pytest.mark.parametrize(
    ("law", "initial", "after", "found"),
    [
        (JISHOU, HIGH, LOW, (SATISFIED, "")),
        (JISHOU, None, LOW, (LACKING, "no_level")),
        (JISHOU, HIGH, None, (LACKING, "no_level")),
        (NATIONAL, None, None, (NOT_APPLICABLE, "no_levels")),
        (NATIONAL, HIGH, LOW, (NOT_APPLICABLE, "no_levels")),
        (a_law({"risk_assessment.levels": ("high", "low")}), MEDIUM, LOW, (LACKING, "unknown_level")),
    ],
)
def test_plan_30_the_report_gives_the_initial_level_and_that_after_the_measures(law, initial, after, found):
    act = an_act(initial_level=initial, level_after_measures=after)
    assert answer(report_rules.both_levels_are_of_the_scale(act, nothing_filed(), law, TODAY)) == found


@pytest.mark.parametrize(
    ("case", "again", "measures", "found"),
    [
        (nothing_filed(), False, None, (NOT_APPLICABLE, "first")),
        (an_assessment(), False, None, (NOT_APPLICABLE, "first")),
        (nothing_filed(), True, "示例", (LACKING, "no_former_report")),
        (an_assessment(), True, None, (LACKING, "no_measures")),
        (an_assessment(), True, "示例", (SATISFIED, "")),
        (a_case(risk_assessment=RiskAssessmentFacts(filed=1)), True, "示例：上一轮次的报告", (SATISFIED, "")),
    ],
)
def test_plan_30_a_reassessment_follows_a_former_report_and_measures_carried_out(case, again, measures, found):
    act = an_act(is_reassessment=again, measures_taken=measures)
    assert answer(report_rules.reassessment_follows_measures(act, case, JISHOU, TODAY)) == found


def test_who_assessed_the_risk_does_not_sign_the_assessment_off():
    case = an_assessment()
    own = report_rules.signed_off_by_another_than_the_assessor(an_act("p-assessor"), case, JISHOU, TODAY)
    assert answer(own) == (LACKING, "same_person") and own.rule.startswith("SOD-")
    for by, filed in (("p-head", case), ("p-assessor", nothing_filed())):
        assert (
            report_rules.signed_off_by_another_than_the_assessor(an_act(by), filed, JISHOU, TODAY).status is SATISFIED
        )


@pytest.mark.parametrize(
    ("required", "groups", "found"),
    [(True, 0, (LACKING, "nobody")), (True, 1, (SATISFIED, "")), (False, 0, (NOT_APPLICABLE, "not_required"))],
)
def test_art_23_1_the_groups_that_the_matter_affects_are_heard_where_the_place_asks_for_it(required, groups, found):
    law = a_law({"risk_assessment.groups_heard": required})
    assert answer(rules.groups_were_heard(an_assessment(groups=groups), law, TODAY)) == found
