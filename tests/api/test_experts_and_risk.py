"""Experts, pools and risk over HTTP: what a clerk and an expert read, and what is not understood."""

from typing import Any

from decision_flow.draw import replay
from decision_flow.expert_review import commands as expert
from decision_flow.terms import Role, StartGround, View
from tests.api.house import Served, is_problem
from tests.api.test_whole_decision import in_force
from tests.lawful import EXPERT, Step, draft_of, started, the_expert
from tests.lawful.expert_review import SAID, chosen
from tests.lawful.steps import NUMBER

OPINIONS, RECEIPTS = "expert-review/opinions", "expert-review/opinion-receipts"


def test_the_pools_of_a_body_are_read_by_its_people(lived: Served) -> None:
    pools = lived.get("/expert-pools", "drafter").json["items"]
    assert {one["level"] for one in pools} == {"own", "province"} and all(one["seq"] for one in pools)
    own = f"/expert-pools/{next(one['id'] for one in pools if one['level'] == 'own')}"
    assert lived.get(own, "expert").headers["ETag"]
    everyone = lived.get(f"{own}/experts", "drafter").json["items"]
    of_the_field = lived.get(f"{own}/experts?field=教育规划", "drafter").json["items"]
    assert len(everyone) == len(of_the_field) == 5 and of_the_field[0]["fields"] == ["教育规划", "公共管理"]
    assert lived.get(f"{own}/experts?field=教育", "drafter").json["items"] == []
    (sanction,) = lived.get(f"{own}/sanctions", "drafter").json
    assert sanction["document_sha256"] and sanction["lifted_document_no"]
    assert lived.get(f"{own}/integrity-reviews", "drafter").json
    assert lived.get(f"{own}/history", "auditor").json
    for path in ("", "/experts", "/sanctions", "/integrity-reviews", "/history"):
        is_problem(lived.get(own + path, "stranger"), 404)
        is_problem(lived.get(own + path), 401)
    assert lived.get("/expert-pools", "stranger").json["items"] == []


def test_a_draw_is_replayed_from_what_the_api_gives(lived: Served) -> None:
    draws = lived.get(f"/decisions/{in_force(lived)}/expert-review/draws", "drafter").json
    assert draws and all(replay(one).faults == () for one in draws)


def test_an_opinion_that_is_not_opened_is_read_by_its_expert_alone(served: Served) -> None:
    world = served.world
    case = str(served.run(started(world, StartGround.ADJUSTMENT, touches_market=False)))
    paper = world.document("论证意见书")
    given = expert.SubmitExpertOpinion(
        decision_id=case, draft_sha256=draft_of(world), **SAID, view=View.DISAGREE, opinion_sha256=paper
    )
    declared = expert.DeclareInterest(decision_id=case, has_direct_interest=False, text="示例")
    for command, by in ((chosen(case), Role.UNDERTAKING_HEAD), (declared, None), (given, None)):
        actor = world.actor(by) if by else the_expert(world)
        assert served.step(Step(command, actor, f"closed-{next(NUMBER)}")).status_code == 201
    assert read(served, case, OPINIONS, "drafter") == [] and len(read(served, case, OPINIONS, "expert")) == 1
    (receipt,) = read(served, case, RECEIPTS, "drafter")
    assert receipt["person_id"] == EXPERT and receipt["opened_at"] is None and "conclusion" not in receipt
    for who, closed in (("drafter", True), ("auditor", True), ("expert", False)):
        newest = served.get(f"/decisions/{case}/history", who).json[0]
        assert (newest["closed"], "arguments" in newest["entry"]) == (closed, not closed)
        assert served.get(f"/documents/{paper}", who).status_code == (404 if closed else 200)
    opening = Step(expert.OpenExpertOpinions(decision_id=case), world.actor(Role.UNDERTAKING_HEAD), "open")
    assert served.step(opening).status_code == 201
    assert read(served, case, OPINIONS, "drafter")[0]["view"] == "disagree"
    assert served.get(f"/documents/{paper}", "drafter").status_code == 200


def test_a_rating_that_is_text_and_a_level_that_is_none_are_refused_with_their_place(lived: Served) -> None:
    point = {"kind": "other", "description": "示例", "measure": None, "owner": None, "due": None}
    body: dict[str, Any] = {
        "draft_sha256": "0" * 64,
        "report_sha256": "0" * 64,
        "risk_points": [point | {"likelihood": "3", "impact": "高"}],
        "contingency_plan": None,
        "departments_heard": [],
        "initial_level": "severe",
        "level_after_measures": None,
        "is_controllable": True,
        "is_reassessment": False,
    }
    before = lived.entries()
    answer = lived.post(f"/decisions/{in_force(lived)}/risk-assessment/reports", body, "risk_assessor")
    errors = is_problem(answer, 422)["errors"]["json"]
    assert set(errors["risk_points"]["0"]) == {"likelihood", "impact"} and errors["initial_level"]
    assert lived.entries() == before


def read(served: Served, case: str, path: str, by: str) -> list[dict[str, Any]]:
    """Rows of a stage."""
    rows: list[dict[str, Any]] = served.get(f"/decisions/{case}/{path}", by).json
    return rows


def test_art_21_the_track_record_of_an_expert_is_read_by_the_people_of_the_pool(lived: Served) -> None:
    pools = lived.get("/expert-pools", "drafter").json["items"]
    own = f"/expert-pools/{next(one['id'] for one in pools if one['level'] == 'own')}"
    experts = lived.get(f"{own}/experts", "drafter").json["items"]
    records = [lived.get(f"{own}/experts/{one['id']}/record", "drafter").json for one in experts]
    assert {one["name"] for one in records} == {one["name"] for one in experts}
    assert sum(one["opinions"] for one in records) == sum(one["in_time"] for one in records) > 0
    chosen = [one for one in records if one["chosen"]]
    assert any(one["released"] and not one["opinions"] and not one["missing"] for one in chosen)
    for one in chosen:
        assert sum(one["taken_up"].values()) + one["unanswered"] == one["opinions"]
        assert one["reviews"][0]["title"] and one["reviews"][0]["field"]
    (sanctioned,) = [one for one in records if one["sanctions"]]
    assert sanctioned["sanctions"][0]["document_no"]
    path = f"{own}/experts/{experts[0]['id']}/record"
    is_problem(lived.get(path, "stranger"), 404)
    is_problem(lived.get(path), 401)
    other = next(one["id"] for one in pools if one["level"] != "own")
    is_problem(lived.get(f"/expert-pools/{other}/experts/{experts[0]['id']}/record", "drafter"), 404)
