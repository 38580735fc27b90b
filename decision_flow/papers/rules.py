"""文书: what holds of a paper that is recorded (Art. 33; ruling 86)."""

from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.catalog.facts import CatalogFile
from decision_flow.command import Act
from decision_flow.papers.acts import CALLS_FOR
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import PaperKind, Role, Stage

OF_THE_FILE = (
    PaperKind.COMMENT_NOTICE,
    PaperKind.HEARING_NOTICE,
    PaperKind.FEEDBACK,
    PaperKind.EXPERT_OPINION_SHEET,
    PaperKind.RISK_REPORT,
)
"""What the early stages issue: it belongs to the file that the legality review answers for (Art. 26(1))."""
BEFORE_THE_MEETING = (PaperKind.LEGALITY_OPINION, PaperKind.MEETING_PACK)
OF_THE_MEETING = (PaperKind.DECISION_SHEET, PaperKind.MEETING_RECORD)


@rule("PAP-33-ACT", article="33")
def paper_renders_an_act_that_calls_for_it(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A paper renders one act of the record that calls for it, and bears that act's day, not the day of rendering."""
    asks = act.command
    rendered = case.papers.acts.get(asks.renders)
    if rendered is None or asks.paper not in CALLS_FOR[rendered.command]:
        return lacking("no_act", cure_by=Role.SYSTEM, paper=asks.paper, entry=asks.renders)
    if asks.dated != rendered.on:
        return lacking("other_day", cure_by=Role.SYSTEM, paper=asks.paper, dated=asks.dated, acted_on=rendered.on)
    return satisfied()


@rule("PAP-33-ONCE", article="33")
def act_is_rendered_once(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An act is rendered once in each kind of paper: what was recorded stays what it was."""
    asks = act.command
    rendered = case.papers.acts.get(asks.renders)
    if rendered is not None and asks.paper in rendered.papers:
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


@rule("PAP-26-RENDERED", article="26(1)", gate=Stage.LEGALITY_REVIEW)
def papers_of_the_early_stages_are_there(case: CaseFile, law: Law, on: date) -> Finding:
    """The review answers for a file in which the papers issued by the early stages are, each of its latest act."""
    return _rendered(case, OF_THE_FILE)


@rule("PAP-29-RENDERED", article="29", gate=Stage.COLLECTIVE_DISCUSSION)
def papers_are_before_the_meeting(case: CaseFile, law: Law, on: date) -> Finding:
    """The meeting decides with the legality opinion and the pack before it, as they were printed."""
    return _rendered(case, BEFORE_THE_MEETING)


@rule("PAP-33-RENDERED", article="33", gate=Stage.PUBLICATION)
def papers_of_the_meeting_are_there(case: CaseFile, law: Law, on: date) -> Finding:
    """What is published was decided by a meeting whose record and decision sheet are in the file."""
    return _rendered(case, OF_THE_MEETING)


def _rendered(case: CaseFile, kinds: tuple[PaperKind, ...]) -> Finding:
    """Of each kind the paper of the last act that calls for it; a kind that no act calls for is not asked for here."""
    acts, newest = case.papers.acts, {kind: case.papers.newest(kind) for kind in kinds}
    called_for = {kind: seq for kind, seq in newest.items() if seq is not None}
    awaited = {kind: seq for kind, seq in called_for.items() if kind not in acts[seq].papers}
    if awaited:
        return lacking("awaited", cure_by=Role.SYSTEM, papers=list(awaited), entries=list(awaited.values()))
    if not called_for:
        return not_applicable("not_called_for")
    shas = [acts[seq].papers[kind] for kind, seq in called_for.items()]
    return satisfied("there", papers=list(called_for), sha256=shas)
