"""Findings become sentences by rule and code, in two languages, and never a blank (design 12.17, style 5.13)."""

import shutil
from datetime import date
from enum import StrEnum
from pathlib import Path

import pytest

from decision_flow import terms
from decision_flow.procedure.messages import MessageError, Messages, MissingMessage
from decision_flow.terms import Disposition, Outcome, Role, Stage

CONFIG = Path(__file__).parents[2] / "config"
MESSAGES = Messages(CONFIG)
ENUMERATIONS = [
    one for one in vars(terms).values() if isinstance(one, type) and issubclass(one, StrEnum) and one is not StrEnum
]


def test_art_15_a_short_period_says_what_is_missing_and_how_to_cure_it() -> None:
    values = {"days": 20, "floor": 30}
    assert MESSAGES.text("PP-15-PERIOD", "short", values, "zh") == "公告期20日，不足30日，公告中未说明理由"
    assert MESSAGES.cure("PP-15-PERIOD", "short", values, "zh") == "重新发布公告，或者连续补足所缺日数"
    assert MESSAGES.text("PP-15-PERIOD", "short", values, "en").startswith("20 days open")
    assert "公开征求意见" in MESSAGES.what("PP-15-PERIOD")


def test_dates_words_lists_and_yes_and_no_are_read_in_the_language() -> None:
    waits = {"stage": Stage.LEGALITY_REVIEW, "waits_for": [Stage.EXPERT_REVIEW, "risk_assessment"]}
    assert MESSAGES.text("DEC-27-OPEN", "waits", waits, "zh") == "合法性审查阶段须等待：专家论证、风险评估"
    assert MESSAGES.text("DEC-27-OPEN", "waits", waits, "en").endswith("waits for: expert review, risk assessment")
    late = {"occurred_on": "2026-03-02", "recorded_on": date(2026, 3, 4)}
    assert "2026年3月2日办理的事项在2026年3月4日补录" in MESSAGES.text("DEC-39-BACKDATED", "no_reason", late, "zh")
    assert "2026-03-02" in MESSAGES.text("DEC-39-BACKDATED", "no_reason", late, "en")


def test_a_word_with_two_meanings_is_read_by_its_enumeration() -> None:
    assert MESSAGES.word(Disposition.ADOPTED) == "采纳" and MESSAGES.word(Outcome.ADOPTED) == "通过"
    assert MESSAGES.word(Role.UNDERTAKING_HEAD, "en") == "head of the undertaking unit"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("enumeration", ENUMERATIONS, ids=lambda one: one.__name__)
def test_every_word_of_the_procedure_has_a_text(enumeration: type[StrEnum], lang: str) -> None:
    assert all(MESSAGES.word(value, lang) for value in enumeration)


@pytest.mark.parametrize(
    ("article", "zh", "en"),
    [
        ("15(1)", "《重大行政决策程序暂行条例》第十五条第一款", "Art. 15(1)"),
        ("30", "《重大行政决策程序暂行条例》第三十条", "Art. 30"),
        ("J30", "《吉首市法治政府建设实施方案（2021—2025年）》第30项", "item 30"),
        ("783-18", "《公平竞争审查条例》第十八条", "Art. 18"),
        ("OGI-26", "《政府信息公开条例》第二十六条", "Art. 26"),
        ("system", "本系统规定", "Rule of this system"),
    ],
)
def test_an_article_is_written_as_on_paper(article: str, zh: str, en: str) -> None:
    assert MESSAGES.article(article) == zh and MESSAGES.article(article, "en").endswith(en)


def test_both_languages_say_the_same_things_with_the_same_values() -> None:
    assert MESSAGES.languages == ("en", "zh")
    assert MESSAGES.keys("zh") ^ MESSAGES.keys("en") == frozenset()
    rules = [key for key in MESSAGES.keys("zh") if key[0].isupper()]
    assert not [key for key in rules if MESSAGES.placeholders(key, "zh") != MESSAGES.placeholders(key, "en")]


@pytest.mark.parametrize(
    ("rule", "code", "key"),
    [("PP-15-PERIOD", "shrt", "PP-15-PERIOD.shrt.missing"), ("PP-99-NONE", "short", "PP-99-NONE.short.missing")],
)
def test_a_missing_sentence_is_named_and_never_blank(rule: str, code: str, key: str) -> None:
    with pytest.raises(MissingMessage, match=key) as missing:
        MESSAGES.text(rule, code, {}, "zh")
    assert missing.value.key == key


def test_a_missing_value_title_word_cure_or_language_is_named() -> None:
    for ask, key in [
        (lambda: MESSAGES.text("PP-15-PERIOD", "short", {"days": 20}, "zh"), "floor"),
        (lambda: MESSAGES.title("nothing"), "titles.nothing"),
        (lambda: MESSAGES.cure("PP-15-PERIOD", "not_chosen", {}, "zh"), "PP-15-PERIOD.not_chosen.cure"),
        (lambda: MESSAGES.what("PP-15-PERIOD", "fr"), "fr"),
        (
            lambda: MESSAGES.text("DEC-39-SIGNED", "unsigned", {"stage": "lunch", "role": "drafter"}, "zh"),
            "terms.Stage.lunch",
        ),
    ]:
        with pytest.raises(MissingMessage, match=key):
            ask()


def test_a_title_takes_its_values() -> None:
    assert MESSAGES.title("refused_sign_off", {"stage": "public_participation"}) == "暂不能办理：公众参与阶段尚不能签署"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("PP-15-PERIOD:\n  what: 要求\n", "already written"),
        ("PP-90-TWICE:\n  what: 要求\n  short: 缺\n  short: 缺\n", "twice"),
        ("PP-90-WHAT:\n  short: 缺\n", "what"),
        ('PP-90-WHAT:\n  what: "不少于{floor}日"\n', "names no values"),
        ('PP-90-SPEC:\n  what: 要求\n  short: "{stage:Stages}"\n', "Stages"),
        ('PP-90-BRACE:\n  what: 要求\n  short: "{stage"\n', "template"),
        ("PP-90-PART:\n  what: 要求\n  short: {missing: 缺, cures: 补}\n", "cures"),
        ("PP-90-CODE:\n  what: 要求\n  Short: 缺\n", "small letters"),
        ("PP-90-NONE:\n  what: 要求\n  short: {missing: }\n", "text"),
        ("short:\n  what: 要求\n", "rule id"),
        ("terms:\n  Stage: {archive: 归档}\n", "already written"),
    ],
)
def test_a_defect_of_a_file_is_refused_with_its_place(tmp_path: Path, text: str, says: str) -> None:
    shutil.copytree(CONFIG / "messages", tmp_path / "messages")
    (tmp_path / "messages" / "zh" / "zz.yaml").write_text(text, "utf-8")
    with pytest.raises(MessageError) as refused:
        Messages(tmp_path)
    assert says in refused.value.en and refused.value.file.endswith("zz.yaml") and refused.value.line > 0
