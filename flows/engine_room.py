"""The only place where flows meet the engine: boards are read, commands sent and the outbox kept here.

Everything blocks; callers in an event loop go through `asyncio.to_thread`.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from decision_flow.procedure.stage_graph import CLOSED, OPEN
from decision_flow.terms import Stage, StageStatus


@dataclass(frozen=True, slots=True)
class Row:
    """One stage of a board: where it stands, and in which round."""

    status: StageStatus
    round: int

    @property
    def is_open(self) -> bool:
        """Whether its automated work may be done."""
        return self.status in OPEN

    @property
    def is_closed(self) -> bool:
        """Whether the gate has passed, or need not."""
        return self.status in CLOSED


@dataclass(frozen=True, slots=True)
class Board:
    """The nine stages of a decision, as the database has them now."""

    decision_id: str
    title: str
    rows: Mapping[Stage, Row]


@dataclass(frozen=True, slots=True)
class Told:
    """A row of the outbox: what happened, and how often it could not be delivered."""

    id: int
    subject_id: str
    kind: str
    payload: Mapping[str, Any] = field(default_factory=dict)
    attempts: int = 0


@dataclass(frozen=True, slots=True)
class Standing:
    """A stage that stands open: it ought to have a run."""

    decision_id: str
    stage: Stage
    round: int


@dataclass(frozen=True, slots=True)
class Due:
    """A timed command whose date has come, under the key that makes it happen once."""

    command: Any
    key: str


class EngineRoom(Protocol):
    """What the flows need of the engine."""

    def board(self, decision_id: str) -> Board:
        """The board of a decision, from a fresh snapshot."""

    def execute(self, command: Any, *, flow: str, key: str) -> Any:
        """Send one command as `system:<flow>`; the same key gets the old receipt. Raises what the engine raises."""

    def word(self, stage: Stage) -> str:
        """The stage in the words of the office, for the names of runs."""

    def our_turn(self) -> bool:
        """Whether this process is the one that works for the installation; others stand by."""

    def end_turn(self) -> None:
        """Let one that stands by go on."""

    def told(self, limit: int) -> Sequence[Told]:
        """Rows of the outbox that may be delivered now, oldest first; of a subject none behind one that waits."""

    def acknowledge(self, told: Told) -> None:
        """Delete a row that was delivered."""

    def postpone(self, told: Told, seconds: float) -> None:
        """Count a failed delivery; the row and what follows it on its subject wait so long."""

    def standing(self) -> Iterable[Standing]:
        """Every stage that stands open, of every decision."""

    def due(self) -> Iterable[Due]:
        """The timed commands whose date has come on the installation's clock."""

    def signed_pages(self, decision_id: str, stage: Stage) -> Iterable[Due]:
        """Put on the website what is signed and not there yet; the commands that record it."""

    def failed(self, decision_id: str, stage: Stage, round_no: int, step: str, error: str) -> None:
        """Note that a task could not be done this time; the case shows since when, and how often it was tried."""

    def got_through(self, decision_id: str, stage: Stage, round_no: int, step: str) -> None:
        """A task was done: what was noted of it is over."""

    def supervise(self) -> int:
        """Look for cases that nobody can move; how many findings there are."""

    def probe(self) -> int:
        """Look whether published notices can still be read; in how many cases one cannot."""

    def papers_are_due(self, decision_id: str) -> bool:
        """Whether an act of a decision calls for a paper that is not there."""

    def papers(self, decision_id: str) -> Iterable[Due]:
        """Render what acts of a decision call for and is not there, one by one; the commands that record it."""

    def checkpoint(self) -> None:
        """Move what is in SQLite's write-ahead log into the database."""


_the_room: EngineRoom | None = None


def room() -> EngineRoom:
    """The engine room of this process, opened from its environment when first asked for."""
    global _the_room  # noqa: PLW0603  (one per process, like the process's environment)
    if _the_room is None:
        from flows.installed_engine import InstalledEngine  # the kernel is imported by who needs it

        _the_room = InstalledEngine.from_environment()
    return _the_room


def use(given: EngineRoom) -> None:
    """Make this the engine room of the process: it is open already."""
    global _the_room  # noqa: PLW0603
    _the_room = given
