"""Art. 33: a paper renders one act, once, and bears that act's day."""

from dataclasses import replace
from datetime import date
from typing import Any

from decision_flow.command import REGISTRY
from decision_flow.papers import rules
from decision_flow.papers.acts import CALLS_FOR, CATALOG_ACT, STAGE_OF, paper_is_due
from decision_flow.papers.commands import RecordCatalogPaper, RecordPaper
from decision_flow.papers.facts import PaperFacts, PapersFacts, RenderedAct
from decision_flow.terms import PaperKind, Stage, StageStatus
from tests.casefiles import DECISION, a_board, a_case, a_law

DAY = date(2026, 4, 2)
SHA = "a" * 64


class Asked:
    """An act with nothing but its command."""

    def __init__(self, command: Any) -> None:
        self.command = command


def recorded(**given: Any) -> Asked:
    said: dict[str, Any] = {
        "decision_id": DECISION,
        "paper": PaperKind.LEGALITY_OPINION,
        "round": 1,
        "renders": 7,
        "title": "示例",
        "dated": DAY,
        "pdf_sha256": SHA,
        "docx_sha256": SHA,
        "template_sha256": SHA,
    }
    return Asked(RecordPaper(**(said | given)))


def a_case_with(*papers: PaperFacts):
    acts = {7: RenderedAct("IssueLegalityOpinion", DAY), 9: RenderedAct("PlaceOnAgenda", DAY)}
    return a_case(papers=PapersFacts(papers=papers), rendered_acts=acts)


def test_art_33_a_paper_of_an_act_that_calls_for_it_is_recorded():
    assert rules.paper_renders_an_act_that_calls_for_it(recorded(), a_case_with(), a_law({}), DAY).code == ""


def test_art_33_a_paper_of_another_act_or_of_none_is_not_recorded():
    for renders in (8, 9):
        found = rules.paper_renders_an_act_that_calls_for_it(recorded(renders=renders), a_case_with(), a_law({}), DAY)
        assert found.code == "no_act"


def test_art_33_a_paper_bears_the_day_of_the_act_and_not_of_its_rendering():
    later = recorded(dated=date(2026, 4, 3))
    found = rules.paper_renders_an_act_that_calls_for_it(later, a_case_with(), a_law({}), date(2026, 4, 3))
    assert (found.code, found.values["acted_on"]) == ("other_day", DAY)


def test_art_33_an_act_is_rendered_once_in_each_kind():
    there = PaperFacts(PaperKind.LEGALITY_OPINION, 7, 1, SHA)
    assert rules.act_is_rendered_once(recorded(), a_case_with(there), a_law({}), DAY).code == "rendered"
    other = replace(there, renders=5)
    assert rules.act_is_rendered_once(recorded(), a_case_with(other), a_law({}), DAY).code == ""


def test_art_3_an_announcement_is_of_a_published_edition():
    class Catalog:
        edition = 1

    given: dict[str, Any] = {"catalog_id": DECISION, "renders": 4, "title": "示例", "dated": DAY, "pdf_sha256": SHA}
    paper = RecordCatalogPaper(edition=1, docx_sha256=SHA, template_sha256=SHA, **given)
    ask = rules.announcement_is_of_a_published_edition
    assert ask(Asked(paper), Catalog(), a_law({}), DAY).code == ""
    assert ask(Asked(replace(paper, edition=2)), Catalog(), a_law({}), DAY).code == "not_published"
    assert ask(Asked(replace(paper, dated=date(2026, 4, 3))), Catalog(), a_law({}), DAY).code == "ahead"


def test_every_act_that_calls_for_a_paper_is_a_command_and_every_kind_has_an_act():
    names = {command.__name__ for command in REGISTRY}
    assert {*CALLS_FOR, CATALOG_ACT} <= names
    assert set(STAGE_OF) == set(CALLS_FOR)
    called_for = {kind for kinds in CALLS_FOR.values() for kind in kinds}
    assert called_for | {PaperKind.CATALOG_ANNOUNCEMENT} == set(PaperKind)


def test_the_flow_that_stands_open_is_told():
    """The record is filed when its stage has passed: the next one's flow is told."""
    opened = a_case(
        stages=a_board(**{stage.value: StageStatus.PASSED for stage in Stage if stage is not Stage.PUBLICATION})
    )
    (event,) = paper_is_due("FileMeetingRecord", opened)
    assert event.payload == {"stage": "publication", "round": 1}
    assert paper_is_due("RecordView", opened) == ()
