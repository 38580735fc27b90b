"""办理时间表: the worked examples and the simulation of 2026, computed beforehand and apart from the engine.

The figures are those of the project's study of the timeline (Art. 15, 26, 30, 32; open information 26): planning dates
with the reviewer's full time, on the State Council's calendar alone.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from statistics import median_low
from typing import Any
from xml.etree import ElementTree as ET

import pytest

import decision_flow.rooms  # noqa: F401  (the rules that a timetable asks)
from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion.facts import CollectiveDiscussionFacts, MeetingFacts
from decision_flow.legality_review.facts import LegalityReviewFacts, Opinion, Submission
from decision_flow.procedure.calendars import Calendars
from decision_flow.procedure.gantt import gantt
from decision_flow.procedure.law import Law
from decision_flow.procedure.timetable import AS_IT_IS, Line, NotLawful, WhatIf, timetable
from decision_flow.terms import ChangeClass, Conclusion, Stage, StageStatus
from tests.casefiles import DRAFT, a_board
from tests.public_participation.builders import CONFIG, MESSAGES, a_hearing, a_notice, heard, law_of, law_with

DAY = timedelta(days=1)
NATION = law_of("cn-713", date(2026, 3, 2))
MARCH_2 = date(2026, 3, 2)
PUBLIC, EXPERT, RISK, REVIEW, MEETING, ISSUE = list(Stage)[:6]


def d(month_day: str) -> date:
    return date.fromisoformat(f"2026-{month_day}")


def a_matter(*notices: Any, meeting: MeetingFacts | None = None, **given: Any) -> CaseFile:
    """A started case; the facts of the review and the meeting by name."""
    review = LegalityReviewFacts(**{name: given.pop(name) for name in list(given) if name in REVIEW_FACTS})
    case = heard(*notices, **given)
    return replace(case, legality_review=review, collective_discussion=CollectiveDiscussionFacts(meeting=meeting))


REVIEW_FACTS = ("submission", "issued", "finished_early", "shortened_by")


def closed(case: CaseFile, **days: str) -> CaseFile:
    """The case with stages that passed on a day."""
    board = dict(case.stages)
    for name, day in days.items():
        row = board[Stage(name)]
        board[Stage(name)] = replace(row, status=StageStatus.PASSED, closed_at=f"2026-{day}T08:00:00.000000Z")
    return replace(case, stages=board)


def lines(case: CaseFile, on: date, law: Law = NATION, what_if: WhatIf = AS_IT_IS) -> dict[Stage, Line]:
    return {line.stage: line for line in timetable(case, law, on, what_if)}


def working_days_of_2026() -> Iterator[date]:
    """January to October, as the simulation had them."""
    days = (date(2026, 1, 1) + DAY * step for step in range(304))
    return (day for day in days if NATION.calendar.is_working_day(day))


def spread(case: CaseFile, law: Law = NATION, **what_if: Any) -> tuple[int, int, int]:
    """Shortest, median and longest way in calendar days from a notice of the day to publication."""
    taken = [(lines(case, day, law, WhatIf(**what_if))[ISSUE].planned - day).days for day in working_days_of_2026()]
    return min(taken), median_low(taken), max(taken)


# Worked examples


@pytest.mark.parametrize(
    ("notice", "closes", "submitted", "seventh", "published", "days"),
    [
        ("03-02", "04-01", "04-02", "04-14", "04-15", 44),
        ("08-24", "09-23", "09-24", "10-12", "10-13", 50),
    ],
)
def test_the_worked_examples(notice: str, closes: str, submitted: str, seventh: str, published: str, days: int) -> None:
    plan = lines(a_matter(), d(notice))
    period = plan[PUBLIC].period
    assert period and (period.after, period.ends.on) == (d(notice), d(closes))
    assert period.ends.over_at.isoformat() == f"{d(closes) + DAY}T00:00:00+08:00"
    assert plan[PUBLIC].planned == d(submitted) and plan[REVIEW].planned == d(seventh)
    assert (plan[MEETING].planned, plan[ISSUE].planned) == (d(published), d(published))
    assert (plan[ISSUE].planned - d(notice)).days == days


def test_the_simulation_of_2026() -> None:
    assert spread(a_matter()) == (41, 43, 50)


@pytest.mark.parametrize(
    ("convention", "figures"),
    [
        ({"roll_last_day": False}, (40, 43, 50)),
        ({"comment_days_min": 15}, (25, 28, 35)),
        ({"comment_days_min": 7}, (17, 20, 27)),
    ],
)
def test_the_simulation_of_2026_under_other_conventions(convention: dict[str, Any], figures: tuple[int, ...]) -> None:
    assert spread(a_matter(), law_with("cn-713", **convention)) == figures


@pytest.mark.parametrize(("days", "figures"), [(15, (25, 28, 35)), (7, (17, 20, 27))])
def test_what_if_the_comment_is_shortened(days: int, figures: tuple[int, ...]) -> None:
    assert spread(a_matter(), comment_days=days) == figures


def test_a_case_heard_by_other_forms_takes_9_12_19_days_from_submission_to_meeting() -> None:
    assert spread(a_matter(open_comment_declined=True)) == (9, 12, 19)
    assert spread(a_matter(lawfully_unpublished=True)) == (9, 12, 19)


# What is planned, and what is lawful at the earliest


def test_experts_and_risk_have_no_minimum_and_may_wait_for_the_public() -> None:
    plan = lines(a_matter(), MARCH_2)
    for stage in (EXPERT, RISK):
        assert (plan[stage].planned, plan[stage].earliest_lawful) == (d("04-02"), MARCH_2)
        assert plan[stage].slack_days == 31 and not plan[stage].critical
    assert [stage for stage, line in plan.items() if line.critical] == [PUBLIC, REVIEW, MEETING, ISSUE]
    assert plan[REVIEW].waits_for == (PUBLIC, EXPERT, RISK) and plan[ISSUE].waits_for == (MEETING,)


def test_art_26_the_reviewer_may_finish_on_the_day_of_submission_and_is_planned_with_seven_days() -> None:
    plan = lines(a_matter(), MARCH_2)
    assert (plan[REVIEW].earliest_lawful, plan[REVIEW].planned) == (d("04-02"), d("04-14"))
    assert plan[MEETING].earliest_lawful == d("04-02")


def test_a_notice_that_runs_is_counted_from_its_publication() -> None:
    notice = a_notice(opens_on=d("03-02"), closes_on=d("04-01"), channels={"website": d("03-02")})
    plan = lines(a_matter(notice), d("03-20"))
    assert (plan[PUBLIC].earliest_lawful, plan[PUBLIC].planned, plan[ISSUE].planned) == (
        d("04-02"),
        d("04-02"),
        d("04-15"),
    )
    assert plan[EXPERT].slack_days == 13


def test_once_the_public_was_heard_the_slowest_of_the_others_is_critical() -> None:
    case = closed(a_matter(), public_participation="04-02", expert_review="03-20")
    plan = lines(case, d("04-07"))
    assert (plan[PUBLIC].closed_on, plan[PUBLIC].planned, plan[PUBLIC].slack_days) == (d("04-02"), d("04-02"), None)
    assert plan[RISK].critical and plan[RISK].planned == d("04-07")
    assert plan[REVIEW].waits_for == (RISK,) and plan[REVIEW].planned == d("04-16")


EARLY_DONE = {"public_participation": "04-02", "expert_review": "04-01", "risk_assessment": "04-01"}
SUBMITTED = Submission(1, d("04-02"), DRAFT)


def test_the_seven_days_count_from_the_complete_submission() -> None:
    plan = lines(closed(a_matter(submission=SUBMITTED), **EARLY_DONE), d("04-09"))
    assert (plan[REVIEW].planned, plan[REVIEW].earliest_lawful, plan[MEETING].planned) == (
        d("04-14"),
        d("04-09"),
        d("04-15"),
    )
    returned = replace(SUBMITTED, returned_on=d("04-08"))
    again = lines(closed(a_matter(submission=returned), **EARLY_DONE), d("04-09"))
    assert again[REVIEW].planned == d("04-20")


def test_ruling_33_an_early_opinion_frees_the_agenda_only_where_the_reviewer_says_so() -> None:
    opinion = Opinion(
        id="o",
        number=1,
        draft_sha256=DRAFT,
        conclusion=Conclusion.LAWFUL,
        limbs=(),
        states_risk=False,
        drafted_by="reviewer",
        issued_on=d("04-08"),
    )
    passed = {**EARLY_DONE, "legality_review": "04-08"}
    bound = lines(closed(a_matter(submission=SUBMITTED, issued=opinion), **passed), d("04-09"))
    assert (bound[MEETING].planned, bound[MEETING].earliest_lawful) == (d("04-15"), d("04-09"))
    for freed in ({"finished_early": True}, {"shortened_by": "市长"}):
        case = closed(a_matter(submission=SUBMITTED, issued=opinion, **freed), **passed)
        assert lines(case, d("04-09"))[MEETING].planned == d("04-09")


def test_a_meeting_on_the_agenda_is_the_plan() -> None:
    agenda = MeetingFacts(number=1, forum="政府常务会议", held_on=d("04-21"))
    case = closed(a_matter(submission=SUBMITTED, meeting=agenda), **EARLY_DONE)
    assert lines(case, d("04-09"))[MEETING].planned == d("04-21")


def test_art_32_the_outer_limit_of_publication_flags_from_the_day_of_the_decision() -> None:
    case = closed(a_matter(submission=SUBMITTED), **EARLY_DONE, legality_review="04-14", collective_discussion="04-15")
    late = lines(case, d("06-01"))[ISSUE]
    assert (late.due_on, late.earliest_lawful, late.planned) == (d("05-15"), d("06-01"), d("06-01"))


def test_papers_sent_days_before_the_meeting_move_it_where_a_place_says_so() -> None:
    entry = NATION.entry("collective_discussion.paper_deadline_days")
    values = {**NATION.profile.values, entry.key: replace(entry, value=3)}
    law = Law(replace(NATION.profile, values=values), Calendars(CONFIG))
    plan = lines(a_matter(), MARCH_2, law)
    assert plan[MEETING].earliest_lawful == d("04-08")  # three working days after 2 April, over Tomb Sweeping


def test_what_nobody_has_read_is_named_and_not_guessed() -> None:
    plan = lines(a_matter(), MARCH_2, law_of("jishou"), WhatIf(hearing=True))
    assert "collective_discussion.paper_deadline_days" in plan[MEETING].unread
    assert set(plan[PUBLIC].unread) == {
        "public_participation.hearing_notice_days",
        "public_participation.hearing_list_days",
    }


def test_a_period_into_a_year_without_calendar_is_provisional_and_planned_for_the_worst() -> None:
    plan = lines(a_matter(), date(2027, 1, 4))
    assert plan[PUBLIC].provisional and plan[ISSUE].provisional
    assert plan[PUBLIC].earliest_lawful == date(2027, 2, 19)  # worst_roll_days after 3 February, and a day
    assert not lines(a_matter(), MARCH_2)[ISSUE].provisional


def test_before_the_start_there_is_no_timetable() -> None:
    assert timetable(replace(a_matter(), stages={}), NATION, MARCH_2) == ()


# What if


def test_what_if_a_hearing_is_announced_today() -> None:
    """Materials seven days before it; in Chizhou the notice itself thirty days."""
    declined = a_matter(open_comment_declined=True)
    assert lines(declined, MARCH_2, what_if=WhatIf(hearing=True))[PUBLIC].earliest_lawful == d("03-09")
    chizhou = lines(declined, MARCH_2, law_of("chizhou"), WhatIf(hearing=True))
    assert chizhou[PUBLIC].earliest_lawful == d("04-01")
    assert lines(a_matter(), MARCH_2, what_if=WhatIf(hearing=True))[ISSUE].planned == d("04-15")  # inside the comment


def test_a_hearing_that_is_announced_is_waited_for() -> None:
    case = a_matter(hearing=a_hearing(held_on=d("04-10"), recorded=False))
    assert lines(case, MARCH_2)[PUBLIC].planned == d("04-10")
    assert lines(a_matter(hearing=a_hearing(held_on=d("03-01"))), MARCH_2)[PUBLIC].planned == d("04-02")


def test_a_running_notice_is_shortened_only_by_a_new_one() -> None:
    notice = a_notice(opens_on=d("03-02"), closes_on=d("04-01"), channels={"website": d("03-02")})
    assert lines(a_matter(notice), d("03-10"), what_if=WhatIf(comment_days=7))[PUBLIC].planned == d("03-18")
    assert lines(a_matter(notice), d("03-30"), what_if=WhatIf(comment_days=15))[PUBLIC].planned == d("04-02")


def test_no_shorter_than_the_place_allows() -> None:
    law = law_with("cn-713", comment_days_shortened_min=10)
    with pytest.raises(NotLawful, match="10"):
        lines(a_matter(), MARCH_2, law, WhatIf(comment_days=9))
    assert lines(a_matter(), MARCH_2, law, WhatIf(comment_days=10))[PUBLIC].planned == d("03-13")


@pytest.mark.parametrize(
    ("change", "review", "meeting"),
    [
        (ChangeClass.SUBSTANTIVE, "05-25", "05-26"),
        (ChangeClass.CARRIES_OUT_OPINIONS, "04-13", "04-15"),
        (ChangeClass.EDITORIAL, "04-13", "04-15"),
    ],
)
def test_what_if_the_draft_is_changed_today(change: ChangeClass, review: str, meeting: str) -> None:
    """A substantive change hears the public again; any other only waits for a confirmation."""
    case = closed(a_matter(submission=SUBMITTED), **EARLY_DONE, legality_review="04-10")
    plan = lines(case, d("04-13"), what_if=WhatIf(change=change))
    assert (plan[REVIEW].planned, plan[MEETING].planned) == (d(review), d(meeting))
    assert (plan[PUBLIC].closed_on is None) is (change is ChangeClass.SUBSTANTIVE)


# The picture

SVG = "{http://www.w3.org/2000/svg}"


def picture(case: CaseFile, on: date, title: str = "示例<规划>") -> Any:
    return ET.fromstring(gantt(title, timetable(case, NATION, on), on, MESSAGES.word))


def test_the_gantt_is_told_in_words_too() -> None:
    case = closed(a_matter(), expert_review="03-20")
    drawn = picture(case, d("03-23"))
    assert drawn.get("role") == "img" and drawn.get("aria-labelledby") == "gantt-title gantt-desc"
    assert drawn.findtext(f"{SVG}title") == "示例<规划>：办理时间表"
    told = drawn.findtext(f"{SVG}desc") or ""
    for said in (
        "专家论证已于2026-03-20办结",
        "公众参与计划2026-04-23办结",
        "在关键路径上",
        "风险评估计划",
        "可以推迟31日",
    ):
        assert said in told
    bars = [one.get("class") for one in drawn.iter(f"{SVG}rect") if one.get("class")]
    assert bars[:6] == ["critical", "closed", "open", "critical", "critical", "critical"]
    assert next(drawn.iter(f"{SVG}text")).text == "示例<规划>"


def test_bars_stand_in_the_order_of_time() -> None:
    drawn = picture(a_matter(), MARCH_2)
    bars = [one for one in drawn.iter(f"{SVG}rect") if one.get("class") and one.get("height") == "20"]
    starts = [float(one.get("x") or 0) for one in bars]
    assert len(bars) == 6 and starts == sorted(starts) and all(float(one.get("width") or 0) > 0 for one in bars)


def test_what_is_provisional_looks_so() -> None:
    drawn = picture(a_matter(), date(2027, 1, 4))
    bars = {one.get("class") for one in drawn.iter(f"{SVG}rect") if one.get("height") == "20"}
    assert "provisional" in bars and "暂定" in (drawn.findtext(f"{SVG}desc") or "")


def test_a_board_of_another_order_has_the_same_lines() -> None:
    board = dict(reversed(a_board().items()))
    assert timetable(replace(a_matter(), stages=board), NATION, MARCH_2) == timetable(a_matter(), NATION, MARCH_2)
