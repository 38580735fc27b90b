"""Operational tables: no part of the record, needed to run. Nothing that a gate reads may stand here (design 12.8).

The guard reads OPERATIONAL: the operational connection may write these tables and no others.
"""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to


class Outbox(SQLModel, table=True):
    """What happened and is still to be told; deleted when it has been (design 12.13)."""

    __table_args__ = (Index("ix_outbox_subject", "subject_id", "id"), belongs_to("subject_id"))

    id: int | None = Field(default=None, primary_key=True)
    subject_id: str
    kind: str
    payload: str
    attempts: int = 0
    not_before: str
    created_at: str


class DeliveryProblem(SQLModel, table=True):
    """A step of a stage's flow that failed and is tried again: since when, how often. Gone when it was done."""

    __tablename__ = "delivery_problem"

    decision_id: str = Field(primary_key=True)
    stage: str = Field(primary_key=True)
    step: str = Field(primary_key=True)
    since: str
    attempts: int


class Account(SQLModel, table=True):
    """Credentials of a person: the login and scrypt's hash. Posts are appointments, not columns here."""

    person_id: str = Field(primary_key=True)
    login: str = Field(unique=True)
    name: str
    password_hash: str
    created_at: str


class Token(SQLModel, table=True):
    """A bearer token, kept as its digest."""

    sha256: str = Field(primary_key=True)
    person_id: str = Field(index=True)
    expires_at: str


class Upload(SQLModel, table=True):
    """A document that was uploaded: its name and type as the uploader gave them."""

    sha256: str = Field(primary_key=True)
    person_id: str = Field(primary_key=True)
    name: str
    media_type: str
    size: int
    uploaded_at: str


class RefusalLog(SQLModel, table=True):
    """A command that was refused: who, what, which rules. It changed nothing, so it is no entry."""

    __tablename__ = "refusal_log"

    id: int | None = Field(default=None, primary_key=True)
    subject_id: str | None = Field(default=None, index=True)
    actor_id: str
    command: str
    rules: str
    refused_at: str


class SearchTerm(SQLModel, table=True):
    """Which catalog items hold two signs next to each other in their titles."""

    __tablename__ = "search_term"
    __table_args__ = (Index("ix_search_term_item_id", "item_id"),)

    term: str = Field(primary_key=True)
    item_id: str = Field(primary_key=True)


class SearchQueue(SQLModel, table=True):
    """Catalog items that are new or renamed since the index was brought up to date; triggers write it."""

    __tablename__ = "search_queue"

    item_id: str = Field(primary_key=True)


OPERATIONAL = frozenset(
    {
        "outbox",
        "delivery_problem",
        "account",
        "token",
        "upload",
        "refusal_log",
        "search_term",
        "search_queue",
    }
)
