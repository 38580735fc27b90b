"""`papers`: render what is due on a decision, where no flow does, and say what there is."""

from argparse import Namespace, _SubParsersAction
from pathlib import Path
from typing import Any

from sqlalchemy import select

from cli.output import opened, print_json, with_json
from cli.reads import decision_named
from cli.tables import console, print_table
from decision_flow.actor import system
from decision_flow.papers.model import Paper
from decision_flow.store.tables import table_of
from decision_flow.terms import PaperKind


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The command and its options."""
    papers = commands.add_parser("papers", help="印制应当印制的文书 / render the papers that are due")
    papers.add_argument("decision", metavar="DECISION", help="id, the start of an id, or the exact title")
    papers.add_argument("--into", type=Path, metavar="FOLDER", help="另存一份 / put copies there: PDF and .docx")
    with_json(papers)
    papers.set_defaults(run=run_papers)


def run_papers(asked: Namespace) -> int:
    """The same rendering, key and receipt as in the flows: what a flow has done is not done again."""
    from flows.papers.rendering import FLOW, Papers

    served = opened()
    with served.store.reading() as session:
        decision_id = decision_named(session, asked.decision)
    for due in Papers(served).all_due(decision_id):
        served.engine.execute(due.command, by=system(FLOW), key=due.key)
    p = table_of(Paper).c
    with served.store.reading() as session:
        rows = session.execute(select(table_of(Paper)).where(p.subject_id == decision_id).order_by(p.renders)).all()
    if asked.into:
        asked.into.mkdir(parents=True, exist_ok=True)
        for row in rows:
            name = f"{row.renders:03d}-{served.messages.word(PaperKind(row.kind))}"
            for sha256, ending in ((row.pdf_sha256, "pdf"), (row.docx_sha256, "docx")):
                (asked.into / f"{name}.{ending}").write_bytes(served.store.documents.read(sha256))
    if asked.json:
        print_json([dict(row._mapping) for row in rows])
        return 0
    table = [(r.renders, served.messages.word(PaperKind(r.kind)), r.title, r.dated, r.pdf_sha256[:12]) for r in rows]
    print_table("文书", ("记录", "种类", "标题", "日期", "PDF"), table)
    if not rows:
        console.print("尚无应当印制的文书 / no paper is due yet", style="dim")
    return 0
