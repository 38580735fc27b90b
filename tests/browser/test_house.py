"""The house of the pages in a real browser: read by keyboard, by screen readers, in both languages."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import SIZES, Served, signed_in

pytestmark = pytest.mark.browser
STRANGERS = (
    "/",
    "/sign-in",
    "/catalogs",
    "/consultations",
    "/public/decisions",
    "/tour",
    "/opinions",
    "/opinions?number=nothing",
)
PAGES = (
    "/",
    "/?tab=done",
    "/?tab=supervised",
    "/decisions",
    "/decisions/{case}",
    "/decisions/{case}/expert-review",
    "/decisions/{case}/legality-review",
    "/overview",
    "/meetings",
    "/organs",
    "/decisions/{case}/opinions",
    "/decisions/{case}/drafts",
    "/decisions/{case}/documents",
    "/decisions/{case}/timetable",
    "/decisions/{case}/history",
    "/acts/decisions",
    "/acts/decisions/{case}/legal-basis",
)


def accessible(page: Page, paths: tuple[str, ...], case: str) -> None:
    for path in paths:
        for language in ("zh", "en"):
            page.goto(f"/language/{language}?after={path.format(case=case)}")
            found = Axe().run(page)
            assert found.violations_count == 0, f"{path} {language}: {found.generate_report()}"


SCRIPTED = pytest.mark.parametrize("page", [(size, True) for size in SIZES], ids=str, indirect=True)
"""axe runs in the page's own JavaScript."""


@SCRIPTED
def test_pages_for_strangers_have_no_barrier(page: Page, served: Served) -> None:
    accessible(page, STRANGERS, served.case)


@SCRIPTED
def test_pages_for_a_clerk_have_no_barrier(page: Page, served: Served) -> None:
    signed_in(page, "drafter")
    accessible(page, PAGES, served.case)


def test_a_clerk_finds_what_is_missing_and_who_cures_it(page: Page, served: Served) -> None:
    signed_in(page, "drafter")
    page.click(f"a[href*='{served.case}']")
    assert "尚缺" in page.inner_text("main")
    assert "第三十九条" in page.inner_text("main")


def test_nothing_is_wider_than_the_window(page: Page, served: Served) -> None:
    signed_in(page, "drafter")
    for path in PAGES:
        page.goto(path.format(case=served.case))
        box = page.locator("main").bounding_box()
        assert box and box["x"] + box["width"] <= page.viewport_size["width"] + 1, path
