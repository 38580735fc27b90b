"""`decision-flow timetable DECISION`: planned and earliest lawful dates, what-if, and the picture."""

from argparse import Namespace, _SubParsersAction
from datetime import date
from pathlib import Path
from typing import Any

from cli.output import CommandProblem, for_people, opened, print_json
from cli.reads import decision_named
from cli.tables import console, print_table
from decision_flow.casefile import CaseFile
from decision_flow.procedure.gantt import gantt
from decision_flow.procedure.law import Law
from decision_flow.procedure.profile_words import cited, in_words, label
from decision_flow.procedure.speech import Speech
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
    for_people(command)
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
    speech = Speech(served.messages, asked.lang)
    show(case, lines, law, on, speech)
    if asked.svg:
        console.print(speech("picture", file=str(asked.svg)))
    return 0


def show(case: CaseFile, lines: tuple[Line, ...], law: Law, on: date, speech: Speech) -> None:
    """The lines, what nobody has read, and the conventions of counting."""
    print_table(
        speech("timetable", title=case.title, day=on),
        speech.columns("stage", "start", "planned", "earliest", "waits", "slack", "period"),
        [
            (
                speech.word(line.stage),
                line.opened_on,
                f"{line.planned}{speech('provisional') if line.provisional else ''}{' ✓' if line.closed_on else ''}",
                "" if line.closed_on else line.earliest_lawful,
                speech.listed(speech.word(before) for before in line.waits_for),
                _slack(line, speech),
                _period(line, law, speech),
            )
            for line in lines
        ],
    )
    for key in sorted({key for line in lines for key in line.unread}):
        entry = law.entry(key)
        console.print(f"[yellow]![/] {speech('unread_key', label=label(entry, speech), citation=entry.citation.text)}")
    entries = [law.entry(key) for key in CONVENTIONS]
    print_table(
        speech("conventions"),
        speech.columns("item", "value", "basis"),
        [(label(entry, speech), in_words(entry, speech), cited(entry, speech)) for entry in entries],
    )


def _slack(line: Line, speech: Speech) -> str:
    if line.slack_days is None:
        return ""
    return speech("critical") if line.critical else speech("slack_days", count=line.slack_days)


def _period(line: Line, law: Law, speech: Speech) -> str:
    if line.period is None:
        return ""
    name = label(law.entry(line.period.parameter), speech)
    return speech("period_ends", label=name, after=line.period.after, last=line.period.ends.on)
