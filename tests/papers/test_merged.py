"""What papers say of the merged rooms: closed opinions, grouped answers, who presided, what a chair's record holds."""

import re

from decision_flow.expert_review.commands import OpenExpertOpinions, SubmitExpertOpinion
from decision_flow.terms import PaperKind
from flows.papers.rendering import DuePaper, Papers
from tests.lawful import the_whole_procedure
from tests.papers.done import acts_that_call
from tests.world import World


def said(papers: Papers, due: DuePaper) -> str:
    """Everything that a paper says, in its order."""
    made = papers.render(due).composed
    told = ((block.text, *block.lines, *(cell for row in block.rows for cell in row)) for block in made.blocks)
    return re.sub(r"\s", "", "".join((made.title, *(text for block in told for text in block))))


def of(papers: Papers, world: World, kind: PaperKind, act: str) -> list[str]:
    """What the papers of an act say."""
    return [said(papers, due) for due in acts_that_call(world) if due.kind is kind and due.act == act]


def test_f19_a_closed_expert_opinion_calls_for_no_paper_and_the_opening_for_one(world: World):
    """Nobody reads a closed opinion, in print neither; opened together, all stand on one sheet."""
    closed = opened = False
    for step in the_whole_procedure(world):
        world.do(step.command, step.by, key=step.key)
        sheets = [due for due in acts_that_call(world) if due.kind is PaperKind.EXPERT_OPINION_SHEET]
        if isinstance(step.command, SubmitExpertOpinion):
            closed = True
            assert sheets == []
        if isinstance(step.command, OpenExpertOpinions):
            opened = True
            assert [due.act for due in sheets] == ["OpenExpertOpinions"]
            break
    assert closed
    assert opened


def test_an_envelope_is_on_the_sheet_of_the_opening_without_its_content(done: World, papers: Papers):
    """Whenever the sheet is rendered: what was recorded later has a sheet of its own."""
    (together,) = of(papers, done, PaperKind.EXPERT_OPINION_SHEET, "OpenExpertOpinions")
    (alone,) = of(papers, done, PaperKind.EXPERT_OPINION_SHEET, "RecordPaperOpinion")
    assert "以纸质密封件提出" in together
    assert "纸质原件" in alone
    assert "同意并提修改意见" in together


def test_feedback_counts_what_is_unrelated_and_does_not_repeat_it(done: World, papers: Papers):
    (told,) = of(papers, done, PaperKind.FEEDBACK, "PublishFeedback")
    assert "期限内共收到意见2条，其中采纳1条，部分采纳0条，未采纳1条" in told
    assert "示例意见" in told
    assert "与决策事项无关" in told
    assert "来信意见" not in told


def test_the_risk_report_shows_weights_and_computed_levels_and_its_filing(done: World, papers: Papers):
    filed = of(papers, done, PaperKind.RISK_REPORT, "FileStability")
    assert all("按此计算，初始为" in told and "稳评备案号" in told for told in filed)
    assert not any("稳评备案号" in told for told in of(papers, done, PaperKind.RISK_REPORT, "FileRiskAssessment"))


def test_art_30_the_signed_record_says_who_presided_what_was_read_and_who_confirmed(done: World, papers: Papers):
    signed = of(papers, done, PaperKind.MEETING_RECORD, "SignMeetingRecord")[-1]
    for words in (
        *("示例a2", "受行政首长委托主持，由行政首长决定", "书面同意", "不计入表决意见", "出差在外"),
        "根据会议记录书面作出决定",
    ):
        assert words in signed


def test_art_30_the_record_put_to_the_head_has_no_decision_yet(done: World, papers: Papers):
    put = of(papers, done, PaperKind.MEETING_RECORD, "FileMeetingRecord")[-1]
    assert "记录送行政首长，由行政首长书面决定" in put
    assert "主持人（签名）" in put


def test_art_30_opening_remark_and_attendees_stand_in_the_record_and_are_no_views(done: World, papers: Papers):
    record = of(papers, done, PaperKind.MEETING_RECORD, "SignMeetingRecord")[0]
    assert "主持人说明" in record
    assert "示例人（示例局）" in record


def test_ruling_46_the_minutes_are_another_paper_than_the_record(done: World, papers: Papers):
    (told,) = of(papers, done, PaperKind.MEETING_MINUTES, "IssueMeetingMinutes")
    assert "会议纪要" in told
    assert "示例发言" not in told


def test_art_8_the_publication_cites_the_resolution_and_the_registration(done: World, papers: Papers):
    (told,) = of(papers, done, PaperKind.PUBLICATION_NOTICE, "EnterDocumentNumber")
    assert "示例人常发〔2026〕1号" in told
    assert "示例DR-2026-01001" in told
    assert "有效期至2031年4月15日" in told


def test_the_reviewing_body_is_named_where_it_is_known(done: World, papers: Papers):
    opinions = of(papers, done, PaperKind.LEGALITY_OPINION, "IssueLegalityOpinion")
    assert sum("受委托审查机构" in told for told in opinions) == 1
    assert sum("示例市人民政府合法性审查机构" in told for told in opinions) == len(opinions) - 1


def test_the_pack_lists_the_operators_heard(done: World, papers: Papers):
    assert any("示例行业协会" in told for told in of(papers, done, PaperKind.MEETING_PACK, "PlaceOnAgenda"))
