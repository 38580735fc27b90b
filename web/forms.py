"""The form of any act, made from the schema of its body, field by field, and what was typed read back into a body.

A name in a form is the field's place in the body: `materials.0.kind`. Rows of a list are numbered; an empty row is no
row. What was typed is kept as it was typed until the act is done.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from marshmallow import Schema, validate
from marshmallow import fields as wire
from werkzeug.datastructures import MultiDict

from decision_flow.public_participation.facts import MASKED, masked
from schemas.fields import Day, Flag, Items, Moment, Pattern, Text, Whole
from web.numbers import whole

Typed = MultiDict[str, str]
Choices = Mapping[str, Sequence[tuple[str, str]]]
LATE = ("occurred_at", "late_reason")
LONG = 1_000
ZONE = "+08:00"
DIGITS_OF_A_ROW = 6
NOWHERE = 10**DIGITS_OF_A_ROW
"""The number of a row that was not in what was sent."""
NAME, FILE = ":name", ":file"
YES_AND_NO = ("true", "false")


@dataclass(slots=True)
class Input:
    """One field as it is shown: its place, its kind, what was typed, and what is wrong with it. `parts` are the fields
    of a part; of a list, its rows, each of which is a part or a plain field."""

    name: str
    key: str
    of: str
    kind: str
    required: bool = True
    value: str = ""
    values: Sequence[str] = ()
    shown: str = ""
    options: Sequence[tuple[str, str]] = ()
    enumeration: str = ""
    longest: int | None = None
    errors: Sequence[str] = ()
    parts: list["Input"] = field(default_factory=list)

    @property
    def element(self) -> str:
        """The id of its element in the page."""
        return f"f-{self.name.replace('.', '-')}"

    def wrong(self) -> Iterator["Input"]:
        """Itself and what is in it, as far as something is wrong with it."""
        if self.errors:
            yield self
        for part in self.parts:
            yield from part.wrong()

    def hidden(self) -> Iterator[tuple[str, str]]:
        """Name and value of everything typed, for a page that only carries it on."""
        if self.kind == "document" and self.value:
            yield self.name + NAME, self.shown
        if self.kind == "several":
            yield from ((self.name, value) for value in self.values)
        elif self.value:
            yield self.name, self.value
        for part in self.parts:
            yield from part.hidden()


def inputs(schema: Schema, typed: Typed, errors: Mapping[Any, Any], choices: Choices, *, fresh: bool) -> list[Input]:
    """The fields of an act's body. `fresh`: nothing was sent yet, defaults are shown, and a first row of each list."""
    return _of_schema(schema, typed, errors, choices, "", "", fresh)


def _of_schema(
    schema: Schema, typed: Typed, errors: Any, choices: Choices, to: str, at: str, fresh: bool
) -> list[Input]:
    """`to` is where the fields stand in the form that is made, `at` where they stood in the one that was sent."""
    told = errors if isinstance(errors, Mapping) else {}
    of = type(schema).__name__
    made = []
    for key, one in schema.fields.items():
        place = _Place(of, key, f"{to}{key}", f"{at}{key}", typed, told.get(key, ()), choices, fresh)
        made.append(_input(one, place))
    return sorted(made, key=lambda one: one.key in LATE)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a field stands, and all that its input is made from."""

    of: str
    key: str
    name: str
    source: str
    typed: Typed
    errors: Any
    choices: Choices
    fresh: bool

    def row(self, number: int, source: int, errors: Any) -> "_Place":
        """The place of a row of a list."""
        return _Place(
            self.of,
            self.key,
            f"{self.name}.{number}",
            f"{self.source}.{source}",
            self.typed,
            errors,
            self.choices,
            self.fresh,
        )


def _input(one: wire.Field[Any], place: _Place) -> Input:
    """The input of a field; parts and lists hold further ones."""
    made = Input(place.name, place.key, place.of, kind_of(one), one.required, errors=_sentences(place.errors))
    if made.kind in ("several", "lines"):
        made.errors = _flat(place.errors)
    if made.kind == "part":
        made.parts = _of_schema(
            _schema(one), place.typed, place.errors, place.choices, f"{place.name}.", f"{place.source}.", place.fresh
        )
        return made
    if made.kind == "list":
        made.parts = list(_rows(one, place))
        return made
    default = _default(one) if place.fresh and "." not in place.name else ""
    made.value = "\n".join(place.typed.getlist(place.source)) or default
    made.longest = _longest(one)
    made.shown = place.typed.get(place.source + NAME, "")
    if made.kind == "several":
        made.values = place.typed.getlist(place.source)
    if isinstance(inner := _inner(one), wire.Enum):
        made.enumeration = inner.enum.__name__
        made.options = [(value.value, value.value) for value in inner.enum]
    elif made.kind == "id":
        made.options = place.choices.get(f"{place.of}.{place.key}", place.choices.get(place.key, ()))
        made.kind = "choice" if made.options else "text"
    return made


def _rows(one: wire.Field[Any], place: _Place) -> Iterator[Input]:
    inner = _inner(one)
    kept = filled_rows(place.typed, place.source)
    told = place.errors if isinstance(place.errors, Mapping) else {}
    for number, source in enumerate(kept):
        yield _input(inner, place.row(number, source, told.get(number, ())))
    if place.typed.get("add") == place.source or (not kept and one.required):
        yield _input(inner, place.row(len(kept), NOWHERE, ()))


def filled_rows(typed: Typed, source: str) -> list[int]:
    """The numbers of the rows in which something was typed."""
    numbers = (
        whole(name.removeprefix(f"{source}.").partition(".")[0], DIGITS_OF_A_ROW)
        for name, value in typed.items(multi=True)
        if name.startswith(f"{source}.") and value.strip() and not name.endswith((NAME, FILE))
    )
    return sorted({number for number in numbers if number is not None})


def body(schema: Schema, typed: Typed, at: str = "") -> dict[str, Any]:
    """What was typed, as the schema loads it. What was left empty is not there."""
    found = ((key, one.allow_none, _typed(one, typed, f"{at}{key}")) for key, one in schema.fields.items())
    return {key: value for key, may_be_null, value in found if value is not None or may_be_null}


def _typed(one: wire.Field[Any], typed: Typed, name: str) -> Any:
    kind = kind_of(one)
    if kind == "part":
        inside = body(_schema(one), typed, f"{name}.")
        return inside if one.required or any(value not in (None, [], {}) for value in inside.values()) else None
    if kind == "list":
        inner = _inner(one)
        found = [_typed(inner, typed, f"{name}.{row}") for row in filled_rows(typed, name)]
        return found or _none(one)
    if kind == "several":
        return typed.getlist(name) or _none(one)
    if kind == "lines":
        return [line.strip() for line in "\n".join(typed.getlist(name)).splitlines() if line.strip()] or _none(one)
    text = typed.get(name, "").replace("\r\n", "\n").strip()
    return READ.get(kind, str)(text) if text else None


def _none(one: wire.Field[Any]) -> list[Any] | None:
    return None if one.allow_none else []


def _whole(text: str) -> int | str:
    found = whole(text.removeprefix("-"))
    return text if found is None else -found if text.startswith("-") else found


def _flag(text: str) -> bool | str:
    return text == "true" if text in YES_AND_NO else text


def _moment(text: str) -> str:
    """A browser's local time is Beijing's."""
    try:
        return text if datetime.fromisoformat(text).tzinfo else text + ZONE
    except ValueError:
        return text


READ: Mapping[str, Any] = {"whole": _whole, "flag": _flag, "moment": _moment, "masked": masked}


def kind_of(one: wire.Field[Any]) -> str:
    """How a field is asked for."""
    if isinstance(one, Items):
        return _kind_of_list(one.inner)
    if isinstance(one, wire.Nested):
        return "part"
    if isinstance(one, Text):
        return _kind_of_text(one)
    return next(kind for of, kind in KINDS if isinstance(one, of))


KINDS: Sequence[tuple[type[Any], str]] = (
    (wire.Enum, "choice"),
    (Whole, "whole"),
    (Flag, "flag"),
    (Day, "day"),
    (Moment, "moment"),
)


def _kind_of_list(inner: wire.Field[Any]) -> str:
    if isinstance(inner, wire.Enum):
        return "several"
    return "list" if isinstance(inner, wire.Nested) or inner.metadata.get("document") else "lines"


def _kind_of_text(one: wire.Field[Any]) -> str:
    if one.metadata.get("document"):
        return "document"
    patterns = [validator.regex.pattern for validator in one.validators if isinstance(validator, Pattern)]
    if patterns:
        return "masked" if MASKED in patterns else "id"
    return "long" if (_longest(one) or LONG) > LONG else "text"


def _inner(one: wire.Field[Any]) -> Any:
    return one.inner if isinstance(one, Items) else one


def _schema(one: wire.Field[Any]) -> Schema:
    assert isinstance(one, wire.Nested)
    return one.schema


def _longest(one: wire.Field[Any]) -> int | None:
    return next((each.max for each in one.validators if isinstance(each, validate.Length)), None)


def _default(one: wire.Field[Any]) -> str:
    """A flag's default is shown; inside an optional part it would make the part look filled."""
    default = one.load_default
    return str(default).lower() if isinstance(default, bool) else ""


def _sentences(errors: Any) -> Sequence[str]:
    """What is wrong with a field itself; what is wrong inside is told there."""
    if isinstance(errors, Mapping):
        return list(errors.get("_schema", ()))
    return [errors] if isinstance(errors, str) else list(errors)


def _flat(errors: Any) -> list[str]:
    """What is wrong with a field that holds many values, each sentence once."""
    inside = errors.values() if isinstance(errors, Mapping) else [errors] if isinstance(errors, str) else errors
    if not isinstance(errors, Mapping):
        return list(inside)
    return list(dict.fromkeys(sentence for one in inside for sentence in _flat(one)))
