"""`calendar check`: the notices that are loaded, and the years that stay provisional."""

import json
import shutil
from pathlib import Path

import pytest

from cli.main import main

CONFIG = Path(__file__).parents[2] / "config"


def test_what_is_loaded_and_what_stays_provisional(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.tables.console._width", 220)
    assert main(["calendar", "check", "--on", "2026-11-30", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {layer["layer"]: len(layer["years"]) for layer in told["layers"]} == {"cn": 9, "xiangxi": 2}
    missing = [(one["layer"], one["year"], one["overdue"]) for one in told["provisional"]]
    assert missing == [("cn", 2027, False), ("xiangxi", 2026, True), ("xiangxi", 2027, False)]
    assert main(["calendar", "check", "--on", "2026-12-01"]) == 0
    assert "2027年的安排没有录入" in capsys.readouterr().out
    assert main(["calendar", "check", "--on", "2026-12-01", "--lang", "en"]) == 0
    page = capsys.readouterr().out
    assert "Weekend work days" in page and "2027 is not loaded" in page and "没有录入" not in page


def test_a_broken_calendar_is_one_sentence_with_its_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(CONFIG, tmp_path / "config")
    file = tmp_path / "config" / "calendars" / "cn-2026.yaml"
    file.write_text(file.read_text("utf-8").replace("year: 2026", "year: 2026\nyaer: 2026"), "utf-8")
    monkeypatch.setenv("DECISION_FLOW_CONFIG", str(tmp_path / "config"))
    assert main(["calendar", "check"]) == 2
    assert "cn-2026.yaml:4: yaer" in capsys.readouterr().err
