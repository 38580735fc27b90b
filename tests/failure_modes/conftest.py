"""How the procedure fails in practice, F01 to F44: each is tried on a real engine, on either database.

`house` is one installation a process and kind of database, whose clock stands at the end of 2026; every matter stands
in a body of its own (tests/statute/matters.py). `world` is a fresh installation, for what changes what others count on.
"""

from collections.abc import Iterator

import pytest

from tests.databases import KINDS_OF_THE_LAW, Databases
from tests.statute.conftest import YEARS_END
from tests.world import World, a_world


@pytest.fixture(scope="session", params=KINDS_OF_THE_LAW)
def house(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[World]:
    """An installation at the end of its year: matters are recorded on their own days of it."""
    made = a_world(databases.fresh(request.param, "failures"), tmp_path_factory.mktemp("documents"))
    made.advance(YEARS_END)
    yield made
    made.installation.store.close()
