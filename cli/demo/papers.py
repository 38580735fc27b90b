"""The papers that the flows issued: awaited until none is due, then put where a reader opens them."""

import re
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy import Row, select

from cli.demo.office import Office
from decision_flow.papers.model import Paper
from decision_flow.papers.queries import catalogs_to_announce, to_render
from decision_flow.settings import Installation
from decision_flow.store.tables import table_of

CATALOG = "00 决策事项目录"
NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\s]+')


def awaited(office: Office, served: Installation, decision_ids: list[str]) -> None:
    """Wait until everything that an act called for is rendered and on record."""

    def there() -> bool:
        with served.store.reading() as session:
            return not (catalogs_to_announce(session) or any(to_render(session, one) for one in decision_ids))

    what = "应当印制的文书已全部印制、存证"
    office.done(f"{what}　[dim]等待{office.until(what, there):.1f}秒[/]", by="流程服务")


def exported(office: Office, served: Installation, folders: Mapping[str, str], into: Path) -> int:
    """Each paper as PDF and .docx in the folder of its decision, in the order of the record; how many papers."""
    p = table_of(Paper).c
    with served.store.reading() as session:
        rows = session.execute(select(table_of(Paper)).order_by(p.subject_id, p.renders, p.kind)).all()
    count: dict[str, int] = {}
    for row in rows:
        folder = into / folders.get(row.subject_id, CATALOG)
        count[folder.name] = number = count.get(folder.name, 0) + 1
        _put(served, row, folder, f"{number:02d} {named(row.title)}")
    told = "、".join(f"{name[3:]}{number}件" for name, number in sorted(count.items()))
    office.done(f"{len(rows)}件，各有PDF/A和.docx：{told}", by="文书")
    office.done(f"[bold cyan]{shown(into)}[/]", by="存放位置")
    return len(rows)


def named(title: str) -> str:
    """A title as a file can be called."""
    return NOT_IN_A_NAME.sub("", title)[:80]


def shown(path: Path) -> str:
    """A path from here, where it lies here."""
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


def _put(served: Installation, row: Row[Any], folder: Path, name: str) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for sha256, ending in ((row.pdf_sha256, "pdf"), (row.docx_sha256, "docx")):
        with served.store.documents.open(sha256) as stored, (folder / f"{name}.{ending}").open("wb") as file:
            shutil.copyfileobj(stored, file)
