"""Files of catalogs and acts on them for pure tests: say what matters, the rest is a complete draft of 2026."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from decision_flow.actor import Actor, Post
from decision_flow.catalog.facts import CatalogFile, CatalogItemFacts, ConsentFacts
from decision_flow.terms import Role
from tests.casefiles import ORGAN, UNIT, a_law

CATALOG, ITEM, OTHER_ITEM, OTHER_UNIT = ("0190a000-0000-7000-8000-0000000000c" + n for n in "1234")
TODAY = date(2026, 3, 2)
LAW = a_law(
    {
        "catalog.party_consent_required": True,
        "catalog.changes_with_party_consent": ["publish", "add", "drop"],
        "catalog.changes_with_reason_only": ["date", "undertaking_unit", "name"],
        "catalog.exclusions": ["macro_control", "government_legislation", "emergency_response"],
    }
)


def an_item(**given: Any) -> CatalogItemFacts:
    """A complete, proposed item."""
    base: dict[str, Any] = {
        "id": ITEM,
        "title": "示例规划",
        "status": "proposed",
        "undertaking_unit_id": UNIT,
        "matter_class": "plan",
        "planned_time": "第四季度",
        "lacks": (),
    }
    return CatalogItemFacts(**(base | given))


def a_catalog(*items: CatalogItemFacts, **given: Any) -> CatalogFile:
    """A draft with one item unless told otherwise, consented to."""
    base: dict[str, Any] = {
        "id": CATALOG,
        "organ_id": ORGAN,
        "organ_kind": "government",
        "profile": "jishou",
        "year": 2026,
        "status": "draft",
        "edition": 0,
        "consent": ConsentFacts("示例〔2026〕1号", TODAY),
        "items": {item.id: item for item in items or (an_item(),)},
        "units": {UNIT: "示例局", OTHER_UNIT: "另一局"},
    }
    return CatalogFile(**(base | given))


def an_act(role: Role = Role.CATALOG_OFFICER, unit: str | None = None, **command: Any) -> Any:
    """An act as rules see it: the command's fields and the post."""
    post = Post(role, ORGAN, unit)
    return SimpleNamespace(command=SimpleNamespace(**command), post=post, actor=Actor("p", "示例", (post,)))
