"""Statements written in SQLAlchemy Core, compiled once for a dialect, then run on the driver (engine-speed: "e").

Every column is text, integer or boolean, so that a row is the same JSON scalars in the ledger and in the table,
and no value needs a processor on its way in or out.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from sqlalchemy import Boolean, Integer, String, bindparam, case, insert, or_, update
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


ROWS_AT_ONCE = 10


@lru_cache(maxsize=1024)
def insertion(name: str, dialect: str, rows: int = 1) -> Plan:
    """Insert rows with every column given; the ledger's and the outbox's numbers come from the database.

    The parameters of the second row are `column_1` and so on: one statement, one look at its triggers a row.
    """
    of = table(name)
    for column in of.columns:
        if not isinstance(getattr(column.type, "impl", column.type), PLAIN):
            raise TypeError(f"{name}.{column.name} is neither text, integer nor boolean")
    names = [column.name for column in of.columns if column is not of.autoincrement_column]
    given: list[dict[str, Any]] = [{n: bindparam(parameter(n, row)) for n in names} for row in range(rows)]
    return compiled(insert(of).values(given if rows > 1 else given[0]), dialect)


def parameter(column: str, row: int) -> str:
    """The name of a column's parameter in the row of an insertion."""
    return f"{column}_{row}" if row else column


@lru_cache(maxsize=1024)
def updating(name: str, where: tuple[str, ...], changed: tuple[tuple[str, ...], ...], dialect: str) -> Plan:
    """Update rows bound to their subject: one found by `where`, or several by the one column in it.

    `changed` has the columns that change, row by row. Parameters are `w_…` and `s_…`, of the second row `w_…_1`.
    """
    of = table(name)
    mine = of.c[subject_column(of)] == bindparam(f"w_{subject_column(of)}")
    if len(changed) == 1:
        found = [of.c[column] == bindparam(f"w_{column}") for column in where]
        return compiled(update(of).where(mine, *found).values({c: bindparam(f"s_{c}") for c in changed[0]}), dialect)
    key = of.c[where[0]]
    rows = [bindparam(f"w_{parameter(where[0], row)}", type_=key.type) for row in range(len(changed))]
    values = {}
    for column in dict.fromkeys(column for columns in changed for column in columns):
        news = [
            (key == rows[row], bindparam(f"s_{parameter(column, row)}", type_=of.c[column].type))
            for row, columns in enumerate(changed)
            if column in columns
        ]
        values[column] = case(*news, else_=of.c[column])
    return compiled(update(of).where(mine, or_(*(key == row for row in rows))).values(values), dialect)


@lru_cache(maxsize=256)
def columns_of(name: str) -> tuple[str, ...]:
    """The names of a table's columns."""
    return tuple(column.name for column in table(name).columns)
