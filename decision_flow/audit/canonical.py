"""One spelling per entry: canonical JSON (RFC 8785), and the hash chain over it.

orjson with sorted keys spells RFC 8785 as long as keys are ASCII, numbers are integers below 2**53 and nothing
else is a number; `canonical` refuses what is outside. The tests hold it against the `rfc8785` package.
"""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from operator import attrgetter
from typing import Any

import orjson

ENTRY, LINK = b"\x00", b"\x01"  # an entry's bytes can never pass for a link's
LARGEST = 2**53 - 1
OPTIONS = orjson.OPT_SORT_KEYS | orjson.OPT_STRICT_INTEGER
SCALARS = frozenset({str, bool, type(None)})


class NotCanonical(ValueError):
    """A value that RFC 8785 and orjson would spell differently, with its place."""


def canonical(body: Mapping[str, Any]) -> bytes:
    """The bytes of a body. What RFC 8785 would spell otherwise is refused."""
    _guard(body, "$")
    return spelled(body)


def spelled(body: Mapping[str, Any]) -> bytes:
    """The bytes of a body whose values all came through `plain`, which refuses what `canonical` would."""
    return orjson.dumps(body, option=OPTIONS)


def _guard(value: Any, place: str) -> None:
    kind = type(value)
    if kind is str or kind is bool or value is None:
        return
    if kind is dict:
        for key, item in value.items():
            if type(key) is not str or not key.isascii():
                raise NotCanonical(f"{place}: the key {key!r} is not ASCII")
            _guard(item, key)
    elif kind is list or kind is tuple:
        for item in value:
            _guard(item, place)
    elif kind is not int or not -LARGEST <= value <= LARGEST:
        raise NotCanonical(f"{place}: {value!r} has no one spelling in canonical JSON")


def plain(value: Any) -> Any:
    """Commands, enumerations, dates and tuples as JSON values. Dates are ISO 8601; floats are refused."""
    kind: type = type(value)
    return value if kind in SCALARS else _spelling(kind)(value)


@cache
def _spelling(kind: type) -> Callable[[Any], Any]:
    """How values of a type are written, decided once a type."""
    if kind is int:
        return _integer
    if issubclass(kind, Enum):
        return _value
    if issubclass(kind, datetime):
        return instant
    if issubclass(kind, date):
        return date.isoformat
    if issubclass(kind, Mapping):
        return _object
    if issubclass(kind, (list, tuple)):
        return _array
    if issubclass(kind, frozenset):
        return lambda value: _array(sorted(value))
    if is_dataclass(kind):
        names = tuple(field.name for field in fields(kind))
        return lambda value: {name: plain(getattr(value, name)) for name in names}
    return _refused


def _integer(value: int) -> int:
    return value if -LARGEST <= value <= LARGEST else _refused(value)


_value = attrgetter("_value_")  # the member's own slot: `.value` goes through a descriptor


def _object(value: Mapping[Any, Any]) -> dict[str, Any]:
    return {_ascii(key): plain(item) for key, item in value.items()}


def _array(value: Iterable[Any]) -> list[Any]:
    return [plain(item) for item in value]


def _refused(value: Any) -> Any:
    raise NotCanonical(f"{value!r} of {type(value).__name__} is no value of an entry")


def _ascii(key: object) -> str:
    """A key as text, if both spellings order it alike."""
    name = str(key)
    if not name.isascii():
        raise NotCanonical(f"the key {name!r} is not ASCII")
    return name


def instant(moment: datetime) -> str:
    """An instant in UTC with microseconds, one width, so that text order is time order: 2026-03-02T00:00:00.000000Z."""
    return f"{moment.astimezone(UTC).replace(tzinfo=None).isoformat(timespec='microseconds')}Z"


def sha256(data: bytes) -> str:
    """SHA-256 in hexadecimal, the digest of everything here."""
    return hashlib.sha256(data).hexdigest()


def genesis(kind: str, subject_id: str) -> str:
    """The head of an empty chain: it names its subject, so one chain can never pass for another's."""
    return sha256(f"decision-flow:{kind}:{subject_id}".encode())


def link(previous: str, stored: bytes) -> str:
    """Head after an entry: hash of the previous head and of the entry's stored bytes."""
    entry = hashlib.sha256(ENTRY + stored).digest()
    return hashlib.sha256(LINK + bytes.fromhex(previous) + entry).hexdigest()
