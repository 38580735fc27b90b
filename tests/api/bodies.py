"""Bodies of acts for hypothesis: plausible ones from the act's own schema, and the same with one field spoiled."""

from collections.abc import Mapping, Sequence
from typing import Any

from hypothesis import strategies as st
from marshmallow import Schema, fields, validate

from schemas.fields import ID, Day, Flag, Items, Moment, Pattern, Text, Whole

UNKNOWN = "0190a000-0000-7000-8000-00000000dead"
NOWHERE = "0" * 64
JUNK: Sequence[Any] = (
    None, "", " ", "\0", "示\0例", "\ud800", "\udfff\ud800", "x" * 30_000, "null", "2026-02-30", "0001-01-01",
    "9999-12-31", "2199-12-31", "1900-01-01T00:00:00+14:00", "9999-12-31T23:59:59Z", "2026-03-02T01:00:00",
    0, 1, -1, 2**31, -(2**31) - 1, 2**53, 2**63, 10**400, 1.0, 1.5, -0.0, 1e308, True, False, [], {}, [[]], [None],
    [{}], {"a": 1}, ["\0"], [1] * 2_000, UNKNOWN, UNKNOWN.upper(), UNKNOWN + "\n", NOWHERE, NOWHERE + "\n",
)  # fmt: skip


def plausible(schema: Schema, known: Mapping[str, Sequence[str]]) -> st.SearchStrategy[dict[str, Any]]:
    """A body that the schema reads, most of the time, with ids and digests that are there, most of the time."""
    required = {name: _values(name, field, known) for name, field in schema.fields.items() if field.required}
    optional = {name: _values(name, field, known) for name, field in schema.fields.items() if not field.required}
    return st.fixed_dictionaries(required, optional=optional)


def spoiled(schema: Schema, known: Mapping[str, Sequence[str]]) -> st.SearchStrategy[Any]:
    """A plausible body with one field that is something else, or with one that no schema knows."""
    names = [*schema.fields, "unknown_field", "__proto__", "示例"]
    change = st.tuples(st.sampled_from(names), st.sampled_from(JUNK))
    return st.tuples(plausible(schema, known), change).map(lambda pair: {**pair[0], pair[1][0]: pair[1][1]})


def _values(name: str, field: Any, known: Mapping[str, Sequence[str]]) -> st.SearchStrategy[Any]:
    made = _of_type(name, field, known)
    return st.one_of(made, made, st.none()) if field.allow_none else made


def _of_type(name: str, field: Any, known: Mapping[str, Sequence[str]]) -> st.SearchStrategy[Any]:
    if isinstance(field, fields.Enum):
        return st.sampled_from([one.value for one in field.enum])
    if isinstance(field, Flag):
        return st.booleans()
    if isinstance(field, Whole):
        return st.sampled_from([1, 2, 3, 0, 5, 2026, -1, 2**31 - 1])
    if isinstance(field, Day):
        return st.sampled_from(["2026-03-02", "2026-03-03", "2026-04-15", "2026-05-01", "2025-01-01", "2018-01-01"])
    if isinstance(field, Moment):
        return st.sampled_from(["2026-03-02T01:00:00Z", "2026-04-15T01:00:00+08:00", "2018-01-01T00:00:00Z"])
    if isinstance(field, Items):
        return st.lists(_of_type(name, field.inner, known), max_size=3)
    if isinstance(field, fields.Nested):
        return plausible(field.schema, known)
    assert isinstance(field, Text), field
    return st.sampled_from(_texts(name, field, known))


def _texts(name: str, field: Text, known: Mapping[str, Sequence[str]]) -> Sequence[str]:
    patterns = [one.regex.pattern for one in field.validators if isinstance(one, Pattern)]
    if name in known or patterns == [ID]:
        return [*known.get(name, known["id"]), UNKNOWN]
    if patterns and "{64}" in patterns[0]:
        return [*known["sha256"], NOWHERE]
    if patterns:
        return ["张**", "x"]
    longest = max([one.max or 0 for one in field.validators if isinstance(one, validate.Length)], default=0)
    return [
        "示例",
        "jishou",
        "cn-713",
        "draft",
        "website",
        "政府常务会议",
        "'; --",
        "%s {x} \r\n\t\x01",
        "例" * max(longest, 9),
    ]
