"""Two profiles side by side: every parameter in which they differ, and which of the two is the stricter."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from decision_flow.procedure.profile_files import Parameter
from decision_flow.procedure.profile_floor import FORCE, as_strict
from decision_flow.procedure.profiles import Profile, Value
from decision_flow.terms import Knowledge


@dataclass(frozen=True, slots=True)
class Difference:
    """A parameter that two profiles set differently. `stricter`: the name of one of them, or empty."""

    one: Value
    other: Value
    stricter: str


def differences(one: Profile, other: Profile, declared: Mapping[str, Parameter]) -> Iterator[Difference]:
    """Where value or modality differ, or one text is unread; another citation for the same alone is no difference."""
    for key, mine in one.values.items():
        theirs = other.values.get(key)
        if theirs is None or _said(mine) == _said(theirs):
            continue
        side = _stricter(declared[key].stricter, mine, theirs)
        yield Difference(mine, theirs, {1: one.name, -1: other.name, 0: ""}[side])


def _said(value: Value) -> tuple[Any, ...]:
    return value.value, value.modality, value.knowledge is Knowledge.UNREAD


def _stricter(direction: Any, mine: Value, theirs: Value) -> int:
    """1 where the first is the stricter, -1 where the second is, 0 where neither is or nobody has read one of them."""
    if Knowledge.UNREAD in (mine.knowledge, theirs.knowledge):
        return 0
    if mine.value == theirs.value:
        mine_force, their_force = FORCE.index(mine.modality), FORCE.index(theirs.modality)
        return (mine_force > their_force) - (mine_force < their_force)
    if direction is None:
        return 0
    if mine.value is None or theirs.value is None:
        return 1 if theirs.value is None else -1
    return as_strict(direction, mine.value, theirs.value) - as_strict(direction, theirs.value, mine.value)
