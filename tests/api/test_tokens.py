"""Logging in: the same answer whatever is wrong, and nothing that could be used is kept."""

import json
import time
from datetime import UTC, datetime

import pytest
from sqlalchemy import select, update
from werkzeug.security import check_password_hash, generate_password_hash
from werkzeug.test import TestResponse

from decision_flow import accounts
from decision_flow.accounts import NOBODY, AccountProblem, add_account
from decision_flow.terms import Role
from tests.api.house import PASSWORD, V1, Served, is_problem


def test_the_token_names_the_person_and_todays_posts(shared: Served) -> None:
    me = shared.get("/me", "drafter").json
    assert me["id"] == shared.persons["drafter"] and [one["role"] for one in me["posts"]] == ["drafter"]


def test_an_unknown_login_and_a_wrong_password_are_told_apart_by_nothing(
    shared: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    checked: list[str] = []
    monkeypatch.setattr(accounts, "check_password_hash", lambda kept, password: checked.append(kept) or False)
    answers = [
        shared.client.post(f"{V1}/tokens", json={"login": login, "password": "wrong"}).json
        for login in ("drafter", "nobody", "drafter'--", "x" * 200)
    ]
    assert all(answer == answers[0] and answer["status"] == 401 for answer in answers) and len(checked) == 4
    assert checked[1] == NOBODY


def test_the_hash_of_nobody_costs_what_every_hash_costs() -> None:
    real = generate_password_hash("x", method="scrypt")  # the library's own choice of cost
    kinds = {kept.rpartition("$")[0].rpartition("$")[0] for kept in (real, NOBODY)}
    assert len(kinds) == 1 and len(NOBODY.rpartition("$")[2]) == len(real.rpartition("$")[2])
    assert not check_password_hash(NOBODY, "")


@pytest.mark.parametrize(
    "body",
    [
        {}, {"login": "drafter"}, {"login": "drafter", "password": ""}, {"login": "", "password": "x"},
        {"login": 1, "password": "x"}, {"login": ["drafter"], "password": "x"}, {"login": "\0", "password": "x"},
        {"login": "x", "password": "\ud800"}, {"login": "x", "password": "x" * 1_001},
        {"login": "x", "password": "x", "admin": True},
    ],
)  # fmt: skip
def test_what_is_no_login_is_refused_at_its_place(shared: Served, body: dict[str, object]) -> None:
    answer = shared.client.post(f"{V1}/tokens", data=json.dumps(body), content_type="application/json")
    assert is_problem(answer, 422)["errors"]["json"]


def test_neither_password_nor_token_is_kept(shared: Served) -> None:
    with shared.world.installation.store.reading() as session:
        kept = repr(session.execute(select(accounts.ACCOUNT)).all()) + repr(
            session.execute(select(accounts.TOKEN)).all()
        )
    assert PASSWORD not in kept and shared.tokens["drafter"] not in kept and "scrypt" in kept


def test_a_token_ends_by_logging_out_and_by_time(shared: Served) -> None:
    shared.person("short", "示例短")
    shared.appointed("shorter", Role.AUDITOR, shared.world.organ_id, None)
    first = shared.headers("short")
    assert shared.client.delete(f"{V1}/tokens", headers=first).status_code == 204
    is_problem(shared.client.get(f"{V1}/me", headers=first), 401)
    is_problem(shared.client.delete(f"{V1}/tokens"), 401)
    over = update(accounts.TOKEN).where(accounts.TOKEN.c.person_id == shared.persons["shorter"])
    with shared.world.installation.store.operating() as session:
        session.execute(over.values(expires_at=datetime.now(UTC).isoformat()))
    is_problem(shared.get("/me", "shorter"), 401)


def test_an_account_is_made_once_and_with_a_password_worth_the_name(shared: Served) -> None:
    store = shared.world.installation.store
    with pytest.raises(AccountProblem):
        add_account(store, "drafter", "示例", PASSWORD)
    with pytest.raises(AccountProblem):
        add_account(store, "somebody", "示例", "short")


def test_a_token_of_another_installation_is_unknown(shared: Served, served: Served) -> None:
    headers = {"Authorization": f"Bearer {served.tokens['auditor']}"}
    is_problem(shared.client.get(f"{V1}/decisions", headers=headers), 401)


def test_a_person_without_a_post_sees_nothing_and_does_nothing(shared: Served) -> None:
    shared.person("idle", "示例闲")
    assert shared.get("/decisions", "idle").json["items"] == [] and shared.get("/tasks", "idle").json["items"] == []
    body = {"name": "示例机关", "body_kind": "department", "profile": "jishou"}
    is_problem(shared.post("/organs", body, "idle"), 403)


def test_failing_too_often_has_to_wait_and_others_do_not(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ten failures of a login from one address; other logins, addresses and acts go on; then time helps."""

    def tried(login: str, password: str = "wrong", address: str = "192.0.2.1") -> TestResponse:
        body = {"login": login, "password": password}
        return served.client.post(f"{V1}/tokens", json=body, environ_base={"REMOTE_ADDR": address})

    assert {tried("drafter").status_code for _ in range(10)} == {401}
    for password in ("wrong", PASSWORD):  # the right one is no way round
        refused = tried("drafter", password)
        assert is_problem(refused, 429)["title"] == "登录失败次数过多，请稍后再试"
        assert 0 < int(refused.headers["Retry-After"]) <= 900
    assert tried("auditor", PASSWORD).status_code == 201
    assert tried("drafter", PASSWORD, "192.0.2.2").status_code == 201
    assert served.get("/me", "drafter").status_code == 200
    later = time.time() + 901
    monkeypatch.setattr(time, "time", lambda: later)
    assert tried("drafter", PASSWORD).status_code == 201


def test_an_address_that_tries_many_logins_has_to_wait(served: Served) -> None:
    def tried(number: int) -> int:
        body = {"login": f"nobody-{number}", "password": "wrong"}
        return served.client.post(f"{V1}/tokens", json=body).status_code

    assert [tried(number) for number in range(61)] == [401] * 60 + [429]


def test_logins_that_succeed_are_not_counted(served: Served) -> None:
    body = {"login": "drafter", "password": PASSWORD}
    assert {served.client.post(f"{V1}/tokens", json=body).status_code for _ in range(30)} == {201}
