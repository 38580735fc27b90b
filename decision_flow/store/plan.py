"""Statements written in SQLAlchemy Core, compiled once for a dialect, then run on the driver (engine-speed: "e").

Every column is text, integer or boolean, so that a row is the same JSON scalars in the ledger and in the table,
and no value needs a processor on its way in or out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, Integer, String, bindparam, insert, update
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.engine.interfaces import Dialect
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.expression import ClauseElement

from decision_flow.store.tables import subject_column, table

PLAIN = (String, Integer, Boolean)
DIALECTS: dict[str, Dialect] = {
    "sqlite": SQLiteDialect_pysqlite(paramstyle="qmark"),
    "postgresql": PGDialect_psycopg(paramstyle="format"),  # type: ignore[no-untyped-call]
}


@dataclass(frozen=True, slots=True)
class Plan:
    """One compiled statement: its text, the names of its parameters in order, and the constants among them."""

    sql: str
    names: tuple[str, ...]
    constants: Mapping[str, Any]
    reads: bool

    def values(self, given: Mapping[str, Any]) -> tuple[Any, ...]:
        """The parameters in the statement's order. A missing one raises."""
        constants = self.constants
        return tuple(given[name] if name in given else constants[name] for name in self.names)


def compiled(statement: ClauseElement, dialect: str) -> Plan:
    """Compile a Core statement once. Call it when a module or an engine starts, never in a request."""
    made = statement.compile(dialect=DIALECTS[dialect])
    if not isinstance(made, SQLCompiler):
        raise TypeError(f"{statement} is no statement")
    names = tuple(made.positiontup or ())
    constants = {name: bind.value for name, bind in made.binds.items() if bind.value is not None or not bind.required}
    return Plan(str(made), names, constants, bool(getattr(statement, "is_select", False)))


@lru_cache(maxsize=512)
def insertion(name: str, dialect: str) -> Plan:
    """Insert one row with every column given; the ledger's and the outbox's numbers come from the database."""
    of = table(name)
    for column in of.columns:
        if not isinstance(getattr(column.type, "impl", column.type), PLAIN):
            raise TypeError(f"{name}.{column.name} is neither text, integer nor boolean")
    given: dict[str, Any] = {
        column.name: bindparam(column.name) for column in of.columns if column is not of.autoincrement_column
    }
    return compiled(insert(of).values(given), dialect)


@lru_cache(maxsize=1024)
def updating(name: str, where: tuple[str, ...], changed: tuple[str, ...], dialect: str) -> Plan:
    """Update one row: bound to its subject, found by `where`. Parameters are `w_…` and `s_…`."""
    of = table(name)
    bound = [of.c[column] == bindparam(f"w_{column}") for column in (subject_column(of), *where)]
    return compiled(update(of).where(*bound).values({c: bindparam(f"s_{c}") for c in changed}), dialect)


def columns_of(name: str) -> tuple[str, ...]:
    """The names of a table's columns."""
    return tuple(column.name for column in table(name).columns)
