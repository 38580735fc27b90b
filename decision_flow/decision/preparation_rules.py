"""依据梳理、方案、部门协商: what the unit prepares must be true, and where it is demanded (Art. 12, 13, 26)."""

from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import Role

UNIT = (Role.DRAFTER, Role.UNDERTAKING_HEAD)


@rule("DEC-12-BASIS", article="12(2)")
def legal_basis_was_swept(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The laws, regulations, rules and policies of the matter are swept before the file goes to the legality review."""
    if not law.value("decision.legal_basis_sweep_required"):
        return not_applicable("not_required")
    inventory = case.decision.legal_basis
    if inventory is None:
        return lacking("no_inventory", cure_by=UNIT)
    if inventory.repealed == inventory.total:
        return lacking("none_in_force", cure_by=UNIT)
    return satisfied("some_repealed", count=inventory.repealed) if inventory.repealed else satisfied()


@rule("DEC-12-CHECKED", article="12(2)")
def basis_was_looked_up(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The status of a legal basis is that of a day which has come."""
    ahead = [one.title for one in act.command.items if one.checked_on > on]
    return lacking("ahead", cure_by=act.post.role, titles=ahead) if ahead else satisfied()


@rule("DEC-12-OPTIONS", article="12(3)")
def preferred_option_is_one_of_them(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Options have different names, and the preferred one is among them."""
    titles = [one.title for one in act.command.options]
    if len(set(titles)) < len(titles):
        return lacking("same_title", cure_by=act.post.role)
    return satisfied() if act.command.preferred in titles else lacking("not_among_them", cure_by=act.post.role)


@rule("DEC-13-DAYS", article="13")
def answer_follows_the_question(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An agency answers after it was asked, and its answer is recorded on that day or later."""
    asked_on, answered_on = act.command.asked_on, act.command.answered_on
    if answered_on < asked_on:
        return lacking("before_asked", cure_by=act.post.role, asked_on=asked_on, answered_on=answered_on)
    if answered_on > on:
        return lacking("ahead", cure_by=act.post.role, earliest=answered_on, answered_on=answered_on)
    return satisfied()


@rule("DEC-13-DISSENT", article="13")
def agency_disagrees(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A dispute is stated with an agency that was consulted and with which no agreement was reached."""
    if act.command.agency in case.decision.dissents:
        return satisfied()
    return lacking("no_dissent", cure_by=UNIT, agency=act.command.agency)


@rule("DEC-13-DISPUTE", article="13")
def every_dispute_is_stated(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Where no agreement was reached, issue, views and reasons are put to the organ with the matter."""
    unstated = [agency for agency, stated in case.decision.dissents.items() if not stated]
    if unstated:
        return lacking("unstated", cure_by=Role.UNDERTAKING_HEAD, agencies=unstated)
    dissents = list(case.decision.dissents)
    return satisfied("in_the_pack", agencies=dissents) if dissents else satisfied()
