"""What a move is: one act of the procedure, or a short run of acts that nobody can tell apart by their order."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from decision_flow.actor import Actor
from decision_flow.board import acts_on_open_stage
from decision_flow.casefile import CaseFile
from decision_flow.command import REGISTRY, Command
from decision_flow.procedure.law import Law
from decision_flow.procedure.stage_graph import READS
from decision_flow.terms import Role, Stage

DERIVED = "named_comments"
MOST_ROUNDS = 2
"""What sends a matter back is explored while no stage is in a later round than this."""


@dataclass(frozen=True, slots=True)
class Moment:
    """What a move is made from: the file with the slices that its acts declare, the law, the day. So many `changes` are
    declared for no reason that anybody has; one that is owed is always possible."""

    case: CaseFile
    law: Law
    on: date
    changes: int

    @property
    def sha256(self) -> str:
        """The digest of the present draft."""
        return self.case.draft.sha256 if self.case.draft else ""

    @property
    def version(self) -> int:
        """The number of the present draft."""
        return self.case.draft.version if self.case.draft else 0

    @property
    def may_go_wrong(self) -> bool:
        """Whether what sends the matter back is still explored."""
        return self.version <= self.changes and all(row.round <= MOST_ROUNDS for row in self.case.stages.values())

    def is_open(self, stage: Stage) -> bool:
        """Whether a stage stands open: an act of a stage that does not is refused by one rule, tested for itself."""
        return self.case.is_open(stage)


@dataclass(frozen=True, slots=True)
class Done:
    """An act that was carried out."""

    command: Command
    actor: Actor
    on: date


Asked = Sequence[tuple[Role | Actor, Command]]


@dataclass(frozen=True)
class Move:
    """A move by name. `ask` answers with acts and who does them, or with none where the move lies outside of the
    explored domain. `is_excluded`: whoever does it must not, so that it must be refused in every state."""

    name: str
    of: tuple[type[Command], ...]
    ask: Callable[[Moment], Asked]
    is_excluded: bool = False

    @cached_property
    def stages(self) -> frozenset[Stage]:
        """The stages that must stand open by the rules of the first act, whatever else it asks."""
        return frozenset(one.stage for one in REGISTRY[self.of[0]].rules if isinstance(one, acts_on_open_stage))

    @cached_property
    def reads(self) -> tuple[str, ...]:
        """The slices that the acts declare, and those that the gate of the stage they sign declares."""
        names: dict[str, None] = {}
        for command in self.of:
            asked = REGISTRY[command]
            names |= dict.fromkeys((*asked.slices, *(READS[asked.signs] if asked.signs else ())))
        return tuple(name for name in names if name != DERIVED)


MOVES: dict[str, Move] = {}


def move(name: str, *of: type[Command], is_excluded: bool = False) -> Callable[[Callable[[Moment], Asked]], Move]:
    """Register a move."""

    def register(ask: Callable[[Moment], Asked]) -> Move:
        if name in MOVES:
            raise TypeError(f"the move {name} is written twice")
        MOVES[name] = Move(name, of, ask, is_excluded)
        return MOVES[name]

    return register


def never_by(made: Move, actor: Actor) -> None:
    """Register the same move done by somebody who is excluded from it; the last of its acts is his."""

    def ask(moment: Moment) -> Asked:
        acts = made.ask(moment)
        return [*acts[:-1], (actor, acts[-1][1])] if acts else ()

    name = f"{made.name} · {actor.name}"
    MOVES[name] = Move(name, made.of, ask, is_excluded=True)
