"""The floor holds: a level may tighten what stands above it, never loosen it (Art. 43; design 2, no. 5)."""

import json
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from fractions import Fraction
from typing import Any

from decision_flow.audit.canonical import plain
from decision_flow.procedure.profile_files import UNITS, Dated, Level, Parameter, ProfileError
from decision_flow.terms import Modality

FORCE = (Modality.MAY, Modality.NORMALLY, Modality.MUST)
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
        return bool(_COUNTED[stricter](Fraction(child), Fraction(floor)))
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
        if parameter.unit and parameter.unit != declared.unit:
            parameter.node.fields["unit"].refuse(
                f"“{parameter.unit}”不是 {floor.name} 的单位“{declared.unit}”，不能换算：以后者表述，或者不录入。",
                f"`{parameter.unit}` is not the unit of `{floor.name}`, {declared.unit}, and cannot be turned into it.",
            )
        for dated in parameter.values:
            if dated.value is not None:
                UNITS[declared.unit](dated.node.fields["value"])
                _check_choice(declared, dated)


def _check_choice(declared: Parameter, dated: Dated) -> None:
    """The words are of the closed set, where the floor declares one."""
    ordered = isinstance(declared.stricter, tuple)
    allowed = declared.stricter if ordered else declared.choices
    for word in (dated.value,) if ordered else _words(dated.value):
        if allowed and word not in allowed:
            dated.node.refuse(
                f"“{word}”不在允许的取值之内：{'、'.join(map(str, allowed))}。",
                f"`{word}` is none of: {', '.join(map(str, allowed))}.",
            )


def _words(value: Any) -> Iterator[Any]:
    if isinstance(value, Mapping):
        for item in value.values():
            yield from _words(item)
    elif isinstance(value, tuple):
        yield from value
    else:
        yield value


def check_floor(chain: tuple[Level, ...]) -> Iterator[ProfileError]:
    """Where the first level of the chain is on some day weaker than a level above it: each place once."""
    level, *above = chain
    for key, parameter in level.parameters.items():
        for higher in above:
            if key in higher.parameters:
                try:
                    _compare(chain[-1].parameters[key], level, parameter, higher, higher.parameters[key])
                except ProfileError as weaker:
                    yield weaker
                    break


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
                f"`{higher.name}` ({theirs.citation.text}).",
            )
        if own.modality and asked.modality and FORCE.index(own.modality) < FORCE.index(asked.modality):
            own.node.refuse(
                f"“{own.modality}”弱于 {higher.name} 的“{asked.modality}”。",
                f"`{own.modality}` is weaker than `{asked.modality}` of `{higher.name}`.",
            )
