"""Items are found by words of their titles, as soon as they are registered or renamed."""

from decision_flow.catalog import commands as asked
from decision_flow.catalog import listing
from decision_flow.catalog.search import bring_up_to_date
from decision_flow.terms import Role
from tests.catalog.test_acts import opened, registered
from tests.world import World


def found(world: World, words: str) -> set[str]:
    """The titles that a catalog officer finds."""
    bring_up_to_date(world.installation.store)
    with world.installation.store.reading() as session:
        page = listing.items(session, world.actor(Role.CATALOG_OFFICER), words=words)
    return {row.title for row in page.rows}


def test_items_are_found_by_words_of_two_and_of_one_sign(world: World):
    """Chinese words have two signs more often than not; one sign, blanks and Latin capitals do as well."""
    catalog_id = opened(world)
    for title in ("教育发展“十五五”规划", "卫生健康事业规划", "5G 基站布局方案"):
        registered(world, catalog_id, title=title)
    assert found(world, "规划") == {"教育发展“十五五”规划", "卫生健康事业规划"}
    assert found(world, "健康 规划") == set() and found(world, "健康事业") == {"卫生健康事业规划"}
    assert found(world, "教") == {"教育发展“十五五”规划"} and found(world, "案") == {"5G 基站布局方案"}
    assert found(world, "5g") == {"5G 基站布局方案"} and found(world, "不存在") == set()


def test_a_renamed_item_is_found_by_its_new_name_only(world: World):
    """The index follows the record."""
    catalog_id = opened(world)
    item = registered(world, catalog_id, title="示例旧名")
    assert found(world, "旧名") == {"示例旧名"}
    renamed = asked.AmendCatalogItem(catalog_id=catalog_id, item_id=item, title="示例新名", reason="更正")
    world.do(renamed, Role.CATALOG_OFFICER)
    assert found(world, "旧名") == set() and found(world, "新名") == {"示例新名"}
