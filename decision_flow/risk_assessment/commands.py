"""What can be done in the risk assessment: file a report, sign the assessment off (Art. 22–24, plan 30)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from decision_flow.command import DecisionCommand, Digest, Document, Name, Shape, Text
from decision_flow.terms import RiskLevel


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPoint:
    """风险点 with the measure against it, who takes the measure and until when (Art. 23).

    Likelihood and impact are rated on the scale of the law in force, from low to high.
    """

    kind: Name
    description: Text
    likelihood: int
    impact: int
    measure: Text | None
    owner: Name | None
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRiskAssessment(DecisionCommand):
    """风险评估报告: the assessor signs a report on whether the risk of the present draft is controllable (Art. 22–24).

    It names risk points, measures, contingency plan and the departments heard. The two levels are the initial one and
    the one after the measures; null where the law in force knows no levels. A re-assessment (`is_reassessment`) says in
    `measures_taken` which measures have been carried out since the former report: its level is found, not forecast.
    """

    draft_sha256: Digest
    report_sha256: Document
    risk_points: Annotated[tuple[RiskPoint, ...], Shape(0, 200)]
    contingency_plan: Text | None
    departments_heard: Annotated[tuple[Name, ...], Shape(0, 100)]
    initial_level: RiskLevel | None
    level_after_measures: RiskLevel | None
    is_controllable: bool
    is_reassessment: bool
    measures_taken: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffRiskAssessment(DecisionCommand):
    """The head of the undertaking unit signs the risk assessment off, on the present draft (Art. 22, 24)."""

    draft_sha256: Digest
