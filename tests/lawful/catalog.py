"""Catalogs and their items."""

from collections.abc import Generator
from datetime import date

from decision_flow.catalog import commands as catalog
from decision_flow.terms import (
    MatterClass,
    Measure,
    Role,
)
from tests.lawful.steps import NUMBER, Step, Steps, act, run
from tests.world import START, World, digest


def an_item(world: World, catalog_id: str, title: str) -> Generator[Step, None, str]:
    """A registered item."""
    done = yield from act(
        world,
        catalog.RegisterCatalogItem(
            catalog_id=catalog_id,
            item_no="1",
            title=title,
            undertaking_unit_id=world.unit_id,
            matter_class=MatterClass.PLAN,
            exclusion=None,
            planned_time="12月底前",
        ),
        Role.DRAFTER,
    )
    return done.made["catalog_item"]


def publish(world: World, catalog_id: str, on: date) -> Steps:
    """Consent, then publication."""
    consent = catalog.RecordPartyConsent(
        catalog_id=catalog_id,
        document_no=f"示例〔2026〕{next(NUMBER)}号",
        party_organ="示例市委",
        document_sha256=world.document("同意"),
        consented_on=on,
    )
    yield from act(world, consent, Role.CATALOG_OFFICER)
    published = catalog.PublishCatalog(
        catalog_id=catalog_id,
        document_no=f"示例〔2026〕{next(NUMBER)}号",
        address="https://example.org/catalog",
        snapshot_sha256=world.document("目录"),
        published_on=on,
    )
    yield from act(world, published, Role.CATALOG_OFFICER)


def catalogs(world: World, on: date) -> Generator[Step, None, str]:
    """A published catalog of the year, and every other act on catalogs; the id of an item to start."""
    opened = yield from act(
        world, catalog.OpenCatalog(organ_id=world.organ_id, year=on.year, title="示例目录"), Role.CATALOG_OFFICER
    )
    catalog_id = opened.subject_id
    first = yield from an_item(world, catalog_id, "示例规划")
    second = yield from an_item(world, catalog_id, "示例措施")
    amended = catalog.AmendCatalogItem(catalog_id=catalog_id, item_id=first, planned_time="6月", reason="示例")
    yield from act(world, amended, Role.CATALOG_OFFICER)
    dropped = catalog.DropCatalogItem(catalog_id=catalog_id, item_id=second, reason="示例")
    yield from act(world, dropped, Role.CATALOG_OFFICER)
    yield from publish(world, catalog_id, on)
    yield from criteria(world, on)
    yield from imported_catalog(world)
    return first


def criteria(world: World, on: date, threshold: int = 5_000) -> Steps:
    """Quantified standards, adopted by a document."""
    adopted = catalog.AdoptDecisionCriteria(
        organ_id=world.organ_id,
        document_no="示例〔2026〕9号",
        adopted_on=on,
        document_sha256=world.document("量化标准"),
        criteria=(catalog.Criterion(measure=Measure.INVESTMENT, threshold=threshold, matter_class=None),),
    )
    yield from act(world, adopted, Role.CATALOG_OFFICER)


def imported_catalog(world: World) -> Steps:
    """An imported list of unknown year, its gaps filled."""
    row = catalog.ImportedItem(
        title="示例旧项",
        undertaking_unit=None,
        planned_time=None,
        published_on=None,
        source=catalog.ImportSource(line=2),
    )
    more = catalog.ImportedItem(
        title="示例旧项二",
        undertaking_unit="示例局",
        planned_time="6月",
        published_on=date(2025, 5, 14),
        source=catalog.ImportSource(line=3),
    )
    done = yield from act(
        world,
        catalog.ImportCatalog(
            organ_id=world.organ_id, year=None, title="示例旧目录", file_sha256=digest("file"), items=(row,)
        ),
        Role.ADMINISTRATOR,
    )
    old, item = done.subject_id, done.made["catalog_item"]
    yield from act(
        world,
        catalog.ImportCatalogItems(catalog_id=old, file_sha256=digest("file"), items=(more,)),
        Role.ADMINISTRATOR,
    )
    gap = catalog.FillItemGap(catalog_id=old, item_id=item, undertaking_unit_id=world.unit_id, planned_time="6月")
    yield from act(world, gap, Role.CATALOG_OFFICER)
    year = catalog.DetermineCatalogYear(catalog_id=old, year=2025, evidence="示例：原件")
    yield from act(world, year, Role.CATALOG_OFFICER)


def a_published_item(world: World) -> str:
    """The id of an item that stands in this year's published catalog."""
    return str(run(world, catalogs(world, START.date())))
