"""Art. 15: a longer consultation is never refused where a shorter one passed."""

from datetime import date, timedelta

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from decision_flow.engine import Refused
from decision_flow.procedure.rules import Status
from decision_flow.public_participation.rules import public_comment_ran_its_period
from decision_flow.terms import Stage
from tests.public_participation.builders import a_notice, heard, law_of
from tests.statute.matters import DAY, MONDAY, Matter, a_matter
from tests.world import World

days = st.integers(1, 70)
reasons = st.booleans()


def passes(opens: date, length: int, reason: bool, after: int) -> bool:
    """Whether the period of a notice is found complete so many days after its last one."""
    closes = opens + length * DAY
    why = {"shortening_reason": "示例", "shortening_approved_by": "示例市长"} if reason else {}
    case = heard(a_notice(opens_on=opens, closes_on=closes, channels={"website": opens}, **why))
    law = law_of()
    return public_comment_ran_its_period(case, law, closes + after * DAY).status is Status.SATISFIED


@settings(max_examples=200, deadline=None)
@given(st.dates(date(2026, 1, 2), date(2026, 12, 20)), days, days, reasons, st.integers(1, 40))
@example(date(2026, 12, 1), 29, 1, True, 1)
def test_art_15_1_a_longer_period_is_complete_where_a_shorter_one_was(opens, length, longer, reason, after):
    """As long after their last days, with the same reason or none: also where next year's calendar is not known."""
    if passes(opens, length, reason, after):
        assert passes(opens, length + longer, reason, after)


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 120), st.integers(20, 45), st.integers(1, 30), reasons)
def test_art_15_1_a_longer_consultation_is_signed_off_where_a_shorter_one_was(
    ground: World, later, length, longer, reason
):
    """The whole way through the engine, from the notice to the signature on the day after the last one."""
    if consulted(ground, MONDAY + later * DAY, length, reason):
        assert consulted(ground, MONDAY + later * DAY, length + longer, reason)


def consulted(ground: World, opens: date, length: int, reason: bool) -> bool:
    """Whether a consultation of this length is signed off on the day after its last one."""
    why = {"shortening_reason": "示例", "shortening_approved_by": "示例市长"} if reason else {}
    matter: Matter = a_matter(ground, "jishou").on(opens)
    try:
        matter.notified(opens, opens + length * DAY, **why)
        matter.on(opens + timedelta(length + 1)).fed_back()
        matter.signed(Stage.PUBLIC_PARTICIPATION)
    except Refused:
        return False
    return True
