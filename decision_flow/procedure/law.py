"""The law of one case: the profile it runs under, and the calendar that profile names.

What the law leaves open is never filled in here: an open parameter raises, with the name of who must set it.
"""

from collections.abc import Mapping
from datetime import date
from functools import cached_property
from types import MappingProxyType
from typing import Any

from decision_flow.procedure.calendars import Calendar, Calendars, Deadline
from decision_flow.procedure.citation import Citation
from decision_flow.procedure.profiles import Profile, Value
from decision_flow.procedure.special_files import SpecialStatute
from decision_flow.terms import Knowledge


class UnknownParameter(LookupError):
    """No profile has this key: a mistake in the code that asks, or a case pinned before the parameter was known."""


class OpenValue(LookupError):
    """The parameter is open: its text is silent, or nobody has read it. It asks; it never falls back."""

    def __init__(self, value: Value, profile: str, body_kind: str = "") -> None:
        self.key, self.knowledge, self.citation, self.profile = value.key, value.knowledge, value.citation, profile
        said = _unread(value, profile) if value.knowledge is Knowledge.UNREAD else _silent(value, profile)
        super().__init__(f"{said} ({body_kind})" if body_kind else said)


def _unread(value: Value, profile: str) -> str:
    return (
        f"参数“{value.label}”（{value.key}）在适用规定 {profile} 中尚未填写：{value.citation.text}的原文未读到。"
        f"由承办单位负责人填写取值和依据，或者由适用规定的维护人录入 {value.level} 并注明条款。"
        f"`{value.key}` is unread in {value.level} (profile {profile}): the undertaking head gives value and "
        f"citation with the act, or the profile owner enters it with its article."
    )


def _silent(value: Value, profile: str) -> str:
    return (
        f"参数“{value.label}”（{value.key}）在适用规定 {profile} 中没有取值：{value.citation.text}未作规定。"
        f"由适用规定的维护人录入取值并注明依据。"
        f"`{value.key}` is open in {value.level} and not set in {profile}: "
        f"the profile owner must set it with a citation."
    )


class Law:
    """What a rule is given besides the case and the day."""

    def __init__(
        self, profile: Profile, calendars: Calendars, special: Mapping[str, SpecialStatute] = MappingProxyType({})
    ) -> None:
        self.profile, self._calendars, self._special = profile, calendars, special

    def special_statute(self, title: str) -> SpecialStatute | None:
        """What `config/statutes/special/` says of an instrument; None where it has no file. Asked before the start."""
        return self._special.get(title)

    def entry(self, key: str) -> Value:
        """The parameter with its label, citation and the state of our knowledge."""
        try:
            return self.profile.values[key]
        except KeyError:
            raise UnknownParameter(
                f"适用规定 {self.profile.name} 没有参数“{key}”。"
                f"The profile {self.profile.name} has no parameter `{key}`."
            ) from None

    def value(self, key: str) -> Any:
        """The parameter's value. Raises OpenValue where the text is silent or unread."""
        entry = self.entry(key)
        if entry.value is None:
            raise OpenValue(entry, self.profile.name)
        return entry.value

    def value_or_none(self, key: str) -> Any:
        """The value, None where the text is silent. Raises OpenValue where nobody has read it: that is not silence."""
        entry = self.entry(key)
        if entry.knowledge is Knowledge.UNREAD:
            raise OpenValue(entry, self.profile.name)
        return entry.value

    def value_for(self, key: str, body_kind: str) -> Any:
        """The value for a body's kind. Raises OpenValue where the text says nothing of this kind of body."""
        values = self.value(key)
        if body_kind not in values:
            raise OpenValue(self.entry(key), self.profile.name, body_kind)
        return values[body_kind]

    def is_unread(self, key: str) -> bool:
        """Whether the text that sets this parameter has not been read."""
        return self.entry(key).knowledge is Knowledge.UNREAD

    def citation(self, key: str) -> Citation:
        """Where the parameter comes from."""
        return self.entry(key).citation

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar of the layers that the profile names, with its worst case."""
        return self._calendars.of(self.value("time.calendar_layers"), self.value("time.worst_roll_days"))

    def comment_closes(self, opened_on: date, days: int) -> Deadline:
        """The last day of a public comment of so many days, by the counting of the profile (timeline: Art. 15)."""
        return self.calendar.calendar_days(
            opened_on,
            days,
            roll=self.value("public_participation.roll_last_day"),
            count_start_day=self.value("public_participation.count_start_day"),
        )

    def period(self, key: str, after: date) -> Deadline:
        """The end of the period the parameter sets, counted by its unit from the day after; never rolled."""
        entry, length = self.entry(key), self.value(key)
        if entry.unit == "working_days":
            return self.calendar.nth_working_day_after(after, length)
        if entry.unit == "calendar_days":
            return self.calendar.calendar_days(after, length, count_start_day=False, roll=False)
        raise UnknownParameter(f"“{key}”的单位是“{entry.unit}”，不是期限。`{key}` ({entry.unit}) is no period.")
