"""Art. 15, 18: the public reads what is put to it, gives an opinion without an account, and finds what became of it."""

import pytest

from decision_flow.terms import StartGround
from tests import lawful
from tests.web.house import Pages, hidden_fields
from tests.world import START

SAID = "<script>alert(1)</script>𠮷 建议保留原有通道"


@pytest.fixture(scope="module")
def address(pages: Pages) -> str:
    """The page of an open consultation."""
    world, today = pages.world, START.date()
    case = str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT)))
    lawful.run(world, lawful.notice(world, case, today, today + 30 * lawful.DAY, lawful.draft_of(world)))
    page = pages.stranger().get("/consultations").text
    return next(part for part in page.split('"') if part.startswith(f"/consultations/{case}/"))


def form_of(address: str) -> str:
    _, _, case, notice = address.split("/")
    return f"/acts/decisions/{case}/public-participation/notices/{notice}/comments"


def test_art_15_a_stranger_reads_until_when_and_how_to_comment(pages: Pages, address: str) -> None:
    page = pages.stranger().get(address)
    assert page.status_code == 200
    assert "24时截止" in page.text and "提出意见" in page.text and "公告发布处" in page.text


def test_art_18_an_opinion_given_without_an_account_is_found_by_its_number_and_nothing_else(
    pages: Pages, address: str
) -> None:
    browser = pages.stranger()
    held = hidden_fields(browser.get(form_of(address)).text)
    typed = {**held, "text": SAID, "channel": "示例网页"}
    given = browser.client.post(form_of(address), data=typed, content_type="multipart/form-data")
    assert given.status_code == 303 and given.location.startswith("/opinions/")
    again = browser.client.post(form_of(address), data=typed, content_type="multipart/form-data")
    assert again.location == given.location
    page = browser.get(given.location)
    assert page.status_code == 200 and "正在研究" in page.text
    assert "alert(1)" not in page.text and "保留原有通道" not in page.text
    number = given.location.rpartition("/")[2]
    assert pages.stranger().get(f"/opinions?number={number}").location == given.location


def test_an_opinion_without_text_is_told_so_and_keeps_what_was_typed(pages: Pages, address: str) -> None:
    browser = pages.stranger()
    held = hidden_fields(browser.get(form_of(address)).text)
    answer = browser.client.post(form_of(address), data={**held, "text": "", "channel": SAID})
    assert answer.status_code == 422 and "&lt;script&gt;" in answer.text


@pytest.mark.parametrize("number", ["nonsense", "0190a000-0000-7000-8000-00000000ffff"])
def test_a_number_that_nobody_has_is_told_so(pages: Pages, number: str) -> None:
    answer = pages.stranger().client.get(f"/opinions?number={number}", follow_redirects=True)
    assert "没有此编号的意见" in answer.text


def test_what_is_not_published_is_not_there(pages: Pages) -> None:
    case = str(lawful.run(pages.world, lawful.proposed(pages.world)))
    nowhere = "0190a000-0000-7000-8000-00000000ffff"
    assert pages.stranger().get(f"/consultations/{case}/{nowhere}").status_code == 404
    assert pages.stranger().get(form_of(f"/consultations/{case}/{nowhere}")).status_code == 404
