"""Drawing the places of a hearing by lot where more signed up than there are places (Art. 16(3), ruling 20)."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

from decision_flow.command import Address, DecisionCommand, Document, Id, Name, Shape, Text

SignUp = Annotated[str, Shape(pattern=r"^[0-9A-Za-z-]{1,20}$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class SidePlaces:
    """The places of one side, and the numbers of the receipts of all who signed up for it: no names."""

    side: Name
    places: Annotated[int, Shape(1, 300)]
    sign_ups: Annotated[tuple[SignUp, ...], Shape(1, 2_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceHearingDraw(DecisionCommand):
    """听证参加人抽取公告: places and sign-ups of every side are frozen before the value is known from which is drawn.

    `seed_source` names that value so that anyone finds it, and `seed_known_from` the instant from which it is known.
    Places that were drawn for before are announced again with the reason.
    """

    hearing_id: Id
    sides: Annotated[tuple[SidePlaces, ...], Shape(1, 20)]
    seed_source: Text
    seed_known_from: datetime
    again_reason: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class HoldHearingDraw(DecisionCommand):
    """听证参加人抽取: the published value is entered with where it stands; the order of the sign-ups follows."""

    draw_id: Id
    seed_value: Name
    published_at: datetime
    address: Address
    snapshot_sha256: Document
