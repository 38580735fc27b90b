"""Sessions and the guard: three connections to one database; only `Store.writing` holds one that writes the record."""

import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine, make_url, select, text
from sqlalchemy.exc import DBAPIError
from sqlmodel import Session

from decision_flow.audit.canonical import instant
from decision_flow.audit.model import AuditEntry, Installation
from decision_flow.procedure.adoption import AdoptedProfile
from decision_flow.store.connections import (
    NoDatabase,
    checkpoint,
    driver_of,
    open_wire,
    operating_engine,
    reading_engine,
)
from decision_flow.store.documents import Documents
from decision_flow.store.operational import RefusalLog
from decision_flow.store.tables import table, table_of
from decision_flow.store.wire import Driver, Fault, Meter, Wire
from decision_flow.store.writing import Plans, Receipt, Subjected, Writing, replayed

REVISION = (Path(__file__).parent / "migrations" / "HEAD").read_text().strip()
"""The newest migration, so that opening a database does not load the migrations."""


class Duplicate(Exception):
    """A unique constraint refused a row. `constraint` is its name."""

    def __init__(self, constraint: str) -> None:
        super().__init__(constraint)
        self.constraint = constraint


class Store:
    """One database and one folder of documents."""

    def __init__(self, url: str, documents: Path, durable: bool = True) -> None:
        self.url, self.dialect, self.driver = url, make_url(url).get_backend_name(), driver_of(url)
        self.documents, self.meter = Documents(documents), Meter()
        self._durable, self._plans = durable, Plans(self.dialect)
        self._local, self._one_writer = threading.local(), threading.Lock()
        self._reading: Engine = reading_engine(url)
        self._operating: Engine = operating_engine(url)
        with self.reading() as session:
            _of_this_version(session)
            row = session.execute(select(table_of(Installation).c.simulated)).first()
        self.simulated = bool(row and row[0])

    @contextmanager
    def writing(self, subject: Subjected) -> Iterator[Writing]:
        """The only way to the write connection. Leaves it committed by `append`, or rolled back.

        After any error of the database the connection is discarded.
        """
        with self._turn():
            wire = self._wire()
            tx = Writing(wire, self._plans, subject, self.simulated)
            try:
                yield tx
            except (self.driver.error, Fault) as error:
                self._discard(wire)
                if is_duplicate(error, self.driver):
                    raise Duplicate(constraint_of(error)) from error
                raise
            except BaseException:
                self._roll_back(wire)
                raise
            if not tx.appended:
                self._roll_back(wire)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that cannot write, in one snapshot. Every query and page uses it."""
        with Session(self._reading) as session:
            yield session

    @contextmanager
    def operating(self) -> Iterator[Session]:
        """A session that can write the operational tables and no others; commits when left without an error."""
        with Session(self._operating) as session:
            yield session
            session.commit()

    def note_refusal(self, subject_id: str | None, actor_id: str, command: str, rules: tuple[str, ...]) -> None:
        """A refused act changes nothing, so it is no entry; the auditors' desk reads that it was tried."""
        at = instant(datetime.now(UTC))
        with self.operating() as session:
            session.execute(
                table_of(RefusalLog)
                .insert()
                .values(subject_id=subject_id, actor_id=actor_id, command=command, rules=",".join(rules), refused_at=at)
            )

    def receipt(self, actor_id: str, key: str) -> Receipt | None:
        """The receipt of an act that is in the record."""
        e = table_of(AuditEntry).c
        with self.reading() as session:
            row = session.execute(
                select(e.subject_id, e.seq, e.head, e.request_sha256, e.body).where(
                    e.actor_id == actor_id, e.key == key
                )
            ).first()
        return replayed(*row) if row else None

    def profile(self, digest: str) -> bytes | None:
        """The canonical text of an adopted profile."""
        p = table_of(AdoptedProfile).c
        with self.reading() as session:
            row = session.execute(select(p.text).where(p.digest == digest)).first()
        return row[0].encode() if row else None

    def checkpoint(self) -> None:
        """Take the log's growth out of somebody's sign-off; PostgreSQL does this by itself."""
        if self.dialect == "sqlite":
            checkpoint(self.url)

    def close(self) -> None:
        """Give up this thread's write connection and the pools."""
        wire = getattr(self._local, "wire", None)
        if wire is not None:
            self._discard(wire)
        self._reading.dispose()
        self._operating.dispose()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """On SQLite threads take turns here, not by polling the file's lock."""
        if self.dialect != "sqlite":
            yield
            return
        with self._one_writer:
            yield

    def _wire(self) -> Wire:
        wire: Wire | None = getattr(self._local, "wire", None)
        if wire is None:
            wire = self._local.wire = open_wire(self.url, self.meter, self._durable)
        return wire

    def _roll_back(self, wire: Wire) -> None:
        try:
            wire.rollback()
        except self.driver.error:
            self._discard(wire)

    def _discard(self, wire: Wire) -> None:
        self._local.wire = None
        wire.close()


def _of_this_version(session: Session) -> None:
    """Refuse a database of another revision with one sentence, before a query fails on it."""
    try:
        have = session.execute(text("SELECT version_num FROM alembic_version")).scalar()
    except DBAPIError as error:
        raise NoDatabase("数据库尚未初始化：先运行 decision-flow init / run `decision-flow init` first") from error
    if have != REVISION:
        raise NoDatabase(
            f"数据库版本为{have}，程序需要{REVISION}：先运行 decision-flow init 升级 / "
            f"the database is at revision {have}, this version needs {REVISION}: run `decision-flow init`"
        )


def simulated_now(session: Session) -> str:
    """The time of a demo's clock."""
    return str(session.execute(select(table_of(Installation).c.now)).scalar_one())


def is_duplicate(error: Exception, driver: Driver) -> bool:
    """Whether a row met one that is there. A missing value or parent is a defect of ours, and never told as a refusal.

    SQLite has one class for all of them; the triggers raise with its own words (store/triggers.py).
    """
    is_other = isinstance(error, sqlite3.Error) and not str(error).startswith("UNIQUE constraint failed")
    return isinstance(error, driver.twice) and not is_other


def constraint_of(error: Exception) -> str:
    """The name of the constraint: PostgreSQL gives it, SQLite gives the columns, which name it as well."""
    if (told := getattr(error, "diag", None)) is not None:
        return str(told.constraint_name)
    columns = re.findall(r"(\w+)\.(\w+)", str(error))
    if not columns:
        return str(error)
    of, names = table(columns[0][0]), [column for _, column in columns]
    if names == [column.name for column in of.primary_key.columns]:
        return f"pk_{of.name}"
    return "_".join(["uq", of.name, *names])
