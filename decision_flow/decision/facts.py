"""What rules may see of a decision beside its kernel: prepared papers, the request to start, the catalog item."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """The catalog item that the matter stands in, and whether its catalog is published."""

    id: str
    organ_id: str
    year: int | None
    item_status: str
    catalog_status: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """`papers` maps the act and the digest of a prepared paper to who prepared it; `units` are the body's units."""

    papers: Mapping[tuple[str, str], str]
    start_requested: bool
    declarations: int
    item: ItemFacts | None
