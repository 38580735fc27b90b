"""The frozen file of a catalog, for rules and handlers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from decision_flow.casefile import NOT_LOADED

UNDERTAKING_UNIT, YEAR, PUBLICATION_DATE = "undertaking_unit", "year", "publication_date"
"""What an imported item may lack so that it cannot be published."""

INCOMPLETE, PROPOSED, PUBLISHED, DROPPED = "incomplete", "proposed", "published", "dropped"
"""The status of an item."""


@dataclass(frozen=True, slots=True)
class CatalogItemFacts:
    """An item as rules see it; `lacks` is what makes it incomplete."""

    id: str
    title: str
    status: str
    undertaking_unit_id: str | None
    matter_class: str | None
    planned_time: str | None
    lacks: tuple[str, ...]

    @property
    def stands(self) -> bool:
        """Whether it is in the catalog still."""
        return self.status != DROPPED


@dataclass(frozen=True, slots=True)
class NamedItem:
    """The item that an act on a decision names: whose catalog it stands in."""

    title: str
    organ_id: str


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """The Party committee's document on the next edition."""

    document_no: str
    consented_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogFile:
    """A catalog with its items (a year's list is short) and the consent to its next edition. `units` are the body's."""

    id: str
    organ_id: str
    organ_kind: str
    profile: str
    year: int | None
    status: str
    edition: int
    consent: ConsentFacts | None
    items: Mapping[str, CatalogItemFacts]
    units: Mapping[str, str] = field(default_factory=lambda: NOT_LOADED)
    lead_unit_id: None = None
    profile_digest: None = None
    joint_bodies: tuple[str, ...] = ()

    @property
    def standing(self) -> tuple[CatalogItemFacts, ...]:
        """The items that were not dropped, in their order."""
        return tuple(item for item in self.items.values() if item.stands)
