"""What rules may see of the risk assessment: the latest report of the round, and how it began."""

from dataclasses import dataclass

from decision_flow.terms import RiskLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskReportFacts:
    """A report. `without_measure` counts the risk points without a measure; `departments` and `groups` those heard.

    `unowned`: measures without owner or date. `is_downrated`: a level stands below the computed one; `is_confirmed`: a
    second person signed that. `contest`: the contest of its level that nobody has answered. `carried_out` counts the
    measures of this round's reports that were carried out.
    """

    number: int
    assessed_by: str
    points: int
    without_measure: int
    has_plan: bool
    departments: int
    initial_level: RiskLevel | None
    level_after_measures: RiskLevel | None
    is_controllable: bool
    is_reassessment: bool
    groups: int = 0
    unowned: int = 0
    is_downrated: bool = False
    is_confirmed: bool = False
    is_filed: bool = False
    contest: str | None = None
    carried_out: int = 0

    @property
    def contents(self) -> frozenset[str]:
        """What the report holds, in the words of `risk_assessment.report_contents`."""
        holds = {
            "risk_points": self.points > 0,
            "measures": self.points > 0 and not self.without_measure,
            "contingency_plan": self.has_plan,
        }
        return frozenset(word for word, held in holds.items() if held)


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskAssessmentFacts:
    """`initial_levels` are those that any report of this round began with; `filed` counts reports of every round."""

    report: RiskReportFacts | None = None
    initial_levels: frozenset[RiskLevel] = frozenset()
    filed: int = 0
