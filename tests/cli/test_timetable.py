"""`decision-flow timetable`: the dates of a started decision, what-if, the picture, and what is refused."""

import json
import re
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from cli.main import main
from tests.databases import Databases
from tests.world import World, a_world


@pytest.fixture(scope="module")
def house(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> World:
    """A founded installation on SQLite with one decision that was started on 2 March 2026 and one that was not."""
    folder = tmp_path_factory.mktemp("timetable")
    return a_world(databases.fresh("sqlite", "timetable"), folder)


@pytest.fixture
def decision(house: World, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv("DECISION_FLOW_DATABASE_URL", house.installation.settings.database_url)
    monkeypatch.setenv("DECISION_FLOW_VAR", str(house.installation.settings.var))
    monkeypatch.setattr("cli.tables.console._width", 220)
    return house.started(title="示例：时间表")


def told(capsys: pytest.CaptureFixture[str], decision: str, *options: str) -> dict[str, Any]:
    assert main(["timetable", decision, "--json", *options]) == 0
    answer = json.loads(capsys.readouterr().out)
    return {**answer, "by_stage": {line["stage"]: line for line in answer["lines"]}}


def test_the_timetable_of_the_day_of_start(capsys: pytest.CaptureFixture[str], decision: str, tmp_path: Path) -> None:
    answer = told(capsys, decision)
    assert answer["on"] == "2026-03-02"
    public, issue = answer["by_stage"]["public_participation"], answer["by_stage"]["publication"]
    assert (public["planned"], public["period"]["over_at"]) == ("2026-04-02", "2026-04-02T00:00:00+08:00")
    assert public["period"]["calendar_id"].startswith("cn@") and len(public["period"]["calendar_sha256"]) == 64
    assert (issue["planned"], issue["critical"], issue["waits_for"]) == ("2026-04-15", True, ["collective_discussion"])
    assert {one["key"]: one["value"] for one in answer["conventions"]}["public_participation.count_start_day"] is False
    assert all(one["citation"] for one in answer["conventions"])
    assert main(["timetable", decision, "--svg", str(tmp_path / "plan.svg")]) == 0
    page = capsys.readouterr().out
    for said in ("依法最早", "关键路径", "原文未读到", "计算方法", "2026年4月1日24时"):
        assert said in page
    assert ET.parse(tmp_path / "plan.svg").getroot().get("role") == "img"


def test_what_if(capsys: pytest.CaptureFixture[str], decision: str) -> None:
    """What one would do today is computed and nothing is written."""
    assert told(capsys, decision, "--shorten", "15")["by_stage"]["publication"]["planned"] == "2026-03-30"
    assert told(capsys, decision, "--hearing")["by_stage"]["public_participation"]["unread"]
    changed = told(capsys, decision, "--change", "substantive", "--on", "2026-03-10")
    assert changed["by_stage"]["public_participation"]["planned"] == "2026-04-10"
    assert told(capsys, decision)["by_stage"]["publication"]["planned"] == "2026-04-15"


def test_before_the_start_and_below_a_day_it_is_refused(
    capsys: pytest.CaptureFixture[str], decision: str, house: World
) -> None:
    assert main(["timetable", decision, "--shorten", "0"]) == 1
    assert "至少" in (said := capsys.readouterr().err) or "不得少于" in said
    assert main(["timetable", house.proposed(title="示例：尚未启动")]) == 1
    assert main(["timetable", "无此事项"]) == 2


CHINESE = re.compile(r"[一-鿿]")


def test_the_tables_of_a_decision_answer_in_english(
    capsys: pytest.CaptureFixture[str], decision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Headings and words; the titles of matters, instruments and quotations stay as they are."""
    monkeypatch.setattr("cli.tables.console._width", 400)
    assert main(["timetable", decision, "--lang", "en"]) == 0
    page = capsys.readouterr().out
    for said in (
        "Earliest lawful",
        "critical path",
        "How days are counted",
        "to the end of 2026-04-01",
        "comment days",
    ):
        assert said in page
    heading = next(line for line in page.splitlines() if "Stage" in line)
    assert not CHINESE.search(heading) and "关键路径" not in page
    assert main(["explain", decision, "public_participation", "--lang", "en"]) == 0
    page = capsys.readouterr().out
    for said in ("missing", "Cured by", "At the earliest", "Art. 14(1)", "head of the undertaking unit"):
        assert said in page
    assert not CHINESE.search(page.replace("示例：时间表", ""))
