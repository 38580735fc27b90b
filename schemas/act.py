"""The wire format of an act, made from its command: one name, one type, one description in both (design 12.17).

A schema answers "can we read this?" (422), with unknown fields refused; whether it may happen is the rules' (409).
"""

from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from marshmallow import RAISE, Schema, post_load, validate
from marshmallow import fields as wire

from decision_flow.command import Shape
from schemas.fields import LARGEST, Day, Flag, Items, Moment, Pattern, Text, Whole

PLAIN: Mapping[type, type[wire.Field[Any]]] = {str: Text, int: Whole, bool: Flag, date: Day, datetime: Moment}
MOST_ITEMS = 1_000


class FromCommand(Schema):
    """Loads straight into the dataclass that it was made from."""

    made: type

    class Meta:
        unknown = RAISE

    @post_load
    def into_dataclass(self, data: dict[str, Any], **_: Any) -> Any:
        """A nested part becomes its dataclass; the command itself still waits for the ids of its path."""
        return self.made(**data)


class Body(FromCommand):
    """The body of an act: the fields of its command but those of the path."""

    @post_load
    def into_dataclass(self, data: dict[str, Any], **_: Any) -> Any:
        """The arguments, for the endpoint to complete with the ids of its path."""
        return data


@lru_cache(maxsize=512)
def body_of(command: type, path: tuple[str, ...] = ()) -> type[Schema]:
    """The schema of a command's body, without the fields that stand in the path."""
    return _schema(command, Body, path)


@lru_cache(maxsize=512)
def part_of(part: type) -> type[Schema]:
    """The schema of a dataclass nested in a command."""
    return _schema(part, FromCommand, ())


def _schema(of: type, base: type[Schema], without: tuple[str, ...]) -> type[Schema]:
    hints = get_type_hints(of, include_extras=True)
    made = {field.name: _field(field, hints[field.name]) for field in fields(of) if field.name not in without}
    return type(of.__name__, (base,), {**made, "made": of, "__doc__": of.__doc__})


def _field(field: "Field[Any]", hint: Any) -> wire.Field[Any]:
    """A field is required where the command has no default for it."""
    shown: dict[str, Any] = {"required": True}
    if field.default is not MISSING:
        shown = {"load_default": field.default}
    return _of_type(hint, shown)


def _of_type(hint: Any, shown: dict[str, Any]) -> wire.Field[Any]:
    hint, shape = _shape(hint)
    if get_origin(hint) in (Union, UnionType):
        (inner,) = (part for part in get_args(hint) if part is not NoneType)
        return _of_type(Annotated[inner, shape] if shape else inner, {**shown, "allow_none": True})
    if get_origin(hint) is tuple:
        item = _of_type(get_args(hint)[0], {})
        return Items(item, **shown, validate=_lengths(shape or Shape(longest=MOST_ITEMS)))
    if is_dataclass(hint) and isinstance(hint, type):
        return wire.Nested(part_of(hint), **shown)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return wire.Enum(hint, by_value=True, **shown)
    if shape is not None and shape.document:  # a form asks for the file itself
        shown = {**shown, "metadata": {"document": True}}
    return PLAIN[hint](**shown, validate=_lengths(shape, hint))


def _shape(hint: Any) -> tuple[Any, Shape | None]:
    """A hint and what its annotation says of lengths; a shape around an optional belongs to what is inside."""
    if get_origin(hint) is Annotated:
        inner, shape = get_args(hint)[:2]
        return inner, shape
    return hint, None


def _lengths(shape: Shape | None, hint: Any = None) -> list[validate.Validator]:
    if hint is int:
        return [validate.Range(*((shape.shortest, shape.longest) if shape else (-LARGEST, LARGEST)))]
    if shape is None:
        return []
    if shape.pattern:
        return [Pattern(shape.pattern)]
    return [validate.Length(min=shape.shortest, max=shape.longest)]
