"""Statements written in SQLAlchemy Core, compiled once for a dialect, then run on the driver (engine-speed: "e").

Every column is text, integer or boolean, so that a row is the same JSON scalars in the ledger and in the table,
and no value needs a processor on its way in or out.
"""

from collections.abc import Mapping, Sequence
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

    def values(self, given: Mapping[str, Any]) -> Sequence[Any]:
        """The parameters in the statement's order. A missing one raises."""
        if not self.constants:
            return [given[name] for name in self.names]
        constants = self.constants
        return [given[name] if name in given else constants[name] for name in self.names]


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
def insertion(name: str, dialect: str, rows: int = 1) -> tuple[Plan, tuple[str, ...]]:
    """Insert rows with every column given, in one statement; and the columns, in the order of its parameters a row.

    The ledger's and the outbox's numbers come from the database.
    """
    of = table(name)
    for column in of.columns:
        if not isinstance(getattr(column.type, "impl", column.type), PLAIN):
            raise TypeError(f"{name}.{column.name} is neither text, integer nor boolean")
    names = tuple(column.name for column in of.columns if column is not of.autoincrement_column)
    given: list[dict[str, Any]] = [{n: bindparam(parameter(n, row)) for n in names} for row in range(rows)]
    plan = compiled(insert(of).values(given if rows > 1 else given[0]), dialect)
    if plan.names != tuple(parameter(n, row) for row in range(rows) for n in names):
        raise TypeError(f"{plan.sql}: parameters in another order than the columns")
    return plan, names


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
