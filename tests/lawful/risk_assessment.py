"""The risk report."""

from datetime import date
from typing import Any

from sqlalchemy import select

from decision_flow.risk_assessment import commands as risk
from decision_flow.risk_assessment.model import RiskReport
from decision_flow.store.tables import table_of
from decision_flow.terms import (
    RiskLevel,
    Role,
)
from tests.lawful.steps import Steps, act
from tests.world import START, World


def risk_report(world: World, case: str, draft: str, level: RiskLevel = RiskLevel.LOW, **given: Any) -> Steps:
    """A risk report, by default of low risk, and its filing."""
    report = {
        "decision_id": case,
        "draft_sha256": draft,
        "report_sha256": world.document("风险评估报告"),
        "risk_points": (a_point(),),
        "contingency_plan": "示例",
        "departments_heard": ("示例局",),
        "initial_level": level,
        "level_after_measures": RiskLevel.LOW,
        "is_controllable": True,
        "is_reassessment": False,
    }
    done = yield from act(world, risk.FileRiskAssessment(**(report | given)), Role.RISK_ASSESSOR)
    yield from act(world, filing(case, latest(world, case)), Role.STABILITY_REGISTRAR)
    return done


def filing(case: str, report: int) -> risk.FileStability:
    """The report filed with the political-legal committee."""
    return risk.FileStability(
        decision_id=case,
        report=report,
        record_no=f"示例稳评备〔2026〕{report}号",
        recorded_on=START.date(),
        document_sha256=None,
    )


def latest(world: World, case: str) -> int:
    """The number of the latest report of a case."""
    r = table_of(RiskReport).c
    with world.installation.store.reading() as session:
        asked = select(r.number).where(r.decision_id == case).order_by(r.round.desc(), r.number.desc())
        return int(session.execute(asked.limit(1)).scalar_one())


def lowered(world: World, case: str, draft: str) -> Steps:
    """A risk that is rated lower than computed, contested, answered; then a measure is carried out, and it is assessed
    again and found low. What is said of it outside is noted."""
    noted = risk.RecordRiskSentiment(
        decision_id=case,
        source="示例网站",
        noted_on=START.date(),
        summary="示例",
        judged_by="示例局",
        judgement="示例：平稳",
        answer=None,
        snapshot_sha256=world.document("舆情网页"),
    )
    yield from act(world, noted, Role.DRAFTER)
    rated = a_point(likelihood=4, impact=4)
    reason = "示例：已有同类项目经验"
    yield from risk_report(world, case, draft, RiskLevel.MEDIUM, risk_points=(rated,), downrating_reason=reason)
    first = latest(world, case)
    confirmed = risk.ConfirmDownrating(decision_id=case, report=first, reason="示例：同意")
    yield from act(world, confirmed, Role.STABILITY_REGISTRAR)
    contest = risk.ContestRiskLevel(decision_id=case, report=first, level=RiskLevel.HIGH, reason="示例")
    yield from act(world, contest, Role.STABILITY_REGISTRAR)
    reply = risk.AnswerContest(decision_id=case, reply="示例：理由", reply_sha256=world.document("答复"))
    yield from act(world, reply, Role.RISK_ASSESSOR)
    done = risk.RecordMeasureCarriedOut(
        decision_id=case,
        report=first,
        position=1,
        done_on=START.date(),
        text="示例",
        proof_sha256=world.document("落实凭证"),
    )
    yield from act(world, done, Role.DRAFTER)
    yield from risk_report(world, case, draft, RiskLevel.MEDIUM, is_reassessment=True, measures_taken="示例措施已落实")


def a_point(**given: Any) -> risk.RiskPoint:
    """A risk point of low risk with its measure."""
    base: dict[str, Any] = {
        "kind": "social_stability",
        "description": "示例",
        "likelihood": 1,
        "impact": 2,
        "measure": "示例",
        "owner": "示例局",
        "due": date(2026, 12, 31),
    }
    return risk.RiskPoint(**(base | given))
