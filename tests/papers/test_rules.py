"""Art. 33: a paper renders one act, once, and bears that act's day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from decision_flow.command import REGISTRY
from decision_flow.papers import rules
from decision_flow.papers.acts import CALLS_FOR, CATALOG_ACT, STAGE_OF, paper_is_due
from decision_flow.papers.commands import RecordCatalogPaper, RecordPaper
from decision_flow.papers.facts import PapersFacts, RenderedAct
from decision_flow.procedure.rules import Status
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


def a_case_with(*there: PaperKind, more: Mapping[int, RenderedAct] = {}):
    """The opinion was issued in entry 7, with these papers of it; the item was placed on the agenda in entry 9."""
    opinion = RenderedAct("IssueLegalityOpinion", DAY, dict.fromkeys(there, SHA))
    acts = {**more, 9: RenderedAct("PlaceOnAgenda", DAY, {PaperKind.MEETING_PACK: SHA}), 7: opinion}
    return a_case(papers=PapersFacts(acts=acts))


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
    there = a_case_with(PaperKind.LEGALITY_OPINION)
    assert rules.act_is_rendered_once(recorded(), there, a_law({}), DAY).code == "rendered"
    assert rules.act_is_rendered_once(recorded(), a_case_with(), a_law({}), DAY).code == ""


def test_art_29_the_meeting_waits_for_the_papers_before_it_and_cites_them():
    ask = rules.papers_are_before_the_meeting
    awaited = ask(a_case_with(), a_law({}), DAY)
    assert (awaited.status, awaited.code) == (Status.LACKING, "awaited")
    assert awaited.values == {"papers": [PaperKind.LEGALITY_OPINION], "entries": [7]}
    there = ask(a_case_with(PaperKind.LEGALITY_OPINION), a_law({}), DAY)
    assert (there.status, there.values["sha256"]) == (Status.SATISFIED, [SHA, SHA])


def test_art_29_the_paper_of_an_earlier_opinion_does_not_stand_for_the_later_one():
    later = {11: RenderedAct("IssueLegalityOpinion", DAY)}
    case = a_case_with(PaperKind.LEGALITY_OPINION, more=later)
    assert rules.papers_are_before_the_meeting(case, a_law({}), DAY).values["entries"] == [11]


def test_art_26_the_file_asks_for_no_paper_that_no_act_calls_for():
    ask = rules.papers_of_the_early_stages_are_there
    assert ask(a_case_with(), a_law({}), DAY).status is Status.NOT_APPLICABLE
    feedback = a_case_with(more={12: RenderedAct("PublishFeedback", DAY)})
    assert ask(feedback, a_law({}), DAY).values["papers"] == [PaperKind.FEEDBACK]


def test_art_26_a_file_with_its_papers_is_reviewed():
    there = {12: RenderedAct("PublishFeedback", DAY, {PaperKind.FEEDBACK: SHA})}
    found = rules.papers_of_the_early_stages_are_there(a_case_with(more=there), a_law({}), DAY)
    assert (found.code, found.values["sha256"]) == ("there", [SHA])


def test_art_33_publication_waits_for_the_record_of_the_meeting_as_signed():
    ask = rules.papers_of_the_meeting_are_there
    filed = RenderedAct("FileMeetingRecord", DAY, {PaperKind.MEETING_RECORD: SHA})
    assert ask(a_case_with(more={14: filed}), a_law({}), DAY).code == "there"
    signed = {15: RenderedAct("SignMeetingRecord", DAY), 14: filed}
    assert ask(a_case_with(more=signed), a_law({}), DAY).values["entries"] == [15]


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
