"""Art. 29(1) and order 783, Art. 12–18: fair competition review."""

import pytest

from decision_flow.legality_review import fair_competition as rules
from decision_flow.legality_review.facts import MARKET_REGULATOR, UNDERTAKING_UNIT, FairReview
from decision_flow.procedure.rules import Status
from decision_flow.terms import FairCompetition, Role
from tests.late_stages import JISHOU, MONDAY, NATION, a_review, an_act, in_review, law

BOTH = (UNDERTAKING_UNIT, MARKET_REGULATOR)


def reviewed(*by: str, conclusion: FairCompetition = FairCompetition.COMPLIES, **kernel):
    """A case that touches the market, reviewed by these."""
    reviews = {word: FairReview(1, conclusion) for word in by}
    return in_review(a_review(fair_competition=reviews), **({"touches_market": True} | kernel))


def test_783_art_14_the_market_regulator_reviews_a_measure_of_the_government():
    ask = rules.fair_competition_was_reviewed
    assert ask(reviewed(*BOTH), JISHOU, MONDAY).status is Status.SATISFIED
    lacks = ask(reviewed(UNDERTAKING_UNIT), NATION, MONDAY)
    assert (lacks.code, lacks.cure_by) == ("not_reviewed", (Role.MARKET_REGULATOR,))
    assert ask(reviewed(), JISHOU, MONDAY).cure_by == (Role.UNDERTAKING_HEAD, Role.MARKET_REGULATOR)


def test_783_art_13_a_department_reviews_its_own_measure():
    case = reviewed(UNDERTAKING_UNIT, organ_kind="department")
    assert rules.fair_competition_was_reviewed(case, JISHOU, MONDAY).status is Status.SATISFIED


def test_art_29_what_does_not_touch_the_market_needs_no_review():
    ask = rules.fair_competition_was_reviewed
    assert ask(reviewed(touches_market=False), JISHOU, MONDAY).status is Status.NOT_APPLICABLE
    free = law(legality_review__fair_competition_required=False)
    assert ask(reviewed(), free, MONDAY).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize("conclusion", [one for one in FairCompetition if one is not FairCompetition.VIOLATES])
def test_783_art_18_any_conclusion_but_a_violation_lets_the_draft_go_on(conclusion):
    case = reviewed(*BOTH, conclusion=conclusion)
    assert rules.no_review_found_a_violation(case, JISHOU, MONDAY).status is Status.SATISFIED


def test_783_art_18_what_violates_fair_competition_is_not_issued():
    case = reviewed(MARKET_REGULATOR, conclusion=FairCompetition.VIOLATES)
    lacks = rules.no_review_found_a_violation(case, JISHOU, MONDAY)
    assert lacks.code == "violates" and Role.MARKET_REGULATOR in lacks.cure_by
    untouched = reviewed(touches_market=False)
    assert rules.no_review_found_a_violation(untouched, JISHOU, MONDAY).status is Status.NOT_APPLICABLE


def test_783_art_14_the_undertaking_unit_reviews_first():
    ask, regulator = rules.regulator_follows_the_first_review, an_act(Role.MARKET_REGULATOR)
    assert ask(regulator, reviewed(), JISHOU, MONDAY).code == "no_first_review"
    assert ask(regulator, reviewed(UNDERTAKING_UNIT), JISHOU, MONDAY).status is Status.SATISFIED
    assert ask(an_act(Role.UNDERTAKING_HEAD), reviewed(), JISHOU, MONDAY).status is Status.NOT_APPLICABLE


def test_783_art_12_an_exception_has_ground_no_milder_means_and_an_end():
    ask = rules.exception_is_grounded_and_ends
    whole = {"exception_ground": "示例", "no_milder_alternative": "示例", "exception_term": "示例"}
    exception = {"conclusion": FairCompetition.COMPLIES_BY_EXCEPTION}
    assert ask(an_act(**exception, **whole), reviewed(), JISHOU, MONDAY).status is Status.SATISFIED
    for name in whole:
        lacks = ask(an_act(**exception, **whole | {name: None}), reviewed(), JISHOU, MONDAY)
        assert (lacks.code, lacks.values["fields"]) == ("incomplete", [name])
    complies = an_act(conclusion=FairCompetition.COMPLIES)
    assert ask(complies, reviewed(), JISHOU, MONDAY).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(
    ("conclusion", "heard", "code"),
    [
        (FairCompetition.COMPLIES, (1,), ""),
        (FairCompetition.COMPLIES, (), "nobody_heard"),
        (FairCompetition.VIOLATES, (), "nobody_heard"),
        (FairCompetition.NOT_TOUCHED, (), "market_not_touched"),
    ],
)
def test_783_art_16_operators_or_associations_are_heard(conclusion, heard, code):
    act = an_act(conclusion=conclusion, operators_heard=heard)
    assert rules.operators_were_heard(act, reviewed(), JISHOU, MONDAY).code == code
    free = law(legality_review__fair_competition_operators_heard=False)
    assert rules.operators_were_heard(act, reviewed(), free, MONDAY).status is not Status.LACKING
