"""A fresh database for each test, on either kind: a copy of one that is prepared once."""

import secrets
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import psycopg
import pytest
from psycopg import sql
from psycopg.conninfo import make_conninfo
from sqlalchemy import make_url

import decision_flow.rooms  # noqa: F401  (registers every table)
from decision_flow.store.migrate import migrate

Prepare = Callable[[str], None]
KINDS = [pytest.param("sqlite"), pytest.param("postgresql", marks=pytest.mark.postgresql)]
KINDS_OF_THE_LAW = [
    pytest.param("sqlite"),
    pytest.param("postgresql", marks=[pytest.mark.postgresql, pytest.mark.long]),
]
"""Where tests ask what the law says, and not how it is kept: rules are pure, so the second database is left to
`make test-long`. Kernel, store, API and the rooms' acts run on both every time."""


def prepare(url: str) -> None:
    """What every test's database already holds: every migration. Called once per process, kind and label."""
    migrate(url)


class Databases:
    """Makes fresh databases. A label gives a test a second one beside the first.

    A database has the same name in every test of a process, so that logins that are named after their database keep
    the rights they were given when it was prepared; what is handed out is the last one made.
    """

    def __init__(self, folder: Path, server: Callable[[], str], prepare: Prepare = prepare) -> None:
        self._folder, self._server, self._prepare = folder, server, prepare
        self._prefix = f"test_{secrets.token_hex(4)}"
        self._prepared: set[str] = set()

    def fresh(self, kind: str, label: str = "main") -> str:
        """The address of an empty, prepared database."""
        return self.sqlite(label) if kind == "sqlite" else self.postgresql(label)

    def sqlite(self, label: str = "main") -> str:
        """A file of its own each time."""
        template = self._folder / f"{label}.prepared"
        if not template.exists():
            first = self._folder / f"{label}.first"
            self._prepare(f"sqlite:///{first}")
            with closing(sqlite3.connect(first)) as source, closing(sqlite3.connect(template)) as target:
                source.backup(target)
        copy = self._folder / f"{label}-{secrets.token_hex(4)}.db"
        shutil.copyfile(template, copy)
        return f"sqlite:///{copy}"

    def postgresql(self, label: str = "main") -> str:
        """The same name each time; what was there before is gone, and so are connections to it."""
        name = f"{self._prefix}_{label}"
        template = f"{name}_prepared"
        url = make_url(self._server()).set(database=name).render_as_string(hide_password=False)
        with self._superuser() as connection:
            if name not in self._prepared:
                connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
                self._prepare(url)
                connection.execute(
                    "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = %s", [name]
                )
                connection.execute(
                    sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(template))
                )
                self._prepared.add(name)
            self._drop(connection, name)
            connection.execute(
                sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY FILE_COPY").format(
                    sql.Identifier(name), sql.Identifier(template)
                )
            )
        return url

    def close(self) -> None:
        """Remove what was made on the server: databases, and the logins named after them."""
        if not self._prepared:
            return
        with self._superuser() as connection:
            for name in self._prepared:
                self._drop(connection, name)
                self._drop(connection, f"{name}_prepared")
            for (login,) in connection.execute(
                "SELECT rolname FROM pg_roles WHERE starts_with(rolname, %s)", [self._prefix]
            ).fetchall():
                connection.execute(sql.SQL("DROP ROLE {}").format(sql.Identifier(login)))

    def _superuser(self) -> psycopg.Connection:
        return psycopg.connect(make_conninfo(self._server()), autocommit=True)

    def _drop(self, connection: psycopg.Connection, name: str) -> None:
        connection.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))
