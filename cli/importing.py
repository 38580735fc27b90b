"""Taking published catalogs over from a file: the plan is made first and can be shown; then it is carried out.

One command per unknown body and one per body and year, under keys made of the file's digest, so that an import that
was cut off is finished by running it again (design 13).
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from cli.catalog_file import CatalogList, Fault, ImportProblem, Row, read_list
from decision_flow.actor import Actor
from decision_flow.catalog.commands import ImportCatalog, ImportCatalogItems, ImportedItem, ImportSource
from decision_flow.catalog.facts import PUBLICATION_DATE, UNDERTAKING_UNIT, YEAR
from decision_flow.catalog.known import Known, KnownBody
from decision_flow.command import Command
from decision_flow.engine import Engine
from decision_flow.organ.commands import RegisterOrgan, RegisterUnits
from decision_flow.terms import BodyKind

__all__ = ["Done", "ImportProblem", "Plan", "body_kind_of", "plan_import", "run_import"]

MOST_ITEMS = 500
DROPPED = "调出"
CUT_OFF = "〔截断〕"
KINDS = (
    (re.compile(r"街道(办事处|办)$"), BodyKind.SUB_DISTRICT),
    (re.compile(r"(管委会|管理委员会)$"), BodyKind.ZONE_COMMITTEE),
    (re.compile(r"[镇乡]人民政府$|苏木人民政府$"), BodyKind.TOWNSHIP),
    (re.compile(r"人民政府$"), BodyKind.GOVERNMENT),
    (re.compile(r"([局委厅办]|委员会|办公室)$"), BodyKind.DEPARTMENT),
)


@dataclass(frozen=True, slots=True)
class NewBody:
    """A body that the record does not have. `kind` is guessed from the name; `is_certain` where one kind alone fits."""

    name: str
    kind: BodyKind
    is_certain: bool
    profile: str
    units: tuple[str, ...]
    line: int


@dataclass(frozen=True, slots=True)
class NewUnits:
    """Units that a known body does not have."""

    organ: str
    organ_id: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListedCatalog:
    """The items of one body and year; `catalog_id` where the record has that catalog already."""

    organ: str
    year: int | None
    catalog_id: str | None
    items: tuple[ImportedItem, ...]

    @property
    def title(self) -> str:
        """The name that a new catalog gets."""
        return f"{self.organ}{f'{self.year}年度' if self.year else '（年度不详）'}重大行政决策事项目录"


@dataclass(frozen=True, slots=True)
class Incomplete:
    """An item that is imported and cannot be published before what it lacks is filled."""

    line: int
    organ: str
    title: str
    lacks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Repeated:
    """A row whose matter stands in an earlier row of the file; it is left out. `differs`: in which columns."""

    line: int
    first: int
    title: str
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """What an import would do. With `bad` rows nothing is imported unless they are expressly skipped."""

    file: str
    sha256: str
    encoding: str
    rows: int
    bad: tuple[Fault, ...]
    repeated: tuple[Repeated, ...]
    incomplete: tuple[Incomplete, ...]
    without_time: int
    already: int
    bodies: tuple[NewBody, ...]
    units: tuple[NewUnits, ...]
    catalogs: tuple[ListedCatalog, ...]
    organ_ids: dict[str, str]

    @property
    def items(self) -> int:
        """How many items would be new."""
        return sum(len(catalog.items) for catalog in self.catalogs)


@dataclass(frozen=True, slots=True)
class Done:
    """What an import did: the numbers, and the catalogs by body and year."""

    bodies: int
    items: int
    catalogs: dict[tuple[str, int | None], str]


def plan_import(path: Path, known: Known, profile: str = "cn-713") -> Plan:
    """Read and check the whole file, and say what importing it would do. Raises ImportProblem."""
    read = read_list(Path(path))
    rows, repeated = _apart(read.rows)
    listed: dict[tuple[str, int | None], list[Row]] = {}
    for row in rows:
        listed.setdefault((row.cells["organ"], row.year), []).append(row)
    _refuse_long_catalogs(read, listed)
    catalogs = tuple(_catalog(read.sha256, organ, year, of, known.get(organ)) for (organ, year), of in listed.items())
    to_import = tuple(catalog for catalog in catalogs if catalog.items)
    named = _units_by_organ(to_import)
    return Plan(
        file=read.file,
        sha256=read.sha256,
        encoding=read.encoding,
        rows=len(read.rows) + len(read.faults),
        bad=read.faults,
        repeated=repeated,
        incomplete=tuple(_incomplete(to_import)),
        without_time=sum(item.planned_time is None for catalog in to_import for item in catalog.items),
        already=len(rows) - sum(len(catalog.items) for catalog in catalogs),
        bodies=tuple(_new_bodies(to_import, named, known, profile)),
        units=tuple(_new_units(named, known)),
        catalogs=to_import,
        organ_ids={name: known[name].id for name in named if name in known},
    )


def run_import(
    engine: Engine,
    plan: Plan,
    actor: Actor,
    *,
    skip_bad: bool = False,
    told: Callable[[Command], None] = lambda command: None,
) -> Done:
    """Carry a plan out. Raises ImportProblem where rows are bad and not to be skipped; nothing is done then."""
    if plan.bad and not skip_bad:
        raise ImportProblem(plan.file, *plan.bad)
    organ_ids, made = dict(plan.organ_ids), dict[tuple[str, int | None], str]()

    def do(command: Command, key: str) -> str:
        receipt = engine.execute(command, by=actor, key=f"import:{plan.sha256}:{key}")
        told(command)
        return receipt.subject_id

    for body in plan.bodies:
        organ_ids[body.name] = do(
            RegisterOrgan(name=body.name, body_kind=body.kind, profile=body.profile, units=body.units, proposed=True),
            f"organ:{body.name}",
        )
    for new in plan.units:
        do(RegisterUnits(organ_id=new.organ_id, names=new.names, proposed=True), f"units:{new.organ}")
    for catalog in plan.catalogs:
        made[catalog.organ, catalog.year] = do(
            _command(plan.sha256, catalog, organ_ids[catalog.organ]), f"catalog:{catalog.organ}:{catalog.year or ''}"
        )
    return Done(len(plan.bodies), plan.items, made)


def _command(file_sha256: str, catalog: ListedCatalog, organ_id: str) -> Command:
    if catalog.catalog_id is not None:
        return ImportCatalogItems(catalog_id=catalog.catalog_id, file_sha256=file_sha256, items=catalog.items)
    return ImportCatalog(
        organ_id=organ_id, year=catalog.year, title=catalog.title, file_sha256=file_sha256, items=catalog.items
    )


def body_kind_of(name: str) -> tuple[BodyKind, bool]:
    """The kind that a name tells, by its ending; not certain where it tells none, or names two bodies."""
    kind = next((kind for ending, kind in KINDS if ending.search(name)), None)
    joint = re.search(r"[·、及和]", name) is not None and len(re.findall("人民政府|管委会|管理委员会|办事处", name)) > 1
    return kind or BodyKind.DEPARTMENT, kind is not None and not joint


def _apart(rows: Iterable[Row]) -> tuple[list[Row], tuple[Repeated, ...]]:
    """The first row of each matter, and the rows that repeat one."""
    first: dict[tuple[str, int | None, str], Row] = {}
    repeated = []
    for row in rows:
        title = row.cells["item_name"]
        before = first.setdefault((row.cells["organ"], row.year, title), row)
        if before is not row:
            differs = tuple(column for column, cell in row.cells.items() if cell != before.cells[column])
            repeated.append(Repeated(row.line, before.line, title, differs))
    return list(first.values()), tuple(repeated)


def _refuse_long_catalogs(read: CatalogList, listed: dict[tuple[str, int | None], list[Row]]) -> None:
    faults = [
        Fault(
            rows[MOST_ITEMS].line,
            f"{organ}{year or ''}目录超过{MOST_ITEMS}项，请分为几个文件。",
            f"More than {MOST_ITEMS} items of one body and year; split the file.",
        )
        for (organ, year), rows in listed.items()
        if len(rows) > MOST_ITEMS
    ]
    if faults:
        raise ImportProblem(read.file, *faults)


def _catalog(
    file_sha256: str, organ: str, year: int | None, rows: Sequence[Row], body: KnownBody | None
) -> ListedCatalog:
    """The rows that the record does not have; none where this file was imported into the catalog before."""
    there = body.catalogs.get(year) if body else None
    numbers = Counter(row.cells["item_no"] for row in rows)
    items = tuple(
        _item(row, numbers)
        for row in rows
        if there is None or (file_sha256 not in there.files and row.cells["item_name"] not in there.titles)
    )
    return ListedCatalog(organ, year, there.id if there else None, items)


def _item(row: Row, numbers: Counter[str]) -> ImportedItem:
    number = row.cell("item_no")
    remarks = {
        "no_planned_time": row.cell("planned_time") is None,
        "no_item_no": number is None,
        "same_item_no": number is not None and numbers[number] > 1,
        "name_cut_off": CUT_OFF in row.cells["item_name"],
    }
    return ImportedItem(
        item_no=number,
        title=row.cells["item_name"],
        undertaking_unit=row.cell("undertaking_unit"),
        planned_time=row.cell("planned_time"),
        published_on=row.published_on,
        procedures=row.cell("procedures"),
        legal_basis=row.cell("legal_basis"),
        note=row.cell("note"),
        dropped=row.cells["adjustment"] == DROPPED,
        doubts=tuple(remark for remark, holds in remarks.items() if holds),
        source=ImportSource(
            line=row.line,
            catalog=row.cell("catalog_id"),
            province=row.cell("province"),
            title=row.cell("source_title"),
            address=row.cell("source_address"),
            document_no=row.cell("document_no"),
            adjustment=row.cell("adjustment"),
            date_basis=row.cell("date_basis"),
        ),
    )


def _incomplete(catalogs: Iterable[ListedCatalog]) -> Iterator[Incomplete]:
    for catalog in catalogs:
        for item in catalog.items:
            missing = {UNDERTAKING_UNIT: item.undertaking_unit, YEAR: catalog.year, PUBLICATION_DATE: item.published_on}
            lacks = tuple(name for name, value in missing.items() if value is None)
            if lacks:
                yield Incomplete(item.source.line, catalog.organ, item.title, lacks)


def _units_by_organ(catalogs: Iterable[ListedCatalog]) -> dict[str, dict[str, int]]:
    """The units that each body's items name, in their order, with the line of the first."""
    named: dict[str, dict[str, int]] = {}
    for catalog in catalogs:
        units = named.setdefault(catalog.organ, {})
        for item in catalog.items:
            if item.undertaking_unit is not None:
                units.setdefault(item.undertaking_unit, item.source.line)
    return named


def _new_bodies(
    catalogs: Iterable[ListedCatalog], named: dict[str, dict[str, int]], known: Known, profile: str
) -> Iterator[NewBody]:
    lines: dict[str, int] = {}
    for catalog in catalogs:
        lines.setdefault(catalog.organ, catalog.items[0].source.line)
    for name, units in named.items():
        if name not in known:
            yield NewBody(name, *body_kind_of(name), profile, tuple(units), lines[name])


def _new_units(named: dict[str, dict[str, int]], known: Known) -> Iterator[NewUnits]:
    for name, units in named.items():
        new = tuple(unit for unit in units if name in known and unit not in known[name].units)
        if new:
            yield NewUnits(name, known[name].id, new)
