"""`decision-flow calendar check`: which years each authority has announced, and what stays provisional."""

from argparse import Namespace, _SubParsersAction
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cli.output import console, print_json, print_table, with_json
from decision_flow.procedure.calendar_files import Layer
from decision_flow.procedure.calendars import Calendars
from decision_flow.settings import Settings

BEIJING = timedelta(hours=8)
WARN_FROM = 12
"""The month from which next year's notice is missed (ruling 67)."""


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The command and its options."""
    actions = commands.add_parser("calendar", help="节假日安排 / holidays and make-up days").add_subparsers(
        required=True, metavar="ACTION"
    )
    check = actions.add_parser("check", help="检查日历文件，列出暂定的年份 / check the files, list what is provisional")
    check.add_argument("--on", type=date.fromisoformat, default=None, metavar="DATE", help="default: today")
    with_json(check)
    check.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """0 where the files can be used; a broken one is a problem with its place. A year not announced is no defect."""
    on = asked.on or (datetime.now(UTC) + BEIJING).date()
    layers = Calendars(Settings.from_environment().config).layers()
    missing = [each for layer in layers for each in missed(layer, on)]
    if asked.json:
        print_json({"layers": [written(layer) for layer in layers], "provisional": missing})
        return 0
    for layer in layers:
        print_table(
            f"{layer.title}（{layer.name}）",
            ("年", "通知", "周一至周五放假", "周末上班", "指纹", "录入来源"),
            [
                (
                    notice.year,
                    notice.title,
                    sum(day.weekday() < 5 for day in notice.rest),
                    sum(day.weekday() > 4 for day in notice.work),
                    notice.digest[:12],
                    notice.source,
                )
                for notice in layer.notices
            ],
        )
    for each in missing:
        colour = "red" if each["overdue"] else "yellow"
        console.print(
            f"[{colour}]![/] {each['title']}：{each['year']}年的安排没有录入，{each['touches']}的期限是暂定的"
        )
    return 0


def missed(layer: Layer, on: date) -> list[dict[str, Any]]:
    """This year and the next, where the layer has not announced them, and which periods that makes provisional."""
    return [
        {
            "layer": layer.name,
            "title": layer.title,
            "year": year,
            "touches": "触及该年"
            if layer.all_year
            else "触及" + "、".join(f"{window.first}至{window.last}" for window in layer.windows),
            "overdue": year == on.year or on.month >= WARN_FROM,
        }
        for year in (on.year, on.year + 1)
        if year not in layer.years
    ]


def written(layer: Layer) -> dict[str, Any]:
    """A layer for machines."""
    return {
        "layer": layer.name,
        "title": layer.title,
        "years": [
            {
                "year": notice.year,
                "notice": notice.title,
                "source": notice.source,
                "digest": notice.digest,
                "rest": notice.rest,
                "work": notice.work,
            }
            for notice in layer.notices
        ],
    }
