"""Local rules that fall below the national floor, and days that are miscounted, each with its lawful neighbour.

The values are those of real local rules, used as data points; none of them is accused of anything.
"""

import shutil
from datetime import date
from pathlib import Path

import pytest

from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.profiles import Lawbook, ProfileError

CONFIG = Path(__file__).parents[2] / "config"
ON = date(2026, 3, 2)
HEAD = """\
profile: somewhere
title: 某地
extends: cn-713
instrument: local
instruments:
  local: {{title: 《某地重大行政决策程序规定》, knowledge: read{until}}}
{section}:
  {key}:{more}
    values:
      {since}: {{{value}, cite: {{article: {article}}}}}
"""


def a_place(folder: Path, key: str, value: str, article: int, *, since: str = "2020-01-01", **more: str) -> Lawbook:
    """The shipped files and one local rule beside them."""
    shutil.copytree(CONFIG / "profiles", folder / "profiles", dirs_exist_ok=True)
    section, _, name = key.partition(".")
    text = HEAD.format(
        section=section,
        key=name,
        value=f"value: {value}",
        article=article,
        since=since,
        more=f"\n    unit: {more['unit']}" if "unit" in more else "",
        until=f", effective_to: {more['until']}" if "until" in more else "",
    )
    (folder / "profiles" / "somewhere.yaml").write_text(text, "utf-8")
    return Lawbook(folder)


def refused(folder: Path, key: str, value: str, article: int, **more: str) -> ProfileError:
    with pytest.raises(ProfileError) as problem:
        a_place(folder, key, value, article, **more)
    assert Path(problem.value.file).name == "somewhere.yaml" and problem.value.line > 6
    assert problem.value.key.startswith(key)
    return problem.value


def names(problem: ProfileError, *said: str) -> None:
    """The sentence names value, floor and article, in both languages."""
    for one in said:
        assert one in problem.zh and one in problem.en, (one, problem.zh, problem.en)


COMMENT = "public_participation.comment_days_min"


def test_f03_a_local_rule_that_also_excludes_normative_documents_is_refused(tmp_path: Path) -> None:
    """绵竹市 2024, art. 4: normative documents, personnel and secret matters left outside the procedure."""
    wider = "[macro_control, government_legislation, emergency_response, normative_documents, personnel, secret]"
    names(refused(tmp_path, "catalog.exclusions", wider, 4), "normative_documents", "第三条第二款")


def test_f03_lawful_neighbour_the_three_exclusions_of_the_regulations(tmp_path: Path) -> None:
    a_place(tmp_path, "catalog.exclusions", "[macro_control, government_legislation, emergency_response]", 4)


@pytest.mark.parametrize("days", [20, 29])
def test_f08_a_local_comment_period_below_thirty_days_is_refused(tmp_path: Path, days: int) -> None:
    """西安市 2013 and a Hunan city: 20 days."""
    names(refused(tmp_path, COMMENT, str(days), 13), str(days), "30", "《重大行政决策程序暂行条例》第十五条第一款")


def test_f08_twenty_working_days_are_no_calendar_days(tmp_path: Path) -> None:
    """A Hunan county, art. 13: 20 working days, which are 25 to 35 calendar days in 2026."""
    problem = refused(tmp_path, COMMENT, "20", 13, unit="working_days")
    names(problem, "working_days", "calendar_days")
    assert problem.key == f"{COMMENT}.unit"


def test_f08_lawful_neighbour_thirty_days_and_more(tmp_path: Path) -> None:
    a_place(tmp_path, COMMENT, "30", 13, unit="calendar_days")
    lawbook = a_place(tmp_path, COMMENT, "45", 13)
    assert lawbook.resolve("somewhere", ON).values[COMMENT].value == 45


def test_f15_hearing_materials_five_days_before_are_refused(tmp_path: Path) -> None:
    """A local rule, art. 17: 5 days; the Regulations want 7."""
    problem = refused(tmp_path, "public_participation.hearing_materials_days", "5", 17)
    names(problem, "5", "7", "第十六条第三款")


def test_f15_lawful_neighbour_ten_days_before(tmp_path: Path) -> None:
    a_place(tmp_path, "public_participation.hearing_materials_days", "10", 18)


def test_f29_a_mayors_office_meeting_is_no_forum(tmp_path: Path) -> None:
    """池州市, art. 3: plenary, executive, mayor's office or special meeting."""
    forums = """{government: [政府全体会议, 政府常务会议, 市长办公会议, 专题会议], department: [局长办公会, 局务会议],
          township: [镇长办公会, 乡长办公会, 政府班子会]}"""
    names(refused(tmp_path, "collective_discussion.forums", forums, 3), "市长办公会议", "第三十条第一款")


def test_f29_lawful_neighbour_only_the_plenary(tmp_path: Path) -> None:
    forums = "{government: [政府全体会议], department: [局务会议], township: [政府班子会]}"
    a_place(tmp_path, "collective_discussion.forums", forums, 3)


def test_f42_a_rule_that_has_ended_says_nothing_any_more_and_a_gap_is_refused(tmp_path: Path) -> None:
    """沅江市's rule ran to 2025-09-28: what follows must be written, or that nothing does."""
    problem = refused(tmp_path, COMMENT, "45", 13, until="2025-09-28")
    assert "2025-09-28" in problem.zh and "gap" in problem.en
    late = refused(tmp_path, COMMENT, "45", 13, since="2025-10-01", until="2025-09-28")
    assert "失效" in late.zh and "ended" in late.en


def test_f42_lawful_neighbour_what_has_ended_gives_way_to_the_floor(tmp_path: Path) -> None:
    file = tmp_path / "profiles" / "somewhere.yaml"
    with pytest.raises(ProfileError):
        a_place(tmp_path, COMMENT, "45", 13, until="2025-09-28")
    file.write_text(file.read_text("utf-8") + "      2025-09-29: {ended: true, cite: {article: 50}}\n", "utf-8")
    lawbook = Lawbook(tmp_path)
    assert lawbook.resolve("somewhere", date(2025, 9, 28)).values[COMMENT].value == 45
    assert lawbook.resolve("somewhere", date(2025, 9, 29)).values[COMMENT].value == 30


def test_f43_weekday_logic_is_wrong_in_both_directions() -> None:
    """timeline 3: the seven working days after 2026-09-14, 2026-04-27 and 2026-02-09."""
    nation = Calendars(CONFIG).of(("cn",), 15)
    ends = {day: nation.nth_working_day_after(date.fromisoformat(day), 7).on.isoformat() for day in SEVEN}
    assert ends == SEVEN


SEVEN = {"2026-09-14": "2026-09-22", "2026-04-27": "2026-05-09", "2026-02-09": "2026-02-25"}


def test_f43_lawful_neighbour_a_week_without_holidays_is_counted_as_it_looks() -> None:
    nation = Calendars(CONFIG).of(("cn",), 15)
    assert nation.nth_working_day_after(date(2026, 3, 2), 7).on == date(2026, 3, 11)
