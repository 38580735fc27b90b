"""How each kind of connection is opened, on each database."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, make_url
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.pool import QueuePool

from decision_flow.store.operational import OPERATIONAL
from decision_flow.store.roles import OPERATE, READ, url_as
from decision_flow.store.wire import SQLITE, Driver, Meter, SqliteWire, Wire

BUSY_MS = 10_000
CHECKPOINT_PAGES = 20_000
CACHE_KIB = 65_536
WRITES = frozenset({sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE})
READS = frozenset(
    {
        sqlite3.SQLITE_SELECT,
        sqlite3.SQLITE_READ,
        sqlite3.SQLITE_FUNCTION,
        sqlite3.SQLITE_TRANSACTION,
        sqlite3.SQLITE_SAVEPOINT,
        sqlite3.SQLITE_RECURSIVE,
    }
)


class NoDatabase(RuntimeError):
    """The database is not there, or `decision-flow init` was never run on it."""


def sqlite_path(url: str) -> Path:
    """The file of a SQLite address."""
    return Path(str(make_url(url).database)).resolve()


def driver_of(url: str) -> Driver:
    """Whose errors are to be expected. PostgreSQL's driver takes 9 MB and is loaded where its database is used."""
    if make_url(url).get_backend_name() == "sqlite":
        return SQLITE
    from decision_flow.store.postgresql_wire import POSTGRESQL

    return POSTGRESQL


def open_wire(url: str, meter: Meter, durable: bool) -> Wire:
    """The write connection. `durable` keeps a given receipt through a power cut."""
    if make_url(url).get_backend_name() == "sqlite":
        connection = sqlite3.connect(
            sqlite_path(url),
            isolation_level=None,
            cached_statements=1024,
            timeout=BUSY_MS / 1000,
            check_same_thread=False,
        )
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA recursive_triggers=ON")
        connection.execute(f"PRAGMA wal_autocheckpoint={CHECKPOINT_PAGES}")
        connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
        return SqliteWire(connection, meter)
    from decision_flow.store.postgresql_wire import PostgresqlWire, connected

    served = connected(make_url(url).set(drivername="postgresql").render_as_string(hide_password=False))
    if durable and served.execute("SHOW synchronous_commit").fetchone() == ("off",):
        served.close()
        raise NoDatabase("synchronous_commit is off: a receipt given must survive a power cut")
    return PostgresqlWire(served, meter)


def checkpoint(url: str) -> None:
    """Move SQLite's write-ahead log into the database, as far as nobody is in the way; on a connection of its own."""
    with closing(sqlite3.connect(sqlite_path(url), timeout=BUSY_MS / 1000)) as connection:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)")


def reading_engine(url: str) -> Engine:
    """Connections that the database itself holds to reading, in one snapshot."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(
            url_as(url, READ).set(drivername="postgresql+psycopg"),
            isolation_level="REPEATABLE READ",
            pool_size=8,
            max_overflow=8,
        )
    return _sqlite_engine(url, "ro", None)


def operating_engine(url: str) -> Engine:
    """Connections that may write the operational tables and no others."""
    if make_url(url).get_backend_name() != "sqlite":
        return create_engine(url_as(url, OPERATE).set(drivername="postgresql+psycopg"), pool_size=4, max_overflow=8)
    return _sqlite_engine(url, "rw", _only_operational)


def _sqlite_engine(url: str, mode: str, authorizer: Any) -> Engine:
    path = sqlite_path(url)

    def connect() -> sqlite3.Connection:
        if not path.exists():
            raise NoDatabase(
                f"没有数据库 {path}：先运行 decision-flow init / there is no database: run `decision-flow init` first"
            )
        connection = sqlite3.connect(
            f"{path.as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            timeout=BUSY_MS / 1000,
            check_same_thread=False,
        )
        if authorizer is not None:
            connection.execute("PRAGMA synchronous=NORMAL")
            connection.set_authorizer(authorizer)
        return connection

    engine = create_engine("sqlite://", creator=connect, pool_size=8, max_overflow=8, poolclass=QueuePool)
    begin = "BEGIN" if authorizer is None else "BEGIN IMMEDIATE"
    event.listen(engine, "begin", lambda connection: connection.exec_driver_sql(begin))
    event.listen(engine, "connect", _quiet)
    return engine


def _quiet(connection: DBAPIConnection, record: object) -> None:
    """SQLAlchemy must not begin by itself: the listener does."""
    connection.isolation_level = None


def _only_operational(
    action: int, first: str | None, second: str | None, database: str | None, trigger: str | None
) -> int:
    """SQLite asks this when it prepares a statement; triggers and driver SQL are seen too."""
    if action in READS or (action == sqlite3.SQLITE_PRAGMA and second is None):
        return sqlite3.SQLITE_OK
    if action in WRITES and first in OPERATIONAL | {"sqlite_sequence"}:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY
