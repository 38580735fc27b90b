"""`decision-flow draw`: the draw of experts, drawn again; 1 where it does not come out the same (Art. 20)."""

import json
import sqlite3
from pathlib import Path

import pytest

from cli.main import main
from decision_flow.terms import Role, StartGround
from tests import lawful
from tests.databases import Databases
from tests.lawful import expert_pool as pools
from tests.lawful import expert_review as steps
from tests.world import START, World, a_world


@pytest.fixture
def house(databases: Databases, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """A founded installation on SQLite, which the console opens."""
    world = a_world(databases.fresh("sqlite", "draw"), tmp_path)
    monkeypatch.setenv("DECISION_FLOW_DATABASE_URL", world.installation.settings.database_url)
    monkeypatch.setenv("DECISION_FLOW_VAR", str(world.installation.settings.var))
    monkeypatch.setattr("cli.tables.console._width", 220)
    return world


def announced(world: World) -> tuple[str, str]:
    """A started decision and a draw whose value is not known yet."""
    case = str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT, touches_market=False)))
    pool_id = str(lawful.run(world, pools.a_pool(world)))
    return case, world.do(steps.announcement(case, pool_id, START), Role.UNDERTAKING_HEAD).made["expert_draw"]


def test_art_20_a_draw_is_shown_and_drawn_again(house: World, capsys: pytest.CaptureFixture[str]) -> None:
    case, draw_id = announced(house)
    assert main(["draw", case]) == 0
    assert "尚未公布" in capsys.readouterr().out
    house.advance(START + 2 * steps.HOUR)
    house.do(steps.holding(house, case, draw_id, START + steps.HOUR), Role.DRAFTER)
    assert main(["draw", case, "--json"]) == 0
    (told,) = json.loads(capsys.readouterr().out)
    assert told["replayed"] == told["drawn"] and told["faults"] == [] and len(told["candidates"]) == 4
    assert told["chosen"] == told["drawn"][: told["wanted"]] and told["seed_value"] == "3 7 9"
    assert main(["draw", case]) == 0
    assert "结果相同" in capsys.readouterr().out


def test_art_20_a_draw_that_was_changed_in_the_database_does_not_come_out_the_same(
    house: World, capsys: pytest.CaptureFixture[str]
) -> None:
    case, draw_id = announced(house)
    house.advance(START + 2 * steps.HOUR)
    house.do(steps.holding(house, case, draw_id, START + steps.HOUR), Role.DRAFTER)
    order = json.dumps(list(steps.order_of(house, draw_id))[::-1])
    with sqlite3.connect(house.installation.settings.database_url.removeprefix("sqlite:///")) as behind:
        behind.execute("UPDATE expert_draw SET drawn = ? WHERE id = ?", (order, draw_id))
    assert main(["draw", case]) == 1
    assert "drawn" in capsys.readouterr().out


def test_a_decision_without_a_draw_says_so(house: World, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draw", house.started(title="示例：没有抽取")]) == 2
    assert "没有抽取专家" in capsys.readouterr().err
