"""Loads the papers of the file for the pack, and lists the matters of a body for the agenda of a day."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Table, and_, bindparam, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.casefile import CaseFile, Slice, load_as
from decision_flow.collective_discussion.facts import PackFacts
from decision_flow.collective_discussion.pack import PackPaper, pack_of
from decision_flow.collective_discussion.ripeness import what_it_lacks
from decision_flow.decision.listing import Page, page_of, visible
from decision_flow.decision.model import Decision, StageState
from decision_flow.legality_review.model import FairCompetitionReview
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding
from decision_flow.public_participation.model import ParticipationFeedback
from decision_flow.reading import file_of
from decision_flow.risk_assessment.model import RiskReport
from decision_flow.store.tables import table_of
from decision_flow.terms import Kind, Stage, StageStatus

SUBJECT: BindParameter[Any] = bindparam("subject")
DECISION, STAGE, FAIR, FEEDBACK, RISK = (
    table_of(model) for model in (Decision, StageState, FairCompetitionReview, ParticipationFeedback, RiskReport)
)
MOST = 50
SLICES = ("decision", "legality_review", "collective_discussion", "meeting_pack")


def _latest(of: Table, column: str) -> Any:
    """The digest that a room filed last, in whichever round."""
    order = (of.c.round.desc(), of.c.number.desc()) if "number" in of.c else (of.c.round.desc(),)
    filed = select(of.c[column]).where(of.c.decision_id == SUBJECT).order_by(*order).limit(1)
    return filed.scalar_subquery()


PAPERS = select(_latest(FAIR, "document_sha256"), _latest(FEEDBACK, "snapshot_sha256"), _latest(RISK, "report_sha256"))
KINDS = ("fair_competition", "public_opinion_adoption", "risk_report")


def _papers(results: Sequence[Sequence[Any]]) -> PackFacts:
    (row,) = results[0]
    return PackFacts({kind: sha for kind, sha in zip(KINDS, row, strict=True) if sha is not None})


load_as(Slice("meeting_pack", (PAPERS,), _papers, frozenset(table.name for table in (FAIR, FEEDBACK, RISK))))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A matter for the agenda: with nothing lacking it is ripe; `pack` is what the meeting is owed of papers."""

    decision_id: str
    title: str
    lacks: tuple[Finding, ...]
    pack: tuple[PackPaper, ...]


def for_the_agenda(
    session: Session,
    organ_id: str,
    held_on: date,
    on: date,
    actor: Actor,
    law_of: Callable[[CaseFile, date], Law],
    *,
    after: str | None = None,
) -> tuple[tuple[Candidate, ...], str | None]:
    """Started matters of a body that no meeting has decided yet, newest first, at most 50 at once; the next cursor."""
    page = undecided(session, organ_id, actor, after=after)
    return tuple(candidate(session, row.id, held_on, on, law_of) for row in page.rows), page.next_cursor


def undecided(session: Session, organ_id: str, actor: Actor, *, after: str | None = None) -> Page:
    """Their ids and titles, and whether the legality review of the present draft is over: before that none is ripe."""
    review = STAGE.alias("review")
    is_reviewed = review.c.status.in_((StageStatus.PASSED.value, StageStatus.NOT_REQUIRED.value))
    listed = (
        select(DECISION.c.id, DECISION.c.title, is_reviewed.label("is_reviewed"))
        .join(STAGE, STAGE.c.decision_id == DECISION.c.id)
        .join(review, and_(review.c.decision_id == DECISION.c.id, review.c.stage == Stage.LEGALITY_REVIEW.value))
        .where(
            DECISION.c.organ_id == organ_id,
            DECISION.c.status == "started",
            STAGE.c.stage == Stage.COLLECTIVE_DISCUSSION.value,
            STAGE.c.status != "passed",
        )
    )
    return page_of(session, visible(listed, actor), DECISION.c.id, after, MOST)


def candidate(
    session: Session, decision_id: str, held_on: date, on: date, law_of: Callable[[CaseFile, date], Law]
) -> Candidate:
    """One matter, with what it lacks for a meeting on a day."""
    case: CaseFile = file_of(session, Kind.DECISION, decision_id, SLICES)
    law = law_of(case, on)
    return Candidate(case.decision_id, case.title, what_it_lacks(case, law, held_on, on), pack_of(case, law))
