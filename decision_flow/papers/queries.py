"""Loads the slices of papers in one statement each; lists papers for the API, and what is still to be rendered."""

from collections.abc import Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, Row, Select, and_, bindparam, exists, or_, select, true
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
from decision_flow.papers.facts import PapersFacts, RenderedAct
from decision_flow.papers.model import CALLING, Paper
from decision_flow.store.tables import table_of
from decision_flow.terms import PaperKind

PAPER, ENTRY, DECISION, CATALOG = (table_of(of) for of in (Paper, AuditEntry, Decision, DecisionCatalog))
P, E = PAPER.c, ENTRY.c
SUBJECT: BindParameter[Any] = bindparam("subject")
MOST = 200

_ANNOUNCED = (
    exists()
    .where(P.subject_id == E.subject_id, P.renders == E.seq, P.kind == PaperKind.CATALOG_ANNOUNCEMENT.value)
    .correlate(ENTRY)
)
PAPERS = (
    select(E.seq, E.command, E.occurred_at, P.kind, P.pdf_sha256)
    .select_from(ENTRY.outerjoin(PAPER, and_(P.subject_id == E.subject_id, P.renders == E.seq)))
    .where(E.subject_id == SUBJECT, CALLING)
    .order_by(E.seq.desc())
    .limit(MOST)
)


def _facts(results: Sequence[Sequence[Any]]) -> PapersFacts:
    acts: dict[int, RenderedAct] = {}
    for seq, of_the_act in groupby(results[0], key=itemgetter(0)):
        rows = list(of_the_act)
        papers = {PaperKind(kind): sha256 for *_, kind, sha256 in rows if kind is not None}
        acts[seq] = RenderedAct(rows[0][1], day_of(rows[0][2]), papers)
    return PapersFacts(acts=acts)


load_as(Slice("papers", (PAPERS,), _facts, frozenset({PAPER.name})))


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
    acts = select(E.seq, E.command, E.occurred_at).where(E.subject_id == decision_id, CALLING)
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
