"""Acts on a catalog as row changes."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from decision_flow.catalog import commands as asked
from decision_flow.catalog import rules
from decision_flow.catalog.facts import (
    DROPPED,
    INCOMPLETE,
    PROPOSED,
    PUBLICATION_DATE,
    PUBLISHED,
    UNDERTAKING_UNIT,
    YEAR,
    CatalogFile,
    CatalogItemFacts,
)
from decision_flow.command import Act, Change, Insert, Update, handles
from decision_flow.organ.facts import OrganFile
from decision_flow.terms import Role

OFFICER = {Role.CATALOG_OFFICER}
UNIT_OR_OFFICER = {Role.DRAFTER, Role.UNDERTAKING_HEAD, Role.CATALOG_OFFICER}
IMPORTERS = {Role.ADMINISTRATOR, Role.SYSTEM, Role.CATALOG_OFFICER}
UNITS = ("catalog_units",)


@handles(asked.OpenCatalog, by=OFFICER, rules=(rules.year_has_four_digits,))
def open_catalog(act: Act, organ: OrganFile) -> Iterator[Change]:
    """An empty catalog; the year of a body has one."""
    yield _catalog(act, organ)


@handles(asked.AdoptDecisionCriteria, by=OFFICER, rules=(rules.criteria_were_adopted,))
def adopt_decision_criteria(act: Act, organ: OrganFile) -> Iterator[Change]:
    """The standards with their document; those of an earlier day count no more."""
    asks: asked.AdoptDecisionCriteria = act.command
    yield Insert(
        "decision_criteria",
        {
            "id": act.new_id(),
            "organ_id": organ.id,
            "document_no": asks.document_no,
            "adopted_on": asks.adopted_on,
            "document_sha256": asks.document_sha256,
            "criteria": asks.criteria,
            "recorded_by": act.actor.id,
        },
    )


@handles(asked.ImportCatalog, by=IMPORTERS, rules=(rules.year_has_four_digits, rules.imported_units_are_of_the_organ))
def import_catalog(act: Act, organ: OrganFile) -> Iterator[Change]:
    """The catalog with its items as they were found."""
    yield _catalog(act, organ)
    yield from _imported(act, organ.id, act.command.year, organ.units, act.command.items)


@handles(asked.ImportCatalogItems, by=IMPORTERS, slices=UNITS, rules=(rules.imported_units_are_of_the_organ,))
def import_catalog_items(act: Act, catalog: CatalogFile) -> Iterator[Change]:
    """Those items whose title the catalog does not have yet."""
    titles = {item.title for item in catalog.items.values()}
    new = (item for item in act.command.items if item.title not in titles)
    yield from _imported(act, catalog.organ_id, catalog.year, catalog.units, new)


@handles(
    asked.RegisterCatalogItem,
    by=UNIT_OR_OFFICER,
    slices=UNITS,
    rules=(
        rules.matter_is_not_excluded,
        rules.matter_stands_once,
        rules.undertaking_unit_is_of_the_organ,
        rules.unit_acts_on_its_own_items,
    ),
)
def register_catalog_item(act: Act, catalog: CatalogFile) -> Iterator[Change]:
    """The item, proposed for the next edition."""
    asks: asked.RegisterCatalogItem = act.command
    lacks = () if catalog.year is not None else (YEAR,)
    yield Insert(
        "catalog_item",
        {
            "id": act.new_id(),
            "catalog_id": catalog.id,
            "organ_id": catalog.organ_id,
            "item_no": asks.item_no,
            "undertaking_unit_id": asks.undertaking_unit_id,
            "title": asks.title,
            **_standing(lacks),
            "matter_class": asks.matter_class,
            "planned_time": asks.planned_time,
            "legal_basis": asks.legal_basis,
            "doubts": [],
        },
    )


@handles(
    asked.AmendCatalogItem,
    by=OFFICER,
    slices=UNITS,
    rules=(
        rules.item_stands_in_the_catalog,
        rules.amendment_needs_only_a_reason,
        rules.matter_stands_once,
        rules.undertaking_unit_is_of_the_organ,
    ),
)
def amend_catalog_item(act: Act, catalog: CatalogFile) -> Iterator[Change]:
    """What was corrected; the former words stay in the entry that wrote them."""
    asks: asked.AmendCatalogItem = act.command
    item = catalog.items[asks.item_id]
    filled = {UNDERTAKING_UNIT} if asks.undertaking_unit_id else set()
    yield Update(
        "catalog_item",
        {"id": item.id},
        {**_given(asks, ("title", "undertaking_unit_id", "planned_time")), **_without(item, filled)},
    )


@handles(
    asked.FillItemGap,
    by=UNIT_OR_OFFICER,
    slices=UNITS,
    rules=(
        rules.item_stands_in_the_catalog,
        rules.only_gaps_are_filled,
        rules.undertaking_unit_is_of_the_organ,
        rules.unit_acts_on_its_own_items,
        rules.day_has_come,
    ),
)
def fill_item_gap(act: Act, catalog: CatalogFile) -> Iterator[Change]:
    """What was missing; an item that lacks nothing more is proposed."""
    asks: asked.FillItemGap = act.command
    item = catalog.items[asks.item_id]
    filled = {UNDERTAKING_UNIT} if asks.undertaking_unit_id else set()
    filled |= {PUBLICATION_DATE} if asks.published_on else set()
    published = {"source_published_on": asks.published_on} if asks.published_on else {}
    yield Update(
        "catalog_item",
        {"id": item.id},
        {
            **_given(asks, ("undertaking_unit_id", "planned_time", "matter_class")),
            **published,
            **_without(item, filled),
        },
    )


@handles(asked.DetermineCatalogYear, by=OFFICER, rules=(rules.year_was_not_known, rules.year_has_four_digits))
def determine_catalog_year(act: Act, catalog: CatalogFile) -> Iterator[Change]:
    """The catalog of that year, and its items no longer without one."""
    yield Update("catalog", {}, {"year": act.command.year, "year_or_unknown": act.command.year})
    for item in catalog.standing:
        if YEAR in item.lacks:
            yield Update("catalog_item", {"id": item.id}, _without(item, {YEAR}))


@handles(asked.DropCatalogItem, by=OFFICER, rules=(rules.item_stands_in_the_catalog, rules.dropping_has_consent))
def drop_catalog_item(act: Act, catalog: CatalogFile) -> Iterator[Change]:
    """Kept, with the reason; the next edition says so."""
    yield Update("catalog_item", {"id": act.command.item_id}, {"status": DROPPED, "drop_reason": act.command.reason})


@handles(asked.RecordPartyConsent, by=OFFICER, rules=(rules.day_has_come,))
def record_party_consent(act: Act, catalog: CatalogFile) -> Iterator[Change]:
    """The document, for the edition that comes next; of two, the later one counts."""
    asks: asked.RecordPartyConsent = act.command
    yield Insert(
        "party_consent",
        {
            "id": act.new_id(),
            "catalog_id": catalog.id,
            "edition": catalog.edition + 1,
            "document_no": asks.document_no,
            "party_organ": asks.party_organ,
            "document_sha256": asks.document_sha256,
            "consented_on": asks.consented_on,
            "recorded_by": act.actor.id,
        },
    )


@handles(
    asked.PublishCatalog,
    by=OFFICER,
    rules=(
        rules.party_committee_consented_first,
        rules.year_of_the_catalog_is_known,
        rules.catalog_lists_a_matter,
        rules.every_item_is_complete,
        rules.matters_are_of_the_five_classes,
        rules.day_has_come,
    ),
)
def publish_catalog(act: Act, catalog: CatalogFile) -> Iterator[Change]:
    """The next edition: each proposed item is published with it."""
    asks: asked.PublishCatalog = act.command
    edition = catalog.edition + 1
    yield Update(
        "catalog",
        {},
        {
            "status": PUBLISHED,
            "edition": edition,
            "published_on": asks.published_on,
            "published_address": asks.address,
            "document_no": asks.document_no,
        },
    )
    yield Insert(
        "catalog_publication",
        {
            "id": act.new_id(),
            "catalog_id": catalog.id,
            "edition": edition,
            "document_no": asks.document_no,
            "address": asks.address,
            "snapshot_sha256": asks.snapshot_sha256,
            "published_on": asks.published_on,
            "recorded_by": act.actor.id,
        },
    )
    for item in catalog.standing:
        if item.status == PROPOSED:
            yield Update("catalog_item", {"id": item.id}, {"status": PUBLISHED})


def _catalog(act: Act, organ: OrganFile) -> Insert:
    asks: asked.OpenCatalog | asked.ImportCatalog = act.command
    return Insert(
        "catalog",
        {
            "id": act.subject_id,
            "organ_id": organ.id,
            "year": asks.year,
            "year_or_unknown": asks.year or 0,
            "title": asks.title,
            "status": "draft",
            "edition": 0,
        },
    )


def _imported(
    act: Act, organ_id: str, year: int | None, units: Mapping[str, str], items: Iterable[asked.ImportedItem]
) -> Iterator[Change]:
    """Each row as it was found, with what it lacks."""
    ids = {name: unit_id for unit_id, name in units.items()}
    for item in items:
        missing = {
            UNDERTAKING_UNIT: item.undertaking_unit is None,
            YEAR: year is None,
            PUBLICATION_DATE: item.published_on is None,
        }
        status = _standing(name for name, is_missing in missing.items() if is_missing)
        yield Insert(
            "catalog_item",
            {
                "id": act.new_id(),
                "catalog_id": act.subject_id,
                "organ_id": organ_id,
                "undertaking_unit_id": ids[item.undertaking_unit] if item.undertaking_unit else None,
                "item_no": item.item_no,
                "title": item.title,
                **status,
                **({"status": DROPPED} if item.dropped else {}),
                "planned_time": item.planned_time,
                "legal_basis": item.legal_basis,
                "procedures": item.procedures,
                "note": item.note,
                "doubts": item.doubts,
                "source": item.source,
                "source_file": act.command.file_sha256,
                "source_published_on": item.published_on,
            },
        )


def _standing(lacks: Iterable[str]) -> dict[str, Any]:
    """The columns of what an item lacks: with anything lacking it is incomplete, else proposed."""
    missing = list(lacks)
    return {"lacks": missing, "status": INCOMPLETE if missing else PROPOSED}


def _without(item: CatalogItemFacts, filled: Iterable[str]) -> dict[str, Any]:
    """The same after something was filled; an item that lacked nothing of it stays as it is."""
    remaining = [name for name in item.lacks if name not in filled]
    return _standing(remaining) if len(remaining) != len(item.lacks) else {}


def _given(asks: Any, names: Iterable[str]) -> dict[str, Any]:
    return {name: getattr(asks, name) for name in names if getattr(asks, name) is not None}
