"""Papers as a flow records them, with stand-ins for the bytes: the rendering itself has tests of its own."""

from decision_flow.board import day_of
from decision_flow.papers import commands as papers
from decision_flow.papers.acts import STAGE_OF
from decision_flow.papers.queries import catalogs_to_announce, to_render
from decision_flow.reading import file_of
from decision_flow.terms import Kind, Role
from tests.lawful.steps import Steps, act
from tests.world import World, digest


def papers_rendered(world: World, case: str) -> Steps:
    """Whatever the acts of a decision call for by now."""
    with world.installation.store.reading() as session:
        due, file = to_render(session, case), file_of(session, Kind.DECISION, case)
    for kind, row in due:
        paper = papers.RecordPaper(
            decision_id=case,
            paper=kind,
            round=file.row(STAGE_OF[row.command]).round,
            renders=row.seq,
            title=f"示例{kind.value}",
            dated=day_of(row.occurred_at),
            pdf_sha256=world.document(f"示例{kind.value}"),
            docx_sha256=world.document(f"示例{kind.value}，可编辑"),
            template_sha256=digest(kind.value),
        )
        yield from act(world, paper, Role.SYSTEM)


def catalogs_announced(world: World) -> Steps:
    """The announcements of the editions published by now."""
    with world.installation.store.reading() as session:
        due = catalogs_to_announce(session)
    for row in due:
        paper = papers.RecordCatalogPaper(
            catalog_id=row.subject_id,
            edition=1,
            renders=row.seq,
            title="示例目录公告",
            dated=day_of(row.occurred_at),
            pdf_sha256=world.document("示例目录公告"),
            docx_sha256=world.document("示例目录公告，可编辑"),
            template_sha256=digest("catalog_announcement"),
        )
        yield from act(world, paper, Role.SYSTEM)
