"""Explore one matter under one law until nothing is new; every state keeps the invariants and can reach an end."""

import gc
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from time import process_time
from typing import Any

from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.law import Law
from decision_flow.procedure.profiles import Lawbook, Profile, Value
from decision_flow.proof.exploration import DAY, KERNEL, Exploration, State
from decision_flow.proof.invariants import END, ENDS, Invariant
from decision_flow.proof.matter import BEGIN, MATTERS, Matter

Tick = Callable[[int], None]


def silently(states: int) -> None:
    """Tell nobody how far the exploration has come."""


@dataclass(frozen=True, slots=True)
class Violation:
    """An invariant that does not hold, and the shortest way there: moves with their days."""

    invariant: Invariant
    path: tuple[tuple[date, str], ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """What the exploration of one matter under one profile found. `seconds` are the processor's."""

    profile: str
    matter: str
    states: int
    steps: int
    seconds: float
    violation: Violation | None


class Explored:
    """The states that were reached, by number, with the first way to each and all ways back."""

    def __init__(self, exploration: Exploration) -> None:
        self.exploration = exploration
        self.states: list[State] = [exploration.first]
        self._numbers = {exploration.first: 0}
        self._came: list[tuple[int, str]] = [(-1, "")]
        self._before: list[list[int]] = [[]]
        self.steps = 0

    def reached(self, state: State, since: int, by: str) -> None:
        """A step to a state, new or known."""
        number = self._numbers.setdefault(state, len(self.states))
        if number == len(self.states):
            self.states.append(state)
            self._came.append((since, by))
            self._before.append([])
        self._before[number].append(since)
        self.steps += 1

    def path(self, number: int) -> tuple[tuple[date, str], ...]:
        """The shortest way to a state."""
        steps: list[tuple[date, str]] = []
        while number:
            number, by = self._came[number]
            steps.append((self.exploration.value(self.states[number], DAY), by))
        return tuple(reversed(steps))

    def stuck(self) -> int | None:
        """The first state from which no end can be reached: whatever is not found going back from the ends."""
        ends = [n for n, state in enumerate(self.states) if self.exploration.value(state, KERNEL).status in ENDS]
        found = bytearray(len(self.states))
        while ends:
            number = ends.pop()
            if not found[number]:
                found[number] = 1
                ends += self._before[number]
        missing = found.find(0)
        return None if missing < 0 else missing


def explored(exploration: Exploration, tick: Tick = silently) -> tuple[Explored, Violation | None]:
    """Every state that can be reached, breadth first, up to the first violation."""
    known, number = Explored(exploration), 0
    while number < len(known.states):
        state = known.states[number]
        for name, after, broken in exploration.follow(state):
            if broken is not None:
                here = (exploration.value(state, DAY), name)
                return known, Violation(broken, (*known.path(number), here))
            known.reached(after, number, name)
        number += 1
        if not number % 1_000:
            tick(len(known.states))
    stuck = known.stuck()
    return known, None if stuck is None else Violation(END, known.path(stuck))


def prove(matter: Matter, law: Law, tick: Tick = silently) -> Proof:
    """Explore a matter under a law."""
    began = process_time()
    gc.disable()  # millions of small values, and no cycles among them
    try:
        known, violation = explored(Exploration(matter, law), tick)
    finally:
        gc.enable()
    seconds = process_time() - began
    return Proof(law.profile.name, matter.name, len(known.states), known.steps, seconds, violation)


class Noting(Law):
    """A law that notes what was asked of it: profiles that agree on that allow the same procedure."""

    asked: set[str]

    @classmethod
    def of(cls, profile: Profile, calendars: Calendars) -> "Noting":
        """The law of a profile, with nothing asked yet."""
        made = cls(profile, calendars)
        made.asked = set()
        return made

    def entry(self, key: str) -> Value:
        """The parameter, noted."""
        self.asked.add(key)
        return super().entry(key)

    def agrees_with(self, other: Profile) -> bool:
        """Whether another profile says the same wherever this one was asked."""
        return all(_said(self.profile.values[key]) == _said(other.values[key]) for key in self.asked)


def _said(entry: Value) -> tuple[Any, ...]:
    """What a rule may take from a parameter."""
    return entry.value, entry.unit, entry.modality, entry.knowledge


@dataclass(frozen=True, slots=True)
class Proved:
    """All proofs, and the profiles whose law is another's wherever a rule asked: they were not explored again."""

    proofs: tuple[Proof, ...]
    same_as: Mapping[str, str]


def prove_profiles(
    lawbook: Lawbook,
    calendars: Calendars,
    names: Iterable[str],
    matters: Iterable[Matter] = MATTERS,
    tick: Tick = silently,
) -> Proved:
    """Explore every matter under every profile of these, up to the first violation of each."""
    proofs: list[Proof] = []
    explored_laws: list[Noting] = []
    same_as: dict[str, str] = {}
    matters = tuple(matters)
    for name in names:
        profile = lawbook.resolve(name, BEGIN)
        like = next((law for law in explored_laws if law.agrees_with(profile)), None)
        if like is not None:
            same_as[name] = like.profile.name
            continue
        law = Noting.of(profile, calendars)
        explored_laws.append(law)
        proofs += [prove(matter, law, tick) for matter in matters]
    return Proved(tuple(proofs), same_as)
