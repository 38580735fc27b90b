"""风险评估: what each act asks. Art. 22–24 and plan item 30. What is computed from the rated points is our choice."""

from datetime import date
from typing import Any

from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.risk_assessment.levels import computed, is_lower, rated
from decision_flow.risk_assessment.rules import ASSESSOR, HEAD, REGISTRAR
from decision_flow.terms import Role

SHOWN = 20


def _ratings(point: Any) -> set[str]:
    """Every rating that a point gives, as the scale spells it."""
    given = (point.likelihood, point.impact, point.likelihood_after, point.impact_after)
    return {str(one) for one in given if one is not None}


@rule("RA-22-KIND", article="22(1)")
def kinds_are_of_the_law(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Each risk point is of a kind that the law in force names."""
    kinds = law.value("risk_assessment.kind_weights")
    unknown = [number for number, point in enumerate(act.command.risk_points, start=1) if point.kind not in kinds]
    return lacking("unknown", cure_by=ASSESSOR, points=unknown[:SHOWN], kinds=list(kinds)) if unknown else satisfied()


@rule("RA-23-RATING", article="23(2)")
def risk_points_are_rated_on_the_scale(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The likelihood and the impact of each risk point are rated on the scale of the law in force."""
    scale = law.value("risk_assessment.rating_scale")
    rated = enumerate(act.command.risk_points, start=1)
    off = [number for number, point in rated if not _ratings(point) <= set(scale)]
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


@rule("RA-24-COMPUTED", article="system")
def level_is_not_below_the_computed_one(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The levels are at least those that the rated points yield by the weights of the law; a lower one says why."""
    asks, weights = act.command, law.value("risk_assessment.kind_weights")
    stated = (asks.initial_level, asks.level_after_measures)
    if not law.value("risk_assessment.levels") or None in stated:
        return not_applicable("no_levels")
    if any(point.kind not in weights for point in asks.risk_points):
        return not_applicable("unknown_kind")
    begins = law.value("risk_assessment.level_scores")
    found = [computed(rated(asks.risk_points, after=after), weights, begins) for after in (False, True)]
    lower = any(is_lower(one, yields) for one, yields in zip(stated, found, strict=True))
    if lower == (asks.downrating_reason is not None):
        return satisfied("lower" if lower else "computed", initial=found[0], after=found[1])
    return lacking("no_reason" if lower else "not_lower", cure_by=ASSESSOR, initial=found[0], after=found[1])


@rule("RA-22-REUSE", article="22(2)")
def reused_assessment_is_of_the_same_scheme(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An assessment that exists is used instead of a new one for the same risk and the same version of the scheme."""
    reuse = act.command.reuse
    if reuse is None or not law.value("risk_assessment.reuse_same_risk"):
        return not_applicable("made_anew" if reuse is None else "not_required")
    if case.draft is None or reuse.scheme_sha256 != case.draft.sha256:
        return lacking("other_scheme", cure_by=ASSESSOR)
    if reuse.assessed_on > on:
        return lacking("ahead", cure_by=ASSESSOR, assessed_on=reuse.assessed_on)
    return satisfied("linked", title=reuse.title)


@rule("RA-24-SECOND", article="system")
def level_awaits_a_second_signer(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Confirmed is the latest report, whose level is lower than computed and was not confirmed yet."""
    report = case.risk_assessment.report
    if report is None or report.number != act.command.report or not report.is_downrated:
        return lacking("nothing", cure_by=ASSESSOR)
    return lacking("confirmed", cure_by=HEAD) if report.is_confirmed else satisfied()


@rule("SOD-DOWNRATING", article="system")
def second_signer_is_another_person(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The second signer of a lowered level is not the person who lowered it."""
    report = case.risk_assessment.report
    if report is not None and report.assessed_by == act.actor.id:
        return lacking("same_person", cure_by=(ASSESSOR, REGISTRAR))
    return satisfied()


@rule("RA-23-POINT", article="23(2)")
def measure_is_of_the_report(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What was carried out is a measure of a risk point of the latest report."""
    asks, report = act.command, case.risk_assessment.report
    if report is None or asks.report != report.number or not 1 <= asks.position <= report.points:
        return lacking("unknown", cure_by=(Role.DRAFTER, HEAD))
    return satisfied()


@rule("RA-23-DONE", article="23(2)")
def measure_was_carried_out(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A measure is recorded as carried out when it was, not before."""
    done = act.command.done_on
    return satisfied() if done <= on else lacking("ahead", cure_by=(Role.DRAFTER, HEAD), earliest=done, done_on=done)


@rule("RA-J30-LATEST", article="J30")
def act_is_on_the_latest_report(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Filed or contested is the latest report of the round."""
    report = case.risk_assessment.report
    if report is None:
        return lacking("no_report", cure_by=ASSESSOR)
    return (
        satisfied()
        if report.number == act.command.report
        else lacking("older", cure_by=REGISTRAR, report=report.number)
    )


@rule("RA-J30-ONCE", article="J30")
def report_is_filed_once(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A report is filed once."""
    report = case.risk_assessment.report
    return lacking("filed", cure_by=REGISTRAR) if report is not None and report.is_filed else satisfied()


@rule("RA-J30-RECORDED", article="J30")
def filing_has_happened(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A filing is recorded when it has happened, not before."""
    filed = act.command.recorded_on
    return satisfied() if filed <= on else lacking("ahead", cure_by=REGISTRAR, earliest=filed, recorded_on=filed)


@rule("RA-J30-OPEN", article="J30")
def level_is_contested_once(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A contest that stands is answered before another is raised."""
    report = case.risk_assessment.report
    return lacking("stands", cure_by=ASSESSOR) if report is not None and report.contest else satisfied()


@rule("RA-J30-OTHER", article="J30")
def other_level_is_seen(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Who contests a level sees another one, of the law in force."""
    level, report = act.command.level, case.risk_assessment.report
    if level not in law.value("risk_assessment.levels"):
        return lacking("unknown_level", cure_by=REGISTRAR, level=level)
    if report is not None and level in (report.initial_level, report.level_after_measures):
        same = report.initial_level == report.level_after_measures == level
        return lacking("same_level", cure_by=REGISTRAR, level=level) if same else satisfied()
    return satisfied()


@rule("RA-J30-ANSWER", article="J30")
def level_stands_contested(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Answered is a contest of the latest report that stands."""
    report = case.risk_assessment.report
    return satisfied() if report is not None and report.contest else lacking("none", cure_by=ASSESSOR)


@rule("RA-J66-NOTED", article="J66")
def sentiment_was_noted(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What media and the public said is recorded when it was noted, not before."""
    noted = act.command.noted_on
    return satisfied() if noted <= on else lacking("ahead", cure_by=(Role.DRAFTER, ASSESSOR), noted_on=noted)
