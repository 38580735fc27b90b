"""Server time and statements of each page on a database with 100,000 decisions and 1,000,000 comments.

A few cases are made by the engine; the rows that lists read are then multiplied under other ids by plain SQL, with the
triggers away meanwhile, because 100,000 procedures through the write door take hours. The copies have no entries in the
record: pages that read one case are measured on the cases that the engine made.
Run: `python -m bench.pages [decisions]`; JSON goes to results/pages.json.
"""

import json
import platform
import sqlite3
import statistics
import sys
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from time import perf_counter
from typing import Any

from decision_flow.store.migrate import migrate
from decision_flow.store.tables import table
from decision_flow.store.triggers import domain_tables, sqlite_triggers
from decision_flow.terms import Role, StartGround
from tests import lawful
from tests.lawful.public_participation import comments
from tests.web.house import Pages, with_pages
from tests.world import START

DECISIONS, COMMENTS_EACH, TRIES = 100_000, 20, 40
RESULT = Path(__file__).parent / "results" / "pages.json"
BUDGET = {"p95_ms": 100.0, "statements": 12}
COPIED = (
    "subject",
    "decision",
    "stage",
    "sign_off",
    "draft",
    "comment_notice",
    "comment_notice_publication",
    "comment",
    "issued_decision",
)
"""The tables that lists read."""
CLERK = {
    "desk": "/",
    "desk_done": "/?tab=done",
    "desk_closed": "/?tab=closed",
    "desk_supervised": "/?tab=supervised",
    "decisions": "/decisions",
    "decisions_started": "/decisions?status=started",
    "decision": "/decisions/{case}",
    "stage": "/decisions/{case}/public-participation",
    "opinions": "/decisions/{case}/opinions",
    "drafts": "/decisions/{case}/drafts",
    "documents": "/decisions/{case}/documents",
    "timetable": "/decisions/{case}/timetable",
    "history": "/decisions/{case}/history",
    "act": "/acts/decisions/{case}/legal-basis",
    "overview": "/overview",
    "meetings": "/meetings",
    "organs": "/organs",
    "catalogs": "/catalogs",
}
STRANGER = {
    "front": "/",
    "consultations": "/consultations",
    "public_decisions": "/public/decisions",
    "public_decision": "/public/decisions/{case}",
    "opinion": "/opinions/{comment}",
}


def main() -> None:
    """Make the database, multiply, measure, write."""
    decisions = int(sys.argv[1]) if len(sys.argv) > 1 else DECISIONS
    with tempfile.TemporaryDirectory(prefix="decision-flow-bench-") as name:
        url = f"sqlite:///{name}/pages.db"
        migrate(url)
        pages = with_pages(url, Path(name))
        case, comment = a_case(pages)
        begin = perf_counter()
        multiply(Path(name) / "pages.db", case, decisions)
        made = round(perf_counter() - begin, 1)
        measured = {
            **measure(pages, Role.DRAFTER, CLERK, case=case, comment=comment),
            **measure(pages, None, STRANGER, case=case, comment=comment),
        }
        with pages.world.installation.store.reading() as session:
            counted = {of: session.connection().exec_driver_sql(f"SELECT count(*) FROM {of}").scalar() for of in COPIED}
        pages.world.installation.store.close()
    over = [of for of, one in measured.items() if any(one[key] > most for key, most in BUDGET.items())]
    result = {
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "rows": counted,
        "multiplied_in_s": made,
        "budget": BUDGET,
        "over": over,
        "pages": measured,
    }
    RESULT.write_text(json.dumps(result, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(result, indent=2, ensure_ascii=False) + "\n")


def a_case(pages: Pages) -> tuple[str, str]:
    """A started matter with an open notice and its opinions; its id, and that of an opinion."""
    world, today = pages.world, START.date()
    lawful.a_published_item(world)
    case = str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT)))
    notice = lawful.run(world, lawful.notice(world, case, today, today + 30 * lawful.DAY, lawful.draft_of(world)))
    given = [str(lawful.run(world, comments(world, case, notice))) for _ in range(COMMENTS_EACH)]
    with world.installation.store.reading() as session:
        number = session.connection().exec_driver_sql("SELECT min(id) FROM comment").scalar()
    return case, str(number or given[0])


def multiply(database: Path, case: str, decisions: int) -> None:
    """So many copies of a case: the ids that its rows own begin with the number of the copy."""
    triggers = [made for of in domain_tables() for _, made in sqlite_triggers(of)]
    with closing(sqlite3.connect(database, isolation_level=None)) as connection:
        there = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")]
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN IMMEDIATE")
        for name in there:
            connection.execute(f"DROP TRIGGER {name}")
        own = own_ids(connection, case)
        for of in COPIED:
            connection.execute(copying(connection, of, case, own), (decisions - 1,))
        for made in triggers:
            connection.execute(made)
        connection.execute("COMMIT")
        connection.execute("ANALYZE")


def own_ids(connection: sqlite3.Connection, case: str) -> set[str]:
    """The case's id and those of its rows."""
    return {case} | {
        row[0]
        for of in COPIED
        if "id" in table(of).c
        for row in connection.execute(f"SELECT id FROM {of} WHERE {subject_of(of)} = ?", (case,))
    }


def subject_of(of: str) -> str:
    """The column of a table that holds the case's id."""
    return "decision_id" if "decision_id" in table(of).c else "id"


def copying(connection: sqlite3.Connection, of: str, case: str, own: set[str]) -> str:
    """The statement that copies the case's rows of a table, its parameter the number of copies."""
    columns = [column.name for column in table(of).c]
    rows = connection.execute(f"SELECT {', '.join(columns)} FROM {of} WHERE {subject_of(of)} = '{case}'").fetchall()
    told = dict(zip(columns, zip(*rows, strict=True), strict=True)) if rows else {}
    shown = ", ".join(_copied(name, set(told.get(name, ())), own) for name in columns)
    return (
        "WITH RECURSIVE copies(k) AS (SELECT 1 UNION ALL SELECT k + 1 FROM copies LIMIT ?) "
        f"INSERT INTO {of} ({', '.join(columns)}) SELECT {shown} FROM copies, {of} WHERE {subject_of(of)} = '{case}'"
    )


def _copied(column: str, values: set[Any], own: set[str]) -> str:
    if values and values <= own:
        return f"printf('%08x', k) || substr({column}, 9)"
    return "NULL" if column == "catalog_item_id" else column


def measure(pages: Pages, by: Role | None, addresses: dict[str, str], **named: str) -> dict[str, Any]:
    """Milliseconds and statements of each page."""
    return dict(_measured(pages, by, addresses, named))


def _measured(
    pages: Pages, by: Role | None, addresses: dict[str, str], named: dict[str, str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    browser = pages.signed_in(by) if by else pages.stranger()
    for name, address in addresses.items():
        path, times = address.format(**named), []
        with pages.served.counted() as sent:
            assert browser.get(path).status_code == 200, path
        for _ in range(TRIES):
            begin = perf_counter()
            browser.get(path)
            times.append((perf_counter() - begin) * 1000)
        times.sort()
        yield (
            name,
            {
                "p50_ms": round(statistics.median(times), 1),
                "p95_ms": round(times[int(len(times) * 0.95) - 1], 1),
                "statements": len(sent),
            },
        )


if __name__ == "__main__":
    main()
