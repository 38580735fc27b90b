"""Signing in and out; what strangers see; the switch of language; addresses that lead nowhere."""

import pytest

from decision_flow.terms import Role
from tests import lawful
from tests.api.house import PASSWORD
from tests.web.house import Pages


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


def test_who_fails_too_often_has_to_wait_and_loses_nothing(own_pages: Pages) -> None:
    """The tenth wrong password is the last: not even the right one is a way round, from this address."""
    browser = own_pages.stranger()
    wrong = {"login": "drafter", "password": "wrong", "kept": "示例：已填的表"}
    assert [browser.send("/sign-in", wrong).status_code for _ in range(10)] == [401] * 10
    refused = browser.send("/sign-in", {**wrong, "password": PASSWORD})
    assert refused.status_code == 429 and 0 < int(refused.headers["Retry-After"]) <= 900
    assert "十五分钟" in refused.text and "示例：已填的表" in refused.text
    assert browser.send("/sign-in", {"login": "auditor", "password": PASSWORD}).status_code == 303
    through_the_api = {"login": "drafter", "password": PASSWORD}
    assert browser.client.post("/api/v1/tokens", json=through_the_api).status_code == 429
    elsewhere = own_pages.stranger()
    elsewhere.client.environ_base["REMOTE_ADDR"] = "192.0.2.2"
    assert elsewhere.send("/sign-in", through_the_api).status_code == 303


def test_the_password_asked_for_before_a_signature_cannot_be_guessed_either(
    own_pages: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    world = own_pages.world
    case = lawful.ready_for_last_sign_offs(world)
    browser = own_pages.signed_in(Role.UNDERTAKING_HEAD)
    path = f"/acts/decisions/{case}/public-participation/sign-offs"
    monkeypatch.setattr("web.acts.is_fresh", lambda: False)
    typed = {"_confirmed": "yes", "password": "wrong", "draft_sha256": lawful.draft_of(world)}
    assert [browser.send(path, typed).status_code for _ in range(10)] == [401] * 10
    refused = browser.send(path, {**typed, "password": PASSWORD})
    assert refused.status_code == 429 and "十五分钟" in refused.text and 'name="_confirmed"' in refused.text
