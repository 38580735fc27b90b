"""已办: what somebody has done on decisions, by the record."""

from sqlalchemy import select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.audit.model import AuditEntry
from decision_flow.decision.listing import LONGEST_PAGE, Page, visible
from decision_flow.decision.model import Decision
from decision_flow.store.tables import table_of

E, D = table_of(AuditEntry).c, table_of(Decision).c


def done_by(session: Session, actor: Actor, *, after: int | None = None, limit: int = 50) -> Page:
    """The entries of one's own acts on the decisions that one sees, the last first."""
    limit = min(limit, LONGEST_PAGE)
    listed = (
        select(E.id, E.subject_id.label("decision_id"), E.seq, E.command, E.recorded_at, D.title)
        .join(D.id.table, D.id == E.subject_id)
        .where(E.actor_id == actor.id)
    )
    if after is not None:
        listed = listed.where(E.id < after)
    rows = session.execute(visible(listed, actor).order_by(E.id.desc()).limit(limit + 1)).all()
    return Page(rows[:limit], str(rows[limit - 1].id) if len(rows) > limit else None)
