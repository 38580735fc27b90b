"""送审收件: what all bodies submitted, against the reviewer's time and the meetings. One statement a page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from sqlalchemy import Row, func, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.collective_discussion.model import Meeting
from decision_flow.decision.listing import page_of, visible
from decision_flow.decision.rounds import DECISION, STAGE, in_round, latest
from decision_flow.legality_review.clock import counted_from, is_overdue, opinion_due
from decision_flow.legality_review.facts import LegalityReviewFacts, Opinion, Submission
from decision_flow.legality_review.queries import EARLY, ENTRUSTED, ISSUED, LAST_ISSUED, SHORTENED, SUBMISSION
from decision_flow.organ.model import Organ, Unit
from decision_flow.procedure.law import Law
from decision_flow.procedure.stage_graph import OPEN
from decision_flow.store.tables import table_of
from decision_flow.terms import Conclusion, Stage

B, U, M = table_of(Organ), table_of(Unit), table_of(Meeting)
_MEETING = (
    select(func.max(M.c.held_on))
    .where(M.c.decision_id == DECISION.c.id, M.c.outcome.is_(None))
    .correlate(DECISION)
    .scalar_subquery()
)
_LISTED = (
    select(
        DECISION.c.id,
        DECISION.c.title,
        DECISION.c.profile,
        DECISION.c.profile_digest,
        B.c.name.label("organ"),
        B.c.body_kind,
        U.c.name.label("lead_unit"),
        STAGE.c.status,
        STAGE.c.round,
        SUBMISSION.c.number,
        SUBMISSION.c.submitted_on,
        SUBMISSION.c.draft_sha256,
        SUBMISSION.c.returned_on,
        SUBMISSION.c.due_on,
        SUBMISSION.c.earlier,
        ISSUED.c.conclusion,
        ISSUED.c.opinion_no,
        ISSUED.c.issued_on,
        ENTRUSTED.c.entrusted_to,
        EARLY.c.declared_at.label("finished_early_at"),
        SHORTENED.c.approver.label("shortened_by"),
        _MEETING.label("meeting_on"),
    )
    .select_from(
        STAGE.join(DECISION, DECISION.c.id == STAGE.c.decision_id)
        .join(B, B.c.id == DECISION.c.organ_id)
        .join(SUBMISSION, latest(SUBMISSION, SUBMISSION))
        .outerjoin(U, U.c.id == DECISION.c.lead_unit_id)
        .outerjoin(ISSUED, in_round(ISSUED, ISSUED.c.number == LAST_ISSUED))
        .outerjoin(ENTRUSTED, in_round(ENTRUSTED))
        .outerjoin(EARLY, in_round(EARLY))
        .outerjoin(SHORTENED, in_round(SHORTENED))
    )
    .where(STAGE.c.stage == Stage.LEGALITY_REVIEW.value)
)


@dataclass(frozen=True, slots=True)
class Line:
    """One file: as it is kept, and what its law makes of the dates. `guaranteed_until` is the last of the reviewer's
    guaranteed days, `opinion_due_on` the day after which the opinion is late; both None while the file is back."""

    file: Row[Any]
    guaranteed_until: date | None
    opinion_due_on: date | None
    is_overdue: bool
    completion_is_overdue: bool
    meeting_is_early: bool


def inbox(
    session: Session,
    actor: Actor,
    law_of: Callable[[Row[Any], date], Law],
    on: date,
    *,
    everything: bool = False,
    after: str | None = None,
    limit: int = 50,
) -> tuple[list[Line], str | None]:
    """The files that an actor sees, newest matter first: those under review, or `everything` of the present round;
    and the cursor of the next page."""
    listed = _LISTED if everything else _LISTED.where(STAGE.c.status.in_([status.value for status in OPEN]))
    page = page_of(session, visible(listed, actor), DECISION.c.id, after, limit)
    return [_line(row, law_of(row, on), on) for row in page.rows], page.next_cursor


def _line(row: Row[Any], law: Law, on: date) -> Line:
    review = _review(row)
    since, due = counted_from(review, law), opinion_due(review, law)
    days = law.value("legality_review.working_days_guaranteed")
    until = law.calendar.nth_working_day_after(since, days) if since is not None else None
    meeting, freed = _day(row.meeting_on), row.finished_early_at is not None or row.shortened_by is not None
    return Line(
        file=row,
        guaranteed_until=until.on if until else None,
        opinion_due_on=due.on if due else None,
        is_overdue=is_overdue(review, law, on),
        completion_is_overdue=row.returned_on is not None and row.due_on is not None and row.due_on < on.isoformat(),
        meeting_is_early=meeting is not None and until is not None and not freed and not until.is_over(meeting),
    )


def _review(row: Row[Any]) -> LegalityReviewFacts:
    """As much of the review's facts as the clock reads."""
    issued = None
    if row.issued_on is not None:
        issued = Opinion(
            id="",
            number=0,
            draft_sha256="",
            conclusion=Conclusion(row.conclusion),
            limbs=(),
            states_risk=False,
            drafted_by="",
            issued_on=date.fromisoformat(row.issued_on),
        )
    file = Submission(
        number=row.number,
        submitted_on=date.fromisoformat(row.submitted_on),
        draft_sha256=row.draft_sha256,
        returned_on=_day(row.returned_on),
        due_on=_day(row.due_on),
        earlier=tuple((date.fromisoformat(since), date.fromisoformat(until)) for since, until in _list(row.earlier)),
    )
    return LegalityReviewFacts(submission=file, issued=issued)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _list(text: str) -> list[tuple[str, str]]:
    made: list[tuple[str, str]] = orjson.loads(text)
    return made
