"""The rules before the start, pure: who cures what, and where the law of the place does not ask."""

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from decision_flow.decision import preparation_rules, standards_rules, triage_rules
from decision_flow.decision.facts import DecisionFacts, LegalBasisFacts, TriageFacts
from decision_flow.decision.standards_facts import CriterionFacts, LinkedMonth, StandardsFacts, month_number
from decision_flow.procedure.rules import Status
from decision_flow.terms import Exclusion, MatterClass, Measure, ProposalOrigin, Role
from tests.casefiles import a_case, a_law

TODAY = date(2026, 3, 2)
ACT: Any = SimpleNamespace(post=SimpleNamespace(role=Role.DRAFTER), command=SimpleNamespace())


def facts(**given: Any) -> DecisionFacts:
    """A decision of which nothing is on file."""
    return DecisionFacts(**({"papers": {}, "start_requested": False, "declarations": 0, "item": None} | given))


@pytest.mark.parametrize(
    ("origin", "studies", "leaders_too", "code"),
    [
        (ProposalOrigin.DEPARTMENTS, 0, True, "argued"),
        (ProposalOrigin.LEADERS, 0, True, "not_studied"),
        (ProposalOrigin.LEADERS, 0, False, "not_required"),
        (ProposalOrigin.LEADERS, 1, True, ""),
        (ProposalOrigin.DEPUTIES, 0, False, "not_studied"),
        (ProposalOrigin.CITIZENS, 2, True, ""),
    ],
)
def test_art_10_which_proposals_are_studied(origin, studies, leaders_too, code):
    law = a_law({"decision.leaders_proposals_studied": leaders_too})
    case = a_case(decision=facts(origin=origin, studies=studies))
    assert triage_rules.proposal_was_studied(ACT, case, law, TODAY).code == code


def test_art_3_2_what_is_excluded_is_not_studied():
    excluded = TriageFacts(reasoned=frozenset(), risk_triggers={}, excluded=Exclusion.MACRO_CONTROL)
    case = a_case(decision=facts(origin=ProposalOrigin.LEADERS, triage=excluded))
    assert triage_rules.proposal_was_studied(ACT, case, a_law({}), TODAY).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(("excluded", "code"), [(["macro_control"], ""), ([], "not_excluded_here")])
def test_art_3_2_an_exclusion_is_one_that_the_law_of_the_place_knows(excluded, code):
    claimed = SimpleNamespace(excluded=SimpleNamespace(exclusion=Exclusion.MACRO_CONTROL))
    act: Any = SimpleNamespace(command=SimpleNamespace(triage=claimed))
    law = a_law({"catalog.exclusions": excluded})
    assert triage_rules.exclusion_is_one_of_the_regulations(act, a_case(), law, TODAY).code == code


@pytest.mark.parametrize(
    ("basis", "required", "code"),
    [
        (None, True, "no_inventory"),
        (None, False, "not_required"),
        (LegalBasisFacts(2, 2), True, "none_in_force"),
        (LegalBasisFacts(2, 1), True, "some_repealed"),
        (LegalBasisFacts(2, 0), True, ""),
    ],
)
def test_art_12_2_the_legal_basis_is_swept(basis, required, code):
    law = a_law({"decision.legal_basis_sweep_required": required})
    case = a_case(decision=facts(legal_basis=basis))
    assert preparation_rules.legal_basis_was_swept(ACT, case, law, TODAY).code == code


def test_art_13_a_dispute_names_who_states_it():
    case = a_case(decision=facts(dissents={"示例一局": True, "示例二局": False}))
    finding = preparation_rules.every_dispute_is_stated(ACT, case, a_law({}), TODAY)
    assert (finding.code, finding.values["agencies"], finding.cure_by) == (
        "unstated",
        ["示例二局"],
        (Role.UNDERTAKING_HEAD,),
    )
    stated = a_case(decision=facts(dissents={"示例一局": True}))
    assert preparation_rules.every_dispute_is_stated(ACT, stated, a_law({}), TODAY).code == "in_the_pack"


def standards(amount: int | None, linked: int = 0, **given: Any) -> StandardsFacts:
    """Figures against a standard of 100 for plans; what is linked was recorded two years before."""
    base: dict[str, Any] = {
        "criteria": (CriterionFacts(Measure.INVESTMENT, 100, MatterClass.PLAN),),
        "document_no": "示例〔2026〕9号",
        "own": None if amount is None else {Measure.INVESTMENT: amount},
        "month": month_number("2026-03-02"),
        "linked": (LinkedMonth(month_number("2024-03"), 1, dict.fromkeys(Measure, linked)),),
        "costs_answered": False,
    }
    return StandardsFacts(**(base | given))


@pytest.mark.parametrize(
    ("amount", "linked", "months", "matter_class", "code"),
    [
        (100, 0, 24, "plan", "reaches"),
        (99, 0, 24, "plan", ""),
        (99, 1, 24, "plan", "reaches_together"),
        (99, 1, 23, "plan", ""),
        (500, 0, 24, "other", ""),
        (None, 500, 24, "plan", "no_figures"),
    ],
)
def test_plan_26_the_size_is_held_against_the_standards_of_its_class(amount, linked, months, matter_class, code):
    case = a_case(standards=standards(amount, linked), matter_class=matter_class)
    law = a_law({"decision.linked_months": months})
    assert standards_rules.size_is_held_against_the_standards(ACT, case, law, TODAY).code == code


@pytest.mark.parametrize(
    ("amount", "answered", "code"), [(100, False, "unanswered"), (100, True, ""), (99, False, "as_needed")]
)
def test_art_12_2_costs_and_benefits_stay_as_needed_below_the_standard(amount, answered, code):
    case = a_case(standards=standards(amount, costs_answered=answered), matter_class="plan")
    law = a_law({"decision.linked_months": 24})
    assert standards_rules.costs_of_a_large_matter_are_answered(ACT, case, law, TODAY).code == code


@pytest.mark.parametrize(("measures", "code"), [(("investment", "land_area"), ""), (("investment",) * 2, "twice")])
def test_plan_26_a_matter_has_one_figure_by_each_measure(measures, code):
    figures = tuple(SimpleNamespace(measure=one) for one in measures)
    act = SimpleNamespace(command=SimpleNamespace(figures=figures), post=ACT.post)
    assert standards_rules.each_figure_is_given_once(act, a_case(), a_law({}), TODAY).code == code
