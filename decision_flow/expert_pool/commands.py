"""What can be done with an expert pool: open it, list experts, review their integrity, sanction (Art. 21, 41)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar

from decision_flow.command import Command, Document, Id, Name, Shape, Text
from decision_flow.terms import Kind, PoolLevel, Sanction

Year = Annotated[int, Shape(1900, 2199)]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenExpertPool(Command):
    """建立专家库: a body's own pool, or the pool of a higher level that it uses (Art. 21).

    `source` says which list it is; the experts of a borrowed one come in with the list's document.
    """

    kind = Kind.EXPERT_POOL
    opens: ClassVar[bool] = True
    within = Kind.ORGAN
    organ_id: Id
    name: Name
    level: PoolLevel
    source: Text

    @property
    def subject_id(self) -> str:
        return self.organ_id


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolCommand(Command):
    """An act on one pool."""

    kind = Kind.EXPERT_POOL
    pool_id: Id

    @property
    def subject_id(self) -> str:
        return self.pool_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedExpert:
    """An expert or a professional institution as the list has it.

    `subordinate_to` is the unit that the workplace belongs to. `person_id` is the account, where there is one.
    """

    name: Name
    fields: Annotated[tuple[Name, ...], Shape(1, 20)]
    workplace: Name
    subordinate_to: Name | None = None
    is_institution: bool = False
    person_id: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListExperts(PoolCommand):
    """专家入库: experts with fields and workplace; of a borrowed pool as its own list has them (Art. 21)."""

    experts: Annotated[tuple[ListedExpert, ...], Shape(1, 500)]
    list_sha256: Document | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewIntegrity(PoolCommand):
    """诚信考核: what the year's review of an expert found, with its document (Art. 21)."""

    expert_id: Id
    year: Year
    qualified: bool
    text: Text
    document_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class SanctionExpert(PoolCommand):
    """通报批评、限期整改或者取消资格, by a document (Art. 41). `until` is the day by which he is to have mended."""

    expert_id: Id
    sanction: Sanction
    document_no: Name
    document_sha256: Document
    reason: Text
    until: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftSanction(PoolCommand):
    """A sanction ends by a document: he has mended, or it was revoked (Art. 41)."""

    sanction_id: Id
    document_no: Name
    document_sha256: Document
    reason: Text
