"""Loads the slice of the risk assessment in one statement; lists for the API."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import BindParameter, ColumnElement, Row, and_, bindparam, exists, func, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.casefile import Slice, load_as
from decision_flow.decision.rounds import STAGE, in_round, latest, rows_of
from decision_flow.risk_assessment.facts import RiskAssessmentFacts, RiskReportFacts
from decision_flow.risk_assessment.model import RiskPoint, RiskReport
from decision_flow.store.tables import table_of
from decision_flow.terms import RiskLevel, Stage

REPORT, POINT = table_of(RiskReport), table_of(RiskPoint)
SUBJECT: BindParameter[Any] = bindparam("subject")
R, P, EVER, BEGAN = REPORT.c, POINT.c, REPORT.alias("ever"), REPORT.alias("began")
_OF_REPORT = and_(P.decision_id == R.decision_id, P.round == R.round, P.report == R.number)


def _points(*where: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(POINT).where(_OF_REPORT, *where).correlate(REPORT).scalar_subquery()


_FILED = select(func.count()).select_from(EVER).where(EVER.c.decision_id == SUBJECT).scalar_subquery()
_BEGAN = tuple(exists().where(in_round(BEGAN, BEGAN.c.initial_level == level.value)) for level in RiskLevel)

ASSESSMENT = (
    select(
        R.number,
        R.actor_id,
        _points(),
        _points(P.measure.is_(None)),
        R.contingency_plan.is_not(None),
        R.departments_heard,
        R.initial_level,
        R.level_after_measures,
        R.is_controllable,
        R.is_reassessment,
        _FILED,
        *_BEGAN,
    )
    .select_from(STAGE.outerjoin(REPORT, latest(REPORT, REPORT)))
    .where(STAGE.c.decision_id == SUBJECT, STAGE.c.stage == Stage.RISK_ASSESSMENT.value)
)


def _facts(results: Sequence[Sequence[Any]]) -> RiskAssessmentFacts:
    if not results[0]:
        return RiskAssessmentFacts()
    ((*report, filed, high, medium, low),) = results[0]
    began = zip(RiskLevel, (high, medium, low), strict=True)
    return RiskAssessmentFacts(
        report=_report(report) if report[0] is not None else None,
        initial_levels=frozenset(level for level, is_there in began if is_there),
        filed=filed,
    )


def _report(row: Sequence[Any]) -> RiskReportFacts:
    number, assessed_by, points, without_measure, has_plan, departments, initial, after, controllable, again = row
    return RiskReportFacts(
        number=number,
        assessed_by=assessed_by,
        points=points,
        without_measure=without_measure,
        has_plan=bool(has_plan),
        departments=len(orjson.loads(departments)),
        initial_level=RiskLevel(initial) if initial else None,
        level_after_measures=RiskLevel(after) if after else None,
        is_controllable=bool(controllable),
        is_reassessment=bool(again),
    )


load_as(Slice("risk_assessment", (ASSESSMENT,), _facts, frozenset({REPORT.name, POINT.name})))


def reports(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Every risk report of a decision, of every round."""
    return rows_of(session, REPORT, decision_id, actor, "round", "number")


def risk_points(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The risk points of every report, with the measures against them."""
    return rows_of(session, POINT, decision_id, actor, "round", "report", "position")
