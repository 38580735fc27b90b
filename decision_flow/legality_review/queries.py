"""Loads the slice of the legality review in one statement; lists for the API."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import orjson
from sqlalchemy import BindParameter, ColumnElement, FromClause, Row, Table, and_, bindparam, func, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.casefile import Slice, load_as
from decision_flow.decision.listing import visible
from decision_flow.decision.model import Decision, StageState
from decision_flow.legality_review.facts import (
    MARKET_REGULATOR,
    UNDERTAKING_UNIT,
    FairReview,
    LegalityReviewFacts,
    LimbFacts,
    Opinion,
    Submission,
)
from decision_flow.legality_review.model import (
    EarlyFinish,
    FairCompetitionReview,
    LegalAdvice,
    LegalityOpinion,
    LegalitySubmission,
    ReviewShortening,
)
from decision_flow.store.tables import table_of
from decision_flow.terms import Conclusion, FairCompetition, Limb, Stage

G, SUBMISSION, ADVICE, OPINION, EARLY, SHORTENED, FAIR, DECISION = (
    table_of(model)
    for model in (
        StageState,
        LegalitySubmission,
        LegalAdvice,
        LegalityOpinion,
        EarlyFinish,
        ReviewShortening,
        FairCompetitionReview,
        Decision,
    )
)
SUBJECT: BindParameter[Any] = bindparam("subject")


def in_round(of: FromClause, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Rows of the stage's present round."""
    return and_(of.c.decision_id == G.c.decision_id, of.c.round == G.c.round, *more)


def latest(of: FromClause, table: Table, *names: str) -> ColumnElement[bool]:
    """The row of the present round with the highest number, among those with the same `names` as the one joined."""
    other = table.alias()
    highest = select(func.max(other.c.number)).where(
        other.c.decision_id == G.c.decision_id,
        other.c.round == G.c.round,
        *(other.c[name] == of.c[name] for name in names),
    )
    return in_round(of, of.c.number == highest.correlate(G, of).scalar_subquery())


S, F, U, M = SUBMISSION.c, OPINION.alias("drafted"), FAIR.alias("of_the_unit"), FAIR.alias("of_the_regulator")
ISSUED, _OTHER = OPINION.alias("issued"), OPINION.alias()
_LAST_ISSUED = (
    select(func.max(_OTHER.c.number))
    .where(_OTHER.c.decision_id == G.c.decision_id, _OTHER.c.round == G.c.round, _OTHER.c.issued_on.is_not(None))
    .correlate(G)
    .scalar_subquery()
)
_REVIEWER = func.coalesce(ISSUED.c.drafted_by, F.c.drafted_by, "")
_ADVISERS = select(func.count()).select_from(ADVICE).where(in_round(ADVICE)).correlate(G).scalar_subquery()
_OTHERS = (
    select(func.count())
    .select_from(ADVICE)
    .where(in_round(ADVICE), ADVICE.c.actor_id != _REVIEWER)
    .correlate(G, ISSUED, F)
    .scalar_subquery()
)
_OPINION = ("id", "number", "draft_sha256", "conclusion", "limbs", "legal_risk", "drafted_by", "issued_on")

REVIEW = (
    select(
        S.number,
        S.submitted_on,
        S.draft_sha256,
        S.returned_on,
        *(F.c[name] for name in _OPINION),
        *(ISSUED.c[name] for name in _OPINION),
        _ADVISERS,
        _OTHERS,
        EARLY.c.declared_at,
        SHORTENED.c.approver,
        U.c.number,
        U.c.conclusion,
        M.c.number,
        M.c.conclusion,
    )
    .select_from(
        G.outerjoin(SUBMISSION, latest(SUBMISSION, SUBMISSION))
        .outerjoin(F, latest(F, OPINION))
        .outerjoin(ISSUED, in_round(ISSUED, ISSUED.c.number == _LAST_ISSUED))
        .outerjoin(EARLY, in_round(EARLY))
        .outerjoin(SHORTENED, in_round(SHORTENED))
        .outerjoin(U, and_(latest(U, FAIR, "reviewer"), U.c.reviewer == UNDERTAKING_UNIT))
        .outerjoin(M, and_(latest(M, FAIR, "reviewer"), M.c.reviewer == MARKET_REGULATOR))
    )
    .where(G.c.decision_id == SUBJECT, G.c.stage == Stage.LEGALITY_REVIEW.value)
)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _opinion(row: Sequence[Any]) -> Opinion | None:
    if row[0] is None:
        return None
    limbs = tuple(
        LimbFacts(Limb(one["limb"]), one["has_fault"], Stage(one["stage_at_fault"]) if one["stage_at_fault"] else None)
        for one in orjson.loads(row[4])
    )
    return Opinion(
        id=row[0],
        number=row[1],
        draft_sha256=row[2],
        conclusion=Conclusion(row[3]),
        limbs=limbs,
        states_risk=bool(row[5]),
        drafted_by=row[6],
        issued_on=_day(row[7]),
    )


def _facts(results: Sequence[Sequence[Any]]) -> LegalityReviewFacts:
    if not results[0]:
        return LegalityReviewFacts()
    (row,) = results[0]
    fair = {UNDERTAKING_UNIT: row[24:26], MARKET_REGULATOR: row[26:28]}
    return LegalityReviewFacts(
        submission=Submission(row[0], date.fromisoformat(row[1]), row[2], _day(row[3])) if row[0] else None,
        drafted=_opinion(row[4:12]),
        issued=_opinion(row[12:20]),
        advisers=row[20],
        other_advisers=row[21],
        finished_early=row[22] is not None,
        shortened_by=row[23],
        fair_competition={
            word: FairReview(review[0], FairCompetition(review[1])) for word, review in fair.items() if review[0]
        },
    )


load_as(
    Slice(
        "legality_review",
        (REVIEW,),
        _facts,
        frozenset({table.name for table in (SUBMISSION, ADVICE, OPINION, EARLY, SHORTENED, FAIR)} | {"stage"}),
    )
)


def _of(session: Session, of: Table, decision_id: str, actor: Actor, *order: str) -> Sequence[Row[Any]]:
    """All rows of a table, every round, of a decision that the actor sees."""
    listed = visible(select(of).join(DECISION, DECISION.c.id == of.c.decision_id), actor)
    return session.execute(
        listed.where(of.c.decision_id == decision_id).order_by(*(of.c[name] for name in order))
    ).all()


def submissions(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """What was submitted to review, and what was sent back."""
    return _of(session, SUBMISSION, decision_id, actor, "round", "number")


def opinions(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Every opinion that was drafted, and which were issued."""
    return _of(session, OPINION, decision_id, actor, "round", "number")


def advice(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """What advisers said, by name."""
    return _of(session, ADVICE, decision_id, actor, "round", "id")


def fair_competition_reviews(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Every fair competition review."""
    return _of(session, FAIR, decision_id, actor, "round", "reviewer", "number")


def shortened_time(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Why and by whose approval the review had less time."""
    return _of(session, SHORTENED, decision_id, actor, "round")


def early_finishes(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Reviewers' declarations that a shorter time was enough."""
    return _of(session, EARLY, decision_id, actor, "round")
