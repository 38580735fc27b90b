"""Signing in and out; what strangers see; the switch of language; addresses that lead nowhere."""

import pytest

from decision_flow.terms import Role
from tests.web.house import PASSWORD, Pages


def test_who_signs_in_reaches_the_page_that_was_asked_for(pages: Pages) -> None:
    browser = pages.stranger()
    answer = browser.send("/sign-in", {"login": "drafter", "password": PASSWORD}, form="/sign-in?after=/language/en")
    assert (answer.status_code, answer.location) == (303, "/language/en")
    assert "示例drafter" in browser.get("/").text


@pytest.mark.parametrize(
    "typed", [{"login": "drafter", "password": "wrong"}, {"login": "nobody", "password": PASSWORD}]
)
def test_a_wrong_password_is_told_and_nothing_more(pages: Pages, typed: dict[str, str]) -> None:
    answer = pages.stranger().send("/sign-in", typed)
    assert answer.status_code == 401 and "账号或者密码不正确" in answer.text


def test_signing_out_ends_the_session(pages: Pages) -> None:
    browser = pages.stranger()
    browser.send("/sign-in", {"login": "expert", "password": PASSWORD})
    assert browser.send("/sign-out", {}, form="/").status_code == 303
    assert "示例expert" not in browser.get("/").text


def test_a_form_from_elsewhere_is_not_taken(pages: Pages) -> None:
    answer = pages.stranger().client.post("/sign-in", data={"login": "drafter", "password": PASSWORD})
    assert answer.status_code == 400 and "刷新" in answer.text


@pytest.mark.parametrize("address", ["https://example.org/", "//example.org", "/\\example.org", "javascript:alert(1)"])
def test_nobody_is_sent_to_another_house(pages: Pages, address: str) -> None:
    assert pages.stranger().get("/language/en", query_string={"after": address}).location == "/"


def test_the_other_language_is_kept_and_the_address_too(pages: Pages) -> None:
    browser = pages.stranger()
    assert browser.get("/language/en?after=/sign-in").location == "/sign-in"
    page = browser.get("/sign-in")
    assert '<html lang="en">' in page.text and "Sign in" in page.text


def test_an_address_that_leads_nowhere_is_a_page_and_in_the_interface_a_problem(pages: Pages) -> None:
    browser = pages.stranger()
    page, problem = browser.get("/nothing"), browser.get("/api/v1/nothing")
    assert (page.status_code, page.mimetype) == (404, "text/html") and "没有此项内容" in page.text
    assert (problem.status_code, problem.mimetype) == (404, "application/problem+json")
    assert browser.client.delete("/").mimetype == "text/html"


def test_pages_carry_a_policy_without_inline_script_or_style(pages: Pages) -> None:
    page = pages.signed_in(Role.DRAFTER).get("/")
    policy = page.headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert " style=" not in page.text and "<style" not in page.text and "onclick" not in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_a_new_password_ends_the_sessions_of_the_old(pages: Pages) -> None:
    from sqlalchemy import update
    from werkzeug.security import generate_password_hash

    from decision_flow.accounts import ACCOUNT

    browser = pages.stranger()
    browser.send("/sign-in", {"login": "archivist", "password": PASSWORD})
    assert "示例archivist" in browser.get("/").text
    with pages.world.installation.store.operating() as session:
        other = generate_password_hash("another long password", method="scrypt:1024:8:1")
        session.execute(update(ACCOUNT).where(ACCOUNT.c.login == "archivist").values(password_hash=other))
    assert "示例archivist" not in browser.get("/").text
