"""One real Prefect server for all tests of the flows; each test has its own work pool, engine room and worker."""

from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from flows.server import PrefectServer
from tests.flows.house import Workshop


@pytest.fixture(scope="session")
def prefect_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PrefectServer]:
    """Started once; a test that kills it starts it again."""
    server = PrefectServer(tmp_path_factory.mktemp("prefect"))
    server.start()
    yield server
    server.stop()


@pytest.fixture
def workshop(prefect_server: PrefectServer, tmp_path: Path) -> Iterator[Workshop]:
    """A board, and worker and relay in a process of their own, which the test starts and kills as it likes."""
    prefect_server.start()
    made = Workshop(prefect_server, tmp_path / "room.db", f"test-{uuid4().hex[:8]}")
    yield made
    made.close()
