"""The days that make a difference: before, at and after each limit of the procedure (ruling 18, 33)."""

from collections.abc import Iterator
from datetime import date, timedelta

from decision_flow.casefile import CaseFile
from decision_flow.legality_review.clock import counted_from
from decision_flow.procedure.law import Law
from decision_flow.terms import Stage

DAY = timedelta(days=1)


def next_day(case: CaseFile, law: Law, on: date) -> date | None:
    """The next day on which a rule may answer otherwise than today; None while the case waits for no day."""
    return min((day for day in _limits(case, law) if day > on), default=None)


def _limits(case: CaseFile, law: Law) -> Iterator[date]:
    """The last day of a published notice and the next; the last of the reviewer's working days and the next."""
    notice = case.public_participation.notice if case.is_open(Stage.PUBLIC_PARTICIPATION) else None
    if notice is not None and notice.channels:
        yield from (notice.closes_on, notice.closes_on + DAY)
    if case.is_open(Stage.COLLECTIVE_DISCUSSION) and case.collective_discussion.meeting is None:
        since = counted_from(case.legality_review, law)
        if since is not None:
            days = law.value("legality_review.working_days_guaranteed")
            left = law.calendar.nth_working_day_after(since, days)
            yield from (left.on, left.worst, left.worst + DAY)
