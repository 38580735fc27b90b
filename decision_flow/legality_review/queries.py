"""Loads the slice of the legality review in one statement; lists for the API."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import orjson
from sqlalchemy import BindParameter, Row, and_, bindparam, func, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.casefile import Slice, load_as
from decision_flow.decision.rounds import STAGE, in_round, latest, rows_of
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

SUBMISSION, ADVICE, OPINION, EARLY, SHORTENED, FAIR = (
    table_of(model)
    for model in (
        LegalitySubmission,
        LegalAdvice,
        LegalityOpinion,
        EarlyFinish,
        ReviewShortening,
        FairCompetitionReview,
    )
)
SUBJECT: BindParameter[Any] = bindparam("subject")

S, DRAFTED, ISSUED, UNIT, REGULATOR = (
    SUBMISSION.c,
    OPINION.alias("drafted"),
    OPINION.alias("issued"),
    FAIR.alias("of_the_unit"),
    FAIR.alias("of_the_regulator"),
)
_OTHER = OPINION.alias()
_LAST_ISSUED = (
    select(func.max(_OTHER.c.number))
    .where(in_round(_OTHER, _OTHER.c.issued_on.is_not(None)))
    .correlate(STAGE)
    .scalar_subquery()
)
_REVIEWER = func.coalesce(ISSUED.c.drafted_by, DRAFTED.c.drafted_by, "")
_ADVISERS = select(func.count()).select_from(ADVICE).where(in_round(ADVICE)).correlate(STAGE).scalar_subquery()
_OTHERS = (
    select(func.count())
    .select_from(ADVICE)
    .where(in_round(ADVICE, ADVICE.c.actor_id != _REVIEWER))
    .correlate(STAGE, ISSUED, DRAFTED)
    .scalar_subquery()
)
_OPINION = ("id", "number", "draft_sha256", "conclusion", "limbs", "legal_risk", "drafted_by", "issued_on")

REVIEW = (
    select(
        S.number,
        S.submitted_on,
        S.draft_sha256,
        S.returned_on,
        *(DRAFTED.c[name] for name in _OPINION),
        *(ISSUED.c[name] for name in _OPINION),
        _ADVISERS,
        _OTHERS,
        EARLY.c.declared_at,
        SHORTENED.c.approver,
        UNIT.c.number,
        UNIT.c.conclusion,
        REGULATOR.c.number,
        REGULATOR.c.conclusion,
    )
    .select_from(
        STAGE.outerjoin(SUBMISSION, latest(SUBMISSION, SUBMISSION))
        .outerjoin(DRAFTED, latest(DRAFTED, OPINION))
        .outerjoin(ISSUED, in_round(ISSUED, ISSUED.c.number == _LAST_ISSUED))
        .outerjoin(EARLY, in_round(EARLY))
        .outerjoin(SHORTENED, in_round(SHORTENED))
        .outerjoin(UNIT, and_(latest(UNIT, FAIR, "reviewer"), UNIT.c.reviewer == UNDERTAKING_UNIT))
        .outerjoin(REGULATOR, and_(latest(REGULATOR, FAIR, "reviewer"), REGULATOR.c.reviewer == MARKET_REGULATOR))
    )
    .where(STAGE.c.decision_id == SUBJECT, STAGE.c.stage == Stage.LEGALITY_REVIEW.value)
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
        frozenset(table.name for table in (SUBMISSION, ADVICE, OPINION, EARLY, SHORTENED, FAIR)),
    )
)


def submissions(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """What was submitted to review, and what was sent back."""
    return rows_of(session, SUBMISSION, decision_id, actor, "round", "number")


def opinions(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Every opinion that was drafted, and which were issued."""
    return rows_of(session, OPINION, decision_id, actor, "round", "number")


def advice(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """What advisers said, by name."""
    return rows_of(session, ADVICE, decision_id, actor, "round", "id")


def fair_competition_reviews(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Every fair competition review."""
    return rows_of(session, FAIR, decision_id, actor, "round", "reviewer", "number")


def shortened_time(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Why and by whose approval the review had less time."""
    return rows_of(session, SHORTENED, decision_id, actor, "round")


def early_finishes(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Reviewers' declarations that a shorter time was enough."""
    return rows_of(session, EARLY, decision_id, actor, "round")
