"""One founded installation a process and kind of database; every matter stands in a body of its own."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from tests.databases import KINDS_OF_THE_LAW, Databases
from tests.world import World, a_world

YEARS_END = datetime(2026, 12, 31, 1, tzinfo=UTC)


@pytest.fixture(scope="session", params=KINDS_OF_THE_LAW)
def house(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """An installation whose clock stands at the end of 2026: matters are recorded on their own days of that year."""
    made = a_world(databases.fresh(request.param, "statute"), tmp_path_factory.mktemp("documents"))
    made.advance(YEARS_END)
    yield made
    made.installation.store.close()
