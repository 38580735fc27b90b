"""风险评估: Art. 22–24 and plan item 30. What closes the stage; what each act asks stands in report_rules.py.

The latest report of the round counts. 713 asks whether the risk is controllable; the levels are local.
"""

from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import RiskLevel, Role, Stage

HERE = Stage.RISK_ASSESSMENT
ASSESSOR, HEAD, REGISTRAR = Role.RISK_ASSESSOR, Role.UNDERTAKING_HEAD, Role.STABILITY_REGISTRAR


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
    return satisfied("lowered", began=began[0], level=found, carried_out=report.carried_out) if began else satisfied()


@rule("RA-23-GROUPS", article="23(1)", gate=HERE)
def groups_were_heard(case: CaseFile, law: Law, on: date) -> Finding:
    """Where the law of the place asks for it, the assessment hears the groups that the matter affects."""
    report = case.risk_assessment.report
    if report is None:
        return not_applicable("no_report")
    if not law.value("risk_assessment.groups_heard"):
        return not_applicable("not_required")
    return satisfied() if report.groups else lacking("nobody", cure_by=ASSESSOR)


@rule("RA-23-OWNER", article="23(2)", gate=HERE)
def measures_have_owner_and_day(case: CaseFile, law: Law, on: date) -> Finding:
    """Each measure says who takes it and until when, where the law of the place asks for it."""
    report = case.risk_assessment.report
    if report is None:
        return not_applicable("no_report")
    if not law.value("risk_assessment.measure_owner_and_day"):
        return not_applicable("not_required")
    return lacking("unowned", cure_by=ASSESSOR, measures=report.unowned) if report.unowned else satisfied()


@rule("RA-24-DOWNRATED", article="system", gate=HERE)
def lower_level_has_two_signers(case: CaseFile, law: Law, on: date) -> Finding:
    """A level below the one that the rated points yield stands only with its reason and a second person's signature."""
    report = case.risk_assessment.report
    if report is None or not report.is_downrated:
        return not_applicable("no_report" if report is None else "as_computed")
    return satisfied("confirmed") if report.is_confirmed else lacking("unconfirmed", cure_by=(ASSESSOR, REGISTRAR))


@rule("RA-J30-FILED", article="J30", gate=HERE)
def report_is_filed(case: CaseFile, law: Law, on: date) -> Finding:
    """The latest report is filed with the political-legal committee, under number and day of the record."""
    report = case.risk_assessment.report
    if report is None:
        return not_applicable("no_report")
    if not law.value("risk_assessment.filing_required"):
        return not_applicable("not_required")
    return satisfied() if report.is_filed else lacking("not_filed", cure_by=REGISTRAR, report=report.number)


@rule("RA-J30-CONTESTED", article="J30", gate=HERE)
def contested_level_was_answered(case: CaseFile, law: Law, on: date) -> Finding:
    """A contested level is answered with reasons, or the risk is assessed again, before the stage closes."""
    report = case.risk_assessment.report
    if report is None:
        return not_applicable("no_report")
    return lacking("contested", cure_by=ASSESSOR, report=report.number) if report.contest else satisfied()


# Not a rule: 23(1), the methods are free.
