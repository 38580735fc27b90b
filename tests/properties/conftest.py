"""One founded installation a process, on SQLite: examples are many, and each takes a matter of its own."""

from collections.abc import Iterator

import pytest

from tests.databases import Databases
from tests.statute.conftest import YEARS_END
from tests.world import World, a_world


@pytest.fixture(scope="session")
def ground(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """An installation whose clock stands at the end of 2026."""
    made = a_world(databases.fresh("sqlite", "properties"), tmp_path_factory.mktemp("documents"))
    made.advance(YEARS_END)
    yield made
    made.installation.store.close()
