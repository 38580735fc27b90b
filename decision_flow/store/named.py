"""The ids that an act names, as a slice's statement looks them up: one parameter on both databases, however many."""

from typing import Any

from sqlalchemy import String, bindparam
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class each_of(FunctionElement[str]):  # noqa: N801 - a function of SQL
    """The texts of a JSON array, one row each."""

    inherit_cache = True
    type = String()


@compiles(each_of, "sqlite")
def _each_in_sqlite(element: Any, compiler: Any, **given: Any) -> str:
    return f"(SELECT value FROM json_each({compiler.process(element.clauses, **given)}))"  # noqa: S608


@compiles(each_of, "postgresql")
def _each_in_postgresql(element: Any, compiler: Any, **given: Any) -> str:
    return f"(SELECT jsonb_array_elements_text(CAST({compiler.process(element.clauses, **given)} AS jsonb)))"


NAMED_IDS = each_of(bindparam("named", type_=String()))
