"""`explain` and `history`: what a decision still lacks, and what was done."""

from argparse import Namespace, _SubParsersAction
from typing import Any

from sqlalchemy import select
from sqlmodel import Session

from cli.output import CommandProblem, for_people, opened, print_json, with_json
from cli.tables import console, print_table
from decision_flow.actor import PUBLIC
from decision_flow.board import lacks
from decision_flow.casefile import CaseFile
from decision_flow.decision.listing import history, shown
from decision_flow.decision.model import Decision
from decision_flow.procedure.speech import Speech
from decision_flow.reading import explain, file_of
from decision_flow.store.problems import failing
from decision_flow.store.tables import table_of
from decision_flow.terms import Kind, Role, Stage
from schemas.findings import failing_on_the_wire, findings_on_the_wire


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The commands and their options."""
    explained = commands.add_parser(
        "explain", help="办理条件：尚缺什么、由谁补 / what a stage lacks, and who can cure it"
    )
    explained.add_argument("decision", metavar="DECISION", help="id, the start of an id, or the exact title")
    explained.add_argument(
        "stage", nargs="?", type=Stage, choices=list(Stage), metavar="STAGE", help="one of: " + ", ".join(Stage)
    )
    told = commands.add_parser("history", help="审计记录 / the entries of a decision")
    told.add_argument("decision", metavar="DECISION", help="id, the start of an id, or the exact title")
    told.add_argument("--limit", type=int, default=200)
    for command, run, options in ((explained, run_explain, for_people), (told, run_history, with_json)):
        options(command)
        command.set_defaults(run=run)


def decision_named(session: Session, name: str) -> str:
    """The id of a decision by id, beginning of the id, or title."""
    d = table_of(Decision).c
    found = session.execute(select(d.id).where((d.id.startswith(name, autoescape=True)) | (d.title == name)).limit(3))
    ids = list(found.scalars())
    if not ids:
        raise CommandProblem(f"没有决策事项“{name}” / there is no decision {name}")
    if len(ids) > 1:
        raise CommandProblem(f"“{name}”对应多个事项，请写全 / {name} names several decisions")
    return str(ids[0])


def run_explain(asked: Namespace) -> int:
    """The gates of the stages that stand open, or of one stage."""
    served = opened()
    with served.store.reading() as session:
        decision_id, on = decision_named(session, asked.decision), served.engine.today()
        case: CaseFile = file_of(session, Kind.DECISION, decision_id)
        law = served.engine.law_of(case, on)
        stages = [asked.stage] if asked.stage else [stage for stage in Stage if case.is_open(stage)]
        gates = {stage: explain(session, decision_id, stage, law, on) for stage in stages}
        failed = failing(session, decision_id)
    if asked.json:
        on_the_wire = {one.value: findings_on_the_wire(gates[one], served.messages, asked.lang) for one in gates}
        print_json(on_the_wire)
        return 0
    speech = Speech(served.messages, asked.lang)
    console.print(f"[bold]{case.title}[/]  {decision_id}  {on}")
    for one in failing_on_the_wire(failed, served.messages, asked.lang):
        console.print(f"[yellow]！[/] {one['text']}", highlight=False)
    for stage, gate in gates.items():
        lacking = findings_on_the_wire(lacks(gate), served.messages, asked.lang)
        print_table(
            speech("gate_lacks", stage=stage, count=len(lacking)) if lacking else speech("gate_met", stage=stage),
            speech.columns("basis", "missing", "cure_by", "cure", "at_the_earliest"),
            [
                (
                    f["article"],
                    f["missing"],
                    speech.listed(speech.word(Role(role)) for role in f["cure_by"]),
                    f["cure"],
                    f["earliest"],
                )
                for f in lacking
            ],
        )
    return 0


def run_history(asked: Namespace) -> int:
    """The entries, oldest first."""
    served = opened()
    with served.store.reading() as session:
        rows = history(session, decision_named(session, asked.decision), PUBLIC, limit=asked.limit)[::-1]
    entries = [shown(row) for row in rows]
    if asked.json:
        print_json(entries)
        return 0
    print_table(
        "审计记录",
        ("序号", "时间", "人员", "角色", "办理", "链头"),
        [
            (
                e["seq"],
                e["entry"]["recorded_at"][:19],
                e["entry"]["actor"]["name"],
                e["entry"]["actor"]["role"],
                e["entry"]["command"],
                e["head"][:12],
            )
            for e in entries
        ],
    )
    return 0
