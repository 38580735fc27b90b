"""The reviewer's time: what a return does to the clock, and when an opinion is late (Art. 26, 28; ruling 34).

The time binds the agenda, never the opinion; lateness is shown, never blocks.
"""

from collections.abc import Callable
from datetime import date, timedelta

from decision_flow.legality_review.facts import LegalityReviewFacts, Submission
from decision_flow.procedure.calendars import Deadline
from decision_flow.procedure.law import Law

DAY = timedelta(days=1)


def counted_from(review: LegalityReviewFacts, law: Law) -> date | None:
    """The day after which the reviewer's working days count; None while no complete file stands."""
    if review.submission is None or review.submission.returned_on is not None:
        return None
    return AFTER_A_RETURN[law.value("legality_review.clock_on_return")](review.submission, law)


def _restart(file: Submission, law: Law) -> date:
    """The completed file has the full time."""
    return file.submitted_on


def _pause(file: Submission, law: Law) -> date:
    """The working days that the reviewer had before a return count; those in between do not."""
    had = sum(law.calendar.working_days_between(since, until) for since, until in file.earlier)
    day = file.submitted_on
    while had > 0:
        had -= law.calendar.is_working_day(day)
        day -= DAY
    return day


def _continue(file: Submission, law: Law) -> date:
    """The time runs on from the first file, whatever was sent back."""
    return file.earlier[0][0] if file.earlier else file.submitted_on


AFTER_A_RETURN: dict[str, Callable[[Submission, Law], date]] = {
    "restart": _restart,
    "pause": _pause,
    "continue": _continue,
}


def opinion_due(review: LegalityReviewFacts, law: Law) -> Deadline | None:
    """The last day of the reviewer's time; None where nothing is submitted, or the law sets no time."""
    since, days = counted_from(review, law), law.value_or_none("legality_review.opinion_overdue_days")
    return law.calendar.nth_working_day_after(since, days) if since is not None and days is not None else None


def is_overdue(review: LegalityReviewFacts, law: Law, on: date) -> bool:
    """Whether the opinion on the file that stands was not given in time, or is not given and the time is over."""
    due, file = opinion_due(review, law), review.submission
    if due is None or file is None:
        return False
    given = review.issued.issued_on if review.issued else None
    return due.is_over(given if given is not None and given >= file.submitted_on else on)
