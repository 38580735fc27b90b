"""A world in which everything has happened, for tests that only look at its papers."""

from collections.abc import Iterator

import pytest

from decision_flow.terms import PaperKind
from flows.papers.rendering import DuePaper, Papers
from tests.databases import Databases
from tests.lawful import the_whole_procedure
from tests.papers.done import every_act, whole_without_papers
from tests.world import World, a_world


@pytest.fixture(scope="package")
def done(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """The whole procedure, its papers not rendered."""
    made = a_world(databases.sqlite("papers"), tmp_path_factory.mktemp("papers"))
    whole_without_papers(made, the_whole_procedure(made))
    yield made
    made.installation.store.close()


@pytest.fixture(scope="package")
def papers(done: World) -> Papers:
    """What renders."""
    return Papers(done.installation)


@pytest.fixture(scope="package")
def acts(done: World, papers: Papers) -> dict[PaperKind, DuePaper]:
    """An act for each kind of paper."""
    return every_act(done, papers)
