"""The places whose rules were read or reported: what each of them changes, and how we know it."""

from datetime import date
from pathlib import Path

import pytest

from decision_flow.procedure.profile_diff import differences
from decision_flow.procedure.profiles import Lawbook
from decision_flow.terms import Knowledge, Modality

LAWBOOK = Lawbook(Path(__file__).parents[2] / "config")
ON = date(2026, 3, 2)
READ, REPORTED, UNREAD = Knowledge.READ, Knowledge.UNVERIFIED, Knowledge.UNREAD


@pytest.mark.parametrize(
    ("place", "key", "value", "knowledge"),
    [
        ("shandong", "public_participation.open_comment_mandatory", True, REPORTED),
        ("shandong", "public_participation.hearing_stakeholder_share_min", "1/2", REPORTED),
        ("shandong", "public_participation.livelihood_poll_required", True, REPORTED),
        ("shandong", "catalog.publish_by", "06-30", REPORTED),
        ("shandong", "expert_review.min_experts", None, UNREAD),
        ("guangdong", "public_participation.hearing_trigger", "may", READ),
        ("guangzhou", "public_participation.open_comment_mandatory", True, REPORTED),
        ("guangzhou", "public_participation.feedback_required", True, REPORTED),
        ("guangzhou", "public_participation.hearing_notice_days", None, UNREAD),
        ("zhejiang", "public_participation.comment_days_min", None, UNREAD),
        ("quzhou", "public_participation.comment_days_min", 30, READ),
        ("quzhou", "public_participation.count_start_day", False, READ),
        ("quzhou", "expert_review.min_experts", 5, READ),
        ("quzhou", "expert_review.line_department_share_max", "1/3", READ),
        ("chizhou", "public_participation.hearing_notice_days", 30, READ),
        ("chizhou", "public_participation.hearing_list_days", 15, READ),
        ("chizhou", "collective_discussion.quorum", "1/2", READ),
        ("luan", "public_participation.comment_days_min", 30, READ),
        ("chongqing", "collective_discussion.quorum", "1/2", READ),
        ("chongqing", "collective_discussion.deferral_lapse_months", 12, READ),
        ("shanghai", "legality_review.own_legal_check_required", True, READ),
        ("guangxi-city", "evaluation.years", 2, READ),
    ],
)
def test_what_a_place_sets_and_how_we_know_it(place: str, key: str, value: object, knowledge: Knowledge) -> None:
    said = LAWBOOK.resolve(place, ON).values[key]
    assert (said.value, said.knowledge) == (value, knowledge)
    assert said.citation.instrument != "《重大行政决策程序暂行条例》"


def test_luan_makes_thirty_days_absolute_where_the_regulations_say_normally() -> None:
    key = "public_participation.comment_days_min"
    assert LAWBOOK.resolve("cn-713", ON).values[key].modality is Modality.NORMALLY
    assert LAWBOOK.resolve("luan", ON).values[key].modality is Modality.MUST


def test_a_day_before_a_place_spoke_the_floor_holds() -> None:
    key = "public_participation.open_comment_mandatory"
    assert LAWBOOK.resolve("shandong", date(2025, 9, 30)).values[key].value is False
    assert LAWBOOK.resolve("shandong", date(2025, 10, 1)).values[key].value is True


def difference(one: str, other: str) -> dict[str, str]:
    declared = LAWBOOK.chain("cn-713")[-1].parameters
    found = differences(LAWBOOK.resolve(one, ON), LAWBOOK.resolve(other, ON), declared)
    return {each.one.key: each.stricter for each in found}


def test_differences_name_the_stricter_side() -> None:
    found = difference("jishou", "shandong")
    assert found["risk_assessment.blocking_levels"] == "jishou"
    assert found["public_participation.open_comment_mandatory"] == "shandong"  # must against normally
    assert found["public_participation.hearing_stakeholder_share_min"] == "shandong"  # the other text is silent
    assert "legality_review.working_days_guaranteed" not in found and difference("shandong", "jishou") == found


def test_what_nobody_has_read_is_stricter_than_nothing() -> None:
    assert difference("shandong", "quzhou")["expert_review.min_experts"] == ""


def test_a_profile_does_not_differ_from_itself() -> None:
    assert difference("jishou", "jishou") == {}


BODIES = (
    "bodies.applicability",
    "bodies.legality_reviewers",
    "bodies.voting_members",
    "collective_discussion.forums",
    "publication.party_organ",
    "publication.mandatory_channels",
    "public_participation.mandatory_channels",
    "legality_review.fair_competition_reviewers",
)


@pytest.mark.parametrize("key", BODIES)
def test_art_42_each_kind_of_body_has_its_basis_forum_members_reviewer_organ_and_channels(key: str) -> None:
    """Sub-districts and zone committees are no governments: only a local instrument brings them in (plan 26, 27)."""
    nation, jishou = LAWBOOK.resolve("cn-713", ON).values[key].value, LAWBOOK.resolve("jishou", ON).values[key].value
    assert set(nation) == {"government", "department", "township"}
    assert set(jishou) == {*nation, "sub_district", "zone_committee"}


SOURCES = "".join(
    path.read_text() for room in ("decision_flow", "flows") for path in (Path(__file__).parents[2] / room).rglob("*.py")
)
PUT_TOGETHER = {"publication.time_limit_named", "publication.feedback_named"}
FLOOR = LAWBOOK.chain("cn-713")[-1].parameters


@pytest.mark.parametrize("key", [key for key, declared in FLOOR.items() if declared.shown_only])
def test_what_is_only_shown_is_asked_by_no_rule(key: str) -> None:
    assert f'"{key}"' not in SOURCES


@pytest.mark.parametrize("key", [key for key, declared in FLOOR.items() if not declared.shown_only])
def test_what_a_place_may_set_is_asked_by_a_rule(key: str) -> None:
    """A floor that says must without a figure cannot be set otherwise: the procedure itself keeps it."""
    (floor, *_) = FLOOR[key].values
    assert floor.value is True or key.partition(".")[2] in SOURCES or key in PUT_TOGETHER
