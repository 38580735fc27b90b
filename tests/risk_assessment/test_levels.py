"""How a level follows from rated points: weights and thresholds of the law, the highest point decides."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_flow.procedure.profiles import Lawbook
from decision_flow.risk_assessment.levels import RISING, Rated, computed, is_lower, score
from decision_flow.settings import CHECKOUT
from decision_flow.terms import RiskLevel

VALUES = Lawbook(CHECKOUT / "config").resolve("jishou", date(2026, 3, 2)).values
WEIGHTS, BEGINS = (VALUES[f"risk_assessment.{name}"].value for name in ("kind_weights", "level_scores"))
LOW, MEDIUM, HIGH = RISING
POINTS = st.builds(Rated, st.sampled_from(sorted(WEIGHTS)), st.integers(1, 5), st.integers(1, 5))


@pytest.mark.parametrize(
    ("kind", "likelihood", "impact", "level"),
    [
        ("other", 1, 7, LOW),
        ("other", 2, 4, MEDIUM),
        ("other", 2, 7, MEDIUM),
        ("other", 3, 5, HIGH),
        ("social_stability", 2, 3, LOW),  # 7.2
        ("social_stability", 1, 7, MEDIUM),  # 8.4, where another kind is low
        ("social_stability", 3, 4, MEDIUM),  # 14.4
        ("public_safety", 3, 5, HIGH),  # 18
    ],
)
def test_plan_30_a_level_begins_at_its_weighted_score(kind, likelihood, impact, level):
    assert computed([Rated(kind, likelihood, impact)], WEIGHTS, BEGINS) is level


@given(st.lists(POINTS, min_size=1, max_size=8), POINTS)
def test_a_point_more_never_lowers_the_level(points, more):
    assert not is_lower(computed([*points, more], WEIGHTS, BEGINS), computed(points, WEIGHTS, BEGINS))


@given(POINTS)
def test_scores_are_whole_numbers(point):
    assert type(score(point, WEIGHTS)) is int and score(point, WEIGHTS) > 0


def test_without_points_the_level_is_the_lowest():
    assert computed([], WEIGHTS, BEGINS) is RiskLevel.LOW
