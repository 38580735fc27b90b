"""Migrations: the only place that runs DDL, under a lock, then triggers and roles (design 12.6)."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, event, make_url, text
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlmodel import SQLModel

from decision_flow.store.connections import sqlite_path
from decision_flow.store.roles import grants
from decision_flow.store.triggers import install

LOCK = 7_130_901  # any number, the same in every process: the decree's, and the day it came into force


def scripts() -> Config:
    """Alembic's configuration, without a file of its own."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return config


def migrate(url: str) -> None:
    """Bring a database to the newest revision, install all triggers, and give the roles their rights."""
    on_sqlite = make_url(url).get_backend_name() == "sqlite"
    if on_sqlite:
        sqlite_path(url).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url if on_sqlite else make_url(url).set(drivername="postgresql+psycopg"))
    if on_sqlite:
        event.listen(engine, "connect", _wal)
    with engine.begin() as connection:
        if not on_sqlite:
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
        _upgrade(connection)
        install(connection)
        if not on_sqlite:
            for statement in grants(url, [*SQLModel.metadata.tables, "alembic_version"]):
                connection.exec_driver_sql(statement)
    engine.dispose()


def revision_of(connection: Connection) -> tuple[str | None, str | None]:
    """The revision that a database has, and the newest one."""
    return MigrationContext.configure(connection).get_current_revision(), ScriptDirectory.from_config(
        scripts()
    ).get_current_head()


def _upgrade(connection: Connection) -> None:
    config = scripts()
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _wal(connection: DBAPIConnection, record: object) -> None:
    connection.execute("PRAGMA journal_mode=WAL")
