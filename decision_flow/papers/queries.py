"""Loads the slices of papers in one statement each; lists papers for the API, and what is still to be rendered."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Row, Select, bindparam, exists, literal_column, or_, select, true
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.audit.model import AuditEntry
from decision_flow.board import day_of
from decision_flow.casefile import Slice, load_as
from decision_flow.catalog import listing as catalogs
from decision_flow.catalog.facts import PUBLISHED
from decision_flow.catalog.model import DecisionCatalog
from decision_flow.decision.listing import visible
from decision_flow.decision.model import Decision
from decision_flow.papers.acts import CALLS_FOR, CATALOG_ACT
from decision_flow.papers.facts import PaperFacts, PapersFacts, RenderedAct
from decision_flow.papers.model import Paper
from decision_flow.store.tables import table_of
from decision_flow.terms import PaperKind

PAPER, ENTRY, DECISION, CATALOG = (table_of(of) for of in (Paper, AuditEntry, Decision, DecisionCatalog))
P, E = PAPER.c, ENTRY.c
SUBJECT: BindParameter[Any] = bindparam("subject")
MOST = 200
_CALLING: list[ColumnElement[str]] = [literal_column(f"'{command}'") for command in CALLS_FOR]

PAPERS = (
    select(P.kind, P.renders, P.round, P.pdf_sha256)
    .where(P.subject_id == SUBJECT)
    .order_by(P.renders.desc())
    .limit(MOST)
)
_ANNOUNCED = (
    exists()
    .where(P.subject_id == E.subject_id, P.renders == E.seq, P.kind == PaperKind.CATALOG_ANNOUNCEMENT.value)
    .correlate(ENTRY)
)
ACTS = (
    select(E.seq, E.command, E.occurred_at)
    .where(E.subject_id == SUBJECT, E.command.in_(_CALLING))
    .order_by(E.seq.desc())
    .limit(MOST)
)


def _papers(results: Sequence[Sequence[Any]]) -> PapersFacts:
    return PapersFacts(papers=tuple(PaperFacts(PaperKind(kind), *rest) for kind, *rest in results[0]))


def _acts(results: Sequence[Sequence[Any]]) -> dict[int, RenderedAct]:
    days = {seq: (command, day_of(at)) for seq, command, at in results[0]}
    return {seq: RenderedAct(command, on) for seq, (command, on) in days.items() if on is not None}


load_as(
    Slice("papers", (PAPERS,), _papers, frozenset({PAPER.name})),
    Slice("rendered_acts", (ACTS,), _acts, frozenset({ENTRY.name})),
)


def papers(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The papers of a decision, in the order of the acts that they render."""
    listed = visible(select(PAPER).join(DECISION, DECISION.c.id == P.subject_id), actor)
    return session.execute(listed.where(P.subject_id == decision_id).order_by(P.renders, P.kind)).all()


def catalog_papers(session: Session, catalog_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The announcements of a catalog, edition by edition, for whoever sees the catalog."""
    return session.execute(_announcements(actor).where(P.subject_id == catalog_id).order_by(P.renders)).all()


def is_readable_announcement(session: Session, sha256: str, actor: Actor) -> bool:
    """Whether these bytes are the announcement of a catalog that the actor sees: a published one is everybody's."""
    named = or_(P.pdf_sha256 == sha256, P.docx_sha256 == sha256)
    return session.execute(_announcements(actor).where(named).limit(1)).first() is not None


def _announcements(actor: Actor) -> Select[Any]:
    listed = select(PAPER).join(CATALOG, CATALOG.c.id == P.subject_id)
    return catalogs.visible(listed, actor, CATALOG.c.status == PUBLISHED)


def file_name(session: Session, sha256: str) -> str:
    """The name of a rendered paper's file: its title with its ending. Empty where the bytes are no paper's."""
    asked = select(P.title, P.pdf_sha256).where(or_(P.pdf_sha256 == sha256, P.docx_sha256 == sha256)).limit(1)
    row = session.execute(asked).first()
    return f"{row.title}.{'pdf' if row.pdf_sha256 == sha256 else 'docx'}" if row else ""


def to_render(session: Session, decision_id: str) -> Sequence[tuple[PaperKind, Row[Any]]]:
    """The acts of a decision that call for a paper which is not there, in the order of the record."""
    acts = select(E.seq, E.command, E.occurred_at).where(E.subject_id == decision_id, E.command.in_(_CALLING))
    there = set(session.execute(select(P.kind, P.renders).where(P.subject_id == decision_id)).tuples())
    rows = session.execute(acts.order_by(E.seq)).all()
    return [(kind, row) for row in rows for kind in CALLS_FOR[row.command] if (kind.value, row.seq) not in there]


def entry_body(session: Session, subject_id: str, seq: int) -> str:
    """One entry as it is stored."""
    return str(session.execute(select(E.body).where(E.subject_id == subject_id, E.seq == seq)).scalar_one())


def catalogs_to_announce(session: Session, catalog_id: str | None = None) -> Sequence[Row[Any]]:
    """The publications of catalogs whose announcement is not there, with their entries."""
    asked = (
        select(E.subject_id, E.seq, E.occurred_at)
        .join(CATALOG, CATALOG.c.id == E.subject_id)
        .where(CATALOG.c.edition > 0, E.command == CATALOG_ACT, ~_ANNOUNCED)
        .where(E.subject_id == catalog_id if catalog_id else true())
    )
    return session.execute(asked.order_by(E.subject_id, E.seq)).all()
