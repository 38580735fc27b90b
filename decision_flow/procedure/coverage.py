"""How far the duties of the statutes are met by what this software has, and what points at nothing."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from decision_flow.procedure.rules import Rule
from decision_flow.procedure.statutes import Duty, Statute, cited


class Standing(StrEnum):
    """How far a duty is met."""

    ENFORCED = "enforced"
    RECORDED = "recorded"
    OUTSIDE = "outside"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Delivered:
    """What there is: the rules by id, the acts by name, whether a parameter or a module exists."""

    rules: Mapping[str, Rule]
    acts: frozenset[str]
    has_parameter: Callable[[str], bool]
    has_module: Callable[[str], bool]


def standing(duty: Duty, there: Delivered) -> Standing:
    """Open while anything it awaits is missing; else by the strongest of what meets it."""
    awaited = duty.awaits
    if awaited and not all(
        (
            all(one in there.rules for one in awaited.rules),
            there.acts.issuperset(awaited.records),
            all(there.has_module(one) for one in awaited.modules),
        )
    ):
        return Standing.OPEN
    if duty.rules or (awaited and awaited.rules):
        return Standing.ENFORCED
    return Standing.OUTSIDE if duty.outside.zh else Standing.RECORDED


def delivered_meanwhile(statutes: Iterable[Statute], there: Delivered) -> Iterator[str]:
    """The duties whose `awaits` waits for nothing any more: their file should name it under rules and records."""
    for statute in statutes:
        yield from (duty.id for duty in statute.duties if duty.awaits and standing(duty, there) is not Standing.OPEN)


def dangling(statutes: tuple[Statute, ...], there: Delivered) -> Iterator[str]:
    """What the duties name and is not there, and the rules whose place has no duty: one sentence each."""
    for statute in statutes:
        for duty in statute.duties:
            yield from (f"{duty.id}: no rule {one}" for one in duty.rules if one not in there.rules)
            yield from (f"{duty.id}: no act {one}" for one in duty.records if one not in there.acts)
            if duty.deadline and not there.has_parameter(duty.deadline):
                yield f"{duty.id}: no parameter {duty.deadline}"
    by_name = {statute.name: statute for statute in statutes}
    for rule in there.rules.values():
        if place := cited(rule):
            statute_of = by_name.get(place[0])
            if statute_of is None or not any(statute_of.of_article(place[1])):
                yield f"{rule.id}: no duty of Art. {rule.article}"
