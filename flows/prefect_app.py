"""Prefect's own server application, with write transactions on SQLite that wait for each other.

Prefect begins them DEFERRED: of two that overlap, the one that read before the other's commit is refused
("database is locked"), answers 503, and its client waits two seconds or more before it asks again. Measured: every
second sign-off. Begun IMMEDIATE the second waits for some milliseconds. PostgreSQL needs none of this.
"""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from typing import Any

from prefect.server.api.server import create_app as prefects_own
from prefect.server.database.configurations import AioSqliteConfiguration
from prefect.server.database.dependencies import MODELS_DEPENDENCIES
from prefect.server.utilities.database import get_dialect
from prefect.settings import get_current_settings
from sqlalchemy.ext.asyncio import AsyncSession, AsyncSessionTransaction


class PatientSqlite(AioSqliteConfiguration):
    """SQLite as Prefect uses it, but for the begin."""

    @asynccontextmanager
    async def begin_transaction(
        self, session: AsyncSession, with_for_update: bool = False
    ) -> AsyncGenerator[AsyncSessionTransaction, None]:
        """Take the write lock at once, as Prefect does where it means to update."""
        async with super().begin_transaction(session, with_for_update=True) as transaction:
            yield transaction


def create_app() -> Any:
    """For `uvicorn --factory flows.prefect_app:create_app`."""
    url = get_current_settings().server.database.connection_url
    if url is not None and get_dialect(url.get_secret_value()).name == "sqlite":
        MODELS_DEPENDENCIES["database_config"] = PatientSqlite(connection_url=url.get_secret_value())
    return prefects_own(final=True)
