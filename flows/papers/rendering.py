"""Rendering what is due: read the act, compose, set as PDF/A and .docx, store both, and say which command records it.

The flows call this, and so does `decision-flow papers` where no flow runs: one way, one key, one receipt.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import orjson
from sqlmodel import Session

from decision_flow.actor import system
from decision_flow.board import day_of
from decision_flow.papers.acts import STAGE_OF
from decision_flow.papers.commands import RecordCatalogPaper, RecordPaper
from decision_flow.papers.queries import catalogs_to_announce, entry_body, to_render
from decision_flow.reading import file_of
from decision_flow.settings import Installation
from decision_flow.store.tables import table
from decision_flow.terms import Kind, PaperKind
from flows.engine_room import Due
from flows.papers import early, late, meeting
from flows.papers.composing import Block, Composed, Templates, compose
from flows.papers.source import Source
from flows.papers.typesetting import Press
from flows.papers.wordfile import Wordfile

FLOW = "papers"
"""Whichever flow renders a paper, `system:papers` records it: two that do so at once get one receipt."""

OF_NO_ROUND = frozenset({"decision", "stage"})

READERS: Mapping[PaperKind, Callable[[Source], Any]] = {
    PaperKind.CATALOG_ANNOUNCEMENT: early.catalog_announcement,
    PaperKind.COMMENT_NOTICE: early.comment_notice,
    PaperKind.HEARING_NOTICE: early.hearing_notice,
    PaperKind.FEEDBACK: early.feedback,
    PaperKind.EXPERT_OPINION_SHEET: early.expert_opinion_sheet,
    PaperKind.RISK_REPORT: early.risk_report,
    PaperKind.LEGALITY_OPINION: late.legality_opinion,
    PaperKind.MEETING_PACK: meeting.meeting_pack,
    PaperKind.MEETING_RECORD: meeting.meeting_record,
    PaperKind.MEETING_MINUTES: meeting.meeting_minutes,
    PaperKind.DECISION_SHEET: meeting.decision_sheet,
    PaperKind.PUBLICATION_NOTICE: late.publication_notice,
    PaperKind.SUMMARY: late.summary,
}


@dataclass(frozen=True, slots=True)
class DuePaper:
    """A paper that an act calls for and that is not there."""

    kind: PaperKind
    subject_id: str
    seq: int
    act: str
    occurred_at: str


@dataclass(frozen=True, slots=True)
class Rendering:
    """The bytes of one paper, with what its command says of it."""

    composed: Composed
    pdf: bytes
    docx: bytes
    template_sha256: str
    round: int


class Papers:
    """The papers of one installation."""

    def __init__(self, installation: Installation) -> None:
        self._installation, self._store = installation, installation.store
        self._templates = Templates(installation.settings.config)
        self._press = Press(self._templates.folder)

    def due(self, decision_id: str) -> list[DuePaper]:
        """What the acts of a decision call for and is not there, in the order of the record."""
        with self._store.reading() as session:
            rows = to_render(session, decision_id)
        return [DuePaper(kind, decision_id, row.seq, row.command, row.occurred_at) for kind, row in rows]

    def due_of_catalogs(self) -> list[DuePaper]:
        """Editions of catalogs that were published and not announced."""
        with self._store.reading() as session:
            rows = catalogs_to_announce(session)
        kind = PaperKind.CATALOG_ANNOUNCEMENT
        return [DuePaper(kind, row.subject_id, row.seq, "PublishCatalog", row.occurred_at) for row in rows]

    def key(self, due: DuePaper) -> str:
        """Once an act and kind: decision, stage, round are those of the entry, which the number names."""
        stage = STAGE_OF.get(due.act, Kind.CATALOG)
        return f"{due.subject_id}:{stage.value}:paper:{due.kind.value}:{due.seq}"

    def record(self, due: DuePaper) -> Due | None:
        """Render and store; the command that records it. None where its receipt is there already."""
        key = self.key(due)
        if self._store.receipt(system(FLOW).id, key) is not None:
            return None
        made = self.render(due)
        pdf, docx = self._store.documents.put(made.pdf), self._store.documents.put(made.docx)
        said: dict[str, Any] = {
            "renders": due.seq,
            "title": made.composed.title[:300],
            "dated": made.composed.dated,
            "pdf_sha256": pdf,
            "docx_sha256": docx,
            "template_sha256": made.template_sha256,
        }
        if due.kind is PaperKind.CATALOG_ANNOUNCEMENT:
            return Due(RecordCatalogPaper(catalog_id=due.subject_id, edition=made.round, **said), key)
        return Due(RecordPaper(decision_id=due.subject_id, paper=due.kind, round=made.round, **said), key)

    def render(self, due: DuePaper) -> Rendering:
        """The paper of an act. The same act, record and templates give the same bytes."""
        template = self._templates[due.kind]
        with self._store.reading() as session:
            source = self._source(session, due)
            facts = READERS[due.kind](source)
        provenance = f"{due.subject_id} · 记录第{due.seq}条 · {due.kind.value}"
        composed = compose(template, facts, self._installation.messages, provenance)
        if self._press.lacks(composed):
            note = Block("paragraph", text=self._installation.messages.title("unprintable"))
            composed = replace(composed, blocks=(*composed.blocks, note))
        return Rendering(
            composed, self._press.pdf(composed), Wordfile(composed).packed(), template.sha256, round_of(source)
        )

    def all_due(self, decision_id: str) -> Iterator[Due]:
        """Render what is due, one after the other; each is to be recorded before the next is made."""
        for due in self.due(decision_id):
            recorded = self.record(due)
            if recorded is not None:
                yield recorded

    def all_due_of_catalogs(self) -> Iterator[Due]:
        """The announcements of catalogs, likewise."""
        for due in self.due_of_catalogs():
            recorded = self.record(due)
            if recorded is not None:
                yield recorded

    def _source(self, session: Session, due: DuePaper) -> Source:
        entry = orjson.loads(entry_body(session, due.subject_id, due.seq))
        on = day_of(due.occurred_at)
        assert on is not None
        law = None
        if due.kind is not PaperKind.CATALOG_ANNOUNCEMENT:
            law = self._installation.engine.law_of(file_of(session, Kind.DECISION, due.subject_id), on)
        return Source(
            session=session, kind=due.kind, subject_id=due.subject_id, seq=due.seq, on=on, entry=entry, law=law
        )


def round_of(source: Source) -> int:
    """The round in which the act was done: that of a row it made or changed; of a catalog, the edition."""
    for effect in source.entry["effects"]:
        name = effect.get("insert") or effect["update"]
        said = effect.get("row") or {**effect["where"], **effect["set"]}
        if name in OF_NO_ROUND:
            continue
        if "round" not in said and "edition" not in said:
            said = source.row(table(name), **effect["where"])._mapping
        return int(said["edition"] if "edition" in said else said["round"])
    raise LookupError(f"entry {source.seq} of {source.subject_id} changes nothing that has a round")
