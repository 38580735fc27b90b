"""One Prefect server for all tests of the flows, and one process that workers are forked from.

Tests that kill no worker share one, on a room that is emptied between them; the others have their own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from flows.server import PrefectServer
from tests.databases import Databases
from tests.flows.house import FakeWorkshop, Office
from tests.flows.workers import Workers
from tests.world import a_world


@pytest.fixture(scope="session")
def the_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrefectServer]:
    """Started once; a test that kills it starts it again."""
    server = PrefectServer(tmp_path_factory.mktemp("prefect"))
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def workers(the_server: PrefectServer) -> Iterator[Workers]:
    """Starts worker processes."""
    made = Workers(the_server)
    yield made
    made.close()


@pytest.fixture
def prefect_server(the_server: PrefectServer) -> PrefectServer:
    """The server, running."""
    the_server.start()
    return the_server


@pytest.fixture(scope="session")
def _shared(
    the_server: PrefectServer, workers: Workers, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[FakeWorkshop]:
    made = FakeWorkshop(the_server, workers, tmp_path_factory.mktemp("workshop"))
    made.open()
    yield made
    made.close()


@pytest.fixture
def workshop(_shared: FakeWorkshop, prefect_server: PrefectServer) -> Iterator[FakeWorkshop]:
    """A board with worker and relay; for tests that leave them alone."""
    yield _shared
    _shared.room.forget()


@pytest.fixture
def own_workshop(prefect_server: PrefectServer, workers: Workers, tmp_path: Path) -> Iterator[FakeWorkshop]:
    """A board; the test starts and kills its workers as it likes."""
    made = FakeWorkshop(prefect_server, workers, tmp_path)
    yield made
    made.close()


@pytest.fixture(scope="module")
def office(
    the_server: PrefectServer, workers: Workers, databases: Databases, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Office]:
    """A founded installation on SQLite for a module; whoever uses it starts its worker."""
    the_server.start()
    with _an_office(the_server, workers, databases, tmp_path_factory.mktemp("office")) as made:
        yield made


@pytest.fixture
def own_office(
    prefect_server: PrefectServer, workers: Workers, databases: Databases, tmp_path: Path
) -> Iterator[Office]:
    """One for a test alone."""
    with _an_office(prefect_server, workers, databases, tmp_path) as made:
        yield made


@contextmanager
def _an_office(server: PrefectServer, workers: Workers, databases: Databases, folder: Path) -> Iterator[Office]:
    world = a_world(databases.sqlite(), folder)
    made = Office(server, workers, world)
    yield made
    made.close()
    world.installation.store.close()
