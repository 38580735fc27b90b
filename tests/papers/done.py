"""The whole procedure without its papers, and the acts that call for one."""

from typing import Any

from sqlalchemy import select

from decision_flow.decision.model import Decision
from decision_flow.papers.commands import RecordCatalogPaper, RecordPaper
from decision_flow.store.tables import table_of
from decision_flow.terms import PaperKind
from flows.papers.rendering import DuePaper, Papers
from tests.lawful import Steps
from tests.world import World


def whole_without_papers(world: World, steps: Steps) -> Any:
    """Carry out every step but the recording of papers: here they are rendered."""
    for step in steps:
        if isinstance(step.command, (RecordPaper, RecordCatalogPaper)):
            world.receipts[step.key] = world.receipts[next(reversed(world.receipts))]
        else:
            world.do(step.command, step.by, key=step.key)


def decisions(world: World) -> list[str]:
    """Every decision."""
    with world.installation.store.reading() as session:
        return list(session.execute(select(table_of(Decision).c.id)).scalars())


def every_act(world: World, papers: Papers) -> dict[PaperKind, DuePaper]:
    """The last act that calls for each kind of paper."""
    due = [*papers.due_of_catalogs(), *(one for each in decisions(world) for one in papers.due(each))]
    return {one.kind: one for one in due}
