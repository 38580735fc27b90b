"""Posts over time: none overlaps itself, none ends before it begins, and nobody signs after theirs has ended."""

from datetime import date, timedelta
from typing import Any

import pytest

from decision_flow.decision import commands as decision
from decision_flow.organ import commands as organ
from decision_flow.organ.queries import actor_on
from decision_flow.terms import Role
from schemas.act import body_of
from schemas.table import TABLE
from tests import lawful
from tests.databases import KINDS
from tests.lawful.decision import proposed
from tests.world import START, World, a_world

DAY, TODAY = timedelta(days=1), START.date()
SOMEBODY, OTHER = "0190a000-0000-7000-8000-0000000000c1", "0190a000-0000-7000-8000-0000000000c2"


@pytest.fixture(scope="module", params=KINDS)
def world(request, databases, tmp_path_factory) -> Any:
    """A founded body with one unit."""
    made = a_world(databases.fresh(request.param, "posts"), tmp_path_factory.mktemp("documents"))
    yield made
    made.installation.store.close()


def post(world: World, starts: date, ends: date | None = None, **given: Any) -> organ.AppointPerson:
    """An appointment as a drafter of the unit."""
    base: dict[str, Any] = {
        "organ_id": world.organ_id,
        "person_id": SOMEBODY,
        "name": "示例人",
        "role": Role.DRAFTER,
        "title": "科员",
        "unit_id": world.unit_id,
        "starts_on": starts,
        "ends_on": ends,
        "document": "示例〔2026〕1号",
    }
    return organ.AppointPerson(**(base | given))


def test_a_post_overlaps_no_other_term_of_the_same_post_and_may_follow_it_the_next_day(world):
    first = post(world, TODAY, TODAY + 30 * DAY)
    world.do(first, Role.ADMINISTRATOR)
    for starts, ends in (
        (TODAY, TODAY),
        (TODAY - 9 * DAY, TODAY),
        (TODAY + 30 * DAY, None),
        (TODAY - 9 * DAY, None),
        (TODAY + DAY, TODAY + 2 * DAY),
    ):
        refusal = world.refused(post(world, starts, ends), Role.ADMINISTRATOR)
        assert refusal.rule_ids == ("ORG-39-OVERLAP",)
        assert refusal.findings[0].earliest == TODAY + 31 * DAY
    neighbours = (
        post(world, TODAY + 31 * DAY),
        post(world, TODAY - 9 * DAY, TODAY - DAY),
        post(world, TODAY, role=Role.UNDERTAKING_HEAD),  # another role of the same person
        post(world, TODAY, person_id=OTHER),  # another person in the same role
    )
    for neighbour in neighbours:
        assert world.do(neighbour, Role.ADMINISTRATOR).seq


def test_a_post_that_ends_before_it_begins_is_refused_and_one_of_a_day_is_not(world):
    person = "0190a000-0000-7000-8000-0000000000c3"
    refusal = world.refused(post(world, TODAY, TODAY - DAY, person_id=person), Role.ADMINISTRATOR)
    assert refusal.rule_ids == ("ORG-39-PERIOD",)
    assert world.do(post(world, TODAY, TODAY, person_id=person), Role.ADMINISTRATOR).seq


@pytest.mark.parametrize("day", ["2026-02-30", "2025-02-29", "2026-13-01", "2026-00-10", "2026/03/02", ""])
def test_a_day_that_does_not_exist_is_refused_with_its_place(day):
    schema = body_of(TABLE["organ"]["/organs/<id:organ_id>/appointments"], ("organ_id",))()
    assert "starts_on" in schema.validate({"starts_on": day})
    assert "starts_on" not in schema.validate({"starts_on": "2028-02-29"})


def test_art_39_nobody_signs_after_their_post_has_ended(world):
    person = "0190a000-0000-7000-8000-0000000000c4"
    held = post(world, TODAY, None, person_id=person, role=Role.UNDERTAKING_HEAD)
    appointment = world.do(held, Role.ADMINISTRATOR).made["appointment"]
    case = str(lawful.run(world, proposed(world)))
    ended = organ.EndAppointment(
        organ_id=world.organ_id, appointment_id=appointment, ends_on=TODAY, document="示例〔2026〕2号"
    )
    world.do(ended, Role.ADMINISTRATOR)
    paper = world.document("启动请示")
    world.do(decision.PrepareStartRequest(decision_id=case, paper_sha256=paper), Role.DRAFTER)
    asked = decision.SubmitStartRequest(decision_id=case, paper_sha256=paper)
    with world.installation.store.reading() as session:
        last_day, day_after = (actor_on(session, person, "示例人", TODAY + n * DAY) for n in (0, 1))
    assert not day_after.posts
    with pytest.raises(Exception, match=case):  # who holds no post is told nothing of the case
        world.do(asked, day_after)
    assert world.do(asked, last_day).seq
