"""How tables say what they are: whose subject a row belongs to, and whether rows may ever change."""

from typing import Any

from sqlalchemy import Table
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
}
SQLModel.model_config["defer_build"] = True  # tables validate nothing: no validator is built at start-up
SQLModel._sa_decl_prepare = True  # rows are read and written as rows: no class is mapped


def belongs_to(subject: str, *, append_only: bool = False, clustered: bool = False) -> dict[str, Any]:
    """Table arguments of a model: the column of its subject's id, which binds every update of a row.

    `clustered`: SQLite keeps the small rows of one case side by side, in the order of their key, in one tree.
    """
    info = {"info": {"subject": subject, "append_only": append_only}}
    return info | {"sqlite_with_rowid": False} if clustered else info


def table_of(model: type[SQLModel]) -> Table:
    """The table of a model, typed, so that `table_of(Model).c` reads well to the type checker."""
    return SQLModel.metadata.tables[str(model.__tablename__)]


def table(name: str) -> Table:
    """A table by its name."""
    return SQLModel.metadata.tables[name]


def subject_column(of: Table) -> str:
    """The column that binds a row to its subject."""
    return str(of.info["subject"])
