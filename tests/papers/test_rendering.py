"""Papers as a government office would send them out: PDF/A, its faces embedded, the same act the same bytes."""

import hashlib
import io
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from pypdf import PdfReader

from decision_flow.settings import CHECKOUT, Installation, Settings
from decision_flow.terms import PaperKind
from flows.papers.composing import TemplateError, Templates, compose, numeral
from flows.papers.early_structures import CommentNoticePaper
from flows.papers.rendering import DuePaper, Papers
from flows.papers.typesetting import Press
from flows.papers.wordfile import Wordfile
from tests.world import World

HOSTILE = '#panic("x") *粗* $x$ \\ #import "shared.typ" </w:t><w:p/> {title} {{ 3 }} &amp; <script> @ref `raw` = 标题'
NOTICE = CommentNoticePaper(
    title="示例事项",
    organ="示例市人民政府",
    unit="示例局",
    dated=date(2026, 3, 2),
    text="示例公告",
    opens_on=date(2026, 3, 2),
    closes_on=date(2026, 4, 1),
    how_to_comment="网上",
    shortening_reason=None,
    draft_sha256="d" * 64,
    explanation_sha256="e" * 64,
)


def text_of(pdf: bytes) -> str:
    """What a reader copies out of it, without spaces and breaks."""
    return re.sub(r"\s", "", "".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf)).pages))


def words_of(docx: bytes) -> str:
    """The same of a .docx."""
    import docx as word

    document = word.Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return re.sub(r"\s", "", "".join([*(each.text for each in document.paragraphs), *cells]))


@pytest.fixture(scope="module")
def press() -> Press:
    return Press(CHECKOUT / "config" / "papers")


@pytest.mark.parametrize("kind", PaperKind)
def test_every_paper_is_pdf_a_with_its_faces_in_it_and_the_date_of_its_act(papers: Papers, acts, kind: PaperKind):
    made = papers.render(acts[kind])
    assert b"<pdfaid:part>2</pdfaid:part>" in made.pdf
    assert b"<pdfaid:conformance>B</pdfaid:conformance>" in made.pdf
    read = PdfReader(io.BytesIO(made.pdf))
    for page in read.pages:
        assert [round(float(side) / 72 * 25.4) for side in page.mediabox[2:]] == [210, 297]
        for font in page["/Resources"].get("/Font", {}).values():
            (descendant,) = font.get_object()["/DescendantFonts"]
            assert "/FontFile3" in descendant.get_object()["/FontDescriptor"].get_object()
    assert f"{read.metadata.creation_date:%Y-%m-%d}" == made.composed.dated.isoformat()
    day = made.composed.dated
    assert f"{day.year}年{day.month}月{day.day}日" in text_of(made.pdf)


@pytest.mark.parametrize("kind", PaperKind)
def test_both_forms_of_a_paper_say_the_same(papers: Papers, acts, kind: PaperKind):
    made = papers.render(acts[kind])
    shown, written = text_of(made.pdf), words_of(made.docx)
    for block in made.composed.blocks:
        for text in (block.text, *block.lines, *(cell for row in block.rows for cell in row)):
            said = re.sub(r"\s", "", text)
            assert said in written
            assert set(said) <= set(shown)


TWICE = """
import hashlib, sys
from pathlib import Path
from decision_flow.settings import CHECKOUT, Installation, Settings
from flows.papers.rendering import DuePaper, Papers
from decision_flow.terms import PaperKind
papers = Papers(Installation.open(Settings(sys.argv[1], Path(sys.argv[2]), CHECKOUT / "config")))
for line in sys.stdin:
    kind, subject, seq, act, at = line.split()
    made = papers.render(DuePaper(PaperKind(kind), subject, int(seq), act, at))
    print(hashlib.sha256(made.pdf + made.docx).hexdigest())
"""


def test_the_same_act_renders_the_same_bytes_in_another_process(done: World, papers: Papers, acts):
    settings = done.installation.settings
    asked = "\n".join(f"{d.kind.value} {d.subject_id} {d.seq} {d.act} {d.occurred_at}" for d in acts.values())
    call = [sys.executable, "-c", TWICE, settings.database_url, str(settings.var)]
    there = subprocess.run(call, input=asked, capture_output=True, text=True, check=True, cwd=CHECKOUT)
    here = [papers.render(each) for each in acts.values()]
    assert there.stdout.split() == [hashlib.sha256(made.pdf + made.docx).hexdigest() for made in here]


@pytest.mark.parametrize("field", ["text", "how_to_comment", "title", "unit", "shortening_reason"])
def test_what_people_type_is_shown_and_never_executed(press: Press, papers: Papers, field: str):
    """Markup of typst, of Word and of our own templates in a text is signs like others."""
    template = Templates(CHECKOUT / "config")[PaperKind.COMMENT_NOTICE]
    hostile = replace(NOTICE, **{field: HOSTILE})
    composed = compose(template, hostile, papers._installation.messages, "示例")
    said = re.sub(r"\s", "", HOSTILE)
    assert said in text_of(press.pdf(composed))
    assert said in words_of(Wordfile(composed).packed())


def test_a_sign_that_no_face_has_is_a_mark_in_the_pdf_and_itself_in_the_docx(press: Press, papers: Papers):
    """An emoji in an opinion must not keep the feedback from being printed."""
    template = Templates(CHECKOUT / "config")[PaperKind.COMMENT_NOTICE]
    composed = compose(template, replace(NOTICE, text="好😀𠮷"), papers._installation.messages, "示例")
    assert press.lacks(composed)
    assert "好〓〓" in text_of(press.pdf(composed))
    assert "好😀𠮷" in words_of(Wordfile(composed).packed())


def test_controls_and_signs_that_turn_the_reading_order_are_not_printed(papers: Papers):
    template = Templates(CHECKOUT / "config")[PaperKind.COMMENT_NOTICE]
    composed = compose(template, replace(NOTICE, text="甲\x00乙\u202e丙\u200b"), papers._installation.messages, "示例")
    assert "甲\ufffd乙\ufffd丙\ufffd" in [block.text for block in composed.blocks]
    assert "甲" in words_of(Wordfile(composed).packed())


def test_a_title_within_a_title_has_single_marks(papers: Papers):
    """GB/T 15834: 外双内单. Where a title stands without marks around it, it stays as it is."""
    template = papers._templates[PaperKind.COMMENT_NOTICE]
    named = replace(NOTICE, title="制定《示例办法》", text="依据《示例法》制定")
    composed = compose(template, named, papers._installation.messages, "示例")
    assert composed.title == "关于《制定〈示例办法〉（草案）》公开征求意见的公告"
    assert any("《示例法》" in (block.text or "") for block in composed.blocks)


def test_ruling_86_a_draft_is_marked_and_nothing_is_red(papers: Papers, acts):
    for kind, mark in ((PaperKind.DECISION_SHEET, "送审稿"), (PaperKind.MEETING_PACK, "送审稿")):
        assert f"（{mark}）" in text_of(papers.render(acts[kind]).pdf)
    for layout in (CHECKOUT / "config" / "papers").glob("*.typ"):
        assert not re.search(r"\bred\b|rgb\(", layout.read_text().split("#import")[-1])


def test_the_docx_holds_no_time_of_its_making(papers: Papers, acts):
    made = papers.render(acts[PaperKind.LEGALITY_OPINION])
    with zipfile.ZipFile(io.BytesIO(made.docx)) as packed:
        assert {part.date_time for part in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = packed.read("docProps/core.xml").decode()
    assert made.composed.dated.isoformat() in core
    assert len(re.findall(r"\d{4}-\d\d-\d\dT", core)) == core.count(made.composed.dated.isoformat())


def test_headings_are_numbered_as_offices_number_them():
    assert [numeral(number) for number in (1, 9, 10, 11, 20, 21, 99, 100)] == [
        *("一", "九", "十", "十一", "二十", "二十一", "九十九", "100")
    ]


@pytest.mark.parametrize(
    ("was", "is_now", "line"),
    [
        ("layout: official", "layout: fancy", 2),
        ("title:", "titel:", 3),
        ("  - h1: 征求意见的期限", "  - h9: 征求意见的期限", 8),
    ],
)
def test_a_template_that_cannot_be_used_is_refused_with_its_place(tmp_path: Path, was: str, is_now: str, line: int):
    folder = tmp_path / "papers"
    folder.mkdir()
    for path in (CHECKOUT / "config" / "papers").iterdir():
        (folder / path.name).write_text(path.read_text())
    spoilt = folder / "comment_notice.yaml"
    assert was in spoilt.read_text()
    spoilt.write_text(spoilt.read_text().replace(was, is_now))
    with pytest.raises(TemplateError) as refused:
        Templates(tmp_path)
    assert "comment_notice.yaml" in refused.value.file
    assert refused.value.line <= line


def test_the_web_side_starts_without_typst_and_docx():
    """Rendering is the flows' work."""
    code = "import api.app, sys; print({'typst', 'docx', 'prefect', 'fontTools'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=CHECKOUT)
    assert done.stdout.strip() == "set()"


def test_a_damaged_record_is_never_rendered_in_part(papers: Papers, acts):
    """An act that is not in the record has no paper."""
    known = acts[PaperKind.LEGALITY_OPINION]
    with pytest.raises(Exception, match="No row"):
        papers.render(DuePaper(known.kind, known.subject_id, 9_999, known.act, known.occurred_at))


def test_an_installation_renders_with_its_own_words(done: World, acts, tmp_path: Path):
    """A county replaces a template; the digest of what was used changes with it."""
    shutil.copytree(CHECKOUT / "config", tmp_path / "config")
    own = tmp_path / "config" / "papers" / "legality_opinion.yaml"
    own.write_text(own.read_text().replace("提出如下意见", "本局提出如下意见"))
    settings = done.installation.settings
    theirs = Papers(Installation.open(Settings(settings.database_url, settings.var, tmp_path / "config")))
    due = acts[PaperKind.LEGALITY_OPINION]
    made, usual = theirs.render(due), Papers(done.installation).render(due)
    assert "本局提出如下意见" in text_of(made.pdf)
    assert made.template_sha256 != usual.template_sha256
