"""What the supervision sees of one open stage: who could act, what the gate lacks, when the case last moved."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from decision_flow.procedure.rules import Finding
from decision_flow.terms import Role, Stage

OF_NO_POST = frozenset({Role.CITIZEN, Role.SYSTEM, Role.ADMINISTRATOR})
"""Who needs no appointment to act."""

Holders = Mapping[Role, frozenset[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldStage:
    """A stage that stands open, or a proposal before its start (`stage` None).

    `lacks` is what its gate finds lacking today. `holders` are the persons who hold a role towards this case today,
    `barred` those of them whom the separation of duties keeps from acting in it. `opinion_drafted`: an opinion on the
    present draft waits for its issue.
    """

    stage: Stage | None
    responsible: Role
    moved_on: date
    lacks: tuple[Finding, ...] = ()
    holders: Holders = field(default_factory=dict)
    barred: Holders = field(default_factory=dict)
    opinion_drafted: bool = False
    meeting_on: date | None = None
    deferred_on: date | None = None

    def able(self, role: Role) -> bool:
        """Whether somebody can act in the role."""
        return role in OF_NO_POST or bool(self.holders.get(role, frozenset()) - self.barred.get(role, frozenset()))

    def waits_for_a_day(self, on: date) -> bool:
        """Whether a period is running, or a meeting is still to come: waiting for a day is no standstill."""
        ahead = [finding.earliest for finding in self.lacks if finding.earliest is not None]
        return any(day > on for day in (*ahead, *([self.meeting_on] if self.meeting_on else ())))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedMeeting:
    """A meeting that stands on an agenda and has not decided, and how far the review of the draft has come."""

    held_on: date
    submitted_on: date | None
    is_freed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class FailingStep:
    """An automated step that keeps failing. `step` is the task's name, or the kind of what could not be delivered."""

    stage: Stage
    step: str
    since: date
    attempts: int
