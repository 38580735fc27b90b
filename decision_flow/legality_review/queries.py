"""Loads the slice of the legality review in one statement; lists for the API."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import orjson
from sqlalchemy import BindParameter, ColumnElement, Row, ScalarSelect, and_, bindparam, func, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.casefile import Slice, load_as
from decision_flow.decision.rounds import DECISION, STAGE, in_round, latest, rows_of
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
    EntrustedReview,
    FairCompetitionReview,
    LegalAdvice,
    LegalBasisChange,
    LegalityOpinion,
    LegalitySubmission,
    OpinionConfirmation,
    OutsideHelp,
    ReviewShortening,
)
from decision_flow.store.tables import table_of
from decision_flow.terms import Conclusion, FairCompetition, Limb, Stage

SUBMISSION, ADVICE, OPINION, EARLY, SHORTENED, FAIR, ENTRUSTED, HELP, BASIS, CONFIRMED = (
    table_of(model)
    for model in (
        LegalitySubmission,
        LegalAdvice,
        LegalityOpinion,
        EarlyFinish,
        ReviewShortening,
        FairCompetitionReview,
        EntrustedReview,
        OutsideHelp,
        LegalBasisChange,
        OpinionConfirmation,
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
LAST_ISSUED = (
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
_OPINION = ("id", "number", "draft_sha256", "conclusion", "limbs", "legal_risk", "drafted_by", "issued_on", "same_unit")


def _last(column: ColumnElement[Any]) -> ScalarSelect[Any]:
    """The highest value of a column in the present round."""
    of = column.table
    return select(func.max(column)).where(in_round(of)).correlate(STAGE).scalar_subquery()


_COUNTED, _NEWER = OPINION.alias("counted"), OPINION.alias("newer")
_YEAR = (
    select(func.max(_NEWER.c.number_year))
    .where(_NEWER.c.organ_id == DECISION.c.organ_id)
    .correlate(DECISION)
    .scalar_subquery()
)
_SERIAL = (
    select(func.max(_COUNTED.c.number_serial))
    .where(_COUNTED.c.organ_id == DECISION.c.organ_id, _COUNTED.c.number_year == _YEAR)
    .correlate(DECISION)
    .scalar_subquery()
)

_FILE = (
    "number",
    "submitted_on",
    "draft_sha256",
    "returned_on",
    "due_on",
    "materials",
    "not_applicable",
    "earlier",
)
_SINGLE: dict[str, Any] = {
    "advisers": _ADVISERS,
    "other_advisers": _OTHERS,
    "finished_early": EARLY.c.declared_at,
    "shortened_by": SHORTENED.c.approver,
    "is_normative_document": DECISION.c.is_normative_document,
    "entrusted_to": ENTRUSTED.c.entrusted_to,
    "helper": _last(HELP.c.helper),
    "year": _YEAR,
    "serial": _SERIAL,
    "basis_changed_at": _last(BASIS.c.recorded_at),
    "confirmed_at": _last(CONFIRMED.c.confirmed_at),
}

REVIEW = (
    select(
        *(S[name] for name in _FILE),
        *(DRAFTED.c[name] for name in _OPINION),
        *(ISSUED.c[name] for name in _OPINION),
        UNIT.c.number,
        UNIT.c.conclusion,
        REGULATOR.c.number,
        REGULATOR.c.conclusion,
        *(column.label(name) for name, column in _SINGLE.items()),
    )
    .select_from(
        STAGE.join(DECISION, DECISION.c.id == STAGE.c.decision_id)
        .outerjoin(SUBMISSION, latest(SUBMISSION, SUBMISSION))
        .outerjoin(DRAFTED, latest(DRAFTED, OPINION))
        .outerjoin(ISSUED, in_round(ISSUED, ISSUED.c.number == LAST_ISSUED))
        .outerjoin(EARLY, in_round(EARLY))
        .outerjoin(SHORTENED, in_round(SHORTENED))
        .outerjoin(ENTRUSTED, in_round(ENTRUSTED))
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
        same_unit=bool(row[8]),
    )


def _submission(row: Sequence[Any]) -> Submission | None:
    if row[0] is None:
        return None
    return Submission(
        number=row[0],
        submitted_on=date.fromisoformat(row[1]),
        draft_sha256=row[2],
        returned_on=_day(row[3]),
        due_on=_day(row[4]),
        kinds=frozenset(one["kind"] for one in orjson.loads(row[5])),
        not_applicable=frozenset(one["item"] for one in orjson.loads(row[6])),
        earlier=tuple((date.fromisoformat(since), date.fromisoformat(until)) for since, until in orjson.loads(row[7])),
    )


def _facts(results: Sequence[Sequence[Any]]) -> LegalityReviewFacts:
    if not results[0]:
        return LegalityReviewFacts()
    (row,) = results[0]
    one = dict(zip(_SINGLE, row[30:], strict=True))
    fair = {UNDERTAKING_UNIT: row[26:28], MARKET_REGULATOR: row[28:30]}
    return LegalityReviewFacts(
        submission=_submission(row[:8]),
        drafted=_opinion(row[8:17]),
        issued=_opinion(row[17:26]),
        advisers=one["advisers"],
        other_advisers=one["other_advisers"],
        finished_early=one["finished_early"] is not None,
        shortened_by=one["shortened_by"],
        fair_competition={
            word: FairReview(review[0], FairCompetition(review[1])) for word, review in fair.items() if review[0]
        },
        is_normative_document=bool(one["is_normative_document"]),
        entrusted_to=one["entrusted_to"],
        helper=one["helper"],
        counted=(one["year"], one["serial"]) if one["year"] is not None else None,
        basis_changed_at=one["basis_changed_at"],
        confirmed_at=one["confirmed_at"],
    )


load_as(
    Slice(
        "legality_review",
        (REVIEW,),
        _facts,
        frozenset(
            table.name
            for table in (SUBMISSION, ADVICE, OPINION, EARLY, SHORTENED, FAIR, ENTRUSTED, HELP, BASIS, CONFIRMED)
        ),
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


def entrusted_reviews(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """To whom the review was entrusted, by which document."""
    return rows_of(session, ENTRUSTED, decision_id, actor, "round")


def outside_help(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Who helped with the review from outside."""
    return rows_of(session, HELP, decision_id, actor, "round", "id")


def basis_changes(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Changes of legal bases since the review."""
    return rows_of(session, BASIS, decision_id, actor, "round", "id")


def opinion_confirmations(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Confirmations that the opinion still holds."""
    return rows_of(session, CONFIRMED, decision_id, actor, "round", "id")
