"""The ledger's tables: subjects with their chain heads, entries, and the documents that entries name."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to


class Subject(SQLModel, table=True):
    """Whatever has a chain and a lock (design 12.15). The row is the lock and the head of the chain at once."""

    __table_args__ = belongs_to("id", clustered=True)

    id: str = Field(primary_key=True)
    kind: str
    seq: int
    head: str


class AuditEntry(SQLModel, table=True):
    """One act. `body` is the canonical JSON that is hashed; the columns beside it are a projection of it."""

    __tablename__ = "audit_entry"
    __table_args__ = (
        UniqueConstraint("subject_id", "seq"),
        UniqueConstraint("actor_id", "key"),
        belongs_to("subject_id", append_only=True),
    )

    id: int | None = Field(default=None, primary_key=True)
    subject_id: str = Field(foreign_key="subject.id")
    seq: int
    recorded_at: str
    occurred_at: str
    actor_id: str
    key: str
    command: str
    request_sha256: str
    body: str
    head: str


class CitedDocument(SQLModel, table=True):
    """Which documents an entry names: who sees the subject may read them."""

    __tablename__ = "cited_document"
    __table_args__ = (
        Index("ix_cited_document_sha256", "sha256"),
        belongs_to("subject_id", append_only=True, clustered=True),
    )

    subject_id: str = Field(primary_key=True, foreign_key="subject.id")
    seq: int = Field(primary_key=True)
    sha256: str = Field(primary_key=True)


class Installation(SQLModel, table=True):
    """This database: whether its clock is the real one, or a simulated one that a demo advances (design 12.14)."""

    __table_args__ = belongs_to("id")

    id: str = Field(primary_key=True, foreign_key="subject.id")
    only: int = Field(unique=True)
    name: str
    simulated: bool
    now: str | None = None
    label: str = ""
