"""`decision-flow calendar check`: which years each authority has announced, and what stays provisional."""

from argparse import Namespace, _SubParsersAction
from datetime import UTC, date, datetime, timedelta
from typing import Any

from cli.output import for_people, print_json
from cli.tables import console, print_table
from decision_flow.procedure.calendar_files import Layer, Window
from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.messages import Messages
from decision_flow.procedure.speech import Speech
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
    for_people(check)
    check.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """0 where the files can be used; a broken one is a problem with its place. A year not announced is no defect."""
    on = asked.on or (datetime.now(UTC) + BEIJING).date()
    config = Settings.from_environment().config
    layers, speech = Calendars(config).layers(), Speech(Messages(config), asked.lang)
    missing = [each for layer in layers for each in missed(layer, on, speech)]
    if asked.json:
        print_json({"layers": [written(layer) for layer in layers], "provisional": missing})
        return 0
    for layer in layers:
        print_table(
            speech.either(f"{layer.title}（{layer.name}）", f"{layer.name} ({layer.title})"),
            speech.columns("year", "notice", "weekdays_off", "weekends_on", "digest", "source"),
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
        told = {**each, "title": speech.either(each["title"], each["layer"]), "year": str(each["year"])}
        console.print(f"[{colour}]![/] {speech('not_loaded', **told)}")
    return 0


def missed(layer: Layer, on: date, speech: Speech) -> list[dict[str, Any]]:
    """This year and the next, where the layer has not announced them, and which periods that makes provisional."""
    return [
        {
            "layer": layer.name,
            "title": layer.title,
            "year": year,
            "touches": speech("touches_year")
            if layer.all_year
            else speech("touches_days", days=speech.listed(_days(window, speech) for window in layer.windows)),
            "overdue": year == on.year or on.month >= WARN_FROM,
        }
        for year in (on.year, on.year + 1)
        if year not in layer.years
    ]


def _days(window: Window, speech: Speech) -> str:
    return speech("from_to", first=window.first, last=window.last)


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
