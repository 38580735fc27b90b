"""Working days and periods: the State Council's transfers, the founding days of Xiangxi, years not announced."""

import shutil
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_flow.procedure.calendar_files import Layer
from decision_flow.procedure.calendars import Calendar, CalendarError, Calendars, UnknownCalendar, WorstCaseOpen
from decision_flow.procedure.law import Law, UnknownParameter
from decision_flow.procedure.profiles import Lawbook

CONFIG = Path(__file__).parents[2] / "config"
DAY = timedelta(days=1)
WORST = 15
ALL = Calendars(CONFIG)
NATION, PREFECTURE = ALL.of(("cn",), WORST), ALL.of(("cn", "xiangxi"), WORST)


def d(text: str) -> date:
    return date.fromisoformat(text)


def every_day(first: date, last: date) -> Iterator[date]:
    return (first + DAY * step for step in range((last - first).days + 1))


def comment(calendar: Calendar, opened_on: date, days: int = 30) -> date:
    return calendar.calendar_days(opened_on, days, count_start_day=False, roll=True).on


# The State Council's days


CHINA = holidays.country_holidays("CN", years=range(2018, 2028))
ORACLES = {"chinesecalendar": chinese_calendar.is_workday, "holidays": CHINA.is_working_day}


@pytest.mark.parametrize("package", ORACLES)
@pytest.mark.parametrize("year", range(2018, 2027))
def test_every_day_agrees_with_two_independent_packages(package: str, year: int) -> None:
    """Day by day, the days off and the make-up days of 2018 to 2026."""
    for day in every_day(date(year, 1, 1), date(year, 12, 31)):
        assert NATION.is_working_day(day) == ORACLES[package](day), day


def test_each_notice_is_cited_and_has_a_digest_of_its_own() -> None:
    (cn, xiangxi) = ALL.layers()
    assert [notice.year for notice in cn.notices] == list(range(2018, 2027))
    assert [notice.year for notice in xiangxi.notices] == [2018, 2024]
    digests = {notice.digest for layer in ALL.layers() for notice in layer.notices}
    assert len(digests) == 11
    assert all("通知" in notice.title and notice.source for layer in ALL.layers() for notice in layer.notices)


def test_a_period_ends_at_24_hours_in_beijing() -> None:
    """Civil Code 203: the last instant is the first of the next day, which is no longer in it."""
    deadline = NATION.calendar_days(d("2026-03-02"), 30, count_start_day=False, roll=True)
    assert deadline.over_at.isoformat() == "2026-04-02T00:00:00+08:00"


def test_loading_a_year_recomputes_what_was_provisional_and_both_can_be_told_apart(tmp_path: Path) -> None:
    """Ruling 67: the same period before and after the notice of 2026, each with the digest of its calendar."""
    shutil.copytree(CONFIG / "calendars", tmp_path / "calendars")
    (tmp_path / "calendars" / "cn-2026.yaml").unlink()
    before = Calendars(tmp_path).of(("cn",), WORST).nth_working_day_after(d("2026-02-09"), 7)
    shutil.copy(CONFIG / "calendars" / "cn-2026.yaml", tmp_path / "calendars")
    after = Calendars(tmp_path).of(("cn",), WORST).nth_working_day_after(d("2026-02-09"), 7)
    assert (before.on, before.provisional, after.on, after.provisional) == (
        d("2026-02-18"),
        True,
        d("2026-02-25"),
        False,
    )
    assert before.on < after.on <= before.worst and before.digest != after.digest
    assert (before.calendar_id, after.calendar_id) == ("cn@2025", "cn@2026")


@pytest.mark.parametrize("day", ["2026-01-04", "2026-02-14", "2026-02-28", "2026-05-09", "2026-09-20", "2026-10-10"])
def test_make_up_weekends_of_2026_are_working_days(day: str) -> None:
    assert d(day).weekday() >= 5 and NATION.is_working_day(d(day))


@pytest.mark.parametrize(
    ("submitted", "ends"),
    [
        ("2026-09-14", "2026-09-22"),
        ("2026-04-27", "2026-05-09"),
        ("2026-02-09", "2026-02-25"),
        ("2026-04-02", "2026-04-14"),
        ("2026-09-24", "2026-10-12"),
    ],
)
def test_art_26_seven_working_days_after_the_day_of_submission(submitted: str, ends: str) -> None:
    deadline = NATION.nth_working_day_after(d(submitted), 7)
    assert (deadline.on, deadline.provisional, deadline.worst) == (d(ends), False, d(ends))
    assert not deadline.is_over(d(ends)) and deadline.is_over(d(ends) + DAY)


@pytest.mark.parametrize(
    ("opened", "closes"),
    [
        ("2026-03-02", "2026-04-01"),
        ("2026-08-24", "2026-09-23"),
        ("2026-03-05", "2026-04-07"),
        ("2026-09-01", "2026-10-08"),
    ],
)
def test_art_15_thirty_days_after_the_notice_and_on_to_a_working_day(opened: str, closes: str) -> None:
    assert comment(NATION, d(opened)) == d(closes)


def test_a_period_that_counts_its_first_day_ends_a_day_earlier_and_unrolled_stays_on_a_holiday() -> None:
    assert NATION.calendar_days(d("2026-03-02"), 30, count_start_day=True, roll=True).on == d("2026-03-31")
    assert NATION.calendar_days(d("2026-03-05"), 30, count_start_day=False, roll=False).on == d("2026-04-04")


def test_working_days_between_counts_the_last_day_and_not_the_first() -> None:
    assert NATION.working_days_between(d("2026-09-14"), d("2026-09-22")) == 7
    assert NATION.working_days_between(d("2026-09-22"), d("2026-09-14")) == 0


def test_the_seven_days_take_8_to_18_calendar_days_in_2026() -> None:
    spans = {
        (NATION.nth_working_day_after(day, 7).on - day).days
        for day in every_day(d("2026-01-01"), d("2026-10-31"))
        if NATION.is_working_day(day)
    }
    assert (min(spans), max(spans)) == (8, 18)


def test_art_15_to_32_the_planned_path_of_2026_takes_41_to_50_days() -> None:
    """timeline 1: notice, 30 days, submission on the next working day, 7 working days, meeting on the next."""

    def path(notice: date) -> int:
        submitted = NATION.nth_working_day_after(comment(NATION, notice), 1).on
        meeting = NATION.nth_working_day_after(NATION.nth_working_day_after(submitted, 7).on, 1).on
        return (meeting - notice).days

    taken = sorted(path(day) for day in every_day(d("2026-01-01"), d("2026-10-31")) if NATION.is_working_day(day))
    assert (taken[0], taken[len(taken) // 2], taken[-1]) == (41, 43, 50)
    assert (path(d("2026-03-02")), path(d("2026-08-24"))) == (44, 50)


# The prefecture's days (ruling 66)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2018-09-19", True),
        ("2018-09-20", False),
        ("2018-09-21", False),
        ("2018-09-25", True),
        ("2024-09-13", True),
        ("2024-09-14", True),
        ("2024-09-15", False),
        ("2024-09-18", False),
        ("2024-09-20", False),
        ("2024-09-21", False),
        ("2024-09-22", True),
        ("2024-09-23", True),
    ],
)
def test_founding_days_of_2018_and_2024_in_xiangxi(day: str, works: bool) -> None:
    assert PREFECTURE.is_working_day(d(day)) is works and PREFECTURE.is_certain(d(day))


def test_the_prefecture_takes_days_off_and_adds_a_work_day_to_the_nation() -> None:
    assert NATION.nth_working_day_after(d("2024-09-13"), 4).on == d("2024-09-20")
    assert PREFECTURE.nth_working_day_after(d("2024-09-13"), 4).on == d("2024-09-24")


@pytest.mark.parametrize(
    ("submitted", "provisional"),
    [("2026-09-08", False), ("2026-09-09", True), ("2026-09-14", True), ("2026-09-23", True), ("2026-09-24", False)],
)
def test_a_period_that_touches_18_to_24_september_is_provisional_in_xiangxi(submitted: str, provisional: bool) -> None:
    deadline = PREFECTURE.nth_working_day_after(d(submitted), 7)
    assert deadline.provisional is provisional and not NATION.nth_working_day_after(d(submitted), 7).provisional
    assert (deadline.worst > deadline.on) is provisional


def test_a_comment_that_only_passes_the_founding_days_is_provisional_and_over_on_its_own_day() -> None:
    deadline = PREFECTURE.calendar_days(d("2026-08-31"), 30, count_start_day=False, roll=True)
    assert deadline.provisional and deadline.worst == deadline.on == d("2026-09-30")
    ends_inside = PREFECTURE.calendar_days(d("2026-08-24"), 30, count_start_day=False, roll=True)
    assert (ends_inside.on, ends_inside.worst) == (d("2026-09-23"), d("2026-10-08"))


# Years not announced (ruling 67)


@pytest.mark.parametrize(("opened", "provisional"), [("2026-11-29", False), ("2026-11-30", True), ("2027-03-01", True)])
def test_a_period_into_a_year_without_a_calendar_is_provisional(opened: str, provisional: bool) -> None:
    deadline = NATION.calendar_days(d(opened), 30, count_start_day=False, roll=True)
    assert deadline.provisional is provisional


def test_a_provisional_period_is_over_only_under_the_worst_calendar() -> None:
    deadline = NATION.calendar_days(d("2027-01-04"), 30, count_start_day=False, roll=True)
    assert (deadline.on, deadline.worst) == (d("2027-02-03"), d("2027-02-18"))
    assert not deadline.is_over(d("2027-02-18")) and deadline.is_over(d("2027-02-19"))


def test_a_limit_that_never_rolls_needs_no_calendar() -> None:
    assert not NATION.calendar_days(d("2027-01-04"), 30, count_start_day=False, roll=False).provisional


def test_a_worst_case_nobody_set_asks() -> None:
    with pytest.raises(WorstCaseOpen, match="worst_roll_days"):
        ALL.of(("cn",)).calendar_days(d("2027-01-04"), 30, count_start_day=False, roll=True)


@pytest.mark.parametrize("year", range(2018, 2027))
def test_no_announced_year_was_worse_than_the_worst_calendar_says(tmp_path: Path, year: int) -> None:
    """Each known year, forgotten: its real dates are never later than the worst case."""
    shutil.copytree(CONFIG / "calendars", tmp_path / "calendars")
    (tmp_path / "calendars" / f"cn-{year}.yaml").unlink()
    unannounced = Calendars(tmp_path).of(("cn",), WORST)
    assert unannounced.digest != NATION.digest
    for day in every_day(date(year, 1, 1), date(year, 12, 31)):
        for n in (1, 7, 20):
            assert NATION.nth_working_day_after(day, n).on <= unannounced.nth_working_day_after(day, n).worst, (day, n)
        known = NATION.calendar_days(day, 30, count_start_day=False, roll=True)
        assert known.on <= unannounced.calendar_days(day, 30, count_start_day=False, roll=True).worst, day


@pytest.mark.parametrize("year", [2018, 2024])
def test_no_notice_of_the_prefecture_was_worse_than_the_worst_calendar_says(tmp_path: Path, year: int) -> None:
    shutil.copytree(CONFIG / "calendars", tmp_path / "calendars")
    (tmp_path / "calendars" / f"xiangxi-{year}.yaml").unlink()
    unannounced = Calendars(tmp_path).of(("cn", "xiangxi"), WORST)
    for day in every_day(date(year, 8, 1), date(year, 9, 30)):
        known = PREFECTURE.nth_working_day_after(day, 7).on
        assert known <= unannounced.nth_working_day_after(day, 7).worst, day


# What must hold for any calendar

working_days = st.dates(date(2018, 1, 1), date(2026, 11, 30))


@given(
    st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=20),
    st.frozensets(st.dates(date(2026, 1, 1), date(2026, 12, 31)), max_size=20),
    st.dates(date(2026, 1, 1), date(2026, 11, 1)),
    st.integers(1, 30),
)
def test_adding_holidays_never_makes_a_deadline_earlier(
    some: frozenset[date], more: frozenset[date], day: date, n: int
) -> None:
    fewer, all_of_them = _calendar(some), _calendar(some | more)
    assert fewer.nth_working_day_after(day, n).on <= all_of_them.nth_working_day_after(day, n).on
    assert comment(fewer, day, n) <= comment(all_of_them, day, n)


def _calendar(rest: frozenset[date]) -> Calendar:
    return Calendar((Layer("any", False, (), frozenset(), rest, frozenset(), {"rest": sorted(rest)}),), WORST)


@given(working_days, st.integers(1, 25))
def test_the_nth_working_day_has_exactly_n_working_days_behind_it(day: date, n: int) -> None:
    deadline = PREFECTURE.nth_working_day_after(day, n)
    assert PREFECTURE.is_working_day(deadline.on) and PREFECTURE.working_days_between(day, deadline.on) == n
    assert deadline.worst >= deadline.on and (deadline.provisional or deadline.worst == deadline.on)


@given(st.dates(date(2019, 9, 1), date(2028, 12, 31)), st.integers(1, 60))
def test_a_longer_period_never_ends_earlier_and_never_on_a_rest_day(day: date, days: int) -> None:
    shorter = PREFECTURE.calendar_days(day, days, count_start_day=False, roll=True)
    longer = PREFECTURE.calendar_days(day, days + 1, count_start_day=False, roll=True)
    assert shorter.on <= longer.on and PREFECTURE.is_working_day(shorter.on) and shorter.on <= shorter.worst


# The law names its calendar


@pytest.fixture(scope="module")
def law() -> Callable[[str], Law]:
    lawbook = Lawbook(CONFIG)
    return lambda name: Law(lawbook.resolve(name, d("2026-03-02")), ALL)


def test_the_profile_says_which_layers_apply(law: Callable[[str], Law]) -> None:
    assert law("jishou").calendar.id == "cn@2026+xiangxi@2024" and law("cn-713").calendar.id == "cn@2026"
    assert law("jishou").calendar.digest != law("cn-713").calendar.digest


def test_periods_are_counted_by_the_unit_of_their_parameter(law: Callable[[str], Law]) -> None:
    jishou = law("jishou")
    assert jishou.period("legality_review.working_days_guaranteed", d("2026-04-02")).on == d("2026-04-14")
    assert jishou.period("execution.suspension_review_days", d("2026-04-04")).on == d("2026-05-04")
    assert jishou.comment_closes(d("2026-03-02"), 30).on == d("2026-04-01")
    with pytest.raises(UnknownParameter, match="is no period"):
        jishou.period("risk_assessment.departments_heard", d("2026-04-02"))


def test_an_unknown_layer_is_named() -> None:
    with pytest.raises(UnknownCalendar, match="fenghuang"):
        ALL.of(("cn", "fenghuang"))


# Broken files


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("  2024-09-20: 州庆", "  2023-09-20: 州庆", "no day of the arrangement"),
        ("  2024-09-20: 州庆", "  2024-09-19: 州庆", "twice"),
        ("  2024-09-14: 调休上班", "  2024-09-20: 调休上班", "both"),
        ("layer: xiangxi", "layer: fenghuang", "fenghuang"),
        ("year: 2024", "year: 2023", "no day of the arrangement"),
        ("source:", "sauce:", "source"),
    ],
)
def test_a_defect_of_a_calendar_is_refused_with_its_place(tmp_path: Path, old: str, new: str, says: str) -> None:
    shutil.copytree(CONFIG / "calendars", tmp_path / "calendars")
    file = tmp_path / "calendars" / "xiangxi-2024.yaml"
    file.write_text(file.read_text("utf-8").replace(old, new), "utf-8")
    with pytest.raises(CalendarError) as refused:
        Calendars(tmp_path)
    assert says in str(refused.value) and "xiangxi" in refused.value.file and refused.value.line > 0


def test_a_make_up_day_that_is_no_weekend_is_refused(tmp_path: Path) -> None:
    shutil.copytree(CONFIG / "calendars", tmp_path / "calendars")
    file = tmp_path / "calendars" / "cn-2026.yaml"
    file.write_text(file.read_text("utf-8").replace("  2026-10-10: 国庆节", "  2026-10-09: 国庆节"), "utf-8")
    with pytest.raises(CalendarError, match="working day anyway") as refused:
        Calendars(tmp_path)
    assert refused.value.key == "work.2026-10-09" and refused.value.line == 46


def test_a_year_in_two_files_is_refused(tmp_path: Path) -> None:
    shutil.copytree(CONFIG / "calendars", tmp_path / "calendars")
    shutil.copy(tmp_path / "calendars" / "cn-2026.yaml", tmp_path / "calendars" / "cn-2026-again.yaml")
    with pytest.raises(CalendarError, match="Two files"):
        Calendars(tmp_path)
