"""One client's work: decisions taken through six timed acts, with facts filed in between, on the real clock.

Acts are recorded as having happened in March and April 2026, so that periods have run; that is an ordinary late record.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from time import perf_counter

from sqlalchemy import func, select

from decision_flow.audit.model import AuditEntry
from decision_flow.settling import settling
from decision_flow.store.tables import table_of
from decision_flow.terms import Stage, StartGround
from tests import lawful
from tests.lawful import Step, morning
from tests.world import World

EARLY = (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT)
SIGN_OFFS = ("SignOffPublicParticipation", "SignOffExpertReview", "SignOffRiskAssessment")
ACTS = ("StartDecision", *SIGN_OFFS, "IssueLegalityOpinion", "DecideAtMeeting")
PHASES = ("starts", "sign_offs", "legality", "discussion")
Barrier = Callable[[], None]


@dataclass
class Timings:
    """What one client measured: begin and end of each phase, each sign-off, statements and trips at most."""

    decisions: int
    spans: dict[str, tuple[float, float]] = field(default_factory=dict)
    sign_offs_ms: list[float] = field(default_factory=list)
    statements: int = 0
    trips: int = 0
    sizes: dict[str, int] = field(default_factory=dict)


class Client:
    """Works on its own decisions of one installation."""

    def __init__(self, world: World, decisions: int, wait: Barrier = lambda: None) -> None:
        self.world = world
        self.world.late_reason = "基准测试"
        self._wait, self.timings = wait, Timings(decisions)
        self._draft = lawful.draft_of(self.world)

    def run(self) -> Timings:
        """One decision to warm up, as a service long since has; then all phases, each begun with the other clients."""
        with settling():
            self._phases(1)
        measured, self.timings = self.timings.decisions, Timings(self.timings.decisions)
        self._phases(measured)
        self.timings.sizes = self._sizes()
        self.world.installation.store.close()
        return self.timings

    def _phases(self, count: int) -> None:
        world = self.world
        self._at(date(2026, 3, 2))
        cases = [str(lawful.run(world, lawful.requested(world))) for _ in range(count)]
        self._timed("starts", [lawful.start(world, case, StartGround.ADJUSTMENT) for case in cases])
        for case in cases:
            lawful.run(world, lawful.early_facts(world, case, self._draft, date(2026, 3, 2)))
        self._at(date(2026, 4, 2))
        for case in cases:
            lawful.run(world, lawful.early_answers(world, case))
        self._timed("sign_offs", [lawful.sign_off_step(world, case, stage) for case in cases for stage in EARLY])
        last = [lawful.run(world, lawful.legality_but_the_last(world, case, self._draft)) for case in cases]
        self._timed("legality", last)
        self._at(date(2026, 4, 15))
        last = [lawful.run(world, lawful.discussion_but_the_last(world, case, self._draft)) for case in cases]
        self._timed("discussion", last)

    def _at(self, day: date) -> None:
        self.world.when = morning(day)

    def _timed(self, phase: str, steps: list[Step]) -> None:
        execute, meter = self.world.installation.engine.execute, self.world.installation.store.meter
        prefix = self.world.prefix
        ready = [(self.world.as_recorded(step.command), step.by, f"{prefix}{step.key}") for step in steps]
        self._wait()
        begin = perf_counter()
        for command, by, key in ready:
            meter.reset()
            at = perf_counter()
            execute(command, by=by, key=key)
            if phase != "starts":
                self.timings.sign_offs_ms.append((perf_counter() - at) * 1000)
                self.timings.statements = max(self.timings.statements, meter.statements - 2)
                self.timings.trips = max(self.timings.trips, meter.trips)
        self.timings.spans[phase] = (begin, perf_counter())
        self._wait()

    def _sizes(self) -> dict[str, int]:
        e = table_of(AuditEntry).c
        with self.world.installation.store.reading() as session:
            found = session.execute(
                select(e.command, func.avg(func.length(e.body))).where(e.command.in_(ACTS)).group_by(e.command)
            )
            return {command: int(size) for command, size in found}


def decisions_per_s(clients: Iterable[Timings]) -> float:
    """Decisions of all clients over the time from the first beginning to the last end of each phase."""
    done = list(clients)
    seconds = sum(max(one.spans[p][1] for one in done) - min(one.spans[p][0] for one in done) for p in PHASES)
    return sum(one.decisions for one in done) / seconds
