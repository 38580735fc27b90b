"""Loads the slice of the risk assessment in one statement; lists for the API."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import BindParameter, ColumnElement, Row, Table, and_, bindparam, exists, func, or_, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.casefile import Slice, load_as
from decision_flow.decision.rounds import STAGE, in_round, latest, rows_of
from decision_flow.risk_assessment.facts import RiskAssessmentFacts, RiskReportFacts
from decision_flow.risk_assessment.model import (
    DownratingConfirmation,
    MeasureCarriedOut,
    RiskContest,
    RiskPoint,
    RiskReport,
    RiskSentiment,
    StabilityFiling,
)
from decision_flow.store.tables import table_of
from decision_flow.terms import RiskLevel, Stage

REPORT, POINT, CONFIRMED, DONE, FILING, CONTEST, SENTIMENT = (
    table_of(model)
    for model in (
        RiskReport,
        RiskPoint,
        DownratingConfirmation,
        MeasureCarriedOut,
        StabilityFiling,
        RiskContest,
        RiskSentiment,
    )
)
SUBJECT: BindParameter[Any] = bindparam("subject")
R, P, EVER, BEGAN = REPORT.c, POINT.c, REPORT.alias("ever"), REPORT.alias("began")
_OF_REPORT = and_(P.decision_id == R.decision_id, P.round == R.round, P.report == R.number)


def _points(*where: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(POINT).where(_OF_REPORT, *where).correlate(REPORT).scalar_subquery()


def _of(of: Table) -> ColumnElement[bool]:
    return and_(of.c.decision_id == R.decision_id, of.c.round == R.round, of.c.report == R.number)


_CONTEST = (
    select(func.max(CONTEST.c.id))
    .where(_of(CONTEST), CONTEST.c.answered_at.is_(None))
    .correlate(REPORT)
    .scalar_subquery()
)
_CARRIED_OUT = select(func.count()).select_from(DONE).where(in_round(DONE)).correlate(STAGE).scalar_subquery()
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
        R.groups_heard,
        _points(P.measure.is_not(None), or_(P.owner.is_(None), P.due.is_(None))),
        R.downrating_reason.is_not(None),
        exists().where(_of(CONFIRMED)),
        exists().where(_of(FILING)),
        _CONTEST,
        _CARRIED_OUT,
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
    number, assessed_by, points, without_measure, has_plan, departments, initial, after, controllable, again = row[:10]
    groups, unowned, downrated, confirmed, is_filed, contest, carried_out = row[10:]
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
        groups=len(orjson.loads(groups)),
        unowned=unowned,
        is_downrated=bool(downrated),
        is_confirmed=bool(confirmed),
        is_filed=bool(is_filed),
        contest=contest,
        carried_out=carried_out,
    )


_READ = (REPORT, POINT, CONFIRMED, DONE, FILING, CONTEST)
load_as(Slice("risk_assessment", (ASSESSMENT,), _facts, frozenset(table.name for table in _READ)))


def reports(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Every risk report of a decision, of every round."""
    return rows_of(session, REPORT, decision_id, actor, "round", "number")


def risk_points(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The risk points of every report, with the measures against them."""
    return rows_of(session, POINT, decision_id, actor, "round", "report", "position")


def confirmations(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The second signatures on levels below the computed one."""
    return rows_of(session, CONFIRMED, decision_id, actor, "round", "report")


def measures_carried_out(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The measures that were carried out, with their proof."""
    return rows_of(session, DONE, decision_id, actor, "round", "report", "position", "recorded_at")


def filings(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """稳评备案: number and day of the record of each report."""
    return rows_of(session, FILING, decision_id, actor, "round", "report")


def contests(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Contested levels with the replies."""
    return rows_of(session, CONTEST, decision_id, actor, "round", "contested_at")


def sentiments(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """舆情记录: what media and the public said."""
    return rows_of(session, SENTIMENT, decision_id, actor, "round", "noted_on", "id")
