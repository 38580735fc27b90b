"""Migrations make exactly the tables that the models describe, and can be run again."""

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import create_engine, make_url, text
from sqlmodel import SQLModel

from decision_flow.store.connections import NoDatabase
from decision_flow.store.database import REVISION, Store
from decision_flow.store.migrate import migrate, revision_of


def _engine(url: str):
    given = make_url(url)
    return create_engine(given if given.get_backend_name() == "sqlite" else given.set(drivername="postgresql+psycopg"))


def test_migrations_make_the_tables_of_the_models(database_url: str):
    """A model changed without a migration is found here."""
    engine = _engine(database_url)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, SQLModel.metadata) == []
    engine.dispose()


def test_migrating_again_changes_nothing(database_url: str):
    """`init` on a database that is up to date leaves it as it is."""
    migrate(database_url)
    engine = _engine(database_url)
    with engine.connect() as connection:
        have, newest = revision_of(connection)
    engine.dispose()
    assert have == newest == REVISION


def test_a_database_of_another_revision_is_refused_in_one_sentence(database_url: str, tmp_path: Path):
    """Old tables under new code are not found out by a failing query."""
    engine = _engine(database_url)
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0000'"))
    engine.dispose()
    with pytest.raises(NoDatabase, match="decision-flow init"):
        Store(database_url, tmp_path)
