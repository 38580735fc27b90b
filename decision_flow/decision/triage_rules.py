"""决策事项建议和初步判断: what a proposal argues, that it is studied, what triage has to answer (Art. 3, 10, 14–29).

Asked when the unit requests the start and again when the organ decides on it: the answers may have changed between.
"""

from collections.abc import Iterator
from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.organ.facts import OrganFile
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import ProcedureStep, ProposalOrigin, Role, TriageQuestion

UNIT = (Role.DRAFTER, Role.UNDERTAKING_HEAD)
STEPS_OUT = {
    TriageQuestion.IS_TECHNICAL: False,
    TriageQuestion.TOUCHES_MARKET: False,
    TriageQuestion.AFFECTS_SPECIFIC_GROUP: False,
    TriageQuestion.IS_NORMATIVE_DOCUMENT: False,
}
"""The answer by which a step falls away. Harm has its reasons with the interests, secrecy with its ground."""


@rule("DEC-10-ARGUED", article="10(2)")
def department_argues_its_proposal(act: Act, organ: OrganFile, law: Law, on: date) -> Finding:
    """A department or a lower government argues problem, basis, solution, necessity and feasibility of its proposal."""
    if act.command.origin is not ProposalOrigin.DEPARTMENTS:
        return not_applicable("studied_instead", origin=act.command.origin)
    return satisfied() if act.command.argument else lacking("not_argued", cure_by=UNIT)


@rule("DEC-10-WRITTEN", article="10(3)")
def citizens_propose_in_writing(act: Act, organ: OrganFile, law: Law, on: date) -> Finding:
    """Citizens, legal persons and organisations propose a decision in writing."""
    if act.command.origin is not ProposalOrigin.CITIZENS:
        return not_applicable("other_origin", origin=act.command.origin)
    return satisfied() if act.command.written_sha256 else lacking("no_paper", cure_by=act.post.role)


@rule("DEC-10-STUDIED", article="10")
def proposal_was_studied(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A proposal of leaders, deputies or citizens is studied before the organ decides on it; a department argued it."""
    origin = case.decision.origin
    if case.decision.triage.excluded is not None:
        return not_applicable("excluded", exclusion=case.decision.triage.excluded)
    if origin is ProposalOrigin.DEPARTMENTS:
        return not_applicable("argued")
    if origin is ProposalOrigin.LEADERS and not law.value("decision.leaders_proposals_studied"):
        return not_applicable("not_required")
    return satisfied() if case.decision.studies else lacking("not_studied", cure_by=UNIT, origin=origin)


@rule("DEC-3-EXCLUSION", article="3(2)")
def exclusion_is_one_of_the_regulations(act: Act, file: OrganFile | CaseFile, law: Law, on: date) -> Finding:
    """Only what Art. 3(2) names stays outside the procedure; no local rule adds to it."""
    excluded = act.command.triage.excluded if act.command.triage else None
    if excluded is None:
        return not_applicable("none")
    if excluded.exclusion not in law.value("catalog.exclusions"):
        return lacking("not_excluded_here", cure_by=UNIT, exclusion=excluded.exclusion)
    return satisfied()


@rule("DEC-3-EXCLUDED", article="3(2)")
def matter_is_not_excluded(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Macro-control, government legislation and emergency response do not start this procedure."""
    excluded = case.decision.triage.excluded
    if excluded is None:
        return satisfied()
    return lacking("excluded", cure_by=(*UNIT, Role.ADMINISTRATIVE_HEAD), exclusion=excluded)


@rule("DEC-27-REASONS", article="J27")
def steps_out_have_their_reasons(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An answer by which a step falls away has its reason."""
    unreasoned = [one for one in _steps_out(case) if one not in case.decision.triage.reasoned]
    return lacking("no_reason", cure_by=UNIT, questions=unreasoned) if unreasoned else satisfied()


@rule("DEC-22-TRIGGERS", article="22(1)")
def every_interest_at_risk_is_answered(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Whether each interest that the law names may be affected is answered, and what may be is assessed."""
    answered = case.decision.triage.risk_triggers
    missing = [one for one in law.value("risk_assessment.triggers") if one not in answered]
    if missing:
        return lacking("unanswered", cure_by=UNIT, triggers=missing)
    affected = [trigger for trigger, may_be in answered.items() if may_be]
    if affected and not case.may_harm:
        return lacking("contradicts", cure_by=UNIT, triggers=affected)
    return satisfied()


@rule("DEC-14-GROUND", article="14(1)")
def unpublished_matter_has_its_ground(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is lawfully unpublished has its ground, who reviewed it, and a day on which it is reviewed again."""
    review_on = case.decision.triage.non_disclosure_review_on
    if not case.lawfully_unpublished:
        return not_applicable("public") if review_on is None else lacking("contradicts", cure_by=UNIT)
    if review_on is None:
        return lacking("no_ground", cure_by=UNIT)
    return satisfied() if review_on > on else lacking("review_is_due", cure_by=UNIT, review_on=review_on)


@rule("DEC-27-ADDS", article="J27")
def answers_after_the_start_only_add_steps(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """After the start an answer may add a step, not take one out: that is a determination, on the stage."""
    if not case.stages:
        return not_applicable("before_the_start")
    asked, given = act.command, case.decision
    if asked.triage.excluded is not None:
        return lacking("excluded", cure_by=Role.ADMINISTRATIVE_HEAD)
    stood = {
        TriageQuestion.IS_TECHNICAL: case.is_technical,
        TriageQuestion.MAY_HARM: case.may_harm,
        TriageQuestion.TOUCHES_MARKET: case.touches_market,
        TriageQuestion.AFFECTS_SPECIFIC_GROUP: given.affects_specific_group,
        TriageQuestion.IS_NORMATIVE_DOCUMENT: given.is_normative_document,
    }
    if case.special is not None:  # asks for its steps whatever is answered here
        stood[TriageQuestion.IS_TECHNICAL] &= not case.special.asks_more(ProcedureStep.EXPERT_REVIEW)
        stood[TriageQuestion.MAY_HARM] &= not case.special.asks_more(ProcedureStep.RISK_ASSESSMENT)
    out = [one for one, was in stood.items() if was and not getattr(asked, one)]
    out += [TriageQuestion.LAWFULLY_UNPUBLISHED] * (asked.lawfully_unpublished and not case.lawfully_unpublished)
    return lacking("takes_out", cure_by=Role.UNDERTAKING_HEAD, questions=out) if out else satisfied()


def _steps_out(case: CaseFile) -> Iterator[TriageQuestion]:
    """The questions that were answered so that a step falls away."""
    stands = {
        TriageQuestion.IS_TECHNICAL: case.is_technical,
        TriageQuestion.TOUCHES_MARKET: case.touches_market,
        TriageQuestion.AFFECTS_SPECIFIC_GROUP: case.decision.affects_specific_group,
        TriageQuestion.IS_NORMATIVE_DOCUMENT: case.decision.is_normative_document,
    }
    return (question for question, out in STEPS_OUT.items() if stands[question] is out)
