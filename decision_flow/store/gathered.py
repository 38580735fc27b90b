"""The rows of a statement as one text, so that another room's statement can carry them: no further trip, one column."""

from typing import Any

import orjson
from sqlalchemy import Select, String, select
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.selectable import ScalarSelect


class each_row(FunctionElement[str]):  # noqa: N801 - a function of SQL
    """All rows of the statement around it as a JSON array of arrays."""

    inherit_cache = True
    type = String()


@compiles(each_row, "sqlite")
def _each_row_in_sqlite(element: Any, compiler: Any, **given: Any) -> str:
    return f"json_group_array(json_array({compiler.process(element.clauses, **given)}))"


@compiles(each_row, "postgresql")
def _each_row_in_postgresql(element: Any, compiler: Any, **given: Any) -> str:
    return f"CAST(json_agg(json_build_array({compiler.process(element.clauses, **given)})) AS text)"


def gathered(rows: Select[Any]) -> ScalarSelect[str]:
    """The statement as one column; its rows come in no order."""
    return select(each_row(*rows.order_by(None).subquery().c)).scalar_subquery()


def scattered(text: str | None) -> list[list[Any]]:
    """The rows again, as lists of JSON values."""
    return orjson.loads(text) if text else []
