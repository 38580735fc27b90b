"""The whole procedure with its papers really rendered, and the acts that call for one."""

from typing import Any

from sqlalchemy import select

from decision_flow.actor import system
from decision_flow.audit.model import AuditEntry
from decision_flow.decision.model import Decision
from decision_flow.papers.acts import CALLS_FOR, CATALOG_ACT
from decision_flow.papers.commands import RecordPaper
from decision_flow.store.tables import table_of
from decision_flow.terms import PaperKind
from flows.papers.rendering import FLOW, DuePaper, Papers
from tests.lawful import Steps, the_whole_procedure
from tests.world import World


def whole_with_papers(world: World) -> None:
    """Every step; where the procedure waits for a paper, the flow's own rendering of it is recorded."""
    papers = Papers(world.installation)
    for step in the_whole_procedure(world):
        if isinstance(step.command, RecordPaper):
            world.receipts[step.key] = rendered(world, papers, step.command)
        else:
            world.do(step.command, step.by, key=step.key)


def rendered(world: World, papers: Papers, asked: RecordPaper) -> Any:
    """The paper of the act that is asked for."""
    due = papers.due(asked.decision_id)
    made = papers.record(next(one for one in due if (one.seq, one.kind) == (asked.renders, asked.paper)))
    assert made is not None
    return world.installation.engine.execute(made.command, by=system(FLOW), key=made.key)


def until_due(world: World, kind: PaperKind = PaperKind.FEEDBACK) -> str:
    """The procedure up to where it waits for a paper of a kind; the decision."""
    steps: Steps = the_whole_procedure(world)
    for step in steps:
        if isinstance(step.command, RecordPaper) and step.command.paper is kind:
            return step.command.decision_id
        world.do(step.command, step.by, key=step.key)
    raise AssertionError(f"no {kind}")


def decisions(world: World) -> list[str]:
    """Every decision."""
    with world.installation.store.reading() as session:
        return list(session.execute(select(table_of(Decision).c.id)).scalars())


def acts_that_call(world: World) -> list[DuePaper]:
    """Each paper that an act calls for, rendered or not, in the order of the record."""
    e = table_of(AuditEntry).c
    asked = select(e.subject_id, e.seq, e.command, e.occurred_at).order_by(e.id)
    with world.installation.store.reading() as session:
        rows = session.execute(asked.where(e.command.in_([*CALLS_FOR, CATALOG_ACT]))).all()
    kinds = {**CALLS_FOR, CATALOG_ACT: (PaperKind.CATALOG_ANNOUNCEMENT,)}
    return [DuePaper(kind, *row) for row in rows for kind in kinds[row.command]]


def every_act(world: World) -> dict[PaperKind, DuePaper]:
    """The last act that calls for each kind of paper."""
    return {one.kind: one for one in acts_that_call(world)}
