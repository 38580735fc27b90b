"""A profile file with a defect is refused with its place; a level never loosens the floor (Art. 43; style 5.10)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_flow.procedure.profiles import Lawbook, ProfileError

PLAN = date(2022, 5, 5)

FLOOR = """\
profile: floor
title: 底线
in_force: 2019-09-01
instrument: law
instruments:
  law: {title: 《某条例》, knowledge: read}
public_participation:
  comment_days_min:
    label: 期限
    unit: calendar_days
    modality: normally
    stricter: larger
    values:
      2019-09-01: {value: 30, cite: {article: 15}}
risk_assessment:
  blocking_levels:
    label: 等级
    unit: words
    modality: must
    stricter: superset
    values:
      2019-09-01: {value: [high], cite: {article: 24}}
  departments_heard:
    label: 听取意见
    unit: flag
    modality: must
    stricter: true
    values:
      2019-09-01: {value: true, cite: {article: 23}}
publication:
  working_days_max:
    label: 公布
    unit: working_days
    modality: must
    stricter: smaller
    values:
      2019-09-01: {value: 20, cite: {article: 26}}
  mode:
    label: 方式
    unit: word
    modality: must
    choices: [first, second]
    values:
      2019-09-01: {value: first, cite: {article: 15}}
"""
CHILD = """\
profile: child
title: 某市
extends: floor
instrument: plan
instruments:
  plan: {title: 《某方案》, knowledge: read}
public_participation:
  comment_days_min:
    values:
      2022-05-05: {value: 45, cite: {item: 28}}
"""


def book(folder: Path, floor: str = FLOOR, child: str = CHILD, **more: str) -> Lawbook:
    profiles = folder / "profiles"
    profiles.mkdir(exist_ok=True)
    for name, text in {"floor": floor, "child": child, **more}.items():
        (profiles / f"{name}.yaml").write_text(text, "utf-8")
    return Lawbook(folder)


def test_the_sample_files_are_accepted(tmp_path: Path) -> None:
    lawbook = book(tmp_path)
    assert lawbook.resolve("child", date(2022, 5, 4)).values["public_participation.comment_days_min"].value == 30
    assert lawbook.resolve("child", PLAN).values["public_participation.comment_days_min"].value == 45


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "says"),
    [
        ("    label: 期限\n", "", 8, "public_participation.comment_days_min", "label"),
        ("    unit: calendar_days\n", "", 8, "public_participation.comment_days_min", "unit"),
        (", cite: {article: 15}", "", 14, "public_participation.comment_days_min.2019-09-01", "cite"),
        ("modality: normally", "modality: usually", 11, "public_participation.comment_days_min.modality", "usually"),
        ("unit: calendar_days", "unit: moons", 10, "public_participation.comment_days_min.unit", "moons"),
        (
            "cite: {article: 15}}",
            "cite: {article: 15}, knowledge: guessed}",
            14,
            "public_participation.comment_days_min.2019-09-01.knowledge",
            "guessed",
        ),
        (
            "cite: {article: 15}",
            "cite: {artikle: 15}",
            14,
            "public_participation.comment_days_min.2019-09-01.cite.artikle",
            "artikle",
        ),
        (
            "cite: {article: 15}",
            "cite: {instrument: other, article: 15}",
            14,
            "public_participation.comment_days_min.2019-09-01.cite.instrument",
            "other",
        ),
        ("stricter: larger", "stricter: bigger", 12, "public_participation.comment_days_min.stricter", "bigger"),
        ("value: 30", "value: thirty", 14, "public_participation.comment_days_min.2019-09-01.value", "whole number"),
        ("value: 30", "value: 30.5", 14, "public_participation.comment_days_min.2019-09-01.value", "30.5"),
        (
            "value: true, cite: {article: 23}",
            "value: yes, cite: {article: 23}",
            29,
            "risk_assessment.departments_heard.2019-09-01.value",
            "yes",
        ),
        (
            "      2019-09-01: {value: 30, cite: {article: 15}}\n",
            "      2019-09-01: {value: 30, cite: {article: 15}}\n      2019-09-01: {value: 20, cite: {article: 15}}\n",
            15,
            "public_participation.comment_days_min.values.2019-09-01",
            "twice",
        ),
        (
            "2019-09-01: {value: 30",
            "2019-08-31: {value: 30",
            14,
            "public_participation.comment_days_min.2019-08-31",
            "lies before",
        ),
        ("2019-09-01: {value: 30", "2020-01-01: {value: 30", 8, "public_participation.comment_days_min", "2019-09-01"),
        (
            "value: 30,",
            "ended: true, value: 30,",
            14,
            "public_participation.comment_days_min.2019-09-01.value",
            "ended",
        ),
        ("value: 30, ", "", 14, "public_participation.comment_days_min.2019-09-01", "value"),
        (
            "cite: {article: 15}}",
            "cite: {article: 15}, knowledge: unread}",
            14,
            "public_participation.comment_days_min.2019-09-01.value",
            "read",
        ),
        ("title: 底线", "titel: 底线", 1, "", "title"),
        ("public_participation:", "public_particpation:", 7, "public_particpation", "public_particpation"),
        ("publication:\n", "risk_assessment:\n", 30, "risk_assessment", "twice"),
        ("in_force: 2019-09-01\n", "", 1, "", "in_force"),
        ("title: 底线", "title: [", 4, "", "YAML"),
    ],
)
def test_a_defect_is_refused_with_file_line_and_key(
    tmp_path: Path, old: str, new: str, line: int, key: str, says: str
) -> None:
    assert old in FLOOR
    with pytest.raises(ProfileError) as refused:
        book(tmp_path, FLOOR.replace(old, new, 1))
    assert Path(refused.value.file).name == "floor.yaml"
    assert (refused.value.line, _short(refused.value.key)) == (line, _short(key))
    assert says in refused.value.en and refused.value.zh


def _short(key: str) -> str:
    return key.replace(".values.", ".")


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("value: 45", "value: 20", "weaker"),
        ("    values:", "    modality: may\n    values:", "weaker"),
        ("extends: floor", "extends: nowhere", "nowhere"),
        ("comment_days_min", "comment_days_most", "list it there first"),
        ("    values:", "    label: 期限\n    values:", "label"),
        ("value: 45", "value: true", "whole number"),
        ("    values:", "    unit: working_days\n    values:", "unit"),
        ("extends: floor", "extends: child", "circle"),
        (
            "public_participation:\n  comment_days_min:\n    values:\n      2022-05-05: {value: 45",
            "publication:\n  mode:\n    values:\n      2022-05-05: {value: third",
            "none of: first, second",
        ),
    ],
)
def test_a_child_that_loosens_or_strays_is_refused(tmp_path: Path, old: str, new: str, says: str) -> None:
    with pytest.raises(ProfileError) as refused:
        book(tmp_path, child=CHILD.replace(old, new))
    assert Path(refused.value.file).name == "child.yaml" and refused.value.line > 0 and says in refused.value.en


@pytest.mark.parametrize(
    ("section", "values", "stands"),
    [
        ("risk_assessment:\n  blocking_levels", "[high, medium]", True),
        ("risk_assessment:\n  blocking_levels", "[medium]", False),
        ("risk_assessment:\n  departments_heard", "false", False),
        ("publication:\n  working_days_max", "10", True),
        ("publication:\n  working_days_max", "21", False),
    ],
)
def test_stricter_means_what_the_parameter_says(tmp_path: Path, section: str, values: str, stands: bool) -> None:
    child = CHILD.partition("public_participation")[0] + (
        f"{section}:\n    values:\n      2022-05-05: {{value: {values}, cite: {{item: 1}}}}\n"
    )
    if stands:
        book(tmp_path, child=child)
    else:
        with pytest.raises(ProfileError, match="weaker"):
            book(tmp_path, child=child)


def test_a_floor_that_rises_over_a_child_is_noticed(tmp_path: Path) -> None:
    rising = FLOOR.replace(
        "      2019-09-01: {value: 30, cite: {article: 15}}\n",
        "      2019-09-01: {value: 30, cite: {article: 15}}\n      2030-01-01: {value: 60, cite: {article: 15}}\n",
    )
    with pytest.raises(ProfileError, match="2030-01-01"):
        book(tmp_path, rising)


def test_levels_in_a_circle_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ProfileError, match="circle"):
        book(
            tmp_path,
            child=CHILD.replace("extends: floor", "extends: other"),
            other=CHILD.replace("profile: child", "profile: other").replace("extends: floor", "extends: child"),
        )


def test_a_level_that_is_silent_asks_the_level_above_and_one_that_is_unread_does_not(tmp_path: Path) -> None:
    key = "public_participation.comment_days_min"
    silent = book(tmp_path, child=CHILD.replace("value: 45", "value: null")).resolve("child", PLAN)
    assert (silent.values[key].value, silent.values[key].level) == (30, "floor")
    unread = book(tmp_path, child=CHILD.replace("value: 45, cite", "knowledge: unread, cite")).resolve("child", PLAN)
    assert (unread.values[key].value, unread.values[key].level) == (None, "child")


def test_what_is_ended_gives_way_to_the_level_above_from_that_day(tmp_path: Path) -> None:
    lawbook = book(tmp_path, child=CHILD + "      2026-01-01: {ended: true, cite: {item: 99}}\n")
    key = "public_participation.comment_days_min"
    assert lawbook.resolve("child", date(2025, 12, 31)).values[key].value == 45
    ended = lawbook.resolve("child", date(2026, 1, 1))
    assert ended.values[key].value == 30 and ended.as_of == date(2026, 1, 1)


timelines = st.dictionaries(st.dates(date(2019, 9, 1), date(2030, 12, 31)), st.integers(1, 90), min_size=1, max_size=4)


@given(timelines, timelines, st.dates(date(2019, 9, 1), date(2031, 12, 31)))
def test_art_43_a_child_never_loosens(above: dict[date, int], below: dict[date, int], on: date) -> None:
    """Whatever two timelines say: either the files are refused, or on no day is the child's period the shorter."""
    floor = FLOOR.replace(
        "      2019-09-01: {value: 30, cite: {article: 15}}\n", "".join(_lines({date(2019, 9, 1): 1} | above))
    )
    child = CHILD.replace("      2022-05-05: {value: 45, cite: {item: 28}}\n", "".join(_lines(below)))
    key = "public_participation.comment_days_min"
    with TemporaryDirectory() as folder:
        try:
            lawbook = book(Path(folder), floor, child)
        except ProfileError as refused:
            if "weaker" not in refused.en:
                raise
            return
        stands, floors = (lawbook.resolve(name, on).values[key].value for name in ("child", "floor"))
        assert stands >= floors


def _lines(values: dict[date, int]) -> Iterator[str]:
    return (f"      {day}: {{value: {value}, cite: {{article: 15}}}}\n" for day, value in values.items())
