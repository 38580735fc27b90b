"""Working days and the end of periods under the layers of a calendar, and what is certain about them (rulings 66, 67).

A day whose authority has not announced its year is counted by the plain week, and the deadline is *provisional*: it
counts as met only once it is over under the worst calendar that may still be announced.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from functools import lru_cache
from pathlib import Path

from decision_flow.audit.canonical import canonical, plain
from decision_flow.procedure.calendar_files import CalendarError, Layer, read_layers

__all__ = ["Calendar", "CalendarError", "Calendars", "Deadline", "UnknownCalendar", "WorstCaseOpen"]

DAY = timedelta(days=1)
BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


class UnknownCalendar(LookupError):
    """No file of `config/calendars/` has this layer."""


class WorstCaseOpen(LookupError):
    """A provisional deadline was asked of a calendar that was given no `worst_roll_days`."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """The last day of a period. `worst`: its last day under the worst calendar possible; `on` itself when certain."""

    on: date
    provisional: bool
    worst: date
    calendar_id: str
    digest: str

    @property
    def over_at(self) -> datetime:
        """The first instant after the last day, 24:00 in Beijing (Civil Code 203): the period does not hold it."""
        return datetime.combine(self.on + DAY, time(), BEIJING)

    def is_over(self, on: date) -> bool:
        """Whether the period has ended before that day, whatever may still be announced."""
        return on > self.worst


class Calendar:
    """Layers from the State Council down; a lower one may take days off and add work days."""

    def __init__(self, layers: tuple[Layer, ...], worst_roll_days: int | None) -> None:
        self._layers, self._worst_roll_days = layers, worst_roll_days
        self.id = "+".join(f"{layer.name}@{max(layer.years, default='-')}" for layer in layers)
        self.digest = hashlib.sha256(canonical({"layers": plain([layer.data for layer in layers])})).hexdigest()

    def is_working_day(self, day: date) -> bool:
        """Whether offices work that day, as far as announced; the lowest layer that speaks decides."""
        for layer in reversed(self._layers):
            if day in layer.rest:
                return False
            if day in layer.work:
                return True
        return day.weekday() < 5

    def is_certain(self, day: date) -> bool:
        """Whether every layer has announced what the day is."""
        return all(layer.is_certain(day) for layer in self._layers)

    def nth_working_day_after(self, day: date, n: int) -> Deadline:
        """The n-th working day after `day`, which does not count itself."""
        return _working_day_deadline(self, day, n)

    def _nth_working_day_after(self, day: date, n: int) -> Deadline:
        on = _nth(day, n, self.is_working_day)
        if self._is_certain_through(day + DAY, on):
            return self._deadline(on, False, on)
        return self._deadline(on, True, max(on, _nth(day, n, _Worst(self, self._layers).is_working_day)))

    def calendar_days(self, opened_on: date, days: int, count_start_day: bool, roll: bool) -> Deadline:
        """The last of so many days. `roll`: a last day that is no working day moves to the next one."""
        return _calendar_day_deadline(self, opened_on, days, count_start_day, roll)

    def _calendar_days(self, opened_on: date, days: int, count_start_day: bool, roll: bool) -> Deadline:
        last = opened_on + DAY * (days - 1 if count_start_day else days)
        on = last
        if roll:
            on = self.working_day_from(on)
        if not roll or self._is_certain_through(opened_on, on):
            return self._deadline(on, False, on)
        if self._is_certain_through(last, on):
            return self._deadline(on, True, on)  # touches an open year without ending in it
        if self._worst_roll_days is None:
            raise WorstCaseOpen(
                f"{last}所在年份的节假日安排尚未录入，又没有给出 time.worst_roll_days。"
                f"The calendar of {last} is not announced and no time.worst_roll_days was given."
            )
        return self._deadline(on, True, max(on, last + DAY * self._worst_roll_days))

    def working_day_from(self, day: date) -> date:
        """The day itself where offices work, else the next on which they do, as far as announced."""
        while not self.is_working_day(day):
            day += DAY
        return day

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie after the first day, up to and with the second; 0 when it is not later."""
        return sum(self.is_working_day(day) for day in _days(after + DAY, until))

    def _is_certain_through(self, first: date, last: date) -> bool:
        return all(self.is_certain(day) for day in _days(first, last))

    def _deadline(self, on: date, provisional: bool, worst: date) -> Deadline:
        return Deadline(on, provisional, worst, self.id, self.digest)


@lru_cache(maxsize=4096)  # a calendar never changes, and every gate asks for the same few deadlines
def _working_day_deadline(calendar: Calendar, day: date, n: int) -> Deadline:
    return calendar._nth_working_day_after(day, n)


@lru_cache(maxsize=4096)
def _calendar_day_deadline(
    calendar: Calendar, opened_on: date, days: int, count_start_day: bool, roll: bool
) -> Deadline:
    return calendar._calendar_days(opened_on, days, count_start_day, roll)


class _Worst:
    """The worst calendar that may still be announced, asked day by day: each open window takes its days as early as
    it can, since an early day off delays the most."""

    def __init__(self, calendar: Calendar, layers: tuple[Layer, ...]) -> None:
        self._calendar, self._layers = calendar, layers
        self._taken: dict[tuple[str, str, int], int] = {}

    def is_working_day(self, day: date) -> bool:
        return self._calendar.is_working_day(day) and not self._is_taken_off(day)

    def _is_taken_off(self, day: date) -> bool:
        for layer in self._layers:
            for window in layer.open_windows(day):
                which = (layer.name, window.name, window.year(day))
                if self._taken.get(which, 0) < window.days_off_max:
                    self._taken[which] = self._taken.get(which, 0) + 1
                    return True
        return False


class Calendars:
    """All layers of `config/calendars/`, checked when it is made."""

    def __init__(self, config: Path) -> None:
        self._layers = read_layers(config / "calendars")
        self._made: dict[tuple[tuple[str, ...], int | None], Calendar] = {}

    def of(self, layers: tuple[str, ...], worst_roll_days: int | None = None) -> Calendar:
        """The calendar of these layers, from the State Council down. `Law.calendar` gives it with its worst case."""
        for name in layers:
            if name not in self._layers:
                raise UnknownCalendar(
                    f"没有名为“{name}”的日历。No calendar layer `{name}`; known: {', '.join(self._layers)}."
                )
        key = (layers, worst_roll_days)
        if key not in self._made:
            self._made[key] = Calendar(tuple(self._layers[name] for name in layers), worst_roll_days)
        return self._made[key]

    def layers(self) -> tuple[Layer, ...]:
        """All layers with their notices."""
        return tuple(self._layers.values())

    def years(self, layer: str) -> frozenset[int]:
        """The years whose notice is loaded."""
        return self._layers[layer].years


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += DAY


def _nth(day: date, n: int, is_working_day: Callable[[date], bool]) -> date:
    while n > 0:
        day += DAY
        n -= is_working_day(day)
    return day
