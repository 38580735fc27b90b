"""Art. 16, 17 and rulings 19, 20: when a hearing is owed, and its order from the method to the signed record."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from decision_flow.procedure.rules import Status
from decision_flow.public_participation import hearing_commands as asked
from decision_flow.public_participation import hearing_rules as rules
from decision_flow.terms import HearingGround, Knowledge, ParticipationForm, Role
from tests.casefiles import DECISION
from tests.public_participation.builders import CLOSES, DAY, OPENS, a_hearing, a_notice, act, heard, law_of, said
from tests.public_participation.builders import law_with as with_values

LACKING, SATISFIED, NOT_APPLICABLE = Status.LACKING, Status.SATISFIED, Status.NOT_APPLICABLE
AFTER = CLOSES + DAY
DIVISION, STABILITY, BY_LAW = HearingGround
PUBLISHED = {
    "address": "https://example.invalid/1",
    "snapshot_sha256": "a" * 64,
    "published_at": datetime(2026, 3, 20, 3, tzinfo=UTC),
}


def law_with(knowledge=Knowledge.READ, **values):
    """The law of the place with these values, read or not."""
    law = with_values(**values)
    for key in (f"public_participation.{one}" for one in values):
        law.profile.values[key] = replace(law.profile.values[key], knowledge=knowledge)
    return law


def answer(rule, command, case, on=OPENS, law=None, role=Role.UNDERTAKING_HEAD):
    """What an act rule says."""
    return said(rule(act(command, on, role), case, law or law_of(), on))


# When it is owed


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"grounds": None}, (LACKING, "unanswered")),
        ({"grounds": frozenset()}, (NOT_APPLICABLE, "free")),
        ({"grounds": frozenset({STABILITY})}, (LACKING, "not_held_or_set_aside")),
        ({"grounds": frozenset({DIVISION}), "hearing_set_aside": True}, (SATISFIED, "set_aside")),
        ({"grounds": frozenset({STABILITY}), "hearing": a_hearing()}, (SATISFIED, "held")),
        ({"grounds": frozenset({STABILITY}), "hearing": a_hearing(recorded=False)}, (LACKING, "not_held_or_set_aside")),
        ({"grounds": frozenset({BY_LAW}), "hearing_set_aside": True}, (LACKING, "not_held")),
    ],
)
def test_ruling_19_a_hearing_is_owed_in_hunan_on_a_ground_and_set_aside_only_while_the_text_is_unread(facts, expected):
    assert said(rules.hearing_was_held_where_one_is_owed(heard(**facts), law_of(), AFTER)) == expected


def test_ruling_19_once_the_text_is_read_nothing_sets_the_hearing_aside():
    law = law_with(hearing_trigger="must")
    case = heard(grounds=frozenset({STABILITY}), hearing_set_aside=True)
    assert said(rules.hearing_was_held_where_one_is_owed(case, law, AFTER)) == (LACKING, "not_held")


def test_art_16_1_the_nation_owes_a_hearing_only_where_a_law_requires_one():
    law = law_of("cn-713")
    stable = heard(grounds=frozenset({STABILITY, DIVISION}))
    assert said(rules.hearing_was_held_where_one_is_owed(stable, law, AFTER)) == (NOT_APPLICABLE, "free")
    required = heard(grounds=frozenset({BY_LAW}))
    assert said(rules.hearing_was_held_where_one_is_owed(required, law, AFTER)) == (LACKING, "not_held")


def test_art_16_1_that_a_law_requires_it_is_said_with_the_law():
    command = asked.AnswerHearingTriggers(decision_id=DECISION, grounds=(BY_LAW,), explanation="示例", statute=None)
    check = rules.ground_of_law_names_its_statute
    assert answer(check, command, heard()) == (LACKING, "no_statute")
    assert answer(check, replace(command, statute="示例法第一条"), heard()) == (SATISFIED, "")
    assert answer(check, replace(command, grounds=(STABILITY,)), heard()) == (SATISFIED, "")


def test_ruling_19_what_is_not_owed_or_binds_is_not_set_aside():
    command = asked.SetHearingAside(decision_id=DECISION, reason="示例", legal_ground="示例")
    check, head = rules.hearing_may_be_set_aside_at_all, {"role": Role.LEGALITY_HEAD}
    assert answer(check, command, heard(grounds=frozenset({STABILITY})), **head) == (SATISFIED, "")
    assert answer(check, command, heard(), **head) == (LACKING, "not_owed")
    assert answer(check, command, heard(grounds=None), **head) == (LACKING, "not_owed")
    assert answer(check, command, heard(grounds=frozenset({STABILITY, BY_LAW})), **head) == (LACKING, "binds")


# Announcement


ANNOUNCED = asked.AnnounceHearing(
    decision_id=DECISION,
    held_on=CLOSES,
    place="示例",
    selection_method="示例",
    sides=("居民", "企业"),
    materials=("a" * 64,),
    stated=asked.LocalNumbers(notice_days=10, list_days=8, participants_min=2, basis="示例"),
    **PUBLISHED,
)


def test_art_16_numbers_of_an_unread_text_are_stated_with_their_basis_and_of_a_read_one_are_not():
    check = rules.numbers_are_stated_only_where_the_text_is_unread
    assert answer(check, ANNOUNCED, heard()) == (SATISFIED, "stated")
    assert answer(check, replace(ANNOUNCED, stated=None), heard()) == (LACKING, "not_stated")
    national = law_of("cn-713")
    assert answer(check, ANNOUNCED, heard(), law=national) == (LACKING, "read")
    assert answer(check, replace(ANNOUNCED, stated=None), heard(), law=national) == (SATISFIED, "")


@pytest.mark.parametrize(("days", "expected"), [(12, (SATISFIED, "")), (13, (LACKING, "late"))])
def test_art_16_2_a_hearing_is_announced_as_many_days_before_as_the_place_says(days, expected):
    """Published on 20 March, held on 1 April."""
    stated = replace(ANNOUNCED, stated=replace(ANNOUNCED.stated, notice_days=days))
    assert answer(rules.hearing_is_announced_in_time, stated, heard()) == expected
    read = law_with(hearing_notice_days=days)
    unstated = replace(ANNOUNCED, stated=None)
    assert answer(rules.hearing_is_announced_in_time, unstated, heard(), law=read) == expected
    assert answer(rules.hearing_is_announced_in_time, unstated, heard(), law=law_of("cn-713")) == (SATISFIED, "")


# Sign-up and list


EXTENDED = asked.ExtendHearing(
    decision_id=DECISION, hearing_id="h", held_on=CLOSES + 7 * DAY, reason="示例", **PUBLISHED
)


@pytest.mark.parametrize(
    ("hearing", "expected"),
    [
        ({"sign_ups": 0}, (SATISFIED, "")),
        ({"sign_ups": 2, "stated_participants_min": 3}, (SATISFIED, "")),
        ({"sign_ups": 3, "stated_participants_min": 3}, (LACKING, "enough")),
        ({"sign_ups": None}, (LACKING, "sign_ups_unknown")),
        ({"sign_ups": 0, "extended": True}, (LACKING, "once")),
        ({"sign_ups": 0, "held_on": CLOSES + 7 * DAY}, (LACKING, "not_later")),
    ],
)
def test_ruling_20_sign_up_is_extended_once_where_too_few_came(hearing, expected):
    case = heard(hearing=a_hearing(recorded=False, **hearing))
    assert answer(rules.too_few_signed_up_and_it_was_not_extended_yet, EXTENDED, case) == expected


LIST = asked.PublishHearingList(
    decision_id=DECISION,
    hearing_id="h",
    participants=(
        asked.ListedParticipant(name="示例甲", side="居民", invited=False),
        asked.ListedParticipant(name="示例乙", side="企业", invited=False),
    ),
    invitation_reason=None,
    **PUBLISHED,
)
OPEN = a_hearing(recorded=False, listed=0, listed_on=None)


def test_art_16_3_the_list_follows_a_published_method_and_an_invitation_has_its_reason():
    check = rules.list_follows_the_published_method
    assert answer(check, LIST, heard(hearing=OPEN)) == (SATISFIED, "")
    assert answer(check, LIST, heard(hearing=replace(OPEN, selects=False))) == (LACKING, "no_method")
    assert answer(check, LIST, heard(hearing=a_hearing(recorded=False))) == (LACKING, "listed")
    invited = replace(LIST, participants=(replace(LIST.participants[0], invited=True), LIST.participants[1]))
    assert answer(check, invited, heard(hearing=OPEN)) == (LACKING, "no_reason")
    assert answer(check, replace(invited, invitation_reason="示例：报名不足"), heard(hearing=OPEN)) == (SATISFIED, "")


@pytest.mark.parametrize(("days", "expected"), [(12, (SATISFIED, "")), (13, (LACKING, "late"))])
def test_art_16_3_the_list_is_published_as_many_days_before_as_the_place_says(days, expected):
    case = heard(hearing=replace(OPEN, stated_list_days=days))
    assert answer(rules.list_is_published_in_time, LIST, case) == expected
    at_all = replace(LIST, published_at=datetime(2026, 4, 1, 3, tzinfo=UTC))
    assert answer(rules.list_is_published_in_time, at_all, heard(hearing=OPEN)) == (LACKING, "late")


def test_art_16_3_every_side_stands_on_the_list_in_number():
    check = rules.list_has_every_side_and_number
    assert answer(check, LIST, heard(hearing=OPEN)) == (SATISFIED, "")
    one_sided = replace(LIST, participants=LIST.participants[:1])
    assert answer(check, one_sided, heard(hearing=OPEN)) == (LACKING, "side")
    assert answer(check, LIST, heard(hearing=replace(OPEN, stated_participants_min=3))) == (LACKING, "few")
    assert answer(check, LIST, heard(hearing=OPEN), law=law_with(hearing_participants_min=3)) == (LACKING, "few")


# What the gate asks


@pytest.mark.parametrize(
    ("hearing", "listed", "sides"),
    [
        (a_hearing(), (SATISFIED, ""), (SATISFIED, "")),
        (a_hearing(listed=0), (LACKING, "no_list"), (SATISFIED, "")),
        (a_hearing(unlisted=1), (LACKING, "unlisted"), (SATISFIED, "")),
        (a_hearing(selects=False, listed=0, unlisted=2), (NOT_APPLICABLE, "everybody"), (SATISFIED, "")),
        (a_hearing(sides_present=frozenset({"居民"})), (SATISFIED, ""), (LACKING, "side")),
        (a_hearing(stated_participants_min=3), (SATISFIED, ""), (LACKING, "few")),
        (a_hearing(recorded=False), (SATISFIED, ""), (NOT_APPLICABLE, "not_held")),
        (None, (NOT_APPLICABLE, "no_hearing"), (NOT_APPLICABLE, "no_hearing")),
    ],
)
def test_art_16_3_list_and_sides(hearing, listed, sides):
    case = heard(hearing=hearing)
    assert said(rules.list_of_participants_was_published(case, law_of(), AFTER)) == listed
    assert said(rules.every_side_took_part(case, law_of(), AFTER)) == sides


def test_art_17_the_paper_was_signed_on_the_day_of_the_hearing_or_after_it():
    paper = asked.PaperOriginal(scan_sha256="a" * 64, pages=1, kept_at="示例", compared_by="示例", signed_on=CLOSES)
    command = asked.RecordHearing(
        decision_id=DECISION,
        hearing_id="h",
        chaired_by="示例",
        record_sha256="a" * 64,
        participants=(),
        paper_original=paper,
    )
    check, case = rules.paper_was_signed_after_the_hearing, heard(hearing=a_hearing(recorded=False))
    assert answer(check, command, case, AFTER) == (SATISFIED, "")
    for day in (CLOSES - DAY, AFTER + DAY):
        other = replace(command, paper_original=replace(paper, signed_on=day))
        assert answer(check, other, case, AFTER) == (LACKING, "other_day")


# Called off


def test_ruling_20_a_hearing_that_is_owed_is_called_off_only_for_another_one():
    command = asked.CallOffHearing(
        decision_id=DECISION,
        hearing_id="h",
        reason="示例",
        replaced_by=ParticipationForm.SEMINAR,
        address="https://example.invalid/1",
        snapshot_sha256="a" * 64,
    )
    check = rules.owed_hearing_is_replaced_by_another_one
    owed = heard(grounds=frozenset({STABILITY}))
    assert answer(check, command, heard()) == (SATISFIED, "")
    assert answer(check, command, owed) == (LACKING, "owed")
    assert answer(check, replace(command, replaced_by=ParticipationForm.HEARING), owed) == (SATISFIED, "")
    aside = heard(grounds=frozenset({STABILITY}), hearing_set_aside=True)
    assert answer(check, command, aside) == (SATISFIED, "set_aside")


@pytest.mark.parametrize(
    ("form", "case", "expected"),
    [
        (None, heard(), (NOT_APPLICABLE, "none_called_off")),
        (ParticipationForm.SEMINAR, heard(), (LACKING, "not_heard")),
        (ParticipationForm.SEMINAR, heard(forms=frozenset({ParticipationForm.SEMINAR})), (SATISFIED, "")),
        (ParticipationForm.HEARING, heard(hearing=a_hearing(recorded=False)), (LACKING, "not_heard")),
        (ParticipationForm.HEARING, heard(hearing=a_hearing()), (SATISFIED, "")),
        (ParticipationForm.OPEN_COMMENT, heard(), (LACKING, "not_heard")),
        (ParticipationForm.OPEN_COMMENT, heard(a_notice()), (SATISFIED, "")),
    ],
)
def test_ruling_20_another_form_takes_the_place_of_what_was_called_off(form, case, expected):
    case = replace(case, public_participation=replace(case.public_participation, replaced_by=form))
    assert said(rules.another_form_took_its_place(case, law_of(), AFTER)) == expected
