"""The pages of a decision, at each point of its way, in both languages."""

import pytest

from decision_flow.terms import Role, Stage
from tests import lawful
from tests.web.house import Pages
from web.filed import KINDS

MOST_STATEMENTS = 12
OF_A_DECISION = ("", "/opinions", "/drafts", "/documents", "/timetable", "/timetable.svg", "/history")


@pytest.fixture(scope="module")
def case(pages: Pages) -> str:
    """A case whose early stages wait for their signatures."""
    return lawful.ready_for_last_sign_offs(pages.world)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("part", [*OF_A_DECISION, *(f"/{stage.value.replace('_', '-')}" for stage in Stage)])
def test_every_page_of_a_decision_is_shown_to_those_of_its_body_and_to_nobody_else(
    pages: Pages, case: str, part: str, language: str
) -> None:
    browser = pages.signed_in(Role.DRAFTER)
    browser.client.set_cookie("language", language)
    answer = browser.get(f"/decisions/{case}{part}")
    browser.client.delete_cookie("language")
    assert answer.status_code == 200, answer.text
    assert pages.stranger().get(f"/decisions/{case}{part}").status_code == 302


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/?tab=done",
        "/?tab=closed",
        "/?tab=supervised",
        "/decisions",
        "/catalogs",
        "/overview",
        "/meetings",
        "/organs",
    ],
)
def test_the_lists_are_shown(pages: Pages, case: str, path: str) -> None:
    answer = pages.signed_in(Role.DRAFTER).get(path)
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize("kind", sorted(KINDS))
def test_what_was_filed_is_shown_kind_by_kind(pages: Pages, case: str, kind: str) -> None:
    answer = pages.signed_in(Role.UNDERTAKING_HEAD).get(f"/decisions/{case}/filed/{kind}")
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(
    "path", ["/", "/overview", "/organs", "/decisions", "/catalogs", "/decisions/{case}", "/decisions/{case}/history"]
)
def test_a_page_reads_with_few_statements(pages: Pages, case: str, path: str) -> None:
    browser = pages.signed_in(Role.DRAFTER)
    browser.get("/")
    with pages.served.counted() as sent:
        browser.get(path.format(case=case))
    assert len(sent) <= MOST_STATEMENTS, "\n".join(sent)


def test_what_a_stage_lacks_names_the_article_and_who_cures_it(pages: Pages, case: str) -> None:
    page = pages.signed_in(Role.DRAFTER).get(f"/decisions/{case}/legality-review").text
    assert "尚缺" in page and "第二十五条" in page and "由" in page
