"""A composed paper as an editable .docx for Word and WPS. It names the office's own faces and embeds none."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

from flows.papers.composing import Block, Composed

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
TITLE, TEXT, HEADING, SECOND = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
PLAIN = "宋体"


class Wordfile:
    """The file of one paper, filled block by block."""

    def __init__(self, paper: Composed) -> None:
        import docx
        from docx.shared import Mm, Pt

        self._paper, self._document, self._pt = paper, docx.Document(), Pt
        self._official = paper.layout == "official"
        self._face, self._size = (TEXT, 16) if self._official else (PLAIN, 12)
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        edges = (37, 35, 28, 26) if self._official else (28, 26, 26, 24)
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, edges)

    def packed(self) -> bytes:
        """The whole file; the same for the same paper."""
        paper = self._paper
        self._properties()
        self._line(paper.title, align="CENTER", face=TITLE, size=22 if self._official else 20, indent=0)
        if paper.mark:
            self._line(f"（{paper.mark}）", align="CENTER", indent=0)
        for block in paper.blocks:
            getattr(self, f"_{block.kind}")(block)
        self._page_number()
        filled = io.BytesIO()
        self._document.save(filled)
        return undated(filled.getvalue())

    def _properties(self) -> None:
        day = self._paper.dated
        core = self._document.core_properties
        core.created = core.modified = core.last_printed = datetime(day.year, day.month, day.day, tzinfo=UTC)
        core.title, core.author, core.last_modified_by = self._paper.title[:255], self._paper.author[:255], ""
        core.keywords, core.comments, core.revision = self._paper.provenance[:255], "", 1

    def _line(
        self,
        text: str,
        *,
        align: str = "JUSTIFY",
        face: str | None = None,
        size: int | None = None,
        indent: int = 2,
        keep: bool = False,
        into: Any = None,
    ) -> Any:
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        size = size or self._size
        paragraph = into or self._document.add_paragraph()
        paragraph.alignment = getattr(WD_ALIGN_PARAGRAPH, align)
        shape = paragraph.paragraph_format
        shape.space_before = shape.space_after = self._pt(0)
        shape.line_spacing = self._pt(29 if self._official and into is None else size * 1.7)
        shape.first_line_indent, shape.keep_with_next = self._pt(size * indent), keep
        set_in(paragraph.add_run(text), face or self._face, self._pt(size))
        return paragraph

    def _heading(self, block: Block) -> None:
        face = HEADING if block.level == 1 else SECOND if block.level == 2 else self._face
        self._line(block.text, face=face, keep=True)

    def _paragraph(self, block: Block) -> None:
        self._line(block.text)

    def _addressee(self, block: Block) -> None:
        self._line(block.text, indent=0)

    def _attachments(self, block: Block) -> None:
        many = len(block.lines) > 1
        for at, name in enumerate(block.lines):
            self._line(f"{'附件：' if at == 0 else '　　　'}{f'{at + 1}. ' if many else ''}{name}")

    def _signature(self, block: Block) -> None:
        self._line("", indent=0)
        for line in block.lines:
            self._line(line, align="RIGHT", indent=0).paragraph_format.right_indent = self._pt(self._size * 2)

    def _facts(self, block: Block) -> None:
        self._cells(block.rows, (1, 4), heads=1)

    def _table(self, block: Block) -> None:
        self._cells((block.head, *block.rows), block.widths)

    def _cells(self, rows: tuple[tuple[str, ...], ...], widths: tuple[int, ...], heads: int = 0) -> None:
        from docx.shared import Mm

        table = self._document.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
        table.autofit = False
        whole = 156 if self._official else 160
        for at, (row, made) in enumerate(zip(rows, table.rows, strict=True)):
            for column, (text, cell) in enumerate(zip(row, made.cells, strict=True)):
                cell.width = Mm(whole * widths[column] / sum(widths))
                head = column < heads if heads else at == 0
                face, align = (HEADING, "CENTER") if head else (self._face, "LEFT")
                self._line(text, into=cell.paragraphs[0], face=face, align=align, size=11, indent=0)

    def _page_number(self) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        paragraph = self._line(
            "— ", into=self._document.sections[0].footer.paragraphs[0], align="CENTER", size=14, indent=0
        )
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)
        set_in(paragraph.add_run(" —"), self._face, self._pt(14))


def set_in(run: Any, face: str, size: Any) -> None:
    """Word asks for the face of Chinese signs by a name of its own."""
    from docx.oxml.ns import qn

    run.font.name, run.font.size = face, size
    run._element.rPr.rFonts.set(qn("w:eastAsia"), face)


def undated(packed: bytes) -> bytes:
    """The same parts in the same order, none with the time at which it was packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(given.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            part = zipfile.ZipInfo(name, FIRST_DAY)
            part.compress_type, part.external_attr, part.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            out.writestr(part, given.read(name), compresslevel=6)
    return made.getvalue()
