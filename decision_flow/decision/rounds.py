"""Rows that rooms file in a round of their stage: the present round for rules, every round for lists."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, FromClause, Row, Table, and_, func, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.decision.listing import visible
from decision_flow.decision.model import Decision, StageState
from decision_flow.store.tables import table_of

STAGE, DECISION = table_of(StageState), table_of(Decision)


def in_round(of: FromClause, *more: ColumnElement[bool]) -> ColumnElement[bool]:
    """Rows of the present round of the stage that the statement selects."""
    return and_(of.c.decision_id == STAGE.c.decision_id, of.c.round == STAGE.c.round, *more)


def latest(of: FromClause, table: Table, *alike: str) -> ColumnElement[bool]:
    """The row of the present round with the highest number, among those that are `alike` in these columns."""
    other = table.alias()
    highest = select(func.max(other.c.number)).where(in_round(other), *(other.c[name] == of.c[name] for name in alike))
    return in_round(of, of.c.number == highest.correlate(STAGE, of).scalar_subquery())


def rows_of(session: Session, of: Table, decision_id: str, actor: Actor, *order: str) -> Sequence[Row[Any]]:
    """All rows of a room's table, of every round, of a decision that the actor sees."""
    listed = visible(select(of).join(DECISION, DECISION.c.id == of.c.decision_id), actor)
    return session.execute(listed.where(of.c.decision_id == decision_id).order_by(*(of.c[by] for by in order))).all()
