"""文书: what holds of a paper that is recorded (Art. 33; ruling 86)."""

from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.catalog.facts import CatalogFile
from decision_flow.command import Act
from decision_flow.papers.acts import CALLS_FOR
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, rule, satisfied
from decision_flow.terms import Role


@rule("PAP-33-ACT", article="33")
def paper_renders_an_act_that_calls_for_it(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A paper renders one act of the record that calls for it, and bears that act's day, not the day of rendering."""
    asks = act.command
    rendered = case.rendered_acts.get(asks.renders)
    if rendered is None or asks.paper not in CALLS_FOR[rendered.command]:
        return lacking("no_act", cure_by=Role.SYSTEM, paper=asks.paper, entry=asks.renders)
    if asks.dated != rendered.on:
        return lacking("other_day", cure_by=Role.SYSTEM, paper=asks.paper, dated=asks.dated, acted_on=rendered.on)
    return satisfied()


@rule("PAP-33-ONCE", article="33")
def act_is_rendered_once(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An act is rendered once in each kind of paper: what was recorded stays what it was."""
    asks = act.command
    if case.papers.rendered(asks.paper, asks.renders):
        return lacking("rendered", cure_by=Role.SYSTEM, paper=asks.paper, entry=asks.renders)
    return satisfied()


@rule("PAP-3-PUBLISHED", article="3")
def announcement_is_of_a_published_edition(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """The announcement of a catalog is rendered from the publication of one of its editions."""
    asks = act.command
    if not 1 <= asks.edition <= catalog.edition:
        return lacking("not_published", cure_by=Role.CATALOG_OFFICER, edition=asks.edition)
    if asks.dated > on:
        return lacking("ahead", cure_by=Role.SYSTEM, dated=asks.dated)
    return satisfied()
