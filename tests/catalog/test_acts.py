"""A catalog from its opening to its adjustment, through the write door."""

from datetime import date, timedelta

import pytest

from decision_flow.actor import PUBLIC, Actor, Post, system
from decision_flow.catalog import commands as asked
from decision_flow.catalog import listing
from decision_flow.catalog.facts import CatalogFile
from decision_flow.catalog.known import known
from decision_flow.reading import file_of
from decision_flow.terms import Kind, MatterClass, Role
from tests.world import START, World, digest

TODAY = START.date()
DAY = timedelta(days=1)


def opened(world: World, year: int | None = 2026) -> str:
    """An empty catalog; its id."""
    asks = asked.OpenCatalog(organ_id=world.organ_id, year=year, title="示例目录")
    return world.do(asks, Role.CATALOG_OFFICER).subject_id


def registered(world: World, catalog_id: str, title: str = "示例规划", **given) -> str:
    """An item registered by the unit's clerk; its id."""
    asks = {
        "catalog_id": catalog_id,
        "item_no": "1",
        "title": title,
        "undertaking_unit_id": world.unit_id,
        "matter_class": MatterClass.PLAN,
        "exclusion": None,
        "planned_time": "第四季度",
    }
    return world.do(asked.RegisterCatalogItem(**(asks | given)), Role.DRAFTER).made["catalog_item"]


def consent(world: World, catalog_id: str, on: date = TODAY) -> asked.RecordPartyConsent:
    """The Party committee's document."""
    return asked.RecordPartyConsent(
        catalog_id=catalog_id,
        document_no="示例〔2026〕1号",
        party_organ="示例市委",
        document_sha256=world.document("示例：同意"),
        consented_on=on,
    )


def publication(world: World, catalog_id: str, on: date = TODAY) -> asked.PublishCatalog:
    """The publication on the city's website."""
    return asked.PublishCatalog(
        catalog_id=catalog_id,
        document_no="示例〔2026〕2号",
        address="https://example.org/1",
        snapshot_sha256=world.document("示例：网页"),
        published_on=on,
    )


def published(world: World, catalog_id: str) -> None:
    """Consented to and published."""
    world.do(consent(world, catalog_id), Role.CATALOG_OFFICER)
    world.do(publication(world, catalog_id), Role.CATALOG_OFFICER)


def file(world: World, catalog_id: str) -> CatalogFile:
    """The catalog as rules see it."""
    with world.installation.store.reading() as session:
        found: CatalogFile = file_of(session, Kind.CATALOG, catalog_id, ("catalog_units",))
    return found


def a_row(title: str = "示例甲", **given) -> asked.ImportedItem:
    """A complete imported row."""
    base = {
        "title": title,
        "undertaking_unit": "示例局",
        "planned_time": "6月",
        "published_on": date(2025, 5, 14),
        "source": asked.ImportSource(line=2),
    }
    return asked.ImportedItem(**(base | given))


def imported(world: World, *rows: asked.ImportedItem, year: int | None = 2025) -> str:
    """A catalog as an import makes it; its id."""
    asks = asked.ImportCatalog(
        organ_id=world.organ_id, year=year, title="示例目录", file_sha256=digest("file"), items=rows
    )
    return world.do(asks, Role.ADMINISTRATOR).subject_id


def test_art_3_an_item_is_registered_consented_to_and_published(world: World):
    catalog_id = opened(world)
    item_id = registered(world, catalog_id)
    assert world.refused(publication(world, catalog_id), Role.CATALOG_OFFICER).rule_ids == ("CAT-3-PARTY-CONSENT",)
    published(world, catalog_id)
    after = file(world, catalog_id)
    assert (after.status, after.edition, after.items[item_id].status) == ("published", 1, "published")


def test_art_3_an_addition_after_publication_needs_consent_of_its_own(world: World):
    catalog_id = opened(world)
    registered(world, catalog_id)
    published(world, catalog_id)
    added = registered(world, catalog_id, "示例新增")
    assert file(world, catalog_id).items[added].status == "proposed"
    assert world.refused(publication(world, catalog_id), Role.CATALOG_OFFICER).rule_ids == ("CAT-3-PARTY-CONSENT",)
    published(world, catalog_id)
    assert (file(world, catalog_id).edition, file(world, catalog_id).items[added].status) == (2, "published")


def test_art_3_a_published_item_is_dropped_with_consent_and_its_reason(world: World):
    catalog_id = opened(world)
    item_id = registered(world, catalog_id)
    published(world, catalog_id)
    drop = asked.DropCatalogItem(catalog_id=catalog_id, item_id=item_id, reason="示例：条件不具备")
    assert world.refused(drop, Role.CATALOG_OFFICER).rule_ids == ("CAT-3-DROP",)
    world.do(consent(world, catalog_id), Role.CATALOG_OFFICER)
    world.do(drop, Role.CATALOG_OFFICER)
    assert not file(world, catalog_id).items[item_id].stands


def test_one_body_has_one_catalog_of_a_year(world: World):
    opened(world)
    again = asked.OpenCatalog(organ_id=world.organ_id, year=2026, title="示例目录")
    assert world.refused(again, Role.CATALOG_OFFICER).rule_ids == ("DEC-10-ONCE",)
    opened(world, 2027)
    opened(world, None)


def test_a_refusal_of_the_database_has_a_sentence_in_both_languages(world: World):
    opened(world)
    again = asked.OpenCatalog(organ_id=world.organ_id, year=2026, title="示例目录")
    (finding,) = world.refused(again, Role.CATALOG_OFFICER).findings
    for lang in ("zh", "en"):
        assert world.installation.messages.text(finding.rule, finding.code, finding.values, lang)
        assert world.installation.messages.cure(finding.rule, finding.code, finding.values, lang)


def test_a_unit_registers_no_item_for_another_unit_and_is_told_who_may(world: World):
    catalog_id = opened(world)
    other = Actor("p-other", "示例", (Post(Role.DRAFTER, world.organ_id, "0190a000-0000-7000-8000-0000000000ff"),))
    asks = asked.RegisterCatalogItem(
        catalog_id=catalog_id,
        item_no="1",
        title="示例",
        undertaking_unit_id=world.unit_id,
        matter_class=MatterClass.PLAN,
        exclusion=None,
        planned_time="x",
    )
    refusal = world.refused(asks, other)
    assert refusal.rule_ids == ("SOD-UNIT",) and refusal.cure_by == {Role.CATALOG_OFFICER}


def test_plan_26_imported_rows_are_complete_or_say_what_they_lack(world: World):
    catalog_id = imported(
        world, a_row(), a_row("示例乙", undertaking_unit=None, published_on=None), a_row("丙", dropped=True)
    )
    items = {item.title: item for item in file(world, catalog_id).items.values()}
    assert (items["示例甲"].status, items["示例甲"].lacks) == ("proposed", ())
    assert (items["示例乙"].status, items["示例乙"].lacks) == ("incomplete", ("undertaking_unit", "publication_date"))
    assert items["丙"].status == "dropped" and [*items] == ["示例甲", "示例乙", "丙"]


def test_plan_26_an_incomplete_item_is_published_after_its_gaps_are_filled(world: World):
    catalog_id = imported(world, a_row("示例乙", undertaking_unit=None, published_on=None))
    world.do(consent(world, catalog_id), Role.CATALOG_OFFICER)
    (item_id,) = file(world, catalog_id).items
    assert world.refused(publication(world, catalog_id), Role.CATALOG_OFFICER).rule_ids == ("CAT-3-COMPLETE",)
    world.do(asked.FillItemGap(catalog_id=catalog_id, item_id=item_id, undertaking_unit_id=world.unit_id), Role.DRAFTER)
    assert file(world, catalog_id).items[item_id].lacks == ("publication_date",)
    world.do(
        asked.FillItemGap(catalog_id=catalog_id, item_id=item_id, published_on=date(2025, 5, 14)), Role.CATALOG_OFFICER
    )
    world.do(publication(world, catalog_id), Role.CATALOG_OFFICER)
    assert file(world, catalog_id).items[item_id].status == "published"


def test_art_3_a_list_without_a_year_is_published_after_its_year_is_found(world: World):
    catalog_id = imported(world, a_row(), a_row("示例乙", undertaking_unit=None), year=None)
    asks = asked.DetermineCatalogYear(catalog_id=catalog_id, year=2024, evidence="示例：文号")
    world.do(asks, Role.CATALOG_OFFICER)
    after = file(world, catalog_id)
    assert after.year == 2024 and [item.lacks for item in after.items.values()] == [(), ("undertaking_unit",)]
    assert world.refused(asks, Role.CATALOG_OFFICER).rule_ids == ("CAT-3-YEAR-ONCE",)


def test_plan_26_further_rows_skip_the_titles_that_are_there(world: World):
    catalog_id = imported(world, a_row())
    world.do(
        asked.ImportCatalogItems(catalog_id=catalog_id, file_sha256=digest("other"), items=(a_row(), a_row("新"))),
        system("import"),
    )
    assert sorted(item.title for item in file(world, catalog_id).items.values()) == ["新", "示例甲"]
    with world.installation.store.reading() as session:
        there = known(session)["示例市人民政府"].catalogs[2025]
    assert (there.id, there.titles, there.files) == (catalog_id, {"示例甲", "新"}, {digest("file"), digest("other")})


def test_plan_26_an_import_of_unregistered_units_is_refused(world: World):
    asks = asked.ImportCatalog(
        organ_id=world.organ_id,
        year=2025,
        title="示例",
        file_sha256=digest("f"),
        items=(a_row(undertaking_unit="陌生局"),),
    )
    assert world.refused(asks, Role.ADMINISTRATOR).rule_ids == ("CAT-11-IMPORT",)


def test_art_3_a_correction_needs_its_reason_and_the_catalog_officer(world: World):
    catalog_id = imported(world, a_row(undertaking_unit=None))
    (item_id,) = file(world, catalog_id).items
    asks = asked.AmendCatalogItem(
        catalog_id=catalog_id, item_id=item_id, title="示例改名", undertaking_unit_id=world.unit_id, reason="示例：更正"
    )
    assert world.refused(asks, Role.DRAFTER).rule_ids == ("SOD-ROLE",)
    world.do(asks, Role.CATALOG_OFFICER)
    item = file(world, catalog_id).items[item_id]
    assert (item.title, item.status, item.lacks) == ("示例改名", "proposed", ())


@pytest.mark.parametrize(
    ("given", "titles"),
    [
        ({}, ["示例丙", "示例乙", "示例甲"]),
        ({"matter_class": "other"}, ["示例丙"]),
        ({"year": 2025}, []),
        ({"status": "proposed"}, ["示例丙", "示例乙", "示例甲"]),
        ({"unit_id": "x"}, []),
    ],
)
def test_items_are_listed_newest_first_and_filtered(world: World, given, titles):
    catalog_id = opened(world)
    registered(world, catalog_id, "示例甲")
    registered(world, catalog_id, "示例乙")
    registered(world, catalog_id, "示例丙", matter_class=MatterClass.OTHER)
    with world.installation.store.reading() as session:
        page = listing.items(session, world.actor(Role.DRAFTER), catalog_id=catalog_id, **given)
    assert [row.title for row in page.rows] == titles


def test_items_are_paged_by_key(world: World):
    catalog_id = opened(world)
    for number in range(5):
        registered(world, catalog_id, f"示例{number}")
    seen, after = [], None
    with world.installation.store.reading() as session:
        for _ in range(3):
            page = listing.items(session, world.actor(Role.DRAFTER), after=after, limit=2)
            seen += [row.title for row in page.rows]
            after = page.next_cursor
    assert seen == [f"示例{number}" for number in (4, 3, 2, 1, 0)] and after is None


def test_the_public_sees_what_is_published_and_a_stranger_no_more(world: World):
    catalog_id = opened(world)
    item_id = registered(world, catalog_id)
    stranger = Actor("p-stranger", "示例", (Post(Role.CATALOG_OFFICER, "0190a000-0000-7000-8000-0000000000ff"),))
    with world.installation.store.reading() as session:
        for actor in (PUBLIC, stranger, Actor("p-none", "示例")):
            assert not listing.catalogs(session, actor).rows and not listing.items(session, actor).rows
            assert listing.catalog(session, catalog_id, actor) is None
            assert listing.item(session, item_id, actor) is None
    published(world, catalog_id)
    registered(world, catalog_id, "示例新增")
    with world.installation.store.reading() as session:
        for actor in (PUBLIC, stranger):
            assert [row.id for row in listing.catalogs(session, actor).rows] == [catalog_id]
            assert [row.id for row in listing.items(session, actor).rows] == [item_id]
        own = listing.catalog(session, catalog_id, world.actor(Role.DRAFTER))
        assert own is not None and own.seq > 1
        assert len(listing.items(session, world.actor(Role.ADMINISTRATOR)).rows) == 2
