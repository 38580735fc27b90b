"""One worker at a time works for an installation: rows are delivered in order only while nobody else delivers.

Another worker stands by. The lock is a file's beside SQLite's database, or PostgreSQL's own; it ends with its holder,
however that ends.
"""

import fcntl
from io import TextIOWrapper
from pathlib import Path
from typing import Protocol

import psycopg
from sqlalchemy import make_url

from decision_flow.store.connections import sqlite_path
from decision_flow.store.roles import OPERATE, url_as

KEY = 0x64662D72656C6179  # "df-relay"; the lock of one database is not another's
SOON_GONE = "-c tcp_keepalives_idle=20 -c tcp_keepalives_interval=5 -c tcp_keepalives_count=3"
"""The server notices within a minute that the holder's machine is gone; by default it takes two hours."""


class Turn(Protocol):
    """Whose turn it is."""

    def is_ours(self) -> bool:
        """Whether this process holds the lock, or could take it now. Asked before each delivery."""

    def end(self) -> None:
        """Let another have it."""


def turn_of(url: str) -> Turn:
    """The turn of a database's relay."""
    if make_url(url).get_backend_name() == "sqlite":
        path = sqlite_path(url)
        return FileTurn(path.with_name(f"{path.name}.relay"))
    return SessionTurn(url)


class FileTurn:
    """Held by whoever has locked a file."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: TextIOWrapper | None = None

    def is_ours(self) -> bool:
        """Taken without waiting."""
        if self._held is None:
            file = self._path.open("a")
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                file.close()
                return False
            self._held = file
        return True

    def end(self) -> None:
        """A closed file is unlocked."""
        if self._held is not None:
            self._held.close()
            self._held = None


class SessionTurn:
    """Held by a connection to PostgreSQL that is kept for nothing else (`pg_try_advisory_lock`)."""

    def __init__(self, url: str) -> None:
        self._url = url_as(url, OPERATE).set(drivername="postgresql").render_as_string(hide_password=False)
        self._held: psycopg.Connection | None = None

    def is_ours(self) -> bool:
        """A connection that broke has lost the lock, so it is asked each time."""
        if self._held is not None:
            try:
                self._held.execute("SELECT 1")
            except psycopg.Error:
                self.end()
            else:
                return True
        asked = psycopg.connect(self._url, autocommit=True, options=SOON_GONE)
        if asked.execute("SELECT pg_try_advisory_lock(%s)", [KEY]).fetchone() == (True,):
            self._held = asked
            return True
        asked.close()
        return False

    def end(self) -> None:
        """The lock goes with its connection."""
        if self._held is not None:
            self._held.close()
            self._held = None
