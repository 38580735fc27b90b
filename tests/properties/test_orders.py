"""Art. 25, 27, 39: in whatever order acts are tried, the board stays lawful and the record stays one."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from decision_flow.audit.verify import verify
from decision_flow.terms import Stage, StageStatus
from tests.properties.walks import ACTS, ONWARD, Walk
from tests.world import World

FEW = settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
EASY = {"lawfully_unpublished": True, "is_technical": False, "may_harm": False}
some_acts = st.lists(st.sampled_from(sorted(ACTS)), max_size=10)
ways = st.tuples(st.integers(0, len(ONWARD)), some_acts, st.integers(0, len(ONWARD)), some_acts)


@FEW
@given(order=st.permutations(ONWARD))
def test_art_25_no_order_of_acts_reaches_the_meeting_unreviewed(ground: World, order: list[str]):
    """Whatever is tried first, discussion never opens while the legality review is missing (asserted at each act)."""
    walk = Walk.on(ground)
    for name in order:
        walk.attempt(name)


@FEW
@given(way=ways)
def test_art_27_whatever_is_tried_on_the_way_the_board_stays_lawful_and_no_gate_passes_lacking(
    ground: World, way: tuple[int, list[str], int, list[str]]
):
    """So far on the lawful way, then anything, then on, then anything: every act is followed by all invariants."""
    first, some, second, more = way
    walk = Walk.on(ground)
    for name in (*ONWARD[:first], *some, *ONWARD[:second], *more):
        walk.attempt(name)


@FEW
@given(acts=some_acts)
def test_art_14_25_what_was_determined_not_required_keeps_the_same_order(ground: World, acts: list[str]):
    walk = Walk.on(ground, **EASY)
    for name in (*(f"determine {stage}" for stage in tuple(Stage)[:3]), *ONWARD[4:7], *acts, *ONWARD[4:]):
        walk.attempt(name)


@FEW
@given(acts=some_acts, keep=st.integers(0, len(ONWARD)))
def test_art_39_replaying_any_key_at_any_time_adds_nothing(ground: World, acts: list[str], keep: int):
    """Every act that was carried out is sent again under its key, in the order of the record and at its end."""
    walk = Walk.on(ground)
    for name in (*ONWARD[:keep], *acts):
        walk.attempt(name)
    matter, done = walk.matter, list(walk.done)
    before = matter.stands_at(matter.id)
    for command, by, key, seq in done:
        again = super(type(matter), matter).do(command, by, key)
        assert again.replayed and again.seq == seq
    assert matter.stands_at(matter.id) == before
    with matter.installation.store.reading() as session:
        assert verify(session, subject_id=matter.id, expected=before, deep=True).intact


def test_art_27_the_lawful_way_reaches_an_adopted_decision(ground: World):
    """The walks above are no walks on the spot."""
    walk = Walk.on(ground)
    assert all(walk.attempt(name) for name in ONWARD)
    assert walk.matter.row(Stage.COLLECTIVE_DISCUSSION).status is StageStatus.PASSED
