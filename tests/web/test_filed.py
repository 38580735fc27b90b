"""What was filed in each stage is read in words, whatever the procedure left there: each kind of row, each language."""

import re
from collections.abc import Iterator

import pytest

from decision_flow.terms import Role
from tests import lawful
from tests.databases import Databases
from tests.lawful.whole import the_whole_procedure
from tests.web.house import Pages, with_pages
from web.filed import KINDS

MARKUP = re.compile(r"<[^>]+>")
RAW = re.compile(r"\b[a-z]+_[a-z_]+\b|[{}]")
TITLES = frozenset(Role)
"""In this world posts are called by their role."""


@pytest.fixture(scope="module")
def lived(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Pages, list[str]]]:
    """Pages of a world in which every act was done, and its cases."""
    made = with_pages(databases.fresh("sqlite", "filed"), tmp_path_factory.mktemp("filed"))
    lawful.run(made.world, the_whole_procedure(made.world))
    with made.world.installation.store.reading() as session:
        cases = list(session.connection().exec_driver_sql("SELECT id FROM decision").scalars())
    yield made, cases
    made.world.installation.store.close()


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_of_row_is_shown_in_words(lived: tuple[Pages, list[str]], kind: str, language: str) -> None:
    pages, cases = lived
    browser = pages.signed_in(Role.UNDERTAKING_HEAD)
    browser.client.set_cookie("language", language)
    shown = [browser.get(f"/decisions/{case}/filed/{kind}", headers={"HX-Request": "true"}) for case in cases]
    browser.client.delete_cookie("language")
    assert {answer.status_code for answer in shown} == {200}
    said = " ".join(MARKUP.sub(" ", answer.text) for answer in shown)
    assert set(RAW.findall(said)) - TITLES == set()


@pytest.mark.parametrize("part", ["", "/opinions", "/drafts", "/documents", "/timetable", "/history"])
def test_every_part_of_every_case_is_shown_however_it_ended(lived: tuple[Pages, list[str]], part: str) -> None:
    pages, cases = lived
    browser = pages.signed_in(Role.UNDERTAKING_HEAD)
    shown = {case: browser.get(f"/decisions/{case}{part}").status_code for case in cases}
    assert {case: status for case, status in shown.items() if status not in (200, 404)} == {}
    assert sum(status == 200 for status in shown.values()) > len(cases) // 2
