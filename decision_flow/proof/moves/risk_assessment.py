"""Risk assessment: reports, the filing, the sign-off. Each domain is a few values."""

from decision_flow.proof.matter import DECISION, PAPER, wearing_every_hat
from decision_flow.proof.move import Asked, Moment, move, never_by
from decision_flow.risk_assessment import commands as risk
from decision_flow.terms import RiskLevel, Role


def _report(name: str, level: RiskLevel, *, again: bool) -> None:
    @move(f"report {name}", risk.FileRiskAssessment)
    def report(moment: Moment) -> Asked:
        former = moment.case.risk_assessment.report
        if again != (former is not None) or (former and (former.is_reassessment or former.is_controllable)):
            return ()
        levels = moment.law.value("risk_assessment.levels")
        point = risk.RiskPoint(
            kind=next(iter(moment.law.value("risk_assessment.kind_weights"))),
            description="示例",
            likelihood=1,
            impact=1,
            measure="示例",
            owner="示例局",
            due=moment.on,
        )
        found = risk.FileRiskAssessment(
            decision_id=DECISION,
            draft_sha256=moment.sha256,
            report_sha256=PAPER,
            risk_points=(point,),
            contingency_plan="示例",
            departments_heard=("示例局",),
            groups_heard=("示例群体",),
            initial_level=level if levels else None,
            level_after_measures=level if levels else None,
            is_controllable=level is RiskLevel.LOW,
            is_reassessment=again,
            measures_taken="示例" if again else None,
        )
        return [(Role.RISK_ASSESSOR, found)]


_report("low risk", RiskLevel.LOW, again=False)
_report("high risk", RiskLevel.HIGH, again=False)
_report("the risk lowered", RiskLevel.LOW, again=True)


@move("file the report", risk.FileStability)
def file_stability(moment: Moment) -> Asked:
    report = moment.case.risk_assessment.report
    if report is None or report.is_filed:
        return ()
    filed = risk.FileStability(
        decision_id=DECISION, report=report.number, record_no="示例", recorded_on=moment.on, document_sha256=None
    )
    return [(Role.STABILITY_REGISTRAR, filed)]


@move("sign risk_assessment", risk.SignOffRiskAssessment)
def sign_risk(moment: Moment) -> Asked:
    signed = risk.SignOffRiskAssessment(decision_id=DECISION, draft_sha256=moment.sha256)
    return [(Role.UNDERTAKING_HEAD, signed)]


never_by(sign_risk, wearing_every_hat(Role.RISK_ASSESSOR))
