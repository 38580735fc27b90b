"""What stands in the record already, for the plan of an import: bodies, their units, and their catalogs."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlmodel import Session

from decision_flow.catalog.model import CatalogItem, DecisionCatalog
from decision_flow.organ.model import Organ, Unit
from decision_flow.store.tables import table_of

B, U, C, M = (table_of(model).c for model in (Organ, Unit, DecisionCatalog, CatalogItem))


@dataclass(slots=True)
class KnownCatalog:
    """A catalog, the titles of its items, and the digests of the files that were imported into it."""

    id: str
    titles: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)


@dataclass(slots=True)
class KnownBody:
    """A body with the names of its units and its catalogs by year; None stands for the one of unknown years."""

    id: str
    units: set[str] = field(default_factory=set)
    catalogs: dict[int | None, KnownCatalog] = field(default_factory=dict)


Known = Mapping[str, KnownBody]
NOTHING: Known = {}


def known(session: Session) -> Known:
    """Every body by its name."""
    bodies = {organ_id: (name, KnownBody(organ_id)) for organ_id, name in session.execute(select(B.id, B.name))}
    for organ_id, unit in session.execute(select(U.organ_id, U.name)):
        bodies[organ_id][1].units.add(unit)
    catalogs: dict[str, KnownCatalog] = {}
    for catalog_id, organ_id, year in session.execute(select(C.id, C.organ_id, C.year)):
        catalogs[catalog_id] = bodies[organ_id][1].catalogs[year] = KnownCatalog(catalog_id)
    for catalog_id, title, file in session.execute(select(M.catalog_id, M.title, M.source_file)):
        catalogs[catalog_id].titles.add(title)
        catalogs[catalog_id].files |= {file} - {None}
    return dict(bodies.values())
