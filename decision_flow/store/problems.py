"""What keeps failing in the flows, so that the case can show it: "since …", until it is done (design 12.13)."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, select, update
from sqlmodel import Session

from decision_flow.store.operational import FailedStep
from decision_flow.store.tables import table_of

FAILED, LONGEST_ERROR = table_of(FailedStep), 500
F = FAILED.c
Step = tuple[str, str, int, str]
"""A task of a flow: decision, stage, round, name."""


def note_failure(session: Session, step: Step, at: str, error: str) -> None:
    """One failure more; the first tells since when."""
    said = error[:LONGEST_ERROR]
    counted: Any = session.execute(update(FAILED).where(*_is(step)).values(attempts=F.attempts + 1, error=said))
    if not counted.rowcount:
        decision_id, stage, round_no, name = step
        row = {"decision_id": decision_id, "stage": str(stage), "round": round_no, "step": name}
        session.execute(insert(FAILED).values(**row, since=at, attempts=1, error=said))


def clear_failure(session: Session, step: Step) -> None:
    """It was done."""
    session.execute(delete(FAILED).where(*_is(step)))


def failing(session: Session, decision_id: str) -> Sequence[Row[Any]]:
    """What fails now, the oldest first."""
    return session.execute(select(FAILED).where(F.decision_id == decision_id).order_by(F.since, F.stage, F.step)).all()


def failing_at(session: Session, name: str) -> Sequence[Row[Any]]:
    """Every case in which the step of this name fails now."""
    return session.execute(select(FAILED).where(F.step == name)).all()


def _is(step: Step) -> list[ColumnElement[bool]]:
    decision_id, stage, round_no, name = step
    return [F.decision_id == decision_id, F.stage == str(stage), F.round == round_no, F.step == name]
