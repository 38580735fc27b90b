"""Drawing experts at random: announce the draw, then hold it with the published value (Art. 20, 21)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from decision_flow.command import Address, DecisionCommand, Document, Id, Name, Shape, Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Exclusion:
    """An expert of the pool who does not take part in the draw, and why."""

    pool_expert_id: Id
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceDraw(DecisionCommand):
    """随机抽取公告: the candidates of a field are frozen before the value is known from which they are drawn.

    `seed_source` names that value so that anyone finds it (such as the digits of a coming lottery), and
    `seed_known_from` the instant from which it is known. Barred experts and those of the undertaking unit or of a named
    party are left out by themselves; `excluded` names others, with reasons. A field that was drawn or announced before
    is announced again with the reason (`again_reason`).
    """

    pool_id: Id
    field: Name
    wanted: Annotated[int, Shape(1, 50)]
    seed_source: Text
    seed_known_from: datetime
    excluded: Annotated[tuple[Exclusion, ...], Shape(0, 200)]
    again_reason: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldDraw(DecisionCommand):
    """随机抽取: the published value is entered with where it stands; the order of the experts follows from it."""

    draw_id: Id
    seed_value: Name
    published_at: datetime
    address: Address
    snapshot_sha256: Document
