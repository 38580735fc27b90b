"""A world in which everything has happened, for tests that only look at its papers."""

from collections.abc import Iterator

import pytest

from decision_flow.terms import PaperKind
from flows.papers.rendering import DuePaper, Papers
from tests.databases import Databases
from tests.papers.done import every_act, whole_with_papers
from tests.world import World, a_world


@pytest.fixture(scope="package")
def done(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The whole procedure."""
    made = a_world(databases.sqlite("papers"), tmp_path_factory.mktemp("papers"))
    whole_with_papers(made)
    yield made
    made.installation.store.close()


@pytest.fixture(scope="package")
def papers(done: World) -> Papers:
    """What renders."""
    return Papers(done.installation)


@pytest.fixture(scope="package")
def acts(done: World) -> dict[PaperKind, DuePaper]:
    """An act for each kind of paper."""
    return every_act(done)
