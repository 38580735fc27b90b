"""One world with pages a module: reading leaves it as it is, and each test that acts has a case of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Databases
from tests.web.house import Pages, with_pages


@pytest.fixture(scope="module")
def pages(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pages]:
    """Pages on SQLite."""
    made = with_pages(databases.fresh("sqlite"), tmp_path_factory.mktemp("pages"))
    yield made
    made.world.installation.store.close()


@pytest.fixture
def own_pages(databases: Databases, tmp_path: Path) -> Iterator[Pages]:
    """Pages that nobody has failed to sign in to yet."""
    made = with_pages(databases.fresh("sqlite"), tmp_path)
    yield made
    made.world.installation.store.close()
