"""From a paper's facts and its template to blocks: the one text that both the PDF and the .docx show.

A template names facts as `{title}`; their values are put in as text. It knows headings, paragraphs, lists, tables,
what stands only `when` a fact is there, and what is said for `each` of several. It computes nothing.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from decision_flow.procedure.config_file import ConfigError, Node, plain, read
from decision_flow.procedure.messages import Messages
from decision_flow.terms import PaperKind
from flows.papers.structures import Word

LAYOUTS = ("official", "plain")
SHAPES = ("addressee", "h1", "h2", "h3", "p", "table", "facts", "attachments", "signature", "each")
SINGLE = str.maketrans("《》", "〈〉")
NAMED = re.compile(r"\{([a-z_0-9]+)\}")
NOT_SHOWN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff\ud800-\udfff]")
"""Signs that are no text: controls, and those that turn the order of what is read."""
UNPRINTABLE = "\ufffd"
NUMERALS = "一二三四五六七八九十"


class TemplateError(ConfigError):
    """A template of a paper cannot be used: file, line, key and what is wrong."""


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a paper. `lines` of a signature or of attachments; `head`, `widths` and `rows` of a table."""

    kind: str
    text: str = ""
    level: int = 0
    lines: tuple[str, ...] = ()
    head: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """A paper as it is read, whatever it is set with."""

    layout: str
    title: str
    mark: str
    author: str
    dated: date
    provenance: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Template:
    """The words of one kind of paper; `sha256` is over them and the layout that sets them."""

    layout: str
    title: str
    mark: str
    author: str
    body: tuple[Mapping[str, Any], ...]
    sha256: str


class Templates:
    """All templates of `config/papers`, checked when they are made."""

    def __init__(self, config: Path) -> None:
        self.folder = config / "papers"
        self._templates = {kind: _template(self.folder, kind) for kind in PaperKind}

    def __getitem__(self, kind: PaperKind) -> Template:
        return self._templates[kind]


def compose(template: Template, facts: Any, messages: Messages, provenance: str) -> Composed:
    """The paper of these facts, a frozen dataclass with `dated`. Raises LookupError where it has not what is named."""
    known = _as_text(facts, messages)
    return Composed(
        layout=template.layout,
        title=_filled(template.title, known),
        mark=template.mark,
        author=_filled(template.author, known),
        dated=facts.dated,
        provenance=provenance,
        blocks=tuple(_numbered(_blocks(template.body, known))),
    )


def _as_text(facts: Any, messages: Messages) -> dict[str, Any]:
    """Each fact as it is read: dates and words of the law in Chinese; what is not there is empty; parts in a list."""
    return {field.name: _shown(getattr(facts, field.name), messages) for field in fields(facts)}


def _shown(value: Any, messages: Messages) -> Any:
    if value is None or value is False:
        return ""
    if value is True:
        return "是"
    if isinstance(value, Enum):
        return messages.word(value)
    if isinstance(value, Word):
        return _shown(messages.term(value.terms, value.value), messages)
    if isinstance(value, date):
        return f"{value.year}年{value.month}月{value.day}日"
    if is_dataclass(value):
        return _as_text(value, messages)
    if isinstance(value, tuple):
        return [_shown(item, messages) for item in value]
    return NOT_SHOWN.sub(UNPRINTABLE, str(value).replace("\r\n", "\n").replace("\t", "　"))


def _filled(text: str, known: Mapping[str, Any]) -> str:
    """The facts in their places. What stands in a fact is not looked at again; a title within the title marks of the
    template takes the single ones (GB/T 15834: 书名号中还需用书名号的，外双内单)."""

    def put(name: re.Match[str]) -> str:
        before = text[: name.start()]
        within = before.count("《") > before.count("》")
        return _one(known, name[1]).translate(SINGLE) if within else _one(known, name[1])

    return NAMED.sub(put, text)


def _one(known: Mapping[str, Any], name: str) -> str:
    value = known[name]
    return "、".join(value) if isinstance(value, list) else str(value)


def _blocks(body: Any, known: Mapping[str, Any]) -> Iterator[Block]:
    for part in body:
        if ("when" in part and not known[part["when"]]) or ("unless" in part and known[part["unless"]]):
            continue
        shape = next(name for name in part if name in SHAPES)
        if shape == "each":
            for position, item in enumerate(known[part["each"]], start=1):
                given = item if isinstance(item, dict) else {"text": item}
                yield from _blocks(part["do"], {**known, **given, "position": position})
        else:
            yield from MADE[shape](part, known)


def _paragraphs(kind: str) -> Callable[[Mapping[str, Any], Mapping[str, Any]], Iterator[Block]]:
    def made(part: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[Block]:
        name = "addressee" if kind == "addressee" else "p"
        for line in _filled(part[name], known).split("\n"):
            if line.strip():
                yield Block(kind, text=line.strip())

    return made


def _heading(level: int) -> Callable[[Mapping[str, Any], Mapping[str, Any]], Iterator[Block]]:
    def made(part: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[Block]:
        yield Block("heading", text=" ".join(_filled(part[f"h{level}"], known).split("\n")), level=level)

    return made


def _table(part: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[Block]:
    columns, rows = part["columns"], []
    for position, item in enumerate(known[part["table"]], start=1):
        given = {**known, **(item if isinstance(item, dict) else {"text": item}), "position": position}
        rows.append(tuple(_filled(cell, given) for cell in columns.values()))
    widths = tuple(part.get("widths", [1] * len(columns)))
    yield Block("table", head=tuple(columns), widths=widths, rows=tuple(rows))


def _facts(part: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[Block]:
    rows = ((name, _filled(cell, known)) for name, cell in part["facts"].items())
    yield Block("facts", rows=tuple(row for row in rows if row[1].strip()))


def _lines(kind: str) -> Callable[[Mapping[str, Any], Mapping[str, Any]], Iterator[Block]]:
    def made(part: Mapping[str, Any], known: Mapping[str, Any]) -> Iterator[Block]:
        lines = tuple(shown for line in part[kind] if (shown := _filled(line, known).strip()))
        if lines:
            yield Block(kind, lines=lines)

    return made


MADE: Mapping[str, Callable[[Mapping[str, Any], Mapping[str, Any]], Iterator[Block]]] = {
    "addressee": _paragraphs("addressee"),
    "p": _paragraphs("paragraph"),
    "h1": _heading(1),
    "h2": _heading(2),
    "h3": _heading(3),
    "table": _table,
    "facts": _facts,
    "attachments": _lines("attachments"),
    "signature": _lines("signature"),
}


def _numbered(blocks: Iterator[Block]) -> Iterator[Block]:
    """一、（一）1.: each heading counts within the one above it."""
    counts = [0, 0, 0]
    for block in blocks:
        if block.kind == "heading":
            counts[block.level - 1] += 1
            counts[block.level :] = [0] * (3 - block.level)
            number = counts[block.level - 1]
            mark = (f"{numeral(number)}、", f"（{numeral(number)}）", f"{number}. ")[block.level - 1]
            yield Block("heading", text=f"{mark}{block.text}", level=block.level)
        else:
            yield block


def numeral(number: int) -> str:
    """1 → 一, 12 → 十二, 20 → 二十; from 100 on in figures."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    before = "" if not tens else "十" if tens == 1 else f"{NUMERALS[tens - 1]}十"
    return before + (NUMERALS[ones - 1] if ones else "")


def _template(folder: Path, kind: PaperKind) -> Template:
    path = folder / f"{kind.value}.yaml"
    top = read(path, TemplateError).of(required=("layout", "title", "author", "body"), optional=("mark",))
    layout = top["layout"].one_of(LAYOUTS)
    for part in top["body"].items():
        _check(part)
    used = (path, folder / f"{layout}.typ", folder / "shared.typ")
    return Template(
        layout=layout,
        title=top["title"].text(),
        mark=top["mark"].text() if "mark" in top else "",
        author=top["author"].text(),
        body=tuple(plain(part) for part in top["body"].items()),
        sha256=hashlib.sha256(b"".join(each.read_bytes() for each in used)).hexdigest(),
    )


def _check(part: Node) -> None:
    """One shape, with what belongs to it."""
    shapes = [name for name in part.fields if name in SHAPES]
    if len(shapes) != 1:
        part.refuse("每段恰好是一种版块。", f"Each part is one of: {', '.join(SHAPES)}.")
    more = {"each": ("do",), "table": ("columns",)}.get(shapes[0], ())
    known = part.of(required=(shapes[0], *more), optional=("when", "unless", "widths"))
    if shapes[0] == "each":
        for inner in known["do"].items():
            _check(inner)
    if "widths" in known and len(list(known["widths"].items())) != len(known["columns"].fields):
        part.refuse("列宽与列数不符。", "As many widths as columns.")
