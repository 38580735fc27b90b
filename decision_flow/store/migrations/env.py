"""Alembic's environment: one connection, given by `store.migrate`."""

from typing import Literal

from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlmodel import AutoString, SQLModel

import decision_flow.rooms  # noqa: F401  (registers every table)


def render_item(kind: str, item: object, autogen_context: AutogenContext) -> str | Literal[False]:
    """Migrations know SQLAlchemy's types only."""
    return "sa.String()" if kind == "type" and isinstance(item, AutoString) else False


connection = context.config.attributes["connection"]
context.configure(
    connection=connection, target_metadata=SQLModel.metadata, render_as_batch=False, render_item=render_item
)
with context.begin_transaction():
    context.run_migrations()
