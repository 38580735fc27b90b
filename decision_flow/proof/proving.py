"""Explore one matter under one law until nothing is new; every state keeps the invariants and can reach an end."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from time import process_time
from typing import Any

from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.law import Law
from decision_flow.procedure.profiles import Lawbook, Value
from decision_flow.proof.exploration import DAY, KERNEL, Exploration, State
from decision_flow.proof.invariants import END, ENDS, Invariant
from decision_flow.proof.matter import BEGIN, MATTERS, Matter


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


def explored(exploration: Exploration, tick: Callable[[int], None] = lambda states: None) -> tuple[Explored, Violation | None]:
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


def prove(matter: Matter, law: Law, tick: Callable[[int], None] = lambda states: None) -> Proof:
    """Explore a matter under a law."""
    began = process_time()
    known, violation = explored(Exploration(matter, law), tick)
    seconds = process_time() - began
    return Proof(law.profile.name, matter.name, len(known.states), known.steps, seconds, violation)


class Noting(Law):
    """A law that notes which parameters were asked for: two profiles that agree on these allow the same procedure."""

    def __init__(self, law: Law, calendars: Calendars) -> None:
        super().__init__(law.profile, calendars)
        self.asked: set[str] = set()

    def entry(self, key: str) -> Value:
        """The parameter, noted."""
        self.asked.add(key)
        return super().entry(key)


def said(law: Law, key: str) -> tuple[Any, ...]:
    """What a rule may take from a parameter."""
    entry = law.profile.values[key]
    return entry.value, entry.unit, entry.modality, entry.knowledge


def laws(lawbook: Lawbook, calendars: Calendars, names: tuple[str, ...]) -> Iterator[Law]:
    """The law of each profile on the day that the matters begin."""
    for name in names:
        yield Law(lawbook.resolve(name, BEGIN), calendars, lawbook.special)


__all__ = ["MATTERS", "Noting", "Proof", "Violation", "explored", "laws", "prove", "said"]
