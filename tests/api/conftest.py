"""A served world: a fresh one where a test changes what others count on, one for all where it does not."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from decision_flow import accounts
from tests.api.house import Served, a_stranger, serve
from tests.databases import KINDS, Databases
from tests.lawful import the_whole_procedure

WEAK = "scrypt:1024:1:1"  # twenty logins a world; the real one has a test of its own


@pytest.fixture(scope="package", autouse=True)
def quick_passwords() -> Iterator[None]:
    """Passwords that take no time."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(accounts, "METHOD", WEAK)
        yield


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Served]:
    """A world of one's own on either database, with an account for every role."""
    made = serve(database_url, tmp_path)
    yield made
    made.world.installation.store.close()


def with_a_history(url: str, folder: Path) -> Served:
    """A world in which every act of the procedure was sent over HTTP; a stranger is about."""
    made = serve(url, folder)
    a_stranger(made)
    made.run(the_whole_procedure(made.world))
    return made


@pytest.fixture(scope="package", params=KINDS)
def lived(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Everything has happened, and is only read."""
    made = with_a_history(databases.fresh(request.param, label="lived"), tmp_path_factory.mktemp("lived"))
    yield made
    made.world.installation.store.close()


@pytest.fixture(scope="package", params=KINDS)
def battered(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """Everything has happened, and whatever else may be sent is sent."""
    made = with_a_history(databases.fresh(request.param, label="battered"), tmp_path_factory.mktemp("battered"))
    yield made
    made.world.installation.store.close()


@pytest.fixture(scope="package", params=KINDS)
def shared(
    request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """One world for tests that do not mind each other; a stranger is about."""
    made = serve(databases.fresh(request.param, label="shared"), tmp_path_factory.mktemp("api"))
    a_stranger(made)
    yield made
    made.world.installation.store.close()
