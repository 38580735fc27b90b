"""The risk report."""

from datetime import date
from typing import Any

from decision_flow.risk_assessment import commands as risk
from decision_flow.terms import (
    RiskLevel,
    Role,
)
from tests.lawful.steps import Steps, act
from tests.world import World


def risk_report(world: World, case: str, draft: str, level: RiskLevel = RiskLevel.LOW, **given: Any) -> Steps:
    """A risk report, by default of low risk."""
    point = risk.RiskPoint(
        kind="社会稳定",
        description="示例",
        likelihood=1,
        impact=2,
        measure="示例",
        owner="示例局",
        due=date(2026, 12, 31),
    )
    report = {
        "decision_id": case,
        "draft_sha256": draft,
        "report_sha256": world.document("风险评估报告"),
        "risk_points": (point,),
        "contingency_plan": "示例",
        "departments_heard": ("示例局",),
        "initial_level": level,
        "level_after_measures": RiskLevel.LOW,
        "is_controllable": True,
        "is_reassessment": False,
    }
    yield from act(world, risk.FileRiskAssessment(**(report | given)), Role.RISK_ASSESSOR)
