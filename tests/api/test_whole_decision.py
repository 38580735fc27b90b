"""The whole procedure over HTTP, and what everybody may read of it, on both databases."""

import re
from typing import Any

import pytest

from decision_flow.audit.verify import verify
from decision_flow.terms import Stage
from schemas import stage_table
from schemas.public_participation import PAGES
from tests.api.house import PATHS, POSTS, V1, Served, is_problem

OF_A_DECISION = (
    "",
    "/drafts",
    "/timetable",
    "/history",
    "/public-participation/notices",
    "/public-participation/comments",
    "/public-participation/comments/rate",
    *(f"/public-participation/{path}" for path in PAGES),
    *(f"/{stage.value.replace('_', '-')}/gate" for stage in Stage),
    *(f"/{path}" for path in stage_table.TABLE),
)


def decisions(served: Served, by: str = "auditor") -> list[dict[str, Any]]:
    """The list as somebody reads it."""
    items: list[dict[str, Any]] = served.get("/decisions?limit=200", by).json["items"]
    return items


def in_force(served: Served) -> str:
    """The id of the decision that went through everything."""
    return str(next(one["id"] for one in decisions(served)[::-1] if one["status"] == "in_force"))


def test_every_act_can_be_sent_and_the_record_is_whole(lived: Served) -> None:
    """From the bodies to decisions in force; what was sent is what the record keeps."""
    assert {one["status"] for one in decisions(lived)} == {"started", "declined", "rejected", "in_force"}
    with lived.world.installation.store.reading() as session:
        assert verify(session, deep=True).faults == []
    history = lived.get(f"/decisions/{in_force(lived)}/history?limit=200", "auditor").json
    done = {one["entry"]["command"] for one in history}
    ours = {command.__name__ for command in PATHS if command.__name__.startswith(("SignOff", "IssueLegal", "DecideAt"))}
    assert ours <= done and history[0]["seq"] == len(history)


OF_OTHER_MATTERS = {
    "/legality-review/shortening-reasons",
    "/collective-discussion/written-views",
    "/profile-repins",
    "/collective-discussion/dissent-confirmations",
    "/collective-discussion/minutes",
    "/joint-decision/reviews",
    "/joint-decision/discussions",
}


@pytest.mark.parametrize("path", OF_A_DECISION)
def test_art_33_the_auditor_reads_everything_of_a_decision(lived: Served, path: str) -> None:
    answer = lived.get(f"/decisions/{in_force(lived)}{path}", "auditor")
    assert answer.status_code == 200, answer.text
    rows = answer.json.get("items", answer.json) if isinstance(answer.json, dict) else answer.json
    assert rows or path in OF_OTHER_MATTERS


@pytest.mark.parametrize("path", OF_A_DECISION)
def test_who_is_of_another_body_is_told_that_it_is_not_there(lived: Served, path: str) -> None:
    path = f"/decisions/{in_force(lived)}{path}"
    if path.endswith("/notices"):  # what is published is everybody's
        return
    is_problem(lived.get(path, "stranger"), 404)
    is_problem(lived.get(path), 401)


def test_who_decides_jointly_reads_the_decision_with_its_bodies_and_their_meetings(lived: Served) -> None:
    """By somebody of the joint body: in the list, on its page, and what each body did (ruling 7)."""
    others = [login for login in lived.tokens if login.startswith("0")]  # accounts of other bodies' people
    login, found = next((one, case) for one in others for case in decisions(lived, one) if case["status"] == "in_force")
    page = lived.get(f"/decisions/{found['id']}", login).json
    assert found["organ_id"] == lived.world.organ_id
    assert [one["consequence"] for one in page["joint_bodies"]] == [None, "narrowed"]
    reviews, (met,) = (
        lived.get(f"/decisions/{found['id']}/joint-decision/{what}", login).json for what in ("reviews", "discussions")
    )
    assert [one["relies_on"] is None for one in reviews] == [True, False]
    assert met["signed_name"] and [one["is_head"] for one in met["members"]] == [False, True]


def test_lists_hold_nothing_of_another_body(lived: Served) -> None:
    assert decisions(lived, "stranger") == [] and decisions(lived, "administrator") == []
    assert lived.get("/tasks", "stranger").json["items"] == []
    is_problem(lived.get(f"/organs/{lived.world.organ_id}/appointments", "stranger"), 404)
    seen = lived.get("/catalogs", "stranger").json["items"]
    assert seen and {one["status"] for one in seen} == {"published"}
    assert {one["status"] for one in lived.get("/catalog-items", "stranger").json["items"]} == {"published"}


def test_the_public_reads_published_catalogs_and_notices_and_nothing_else(lived: Served) -> None:
    assert {one["status"] for one in lived.get("/catalogs").json["items"]} == {"published"}
    unpublished = [one["id"] for one in lived.get("/catalogs", "auditor").json["items"] if one["status"] != "published"]
    assert unpublished and is_problem(lived.get(f"/catalogs/{unpublished[0]}"), 404)
    assert lived.get(f"/catalogs/{unpublished[0]}/items").json["items"] == []
    notices = lived.get(f"/decisions/{in_force(lived)}/public-participation/notices").json
    assert notices and not {"prepared_by", "actor_id"} & set(notices[0])
    for path in ("/organs", "/tasks", "/me", "/installation", "/decisions", f"/organs/{lived.world.organ_id}"):
        assert is_problem(lived.get(path), 401) and lived.get(path).headers["WWW-Authenticate"].startswith("Bearer")


def test_a_document_is_read_by_who_uploaded_it_and_who_sees_a_record_that_names_it(lived: Served) -> None:
    draft = lived.get(f"/decisions/{in_force(lived)}", "auditor").json["draft_sha256"]
    answer = lived.get(f"/documents/{draft}", "auditor")
    assert answer.status_code == 200 and answer.data == "示例草案三稿".encode()
    assert answer.headers["Content-Disposition"].startswith("attachment;") and answer.get_etag()[0] == draft
    is_problem(lived.get(f"/documents/{draft}", "stranger"), 404)
    is_problem(lived.get(f"/documents/{draft}"), 401)


def test_the_auditor_can_carry_out_no_act(lived: Served) -> None:
    """Whatever the auditor sends, nothing is written."""
    before, decision = lived.entries(), lived.get(f"/decisions/{in_force(lived)}", "auditor").json
    draft = {"draft_sha256": decision["draft_sha256"]}
    for path in ("public-participation/sign-offs", "publication/sign-offs", "expert-review/sign-offs"):
        body = is_problem(lived.post(f"/decisions/{decision['id']}/{path}", draft, "auditor"), 403)
        assert body["findings"][0]["rule"] == "SOD-ROLE"
    assert lived.entries() == before


@pytest.mark.parametrize("path", ["/decisions", "/catalogs", "/catalog-items", "/organs", "/tasks"])
def test_pages_follow_each_other_without_gap_or_repetition(lived: Served, path: str) -> None:
    by = "executing_unit" if path == "/tasks" else "auditor"
    identity = (lambda one: (one["decision_id"], one["stage"])) if path == "/tasks" else (lambda one: one["id"])
    whole = [identity(one) for one in lived.get(f"{path}?limit=200", by).json["items"]]
    paged, cursor = [], None
    while True:
        page = lived.get(f"{path}?limit=1" + (f"&cursor={cursor}" if cursor else ""), by).json
        paged += [identity(one) for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert whole and paged == whole == sorted(whole, reverse=True)


@pytest.mark.parametrize(
    "path", ["/decisions", "/catalogs", "/catalog-items", "/organs", "/tasks", "/decisions/{id}/history"]
)
def test_a_list_costs_as_many_statements_for_many_rows_as_for_one(lived: Served, path: str) -> None:
    path = path.format(id=in_force(lived))
    costs = set()
    for limit in (1, 2, 200):
        with lived.counted() as sent:
            assert lived.get(f"{path}?limit={limit}", "auditor").status_code == 200
        costs.add(len(sent))
    assert len(costs) == 1 and costs.pop() <= 6


def test_filters_narrow_a_list_and_a_misspelt_one_is_refused(lived: Served) -> None:
    assert {one["status"] for one in lived.get("/decisions?status=declined", "auditor").json["items"]} == {"declined"}
    assert lived.get(f"/catalog-items?unit_id={lived.world.unit_id}&matter_class=plan").json["items"]
    assert lived.get("/catalogs?year=1999").json["items"] == []
    body = is_problem(lived.get("/decisions?statsu=declined", "auditor"), 422)
    assert body["errors"] == {"query": {"statsu": ["没有这一字段"]}}


def test_reading_names_whom_it_waits_for(lived: Served) -> None:
    case = next(one["id"] for one in decisions(lived) if one["status"] == "started")
    gate = lived.get(f"/decisions/{case}/publication/gate", "auditor", Accept_Language="en").json
    assert gate["satisfied"] is False and all(re.search("[a-z]", one["article"]) for one in gate["findings"])
    assert {"rule", "missing", "cure_by", "cure", "earliest"} <= set(gate["findings"][0])


def test_a_published_notice_takes_comments_of_anybody(lived: Served) -> None:
    """A comment after the close is kept as late; one on a notice that is not there is refused."""
    case = in_force(lived)
    notice = lived.get(f"/decisions/{case}/public-participation/notices").json[0]["id"]
    path = f"/decisions/{case}/public-participation/notices/{notice}/comments"
    assert lived.post(path, {"text": "示例意见", "channel": "online"}).status_code == 201
    is_problem(lived.post(path.replace(notice, case), {"text": "示例", "channel": "online"}), 409)
    is_problem(lived.get(f"/decisions/{case}/public-participation/comments"), 401)
    listed = lived.get(f"/decisions/{case}/public-participation/comments?unanswered=true", "drafter").json["items"]
    assert all(one["disposition"] is None for one in listed)


def test_every_role_sees_the_board_and_the_tasks_of_its_body(lived: Served) -> None:
    for role in POSTS:
        assert lived.client.get(f"{V1}/decisions/{in_force(lived)}", headers=lived.headers(role)).get_etag()[0]
        assert lived.get("/tasks", role).status_code == 200


def test_the_record_of_catalogs_bodies_and_comments_is_read_by_those_of_the_body(lived: Served) -> None:
    catalog = lived.get("/catalogs", "auditor").json["items"][0]["id"]
    comments = lived.get(f"/decisions/{in_force(lived)}/public-participation/comments", "auditor").json["items"]
    for path in (f"/catalogs/{catalog}", f"/organs/{lived.world.organ_id}", f"/comments/{comments[0]['id']}"):
        history = lived.get(f"{path}/history", "auditor").json
        assert history and history[0]["seq"] == len(history) and len(history[0]["head"]) == 64
        assert lived.get(f"{path}/history?before=2&limit=1", "auditor").json == history[-1:]
        is_problem(lived.get(f"{path}/history", "stranger"), 404)
        is_problem(lived.get(f"{path}/history"), 401)
        is_problem(lived.get(f"{path}/history?before=0", "auditor"), 422)
    is_problem(lived.get(f"/organs/{catalog}/history", "auditor"), 404)


def test_searching_takes_whatever_is_typed(lived: Served) -> None:
    """Each sign alone, the last there is, blanks, wildcards: rows or a place, and never more than one sees."""
    assert lived.get("/catalog-items?words=示例规划").json["items"]
    for words in ("示", "%F4%8F%BF%BF", "%ED%9F%BF", "%20", "", "%25", "_", "'", "示" * 100, "示" * 101, "%00"):
        answer = lived.get(f"/catalog-items?words={words}", "stranger")
        assert answer.status_code == 200 or is_problem(answer, 422)
