"""A composed paper as an editable .docx for Word and WPS. It names the office's own faces and embeds none."""

import io
import zipfile
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from flows.papers.composing import Block, Composed

FIRST_DAY = (1980, 1, 1, 0, 0, 0)
TITLE, TEXT, HEADING, SECOND = "方正小标宋简体", "仿宋_GB2312", "黑体", "楷体_GB2312"
PLAIN = "宋体"


@dataclass(frozen=True, slots=True)
class Look:
    """A paragraph style: a name that the office sees in its editor, face and size, how it stands."""

    name: str
    face: str
    size: float
    align: str = "JUSTIFY"
    indent: int = 2
    spacing: float = 29
    keep: bool = False
    right: int = 0


class Wordfile:
    """The file of one paper, filled block by block."""

    def __init__(self, paper: Composed) -> None:
        import docx
        from docx.shared import Mm, Pt

        self._paper, self._document, self._pt = paper, docx.Document(), Pt
        self._styles: dict[Look, Any] = {}
        self._official = paper.layout == "official"
        face, size = (TEXT, 16) if self._official else (PLAIN, 12)
        self._text = Look("文书正文", face, size, spacing=29 if self._official else 21)
        section = self._document.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        edges = (37, 35, 28, 26) if self._official else (28, 26, 26, 24)
        section.top_margin, section.bottom_margin, section.left_margin, section.right_margin = map(Mm, edges)

    def packed(self) -> bytes:
        """The whole file; the same for the same paper."""
        paper = self._paper
        self._properties()
        size = 22 if self._official else 20
        self._line(paper.title, Look("文书标题", TITLE, size, "CENTER", 0, 1.5 * size))
        if paper.mark:
            self._line(f"（{paper.mark}）", replace(self._text, name="文书标记", align="CENTER", indent=0))
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

    def _line(self, text: str, look: Look, into: Any = None) -> Any:
        paragraph = into or self._document.add_paragraph()
        paragraph.style = self._style(look)
        paragraph.add_run(text)
        return paragraph

    def _style(self, look: Look) -> Any:
        """The style of a look, made when it is first needed. Word asks for the face of Chinese by a name of its own."""
        if look not in self._styles:
            from docx.enum.style import WD_STYLE_TYPE
            from docx.enum.text import WD_ALIGN_PARAGRAPH
            from docx.oxml.ns import qn

            made = self._document.styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH)
            made.font.name, made.font.size = look.face, self._pt(look.size)
            made.element.rPr.rFonts.set(qn("w:eastAsia"), look.face)
            shape = made.paragraph_format
            shape.alignment, shape.keep_with_next = getattr(WD_ALIGN_PARAGRAPH, look.align), look.keep
            shape.space_before, shape.space_after, shape.line_spacing = self._pt(0), self._pt(0), self._pt(look.spacing)
            shape.first_line_indent, shape.right_indent = (self._pt(look.size * n) for n in (look.indent, look.right))
            self._styles[look] = made
        return self._styles[look]

    def _heading(self, block: Block) -> None:
        face = {1: HEADING, 2: SECOND}.get(block.level, self._text.face)
        self._line(block.text, replace(self._text, name=f"文书{block.level}级标题", face=face, keep=True))

    def _paragraph(self, block: Block) -> None:
        self._line(block.text, self._text)

    def _addressee(self, block: Block) -> None:
        self._line(block.text, replace(self._text, name="文书主送", indent=0))

    def _attachments(self, block: Block) -> None:
        many = len(block.lines) > 1
        for at, name in enumerate(block.lines):
            self._line(f"{'附件：' if at == 0 else '　　　'}{f'{at + 1}. ' if many else ''}{name}", self._text)

    def _signature(self, block: Block) -> None:
        look = replace(self._text, name="文书落款", align="RIGHT", indent=0, right=2)
        for line in ("", *block.lines):
            self._line(line, look)

    def _facts(self, block: Block) -> None:
        self._cells(block.rows, (1, 3), heads=1)

    def _table(self, block: Block) -> None:
        self._cells((block.head, *block.rows), block.widths)

    def _cells(self, rows: tuple[tuple[str, ...], ...], widths: tuple[int, ...], heads: int = 0) -> None:
        """A table whose first row heads its columns, or whose first columns head its rows."""
        from docx.shared import Mm

        table = self._document.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
        table.autofit = False
        whole = (156 if self._official else 160) / sum(widths)
        head = Look("文书表头", HEADING, 11, "CENTER", 0, 16)
        text = Look("文书表格", self._text.face, 11, "LEFT", 0, 16)
        for at, (row, made) in enumerate(zip(rows, table.rows, strict=True)):
            for column, (words, cell) in enumerate(zip(row, made.cells, strict=True)):
                cell.width = Mm(whole * widths[column])
                is_head = column < heads if heads else at == 0
                self._line(words, head if is_head else text, cell.paragraphs[0])

    def _page_number(self) -> None:
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        footer = self._document.sections[0].footer.paragraphs[0]
        paragraph = self._line("— ", Look("文书页码", PLAIN, 14 if self._official else 9, "CENTER", 0, 16), footer)
        field = OxmlElement("w:fldSimple")
        field.set(qn("w:instr"), "PAGE")
        paragraph._p.append(field)
        paragraph.add_run(" —")


def undated(packed: bytes) -> bytes:
    """The same parts in the same order, none with the time at which it was packed."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as given, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for name in sorted(given.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            part = zipfile.ZipInfo(name, FIRST_DAY)
            part.compress_type, part.external_attr, part.create_system = zipfile.ZIP_DEFLATED, 0o600 << 16, 3
            out.writestr(part, given.read(name), compresslevel=6)
    return made.getvalue()
