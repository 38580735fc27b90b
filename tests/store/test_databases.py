"""The databases that tests are given: real, fresh, prepared, and each on its own."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import create_engine, inspect, make_url, text

from decision_flow.store.database import is_duplicate
from decision_flow.store.wire import SQLITE
from tests.databases import KINDS, Databases


def engine_of(url: str):
    """Connections as production opens them."""
    on_sqlite = make_url(url).get_backend_name() == "sqlite"
    return create_engine(url if on_sqlite else make_url(url).set(drivername="postgresql+psycopg"))


def run(url: str, *statements: str) -> None:
    """Statements in one transaction."""
    engine = engine_of(url)
    with engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))
    engine.dispose()


def value(url: str, query: str):
    """The single value of a query."""
    engine = engine_of(url)
    with engine.connect() as connection:
        found = connection.execute(text(query)).scalar()
    engine.dispose()
    return found


def prepared(url: str) -> None:
    """One table with one row, and on PostgreSQL a login named after the database that may read it."""
    run(url, "CREATE TABLE matter (title TEXT)", "INSERT INTO matter VALUES ('重大行政决策')")
    if url.startswith("postgresql"):
        name = make_url(url).database
        run(url, f"CREATE ROLE {name}_read LOGIN PASSWORD 'for-reading'", f"GRANT SELECT ON matter TO {name}_read")


@pytest.fixture
def own(tmp_path: Path, postgresql_server: str) -> Iterator[Databases]:
    """Databases prepared by this module."""
    made = Databases(tmp_path, lambda: postgresql_server, prepared)
    yield made
    made.close()


def test_a_database_answers(database_url):
    """Both kinds are there."""
    assert value(database_url, "SELECT 1") == 1


@pytest.mark.parametrize("turn", ["first", "second"])
def test_what_one_test_wrote_the_next_does_not_see(database_url, turn):
    """Whichever runs first, each finds nothing and leaves something behind."""
    engine = engine_of(database_url)
    assert "left_behind" not in inspect(engine).get_table_names()
    engine.dispose()
    run(database_url, "CREATE TABLE left_behind (id INTEGER)")


@pytest.mark.parametrize("kind", KINDS)
def test_each_is_a_copy_of_the_prepared_one(own, kind):
    """What was prepared is in every copy; what was changed in one is not in the next."""
    one = own.fresh(kind)
    run(one, "DELETE FROM matter")
    assert value(own.fresh(kind), "SELECT title FROM matter") == "重大行政决策"


@pytest.mark.parametrize("kind", KINDS)
def test_a_label_gives_a_second_database_beside_the_first(own, kind):
    """Two addresses, both usable at once."""
    one, other = own.fresh(kind), own.fresh(kind, "other")
    run(one, "DELETE FROM matter")
    assert value(other, "SELECT count(*) FROM matter") == 1
    assert value(one, "SELECT count(*) FROM matter") == 0


@pytest.mark.postgresql
def test_a_login_named_after_its_database_keeps_its_rights_and_its_password_counts(own):
    """As decision_flow_read has them: it may read and may not write."""
    own.fresh("postgresql")
    url = make_url(own.fresh("postgresql"))
    reader = url.set(username=f"{url.database}_read", password="for-reading").render_as_string(hide_password=False)
    assert value(reader, "SELECT count(*) FROM matter") == 1
    with psycopg.connect(reader) as connection, pytest.raises(psycopg.errors.InsufficientPrivilege):
        connection.execute("DELETE FROM matter")
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(reader.replace("for-reading", "guessed"))


@pytest.mark.postgresql
def test_the_server_keeps_commits_as_a_server_in_service_does(postgresql_server):
    """The engine refuses a server that answers before the commit is written."""
    assert value(postgresql_server, "SHOW synchronous_commit") == "on"
    assert value(postgresql_server, "SHOW server_encoding") == "UTF8"


@pytest.mark.parametrize(
    ("statement", "is_one"),
    [
        ("INSERT INTO child VALUES (1, 1, 'x')", True),
        ("INSERT INTO child VALUES (2, 1, NULL)", False),
        ("INSERT INTO child VALUES (3, 7, 'x')", False),
    ],
    ids=["unique", "not null", "foreign key"],
)
def test_only_a_row_that_is_there_already_is_a_duplicate(statement: str, is_one: bool):
    """A missing value or parent surfaces as the defect that it is."""
    connection = sqlite3.connect(":memory:")
    connection.executescript(
        "PRAGMA foreign_keys = ON; CREATE TABLE parent (id INTEGER PRIMARY KEY); INSERT INTO parent VALUES (1);"
        "CREATE TABLE child (id INTEGER PRIMARY KEY, of INTEGER REFERENCES parent, word TEXT NOT NULL);"
        "INSERT INTO child VALUES (1, 1, 'x');"
    )
    with pytest.raises(sqlite3.IntegrityError) as told:
        connection.execute(statement)
    assert is_duplicate(told.value, SQLITE) is is_one
