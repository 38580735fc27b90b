"""A composed paper as PDF/A-2b, by typst. The bytes depend on the paper, the layout and the fonts, and on no clock."""

import json
from dataclasses import asdict
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any

from flows.papers.composing import UNPRINTABLE, Composed

STANDARD = "a-2b"
GETA = "〓"
"""What stands for a sign that the faces have not: a printer's mark that is seen, never an empty box."""


class Press:
    """One compiler and its fonts for the process; papers take turns."""

    def __init__(self, layouts: Path) -> None:
        self._layouts, self._turn = layouts, Lock()

    def pdf(self, paper: Composed) -> bytes:
        """The bytes of the PDF, its date that of the paper."""
        given = {"paper": json.dumps(self._data(paper), ensure_ascii=False)}
        source = str(self._layouts / f"{paper.layout}.typ")
        with self._turn:
            made = self._compiler.compile(input=source, format="pdf", sys_inputs=given, pdf_standards=[STANDARD])
        return bytes(made)

    def lacks(self, paper: Composed) -> bool:
        """Whether the paper holds a sign that is printed as 〓."""
        return GETA in json.dumps(self._data(paper), ensure_ascii=False)

    def _data(self, paper: Composed) -> dict[str, Any]:
        data: dict[str, Any] = self._printable({**asdict(paper), "dated": paper.dated.isoformat()})
        return data

    def _printable(self, value: Any) -> Any:
        """PDF/A refuses a sign that no face has, and what people type may hold any."""
        if isinstance(value, str):
            return "".join(sign if ord(sign) in self._signs or sign == "\n" else GETA for sign in value)
        if isinstance(value, dict):
            return {name: self._printable(item) for name, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._printable(item) for item in value]
        return value

    @cached_property
    def _signs(self) -> frozenset[int]:
        """The signs that every face has."""
        from fontTools.ttLib import TTFont

        faces = [TTFont(path, lazy=True).getBestCmap() for path in sorted(fonts().glob("*.otf"))]
        return frozenset(set(faces[0]).intersection(*faces[1:])) - {ord(UNPRINTABLE)}

    @cached_property
    def _compiler(self) -> Any:
        import typst

        return typst.Compiler(root=str(self._layouts), font_paths=[str(fonts())], ignore_system_fonts=True)


def fonts() -> Path:
    """The folder of Noto Serif SC and Noto Sans SC: a package, so that every machine sets the same page."""
    import pylopdf_fonts_zh_cn

    return Path(pylopdf_fonts_zh_cn.__file__).parent
