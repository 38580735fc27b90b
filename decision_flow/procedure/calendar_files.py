"""The layers of `config/calendars/`: one file per layer, one file per layer and year whose notice is known.

State Council → prefecture → none below (ruling 66). A year's file holds what its notice moved, which may lie in the
last days of the year before.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from decision_flow.audit.canonical import canonical
from decision_flow.procedure.config_file import ConfigError, Node, plain, read


class CalendarError(ConfigError):
    """A calendar file cannot be used: file, line, key and what is wrong."""


@dataclass(frozen=True, slots=True)
class Window:
    """Days of a year between which an unannounced holiday may fall, and how many working days it may take at most."""

    name: str
    first: str
    last: str
    days_off_max: int

    def holds(self, month_day: str) -> bool:
        """Whether the day, MM-DD, lies in it; a window may run over the end of a year."""
        if self.first <= self.last:
            return self.first <= month_day <= self.last
        return month_day >= self.first or month_day <= self.last

    def year(self, day: date) -> int:
        """The year whose notice governs this window on that day: 30 December belongs to the New Year that follows."""
        return day.year + 1 if self.first > self.last and f"{day:%m-%d}" >= self.first else day.year


@dataclass(frozen=True, slots=True)
class Notice:
    """One authority's arrangement for one year: who says so, how it came into the file, and the digest of its days."""

    year: int
    title: str
    source: str
    rest: tuple[date, ...]
    work: tuple[date, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Layer:
    """One authority's days off and make-up work days. `all_year`: without its notice no day of the year is certain."""

    name: str
    all_year: bool
    windows: tuple[Window, ...]
    years: frozenset[int]
    rest: frozenset[date]
    work: frozenset[date]
    data: Mapping[str, Any] = field(compare=False, repr=False)
    title: str = ""
    notices: tuple[Notice, ...] = ()

    def open_windows(self, day: date) -> tuple[Window, ...]:
        """The windows that hold the day and whose year is not announced."""
        month_day = f"{day:%m-%d}"
        return tuple(
            window for window in self.windows if window.holds(month_day) and window.year(day) not in self.years
        )

    def is_certain(self, day: date) -> bool:
        """Whether this authority has said, or need not say, what the day is."""
        return not (self.all_year and day.year not in self.years) and not self.open_windows(day)


def read_layers(folder: Path) -> dict[str, Layer]:
    """All layers of the folder by name."""
    tops = [read(path, CalendarError) for path in sorted(folder.glob("*.yaml"))]
    heads = [top for top in tops if "year" not in top.fields]
    years = [top for top in tops if "year" in top.fields]
    known = tuple(head.of(required=("layer", "title", "all_year", "unannounced"))["layer"].text() for head in heads)
    for top in years:
        top.of(required=("layer", "year", "notice", "source", "rest", "work"))["layer"].one_of(known)
    return {
        name: _layer(name, head, [year for year in years if year.fields["layer"].value == name])
        for name, head in zip(known, heads, strict=True)
    }


def _layer(name: str, head: Node, years: list[Node]) -> Layer:
    windows, all_year = (
        tuple(_window(node) for node in head.fields["unannounced"].items()),
        head.fields["all_year"].flag(),
    )
    notices = dict[int, Notice]()
    for top in years:
        notice = _notice(top, all_year)
        if notice.year in notices:
            top.fields["year"].refuse(
                f"{notice.year}年的安排有两个文件。", f"Two files hold the year {notice.year} of `{name}`."
            )
        notices[notice.year] = notice
    rest = {day for notice in notices.values() for day in notice.rest}
    work = {day for notice in notices.values() for day in notice.work}
    if rest & work:
        head.refuse(f"{min(rest & work)}既放假又上班。", f"{min(rest & work)} is both a day off and a work day.")
    data = {
        "name": name,
        "years": sorted(notices),
        "rest": sorted(rest),
        "work": sorted(work),
        "unannounced": plain(head.fields["unannounced"]),
    }
    title, told = head.fields["title"].text(), tuple(notices[year] for year in sorted(notices))
    return Layer(name, all_year, windows, frozenset(notices), frozenset(rest), frozenset(work), data, title, told)


def _notice(top: Node, all_year: bool) -> Notice:
    said, year = top.fields, top.fields["year"].whole()
    rest, work = sorted(_days(said["rest"], year)), sorted(_days(said["work"], year))
    for day in work if all_year else ():
        if day.weekday() < 5:
            said["work"].fields[day].refuse(
                f"{day}本来就是工作日，不是调休上班的周末。",
                f"{day} is a working day anyway, no weekend that was moved.",
            )
    body = canonical(
        {
            "layer": said["layer"].text(),
            "year": year,
            "rest": [f"{day}" for day in rest],
            "work": [f"{day}" for day in work],
        }
    )
    digest = hashlib.sha256(body).hexdigest()
    return Notice(year, said["notice"].text(), said["source"].text(), tuple(rest), tuple(work), digest)


def _window(node: Node) -> Window:
    said = node.of(required=("name", "from", "to", "days_off_max"))
    first, last = said["from"].text(), said["to"].text()
    for name, day in (("from", first), ("to", last)):
        try:
            date.fromisoformat(f"2024-{day}")
        except ValueError:
            said[name].refuse("应为月-日。", "MM-DD is expected.")
    return Window(said["name"].text(), first, last, said["days_off_max"].whole())


def _days(node: Node, year: int) -> set[date]:
    for day, name in node.fields.items():
        if type(day) is not date or not (day.year == year or (day.year == year - 1 and day.month == 12)):
            name.refuse(f"不是{year}年安排中的日期。", f"This is no day of the arrangement for {year}.")
        name.text()
    return set(node.fields)
