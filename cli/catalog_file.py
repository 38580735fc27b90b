"""Reading a list of catalog items from a CSV file: everything is checked, and every fault has its line."""

import codecs
import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from decision_flow.audit.canonical import sha256

COLUMNS = (
    "catalog_id",
    "organ",
    "province",
    "year",
    "publication_date",
    "document_no",
    "item_no",
    "item_name",
    "undertaking_unit",
    "planned_time",
    "procedures",
    "legal_basis",
    "note",
    "source_title",
    "source_address",
    "adjustment",
    "date_basis",
)
LONGEST = {"source_address": 2_000, "procedures": 2_000, "legal_basis": 2_000, "note": 2_000}
LONGEST_NAME = 300
LARGEST = 50 * 1024 * 1024
_YEAR = re.compile(r"([1-9][0-9]{3})(?:年度?)?")
_DAY = re.compile(r"([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?")
_INVISIBLE = {"Cf", "Cc"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and in which line; None is the file itself."""

    line: int | None
    zh: str
    en: str


class ImportProblem(Exception):
    """The file cannot be imported as it stands. `faults` are all that were found."""

    def __init__(self, file: str, *faults: Fault) -> None:
        self.file, self.faults = file, faults
        super().__init__(
            "\n".join(
                f"{file}{'' if fault.line is None else f':{fault.line}'}: {fault.zh} {fault.en}" for fault in faults
            )
        )


@dataclass(frozen=True, slots=True)
class Row:
    """A line as it was read. `year` and `published_on` are None where the cell is empty."""

    line: int
    cells: dict[str, str]
    year: int | None
    published_on: date | None

    def cell(self, column: str) -> str | None:
        """The text of a cell, or None where it is empty."""
        return self.cells[column] or None


@dataclass(frozen=True, slots=True)
class CatalogList:
    """A file as it was read: its digest, its good rows and the faults of the others."""

    file: str
    sha256: str
    encoding: str
    rows: tuple[Row, ...]
    faults: tuple[Fault, ...]


def read_list(path: Path) -> CatalogList:
    """Every row of the file. Raises ImportProblem where the file as a whole cannot be read."""
    file = path.name
    data = _bytes(path)
    text, encoding = _decoded(file, data)
    records = _records(file, text)
    header = next(records, None)
    if header is None:
        raise ImportProblem(file, Fault(None, "文件是空的。", "The file is empty."))
    columns = _columns(file, *header)
    rows: list[Row] = []
    faults: list[Fault] = []
    for line, fields in records:
        read = _row(line, columns, fields)
        faults += [read] if isinstance(read, Fault) else []
        rows += [read] if isinstance(read, Row) else []
    if not rows and not faults:
        raise ImportProblem(file, Fault(None, "文件只有表头，没有事项。", "There are no rows below the header."))
    return CatalogList(file, sha256(data), encoding, tuple(rows), tuple(faults))


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise ImportProblem(path.name, Fault(None, "文件超过50 MiB。", "The file is larger than 50 MiB."))
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise ImportProblem(path.name, Fault(None, "文件无法读取。", f"The file cannot be read: {error}.")) from error


def _decoded(file: str, data: bytes) -> tuple[str, str]:
    """UTF-8 with or without a mark, else GB18030; a UTF-8 file with a broken byte is not taken for GB18030."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise ImportProblem(
            file, Fault(None, "文件是 UTF-16 编码，请另存为“CSV UTF-8”。", "The file is UTF-16; save it as CSV UTF-8.")
        )
    if b"\0" in data:
        raise ImportProblem(
            file,
            Fault(
                _line(data, data.index(b"\0")),
                "有空字符（NUL），不是文本文件。",
                "There is a NUL byte: this is no text file.",
            ),
        )
    try:
        return data.decode("utf-8-sig"), "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    except UnicodeDecodeError as broken:
        fault = Fault(
            _line(data, broken.start),
            "编码既不是 UTF-8，也不是 GB18030。",
            "The encoding is neither UTF-8 nor GB18030.",
        )
        lossy = data.decode("utf-8", "replace")
        if sum(character >= "\u0800" for character in lossy) > 2 * lossy.count("\ufffd"):
            raise ImportProblem(
                file, Fault(fault.line, "UTF-8 文件中有损坏的字符。", "A character of this UTF-8 file is broken.")
            ) from broken
        try:
            return data.decode("gb18030"), "gb18030"
        except UnicodeDecodeError:
            raise ImportProblem(file, fault) from broken


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1


def _records(file: str, text: str) -> Iterator[tuple[int, list[str]]]:
    """The records that are not blank, each with the line on which it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            fields = next(reader, None)
        except csv.Error as broken:
            raise ImportProblem(
                file,
                Fault(
                    line,
                    "CSV 格式有误，多为引号没有成对。",
                    f"Not CSV from here on, often an unclosed quote: {broken}.",
                ),
            ) from broken
        if fields is None:
            return
        if any(field.strip() for field in fields):
            yield line, fields


def _columns(file: str, line: int, fields: Sequence[str]) -> list[str]:
    columns = [_clean(field) for field in fields]
    unknown = [column for column in columns if column not in COLUMNS]
    missing = [column for column in COLUMNS if column not in columns]
    twice = sorted({column for column in columns if columns.count(column) > 1})
    named = (
        ("不认识的列", "Unknown columns", unknown),
        ("缺少的列", "Missing columns", missing),
        ("重复的列", "Columns that stand twice", twice),
    )
    faults = [Fault(line, f"{zh}：{_shown(found)}。", f"{en}: {_shown(found)}.") for zh, en, found in named if found]
    if faults:
        raise ImportProblem(file, *faults)
    return columns


def _shown(columns: Sequence[str]) -> str:
    return ", ".join(column[:40] or "(blank)" for column in columns[:20]) + (" …" if len(columns) > 20 else "")


def _row(line: int, columns: Sequence[str], fields: Sequence[str]) -> Row | Fault:
    """A row, or everything that is wrong with it."""
    if len(fields) != len(columns):
        return Fault(
            line,
            f"有{len(fields)}格，表头有{len(columns)}格。",
            f"{len(fields)} cells under a header of {len(columns)}.",
        )
    cells = {column: _clean(field) for column, field in zip(columns, fields, strict=True)}
    year, day = _YEAR.fullmatch(cells["year"]), _day(cells["publication_date"])
    wrong = [
        *((f"缺少 {name}", f"no {name}") for name in ("organ", "item_name") if not cells[name]),
        *(
            (f"{name} 超过{_longest(name)}字", f"{name} has more than {_longest(name)} characters")
            for name, cell in cells.items()
            if len(cell) > _longest(name)
        ),
    ]
    if cells["year"] and not year:
        wrong.append(
            (f"年度“{cells['year'][:40]}”不是四位数字的年份", f"{cells['year'][:40]!r} is no year of four digits")
        )
    if cells["publication_date"] and day is None:
        wrong.append(
            (
                f"公布日期“{cells['publication_date'][:40]}”不是日期",
                f"{cells['publication_date'][:40]!r} is no date, YYYY-MM-DD",
            )
        )
    if wrong:
        return Fault(line, "；".join(zh for zh, _ in wrong) + "。", "; ".join(en for _, en in wrong) + ".")
    return Row(line, cells, int(year[1]) if year else None, day)


def _day(cell: str) -> date | None:
    found = _DAY.fullmatch(cell)
    try:
        return date(*map(int, found.groups())) if found else None
    except ValueError:
        return None


def _longest(column: str) -> int:
    return LONGEST.get(column, LONGEST_NAME)


def _clean(field: str) -> str:
    """White space as single blanks; what cannot be seen is left out, so that equal names are equal."""
    return " ".join(
        "".join(
            character for character in field if character.isspace() or unicodedata.category(character) not in _INVISIBLE
        ).split()
    )
