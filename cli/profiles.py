"""`profile show|diff|check|choices|impact`: the law as data, readable by a lawyer. Only `impact` needs a database."""

from argparse import Namespace, _SubParsersAction
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

from cli.impact import run_impact
from cli.output import CommandProblem, for_people, print_json, with_json
from cli.tables import console, print_table
from decision_flow.procedure.messages import Messages
from decision_flow.procedure.profile_check import read_profiles
from decision_flow.procedure.profile_diff import differences
from decision_flow.procedure.profile_words import (
    CONFIRMED_LOCALLY,
    by_section,
    cited,
    in_words,
    kinds,
    label,
    section,
    shown_only,
    with_force,
    written,
    written_all,
)
from decision_flow.procedure.profiles import Lawbook, NotYetInForce, Profile, UnknownProfile, Value
from decision_flow.procedure.speech import Speech
from decision_flow.settings import Settings
from decision_flow.terms import BodyKind, Knowledge

BEIJING = timedelta(hours=8)


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The commands and their options."""
    actions = commands.add_parser("profile", help="适用规定 / procedure profiles").add_subparsers(
        required=True, metavar="ACTION"
    )
    show = actions.add_parser("show", help="逐项取值、依据和来源 / every value with its citation")
    show.add_argument("name", metavar="NAME")
    diff = actions.add_parser("diff", help="两地规定的不同 / where two profiles differ")
    diff.add_argument("name", metavar="NAME")
    diff.add_argument("other", metavar="OTHER")
    check = actions.add_parser("check", help="检查文件，低于国家规定的不予通过 / check files against the floor")
    check.add_argument("path", nargs="?", type=Path, metavar="FILE|DIR", help="default: the profiles of config/")
    choices = actions.add_parser("choices", help="须由本地确认的取值 / what a county confirms or changes")
    choices.add_argument("name", metavar="NAME")
    impact = actions.add_parser("impact", help="文件更正后，哪些在办决策的办理条件不同 / whom a corrected file touches")
    impact.add_argument("--config", type=Path, default=None, metavar="DIR", help="default: the files in use")
    commands_here = (
        (show, run_show),
        (diff, run_diff),
        (check, run_check),
        (choices, run_choices),
        (impact, run_impact),
    )
    for command, run in commands_here:
        command.set_defaults(run=run)
        if command is check:
            with_json(command)
        else:
            for_people(command)
            command.add_argument("--on", type=date.fromisoformat, default=None, metavar="DATE", help="default: today")


def the_law(asked: Namespace, *names: str) -> tuple[Lawbook, Speech, list[Profile]]:
    """The files of `config/`, and the profiles named as of the day asked for."""
    config = Settings.from_environment().config
    lawbook, on = Lawbook(config), asked.on or (datetime.now(UTC) + BEIJING).date()
    try:
        return lawbook, Speech(Messages(config), asked.lang), [lawbook.resolve(name, on) for name in names]
    except (UnknownProfile, NotYetInForce) as problem:
        raise CommandProblem(str(problem)) from problem


def run_show(asked: Namespace) -> int:
    """Section by section, then the kinds of body side by side."""
    lawbook, speech, (profile,) = the_law(asked, asked.name)
    chain = [(level.name, level.title) for level in lawbook.chain(profile.name)]
    if asked.json:
        head = {"profile": profile.name, "title": chain[0][1], "as_of": profile.as_of, "digest": profile.digest}
        print_json(
            {
                **head,
                "levels": [{"name": name, "title": title} for name, title in chain],
                "values": written_all(profile, lawbook),
            }
        )
        return 0
    levels = " → ".join(speech.either(title, name) for name, title in reversed(chain))
    console.print(f"[bold]{chain[0][1]}[/] ({profile.name})  {levels}")
    console.print(speech("in_force", day=profile.as_of, digest=profile.digest[:16]))
    columns = speech.columns("item", "value", "basis", "level", "since", "note")
    for name, values in by_section(value for value in profile.values.values() if value.unit != "by_body_kind"):
        rows = [_row(value, lawbook, speech) for value in values]
        print_table(section(name, speech), columns, rows)
    print_table(
        speech("bodies"),
        (speech("item"), *(speech.word(kind) for kind in BodyKind), speech("basis")),
        [
            (
                label(value, speech),
                *(kinds(value, speech).get(kind, speech("to_be_filled")) for kind in BodyKind),
                cited(value, speech),
            )
            for value in profile.values.values()
            if value.unit == "by_body_kind"
        ],
    )
    return 0


def _row(value: Value, lawbook: Lawbook, speech: Speech) -> tuple[Any, ...]:
    said, level = with_force(value, speech), speech.either(lawbook.title(value.level), value.level)
    note = "\n".join(filter(None, (speech("shown_only") if shown_only(value, lawbook) else "", value.note)))
    return label(value, speech), said, cited(value, speech), level, value.in_force_from, note


def run_diff(asked: Namespace) -> int:
    """Only what differs, each side with its own citation."""
    lawbook, speech, (one, other) = the_law(asked, asked.name, asked.other)
    found = list(differences(one, other, lawbook.chain(one.name)[-1].parameters))
    if asked.json:
        print_json(
            [
                {
                    "key": each.one.key,
                    "label": each.one.label,
                    one.name: written(each.one, lawbook),
                    other.name: written(each.other, lawbook),
                    "stricter": each.stricter or None,
                }
                for each in found
            ]
        )
        return 0
    titles = {name: speech.either(lawbook.title(name), name) for name in (one.name, other.name)} | {"": ""}
    rows = [
        (
            label(each.one, speech),
            f"{with_force(each.one, speech)}\n{cited(each.one, speech)}",
            f"{with_force(each.other, speech)}\n{cited(each.other, speech)}",
            titles[each.stricter],
        )
        for each in found
    ]
    print_table(
        speech("differ", one=titles[one.name], other=titles[other.name], count=len(rows)),
        (speech("item"), titles[one.name], titles[other.name], speech("stricter")),
        rows,
        lines=True,
    )
    return 0


def run_check(asked: Namespace) -> int:
    """0 where every file can be used; 1 with file, line, key and reason of each that cannot."""
    files = {path.stem: path for path in sorted((Settings.from_environment().config / "profiles").glob("*.yaml"))}
    given = _given(asked.path) if asked.path else list(files.values())
    files |= {path.stem: path for path in given}
    chains, defects = read_profiles(files.values())
    if asked.json:
        print_json(
            {
                "checked": [str(path) for path in given],
                "profiles": sorted(chains),
                "defects": [
                    {"file": one.file, "line": one.line, "key": one.key, "reason": one.zh, "reason_en": one.en}
                    for one in defects
                ],
            }
        )
    elif defects:
        print_table(
            f"不能使用：{len(defects)}处",
            ("文件", "行", "键", "原因", "reason"),
            [(one.file, one.line, one.key, one.zh, one.en) for one in defects],
            lines=True,
        )
    else:
        console.print(f"[green]✓[/] 检查了{len(given)}个文件，都可以使用 / {len(given)} files checked, all usable")
    return 1 if defects else 0


def _given(path: Path) -> list[Path]:
    if path.is_dir():
        return sorted(path.glob("*.yaml"))
    if not path.is_file():
        raise CommandProblem(f"没有文件“{path}” / there is no file {path}")
    return [path]


def run_choices(asked: Namespace) -> int:
    """One page: every value that no text gives, to be confirmed or changed and signed (ruling 79)."""
    lawbook, speech, (profile,) = the_law(asked, asked.name)
    values = [value for value in profile.values.values() if value.knowledge in CONFIRMED_LOCALLY]
    if asked.json:
        print_json([written(value, lawbook) for value in values])
        return 0
    title = speech("choices", place=speech.either(lawbook.title(profile.name), profile.name))
    console.print(f"[bold]{title}[/]{speech('choices_count', day=profile.as_of, count=len(values))}")
    for known, table in _by_knowledge(values).items():
        print_table(
            speech.word(known),
            speech.columns("number", "item", "value", "related", "note", "confirmed"),
            [
                (number, label(value, speech), in_words(value, speech), value.citation.text, value.note, "")
                for number, value in table
            ],
            lines=True,
        )
    console.print(f"\n{speech('signatures')}")
    return 0


def _by_knowledge(values: list[Value]) -> Mapping[Knowledge, list[tuple[int, Value]]]:
    number, tables = 0, dict[Knowledge, list[tuple[int, Value]]]()
    for known in CONFIRMED_LOCALLY:
        for value in values:
            if value.knowledge is known:
                number += 1
                tables.setdefault(known, []).append((number, value))
    return tables
