"""Risk assessment: reports, their points, the filing."""

from dataclasses import replace

from decision_flow.casefile import CaseFile
from decision_flow.proof.fold import Row, begins, fold
from decision_flow.risk_assessment.facts import RiskAssessmentFacts, RiskReportFacts
from decision_flow.terms import RiskLevel, Stage


@fold("risk_assessment", "stage")
def _assessment_begins(facts: RiskAssessmentFacts, row: Row, kernel: CaseFile) -> RiskAssessmentFacts:
    return RiskAssessmentFacts(filed=facts.filed) if begins(Stage.RISK_ASSESSMENT, row, kernel) else facts


@fold("risk_assessment", "risk_report")
def _risk_reported(facts: RiskAssessmentFacts, row: Row, kernel: CaseFile) -> RiskAssessmentFacts:
    level = row["initial_level"]
    report = RiskReportFacts(
        **{name: row[name] for name in ("number", "initial_level", "level_after_measures", "is_controllable")},
        is_reassessment=row["is_reassessment"],
        assessed_by=row["actor_id"],
        points=0,
        without_measure=0,
        has_plan=row["contingency_plan"] is not None,
        departments=len(row["departments_heard"]),
        groups=len(row["groups_heard"]),
    )
    levels = facts.initial_levels | ({RiskLevel(level)} if level else set())
    return replace(facts, report=report, initial_levels=levels, filed=facts.filed + 1)


@fold("risk_assessment", "risk_point")
def _risk_point(facts: RiskAssessmentFacts, row: Row, kernel: CaseFile) -> RiskAssessmentFacts:
    if (report := facts.report) is None:
        return facts
    open_ended = row["measure"] is not None and (row["owner"] is None or row["due"] is None)
    return replace(
        facts,
        report=replace(
            report,
            points=report.points + 1,
            without_measure=report.without_measure + (row["measure"] is None),
            unowned=report.unowned + open_ended,
        ),
    )


@fold("risk_assessment", "stability_filing")
def _report_filed(facts: RiskAssessmentFacts, row: Row, kernel: CaseFile) -> RiskAssessmentFacts:
    return replace(facts, report=replace(facts.report, is_filed=True)) if facts.report else facts
