"""Every order of acts: breadth first over the states that the engine's own rules, handlers and settling allow.

A state is a tuple of numbers, one a part (kernel, day, history, the slices that change). What an act does depends on
the kernel, the day and the slices that its command declares, and on nothing else: a slice that was not declared raises
when it is read. So an act is carried out once for each such choice of parts and remembered; that is no abstraction.
"""

from collections.abc import Hashable, Iterator
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import cache
from itertools import count
from operator import attrgetter
from typing import Any

from decision_flow.actor import Actor
from decision_flow.audit.canonical import instant
from decision_flow.board import settle, stage_is_open
from decision_flow.casefile import NOT_LOADED, CaseFile
from decision_flow.command import REGISTRY, Act, Change, Command, Insert, Update
from decision_flow.engine import Refused, authorise, sign
from decision_flow.procedure.law import Law, OpenValue
from decision_flow.procedure.rules import Status
from decision_flow.proof.fold import folded, slices_of
from decision_flow.proof.forgetting import WITHOUT, kernel_without
from decision_flow.proof.history import History
from decision_flow.proof.invariants import INVARIANTS, Invariant, Step
from decision_flow.proof.kernel import after as kernel_after
from decision_flow.proof.matter import BEGIN, MOVING, Matter, morning, person, requested
from decision_flow.proof.move import DERIVED, MOVES, Done, Moment, Move
from decision_flow.proof.times import next_day
from decision_flow.public_participation.facts import NamedComment, PublicParticipationFacts
from decision_flow.terms import Kind, Stage

State = tuple[int, ...]
KERNEL, DAY, HISTORY, FIRST_SLICE = range(4)
PLACE = {name: FIRST_SLICE + place for place, name in enumerate(MOVING)}
WAITS = tuple(PLACE[name] for name in ("public_participation", "legality_review", "collective_discussion"))
SLICE_FIELDS = tuple(field.name for field in fields(CaseFile) if field.default is NOT_LOADED)
KERNEL_FIELDS = tuple(field.name for field in fields(CaseFile) if field.default is not NOT_LOADED)
KERNEL_VALUES = attrgetter(*KERNEL_FIELDS)
_set = object.__setattr__
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

    def __post_init__(self) -> None:
        self.moves: tuple[Move, ...] = tuple(one for name, one in MOVES.items() if self.matter.explores(name))
        self.parts = [Parts() for _ in range(FIRST_SLICE + len(MOVING))]
        kernel, slices = requested(self.matter, self.law)
        self._still = {name: facts for name, facts in slices.items() if name not in PLACE}
        history = History()
        values = (kernel, BEGIN, history, *(slices[name] for name in MOVING))
        self.first: State = tuple(parts.number(value) for parts, value in zip(self.parts, values, strict=True))
        self._reads = [tuple(PLACE[name] for name in one.reads if name in PLACE) for one in self.moves]
        self._kept: dict[Hashable, int] = {}
        self._files: dict[Hashable, tuple[dict[str, Any], CaseFile]] = {}
        self._days: dict[Hashable, int | None] = {}
        self._open: dict[Hashable, tuple[int, ...]] = {}
        self._known: dict[Hashable, Outcome | None] = {}
        self._folded: dict[Hashable, int] = {}
        self._lived: dict[Hashable, tuple[int, Invariant | None]] = {}

    def value(self, state: State, place: int) -> Any:
        """A part of a state."""
        return self.parts[place].values[state[place]]

    def case(self, state: State, names: tuple[str, ...] = MOVING) -> CaseFile:
        """The case file of a state, with slices."""
        return _file(self.value(state, KERNEL), self._slices(state, names))

    def _slices(self, state: State, names: tuple[str, ...]) -> dict[str, Any]:
        return {
            name: self.value(state, PLACE[name]) if name in PLACE else self._still[name]
            for name in names
            if name != DERIVED
        }

    def follow(self, state: State) -> Iterator[tuple[str, State, Invariant | None]]:
        """What may come after a state: each move that is carried out, with an invariant that it breaks, and the next
        day that makes a difference."""
        for number in self._possible(state):
            outcome = self._outcome(number, state)
            if outcome is not None:
                lived, broken = self._lived_through(number, state, outcome)
                yield self.moves[number].name, self._after(state, outcome, lived), broken
        waits = (state[KERNEL], state[DAY], *(state[place] for place in WAITS))
        if waits not in self._days:
            day = next_day(self.case(state), self.law, self.value(state, DAY))
            self._days[waits] = None if day is None else self.parts[DAY].number(day)
        if (later := self._days[waits]) is not None:
            yield TIME, (state[KERNEL], later, *state[HISTORY:]), None

    def _possible(self, state: State) -> tuple[int, ...]:
        """The moves whose stages stand open, by the engine's own rule; the others it refuses for that alone."""
        known = (state[KERNEL], state[DAY])
        if known not in self._open:
            kernel, on = self.value(state, KERNEL), self.value(state, DAY)
            is_open = {stage: stage_is_open(stage, kernel, on).status is Status.SATISFIED for stage in Stage}
            moves = enumerate(self.moves)
            self._open[known] = tuple(n for n, one in moves if all(is_open[stage] for stage in one.stages))
        return self._open[known]

    def _outcome(self, number: int, state: State) -> Outcome | None:
        known = (number, state[KERNEL], state[DAY], *(state[place] for place in self._reads[number]))
        if known not in self._known:
            try:
                self._known[known] = self._carried_out(number, state)
            except (Refused, OpenValue):
                self._known[known] = None
        return self._known[known]

    def _lived_through(self, number: int, state: State, outcome: Outcome) -> tuple[int, Invariant | None]:
        """What an onlooker remembers after the move, and the first invariant that one of its acts breaks."""
        known = (state[HISTORY], state[KERNEL], id(outcome))
        if known not in self._lived:
            before, after = self.value(state, KERNEL), self.parts[KERNEL].values[outcome.kernel]
            history: History = self.value(state, HISTORY)
            broken: Invariant | None = None
            for done in outcome.acts:
                step = Step(done, before, after, history, self.law, self.moves[number].is_excluded)
                broken = broken or next((one for one in INVARIANTS if not one.holds(step)), None)
                history = history.after(done.command, before)
            self._lived[known] = self.parts[HISTORY].number(history), broken
        return self._lived[known]

    def _after(self, state: State, outcome: Outcome, lived: int) -> State:
        """The state once the move is done; slices that it did not read see its rows here."""
        made = [*state]
        made[KERNEL], made[HISTORY] = outcome.kernel, lived
        for place, number in outcome.written:
            made[place] = number
        for place, changes in outcome.unread:
            seen = (place, state[place], state[KERNEL], id(outcome))
            if seen not in self._folded:
                facts = folded(name_of(place), self.value(state, place), changes, self.value(state, KERNEL))
                self._folded[seen] = self.parts[place].number(facts)
            made[place] = self._folded[seen]
        self._forget(made)
        return tuple(made)

    def _forget(self, made: list[int]) -> None:
        """Leave out what no rule will read again."""
        kernel: CaseFile = self.parts[KERNEL].values[made[KERNEL]]
        if not kernel.stages:
            return
        for name, place in PLACE.items():
            known = (made[KERNEL], place, made[place])
            if known not in self._kept:
                facts = WITHOUT[name](self.parts[place].values[made[place]], kernel)
                self._kept[known] = self.parts[place].number(facts)
            made[place] = self._kept[known]

    def _carried_out(self, number: int, state: State) -> Outcome | None:
        """Ask, authorise, check, apply, sign, settle: in the engine's order, by the engine's functions."""
        one, on, kernel = self.moves[number], self.value(state, DAY), self.value(state, KERNEL)
        slices, case = self._loaded(state, number)
        acts: list[Done] = []
        changes: list[Change] = []
        for who, command in one.ask(Moment(case, self.law, on, self.matter.changes)):
            actor = who if isinstance(who, Actor) else person(who)
            if acts:
                case = _file(kernel, slices)
            kernel, slices, made = self._executed(command, actor, case, kernel, slices, on, len(acts))
            changes += made
            acts.append(Done(command, actor, on))
        if not acts:
            return None
        places = self._reads[number]
        written = tuple((place, self.parts[place].number(slices[name_of(place)])) for place in places)
        return Outcome(
            self.parts[KERNEL].number(kernel_without(kernel)), written, _unread(changes, places), tuple(acts)
        )

    def _loaded(self, state: State, number: int) -> tuple[dict[str, Any], CaseFile]:
        """What a move reads; moves that read the same share it."""
        known = (self.moves[number].reads, state[KERNEL], *(state[place] for place in self._reads[number]))
        if known not in self._files:
            slices = self._slices(state, self.moves[number].reads)
            self._files[known] = slices, _file(self.value(state, KERNEL), slices)
        return self._files[known]

    def _executed(
        self,
        command: Command,
        actor: Actor,
        case: CaseFile,
        kernel: CaseFile,
        slices: dict[str, Any],
        on: date,
        place: int,
    ) -> tuple[CaseFile, dict[str, Any], list[Change]]:
        """One act as `Engine.execute` does it, with the rows folded onto the slices in the place of SQL."""
        asked = REGISTRY[type(command)]
        if DERIVED in asked.slices:
            case = replace(case, named_comments=named(command, case.public_participation))
        post = authorise(command, asked, actor, case)
        now, new_id = _instant(on), _ids(command, place)
        subject = next(new_id) if command.opens else case.decision_id
        digest = self.law.profile.digest
        act = Act(
            command, subject, actor, post, 1, now, now, on, "proof", self.law, digest, lambda: self.law, new_id.__next__
        )
        for one in asked.rules:
            if one(act, case, self.law, on).status is Status.LACKING:
                raise Refused(command, ())
        stage = asked.signed_stage(command, case)
        changes = list(asked.handle(act, case))
        kernel, slices = _written(kernel, slices, changes)
        if stage is not None:
            sign(command, stage, _file(kernel, slices), self.law, on)
        if command.kind is Kind.DECISION:
            settled = list(settle(kernel, stage, now))
            if settled:
                kernel, slices = _written(kernel, slices, settled)
                changes += settled
        return kernel, slices, changes


def name_of(place: int) -> str:
    """The slice that stands at a place of the state."""
    return MOVING[place - FIRST_SLICE]


def named(command: Command, facts: PublicParticipationFacts) -> dict[str, NamedComment]:
    """The opinions that an act names: those of this round, answered or not."""
    return {one: NamedComment(facts.round, False, one not in facts.open_ids) for one in command.named}


@cache
def _instant(day: date) -> str:
    """The hour of every act of a day, as it is stored."""
    return instant(morning(day))


def _ids(command: Command, place: int) -> Iterator[str]:
    """Ids of rows: distinct within a round of a stage, and the same whenever the same act is done."""
    return (f"{type(command).__name__}/{place}/{number}" for number in count())


def _file(kernel: CaseFile, slices: dict[str, Any]) -> CaseFile:
    """The kernel with slices, as the engine assembles a case file; `replace` would take five times as long."""
    made = object.__new__(CaseFile)
    for name, value in zip(KERNEL_FIELDS, KERNEL_VALUES(kernel), strict=True):
        _set(made, name, value)
    for name in SLICE_FIELDS:
        _set(made, name, slices.get(name, NOT_LOADED))
    return made


def _written(kernel: CaseFile, slices: dict[str, Any], changes: list[Change]) -> tuple[CaseFile, dict[str, Any]]:
    """Kernel and slices as they are loaded again."""
    seen = {name: folded(name, facts, changes, kernel) for name, facts in slices.items()}
    return kernel_after(kernel, changes), seen


def _unread(changes: list[Change], read: tuple[int, ...]) -> tuple[tuple[int, tuple[Change, ...]], ...]:
    """The row changes that slices see which the move did not read."""
    rows = tuple(change for change in changes if isinstance(change, Insert | Update))
    seen = {PLACE[name] for change in rows for name in slices_of(change.table)}
    return tuple((place, rows) for place in sorted(seen.difference(read)))
