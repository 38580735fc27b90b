"""`profile show|diff|check|choices`: readable by a lawyer, readable by a machine, refusing what is below the floor."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from cli.main import main

CONFIG = Path(__file__).parents[2] / "config"
BELOW = """\
profile: xian
title: 西安市
extends: cn-713
instrument: procedure
instruments:
  procedure: {title: 《西安市行政程序规定》, knowledge: unverified}
public_participation:
  comment_days_min:
    values:
      2019-09-01: {value: 20, cite: {}}
  hearing_materials_days:
    values:
      2019-09-01: {value: 5, cite: {}}
"""


@pytest.fixture(autouse=True)
def wide(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.tables.console._width", 220)


def told(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_show_gives_each_value_its_citation_and_its_level(capsys: pytest.CaptureFixture[str]) -> None:
    shown = told(capsys, "profile", "show", "jishou", "--on", "2026-03-02")
    assert [level["name"] for level in shown["levels"]] == ["jishou", "xiangxi", "hunan", "cn-713"]
    values = {value["key"]: value for value in shown["values"]}
    assert all(value["citation"]["text"] and value["level_title"] for value in values.values())
    feedback = values["public_participation.feedback_required"]
    assert (feedback["level"], feedback["citation"]["text"][-4:]) == ("jishou", "第28项")
    assert main(["profile", "show", "jishou", "--on", "2026-03-02"]) == 0
    page = capsys.readouterr().out
    for said in (
        "国家 → 湖南省 → 湘西土家族苗族自治州 → 吉首市",
        "一般：30日",
        "原文未读到",
        "街道党工委",
        "本系统选择",
    ):
        assert said in page


def test_show_before_the_regulations_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["profile", "show", "jishou", "--on", "2019-08-31"]) == 2
    assert main(["profile", "show", "fenghuang"]) == 2
    assert "2019-09-01" in capsys.readouterr().err


def test_diff_of_two_places(capsys: pytest.CaptureFixture[str]) -> None:
    found = {one["key"]: one for one in told(capsys, "profile", "diff", "jishou", "shandong", "--on", "2026-03-02")}
    assert found["risk_assessment.blocking_levels"]["stricter"] == "jishou"
    assert main(["profile", "diff", "jishou", "shandong", "--on", "2026-03-02"]) == 0
    page = capsys.readouterr().out
    for said in ("较严", "6月30日", "政府公报", "《山东省重大行政决策公众参与工作办法》", "不要求"):
        assert said in page


def test_check_passes_the_shipped_files(capsys: pytest.CaptureFixture[str]) -> None:
    assert told(capsys, "profile", "check")["defects"] == []
    assert told(capsys, "profile", "check", str(CONFIG / "profiles"))["defects"] == []


def test_check_refuses_every_value_below_the_floor_with_its_place(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "xian.yaml"
    file.write_text(BELOW, "utf-8")
    for path in (file, tmp_path):
        assert main(["profile", "check", str(path), "--json"]) == 1
        defects = json.loads(capsys.readouterr().out)["defects"]
        assert [(one["line"], one["key"].partition(".values")[0]) for one in defects] == [
            (10, "public_participation.comment_days_min"),
            (13, "public_participation.hearing_materials_days"),
        ]
        assert all(Path(one["file"]).name == "xian.yaml" and "第十" in one["reason"] for one in defects)
    assert main(["profile", "check", str(file)]) == 1
    assert "低于" in capsys.readouterr().out


def test_check_lists_each_broken_file_once(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "xian.yaml").write_text(BELOW.replace("cite: {}", "zite: {}"), "utf-8")
    (tmp_path / "nowhere.yaml").write_text(BELOW.replace("xian", "nowhere").replace("cn-713", "mars"), "utf-8")
    (tmp_path / "torn.yaml").write_text("profile: [", "utf-8")
    assert main(["profile", "check", str(tmp_path), "--json"]) == 1
    defects = json.loads(capsys.readouterr().out)["defects"]
    assert sorted(Path(one["file"]).name for one in defects) == ["nowhere.yaml", "torn.yaml", "xian.yaml"]
    assert main(["profile", "check", str(tmp_path / "none.yaml")]) == 2


def test_choices_are_one_page_to_confirm_and_sign(capsys: pytest.CaptureFixture[str]) -> None:
    choices = told(capsys, "profile", "choices", "jishou", "--on", "2026-03-02")
    assert {one["knowledge"] for one in choices} == {"our_choice", "practice", "unverified"}
    shown = told(capsys, "profile", "show", "jishou", "--on", "2026-03-02")["values"]
    ours = [one["key"] for one in shown if one["knowledge"] == "our_choice"]
    assert ours and ours == [one["key"] for one in choices if one["knowledge"] == "our_choice"]
    assert main(["profile", "choices", "jishou"]) == 0
    page = capsys.readouterr().out
    assert "确认，或者改为" in page and "负责人签字" in page


def test_a_broken_configuration_is_one_sentence(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.copytree(CONFIG, tmp_path / "config")
    (tmp_path / "config" / "profiles" / "xian.yaml").write_text(BELOW, "utf-8")
    monkeypatch.setenv("DECISION_FLOW_CONFIG", str(tmp_path / "config"))
    assert main(["profile", "show", "jishou"]) == 2
    assert "xian.yaml" in capsys.readouterr().err


def english(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main([*arguments, "--lang", "en", "--on", "2026-03-02"]) == 0
    return capsys.readouterr().out


def test_the_tables_answer_in_english(capsys: pytest.CaptureFixture[str]) -> None:
    """Headings, words, units and what a value is of; instruments, notes and quotations stay as they are."""
    shown = english(capsys, "profile", "show", "jishou")
    for said in (
        "cn-713 → hunan",
        "Basis",
        "normally: 30 calendar days",
        "text not read",
        "Kinds of body",
        "our choice",
    ):
        assert said in shown
    assert "comment days min" in shown and "一般：30日" not in shown and "机构类别" not in shown
    compared = english(capsys, "profile", "diff", "jishou", "shandong")
    for said in ("differences", "Stricter", "06-30", "gazette", "not required"):
        assert said in compared
    chosen = english(capsys, "profile", "choices", "jishou")
    for said in ("to be confirmed locally", "Confirmed, or changed to", "Signed by", "practice"):
        assert said in chosen
