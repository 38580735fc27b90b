"""Loads the file of a catalog with its items; the units of its body as a slice."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import orjson
from sqlalchemy import BindParameter, and_, bindparam, select

from decision_flow.casefile import DOSSIERS, Dossier, Slice, load_as
from decision_flow.catalog.facts import CatalogFile, CatalogItemFacts, ConsentFacts, NamedItem
from decision_flow.catalog.model import CatalogItem, DecisionCatalog, PartyConsentRecord
from decision_flow.organ.model import Organ, Unit
from decision_flow.store.named import NAMED_IDS
from decision_flow.store.tables import table_of
from decision_flow.terms import Kind

CATALOG, ORGAN, ITEM, CONSENT, UNIT = (
    table_of(model) for model in (DecisionCatalog, Organ, CatalogItem, PartyConsentRecord, Unit)
)
C, B, M, P, U = CATALOG.c, ORGAN.c, ITEM.c, CONSENT.c, UNIT.c
SUBJECT: BindParameter[Any] = bindparam("subject")

HEAD = (
    select(C.id, C.organ_id, B.body_kind, B.profile, C.year, C.status, C.edition, P.document_no, P.consented_on)
    .select_from(
        CATALOG.join(ORGAN, B.id == C.organ_id).outerjoin(
            CONSENT, and_(P.catalog_id == C.id, P.edition == C.edition + 1)
        )
    )
    .where(C.id == SUBJECT)
    .order_by(P.id.desc())
    .limit(1)
)
ITEMS = (
    select(M.id, M.title, M.status, M.undertaking_unit_id, M.matter_class, M.planned_time, M.lacks)
    .where(M.catalog_id == SUBJECT)
    .order_by(M.id)
)
UNITS = select(U.id, U.name).select_from(CATALOG.join(UNIT, U.organ_id == C.organ_id)).where(C.id == SUBJECT)


def _catalog(results: Sequence[Sequence[Any]]) -> CatalogFile | None:
    head, items = results
    if not head:
        return None
    catalog_id, organ_id, organ_kind, profile, year, status, edition, document_no, consented_on = head[0]
    return CatalogFile(
        id=catalog_id,
        organ_id=organ_id,
        organ_kind=organ_kind,
        profile=profile,
        year=year,
        status=status,
        edition=edition,
        consent=ConsentFacts(document_no, date.fromisoformat(consented_on)) if document_no else None,
        items={item[0]: _item(*item) for item in items},
    )


def _item(
    item_id: str,
    title: str,
    status: str,
    unit_id: str | None,
    matter_class: str | None,
    planned_time: str | None,
    lacks: str,
) -> CatalogItemFacts:
    return CatalogItemFacts(item_id, title, status, unit_id, matter_class, planned_time, tuple(orjson.loads(lacks)))


def _units(results: Sequence[Sequence[Any]]) -> dict[str, str]:
    units: Any = results[0]
    return dict(units)


def _with_units(kernel: CatalogFile, slices: Mapping[str, Any]) -> CatalogFile:
    return replace(kernel, units=slices["catalog_units"]) if slices else kernel


DOSSIERS[Kind.CATALOG] = Dossier(
    Slice("catalog", (HEAD, ITEMS), _catalog, frozenset({"catalog", "catalog_item", "party_consent"})), _with_units
)
NAMED = select(M.title, M.organ_id).where(M.id.op("IN")(NAMED_IDS))


def _named(results: Sequence[Sequence[Any]]) -> NamedItem | None:
    return NamedItem(*results[0][0]) if results[0] else None


load_as(Slice("named_item", (NAMED,), _named, frozenset({"catalog_item"})))
load_as(Slice("catalog_units", (UNITS,), _units, frozenset({"unit"})))
