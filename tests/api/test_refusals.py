"""What is refused, with which status, in which language, and that nothing is written."""

from itertools import product

import pytest

from decision_flow.terms import Role, Stage
from tests.api.bodies import UNKNOWN
from tests.api.house import V1, Served, a_decision, is_problem
from tests.lawful import DAY
from tests.world import START

HEADED = "administrative_head"
LIMBS = ("power", "procedure", "content")


@pytest.fixture
def case(shared: Served) -> str:
    """A proposal."""
    return a_decision(shared)


def test_a_key_is_needed_and_replayed_and_not_reused(shared: Served) -> None:
    body = {"name": "示例机关", "body_kind": "department", "profile": "jishou"}
    before = shared.entries()
    missing = shared.client.post(f"{V1}/organs", json=body, headers=shared.headers("administrator"))
    assert is_problem(missing, 422)["errors"] == {"headers": {"Idempotency-Key": ["必须填写"]}}
    for bad in ("", " ", "x" * 201, "a b", "\x7f"):
        headers = shared.headers("administrator", Idempotency_Key=bad)
        is_problem(shared.client.post(f"{V1}/organs", json=body, headers=headers), 422)
    assert shared.entries() == before
    key = f"once-{before}"
    first = shared.post("/organs", body, "administrator", key=key)
    again = shared.post("/organs", body, "administrator", key=key)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.json | {"replayed": True} == again.json and first.get_etag() == ("1", False)
    other = shared.post("/organs", body | {"name": "示例别的机关"}, "administrator", key=key)
    assert "办理编号" in is_problem(other, 409)["title"]
    twice = is_problem(shared.post("/organs", body, "administrator"), 409)
    assert twice["findings"][0]["rule"] == "DEC-10-ONCE" and shared.entries() == before + 1


def test_the_etag_is_the_precondition_of_an_act(shared: Served, case: str) -> None:
    path, body = f"/decisions/{case}/declined", {"reason": "示例"}
    etag = shared.get(f"/decisions/{case}", "auditor").headers["ETag"]
    assert etag == '"1"'
    stale = shared.post(path, body, HEADED, If_Match='"7"')
    assert is_problem(stale, 412)["seq"] == 1 and stale.headers["ETag"] == etag
    for bad in ("W/", "x", '"1", "2"', '"' + "9" * 5000 + '"', "-1"):
        errors = is_problem(shared.post(path, body, HEADED, If_Match=bad), 422)["errors"]
        assert "If-Match" in errors["headers"]
    done = shared.post(path, body, HEADED, If_Match=etag)
    assert done.status_code == 201 and done.headers["ETag"] == '"2"'


def test_without_a_token_or_with_a_wrong_one_nothing_is_told(shared: Served, case: str) -> None:
    for value in ("", "Bearer", "Bearer x", "Basic eDp5", "Bearer " + "x" * 5000, "bearer \xe9"):
        headers = {"Authorization": value, "Idempotency-Key": "k"}
        for path in (f"{V1}/decisions/{case}", f"{V1}/decisions/{UNKNOWN}", f"{V1}/catalogs"):
            is_problem(shared.client.get(path, headers=headers), 401)
        body = is_problem(shared.client.post(f"{V1}/decisions/{case}/declined", json={"x": 1}, headers=headers), 401)
        assert "errors" not in body


def test_what_is_not_there_and_what_is_not_ones_to_see_are_one(shared: Served, case: str) -> None:
    answers = []
    for by, path in (
        ("auditor", f"/decisions/{UNKNOWN}"),
        ("auditor", "/decisions/not-an-id"),
        ("auditor", "/decisions/%00"),
        ("auditor", f"/decisions/{UNKNOWN.upper()}"),
        ("auditor", f"/decisions/{case}/no-stage/gate"),
        ("stranger", f"/decisions/{case}"),
    ):
        answers.append({**is_problem(shared.get(path, by), 404), "instance": ""})
    for by, path in (
        (HEADED, f"/decisions/{UNKNOWN}/declined"),
        (HEADED, "/decisions/x/declined"),
        ("stranger", f"/decisions/{case}/drafts"),
    ):
        body = {"reason": "示例"} if path.endswith("declined") else {"draft_sha256": "0" * 64}
        if by == "stranger":
            sha = shared.upload(b"x", by)
            body = {"draft_sha256": sha, "explanation_sha256": sha}
        answers.append({**is_problem(shared.post(path, body, by), 404), "instance": ""})
    assert all(answer == answers[0] for answer in answers)


def test_another_method_is_answered_with_those_there_are(shared: Served, case: str) -> None:
    answer = shared.client.delete(f"{V1}/decisions/{case}", headers=shared.headers("auditor"))
    assert is_problem(answer, 405) and "GET" in answer.headers["Allow"]
    answer = shared.client.put(f"{V1}/decisions", data=b"{", headers=shared.headers("auditor"))
    assert is_problem(answer, 405) and {"GET", "POST"} <= set(answer.headers["Allow"].replace(",", " ").split())
    is_problem(shared.client.post(f"{V1}/nowhere", data=b"{"), 404)


@pytest.mark.parametrize(
    ("language", "sign", "article"),
    [("zh-CN,zh;q=0.9,en;q=0.8", "暂不能办理", "《重大行政决策程序暂行条例》"), ("en", "cannot be done yet", "Art. ")],
)
def test_a_refusal_names_everything_that_is_missing(
    shared: Served, case: str, language: str, sign: str, article: str
) -> None:
    before = shared.entries()
    body = {
        "lead_unit_id": shared.world.unit_id,
        "start_ground": "listed",
        "start_ground_text": None,
        "approval_sha256": shared.upload(b"approval", HEADED),
    }
    answer = is_problem(shared.post(f"/decisions/{case}/start", body, HEADED, Accept_Language=language), 409)
    assert sign in answer["title"] and answer["type"] == "urn:decision-flow:refused:start-decision"
    assert len(answer["findings"]) >= 2 and shared.entries() == before
    for finding in answer["findings"]:
        assert finding["missing"] and finding["cure"] and finding["cure_by"] and finding["status"] == "lacking"
    assert any(article in finding["article"] for finding in answer["findings"])


def test_art_28_who_drafted_does_not_review_and_the_clerk_does_not_sign(served: Served) -> None:
    """Separation of duties is 403 with findings, whatever posts one person holds."""
    world = served.world
    both = served.appointed("both", Role.DRAFTER, world.organ_id, world.unit_id)
    post = {"person_id": both, "name": "示例both", "title": "示例", "starts_on": "2026-03-02", "document": "示例"}
    for role in ("legality_reviewer", "undertaking_head"):
        unit = world.unit_id if role == "undertaking_head" else None
        given = post | {"role": role, "unit_id": unit}
        assert served.post(f"/organs/{world.organ_id}/appointments", given, "administrator").status_code == 201
    case = a_decision(served)
    sha, paper = served.upload("草案".encode(), "both"), served.upload("启动请示".encode(), "both")
    filed = served.post(f"/decisions/{case}/drafts", {"draft_sha256": sha, "explanation_sha256": sha}, "both")
    assert filed.status_code == 201
    prepared = {"paper_sha256": paper}
    assert served.post(f"/decisions/{case}/start-requests/prepared", prepared, "both").status_code == 201
    body = is_problem(served.post(f"/decisions/{case}/start-requests", prepared, "both"), 403)
    assert [one["rule"] for one in body["findings"]] == ["SOD-PREPARED"]
    advice = {
        "draft_sha256": sha,
        "limbs": [{"limb": limb, "answer": "示例", "has_fault": False, "stage_at_fault": None} for limb in LIMBS],
        "conclusion": "lawful",
        "text": "示例",
        "legal_risk": None,
    }
    body = is_problem(served.post(f"/decisions/{case}/legality-review/opinions", advice, "both"), 403)
    assert "SOD-REVIEWER" in {one["rule"] for one in body["findings"]}
    own = post | {"person_id": served.persons["administrator"], "role": "auditor", "unit_id": None}
    is_problem(served.post(f"/organs/{world.organ_id}/appointments", own, "administrator"), 403)


def test_each_role_is_refused_what_is_another_roles(shared: Served, case: str) -> None:
    before = shared.entries()
    for by, path in product(
        ("auditor", "supervisor", "administrator", "expert", "archivist"),
        ("declined", "risk-assessment/sign-offs", "public-participation/open-comment-declined"),
    ):
        body = {"draft_sha256": "0" * 64} if path.endswith("sign-offs") else {"reason": "示例"}
        findings = is_problem(shared.post(f"/decisions/{case}/{path}", body, by), 403)["findings"]
        assert [one["rule"] for one in findings] == ["SOD-ROLE"] and findings[0]["missing"]
    assert shared.entries() == before


@pytest.mark.parametrize("stage", list(Stage))
def test_the_gate_of_a_proposal_is_explained(shared: Served, case: str, stage: Stage) -> None:
    answer = shared.get(f"/decisions/{case}/{stage.value.replace('_', '-')}/gate", "auditor")
    assert answer.status_code == 200, answer.text
    assert answer.json["satisfied"] is False or not answer.json["findings"]


@pytest.mark.parametrize("path", ["", "/drafts", "/timetable", "/history", "/public-participation/notices"])
def test_a_proposal_without_a_draft_can_be_read(shared: Served, case: str, path: str) -> None:
    assert shared.get(f"/decisions/{case}{path}", "auditor").status_code == 200


def test_a_profile_that_no_file_has_is_refused_before_anything_stands_on_it(shared: Served) -> None:
    before = shared.entries()
    body = {"name": "示例无规定机关", "body_kind": "department", "profile": "nowhere"}
    assert "profile" in is_problem(shared.post("/organs", body, "administrator"), 422)["errors"]["json"]
    assert shared.entries() == before


def test_art_39_an_act_before_the_regulations_or_ahead_of_time_is_refused(shared: Served, case: str) -> None:
    before = shared.entries()
    for when, late in (
        ("2018-01-01T00:00:00Z", "示例"),
        ("2199-01-01T00:00:00Z", None),
        ("2026-01-01T00:00:00Z", None),
    ):
        body = {"reason": "示例", "occurred_at": when, "late_reason": late}
        is_problem(shared.post(f"/decisions/{case}/declined", body, HEADED), 409)
    assert shared.entries() == before


def test_a_comment_on_a_decision_that_is_not_there(shared: Served, case: str) -> None:
    said = {"text": "示例", "channel": "online"}
    is_problem(shared.post(f"/decisions/{UNKNOWN}/public-participation/notices/{UNKNOWN}/comments", said), 404)
    before = shared.entries()
    is_problem(shared.post(f"/decisions/{case}/public-participation/notices/{UNKNOWN}/comments", said), 409)
    assert shared.entries() == before


def test_a_change_of_a_draft_that_was_never_filed(shared: Served, case: str) -> None:
    sha = shared.upload(b"draft", "undertaking_head")
    body = {"draft_sha256": sha, "explanation_sha256": sha, "change_class": "editorial", "summary": "示例"}
    rules = {
        one["rule"]
        for one in is_problem(shared.post(f"/decisions/{case}/draft-changes", body, "undertaking_head"), 409)[
            "findings"
        ]
    }
    assert "DEC-11-STARTED" in rules or "DEC-28-NEW" in rules


def test_a_person_whose_post_has_ended_may_no_longer_act(served: Served) -> None:
    world = served.world
    served.appointed("leaving", Role.DRAFTER, world.organ_id, world.unit_id)
    posts = served.get(f"/organs/{world.organ_id}/appointments?limit=200", "administrator").json["items"]
    mine = next(one["id"] for one in posts if one["person_id"] == served.persons["leaving"])
    ended = {"ends_on": "2026-03-02", "document": "示例"}
    path = f"/organs/{world.organ_id}/appointments/{mine}/end"
    for there, day in ((UNKNOWN, "2026-03-02"), (mine, "2026-03-01")):
        refused = served.post(path.replace(mine, there), ended | {"ends_on": day}, "administrator")
        assert is_problem(refused, 409)["findings"][0]["rule"] == "ORG-39-POST"
    assert served.post(path, ended, "administrator").status_code == 201
    assert [one["role"] for one in served.get("/me", "leaving").json["posts"]] == ["drafter"]  # the last day counts
    world.advance(START + DAY)
    assert served.get("/me", "leaving").json["posts"] == []
    case = a_decision(served)
    is_problem(served.get(f"/decisions/{case}", "leaving"), 404)
