"""办理时间表: when each stage is planned to end and when it lawfully may, what it waits for, and the critical path.

Pure: a case, its law, the day and what one would do today. `planned` leaves the public and the reviewer all their
time (timeline 1); `earliest_lawful` is the first day on which the law does not stand in the way, the reviewer having
finished early of his own accord. Execution and what follows have no date in the law: they are not planned here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from decision_flow.casefile import CaseFile
from decision_flow.legality_review.clock import counted_from
from decision_flow.procedure.calendars import Deadline
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import RULES, Status
from decision_flow.procedure.stage_graph import AFTER, EARLY
from decision_flow.terms import ChangeClass, Stage

DAY = timedelta(days=1)
SLICES = ("public_participation", "legality_review", "collective_discussion")
"""What the case must have been loaded with."""
COMMENT, REVIEW, LIMIT = (
    "public_participation.comment_days_min",
    "legality_review.working_days_guaranteed",
    "publication.working_days_max",
)
HEARING = "public_participation.hearing_"
CONVENTIONS = (
    "public_participation.count_start_day",
    "public_participation.roll_last_day",
    "public_participation.counts_from_latest_channel",
    "public_participation.hearing_materials_clear_days",
    "time.calendar_layers",
    "time.worst_roll_days",
)
"""The parameters by which periods are counted, shown beside every timetable; each has its citation."""


class NotLawful(ValueError):
    """What one would do is not allowed; the sentence says what is."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(f"{zh} {en}")


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """试算: a comment period of so many days, a hearing announced, the draft changed, each of it today."""

    comment_days: int | None = None
    hearing: bool = False
    change: ChangeClass | None = None


AS_IT_IS = WhatIf()


@dataclass(frozen=True, slots=True)
class Period:
    """A period that a stage runs through, with the convention it is counted by and the calendar it is counted on."""

    parameter: str
    after: date
    length: int
    unit: str
    ends: Deadline


@dataclass(frozen=True, slots=True)
class Line:
    """One stage. `slack_days`: by how much it may end later without delaying the meeting, None once it has closed;
    `due_on`: a day that flags, never a gate; `unread`: parameters that may move it and that nobody has read."""

    stage: Stage
    opened_on: date | None
    closed_on: date | None
    planned: date
    earliest_lawful: date
    provisional: bool
    waits_for: tuple[Stage, ...]
    critical: bool
    slack_days: int | None
    due_on: date | None
    unread: tuple[str, ...]
    period: Period | None


@dataclass(frozen=True, slots=True)
class _Span:
    """When a stage ends, as planned and at the earliest."""

    planned: date
    earliest: date
    provisional: bool = False
    period: Period | None = None
    unread: tuple[str, ...] = ()


def timetable(case: CaseFile, law: Law, on: date, what_if: WhatIf = AS_IT_IS) -> tuple[Line, ...]:
    """The lines from public participation to publication; none before the start. Raises NotLawful."""
    if not case.stages:
        return ()
    anew = what_if.change is ChangeClass.SUBSTANTIVE
    at_once = _Span(law.calendar.working_day_from(on), on)
    early = {stage: _closed(case, stage) or at_once for stage in EARLY}
    if anew or not case.row(Stage.PUBLIC_PARTICIPATION).is_closed:
        early[Stage.PUBLIC_PARTICIPATION] = _participation(case, law, on, what_if)
    joined = _Span(
        max(span.planned for span in early.values()),
        max(span.earliest for span in early.values()),
        any(span.provisional for span in early.values()),
    )
    review, guaranteed = _review(case, law, on, joined, what_if)
    meeting = _meeting(case, law, on, review, guaranteed, anew)
    spans: Mapping[Stage, _Span] = {
        **early,
        Stage.LEGALITY_REVIEW: review,
        Stage.COLLECTIVE_DISCUSSION: meeting,
        Stage.PUBLICATION: _publication(case, law, on, meeting),
    }
    return tuple(_lines(case, law, spans, joined.planned))


def _participation(case: CaseFile, law: Law, on: date, what_if: WhatIf) -> _Span:
    """The comment period to its end, and a hearing where there is one: the later of the two."""
    anew = what_if.change is ChangeClass.SUBSTANTIVE
    spans = [] if _is_heard_otherwise(case, anew) else [_comment(case, law, on, what_if, anew)]
    hearing = case.public_participation.hearing
    if what_if.hearing and hearing is None:
        spans.append(_hearing_from(law, on))
    elif hearing is not None and not hearing.recorded:
        spans.append(_from(law, max(hearing.held_on, on)))
    last = max(spans, key=lambda span: span.earliest, default=_from(law, on))
    return _Span(
        last.planned,
        last.earliest,
        any(span.provisional for span in spans),
        next((span.period for span in spans if span.period), None),
        tuple(key for span in spans for key in span.unread),
    )


def _is_heard_otherwise(case: CaseFile, anew: bool) -> bool:
    """Whether no open comment is waited for: not public by law, or another form was chosen with its reason."""
    heard = case.public_participation
    return case.lawfully_unpublished or (heard.open_comment_declined and heard.notice is None and not anew)


def _comment(case: CaseFile, law: Law, on: date, what_if: WhatIf, anew: bool) -> _Span:
    """The notice that runs, as its own rule sees it; else a notice published today."""
    notice, days = case.public_participation.notice, _comment_days(law, what_if)
    would_end = law.comment_closes(on, days)
    fresh = _from(law, would_end.worst + DAY, would_end.provisional)
    new_period = Period(COMMENT, on, days, law.entry(COMMENT).unit, would_end)
    if notice is None or not notice.channels or anew:
        return _Span(fresh.planned, fresh.earliest, fresh.provisional, new_period)
    finding = RULES["PP-15-PERIOD"](case, law, on)
    runs = _from(law, finding.earliest if finding.status is Status.LACKING and finding.earliest else on)
    if what_if.comment_days is not None and fresh.earliest < runs.earliest:
        return _Span(fresh.planned, fresh.earliest, fresh.provisional, new_period)
    since = max(notice.opens_on, *notice.channels.values())
    stated = law.comment_closes(since, max((notice.closes_on - since).days, 1))
    return _Span(runs.planned, runs.earliest, stated.provisional, Period(COMMENT, since, days, new_period.unit, stated))


def _comment_days(law: Law, what_if: WhatIf) -> int:
    full, days = int(law.value(COMMENT)), what_if.comment_days
    if days is None:
        return full
    entry = law.entry("public_participation.comment_days_shortened_min")
    least = 1 if entry.value is None else int(entry.value)
    if days < least:
        raise NotLawful(
            f"公开征求意见缩短后不得少于{least}日（{entry.citation.text}）。",
            f"A shortened comment lasts at least {least} days ({entry.citation.text}).",
        )
    return days


def _hearing_from(law: Law, on: date) -> _Span:
    """A hearing announced today: notice, list and materials each reach their people in time before it (Art. 16)."""
    lead = int(law.value(f"{HEARING}materials_days")) + bool(law.value(f"{HEARING}materials_clear_days"))
    keys = (f"{HEARING}notice_days", f"{HEARING}list_days")
    unread = tuple(key for key in keys if law.is_unread(key))
    lead = max(lead, *(int(law.entry(key).value or 0) for key in keys))
    held = _from(law, on + DAY * lead)
    return _Span(held.planned, held.earliest, unread=unread)


def _review(case: CaseFile, law: Law, on: date, joined: _Span, what_if: WhatIf) -> tuple[_Span, Period]:
    """The review, and the working days that its reviewer is left from the complete submission on (Art. 26)."""
    anew = what_if.change is ChangeClass.SUBSTANTIVE
    days, calendar = int(law.value(REVIEW)), law.calendar
    submitted = None if anew else counted_from(case.legality_review, law)
    after = submitted or calendar.working_day_from(max(joined.planned, on))
    left = Period(REVIEW, after, days, law.entry(REVIEW).unit, calendar.nth_working_day_after(after, days))
    closed = _closed(case, Stage.LEGALITY_REVIEW)
    if closed and not anew:
        # a declared change waits for the reviewer's confirmation, which has no minimum (ruling 11)
        return (_from(law, on) if what_if.change else closed), left
    provisional = left.ends.provisional or joined.provisional
    planned = max(left.ends.on, calendar.working_day_from(on))
    return _Span(planned, max(joined.earliest, on), provisional, left), left


def _meeting(case: CaseFile, law: Law, on: date, review: _Span, left: Period, anew: bool) -> _Span:
    """The first meeting after the reviewer's days, or that on the agenda; the papers go out before it."""
    closed, facts = _closed(case, Stage.COLLECTIVE_DISCUSSION), case.legality_review
    if closed and not anew:
        return closed
    paper_key = "collective_discussion.paper_deadline_days"
    unread = (paper_key,) if law.is_unread(paper_key) else ()
    paper_days = int(law.entry(paper_key).value or 0)
    earliest = max(review.earliest, on)
    if paper_days:
        earliest = law.calendar.nth_working_day_after(earliest, paper_days).on
    is_freed = not anew and bool(facts.shortened_by or (facts.issued and facts.finished_early))
    planned = law.calendar.working_day_from(max(earliest, on if is_freed else left.ends.worst + DAY))
    agenda = case.collective_discussion.meeting
    if agenda is not None and agenda.outcome is None and agenda.held_on >= on and not anew:
        planned = max(agenda.held_on, earliest)
    return _Span(planned, earliest, review.provisional or (left.ends.provisional and not is_freed), None, unread)


def _publication(case: CaseFile, law: Law, on: date, meeting: _Span) -> _Span:
    """On the day of the meeting at the earliest; the outer limit flags (Art. 32, open information 26)."""
    if closed := _closed(case, Stage.PUBLICATION):
        return closed
    decided = _closed(case, Stage.COLLECTIVE_DISCUSSION)
    unread = (LIMIT,) if law.is_unread(LIMIT) else ()
    limit = law.entry(LIMIT)
    since = decided.planned if decided else meeting.planned
    period = Period(LIMIT, since, limit.value, limit.unit, law.period(LIMIT, since)) if limit.value else None
    planned = law.calendar.working_day_from(max(meeting.planned, on))
    return _Span(planned, max(meeting.earliest, on), meeting.provisional, period, unread)


def _lines(case: CaseFile, law: Law, spans: Mapping[Stage, _Span], joined: date) -> Iterator[Line]:
    for stage, span in spans.items():
        row = case.row(stage)
        closed_on = _day(row.closed_at) if row.is_closed and span == _closed(case, stage) else None
        slack = (joined - span.planned).days if stage in EARLY else 0
        unhurried = max(span.planned, joined) if stage in EARLY and span.period is None else span.planned
        yield Line(
            stage,
            _day(row.opened_at),
            closed_on,
            closed_on or unhurried,
            closed_on or span.earliest,
            span.provisional and closed_on is None,
            tuple(before for before in AFTER[stage] if not case.row(before).is_closed),
            closed_on is None and slack == 0,
            None if closed_on else slack,
            span.period.ends.on if span.period and span.period.parameter == LIMIT else None,
            span.unread,
            span.period,
        )


def _from(law: Law, earliest: date, provisional: bool = False) -> _Span:
    """A stage that may end that day, and is planned for the first working day from then on."""
    return _Span(law.calendar.working_day_from(earliest), earliest, provisional)


def _closed(case: CaseFile, stage: Stage) -> _Span | None:
    row = case.row(stage)
    day = _day(row.closed_at) if row.is_closed else None
    return _Span(day, day) if day else None


def _day(instant: str | None) -> date | None:
    """The day in Beijing of a stored instant."""
    return (datetime.fromisoformat(instant) + timedelta(hours=8)).date() if instant else None
