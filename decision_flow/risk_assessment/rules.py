"""风险评估: Art. 22–24 and plan item 30. First what closes the stage, then what each act asks.

The latest report of the round counts. 713 asks whether the risk is controllable; the levels are local.
"""

from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import RiskLevel, Role, Stage

HERE = Stage.RISK_ASSESSMENT
ASSESSOR, HEAD = Role.RISK_ASSESSOR, Role.UNDERTAKING_HEAD
SHOWN = 20


@rule("RA-23-REPORT", article="23(2)", gate=HERE)
def report_names_points_measures_and_plan(case: CaseFile, law: Law, on: date) -> Finding:
    """The assessment yields a report that names risk points, a measure against each, and a contingency plan."""
    report = case.risk_assessment.report
    if report is None and not case.may_harm:
        return lacking("determine", cure_by=(Role.DRAFTER, HEAD))
    if report is None:
        return lacking("no_report", cure_by=ASSESSOR)
    missing = [word for word in law.value("risk_assessment.report_contents") if word not in report.contents]
    return lacking("incomplete", cure_by=ASSESSOR, contents=missing) if missing else satisfied()


@rule("RA-23-HEARD", article="23(2)", gate=HERE)
def departments_were_heard(case: CaseFile, law: Law, on: date) -> Finding:
    """The assessment hears the departments concerned, and the report names them (ruling 27)."""
    report = case.risk_assessment.report
    if report is None:
        return not_applicable("no_report")
    if not law.value("risk_assessment.departments_heard"):
        return not_applicable("not_required")
    return satisfied() if report.departments else lacking("nobody", cure_by=ASSESSOR)


@rule("RA-24-CONTROLLABLE", article="24", gate=HERE)
def risk_was_found_controllable(case: CaseFile, law: Law, on: date) -> Finding:
    """A draft whose risk is not controllable is decided only after measures that make it so."""
    report = case.risk_assessment.report
    if report is None:
        return not_applicable("no_report")
    if not law.value("risk_assessment.must_be_controllable"):
        return not_applicable("not_required")
    return satisfied() if report.is_controllable else lacking("not_controllable", cure_by=(HEAD, ASSESSOR))


@rule("RA-J30-LEVEL", article="J30", gate=HERE)
def risk_level_was_lowered_first(case: CaseFile, law: Law, on: date) -> Finding:
    """A level that the law of the place blocks is lowered by measures, and found lowered, before the decision."""
    report, blocking = case.risk_assessment.report, law.value("risk_assessment.blocking_levels")
    if report is None or not blocking:
        return not_applicable("no_report" if report is None else "no_level_blocks")
    found = report.level_after_measures
    if found is None:
        return lacking("no_level", cure_by=ASSESSOR)
    if found in blocking:
        return lacking("not_lowered", cure_by=(HEAD, ASSESSOR), level=found)
    began = [level for level in RiskLevel if level in blocking and level in case.risk_assessment.initial_levels]
    if began and not report.is_reassessment:
        return lacking("forecast", cure_by=(HEAD, ASSESSOR), began=began[0], level=found)
    return satisfied()


# What each act asks


@rule("RA-23-RATING", article="23(2)")
def risk_points_are_rated_on_the_scale(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The likelihood and the impact of each risk point are rated on the scale of the law in force."""
    scale = law.value("risk_assessment.rating_scale")
    rated = enumerate(act.command.risk_points, start=1)
    off = [number for number, point in rated if not {str(point.likelihood), str(point.impact)} <= set(scale)]
    if off:
        return lacking("off_the_scale", cure_by=ASSESSOR, points=off[:SHOWN], lowest=scale[0], highest=scale[-1])
    return satisfied() if act.command.risk_points else not_applicable("no_points")


@rule("RA-J30-SCALE", article="J30")
def both_levels_are_of_the_scale(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Where the law of the place knows levels of risk, the report gives the initial one and that after the measures."""
    scale, given = law.value("risk_assessment.levels"), (act.command.initial_level, act.command.level_after_measures)
    if not scale:
        return not_applicable("no_levels")
    if None in given:
        return lacking("no_level", cure_by=ASSESSOR, levels=list(scale))
    unknown = [level for level in given if level not in scale]
    return lacking("unknown_level", cure_by=ASSESSOR, unknown=unknown, levels=list(scale)) if unknown else satisfied()


@rule("RA-J30-AGAIN", article="J30")
def reassessment_follows_measures(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A re-assessment follows a former report, and says which measures have been carried out since."""
    if not act.command.is_reassessment:
        return not_applicable("first")
    if not case.risk_assessment.filed:
        return lacking("no_former_report", cure_by=ASSESSOR)
    return satisfied() if act.command.measures_taken else lacking("no_measures", cure_by=ASSESSOR)


@rule("SOD-ASSESSOR", article="system")
def signed_off_by_another_than_the_assessor(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Who assessed the risk does not sign the assessment off for the unit."""
    report = case.risk_assessment.report
    if report is not None and report.assessed_by == act.actor.id:
        return lacking("same_person", cure_by=HEAD)
    return satisfied()


# Not rules: 22(2), no duplicate assessment: an assessment that exists is filed as the report, on the present draft.
# 23(1), the methods are free.
