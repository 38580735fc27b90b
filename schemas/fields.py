"""Fields as the wire takes them: what both databases can store, of the very type, within bounds that sums survive."""

import re
from datetime import date, datetime
from typing import Any

import orjson
from marshmallow import ValidationError, fields, validate

LARGEST = 2**31 - 1
FIRST_YEAR, LAST_YEAR = 1900, 2199
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
ID = r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"
CURSOR = r"^[0-9a-f-]{36}(:[a-z_]+)?$"
KEY = r"^[!-~]{1,200}$"
WORD = r"^[a-z_]{1,40}$"


class Pattern(validate.Regexp):
    """The whole text matches: `$` alone would let a line end pass."""

    def __call__(self, value: Any) -> Any:
        if self.regex.fullmatch(value) is None:
            raise ValidationError(self._format_error(value))
        return value


class Text(fields.String):
    """Text that every database stores: no U+0000, no half of a surrogate pair."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        text = super()._deserialize(value, attr, data, **kwargs)
        if found := UNSTORABLE.search(text):
            raise ValidationError(f"Character {found.start() + 1} cannot be stored: U+{ord(found[0]):04X}.")
        return text


class Whole(fields.Integer):
    """A JSON integer; 1.0, "1" and true are none."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(strict=True, **kwargs)


class Flag(fields.Boolean):
    """true or false; 1 and "yes" are none."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Day(fields.Date):
    """A day on which sums of days stay days."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> date:
        return _in_range(super()._deserialize(value, attr, data, **kwargs))


class Moment(fields.AwareDateTime):
    """An instant with its zone, in the same range."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> datetime:
        return _in_range(super()._deserialize(value, attr, data, **kwargs))


class Items(fields.List):
    """A list on the wire, a tuple in a command, which is frozen."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return tuple(super()._deserialize(value, attr, data, **kwargs))


def _in_range(day: Any) -> Any:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(f"Not a year from {FIRST_YEAR} to {LAST_YEAR}.")
    return day


class FromText(fields.Field[Any]):
    """JSON that a table keeps as text, as the values it stands for."""

    def _serialize(self, value: Any, attr: str | None, obj: Any, **kwargs: Any) -> Any:
        return None if value is None else orjson.loads(value)
