"""Drawing a hearing's places, as row changes (Art. 16(3))."""

from collections.abc import Iterator
from typing import Any

from decision_flow import draw
from decision_flow.audit.canonical import canonical, instant, plain
from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Insert, Update, handles
from decision_flow.public_participation import hearing_draw_commands as asked
from decision_flow.public_participation import hearing_draw_rules as rules
from decision_flow.public_participation import hearing_rules
from decision_flow.public_participation.filing import filed
from decision_flow.public_participation.hearing_handlers import HEAD, PRESENT, SLICES, UNIT, stage_is_open

WITH_DRAWS = ("hearing_draws", *SLICES)


@handles(
    asked.AnnounceHearingDraw,
    by=HEAD,
    slices=WITH_DRAWS,
    rules=(
        *PRESENT,
        rules.every_side_has_places_for_its_sign_ups,
        rules.value_is_not_known_yet,
        rules.places_are_drawn_again_with_reason,
    ),
)
def announce_hearing_draw(act: Act, case: CaseFile) -> Iterator[Change]:
    """The frozen sign-ups with their digest."""
    asks: asked.AnnounceHearingDraw = act.command
    former = case.hearing_draws.latest(asks.hearing_id)
    number = former.number + 1 if former else 1
    frozen = _frozen(asks, case.decision_id, number)
    yield Insert(
        "hearing_draw",
        {
            **filed(act, case),
            "hearing_id": asks.hearing_id,
            "number": number,
            "frozen": canonical(frozen).decode(),
            "pool_sha256": draw.pool_digest(frozen),
            "seed_source": asks.seed_source,
            "seed_known_from": instant(asks.seed_known_from),
            "again_reason": asks.again_reason,
            "announced_at": act.recorded_at,
            **act.signature,
        },
    )


def _frozen(asks: asked.AnnounceHearingDraw, decision_id: str, number: int) -> dict[str, Any]:
    numbers = sorted((number, one.side) for one in asks.sides for number in one.sign_ups)
    frozen: dict[str, Any] = plain(
        {
            "decision": decision_id,
            "hearing": asks.hearing_id,
            "number": number,
            "sides": [{"side": one.side, "places": one.places} for one in asks.sides],
            "seed_source": asks.seed_source,
            "seed_known_from": asks.seed_known_from,
            "candidates": [{"id": sign_up, "side": side} for sign_up, side in numbers],
        }
    )
    return frozen


@handles(
    asked.HoldHearingDraw,
    by=UNIT,
    slices=WITH_DRAWS,
    rules=(stage_is_open, hearing_rules.hearing_has_no_record_yet, rules.draw_awaits_its_value),
)
def hold_hearing_draw(act: Act, case: CaseFile) -> Iterator[Change]:
    """Seed and order, as anybody finds them from what is on record."""
    asks: asked.HoldHearingDraw = act.command
    announced = case.hearing_draws.draws[asks.draw_id]
    seed = draw.seed_of(announced.pool_sha256, asks.seed_value)
    yield Update(
        "hearing_draw",
        {"id": asks.draw_id},
        {
            "seed_value": asks.seed_value,
            "seed": seed,
            "seed_published_at": instant(asks.published_at),
            "seed_address": asks.address,
            "seed_snapshot_sha256": asks.snapshot_sha256,
            "drawn": list(draw.drawn(announced.side_of, seed)),
            "drawn_at": act.occurred_at,
            "drawn_by": act.actor.name,
        },
    )
