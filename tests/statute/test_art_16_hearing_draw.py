"""Art. 16(3), ruling 20: where more sign up for a hearing than there are places, they are drawn by lot, side by side,
from a value that nobody could know; anybody can draw again, and the list follows the draw."""

from dataclasses import replace

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from decision_flow.draw import drawn, replay
from decision_flow.public_participation import hearing_commands as hearings
from decision_flow.public_participation.hearing_draw_facts import HearingDrawFacts
from decision_flow.public_participation.hearing_model import HearingDraw, HearingListed
from decision_flow.store.tables import table_of
from decision_flow.terms import Role, StartGround
from tests import lawful
from tests.lawful import public_participation as steps
from tests.world import START, World

HEAD, CLERK = Role.UNDERTAKING_HEAD, Role.DRAFTER
TODAY, HOUR = START.date(), steps.HOUR
SIDE_OF = {number: side for side, numbers in steps.SIGNED_UP.items() for number in numbers}


def lacking(world: World, command, by: Role) -> dict[str, str]:
    """What a refused act lacks."""
    return {one.rule: one.code for one in world.refused(command, by).findings}


def announced(world: World) -> tuple[str, str]:
    """A case with an announced hearing for which five and two have signed up: decision and hearing."""
    case = str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT, touches_market=False)))
    lawful.run(world, lawful.triggers(world, case))
    hearing = world.do(steps.announcement(world, case, TODAY), HEAD).made["hearing"]
    return case, hearing


def signed_up(world: World) -> tuple[str, str]:
    """And the sign-ups are recorded."""
    case, hearing = announced(world)
    world.do(steps.signed_up(world, case, hearing, TODAY), CLERK)
    return case, hearing


def held(world: World) -> tuple[str, str, HearingDrawFacts]:
    """And the draw was held."""
    case, hearing = signed_up(world)
    draw_id = world.do(steps.places(case, hearing, START), HEAD).made["hearing_draw"]
    world.advance(START + 2 * HOUR)
    world.do(steps.held_draw(world, case, draw_id, START + HOUR), CLERK)
    order = protocol(world, draw_id)["drawn"]
    return case, hearing, HearingDrawFacts(draw_id, hearing, 1, "", "", {"居民": 2, "企业": 1}, SIDE_OF, tuple(order))


def protocol(world: World, draw_id: str) -> dict:
    """The protocol of a draw as the API gives it."""
    d = table_of(HearingDraw)
    with world.installation.store.reading() as session:
        row = dict(session.execute(select(d).where(d.c.id == draw_id)).one()._mapping)
    return row | {name: orjson.loads(row[name]) for name in ("frozen", "drawn") if row[name]}


def listing(world: World, case: str, hearing: str, *numbers: str, **given) -> hearings.PublishHearingList:
    """A list of these sign-ups, each for its side."""
    people = tuple(
        hearings.ListedParticipant(name=f"示例{one}", side=SIDE_OF[one], invited=False, sign_up=one) for one in numbers
    )
    return replace(steps.hearing_list(world, case, hearing, TODAY), participants=people, **given)


def test_art_16_3_the_list_is_the_one_drawn_and_every_side_has_its_places(world: World):
    case, hearing, draw = held(world)
    chosen = sorted(draw.chosen())
    assert [SIDE_OF[one] for one in chosen].count("居民") == 2 and len(chosen) == 3
    behind = next(one for one in draw.drawn if one not in chosen and SIDE_OF[one] == "居民")
    others = listing(world, case, hearing, *chosen, behind)
    assert lacking(world, others, HEAD) == {"PP-16-DRAWN": "others"}
    assert lacking(world, listing(world, case, hearing, *chosen[:-1]), HEAD)["PP-16-DRAWN"] == "left_out"
    right = listing(world, case, hearing, *chosen)
    swapped = tuple(replace(one, side="居民" if one.side == "企业" else "企业") for one in right.participants)
    assert lacking(world, replace(right, participants=swapped), HEAD) == {"PP-16-DRAWN": "other_side"}
    nameless = (replace(right.participants[0], sign_up=None), *right.participants[1:])
    assert lacking(world, replace(right, participants=nameless), HEAD) == {"PP-16-DRAWN": "others"}
    world.do(right, HEAD)
    listed = table_of(HearingListed).c
    with world.installation.store.reading() as session:
        assert sorted(session.execute(select(listed.sign_up)).scalars()) == chosen


def test_art_16_3_who_falls_out_is_named_with_the_reason_and_the_next_of_his_side_follows(world: World):
    case, hearing, draw = held(world)
    first = next(one for one in draw.drawn if SIDE_OF[one] == "居民")
    out = (hearings.FallenOut(sign_up=first, reason="示例：出差"),)
    after = sorted(draw.chosen({first}))
    assert first not in after and [SIDE_OF[one] for one in after].count("居民") == 2
    assert lacking(world, listing(world, case, hearing, *after), HEAD) == {"PP-16-DRAWN": "others"}
    assert world.do(listing(world, case, hearing, *after, fallen_out=out), HEAD).seq


def test_art_16_3_the_draw_is_replayed_by_anybody_from_its_protocol(world: World):
    _, _, draw = held(world)
    said = protocol(world, draw.id)
    found = replay(said)
    assert found.faults == () and list(found.order) == said["drawn"] and set(found.order) == set(SIDE_OF)
    assert "seed" in replay(said | {"seed_value": "3 7 8"}).faults
    assert (
        "pool_sha256"
        in replay(said | {"frozen": said["frozen"] | {"candidates": said["frozen"]["candidates"][1:]}}).faults
    )


def test_art_16_3_a_draw_is_of_all_who_signed_up_each_once(world: World):
    case, hearing = announced(world)
    right = steps.places(case, hearing, START)
    assert lacking(world, right, HEAD) == {"PP-16-PLACES": "sign_ups_unknown"}
    world.do(steps.signed_up(world, case, hearing, TODAY), CLERK)
    residents, firms = right.sides
    for sides, code in (
        ((replace(residents, sign_ups=residents.sign_ups[1:]), firms), "other_count"),
        ((replace(residents, sign_ups=(*residents.sign_ups[1:], "C-01")), firms), "twice"),
        ((residents, residents, firms), "twice"),
        ((residents,), "other_count"),
        ((replace(residents, places=5), replace(firms, places=2)), "enough"),
    ):
        assert lacking(world, replace(right, sides=sides), HEAD) == {"PP-16-PLACES": code}
    assert world.do(right, HEAD).seq


def test_art_16_3_a_side_without_sign_ups_is_invited_and_not_drawn_over(world: World):
    case, hearing = announced(world)
    told = steps.signed_up(world, case, hearing, TODAY)
    nobody = (told.sides[0], replace(told.sides[1], count=0))
    world.do(replace(told, sides=nobody), CLERK)
    one_sided = replace(steps.places(case, hearing, START), sides=steps.places(case, hearing, START).sides[:1])
    assert lacking(world, one_sided, HEAD) == {"PP-16-PLACES": "side"}


def test_art_16_3_the_value_is_not_known_when_the_sign_ups_are_frozen(world: World):
    case, hearing = signed_up(world)
    known = steps.places(case, hearing, START, seed_known_from=START)
    assert lacking(world, known, HEAD) == {"PP-16-SEED": "known"}
    draw_id = world.do(steps.places(case, hearing, START), HEAD).made["hearing_draw"]
    waiting = listing(world, case, hearing, "R-001", "R-002", "C-01")
    assert lacking(world, waiting, HEAD) == {"PP-16-DRAWN": "not_held"}
    assert lacking(world, steps.held_draw(world, case, draw_id, START), CLERK) == {"PP-16-DRAW-HELD": "too_early"}
    right = steps.held_draw(world, case, draw_id, START + HOUR)
    assert lacking(world, right, CLERK) == {"PP-16-DRAW-HELD": "ahead"}
    world.advance(START + 2 * HOUR)
    world.do(right, CLERK)
    assert lacking(world, right, CLERK) == {"PP-16-DRAW-HELD": "held"}


def test_art_16_3_places_are_drawn_again_only_with_the_reason(world: World):
    case, hearing = signed_up(world)
    first = world.do(steps.places(case, hearing, START), HEAD).made["hearing_draw"]
    again = steps.places(case, hearing, START)
    assert lacking(world, again, HEAD) == {"PP-16-AGAIN": "no_reason"}
    world.do(replace(again, again_reason="示例：开奖取消"), HEAD)
    world.advance(START + 2 * HOUR)
    assert lacking(world, steps.held_draw(world, case, first, START + HOUR), CLERK) == {
        "PP-16-DRAW-HELD": "drawn_again"
    }


def test_art_16_3_lawful_neighbour_a_list_may_be_made_by_another_published_method(world: World):
    """Then nothing was drawn, and the list has no numbers of a draw."""
    case, hearing = signed_up(world)
    numbered = listing(world, case, hearing, "R-001", "C-01")
    assert lacking(world, numbered, HEAD) == {"PP-16-DRAWN": "not_drawn"}
    assert world.do(steps.hearing_list(world, case, hearing, TODAY), HEAD).seq


@settings(deadline=None)
@given(st.dictionaries(st.sampled_from([f"N{number}" for number in range(30)]), st.sampled_from("甲乙丙"), min_size=1))
def test_art_16_3_each_side_gets_as_many_places_as_it_can_fill(side_of: dict[str, str]):
    places = {"甲": 3, "乙": 1, "丙": 2}
    order = drawn(side_of, "示例")
    draw = HearingDrawFacts("", "", 1, "", "", places, side_of, order)
    chosen = draw.chosen()
    for side, many in places.items():
        of_it = [one for one in order if side_of[one] == side]
        assert [one for one in of_it if one in chosen] == of_it[:many]


@pytest.mark.parametrize("side", ["居民", "企业"])
def test_art_16_3_a_side_whose_drawn_all_fall_out_shows_whom_it_still_has(side: str):
    draw = HearingDrawFacts("", "", 1, "", "", {"居民": 2, "企业": 1}, SIDE_OF, drawn(SIDE_OF, "示例"))
    out = {one for one in SIDE_OF if SIDE_OF[one] == side}
    assert {SIDE_OF[one] for one in draw.chosen(out)} == {"居民", "企业"} - {side}
