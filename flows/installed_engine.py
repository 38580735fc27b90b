"""The engine room of an installation: the real engine, its board and its outbox."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import and_, delete, exists, or_, select, update

from decision_flow.actor import system
from decision_flow.audit.canonical import instant
from decision_flow.decision.model import Decision, StageState
from decision_flow.procedure.stage_graph import OPEN
from decision_flow.public_participation.commands import CloseCommentPeriod
from decision_flow.public_participation.listing import to_close
from decision_flow.settings import Installation, Settings
from decision_flow.store.operational import Outbox
from decision_flow.store.problems import clear_failure, failing, note_failure
from decision_flow.store.tables import table_of
from decision_flow.store.writing import NoSubject
from decision_flow.supervision.register import Supervision
from decision_flow.terms import Stage, StageStatus
from flows.engine_room import Board, Due, Row, Standing, Told
from flows.notice_probe import NoticeProbe
from flows.papers.rendering import Papers
from flows.turn import turn_of
from flows.website import Website

OUTBOX, EARLIER = table_of(Outbox), table_of(Outbox).alias("earlier")
O, E = OUTBOX.c, EARLIER.c  # noqa: E741  (the outbox and its earlier rows)
D, G = table_of(Decision).c, table_of(StageState).c


class InstalledEngine:
    """Carries out what EngineRoom promises on one installation."""

    def __init__(self, installation: Installation) -> None:
        self._installation, self._store, self._website = installation, installation.store, Website(installation)
        self._papers = Papers(installation)
        self._probe = NoticeProbe(installation)
        self._turn = turn_of(installation.store.url)
        self._supervision = Supervision(installation.store, installation.engine)

    @classmethod
    def from_environment(cls) -> "InstalledEngine":
        """Open what DECISION_FLOW_DATABASE_URL names."""
        return cls(Installation.open(Settings.from_environment()))

    def board(self, decision_id: str) -> Board:
        """Two statements in one snapshot."""
        stages = select(G.stage, G.status, G.round).where(G.decision_id == decision_id)
        with self._store.reading() as session:
            title = session.execute(select(D.title).where(D.id == decision_id)).scalar_one_or_none()
            if title is None:
                raise NoSubject(decision_id)
            rows = session.execute(stages).all()
        return Board(decision_id, title, {Stage(name): Row(StageStatus(now), turn) for name, now, turn in rows})

    def execute(self, command: Any, *, flow: str, key: str) -> Any:
        """As `system:<flow>`, which never signs."""
        return self._installation.engine.execute(command, by=system(flow), key=key)

    def word(self, stage: Stage) -> str:
        """公众参与, 专家论证, …"""
        return self._installation.messages.word(stage)

    def our_turn(self) -> bool:
        """By a lock that ends with its holder."""
        return self._turn.is_ours()

    def end_turn(self) -> None:
        """Another may take it."""
        self._turn.end()

    def told(self, limit: int) -> Sequence[Told]:
        """A row that failed waits for its time, and those behind it on its subject wait with it."""
        now = _at(0)
        waits = exists().where(and_(E.subject_id == O.subject_id, E.id <= O.id, E.attempts > 0, E.not_before > now))
        asked = select(O.id, O.subject_id, O.kind, O.payload, O.attempts).where(~waits).order_by(O.id).limit(limit)
        with self._store.reading() as session:
            return [
                Told(row.id, row.subject_id, row.kind, orjson.loads(row.payload), row.attempts)
                for row in session.execute(asked)
            ]

    def acknowledge(self, told: Told) -> None:
        """It has been told."""
        with self._store.operating() as session:
            session.execute(delete(OUTBOX).where(O.id == told.id))

    def postpone(self, told: Told, seconds: float) -> None:
        """By the real clock: a demo's stands still."""
        with self._store.operating() as session:
            session.execute(
                update(OUTBOX).where(O.id == told.id).values(attempts=told.attempts + 1, not_before=_at(seconds))
            )

    def standing(self) -> Iterable[Standing]:
        """By the index on stage and status."""
        asked = select(G.decision_id, G.stage, G.round).where(or_(*(G.status == one.value for one in OPEN)))
        with self._store.reading() as session:
            rows = session.execute(asked).all()
        return [Standing(decision_id, Stage(stage), turn) for decision_id, stage, turn in rows]

    def due(self) -> Iterator[Due]:
        """Comment periods whose last day has ended; announcements of catalogs, which have no flow of their own."""
        with self._store.reading() as session:
            rows = to_close(session, self._installation.engine.today())
        for row in rows:
            command = CloseCommentPeriod(decision_id=row.decision_id, notice_id=row.notice_id)
            yield Due(command, f"{row.decision_id}:public_participation:{row.round}:close:{row.notice_id}")
        yield from self._papers.all_due_of_catalogs()

    def signed_pages(self, decision_id: str, stage: Stage) -> Iterable[Due]:
        """Where the website takes pages; else a clerk publishes them."""
        return self._website.signed_pages(decision_id, stage)

    def failed(self, decision_id: str, stage: Stage, round_no: int, step: str, error: str) -> None:
        """One row a step, which counts; the clock of the installation says since when."""
        since = instant(self._installation.engine.now())
        with self._store.operating() as session:
            note_failure(session, (decision_id, stage, round_no, step), since, error)

    def got_through(self, decision_id: str, stage: Stage, round_no: int, step: str) -> None:
        """Mostly nothing was noted, and then nothing is written."""
        with self._store.reading() as session:
            if not any(
                (one.stage, one.round, one.step) == (stage, round_no, step) for one in failing(session, decision_id)
            ):
                return
        with self._store.operating() as session:
            clear_failure(session, (decision_id, stage, round_no, step))

    def supervise(self) -> int:
        """Every open case, in batches."""
        return self._supervision.look()

    def probe(self) -> int:
        """Not where the days are made up, whose pages stand nowhere; nor where there is no way to the website."""
        if self._store.simulated or not self._installation.settings.probes:
            return 0
        return self._probe.look()

    def papers_are_due(self, decision_id: str) -> bool:
        """Two small reads."""
        return bool(self._papers.due(decision_id))

    def papers(self, decision_id: str) -> Iterator[Due]:
        """Each is stored before its command is given out."""
        yield from self._papers.all_due(decision_id)

    def checkpoint(self) -> None:
        """PostgreSQL does this by itself."""
        self._store.checkpoint()


def _at(seconds: float) -> str:
    """A moment of the real clock, as the outbox keeps it."""
    return instant(datetime.now(UTC) + timedelta(seconds=seconds))
