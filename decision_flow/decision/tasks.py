"""待办: what waits for somebody, by the posts held (design 7)."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, text, union
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.decision.listing import LONGEST_PAGE, Page, jointly_decided_by
from decision_flow.decision.model import OPEN, Decision, StageState
from decision_flow.store.tables import table_of
from decision_flow.terms import Role, Stage

D, G = table_of(Decision), table_of(StageState)
WAITING: dict[Role, tuple[Stage, ...]] = {
    Role.DRAFTER: (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT),
    Role.UNDERTAKING_HEAD: (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT),
    Role.EXPERT: (Stage.EXPERT_REVIEW,),
    Role.RISK_ASSESSOR: (Stage.RISK_ASSESSMENT,),
    Role.STABILITY_REGISTRAR: (Stage.RISK_ASSESSMENT,),
    Role.LEGALITY_REVIEWER: (Stage.LEGALITY_REVIEW,),
    Role.LEGALITY_HEAD: (Stage.LEGALITY_REVIEW,),
    Role.LEGAL_ADVISER: (Stage.LEGALITY_REVIEW,),
    Role.MEETING_SECRETARY: (Stage.COLLECTIVE_DISCUSSION,),
    Role.ADMINISTRATIVE_HEAD: (Stage.COLLECTIVE_DISCUSSION,),
    Role.OFFICE_HEAD: (Stage.PUBLICATION,),
    Role.EXECUTING_UNIT: (Stage.EXECUTION,),
    Role.EVALUATOR: (Stage.EVALUATION,),
    Role.ARCHIVIST: (Stage.ARCHIVE,),
}
JOINTLY: dict[Role, tuple[Stage, ...]] = {
    Role.LEGALITY_HEAD: (Stage.LEGALITY_REVIEW, Stage.COLLECTIVE_DISCUSSION, Stage.PUBLICATION),
    Role.MEETING_SECRETARY: (Stage.COLLECTIVE_DISCUSSION, Stage.PUBLICATION),
    Role.ADMINISTRATIVE_HEAD: (Stage.COLLECTIVE_DISCUSSION, Stage.PUBLICATION),
}
"""Of a matter that another body leads: in which of its stages a joint body's posts have something to do."""


def tasks(session: Session, actor: Actor, *, after: str | None = None, limit: int = 50) -> Page:
    """What waits for this actor: open stages of the posts held, changes to confirm, what a joint body decides.

    Each of these is read by an index of its own, newest first, as far as one page goes: flat however many wait."""
    limit = min(limit, LONGEST_PAGE)
    arms = [_waiting(stage, where, after, limit) for stage, where in _where_something_waits(actor)]
    if not arms:
        return Page((), None)
    found = union(*arms).subquery()
    listed = select(found).order_by(found.c.decision_id.desc(), found.c.stage.desc())
    rows = session.execute(listed.limit(limit + 1)).all()
    return Page(rows[:limit], str(rows[limit - 1].id) if len(rows) > limit else None)


def _where_something_waits(actor: Actor) -> Iterator[tuple[Stage | None, ColumnElement[bool]]]:
    """Stage by stage the decisions of each post; None: whichever of their stages stands open."""
    for post in actor.posts:
        if post.organ_id is None:
            continue
        mine = D.c.organ_id == post.organ_id
        if post.role in (Role.DRAFTER, Role.UNDERTAKING_HEAD):
            mine = and_(mine, D.c.lead_unit_id == post.unit_id)
        yield from ((stage, mine) for stage in WAITING.get(post.role, ()))
        if post.role in (Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD):
            yield None, and_(mine, D.c.change_pending.is_not(None), D.c.change_refused.is_(False))
        yield from ((stage, jointly_decided_by([post.organ_id])) for stage in JOINTLY.get(post.role, ()))


def _waiting(stage: Stage | None, where: ColumnElement[bool], after: str | None, limit: int) -> Select[Any]:
    """The newest open rows of the board, of one stage or of all, of some decisions."""
    listed = (
        select(
            (D.c.id + ":" + G.c.stage).label("id"),
            G.c.decision_id,
            D.c.title,
            G.c.stage,
            G.c.status,
            G.c.round,
            G.c.opened_at,
            D.c.change_pending,
        )
        .join(G, G.c.decision_id == D.c.id)
        .where(text(f"stage.{OPEN}"), where)
    )
    if stage is not None:
        listed = listed.where(G.c.stage == stage.value)
    if after is not None:
        decision_id, _, last = after.partition(":")
        listed = listed.where(
            or_(G.c.decision_id < decision_id, and_(G.c.decision_id == decision_id, G.c.stage < last)),
            G.c.decision_id <= decision_id,
        )
    return select(listed.order_by(G.c.decision_id.desc(), G.c.stage.desc()).limit(limit + 1).subquery())
