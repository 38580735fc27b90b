"""Every order of acts: breadth first over the states that the engine's own rules, handlers and settling allow.

A state is a tuple of numbers, one a part (kernel, day, history, the slices that change). What an act does depends on
the kernel, the day and the slices that its command declares, and on nothing else: a slice that was not declared raises
when it is read. So an act is carried out once for each such choice of parts and remembered; that is no abstraction.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from typing import Any

from decision_flow.actor import Actor
from decision_flow.audit.canonical import instant
from decision_flow.board import settle
from decision_flow.casefile import NOT_LOADED, CaseFile
from decision_flow.command import REGISTRY, Act, Change, Command, Insert, Update
from decision_flow.engine import Refused, authorise, check, sign
from decision_flow.procedure.law import Law, OpenValue
from decision_flow.proof.facts import folded, slices_of
from decision_flow.proof.history import History
from decision_flow.proof.kernel import after
from decision_flow.proof.matter import BEGIN, MOVING, Matter, morning, person, requested
from decision_flow.proof.moves import DERIVED, MOVES, Moment, Move
from decision_flow.proof.times import next_day
from decision_flow.public_participation.facts import NamedComment, PublicParticipationFacts
from decision_flow.terms import Kind

State = tuple[int, ...]
KERNEL, DAY, HISTORY, FIRST_SLICE = range(4)
PLACE = {name: FIRST_SLICE + place for place, name in enumerate(MOVING)}
TIME = "time passes"


class Parts:
    """The values that one part of the state takes, each by its number."""

    def __init__(self) -> None:
        self._numbers: dict[Hashable, int] = {}
        self.values: list[Any] = []

    def number(self, value: Hashable) -> int:
        """The number of a value; the same value has the same number."""
        found = self._numbers.get(value)
        if found is None:
            found = self._numbers[value] = len(self.values)
            self.values.append(value)
        return found


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was carried out."""

    command: Command
    actor: Actor
    on: date


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a move does: the kernel after it, the slices that it read as they are then, the row changes that other
    slices see (by place), and the acts."""

    kernel: int
    written: tuple[tuple[int, int], ...]
    unread: tuple[tuple[int, tuple[Change, ...]], ...]
    acts: tuple[Done, ...]


@dataclass
class Exploration:
    """The procedure of one matter under one law. `steps` maps a state to what may follow, by move."""

    matter: Matter
    law: Law
    moves: tuple[Move, ...] = field(default_factory=lambda: tuple(MOVES.values()))

    def __post_init__(self) -> None:
        self.parts = [Parts() for _ in range(FIRST_SLICE + len(MOVING))]
        kernel, slices = requested(self.matter, self.law)
        self._still = {name: facts for name, facts in slices.items() if name not in PLACE}
        history = History()
        values = (kernel, BEGIN, history, *(slices[name] for name in MOVING))
        self.first: State = tuple(parts.number(value) for parts, value in zip(self.parts, values, strict=True))
        self._reads = [tuple(PLACE[name] for name in one.reads if name in PLACE) for one in self.moves]
        self._known: dict[Hashable, Outcome | None] = {}
        self._folded: dict[Hashable, int] = {}
        self._lived: dict[Hashable, int] = {}

    def value(self, state: State, place: int) -> Any:
        """A part of a state."""
        return self.parts[place].values[state[place]]

    def case(self, state: State, names: tuple[str, ...] = MOVING) -> CaseFile:
        """The case file of a state, with slices."""
        moving = {name: self.value(state, PLACE[name]) for name in names if name in PLACE}
        still = {name: self._still[name] for name in names if name in self._still}
        return replace(self.value(state, KERNEL), **moving, **still)

    def follow(self, state: State) -> Iterator[tuple[str, State, Outcome | None]]:
        """What may come after a state: each move that is carried out, and the next day that makes a difference."""
        for number, one in enumerate(self.moves):
            outcome = self._outcome(number, one, state)
            if outcome is not None:
                yield one.name, self._after(state, outcome), outcome
        day = next_day(self.case(state), self.law, self.value(state, DAY))
        if day is not None:
            yield TIME, (state[KERNEL], self.parts[DAY].number(day), *state[HISTORY:]), None

    def _outcome(self, number: int, one: Move, state: State) -> Outcome | None:
        known = (number, state[KERNEL], state[DAY], *(state[place] for place in self._reads[number]))
        if known not in self._known:
            try:
                self._known[known] = self._carried_out(one, number, state)
            except (Refused, OpenValue, LookupError):
                self._known[known] = None
        return self._known[known]

    def _after(self, state: State, outcome: Outcome) -> State:
        """The state once the move is done; slices that it did not read see its rows here."""
        made = [*state]
        made[KERNEL] = outcome.kernel
        for place, number in outcome.written:
            made[place] = number
        kernel = self.value(state, KERNEL)
        for place, changes in outcome.unread:
            seen = (place, state[place], state[KERNEL], id(outcome))
            if seen not in self._folded:
                facts = folded(MOVING[place - FIRST_SLICE], self.value(state, place), changes, kernel)
                self._folded[seen] = self.parts[place].number(facts)
            made[place] = self._folded[seen]
        lived = (state[HISTORY], state[KERNEL], id(outcome))
        if lived not in self._lived:
            history: History = self.value(state, HISTORY)
            for done in outcome.acts:
                history = history.after(done.command, kernel)
            self._lived[lived] = self.parts[HISTORY].number(history)
        made[HISTORY] = self._lived[lived]
        return tuple(made)

    def _carried_out(self, one: Move, number: int, state: State) -> Outcome | None:
        """Ask, authorise, check, apply, sign, settle: in the engine's order, by the engine's functions."""
        case, on = self.case(state, one.reads), self.value(state, DAY)
        acts: list[Done] = []
        changes: list[Change] = []
        for who, command in one.ask(Moment(case, self.law, on)):
            actor = who if isinstance(who, Actor) else person(who)
            case, made = self._executed(command, actor, case, on, len(acts))
            changes += made
            acts.append(Done(command, actor, on))
        if not acts:
            return None
        places = self._reads[number]
        written = tuple((place, self.parts[place].number(getattr(case, name_of(place)))) for place in places)
        kernel = replace(case, **dict.fromkeys(one.reads, NOT_LOADED))
        return Outcome(self.parts[KERNEL].number(kernel), written, _unread(changes, places), tuple(acts))

    def _executed(
        self, command: Command, actor: Actor, case: CaseFile, on: date, place: int
    ) -> tuple[CaseFile, list[Change]]:
        """One act as `Engine.execute` does it, with the rows folded onto the slices in the place of SQL."""
        asked = REGISTRY[type(command)]
        if DERIVED in asked.slices:
            case = replace(case, named_comments=named(command, case.public_participation))
        post = authorise(command, asked, actor, case)
        now, new_id = instant(morning(on)), _ids(command, case, place)
        subject = next(new_id) if command.opens else case.decision_id
        digest = self.law.profile.digest
        act = Act(
            command, subject, actor, post, 1, now, now, on, "proof", self.law, digest, lambda: self.law, new_id.__next__
        )
        check(act, asked, case, self.law)
        stage = asked.signed_stage(command, case)
        changes = list(asked.handle(act, case))
        case = _written(case, changes)
        if stage is not None:
            sign(command, stage, case, self.law, on)
        if command.kind is Kind.DECISION:
            settled = list(settle(case, stage, now))
            case = _written(case, settled)
            changes += settled
        return replace(case, named_comments=NOT_LOADED), changes


def name_of(place: int) -> str:
    """The slice that stands at a place of the state."""
    return MOVING[place - FIRST_SLICE]


def named(command: Command, facts: PublicParticipationFacts) -> dict[str, NamedComment]:
    """The opinions that an act names: those of this round, answered or not."""
    return {one: NamedComment(facts.round, False, one not in facts.open_ids) for one in command.named}


def _ids(command: Command, case: CaseFile, place: int) -> Iterator[str]:
    """Ids of rows, the same whenever the same act is done in the same rounds on the same version."""
    rounds = ".".join(str(row.round) for row in case.stages.values())
    version = case.draft.version if case.draft else 0
    return (f"{type(command).__name__}/{rounds}/{version}/{place}/{number}" for number in count())


def _written(case: CaseFile, changes: list[Change]) -> CaseFile:
    """The case file as it is loaded again: the kernel, and the slices that are there."""
    loaded = {name: facts for name in MOVING if (facts := getattr(case, name)) is not NOT_LOADED}
    seen = {name: folded(name, facts, changes, case) for name, facts in loaded.items()}
    return replace(after(case, changes), **seen)


def _unread(changes: list[Change], read: tuple[int, ...]) -> tuple[tuple[int, tuple[Change, ...]], ...]:
    """The row changes that slices see which the move did not read."""
    rows = tuple(change for change in changes if isinstance(change, Insert | Update))
    seen = {PLACE[name] for change in rows for name in slices_of(change.table)}
    return tuple((place, rows) for place in sorted(seen.difference(read)))
