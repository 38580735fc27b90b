"""`decision-flow timetable DECISION`: planned and earliest lawful dates, what-if, and the picture."""

from argparse import Namespace, _SubParsersAction
from datetime import date
from pathlib import Path
from typing import Any

from cli.output import CommandProblem, console, opened, print_json, print_table, with_json
from cli.profile_words import cited, in_words
from cli.reads import decision_named
from decision_flow.casefile import CaseFile
from decision_flow.procedure.gantt import gantt
from decision_flow.procedure.law import Law
from decision_flow.procedure.messages import Messages
from decision_flow.procedure.timetable import CONVENTIONS, SLICES, Line, NotLawful, WhatIf, timetable
from decision_flow.reading import file_of
from decision_flow.terms import ChangeClass, Kind
from schemas.decision import LineSchema


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The command and its options."""
    command = commands.add_parser("timetable", help="办理时间表和试算 / planned and earliest lawful dates, what-if")
    command.add_argument("decision", metavar="DECISION", help="id, the start of an id, or the exact title")
    command.add_argument(
        "--shorten", type=int, metavar="DAYS", help="试算：征求意见缩短为若干日 / a shorter comment period"
    )
    command.add_argument("--hearing", action="store_true", help="试算：今日公告听证会 / a hearing announced today")
    command.add_argument(
        "--change",
        type=ChangeClass,
        choices=list(ChangeClass),
        metavar="CLASS",
        help="试算：今日修改草案: " + ", ".join(ChangeClass),
    )
    command.add_argument("--svg", type=Path, metavar="FILE", help="甘特图 / write the picture")
    command.add_argument("--on", type=date.fromisoformat, default=None, metavar="DATE", help="default: today")
    with_json(command)
    command.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """The timetable as it is, or as it would be."""
    served = opened()
    on = asked.on or served.engine.today()
    with served.store.reading() as session:
        case: CaseFile = file_of(session, Kind.DECISION, decision_named(session, asked.decision), SLICES)
    law = served.engine.law_of(case, on)
    try:
        what_if = WhatIf(comment_days=asked.shorten, hearing=asked.hearing, change=asked.change)
        lines = timetable(case, law, on, what_if)
    except NotLawful as problem:
        raise CommandProblem(str(problem), exit_code=1) from problem
    if not lines:
        raise CommandProblem("决策程序尚未启动，没有时间表 / the procedure has not started", exit_code=1)
    if asked.svg:
        asked.svg.write_text(gantt(case.title, lines, on, served.messages.word), "utf-8")
    if asked.json:
        print_json(
            {
                "decision": case.decision_id,
                "on": on,
                "lines": LineSchema(many=True).dump(lines),
                "conventions": [
                    {"key": key, "value": law.entry(key).value, "citation": law.entry(key).citation.text}
                    for key in CONVENTIONS
                ],
            }
        )
        return 0
    show(case, lines, law, on, served.messages)
    if asked.svg:
        console.print(f"甘特图：{asked.svg}")
    return 0


def show(case: CaseFile, lines: tuple[Line, ...], law: Law, on: date, messages: Messages) -> None:
    """The lines, what nobody has read, and the conventions of counting."""
    print_table(
        f"{case.title}：办理时间表（{on}）",
        ("阶段", "开始", "计划办结", "依法最早", "等待", "余地", "期限"),
        [
            (
                messages.word(line.stage),
                line.opened_on,
                f"{line.planned}{'（暂定）' if line.provisional else ''}{' ✓' if line.closed_on else ''}",
                "" if line.closed_on else line.earliest_lawful,
                "、".join(messages.word(before) for before in line.waits_for),
                "" if line.slack_days is None else "关键路径" if line.critical else f"{line.slack_days}日",
                _period(line, law),
            )
            for line in lines
        ],
    )
    for key in sorted({key for line in lines for key in line.unread}):
        entry = law.entry(key)
        console.print(f"[yellow]![/] {entry.label}：{entry.citation.text}的原文未读到，日期可能因此推后")
    print_table(
        "计算方法",
        ("事项", "取值", "依据"),
        [
            (law.entry(key).label, in_words(law.entry(key), messages), cited(law.entry(key), messages))
            for key in CONVENTIONS
        ],
    )


def _period(line: Line, law: Law) -> str:
    if line.period is None:
        return ""
    label = law.entry(line.period.parameter).label
    return f"{label}：{line.period.after}次日起，至{line.period.ends.on}24时"
