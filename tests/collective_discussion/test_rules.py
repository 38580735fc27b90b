"""Art. 30 and plan 24: views, the head last, the majority, the decision and its record."""

from dataclasses import replace
from datetime import timedelta
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decision_flow.collective_discussion import attendance, rules
from decision_flow.procedure.rules import Status
from decision_flow.terms import Outcome, Presence, Role, View
from tests.late_stages import (
    JISHOU,
    MEETING_DAY,
    MONDAY,
    NATION,
    a_meeting,
    a_member,
    an_act,
    decided,
    in_discussion,
    law,
    members,
)

DAY = timedelta(days=1)
AGREE, CHANGES, DISAGREE, RESERVE, NO_VIEW = View
AWAY = [Presence.ON_LEAVE, Presence.ABSENT, Presence.RECUSED]


@pytest.mark.parametrize(
    ("views", "side"),
    [
        ([AGREE, AGREE, DISAGREE], True),
        ([AGREE, CHANGES, DISAGREE], True),
        ([AGREE, DISAGREE, DISAGREE], False),
        ([AGREE, DISAGREE], None),
        ([AGREE, DISAGREE, DISAGREE, RESERVE, NO_VIEW], False),
        ([AGREE, RESERVE, RESERVE, NO_VIEW], True),
        ([RESERVE, NO_VIEW], None),
        ([], None),
    ],
)
def test_art_30_2_the_majority_is_counted_without_reserve_and_no_view_and_a_tie_is_none(views, side):
    assert rules.majority(members(*views)) is side


def test_art_30_2_the_head_and_those_who_take_no_part_are_not_counted():
    away = tuple(a_member(f"a{number}", DISAGREE, presence=presence) for number, presence in enumerate(AWAY))
    assert rules.majority((*members(AGREE, head=DISAGREE), *away)) is True
    assert rules.tally((*members(AGREE, DISAGREE, head=DISAGREE), *away)) == (1, 1)


@given(st.lists(st.sampled_from(View)))
def test_art_30_2_reserve_and_no_view_never_change_the_majority(views):
    spoken = [view for view in views if view not in (RESERVE, NO_VIEW)]
    assert rules.majority(members(*views)) is rules.majority(members(*spoken))


def session(meeting, on=MEETING_DAY) -> str:
    """The code of CD-30-SESSION."""
    return rules.meeting_is_in_session(an_act(), in_discussion(meeting), JISHOU, on).code


def test_art_30_what_is_said_belongs_to_a_meeting_whose_day_has_come():
    early = rules.meeting_is_in_session(an_act(), in_discussion(a_meeting()), JISHOU, MEETING_DAY - DAY)
    assert (early.code, early.earliest) == ("not_yet", MEETING_DAY)
    assert (session(a_meeting()), session(a_meeting(), MEETING_DAY + DAY)) == ("", "")
    assert (session(None), session(decided())) == ("no_meeting", "decided")


def test_art_30_what_precedes_the_meeting_belongs_to_one_on_the_agenda():
    ask = rules.meeting_is_placed_and_undecided
    codes = [ask(an_act(), in_discussion(one), JISHOU, MONDAY).code for one in (a_meeting(), None, decided())]
    assert codes == ["", "no_meeting", "decided"]


def test_art_30_2_members_are_recorded_once_with_one_head():
    ask, nobody = rules.attendance_is_recorded_once_with_one_head, in_discussion(a_meeting(members=()))
    given = members(None, None)
    assert ask(an_act(members=given), nobody, JISHOU, MONDAY).status is Status.SATISFIED
    assert ask(an_act(members=given), in_discussion(a_meeting()), JISHOU, MONDAY).code == "recorded"
    assert ask(an_act(members=(*given, given[0])), nobody, JISHOU, MONDAY).code == "twice"
    assert ask(an_act(members=given[:2]), nobody, JISHOU, MONDAY).code == "not_one_head"
    second = a_member("other", None, is_head=True)
    assert ask(an_act(members=(*given, second)), nobody, JISHOU, MONDAY).code == "not_one_head"


@pytest.mark.parametrize(
    ("presence", "view", "code"),
    [
        (Presence.PRESENT, None, ""),
        (Presence.PRESENT, AGREE, "has_spoken"),
        (Presence.ON_LEAVE, None, "absent"),
        (Presence.ABSENT, None, "absent"),
        (Presence.RECUSED, None, "recused"),
    ],
)
def test_art_30_2_who_is_heard_is_a_member_present_and_not_recused(presence, view, code):
    case = in_discussion(a_meeting(members=(a_member("m", view, presence=presence),)))
    assert rules.speaker_takes_part(an_act(person_id="m"), case, JISHOU, MEETING_DAY).code == code
    assert rules.speaker_takes_part(an_act(person_id="x"), case, JISHOU, MEETING_DAY).code == "no_member"
    assert rules.speaker_takes_part(an_act(person_id="m"), in_discussion(None), JISHOU, MONDAY).code == "no_member"


def test_art_30_2_the_heads_view_waits_for_that_of_every_member_present():
    ask, head = rules.head_waits_for_the_others, an_act(person_id="head")
    waiting = in_discussion(a_meeting(members=members(AGREE, None, head=None)))
    lacks = ask(head, waiting, JISHOU, MEETING_DAY)
    assert (lacks.code, lacks.values["members"]) == ("others_first", ["m2"])
    assert ask(an_act(person_id="m2"), waiting, JISHOU, MEETING_DAY).status is Status.NOT_APPLICABLE
    heard = in_discussion(a_meeting(members=members(AGREE, NO_VIEW, head=None)))
    assert ask(head, heard, JISHOU, MEETING_DAY).status is Status.SATISFIED
    assert ask(head, in_discussion(None), JISHOU, MEETING_DAY).status is Status.NOT_APPLICABLE
    free = law(collective_discussion__head_speaks_last=False)
    assert ask(head, waiting, free, MEETING_DAY).code == "not_required"


@pytest.mark.parametrize("presence", AWAY)
def test_art_30_2_the_head_does_not_wait_for_who_takes_no_part(presence):
    absent = a_member("away", None, presence=presence)
    case = in_discussion(a_meeting(members=(*members(AGREE, head=None), absent)))
    assert rules.head_waits_for_the_others(an_act(person_id="head"), case, JISHOU, MEETING_DAY).code == ""
    assert rules.every_member_present_was_heard(case, JISHOU, MEETING_DAY).values["members"] == ["head"]


def test_art_30_2_each_member_present_has_an_entry():
    ask = rules.every_member_present_was_heard
    assert ask(in_discussion(a_meeting()), JISHOU, MEETING_DAY).status is Status.SATISFIED
    for meeting in (None, a_meeting(members=())):
        assert ask(in_discussion(meeting), JISHOU, MEETING_DAY).code == "no_attendance"
    silent = in_discussion(a_meeting(members=members(AGREE, None)))
    assert ask(silent, JISHOU, MEETING_DAY).code == "silent"
    free = law(collective_discussion__members_speak_fully=False)
    assert ask(silent, free, MEETING_DAY).status is Status.NOT_APPLICABLE


def last(meeting, under=JISHOU) -> str:
    """The code of CD-30-HEAD-LAST."""
    return rules.head_spoke_last(in_discussion(meeting), under, MEETING_DAY).code


def test_art_30_2_the_head_speaks_last():
    (one, head) = members(AGREE)
    assert last(a_meeting(members=(one, head))) == ""
    first = (replace(one, sequence=2), replace(head, sequence=1))
    assert last(a_meeting(members=first)) == "not_last"
    assert last(a_meeting(members=members(AGREE, head=None))) == "head_silent"
    assert last(a_meeting(members=(one, replace(head, presence=Presence.ON_LEAVE)))) == "head_takes_no_part"
    assert (last(a_meeting(members=(one,))), last(None)) == ("no_head", "no_head")
    assert last(a_meeting(members=first), law(collective_discussion__head_speaks_last=False)) == "not_required"


@pytest.mark.parametrize(
    ("views", "outcome", "explained", "code", "status"),
    [
        ([AGREE, AGREE], Outcome.ADOPTED, False, "", Status.SATISFIED),
        ([DISAGREE, DISAGREE, AGREE], Outcome.ADOPTED, False, "no_reason", Status.LACKING),
        ([DISAGREE, DISAGREE, AGREE], Outcome.ADOPTED, True, "explained", Status.SATISFIED),
        ([DISAGREE], Outcome.ADOPTED_IN_PRINCIPLE, False, "no_reason", Status.LACKING),
        ([AGREE, AGREE], Outcome.REJECTED, False, "no_reason", Status.LACKING),
        ([AGREE, AGREE], Outcome.REJECTED, True, "explained", Status.SATISFIED),
        ([DISAGREE], Outcome.REJECTED, False, "", Status.SATISFIED),
        ([AGREE, DISAGREE], Outcome.ADOPTED, False, "no_majority", Status.SATISFIED),
        ([RESERVE, NO_VIEW], Outcome.ADOPTED, False, "no_majority", Status.SATISFIED),
        ([AGREE], Outcome.REDISCUSS, False, "no_decision", Status.NOT_APPLICABLE),
        ([AGREE], Outcome.DEFERRED, False, "no_decision", Status.NOT_APPLICABLE),
        ([AGREE], None, False, "no_decision", Status.NOT_APPLICABLE),
    ],
)
def test_art_30_2_departing_from_the_majority_needs_a_reason_stated_at_the_meeting(
    views, outcome, explained, code, status
):
    """It is not a vote: with a reason every decision is the head's to take."""
    meeting = a_meeting(members=members(*views), outcome=outcome, departure_explained=explained)
    finding = rules.departure_from_the_majority_is_explained(in_discussion(meeting), JISHOU, MEETING_DAY)
    assert (finding.code, finding.status) == (code, status)


def test_art_30_2_a_local_rule_may_ask_a_reason_for_a_tie_or_for_none():
    ask, tie = rules.departure_from_the_majority_is_explained, decided(members=members(AGREE, DISAGREE))
    asks = law(collective_discussion__tie_is_majority=True)
    assert ask(in_discussion(tie), asks, MEETING_DAY).code == "tie"
    assert ask(in_discussion(replace(tie, departure_explained=True)), asks, MEETING_DAY).code == "no_majority"
    free = law(collective_discussion__reason_for_departure=False)
    assert ask(in_discussion(tie), free, MEETING_DAY).code == "not_required"


def test_art_30_2_a_rejection_against_the_majority_is_asked_too_though_it_signs_nothing():
    ask = rules.asked_of_the_decision(rules.departure_from_the_majority_is_explained)
    case = in_discussion(a_meeting())
    assert ask(an_act(outcome=Outcome.REJECTED, departure_reason=None), case, JISHOU, MEETING_DAY).code == "no_reason"
    told = an_act(outcome=Outcome.REJECTED, departure_reason="示例")
    assert ask(told, case, JISHOU, MEETING_DAY).code == "explained"
    assert ask(told, in_discussion(None), JISHOU, MEETING_DAY).code == "no_decision"


@pytest.mark.parametrize(
    ("rule", "missing", "code"),
    [
        (rules.legality_body_was_heard, {"legality_body_heard": False}, "not_heard"),
        (rules.law_was_studied, {"studied_on": None}, "not_studied"),
    ],
)
def test_plan_24_the_legality_body_is_heard_and_the_law_studied_before_deciding(rule, missing, code):
    assert rule(in_discussion(a_meeting()), JISHOU, MEETING_DAY).status is Status.SATISFIED
    for meeting in (a_meeting(**missing), None):
        assert rule(in_discussion(meeting), JISHOU, MEETING_DAY).code == code
        assert rule(in_discussion(meeting), NATION, MEETING_DAY).status is Status.NOT_APPLICABLE


@pytest.mark.parametrize(("studied_on", "code"), [(MONDAY, ""), (MONDAY - DAY, ""), (MONDAY + DAY, "ahead")])
def test_plan_24_the_study_is_recorded_on_its_day_or_after(studied_on, code):
    assert rules.study_day_has_come(an_act(studied_on=studied_on), in_discussion(None), JISHOU, MONDAY).code == code


def test_art_30_1_the_head_who_took_part_decides():
    ask, meeting = rules.who_decides_is_the_head_present, a_meeting()
    adopted = {"outcome": Outcome.ADOPTED}
    head, deputy = an_act(by="head", **adopted), an_act(by="m1", **adopted)
    assert ask(head, in_discussion(meeting), JISHOU, MEETING_DAY).status is Status.SATISFIED
    assert ask(deputy, in_discussion(meeting), JISHOU, MEETING_DAY).code == "another_head"
    assert ask(head, in_discussion(a_meeting(members=())), JISHOU, MEETING_DAY).code == "no_attendance"
    assert ask(head, in_discussion(None), JISHOU, MEETING_DAY).code == "no_attendance"
    *others, present = meeting.members
    away = in_discussion(a_meeting(members=(*others, replace(present, presence=Presence.ON_LEAVE))))
    assert ask(head, away, JISHOU, MEETING_DAY).code == "head_takes_no_part"
    assert ask(an_act(by="head", outcome=Outcome.DEFERRED), away, JISHOU, MEETING_DAY).code == "deferred"


@pytest.mark.parametrize(
    ("outcome", "reason", "amendments", "code"),
    [
        (Outcome.ADOPTED, None, (), ""),
        (Outcome.ADOPTED, None, ("示例",), "amendments"),
        (Outcome.ADOPTED_IN_PRINCIPLE, None, ("示例",), ""),
        (Outcome.ADOPTED_IN_PRINCIPLE, None, (), "no_amendments"),
        *((outcome, None, (), "no_reason") for outcome in (Outcome.REDISCUSS, Outcome.DEFERRED, Outcome.REJECTED)),
        *((outcome, "示例", (), "") for outcome in (Outcome.REDISCUSS, Outcome.REJECTED)),
        (Outcome.DEFERRED, "示例", (), "nothing_awaited"),
        (Outcome.REDISCUSS, "示例", ("示例",), "amendments"),
    ],
)
def test_art_30_an_outcome_lists_its_amendments_or_gives_its_reason(outcome, reason, amendments, code):
    act = an_act(outcome=outcome, reason=reason, ordered_amendments=amendments, awaited=None)
    assert rules.outcome_is_complete(act, in_discussion(a_meeting()), JISHOU, MEETING_DAY).code == code


def test_art_30_a_law_may_know_fewer_outcomes():
    act = an_act(outcome=Outcome.DEFERRED, reason="示例", ordered_amendments=(), awaited="示例")
    fewer = law(collective_discussion__outcomes=("adopted", "rejected"))
    assert rules.outcome_is_complete(act, in_discussion(a_meeting()), fewer, MEETING_DAY).code == "unknown"


@pytest.mark.parametrize(
    ("meeting", "code"),
    [
        (None, "undecided"),
        (a_meeting(), "undecided"),
        (decided(record_signed=False), ""),
        (decided(record_sha256=None, record_signed=False), ""),
        (decided(Outcome.DEFERRED, record_signed=False), ""),
        (decided(), "signed"),
    ],
)
def test_art_30_3_the_record_is_filed_after_the_outcome_and_until_it_is_signed(meeting, code):
    assert rules.record_is_of_a_decided_meeting(an_act(), in_discussion(meeting), JISHOU, MEETING_DAY).code == code


@pytest.mark.parametrize(
    ("meeting", "code"),
    [
        (None, "not_filed"),
        (decided(record_sha256=None, record_signed=False), "not_filed"),
        (decided(), "signed"),
        (decided(record_sha256="0" * 64, record_signed=False), "other_record"),
        (decided(record_signed=False), ""),
    ],
)
def test_art_30_3_the_chair_signs_the_record_that_was_filed(meeting, code):
    act = an_act(Role.ADMINISTRATIVE_HEAD, by="head", record_sha256="c" * 64)
    assert rules.chair_signs_the_record_filed(act, in_discussion(meeting), JISHOU, MEETING_DAY).code == code


def test_art_30_3_chair_and_recorder_are_two_persons():
    ask, case = rules.record_is_signed_by_two_persons, in_discussion(decided(record_signed=False))
    assert ask(an_act(by="secretary"), case, JISHOU, MEETING_DAY).code == "same_person"
    assert ask(an_act(by="head"), case, JISHOU, MEETING_DAY).status is Status.SATISFIED


def test_art_30_a_quorum_is_typed_only_where_nobody_has_read_the_text_that_sets_it():
    ask, stated = attendance.quorum_is_stated_only_where_nobody_read_it, SimpleNamespace(fraction="2/3", basis="示例")
    case = in_discussion(a_meeting())
    assert ask(an_act(quorum=stated), case, law("chizhou"), MONDAY).code == "known"
    assert ask(an_act(quorum=None), case, law("chizhou"), MONDAY).status is Status.SATISFIED
    assert ask(an_act(quorum=stated), case, JISHOU, MONDAY).status is Status.SATISFIED


@pytest.mark.parametrize(("present", "met"), [(1, False), (2, True), (3, True)])
def test_art_30_the_quorum_of_the_place_is_met_by_half_of_the_members_and_not_below(present, met):
    there = members(*[AGREE] * (present - 1))
    away = tuple(a_member(f"a{n}", None, presence=Presence.ON_LEAVE) for n in range(4 - present))
    found = attendance.quorum_of_the_body_is_met(
        in_discussion(a_meeting(members=(*there, *away))), law("chizhou"), MONDAY
    )
    assert (found.status is Status.SATISFIED) is met and found.code == ("" if met else "not_met")
