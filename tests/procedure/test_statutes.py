"""Every duty of the Regulations is met, outside for a reason, or open by the name of what it awaits."""

import json
import warnings
from dataclasses import replace
from pathlib import Path

import pytest

import decision_flow.rooms  # noqa: F401
from cli.coverage import ACTS
from cli.main import main
from decision_flow.procedure.profiles import Lawbook
from decision_flow.procedure.rules import RULES
from decision_flow.procedure.statutes import Standing, StatuteError, dangling, read_statutes

CONFIG = Path(__file__).parents[2] / "config"
(REGULATIONS,) = read_statutes(CONFIG / "statutes")
PARAMETERS = Lawbook(CONFIG).chain("cn-713")[-1].parameters


def test_every_duty_points_at_what_is_there_and_every_rule_of_the_regulations_has_a_duty() -> None:
    missing = list(dangling(REGULATIONS, RULES, ACTS, PARAMETERS.__contains__))
    assert not missing, "\n" + "\n".join(missing)


def test_what_was_delivered_waits_no_longer() -> None:
    """Once everything awaited is there the duty counts as met; the file should then say so in plain words."""
    done = [duty.id for duty in REGULATIONS.duties if duty.awaits and duty.standing(RULES, ACTS) is not Standing.OPEN]
    if done:
        warnings.warn(f"delivered: name what they await under rules and records: {', '.join(done)}", stacklevel=1)
    for duty in REGULATIONS.duties:
        assert (duty.standing(RULES, ACTS) is Standing.OPEN) <= (duty.awaits is not None)


def test_all_44_articles_have_a_duty_and_ids_name_their_article() -> None:
    assert {int(duty.article.partition("(")[0]) for duty in REGULATIONS.duties} == set(range(1, 45))
    for duty in REGULATIONS.duties:
        assert duty.id.split("-")[:2] == ["713", duty.article.partition("(")[0]]


def test_a_rule_without_a_duty_and_a_duty_without_a_rule_are_named() -> None:
    rules = {name: one for name, one in RULES.items() if name != "PP-15-PERIOD"}
    rules["TST-45-NOTHING"] = replace(RULES["PP-15-PERIOD"], id="TST-45-NOTHING", article="45(1)")
    said = list(dangling(REGULATIONS, rules, ACTS - {"PublishCatalog"}, lambda key: not key.endswith("_days_min")))
    assert said == [
        "713-3-3-consent: no act PublishCatalog",
        "713-15-days: no rule PP-15-PERIOD",
        "713-15-days: no parameter public_participation.comment_days_min",
        "TST-45-NOTHING: no duty of Art. 45(1)",
    ]


FILE = """\
statute: "9"
title: 《某条例》
number: 令
articles: 2
duties:
  9-1: {article: "1", who: 甲, modality: must, duty: 做, met: {rules: [X-1-A]}}
  9-2: {article: "2(1)", who: 甲, modality: may, duty: 做, met: {outside: 因为}}
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("modality: may", "modality: perhaps", 7, "perhaps"),
        (", met: {outside: 因为}", "", 7, "met"),
        ("{outside: 因为}", "{}", 7, "how the duty is met"),
        ("{outside: 因为}", "{outside: 因为, rules: [X-1-A]}", 7, "outside"),
        ("{outside: 因为}", "{awaits: {issue: 某, rules: [], records: []}}", 7, "awaited"),
        ("{outside: 因为}", "{role: king}", 7, "king"),
        ('"2(1)"', '"2.1"', 7, "15(1)"),
        ('"2(1)"', '"3"', 7, "Art. 3"),
        ("articles: 2", "articles: 3", 5, "Art. 3"),
        ("  9-2:", "  9-1:", 7, "twice"),
        ("  9-2:", "  nine:", 7, "713-15-days"),
        ("who: 甲, modality: may", "whom: 甲, modality: may", 7, "who"),
    ],
)
def test_a_defect_of_the_duties_is_refused_with_its_place(
    tmp_path: Path, old: str, new: str, line: int, says: str
) -> None:
    (tmp_path / "9.yaml").write_text(FILE.replace(old, new), "utf-8")
    with pytest.raises(StatuteError) as refused:
        read_statutes(tmp_path)
    assert refused.value.line == line and says in refused.value.en and Path(refused.value.file).name == "9.yaml"


def test_duties_out_of_order_are_refused(tmp_path: Path) -> None:
    head, first, second = FILE.rsplit("\n", 3)[:3]
    (tmp_path / "9.yaml").write_text("\n".join((head, second, first, "")), "utf-8")
    with pytest.raises(StatuteError, match="order of the articles"):
        read_statutes(tmp_path)


def test_coverage_prints_the_matrix(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cli.output.console._width", 220)
    assert main(["coverage", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["duties"] == told["enforced"] + told["recorded"] + told["outside"] + len(told["open"])
    assert told["duties"] == len(told["matrix"]) and told["broken"] == []
    days = next(row for row in told["matrix"] if row["duty"] == "713-15-days")
    assert days["article"] == "《重大行政决策程序暂行条例》第十五条第一款" and "PP-15-PERIOD" in days["rules"]
    assert all(one["issue"] for one in told["open"])
    assert main(["coverage"]) == 0
    page = capsys.readouterr().out
    for said in ("第三十条第二款", "CD-30-HEAD-LAST", "系统之外", "待交付"):
        assert said in page
