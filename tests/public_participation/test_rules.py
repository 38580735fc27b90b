"""Art. 14–18 and plan item 28: when public participation may be signed off."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from decision_flow.procedure.rules import Status
from decision_flow.public_participation import hearing_rules, rules
from decision_flow.public_participation.facts import Break
from decision_flow.terms import Modality, ParticipationForm, Role
from tests.public_participation.builders import (
    CLOSES,
    DAY,
    FORMER,
    NOTICE,
    OPENS,
    a_hearing,
    a_notice,
    heard,
    law_of,
    law_with,
    said,
)

LACKING, SATISFIED, NOT_APPLICABLE = Status.LACKING, Status.SATISFIED, Status.NOT_APPLICABLE
AFTER = CLOSES + DAY


# Art. 14


@pytest.mark.parametrize(
    "case",
    [
        heard(a_notice()),
        heard(forms=frozenset({ParticipationForm.SEMINAR})),
        heard(hearing=a_hearing()),
    ],
    ids=["open comment", "seminar", "hearing"],
)
def test_art_14_one_form_of_hearing_the_public_is_enough(case):
    assert said(rules.the_public_was_heard(case, law_of(), AFTER)) == (SATISFIED, "")


def test_art_14_hearing_nobody_keeps_the_stage_open():
    assert said(rules.the_public_was_heard(heard(), law_of(), AFTER)) == (LACKING, "nobody")


def test_art_14_a_notice_that_nobody_could_read_has_heard_nobody():
    assert said(rules.the_public_was_heard(heard(a_notice(channels={})), law_of(), AFTER)) == (LACKING, "nobody")


def test_art_14_a_hearing_that_was_only_announced_has_heard_nobody():
    case = heard(hearing=a_hearing(recorded=False))
    assert said(rules.the_public_was_heard(case, law_of(), AFTER)) == (LACKING, "nobody")


def test_art_14_an_unpublished_matter_is_closed_by_a_determination_not_by_silence():
    case = heard(lawfully_unpublished=True)
    assert said(rules.the_public_was_heard(case, law_of(), AFTER)) == (LACKING, "determine")


def test_art_14_where_no_law_asked_for_participation_the_rule_would_not_bind():
    law = law_with(participation_required=False)
    assert said(rules.the_public_was_heard(heard(), law, AFTER)) == (NOT_APPLICABLE, "not_required")


def test_art_14_3_an_affected_group_is_consulted():
    case = heard(affects_specific_group=True)
    assert said(rules.the_specific_group_was_consulted(case, law_of(), AFTER)) == (LACKING, "not_consulted")
    case = heard(affects_specific_group=True, group_consulted=True)
    assert said(rules.the_specific_group_was_consulted(case, law_of(), AFTER)) == (SATISFIED, "")
    assert said(rules.the_specific_group_was_consulted(heard(), law_of(), AFTER)) == (NOT_APPLICABLE, "no_group")


# Open comment, where the place wants it (plan 28)


def test_plan_28_open_comment_is_the_rule_in_jishou():
    assert said(rules.open_comment_was_used(heard(), law_of(), AFTER)) == (LACKING, "no_notice_or_reason")
    assert said(rules.open_comment_was_used(heard(a_notice()), law_of(), AFTER)) == (SATISFIED, "")


def test_plan_28_another_form_needs_the_reason_why_not():
    case = heard(open_comment_declined=True)
    assert said(rules.open_comment_was_used(case, law_of(), AFTER)) == (SATISFIED, "reasoned")


def test_plan_28_where_open_comment_is_a_must_no_reason_replaces_it():
    law = law_with(modality=Modality.MUST, open_comment_mandatory=True)
    case = heard(open_comment_declined=True)
    assert said(rules.open_comment_was_used(case, law, AFTER)) == (LACKING, "no_notice")


def test_art_14_2_the_nation_leaves_the_form_free():
    finding = rules.open_comment_was_used(heard(), law_of("cn-713"), AFTER)
    assert said(finding) == (NOT_APPLICABLE, "not_mandatory")


def test_plan_28_an_unpublished_matter_owes_no_open_comment():
    case = heard(lawfully_unpublished=True)
    assert said(rules.open_comment_was_used(case, law_of(), AFTER)) == (NOT_APPLICABLE, "unpublished")


# Art. 15


def test_art_15_the_notice_stands_on_every_channel_that_counts():
    assert said(rules.notice_was_published(heard(a_notice()), law_of(), AFTER)) == (SATISFIED, "")
    finding = rules.notice_was_published(heard(a_notice(channels={"newspaper": OPENS})), law_of(), AFTER)
    assert said(finding) == (LACKING, "not_published") and finding.values == {"channels": ["website"]}
    assert said(rules.notice_was_published(heard(), law_of(), AFTER)) == (NOT_APPLICABLE, "not_chosen")


def test_art_15_the_stage_stays_open_on_the_last_day_and_may_close_on_the_day_after():
    case = heard(a_notice())
    on_the_last_day = rules.public_comment_ran_its_period(case, law_of(), CLOSES)
    assert said(on_the_last_day) == (LACKING, "running")
    assert on_the_last_day.earliest == AFTER and Role.UNDERTAKING_HEAD in on_the_last_day.cure_by
    assert said(rules.public_comment_ran_its_period(case, law_of(), AFTER)) == (SATISFIED, "")


def test_art_15_the_first_day_is_not_counted():
    finding = rules.public_comment_ran_its_period(heard(a_notice(closes_on=CLOSES - DAY)), law_of(), AFTER)
    assert said(finding) == (LACKING, "short") and finding.values == {"days": 29, "floor": 30}


def test_art_15_twenty_days_without_a_reason_in_the_notice_keep_the_stage_open():
    closes_on = OPENS + 20 * DAY
    finding = rules.public_comment_ran_its_period(heard(a_notice(closes_on=closes_on)), law_of(), closes_on + DAY)
    assert said(finding) == (LACKING, "short") and finding.values == {"days": 20, "floor": 30}
    assert finding.earliest == date(2026, 4, 23)  # a fresh period from 23 March, and the day after it


def test_art_15_a_short_period_is_told_while_the_missing_days_can_still_be_supplied():
    finding = rules.public_comment_ran_its_period(heard(a_notice(closes_on=OPENS + 20 * DAY)), law_of(), OPENS)
    assert said(finding) == (LACKING, "short") and finding.earliest == AFTER


def test_art_15_a_reason_inside_the_notice_with_its_approver_shortens_the_period():
    notice = a_notice(closes_on=OPENS + 20 * DAY, shortening_reason="示例：防汛紧急")
    assert said(rules.public_comment_ran_its_period(heard(notice), law_of(), AFTER)) == (LACKING, "no_approver")
    approved = a_notice(
        closes_on=OPENS + 20 * DAY, shortening_reason="示例：防汛紧急", shortening_approved_by="示例副市长"
    )
    finding = rules.public_comment_ran_its_period(heard(approved), law_of(), AFTER)
    assert said(finding) == (SATISFIED, "shortened") and finding.modality is Modality.NORMALLY


def test_art_15_a_shortened_period_too_is_waited_for():
    notice = a_notice(closes_on=OPENS + 20 * DAY, shortening_reason="示例", shortening_approved_by="示例")
    on_the_last_day = rules.public_comment_ran_its_period(heard(notice), law_of(), notice.closes_on)
    assert said(on_the_last_day) == (LACKING, "running")
    assert on_the_last_day.earliest == notice.closes_on + DAY


def test_art_15_a_place_may_set_the_least_of_a_shortened_period():
    law = law_with(comment_days_shortened_min=15)
    for days, answer in ((14, (LACKING, "below_least")), (15, (SATISFIED, "shortened"))):
        notice = a_notice(closes_on=OPENS + days * DAY, shortening_reason="示例")
        assert said(rules.public_comment_ran_its_period(heard(notice), law, AFTER)) == answer


def test_art_15_no_reason_makes_a_period_of_no_days():
    notice = a_notice(closes_on=OPENS, shortening_reason="示例", shortening_approved_by="示例")
    assert said(rules.public_comment_ran_its_period(heard(notice), law_of(), AFTER)) == (LACKING, "no_days")


def test_art_15_a_last_day_of_rest_moves_to_the_next_working_day():
    opens_on = date(2026, 3, 6)  # the thirtieth day is Sunday 5 April; 4 to 6 April are the Qingming holiday
    on_the_sunday = a_notice(opens_on=opens_on, channels={"website": opens_on}, closes_on=date(2026, 4, 5))
    finding = rules.public_comment_ran_its_period(heard(on_the_sunday), law_of(), date(2026, 4, 9))
    assert said(finding) == (LACKING, "rest_day")
    moved = a_notice(opens_on=opens_on, channels={"website": opens_on}, closes_on=date(2026, 4, 7))
    assert said(rules.public_comment_ran_its_period(heard(moved), law_of(), date(2026, 4, 8))) == (SATISFIED, "")


def test_art_15_a_notice_published_late_counts_from_its_publication():
    late = heard(a_notice(channels={"website": OPENS + 2 * DAY}))
    finding = rules.public_comment_ran_its_period(late, law_of(), AFTER)
    assert said(finding) == (LACKING, "short") and finding.values["days"] == 28


def test_art_15_a_notice_published_early_counts_from_the_day_it_opens():
    case = heard(a_notice(channels={"website": OPENS - 5 * DAY}))
    assert rules.period_start(case.public_participation.notices[NOTICE], case, law_of()) == OPENS


def test_art_15_of_several_mandatory_channels_the_latest_counts():
    law = law_with(mandatory_channels={"government": ("website", "newspaper")})
    on_both = heard(a_notice(channels={"website": OPENS, "newspaper": OPENS + DAY}))
    assert rules.public_comment_ran_its_period(on_both, law, AFTER).values == {"days": 29, "floor": 30}
    on_one = heard(a_notice(channels={"website": OPENS}))
    assert said(rules.public_comment_ran_its_period(on_one, law, AFTER)) == (LACKING, "not_published")


def test_art_15_without_open_comment_there_is_no_period():
    assert said(rules.public_comment_ran_its_period(heard(), law_of(), AFTER)) == (NOT_APPLICABLE, "not_chosen")


def test_art_15_missing_days_supplied_without_a_break_complete_the_period():
    first = a_notice(id=FORMER, closes_on=OPENS + 20 * DAY)
    more = a_notice(continues=FORMER, opens_on=first.closes_on, channels={"website": first.closes_on}, closes_on=CLOSES)
    assert said(rules.public_comment_ran_its_period(heard(first, more), law_of(), AFTER)) == (SATISFIED, "")


def test_art_15_after_a_break_the_days_of_the_former_notice_do_not_count():
    first = a_notice(id=FORMER, closes_on=OPENS + 20 * DAY)
    resumed = first.closes_on + DAY
    more = a_notice(continues=FORMER, opens_on=resumed, channels={"website": resumed}, closes_on=CLOSES)
    finding = rules.public_comment_ran_its_period(heard(first, more), law_of(), AFTER)
    assert said(finding) == (LACKING, "short") and finding.values["days"] == 9


def test_art_15_a_year_without_its_calendar_is_waited_for_under_the_worst_one():
    opens_on, closes_on = date(2027, 3, 1), date(2027, 3, 31)
    case = heard(a_notice(opens_on=opens_on, channels={"website": opens_on}, closes_on=closes_on))
    finding = rules.public_comment_ran_its_period(case, law_of(), closes_on + DAY)
    assert said(finding) == (LACKING, "provisional") and finding.cure_by == (Role.ADMINISTRATOR,)
    assert finding.earliest is not None
    on_the_eve, on_the_day = finding.earliest - DAY, finding.earliest
    assert said(rules.public_comment_ran_its_period(case, law_of(), on_the_eve)) == (LACKING, "provisional")
    assert said(rules.public_comment_ran_its_period(case, law_of(), on_the_day)) == (SATISFIED, "")


def test_art_15_a_notice_of_a_former_round_does_not_count():
    case = heard(a_notice(), round=2)
    assert said(rules.notice_was_published(case, law_of(), AFTER)) == (NOT_APPLICABLE, "not_chosen")


def test_art_15_a_signed_notice_does_not_replace_the_published_one_before_it_is_published():
    case = heard(a_notice(id=FORMER), a_notice(channels={}), a_notice(id="z", signed=False, channels={}))
    assert case.public_participation.notice is case.public_participation.notices[FORMER]


# Art. 16, 17


@pytest.mark.parametrize(
    ("hearing", "answer"),
    [
        (a_hearing(last_delivered_on=CLOSES - 8 * DAY), (SATISFIED, "")),
        (a_hearing(last_delivered_on=CLOSES - 7 * DAY), (SATISFIED, "just_in_time")),
        (a_hearing(last_delivered_on=CLOSES - 6 * DAY), (LACKING, "late")),
        (a_hearing(last_delivered_on=None), (LACKING, "none_delivered")),
        (a_hearing(undelivered=2), (LACKING, "not_delivered")),
        (None, (NOT_APPLICABLE, "no_hearing")),
    ],
)
def test_art_16_materials_reach_the_participants_7_days_before_the_hearing(hearing, answer):
    assert said(hearing_rules.materials_reached_participants_in_time(heard(hearing=hearing), law_of(), AFTER)) == answer


def test_art_16_late_materials_tell_the_first_lawful_day_of_the_hearing():
    case = heard(hearing=a_hearing(last_delivered_on=CLOSES - DAY))
    assert hearing_rules.materials_reached_participants_in_time(case, law_of(), AFTER).earliest == CLOSES + 6 * DAY


def test_art_16_a_place_may_count_neither_of_the_two_days():
    law = law_with(hearing_materials_clear_days=True)
    case = heard(hearing=a_hearing(last_delivered_on=CLOSES - 7 * DAY))
    assert said(hearing_rules.materials_reached_participants_in_time(case, law, AFTER)) == (LACKING, "late")


def test_art_17_a_hearing_is_held_and_its_record_signed():
    announced = heard(hearing=a_hearing(recorded=False))
    before = hearing_rules.hearing_was_held_and_recorded(announced, law_of(), CLOSES - DAY)
    assert said(before) == (LACKING, "not_held_yet") and before.earliest == CLOSES
    assert said(hearing_rules.hearing_was_held_and_recorded(announced, law_of(), CLOSES)) == (LACKING, "no_record")
    recorded = heard(hearing=a_hearing())
    assert said(hearing_rules.hearing_was_held_and_recorded(recorded, law_of(), CLOSES)) == (SATISFIED, "")
    assert said(hearing_rules.hearing_was_held_and_recorded(heard(), law_of(), CLOSES)) == (
        NOT_APPLICABLE,
        "no_hearing",
    )


# Art. 18, plan 28


def test_art_18_one_unanswered_opinion_keeps_the_stage_open():
    ids = tuple(f"0190a000-0000-7000-8000-0000000000{number}" for number in range(10, 30))
    case = heard(a_notice(), in_time=300, unanswered=40, open_ids=ids)
    finding = rules.every_opinion_was_answered(case, law_of(), AFTER)
    assert said(finding) == (LACKING, "unanswered")
    assert finding.values == {"count": 40, "first": list(ids[:5])}
    assert set(finding.cure_by) == {Role.DRAFTER, Role.UNDERTAKING_HEAD}


def test_art_18_that_nobody_had_an_opinion_in_time_is_stated():
    finding = rules.every_opinion_was_answered(heard(a_notice()), law_of(), AFTER)
    assert said(finding) == (LACKING, "none_stated") and finding.earliest == AFTER
    case = heard(a_notice(), none_stated=True)
    assert said(rules.every_opinion_was_answered(case, law_of(), AFTER)) == (SATISFIED, "none_received")
    case = heard(a_notice(), in_time=1)
    assert said(rules.every_opinion_was_answered(case, law_of(), AFTER)) == (SATISFIED, "")


def test_art_18_answers_belong_to_open_comment_and_to_the_law_that_asks_for_them():
    assert said(rules.every_opinion_was_answered(heard(), law_of(), AFTER)) == (NOT_APPLICABLE, "not_chosen")
    case, law = heard(a_notice(), in_time=1, unanswered=1), law_with(every_opinion_answered=False)
    assert said(rules.every_opinion_was_answered(case, law, AFTER)) == (NOT_APPLICABLE, "not_required")


def test_plan_28_feedback_is_published_after_the_period_has_ended():
    finding = rules.feedback_was_published(heard(a_notice(), in_time=1), law_of(), OPENS)
    assert said(finding) == (LACKING, "no_feedback") and finding.earliest == AFTER
    for published_on, answer in ((CLOSES, (LACKING, "no_feedback")), (AFTER, (SATISFIED, ""))):
        case = heard(a_notice(), feedback_on=published_on)
        assert said(rules.feedback_was_published(case, law_of(), AFTER + DAY)) == answer


def test_plan_28_that_nobody_had_an_opinion_is_published_too():
    assert said(rules.feedback_was_published(heard(a_notice()), law_of(), AFTER)) == (LACKING, "no_feedback")


def test_plan_28_feedback_binds_in_jishou_and_not_by_the_regulations_alone():
    case = heard(a_notice())
    assert said(rules.feedback_was_published(case, law_of("cn-713"), AFTER)) == (NOT_APPLICABLE, "not_required")
    assert said(rules.feedback_was_published(heard(), law_of(), AFTER)) == (NOT_APPLICABLE, "not_chosen")


# Breaks of the publication, and boilerplate


def a_break(since: date, until: date | None, channel: str = "website") -> Break:
    """The notice could not be read from noon of a day to noon of another."""
    return Break("b", channel, at_noon(since), at_noon(until) if until else None)


def at_noon(day: date) -> datetime:
    """Noon in Beijing."""
    return datetime(day.year, day.month, day.day, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("broken", "closes_on", "answer"),
    [
        (a_break(OPENS + 10 * DAY, OPENS + 11 * DAY), CLOSES, (SATISFIED, "")),  # a day is overlooked
        (a_break(OPENS + 10 * DAY, OPENS + 12 * DAY), CLOSES, (LACKING, "broken_off")),
        (a_break(OPENS + 10 * DAY, None), CLOSES, (LACKING, "broken_off")),
        (a_break(OPENS + 10 * DAY, OPENS + 12 * DAY, "newspaper"), CLOSES, (SATISFIED, "")),  # not one that counts
        (a_break(OPENS + 2 * DAY, OPENS + 4 * DAY), OPENS + 36 * DAY, (SATISFIED, "")),  # thirty days follow unbroken
        (a_break(OPENS + 31 * DAY, None), OPENS + 35 * DAY, (SATISFIED, "")),  # thirty days had run before
        (a_break(AFTER, None), CLOSES, (SATISFIED, "")),  # its last day had ended
    ],
)
def test_art_15_only_unbroken_publication_under_one_notice_counts(broken, closes_on, answer):
    case = heard(a_notice(breaks=(broken,), closes_on=closes_on))
    finding = rules.public_comment_ran_its_period(case, law_of(), closes_on + 2 * DAY)
    assert said(finding) == answer
    if answer[0] is LACKING:
        assert finding.earliest is not None and finding.earliest > closes_on + 30 * DAY


def test_art_15_the_missing_days_of_a_notice_that_was_broken_off_are_not_supplied_but_a_fresh_period_is():
    first = a_notice(id=FORMER, closes_on=OPENS + 20 * DAY, breaks=(a_break(OPENS + DAY, OPENS + 4 * DAY),))
    follows = first.closes_on
    short = a_notice(continues=FORMER, opens_on=follows, channels={"website": follows}, closes_on=CLOSES)
    finding = rules.public_comment_ran_its_period(heard(first, short), law_of(), AFTER)
    assert said(finding) == (LACKING, "short") and finding.values["days"] == 10
    ends = date(2026, 4, 21)
    fresh = replace(short, closes_on=ends)
    assert said(rules.public_comment_ran_its_period(heard(first, fresh), law_of(), ends + DAY)) == (SATISFIED, "")


def test_art_15_a_reason_does_not_shorten_what_was_broken_off():
    notice = a_notice(
        closes_on=OPENS + 20 * DAY,
        shortening_reason="示例",
        shortening_approved_by="示例",
        breaks=(a_break(OPENS + DAY, OPENS + 4 * DAY),),
    )
    assert said(rules.public_comment_ran_its_period(heard(notice), law_of(), AFTER)) == (LACKING, "broken_off")


@pytest.mark.parametrize(
    ("rejected", "one_reason", "code"), [(3, True, "one_reason"), (2, True, ""), (20, False, ""), (0, False, "")]
)
def test_art_18_one_reason_for_all_rejections_is_shown_and_stops_nothing(rejected, one_reason, code):
    case = heard(a_notice(), in_time=20, rejected=rejected, one_reason=one_reason)
    assert said(rules.rejections_have_reasons_of_their_own(case, law_of(), AFTER)) == (SATISFIED, code)
