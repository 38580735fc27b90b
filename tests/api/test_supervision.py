"""督办 over HTTP and on the console: those of the body see what stands still, with cure and who is told."""

import json
from pathlib import Path

import pytest

from cli.main import main
from decision_flow.supervision.register import Supervision
from decision_flow.terms import Role, StartGround
from tests import lawful
from tests.api.house import Served, a_stranger, is_problem
from tests.supervision.house import after


def a_delayed_case(served: Served) -> str:
    """A started case on which nobody has acted for a hundred days."""
    world = served.world
    case = str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT, touches_market=False)))
    after(world, 100)
    Supervision(world.installation.store, world.installation.engine).look()
    return case


def test_those_of_the_body_see_what_stands_still(served: Served):
    case, stranger = a_delayed_case(served), a_stranger(served)
    page = served.get(f"/supervision?decision_id={case}", Role.SUPERVISOR).json
    one = next(item for item in page["items"] if item["stage"] == "risk_assessment")
    assert (one["rule"], one["code"], one["title"]) == ("SUP-38-DELAY", "no_act", "示例事项")
    assert (
        one["article"] == "《重大行政决策程序暂行条例》第三十八条" and "100日没有办理" in one["missing"] and one["cure"]
    )
    assert one["told"] == ["undertaking_head", "risk_assessor", "office_head", "supervisor"]
    assert "no act since" in served.get("/supervision", Role.DRAFTER, Accept_Language="en").json["items"][0]["missing"]
    assert served.get("/supervision", stranger).json["items"] == []
    is_problem(served.client.get("/api/v1/supervision"), 401)


def test_pages_follow_each_other(served: Served):
    a_delayed_case(served)
    seen, cursor = [], ""
    while cursor is not None:
        page = served.get(f"/supervision?limit=1{cursor and f'&cursor={cursor}'}", Role.DRAFTER).json
        seen += [item["stage"] for item in page["items"]]
        cursor = page["next_cursor"]
    assert sorted(seen) == ["expert_review", "public_participation", "risk_assessment"]


def test_the_console_prints_it(
    served: Served, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    case = a_delayed_case(served)
    settings = served.world.installation.settings
    monkeypatch.setenv("DECISION_FLOW_DATABASE_URL", settings.database_url)
    monkeypatch.setenv("DECISION_FLOW_VAR", str(settings.var))
    assert main(["supervision", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert {one["decision_id"] for one in found} == {case} and len(found) == 3
    assert main(["supervision"]) == 0
    assert "督办" in capsys.readouterr().out
