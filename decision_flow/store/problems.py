"""What keeps failing in the flows, so that the case can show it: "since …", until it is done (design 12.13)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Row, delete, insert, select, update
from sqlmodel import Session

from decision_flow.store.operational import DeliveryProblem
from decision_flow.store.tables import table_of

PROBLEM = table_of(DeliveryProblem)
P = PROBLEM.c


def note_problem(session: Session, decision_id: str, stage: str, step: str, at: str) -> None:
    """One failure more; the first tells since when."""
    this = (P.decision_id == decision_id, P.stage == str(stage), P.step == step)
    changed: Any = session.execute(update(PROBLEM).where(*this).values(attempts=P.attempts + 1))
    if not changed.rowcount:
        row = {"decision_id": decision_id, "stage": str(stage), "step": step, "since": at, "attempts": 1}
        session.execute(insert(PROBLEM).values(row))


def clear_problem(session: Session, decision_id: str, stage: str, step: str) -> None:
    """It was done."""
    session.execute(delete(PROBLEM).where(P.decision_id == decision_id, P.stage == str(stage), P.step == step))


def problems(session: Session, decision_id: str) -> Sequence[Row[Any]]:
    """What fails now, the oldest first."""
    return session.execute(select(PROBLEM).where(P.decision_id == decision_id).order_by(P.since, P.stage, P.step)).all()
