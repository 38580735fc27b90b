"""The law as entered, read by a lawyer on a page: values with their texts, local choices, two places compared."""

import pytest

from tests.web.house import Pages


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_profile_is_shown_with_its_citations(pages: Pages, language: str) -> None:
    browser = pages.stranger()
    browser.client.set_cookie("language", language)
    listed = browser.get("/profiles").text
    for name in pages.world.installation.lawbook.names():
        assert f"/profiles/{name}" in listed
        assert browser.get(f"/profiles/{name}").status_code == 200
    page = browser.get("/profiles/jishou").text
    assert "第十五条" in page and "30" in page


def test_ruling_79_what_a_county_confirms_stands_on_one_page(pages: Pages) -> None:
    found = pages.stranger().get("/profiles/jishou?choices=true").text
    everything = pages.stranger().get("/profiles/jishou").text
    assert found.count('<th scope="row">') < everything.count('<th scope="row">') and "由本地法制工作机构确认" in found


def test_two_places_are_compared_and_a_place_with_itself_does_not_differ(pages: Pages) -> None:
    assert "较严" in pages.stranger().get("/profiles/jishou/shanghai").text
    assert "没有不同" in pages.stranger().get("/profiles/jishou/jishou").text


def test_a_place_that_nobody_entered_is_not_there(pages: Pages) -> None:
    assert {pages.stranger().get(path).status_code for path in ("/profiles/nowhere", "/profiles/jishou/nowhere")} == {
        404
    }
