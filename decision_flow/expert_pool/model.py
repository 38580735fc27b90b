"""Tables of the expert pools: the pool, its experts, their integrity reviews and sanctions (Art. 21, 41)."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to


class ExpertPool(SQLModel, table=True):
    """专家库: a body's own, or one of a higher level that it borrows, as an external list (Art. 21, ruling 23)."""

    __tablename__ = "expert_pool"
    __table_args__ = (UniqueConstraint("organ_id", "name"), belongs_to("id"))

    id: str = Field(primary_key=True, foreign_key="subject.id")
    organ_id: str = Field(foreign_key="organ.id")
    name: str
    level: str
    source: str
    opened_at: str


class PoolExpert(SQLModel, table=True):
    """入库专家. `barred_by` says why he may not be chosen now; the act and document behind it are rows of their own."""

    __tablename__ = "pool_expert"
    __table_args__ = (
        Index("ix_pool_expert_pool", "pool_id", "id"),
        Index("ix_pool_expert_person", "person_id"),
        belongs_to("pool_id"),
    )

    id: str = Field(primary_key=True)
    pool_id: str = Field(foreign_key="expert_pool.id")
    person_id: str | None = None
    name: str
    fields: str
    workplace: str
    workplace_key: str
    subordinate_to: str | None = None
    is_institution: bool
    list_sha256: str | None = None
    listed_at: str
    barred_by: str | None = None


class ExpertIntegrityReview(SQLModel, table=True):
    """诚信考核: what a periodic review found, with its document (Art. 21)."""

    __tablename__ = "expert_integrity_review"
    __table_args__ = belongs_to("pool_id", append_only=True)

    id: str = Field(primary_key=True)
    pool_id: str = Field(foreign_key="expert_pool.id")
    expert_id: str
    year: int
    qualified: bool
    text: str
    document_sha256: str
    reviewed_at: str
    actor_id: str
    name: str
    role: str
    post: str


class ExpertSanction(SQLModel, table=True):
    """通报批评、限期整改、取消资格: an act with its document; how it ended is one as well (Art. 41, ruling 25)."""

    __tablename__ = "expert_sanction"
    __table_args__ = (Index("ix_expert_sanction_pool", "pool_id", "expert_id"), belongs_to("pool_id"))

    id: str = Field(primary_key=True)
    pool_id: str = Field(foreign_key="expert_pool.id")
    expert_id: str
    sanction: str
    document_no: str
    document_sha256: str
    reason: str
    until: str | None = None
    sanctioned_at: str
    actor_id: str
    name: str
    role: str
    post: str
    lifted_at: str | None = None
    lifted_by: str | None = None
    lifted_document_no: str | None = None
    lifted_document_sha256: str | None = None
    lifted_reason: str | None = None
