"""How a level of risk follows from rated risk points: pure, with the weights of the law in force (our choice).

The score of a point is likelihood × impact × the weight of its kind, in per cent of the product. The level of the draft
is that of its highest point: risks are not averaged away. A level begins at its score in `level_scores`; below all of
them it is the lowest.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from decision_flow.terms import RiskLevel

RISING = (RiskLevel.LOW, RiskLevel.MEDIUM, RiskLevel.HIGH)


class Rated(NamedTuple):
    """A risk point as far as it is rated."""

    kind: str
    likelihood: int
    impact: int


def score(point: Rated, weights: Mapping[str, int]) -> int:
    """The weighted product of a point, in hundredths."""
    return point.likelihood * point.impact * weights[point.kind]


def computed(points: Iterable[Rated], weights: Mapping[str, int], begins: Mapping[str, int]) -> RiskLevel:
    """The level of a draft with these points. Raises KeyError for a kind that has no weight."""
    highest = max((score(point, weights) for point in points), default=0)
    reached = [level for level in RISING if level in begins and highest >= begins[level] * 100]
    return reached[-1] if reached else RISING[0]


def is_lower(stated: RiskLevel, found: RiskLevel) -> bool:
    """Whether a stated level lies below the computed one."""
    return RISING.index(stated) < RISING.index(found)


def rated(points: Iterable[Any], *, after: bool) -> tuple[Rated, ...]:
    """The points as rated at first, or after the measures: who does not rate a point again leaves it as it was."""
    return tuple(
        Rated(
            point.kind,
            point.likelihood_after if after and point.likelihood_after is not None else point.likelihood,
            point.impact_after if after and point.impact_after is not None else point.impact,
        )
        for point in points
    )
