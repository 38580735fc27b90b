"""办理时间表: for each stage what is planned with the reviewer's full time, and the earliest lawful day (timeline 1).

Pure: a case, the dates its facts give, the law and the day. Planning dates move while nothing is filed yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from decision_flow.casefile import CaseFile
from decision_flow.procedure.law import Law
from decision_flow.procedure.stage_graph import EARLY
from decision_flow.terms import Stage

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Line:
    """One stage: when it opened and closed, when it is planned to close, when it may lawfully close at the earliest."""

    stage: Stage
    opened_on: date | None
    closed_on: date | None
    planned: date
    earliest_lawful: date
    provisional: bool


def timetable(
    case: CaseFile, law: Law, on: date, comment_closes_on: date | None, submitted_on: date | None
) -> tuple[Line, ...]:
    """The lines from public participation to publication."""
    comment_days = int(law.value("public_participation.comment_days_min"))
    guaranteed = int(law.value("legality_review.working_days_guaranteed"))
    start_counts = bool(law.value("public_participation.count_start_day"))
    roll = bool(law.value("public_participation.roll_last_day"))
    closing = law.calendar.calendar_days(on, comment_days, count_start_day=start_counts, roll=roll)
    heard = (comment_closes_on or closing.on) + DAY
    early = max([heard, *(closed for stage in EARLY if (closed := _closed(case, stage)))])
    if all(case.row(stage).is_closed for stage in EARLY):
        early = max(closed for stage in EARLY if (closed := _closed(case, stage)))
    submitted = submitted_on or max(early, on)
    review = law.calendar.nth_working_day_after(submitted, guaranteed)
    meeting = law.calendar.nth_working_day_after(review.on, 1)
    any_day = max(on, heard - comment_days * DAY)
    planned: Mapping[Stage, tuple[date, date]] = {
        Stage.PUBLIC_PARTICIPATION: (heard, heard),
        Stage.EXPERT_REVIEW: (heard, any_day),
        Stage.RISK_ASSESSMENT: (heard, any_day),
        Stage.LEGALITY_REVIEW: (review.on, submitted),
        Stage.COLLECTIVE_DISCUSSION: (meeting.on, max(submitted, on)),
        Stage.PUBLICATION: (meeting.on, max(submitted, on)),
    }
    return tuple(_line(case, stage, days, closing.provisional or review.provisional) for stage, days in planned.items())


def _line(case: CaseFile, stage: Stage, days: tuple[date, date], provisional: bool) -> Line:
    row, closed = case.row(stage), _closed(case, stage)
    opened = _day(row.opened_at)
    return Line(stage, opened, closed, closed or days[0], closed or days[1], provisional and closed is None)


def _closed(case: CaseFile, stage: Stage) -> date | None:
    return _day(case.row(stage).closed_at) if case.row(stage).is_closed else None


def _day(instant: str | None) -> date | None:
    """The day in Beijing of a stored instant."""
    return (datetime.fromisoformat(instant) + timedelta(hours=8)).date() if instant else None
