"""Loads the draws of hearings in one statement."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import select

from decision_flow.casefile import Slice, load_as
from decision_flow.public_participation.hearing_draw_facts import HearingDrawFacts, HearingDrawsFacts
from decision_flow.public_participation.hearing_model import HearingDraw
from decision_flow.public_participation.queries import HEARING, SUBJECT
from decision_flow.store.tables import table_of

DRAW = table_of(HearingDraw)
H, W = HEARING.c, DRAW.c
DRAWS = (
    select(
        H.id.label("hearing"), H.sign_ups_by_side, W.id, W.number, W.pool_sha256, W.seed_known_from, W.frozen, W.drawn
    )
    .select_from(HEARING.outerjoin(DRAW, W.hearing_id == H.id))
    .where(H.decision_id == SUBJECT)
    .order_by(H.id, W.number)
)


def _facts(results: Sequence[Sequence[Any]]) -> HearingDrawsFacts:
    (rows,) = results
    return HearingDrawsFacts(
        draws={row[2]: _draw(row[0], *row[2:]) for row in rows if row[2] is not None},
        sign_ups={row[0]: {one["side"]: one["count"] for one in orjson.loads(row[1] or "[]")} for row in rows},
    )


def _draw(
    hearing_id: str, draw_id: str, number: int, pool_sha256: str, known_from: str, frozen: str, drawn: str | None
) -> HearingDrawFacts:
    said = orjson.loads(frozen)
    return HearingDrawFacts(
        draw_id,
        hearing_id,
        number,
        pool_sha256,
        known_from,
        {one["side"]: one["places"] for one in said["sides"]},
        {one["id"]: one["side"] for one in said["candidates"]},
        tuple(orjson.loads(drawn)) if drawn else None,
    )


load_as(Slice("hearing_draws", (DRAWS,), _facts, frozenset({HEARING.name, DRAW.name})))
