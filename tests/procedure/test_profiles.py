"""Law as data: every value dated and cited, the floor holds, silence is not permission (design 2, 12.9)."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_flow.audit.canonical import canonical
from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.citation import numeral
from decision_flow.procedure.law import Law, OpenValue, UnknownParameter
from decision_flow.procedure.profiles import Lawbook, NotYetInForce, Profile, UnknownProfile
from decision_flow.terms import BodyKind, Knowledge, Modality, RiskLevel, StartGround

CONFIG = Path(__file__).parents[2] / "config"
TODAY = date(2026, 3, 2)
PLAN = date(2022, 5, 5)
DAY = timedelta(days=1)


@pytest.fixture(scope="module")
def lawbook() -> Lawbook:
    return Lawbook(CONFIG)


@pytest.fixture(scope="module")
def law_of(lawbook: Lawbook) -> Callable[..., Law]:
    calendars = Calendars(CONFIG)
    return lambda name, on=TODAY: Law(lawbook.resolve(name, on), calendars)


# What the law says


def test_art_15_public_comment_normally_lasts_30_days_down_to_jishou(lawbook: Lawbook) -> None:
    for name in ("cn-713", "hunan", "xiangxi", "jishou"):
        value = lawbook.resolve(name, TODAY).values["public_participation.comment_days_min"]
        assert (value.value, value.unit, value.modality) == (30, "calendar_days", Modality.NORMALLY)
        assert value.citation.text == "《重大行政决策程序暂行条例》第十五条第一款"
        assert "一般不少于30日" in value.citation.quote


def test_art_26_the_reviewer_is_normally_left_seven_working_days(law_of: Callable[..., Law]) -> None:
    entry = law_of("jishou").entry("legality_review.working_days_guaranteed")
    assert (entry.value, entry.unit, entry.modality) == (7, "working_days", Modality.NORMALLY)


def test_art_14_open_comment_is_one_form_among_several_nationally_and_the_rule_in_jishou(
    law_of: Callable[..., Law],
) -> None:
    assert law_of("cn-713").value("public_participation.open_comment_mandatory") is False
    jishou = law_of("jishou").entry("public_participation.open_comment_mandatory")
    assert (jishou.value, jishou.knowledge, jishou.modality) == (True, Knowledge.OUR_CHOICE, Modality.NORMALLY)


def test_art_3_a_published_catalog_is_no_condition_of_starting(law_of: Callable[..., Law]) -> None:
    law = law_of("jishou")
    assert set(law.value("catalog.start_grounds")) == {*StartGround}
    assert set(law.value("catalog.grounds_to_be_listed_before_discussion")) == {"submitted", "assigned"}
    assert law.value("catalog.listed_before_discussion") is True
    assert law_of("cn-713").value("catalog.listed_before_discussion") is False


def test_plan_30_high_and_medium_risk_block_in_jishou_and_no_level_does_nationally(law_of: Callable[..., Law]) -> None:
    assert law_of("cn-713").value("risk_assessment.blocking_levels") == ()
    assert law_of("jishou").value("risk_assessment.blocking_levels") == (RiskLevel.HIGH, RiskLevel.MEDIUM)
    assert law_of("jishou").citation("risk_assessment.blocking_levels").text.endswith("第30项")


def test_art_16_a_hearing_may_be_held_nationally_and_must_in_hunan_until_its_text_is_read(
    law_of: Callable[..., Law],
) -> None:
    assert law_of("cn-713").value("public_participation.hearing_trigger") == "may"
    hunan = law_of("jishou").entry("public_participation.hearing_trigger")
    assert (hunan.value, hunan.level, hunan.knowledge) == ("must", "hunan", Knowledge.UNVERIFIED)


@pytest.mark.parametrize(
    "key",
    [
        "public_participation.feedback_required",
        "expert_review.reply_to_expert_required",
        "collective_discussion.legality_body_heard",
        "collective_discussion.law_studied",
        "publication.time_limit_named",
        "publication.feedback_named",
    ],
)
def test_the_plan_adds_duties_from_its_own_day_on(lawbook: Lawbook, key: str) -> None:
    assert lawbook.resolve("jishou", PLAN - DAY).values[key].value is False
    added = lawbook.resolve("jishou", PLAN).values[key]
    assert (added.value, added.in_force_from, added.level) == (True, PLAN, "jishou")


def test_order_783_brings_the_market_regulator_in_on_its_day(lawbook: Lawbook) -> None:
    key = "legality_review.fair_competition_reviewers"
    assert lawbook.resolve("cn-713", date(2024, 7, 31)).values[key].value is None
    reviewers = lawbook.resolve("cn-713", date(2024, 8, 1)).values[key].value
    assert reviewers["government"] == ("undertaking_unit", "market_regulator")
    assert reviewers["department"] == ("undertaking_unit",)


def test_art_26_of_open_information_sets_the_outer_limit_of_publication(law_of: Callable[..., Law]) -> None:
    entry = law_of("jishou").entry("publication.working_days_max")
    assert (entry.value, entry.citation.text) == (20, "《政府信息公开条例》第二十六条")


def test_each_body_kind_of_jishou_has_its_forums_party_organ_and_channels(law_of: Callable[..., Law]) -> None:
    law = law_of("jishou")
    for key in ("collective_discussion.forums", "publication.party_organ", "publication.mandatory_channels"):
        assert set(law.value(key)) == {*BodyKind}
    assert "党组会" in law.value("collective_discussion.refused_forums")


# Silence and texts nobody has read


def test_a_silent_parameter_asks_and_names_who_must_set_it(law_of: Callable[..., Law]) -> None:
    law = law_of("cn-713")
    with pytest.raises(OpenValue) as asked:
        law.value("expert_review.min_experts")
    assert asked.value.key == "expert_review.min_experts" and asked.value.knowledge is Knowledge.READ
    assert "expert_review.min_experts" in str(asked.value) and "适用规定的维护人" in str(asked.value)
    assert law.value_or_none("expert_review.min_experts") is None


def test_an_unread_parameter_never_falls_back_to_the_nation(law_of: Callable[..., Law]) -> None:
    law = law_of("jishou")
    assert law.is_unread("expert_review.min_experts")
    for ask in (law.value, law.value_or_none):
        with pytest.raises(OpenValue) as asked:
            ask("expert_review.min_experts")
        assert asked.value.knowledge is Knowledge.UNREAD
        assert "《湖南省行政程序规定》" in str(asked.value) and "承办单位负责人" in str(asked.value)


def test_a_body_kind_the_text_does_not_name_asks(law_of: Callable[..., Law]) -> None:
    assert law_of("jishou").value_for("publication.party_organ", BodyKind.SUB_DISTRICT) == "街道党工委"
    with pytest.raises(OpenValue, match="sub_district"):
        law_of("cn-713").value_for("publication.party_organ", BodyKind.SUB_DISTRICT)


def test_every_value_of_the_shipped_files_is_cited_and_our_choices_say_so(lawbook: Lawbook) -> None:
    for name in lawbook.names():
        for key, value in lawbook.resolve(name, TODAY).values.items():
            assert value.citation.text, key
            assert value.value is not None or value.knowledge in (Knowledge.READ, Knowledge.UNREAD), key
            if value.citation.instrument == "本系统规定":
                assert value.knowledge is Knowledge.OUR_CHOICE, key


def test_an_unknown_parameter_is_named(law_of: Callable[..., Law]) -> None:
    with pytest.raises(UnknownParameter, match="comment_days_mni"):
        law_of("jishou").value("public_participation.comment_days_mni")


# Days and digests


def test_art_44_no_profile_before_the_regulations_came_into_force(lawbook: Lawbook) -> None:
    assert lawbook.resolve("jishou", date(2019, 9, 1)).name == "jishou"
    with pytest.raises(NotYetInForce, match="2019-09-01"):
        lawbook.resolve("jishou", date(2019, 8, 31))


def test_an_unknown_profile_is_named(lawbook: Lawbook) -> None:
    with pytest.raises(UnknownProfile, match="fenghuang"):
        lawbook.resolve("fenghuang", TODAY)


def test_the_digest_changes_with_the_values_and_not_with_the_day(lawbook: Lawbook) -> None:
    one, next_day = lawbook.resolve("jishou", TODAY), lawbook.resolve("jishou", TODAY + DAY)
    assert one is next_day and one.as_of == date(2024, 8, 1)
    assert lawbook.resolve("jishou", date(2024, 7, 31)).digest != one.digest
    assert lawbook.by_digest(one.digest) is one


def test_a_case_reads_what_it_pinned(lawbook: Lawbook) -> None:
    for name in lawbook.names():
        profile = lawbook.resolve(name, TODAY)
        pinned = Profile.from_canonical(profile.canonical)
        assert pinned == profile and pinned.values == profile.values and pinned.digest == profile.digest
        assert canonical(orjson.loads(profile.canonical)) == profile.canonical
        assert len(profile.canonical) < 64 * 1024  # an argument of a command, not a document


@given(st.dates(date(2019, 9, 1), date(2035, 12, 31)))
def test_every_parameter_has_exactly_one_value_on_every_day(on: date) -> None:
    lawbook = SHIPPED
    keys = set(lawbook.chain("cn-713")[-1].parameters)
    for name in lawbook.names():
        profile = lawbook.resolve(name, on)
        assert set(profile.values) == keys
        assert all(value.in_force_from <= on for value in profile.values.values())


SHIPPED = Lawbook(CONFIG)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (15, "十五"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (1032, "一千零三十二"),
        (1005, "一千零五"),
    ],
)
def test_articles_are_numbered_as_statutes_write_them(number: int, written: str) -> None:
    assert numeral(number) == written
