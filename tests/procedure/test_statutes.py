"""Every duty of the statutes is met, outside for a reason, or open by the name of what it awaits."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from cli.coverage_matrix import ACTS, what_there_is
from cli.main import main
from decision_flow.procedure.coverage import Standing, dangling, delivered_meanwhile, standing
from decision_flow.procedure.messages import Messages
from decision_flow.procedure.rules import RULES
from decision_flow.procedure.statutes import Awaited, StatuteError, cited, read_statutes
from decision_flow.settings import CHECKOUT
from decision_flow.terms import Knowledge

CONFIG = CHECKOUT / "config"
STATUTES = read_statutes(CONFIG / "statutes")
BY_NAME = {statute.name: statute for statute in STATUTES}
THERE = what_there_is(CONFIG)
OPEN = frozenset(
    line for line in (CHECKOUT / "tests/procedure/open_duties.txt").read_text("utf-8").splitlines() if line[0] != "#"
)
PLAN_ITEMS = {12, *range(20, 35), 43, *range(66, 73), 76, 79, *range(83, 87), *range(90, 102)}


def test_every_duty_points_at_what_is_there_and_every_rule_has_a_duty() -> None:
    missing = list(dangling(STATUTES, THERE))
    assert not missing, "\n" + "\n".join(missing)


def test_what_was_delivered_waits_no_longer() -> None:
    done = list(delivered_meanwhile(STATUTES, THERE))
    assert not done, f"delivered: name what they await under rules and records: {', '.join(done)}"


def test_the_list_of_open_duties_only_shrinks() -> None:
    """open_duties.txt is what was open when all duties had been listed: lines leave it, none is added."""
    open_now = {
        duty.id for one in STATUTES for duty in one.duties if standing(duty, THERE) is Standing.OPEN and duty.awaits
    }
    assert not open_now - OPEN, "a duty that was met, or that is new, may not wait"
    assert not OPEN - open_now, "delivered: take them off tests/procedure/open_duties.txt"
    assert len(OPEN) <= 44


def test_every_statute_that_binds_a_decision_is_listed_whole() -> None:
    assert BY_NAME["713"].binding == frozenset(range(1, 45))
    assert BY_NAME["J"].binding == PLAN_ITEMS
    assert {*BY_NAME} == {"713", "J", "783", "OGI", "590", "LAND", "PRICE", "PLANNING"}
    for statute in STATUTES:
        assert {int(duty.article.partition("(")[0]) for duty in statute.duties} >= statute.binding


def test_a_statute_has_the_title_under_which_rules_cite_it() -> None:
    messages = Messages(CONFIG)
    for statute in STATUTES:
        assert messages.instrument(statute.name) == statute.title and messages.instrument(statute.name, "en")


def test_what_nobody_read_is_marked() -> None:
    """The page on the plan sums up items 66 to 72 and 90 to 101 together, and says nothing of some."""
    unread = {duty.id for one in STATUTES for duty in one.duties if duty.knowledge is Knowledge.UNVERIFIED}
    assert {"J-90", "J-91", "J-98", "J-99", "J-100"} <= unread
    assert all(one.startswith("J-") for one in unread)


def test_a_rule_without_a_duty_and_a_duty_without_a_rule_are_named() -> None:
    rules = {name: one for name, one in THERE.rules.items() if name != "PP-15-PERIOD"}
    for number, article in enumerate(("45(1)", "J30(9)", "J44", "999-3", "system")):
        rules[f"TST-{number}"] = replace(RULES["PP-15-PERIOD"], id=f"TST-{number}", article=article)
    there = replace(
        THERE,
        rules=rules,
        acts=ACTS - {"PublishCatalog"},
        has_parameter=lambda key: key != "public_participation.comment_days_min",
    )
    assert list(dangling(STATUTES, there)) == [
        "713-3-3-consent: no act PublishCatalog",
        "713-15-days: no rule PP-15-PERIOD",
        "713-15-days: no parameter public_participation.comment_days_min",
        "J-26-catalog: no act PublishCatalog",
        "TST-0: no duty of Art. 45(1)",
        "TST-2: no duty of Art. J44",
        "TST-3: no duty of Art. 999-3",
    ]


@pytest.mark.parametrize(
    ("article", "found"),
    [
        ("15(1)", ("713", "15(1)")),
        ("J30", ("J", "30")),
        ("783-18", ("783", "18")),
        ("OGI-26", ("OGI", "26")),
        ("system", None),
    ],
)
def test_a_rule_cites_statute_and_place(article: str, found: tuple[str, str] | None) -> None:
    assert cited(replace(RULES["PP-15-PERIOD"], article=article)) == found


def test_a_duty_is_open_until_everything_it_awaits_is_there() -> None:
    duty = next(one for one in BY_NAME["J"].duties if one.id == "J-20")
    for rules, records, modules in ((("X-1",), (), ()), ((), ("Nothing",), ()), ((), (), ("web.nothing",))):
        waiting = replace(duty, awaits=Awaited("示例", rules, records, modules))
        assert standing(waiting, THERE) is Standing.OPEN
    there = replace(duty, awaits=Awaited("示例", ("PP-15-PERIOD",), ("FileDraft",), ("cli.main",)))
    assert standing(there, THERE) is Standing.ENFORCED


FILE = """\
statute: "9"
title: 《某条例》
number: 令
articles: 2
bearers: {甲: A}
duties:
  9-1: {article: "1", who: 甲, modality: must, duty: 做, en: do, met: {rules: [X-1-A]}}
  9-2: {article: "2(1)", who: 甲, modality: may, duty: 做, en: do, met: {outside: {zh: 因为, en: because}}}
"""


@pytest.mark.parametrize(
    ("old", "new", "line", "says"),
    [
        ("modality: may", "modality: perhaps", 8, "perhaps"),
        (", met: {outside: {zh: 因为, en: because}}", "", 8, "met"),
        ("{outside: {zh: 因为, en: because}}", "{}", 8, "how the duty is met"),
        ("en: because}}", "en: because}, rules: [X-1-A]}", 8, "outside"),
        ("{outside: {zh: 因为, en: because}}", "{outside: 因为}", 8, "mapping"),
        ("{outside: {zh: 因为, en: because}}", "{awaits: {issue: 某, rules: []}}", 8, "awaited"),
        ("{outside: {zh: 因为, en: because}}", "{awaits: {issue: 某, pages: [x]}}", 8, "pages"),
        ("{outside: {zh: 因为, en: because}}", "{role: king}", 8, "king"),
        ('"2(1)"', '"2.1"', 8, "15(1)"),
        ('"2(1)"', '"3"', 8, "begins with 9"),
        ("articles: 2", "articles: 1", 8, "no Art. 2"),
        ("articles: 2", "articles: 3", 6, "Art. 3"),
        ("articles: 2", 'articles: 4\nbinding: "1-2, 4"', 7, "Art. 4"),
        ("articles: 2", 'articles: 4\nbinding: "1 to 4"', 5, "12, 20-34"),
        ("articles: 2", "articles: 2\nknowledge: heard", 5, "heard"),
        ("  9-2:", "  9-1:", 8, "twice"),
        ("  9-2:", "  nine:", 8, "713-15-days"),
        ("  9-2:", "  8-2:", 8, "begins with 9"),
        ("en: do, met: {outside", "met: {outside", 8, "`en`"),
        ("who: 甲, modality: may", "who: 乙, modality: may", 8, "乙"),
        ("who: 甲, modality: may", "whom: 甲, modality: may", 8, "who"),
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


def test_one_statute_has_one_file(tmp_path: Path) -> None:
    for name in ("8.yaml", "9.yaml"):
        (tmp_path / name).write_text(FILE, "utf-8")
    with pytest.raises(StatuteError, match="already"):
        read_statutes(tmp_path)


def told(capsys: pytest.CaptureFixture[str], *options: str) -> str:
    assert main(["coverage", *options]) == 0
    return capsys.readouterr().out


def test_coverage_for_machines(capsys: pytest.CaptureFixture[str]) -> None:
    matrix = json.loads(told(capsys, "--json"))
    assert matrix["duties"] == matrix["enforced"] + matrix["recorded"] + matrix["outside"] + len(matrix["open"])
    assert matrix["duties"] == len(matrix["matrix"]) and matrix["broken"] == []
    rows = {row["duty"]: row for row in matrix["matrix"]}
    days = rows["713-15-days"]
    assert days["article"] == "《重大行政决策程序暂行条例》第十五条第一款" and "PP-15-PERIOD" in days["rules"]
    assert days["tests"]["PP-15-PERIOD"].keys() == {"refuses", "passes"}
    assert rows["J-30-level"]["article"].endswith("第30项") and rows["783-18"]["statute"] == "783"
    assert all(one["issue"] for one in matrix["open"])


def test_coverage_for_people_in_both_languages(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cli.tables.console._width", 400)
    chinese = told(capsys)
    for said in ("第三十条第二款", "CD-30-HEAD-LAST", "系统之外", "待交付", "第30项", "未核原文", "拒 test_"):
        assert said in chinese
    english = told(capsys, "--lang", "en")
    for said in ("Art. 30(2)", "item 30", "outside", "head last", "How it is met", "not verified", "refuses test_"):
        assert said in english
    assert "怎样落实" not in english and "义务" not in english


def test_coverage_outside_a_checkout_has_no_tests(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("cli.coverage_matrix.WITNESSES", tmp_path / "witnesses.yaml")
    assert "tests" not in json.loads(told(capsys, "--json"))["matrix"][0]
    assert "测试" not in told(capsys) and "Rules and tests" not in told(capsys, "--page")


def test_the_page_of_the_docs_is_the_matrix_of_today(capsys: pytest.CaptureFixture[str]) -> None:
    assert (CHECKOUT / "docs" / "coverage.md").read_text("utf-8") == told(capsys, "--page"), "run `make docs`"
