"""What can be done with a catalog: opening, registering, amending, consent, publication, import (Art. 3, plan 26)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from decision_flow.command import Address, Command, Digest, Document, Id, Name, Shape, Text
from decision_flow.terms import Exclusion, Kind, MatterClass, Measure

Remark = Annotated[str, Shape(1, 2_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCatalog(Command):
    """The organ begins its catalog of a year (Art. 3(3)); without a year, one for items whose year is not known."""

    kind = Kind.CATALOG
    opens: ClassVar[bool] = True
    within = Kind.ORGAN
    organ_id: Id
    year: int | None
    title: Name

    @property
    def subject_id(self) -> str:
        return self.organ_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Criterion:
    """量化标准: from which size on a matter is major, of one class or of every class."""

    measure: Measure
    threshold: Annotated[int, Shape(1, 1_000_000_000)]
    matter_class: MatterClass | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptDecisionCriteria(Command):
    """决策事项标准: the body adopts quantified standards by a document (Art. 3(3), plan 26). The last adopted count."""

    kind = Kind.ORGAN
    organ_id: Id
    document_no: Name
    adopted_on: date
    document_sha256: Document
    criteria: Annotated[tuple[Criterion, ...], Shape(1, 100)]

    @property
    def subject_id(self) -> str:
        return self.organ_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportSource:
    """Where an imported item was found: the line of the file, and what that says of the page and its date."""

    line: int
    catalog: Name | None = None
    province: Name | None = None
    title: Name | None = None
    address: Address | None = None
    document_no: Name | None = None
    adjustment: Name | None = None
    date_basis: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportedItem:
    """One row of an imported list. `published_on` is the date on the page; `doubts` are words, not sentences."""

    item_no: Name | None = None
    title: Name
    undertaking_unit: Name | None
    planned_time: Name | None
    published_on: date | None
    procedures: Remark | None = None
    legal_basis: Remark | None = None
    note: Remark | None = None
    dropped: bool = False
    doubts: tuple[Name, ...] = ()
    source: ImportSource


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCatalog(Command):
    """A body's list of one year, taken over from a file as it was found (plan 26). Incomplete rows stay incomplete."""

    kind = Kind.CATALOG
    opens: ClassVar[bool] = True
    within = Kind.ORGAN
    organ_id: Id
    year: int | None
    title: Name
    file_sha256: Digest
    items: tuple[ImportedItem, ...]

    @property
    def subject_id(self) -> str:
        return self.organ_id


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogCommand(Command):
    """An act on one catalog."""

    kind = Kind.CATALOG
    catalog_id: Id

    @property
    def subject_id(self) -> str:
        return self.catalog_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportCatalogItems(CatalogCommand):
    """Further rows for a catalog that stands already (plan 26); a title that it has is not taken a second time."""

    file_sha256: Digest
    items: tuple[ImportedItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterCatalogItem(CatalogCommand):
    """A unit puts a matter of the five classes into the catalog (Art. 3(1)); after publication, as an addition.

    `exclusion` answers which decision of Art. 3(2) it is; null: none.
    """

    item_no: Name
    title: Name
    undertaking_unit_id: Id
    matter_class: MatterClass
    exclusion: Exclusion | None
    planned_time: Name
    legal_basis: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendCatalogItem(CatalogCommand):
    """动态管理: an item's date, undertaking unit or name is corrected, with the reason (Art. 3(3)). Null: as it was."""

    item_id: Id
    title: Name | None = None
    undertaking_unit_id: Id | None = None
    planned_time: Name | None = None
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FillItemGap(CatalogCommand):
    """What the import did not find is supplied: unit, planned time, class, or the day on which it was published."""

    item_id: Id
    undertaking_unit_id: Id | None = None
    planned_time: Name | None = None
    matter_class: MatterClass | None = None
    published_on: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DetermineCatalogYear(CatalogCommand):
    """The year of a list that came without one is found out, with the evidence for it (Art. 3(3))."""

    year: int
    evidence: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DropCatalogItem(CatalogCommand):
    """动态管理: an item leaves the catalog, with the reason; a published one with consent (Art. 3(3))."""

    item_id: Id
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPartyConsent(CatalogCommand):
    """同级党委同意: the Party committee's document on the next edition of the catalog (Art. 3(3))."""

    document_no: Name
    party_organ: Name
    document_sha256: Document
    consented_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishCatalog(CatalogCommand):
    """目录公布: the catalog or its adjustment is published after consent; address, day, bytes are kept (Art. 3(3))."""

    document_no: Name
    address: Address
    snapshot_sha256: Document
    published_on: date
