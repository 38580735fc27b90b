"""Before the start, over HTTP: what was prepared, the standards reached, the special procedures on file, bad input."""

from typing import Any

import pytest

from tests.api.house import Served, a_decision, is_problem


@pytest.fixture
def served(shared: Served) -> Served:
    """The house that the tests of this folder share."""
    return shared


def test_what_was_prepared_is_read_on_the_file_by_those_who_see_it(served: Served):
    case = a_decision(served)
    basis = {"title": "《示例法》", "number": None, "rank": "law", "articles": None}
    item = basis | {"status": "repealed", "checked_on": "2026-03-02"}
    assert served.post(f"/decisions/{case}/legal-basis", {"items": [item]}, "drafter").status_code == 201
    found = served.get(f"/decisions/{case}/preparation", "drafter").json
    assert (found["legal_basis"][0]["repealed"], found["legal_basis"][0]["items"][0]["title"]) == (1, "《示例法》")
    assert found["disputes"] == [] and served.get(f"/decisions/{case}", "drafter").json["origin"] == "departments"
    assert served.get(f"/decisions/{case}", "drafter").json["congress_track"] == "none"


def test_a_standard_that_is_reached_is_shown_with_its_document(served: Served):
    organ = served.world.organ_id
    adopted: dict[str, Any] = {
        "document_no": "示例〔2026〕9号",
        "adopted_on": "2026-03-01",
        "document_sha256": served.upload("量化标准".encode(), "catalog_officer"),
        "criteria": [{"measure": "land_area", "threshold": 100, "matter_class": "plan"}],
    }
    assert served.post(f"/organs/{organ}/decision-criteria", adopted, "catalog_officer").status_code == 201
    shared = {"project": "示例", "site": None, "budget_line": None}
    for amount, reached in ((60, []), (50, [(50, 110, False)])):
        case = a_decision(served, title=f"示例{amount}亩")
        figures = {"figures": [{"measure": "land_area", "amount": amount}], **shared}
        assert served.post(f"/decisions/{case}/figures", figures, "drafter").status_code == 201
        found = served.get(f"/decisions/{case}/standards", "drafter").json
        assert [(one["amount"], one["together"], one["alone"]) for one in found] == reached
    ahead = served.post(f"/organs/{organ}/decision-criteria", adopted | {"adopted_on": "2199-01-01"}, "catalog_officer")
    assert is_problem(ahead, 409)["findings"][0]["rule"] == "CAT-3-CRITERIA"


def test_special_procedures_on_file_say_how_far_they_are_known(served: Served):
    found = {one["title"]: one for one in served.get("/special-procedures", "drafter").json}
    steps = {one["step"]: one for one in found["《国有土地上房屋征收与补偿条例》"]["steps"]}
    assert steps["open_comment"]["comment_days"] == 30 and steps["open_comment"]["knowledge"] == "read"
    assert steps["open_comment"]["citation"] == "《国有土地上房屋征收与补偿条例》第十条第二款"
    hearing = next(one for one in found["《价格法》"]["steps"] if one["step"] == "hearing")
    assert (hearing["knowledge"], hearing["citation"]) == ("read", "《价格法》第二十三条")


@pytest.mark.parametrize(
    ("field", "value", "place"),
    [
        ("origin", "示例", "origin"),
        ("origin", "parks_decide_themselves", "origin"),
        ("matter_class", "minor", "matter_class"),
        ("triage", {"congress_track": "some"}, "triage"),
        ("argument", {"problem": "示例"}, "argument"),
    ],
)
def test_what_no_enumeration_knows_is_refused_with_its_place(served: Served, field, value, place):
    body = {
        "organ_id": served.world.organ_id,
        "undertaking_unit_id": served.world.unit_id,
        "title": "示例",
        "matter_class": "plan",
        "origin": "departments",
        "reason": "示例",
        "is_technical": True,
        "may_harm": True,
        "touches_market": False,
        "affects_specific_group": False,
        "is_normative_document": False,
        field: value,
    }
    problem = is_problem(served.post("/decisions", body, "drafter"), 422)
    assert place in problem["errors"]["json"]
