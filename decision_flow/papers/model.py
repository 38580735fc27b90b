"""The table of papers: what the flows rendered, from which act, with the digests of its bytes and of its template."""

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from decision_flow.audit.model import AuditEntry
from decision_flow.papers.acts import CALLS_FOR
from decision_flow.store.tables import belongs_to, table_of


class Paper(SQLModel, table=True):
    """文书: one rendering of one act of a decision or a catalog, as PDF/A and as editable .docx (design 12.20).

    `renders` is the number of the entry that it renders; `dated` is that act's day, never the day of rendering. `round`
    is the round of the act's stage; of a catalog, its edition. `template_sha256` covers words and layout.
    """

    __table_args__ = (
        Index("ix_paper_pdf_sha256", "pdf_sha256"),
        Index("ix_paper_docx_sha256", "docx_sha256"),
        belongs_to("subject_id", append_only=True, clustered=True),
    )

    subject_id: str = Field(primary_key=True, foreign_key="subject.id")
    renders: int = Field(primary_key=True)
    kind: str = Field(primary_key=True)
    round: int
    title: str
    dated: str
    pdf_sha256: str
    docx_sha256: str
    template_sha256: str
    recorded_at: str
    recorded_by: str


CALLING = text("audit_entry.command IN ({})".format(", ".join(f"'{command}'" for command in CALLS_FOR)))
"""An entry whose act calls for a paper; the same words as in the index, or no database would see that it serves."""
_ENTRY = table_of(AuditEntry)
Index(
    "ix_audit_entry_calls_for_paper",
    _ENTRY.c.subject_id,
    _ENTRY.c.seq,
    sqlite_where=CALLING,
    postgresql_where=CALLING,
)
