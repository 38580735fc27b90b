"""Annual catalogs, their items, the consents to them and their publications."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to


class DecisionCatalog(SQLModel, table=True):
    """决策事项目录: one catalog of a body and a year; an import may bring items of an unknown year (year null, then
    `year_or_unknown` is 0). `edition` counts the publications: the first, then each adjustment (动态管理)."""

    __tablename__ = "catalog"
    __table_args__ = (
        UniqueConstraint("organ_id", "year_or_unknown"),
        Index("ix_catalog_listing", "status", "id"),
        belongs_to("id"),
    )

    id: str = Field(primary_key=True, foreign_key="subject.id")
    organ_id: str = Field(foreign_key="organ.id")
    year: int | None = None
    year_or_unknown: int
    title: str
    status: str
    edition: int = 0
    published_on: str | None = None
    published_address: str | None = None
    document_no: str | None = None


class CatalogItem(SQLModel, table=True):
    """目录事项: one matter of a year's catalog; it becomes a decision when its start is decided.

    `status` is incomplete, proposed, published or dropped; `lacks` names what keeps an incomplete one from being
    published. `doubts` are the remarks of the import, `source` is where it found the item.
    """

    __tablename__ = "catalog_item"
    __table_args__ = (
        Index("ix_catalog_item_catalog", "catalog_id", "id"),
        Index("ix_catalog_item_organ", "organ_id", "id"),
        Index("ix_catalog_item_unit", "undertaking_unit_id", "id"),
        Index("ix_catalog_item_status", "status", "id"),
        belongs_to("catalog_id"),
    )

    id: str = Field(primary_key=True)
    catalog_id: str = Field(foreign_key="catalog.id")
    organ_id: str = Field(foreign_key="organ.id")
    undertaking_unit_id: str | None = Field(default=None, foreign_key="unit.id")
    item_no: str | None = None
    title: str
    status: str
    lacks: str = "[]"
    matter_class: str | None = None
    planned_time: str | None = None
    legal_basis: str | None = None
    procedures: str | None = None
    note: str | None = None
    drop_reason: str | None = None
    doubts: str = "[]"
    source: str | None = None
    source_file: str | None = None
    source_published_on: str | None = None


class PartyConsentRecord(SQLModel, table=True):
    """同级党委同意 (Art. 3): the document on which one edition of a catalog is published."""

    __tablename__ = "party_consent"
    __table_args__ = (
        Index("ix_party_consent_catalog", "catalog_id", "edition"),
        belongs_to("catalog_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    catalog_id: str = Field(foreign_key="catalog.id")
    edition: int
    document_no: str
    party_organ: str
    document_sha256: str
    consented_on: str
    recorded_by: str


class CatalogPublication(SQLModel, table=True):
    """目录公布: where an edition of a catalog was published, when, and the digest of the bytes seen there."""

    __tablename__ = "catalog_publication"
    __table_args__ = (
        Index("ix_catalog_publication_catalog", "catalog_id", "edition"),
        belongs_to("catalog_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    catalog_id: str = Field(foreign_key="catalog.id")
    edition: int
    document_no: str
    address: str
    snapshot_sha256: str
    published_on: str
    recorded_by: str


class DecisionCriteria(SQLModel, table=True):
    """决策事项标准: the quantified standards of a body as JSON, by the document that adopted them (plan 26)."""

    __tablename__ = "decision_criteria"
    __table_args__ = (
        Index("ix_decision_criteria_organ", "organ_id", "adopted_on"),
        belongs_to("organ_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    organ_id: str = Field(foreign_key="organ.id")
    document_no: str
    adopted_on: str
    document_sha256: str
    criteria: str
    recorded_by: str
