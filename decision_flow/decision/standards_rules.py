"""量化标准: what reaches an adopted standard is flagged, and its costs and benefits are answered (Art. 3, 12)."""

from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import Role

UNIT = (Role.DRAFTER, Role.UNDERTAKING_HEAD)


@rule("DEC-3-STANDARD", article="3(3)")
def size_is_held_against_the_standards(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A matter whose size reaches an adopted standard is flagged, also where parts reach it only together."""
    standards = case.standards
    if standards.document_no is None or standards.own is None:
        return not_applicable("no_criteria" if standards.document_no is None else "no_figures")
    months = law.value("decision.linked_months")
    reached = tuple(standards.reached(case.matter_class, months))
    said = {"measures": [one.measure for one in reached], "document_no": standards.document_no}
    if any(one.alone for one in reached):
        return satisfied("reaches", **said)
    matters = sum(one.matters for one in standards.linked_within(months))
    return satisfied("reaches_together", **said, matters=matters) if reached else satisfied()


@rule("DEC-12-COST", article="12(2)")
def costs_of_a_large_matter_are_answered(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Costs and benefits are analysed as needed; of what reaches a standard it is said at least why they are not."""
    standards = case.standards
    if standards.costs_answered:
        return satisfied()
    reached = [one.measure for one in standards.reached(case.matter_class, law.value("decision.linked_months"))]
    if not reached:
        return not_applicable("as_needed")
    return lacking("unanswered", cure_by=UNIT, measures=reached, document_no=standards.document_no)


@rule("DEC-3-FIGURES", article="system")
def each_figure_is_given_once(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A matter has one figure by each measure."""
    named = [one.measure for one in act.command.figures]
    return lacking("twice", cure_by=act.post.role) if len(set(named)) < len(named) else satisfied()
