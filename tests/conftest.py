"""What every test may ask for: a PostgreSQL for the run, and a fresh database on either kind."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.databases import KINDS, Databases
from tests.postgresql import PostgresqlServer
from tests.removal import pytest_collection_modifyitems, pytest_runtest_protocol  # noqa: F401
from tests.witnesses import (  # noqa: F401  (what tests/witnesses.yaml says of a test is held true)
    pytest_addoption,
    pytest_runtest_call,
    pytest_runtest_setup,
    pytest_terminal_summary,
)
from tests.world import World, a_world

GIVEN = "DECISION_FLOW_TEST_POSTGRESQL"  # a superuser's address: that server is used, and nothing is started
SERVER = pytest.StashKey[PostgresqlServer]()


def pytest_configure(config: pytest.Config) -> None:
    """One folder for the server of the run; xdist's workers are told of it."""
    worker: dict[str, Any] | None = getattr(config, "workerinput", None)
    config.stash[SERVER] = PostgresqlServer(Path(worker["postgresql"])) if worker else PostgresqlServer.for_this_run()


@pytest.hookimpl(optionalhook=True)
def pytest_configure_node(node: Any) -> None:
    """Before xdist starts a worker."""
    node.workerinput["postgresql"] = str(node.config.stash[SERVER].folder)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Who began the run stops the server, after the last worker."""
    if not hasattr(config, "workerinput") and SERVER in config.stash:
        config.stash[SERVER].stop()


@pytest.fixture(scope="session")
def postgresql_server(pytestconfig: pytest.Config) -> str:
    """The address of a PostgreSQL's superuser."""
    return os.environ.get(GIVEN) or pytestconfig.stash[SERVER].url()


@pytest.fixture(scope="session")
def databases(pytestconfig: pytest.Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Databases]:
    """Makes fresh databases; the server is started by the first that needs one."""
    made = Databases(
        tmp_path_factory.mktemp("databases"), lambda: os.environ.get(GIVEN) or pytestconfig.stash[SERVER].url()
    )
    yield made
    made.close()


@pytest.fixture(params=KINDS)
def database_url(request: pytest.FixtureRequest, databases: Databases) -> str:
    """A fresh, prepared database; a test that asks for it runs on SQLite and on PostgreSQL."""
    return databases.fresh(request.param)


@pytest.fixture
def world(database_url: str, tmp_path: Path) -> Iterator[World]:
    """A founded installation under the profile `jishou`, on a simulated clock, on either database."""
    made = a_world(database_url, tmp_path)
    yield made
    made.installation.store.close()
