"""The floor holds: a level may tighten what stands above it, never loosen it (Art. 43; design 2, no. 5)."""

import json
from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from decision_flow.audit.canonical import plain
from decision_flow.procedure.profile_files import UNITS, Dated, Level, Parameter
from decision_flow.terms import Modality

_FORCE = (Modality.MAY, Modality.NORMALLY, Modality.MUST)
_COUNTED = {"larger": lambda child, floor: child >= floor, "smaller": lambda child, floor: child <= floor}
_SETS: dict[str, Callable[[set[Any], set[Any]], bool]] = {"superset": set.issuperset, "subset": set.issubset}


def as_strict(stricter: Any, child: Any, floor: Any) -> bool:
    """Whether a child's value is at least as strict as the floor's, in the sense the parameter declares."""
    if stricter is None or child is None or floor is None:
        return True
    if isinstance(stricter, tuple):
        return bool(stricter.index(child) >= stricter.index(floor))
    if stricter is True:
        return bool(child or not floor)
    if stricter in _COUNTED:
        return bool(_COUNTED[stricter](child, floor))
    if isinstance(floor, Mapping):
        return all(kind in child and as_strict(stricter, child[kind], asked) for kind, asked in floor.items())
    return _SETS[stricter](set(child), set(floor))


def shown(value: Any) -> str:
    """A value as it stands in a file."""
    return json.dumps(plain(value), ensure_ascii=False)


def check_values(floor: Level, level: Level) -> None:
    """Each parameter is known to the floor, and each value is of its unit."""
    for key, parameter in level.parameters.items():
        if key not in floor.parameters:
            parameter.node.refuse(
                f"{floor.name} 没有这个参数：先在那里登记（原文没有规定的写 value: null）。",
                f"{floor.name} does not list this parameter: list it there first, silent if it is.",
            )
        declared = floor.parameters[key]
        for dated in parameter.values:
            if dated.value is not None:
                UNITS[declared.unit](dated.node.fields["value"])
                _check_order(declared, dated)


def _check_order(declared: Parameter, dated: Dated) -> None:
    if isinstance(declared.stricter, tuple) and dated.value not in declared.stricter:
        dated.node.refuse(
            f"“{dated.value}”不在允许的取值之内。",
            f"`{dated.value}` is none of: {', '.join(map(str, declared.stricter))}.",
        )


def check_floor(chain: tuple[Level, ...]) -> None:
    """The first level of the chain is nowhere, on no day, weaker than a level above it."""
    level, *above = chain
    for key, parameter in level.parameters.items():
        declared = chain[-1].parameters[key]
        for higher in above:
            if key in higher.parameters:
                _compare(declared, level, parameter, higher, higher.parameters[key])


def _compare(declared: Parameter, level: Level, own: Parameter, higher: Level, asked: Parameter) -> None:
    days: set[date] = {dated.since for dated in (*own.values, *asked.values)}
    for day in sorted(days):
        mine, theirs = own.on(day), asked.on(day)
        if mine is None or theirs is None or not mine.speaks or not theirs.speaks:
            continue
        if not as_strict(declared.stricter, mine.value, theirs.value):
            mine.node.refuse(
                f"{level.name} 自{day}起为“{shown(mine.value)}”，"
                f"低于 {higher.name} 的“{shown(theirs.value)}”（{theirs.citation.text}）。",
                f"From {day} `{level.name}` has {shown(mine.value)}, weaker than {shown(theirs.value)} of "
                f"`{higher.name}`.",
            )
        if own.modality and asked.modality and _FORCE.index(own.modality) < _FORCE.index(asked.modality):
            own.node.refuse(
                f"“{own.modality}”弱于 {higher.name} 的“{asked.modality}”。",
                f"`{own.modality}` is weaker than `{asked.modality}` of `{higher.name}`.",
            )
