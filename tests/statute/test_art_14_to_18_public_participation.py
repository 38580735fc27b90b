"""Art. 14–18 and plan 28: who is heard, for how long, and what becomes of what they say."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from decision_flow.public_participation import commands as public
from decision_flow.public_participation.model import Comment
from decision_flow.store.tables import table_of
from decision_flow.terms import Disposition, ParticipationForm, Role, Stage, StageStatus, StartGround
from tests import lawful
from tests.statute.matters import DAY, MONDAY, Matter, a_matter, findings
from tests.world import World

HEAD, CLERK = Role.UNDERTAKING_HEAD, Role.DRAFTER
HERE = Stage.PUBLIC_PARTICIPATION
LAST = MONDAY + 30 * DAY  # Wednesday, 1 April: the thirtieth day, the day of publication not counted
REASON = {"shortening_reason": "示例：防汛紧急", "shortening_approved_by": "示例市长"}


def lacks(matter: Matter) -> dict[str, str]:
    """What the sign-off of public participation is refused for today."""
    return findings(matter.lacks(matter.sign_off(HERE), HEAD))


def passes(matter: Matter) -> bool:
    """Whether participation is signed off today."""
    matter.signed(HERE)
    return matter.row(HERE).status is StageStatus.PASSED


# Art. 14


def test_art_14_1_the_stage_stays_open_until_somebody_was_heard(house: World):
    matter = a_matter(house)
    assert lacks(matter) == {"PP-14-HEARD": "nobody"}
    matter.heard()
    assert passes(matter)


@pytest.mark.parametrize("form", [form for form in ParticipationForm if form.value not in ("open_comment", "hearing")])
def test_art_14_2_every_form_convenient_to_the_public_counts(house: World, form):
    matter = a_matter(house)
    matter.heard(form)
    assert passes(matter)


def test_art_14_3_a_specific_group_is_consulted_where_one_is_affected(house: World):
    matter = a_matter(house, affects_specific_group=True)
    matter.heard()
    assert lacks(matter) == {"PP-14-GROUP": "not_consulted"}
    matter.heard(group="示例：残疾人")
    assert passes(matter)


def test_art_14_1_what_is_lawfully_unpublished_is_not_put_to_the_public_and_is_determined(house: World):
    matter = a_matter(house, "jishou", lawfully_unpublished=True)
    assert findings(matter.lacks(matter.a_notice(MONDAY, LAST), CLERK)) == {"PP-14-UNPUBLISHED": "unpublished"}
    assert lacks(matter) == {"PP-14-HEARD": "determine"}
    matter.determined(HERE)
    assert matter.row(HERE).status is StageStatus.NOT_REQUIRED


def test_plan_28_open_comment_is_used_or_the_head_of_the_unit_says_why_not(house: World):
    matter = a_matter(house, "jishou")
    matter.heard()
    assert lacks(matter) == {"PP-15-OPEN-COMMENT": "no_notice_or_reason"}
    matter.do(public.DeclineOpenComment(decision_id=matter.id, reason="示例"), HEAD)
    assert passes(matter)


# Art. 15


def test_art_15_1_comment_of_thirty_days_is_refused_on_its_last_day_and_passes_on_the_day_after(house: World):
    matter = a_matter(house, "jishou")
    matter.notified(MONDAY, LAST)
    refused = matter.on(LAST).lacks(matter.sign_off(HERE), HEAD)
    assert findings(refused) == {"PP-15-PERIOD": "running", "PP-J28-FEEDBACK": "no_feedback"}
    assert refused["PP-15-PERIOD"].earliest == LAST + DAY
    matter.on(LAST + DAY).fed_back()
    assert passes(matter)


def test_art_15_1_a_notice_of_twenty_nine_days_without_a_reason_is_not_prepared(house: World):
    matter = a_matter(house, "jishou")
    short = matter.lacks(matter.a_notice(MONDAY, LAST - DAY), CLERK)
    assert findings(short) == {"PP-15-REASON": "short"}
    assert short["PP-15-REASON"].values["days"] == 29
    assert matter.do(matter.a_notice(MONDAY, LAST), CLERK).seq


def test_art_15_1_a_shortened_period_passes_after_its_own_last_day_with_the_reason_inside_the_notice(house: World):
    matter, last = a_matter(house, "jishou"), MONDAY + 10 * DAY
    no_approver = matter.a_notice(MONDAY, last, shortening_reason="示例：防汛紧急")
    assert findings(matter.lacks(no_approver, CLERK)) == {"PP-15-REASON": "no_approver"}
    matter.notified(MONDAY, last, **REASON)
    assert lacks(matter.on(last))["PP-15-PERIOD"] == "running"
    matter.on(last + DAY).fed_back()
    assert passes(matter)


def test_art_15_1_a_reason_that_is_not_in_the_signed_notice_does_not_shorten_it(house: World):
    """The notice ran short because it was published late; a reason given elsewhere afterwards changes nothing."""
    matter = a_matter(house, "jishou")
    prepared = matter.a_notice(MONDAY, LAST)
    notice_id = matter.do(prepared, CLERK).made["comment_notice"]
    signing = public.SignCommentNotice(
        decision_id=matter.id, notice_id=notice_id, notice_sha256=replace(prepared, **REASON).notice_sha256
    )
    assert findings(matter.lacks(signing, HEAD)) == {"PP-15-PREPARED": "other_notice"}
    matter.do(replace(signing, notice_sha256=prepared.notice_sha256), HEAD)
    matter.on(MONDAY + 10 * DAY).do(matter.publication_of(notice_id), Role.SYSTEM)
    matter.do(public.DeclineOpenComment(decision_id=matter.id, reason="示例：紧急"), HEAD)
    matter.on(LAST + DAY).fed_back()
    assert lacks(matter) == {"PP-15-PERIOD": "short"}


def test_art_15_1_the_period_counts_from_publication_and_missing_days_are_supplied_without_a_break(house: World):
    matter, late = a_matter(house, "jishou"), MONDAY + 10 * DAY
    first = matter.notified(MONDAY, LAST, published=late)
    refused = matter.on(LAST).lacks(matter.sign_off(HERE), HEAD)["PP-15-PERIOD"]
    assert (refused.code, refused.values["days"]) == ("short", 20)
    full = late + 32 * DAY  # thirty days end on Saturday, 11 April; the last day rolls to Monday
    matter.notified(LAST, full, continues_notice_id=first)
    matter.on(full + DAY).fed_back()
    assert passes(matter)


def test_art_15_1_after_a_break_the_period_starts_afresh(house: World):
    matter, late = a_matter(house, "jishou"), MONDAY + 10 * DAY
    first = matter.notified(MONDAY, LAST, published=late)
    matter.on(LAST + DAY)
    anew = matter.a_notice(LAST + DAY, LAST + 15 * DAY, continues_notice_id=first)
    assert matter.lacks(anew, CLERK)["PP-15-CONTINUES"].code == "broken_off"
    matter.notified(LAST + DAY, LAST + 35 * DAY)
    matter.on(LAST + 36 * DAY).fed_back()
    assert passes(matter)


def test_art_15_1_the_last_day_does_not_fall_on_a_day_of_rest(house: World):
    matter = a_matter(house, "jishou").on(MONDAY + 4 * DAY)  # thirty days from 6 March end in the holidays of 4–6 April
    opens = matter.today
    ends_in_holidays = matter.lacks(matter.a_notice(opens, opens + 30 * DAY), CLERK)
    assert findings(ends_in_holidays) == {"PP-15-REASON": "rest_day"}
    assert matter.do(matter.a_notice(opens, opens + 32 * DAY), CLERK).seq


def test_art_15_1_a_notice_is_prepared_by_one_person_and_signed_by_another(house: World):
    matter = a_matter(house, "jishou")
    prepared = matter.a_notice(MONDAY, LAST)
    notice_id = matter.do(prepared, matter.person("p-both", CLERK)).made["comment_notice"]
    signing = public.SignCommentNotice(decision_id=matter.id, notice_id=notice_id, notice_sha256=prepared.notice_sha256)
    assert findings(matter.lacks(signing, matter.person("p-both", HEAD))) == {"SOD-NOTICE": "same_person"}
    assert findings(matter.lacks(matter.publication_of(notice_id), Role.SYSTEM)) == {"PP-15-PUBLISHED": "not_signed"}
    matter.do(signing, HEAD)
    assert matter.do(matter.publication_of(notice_id), Role.SYSTEM).seq


def test_art_15_1_a_publication_is_not_dated_before_the_notice_was_signed(house: World):
    """Nobody makes thirty days out of one by saying that the notice had been published a month ago."""
    matter = a_matter(house, "jishou")
    prepared = matter.a_notice(MONDAY, LAST)
    notice_id = matter.do(prepared, CLERK).made["comment_notice"]
    signing = public.SignCommentNotice(decision_id=matter.id, notice_id=notice_id, notice_sha256=prepared.notice_sha256)
    matter.on(LAST + DAY).do(signing, HEAD)
    claimed = replace(matter.publication_of(notice_id), published_at=lawful.morning(MONDAY))
    assert findings(matter.lacks(claimed, CLERK)) == {"PP-15-PUBLISHED": "before_signature"}
    matter.do(matter.publication_of(notice_id), CLERK)
    assert "PP-15-PERIOD" in matter.lacks(matter.sign_off(HERE), HEAD)


def test_art_15_1_the_window_is_closed_after_its_last_day_and_not_on_it(house: World):
    matter = a_matter(house, "jishou")
    closing = public.CloseCommentPeriod(decision_id=matter.id, notice_id=matter.notified(MONDAY, LAST))
    assert findings(matter.on(LAST).lacks(closing, Role.SYSTEM)) == {"PP-15-ENDED": "running"}
    assert matter.on(LAST + DAY).do(closing, Role.SYSTEM).seq


# Art. 16, 17


def with_hearing(matter: Matter, days_before: int) -> str:
    """A hearing in twelve days whose materials were delivered so many days before it; its id."""
    held_on = matter.today + 12 * DAY
    announced = public.AnnounceHearing(
        decision_id=matter.id,
        held_on=held_on,
        place="示例会议室",
        selection_method="示例：报名抽签",
        materials=(matter.document("听证材料"),),
        address="https://example.org/hearing",
        snapshot_sha256=matter.document("听证公告"),
        published_at=matter.when,
    )
    hearing_id = matter.do(announced, HEAD).made["hearing"]
    matter.on(held_on - days_before * DAY)
    delivered = public.RecordMaterialsDelivered(
        decision_id=matter.id,
        hearing_id=hearing_id,
        delivered_on=matter.today,
        participants=("示例甲", "示例乙"),
        receipt_sha256=matter.document("送达回证"),
    )
    matter.do(delivered, CLERK)
    matter.on(held_on)
    return hearing_id


def record(matter: Matter, hearing_id: str, **second) -> public.RecordHearing:
    """The record of a hearing: the first participant signed, the second as told."""
    heard = (
        public.HearingAttendance(name="示例甲", side="居民", signed=True),
        public.HearingAttendance(name="示例乙", side="企业", **second),
    )
    return public.RecordHearing(
        decision_id=matter.id, hearing_id=hearing_id, record_sha256=matter.document("听证记录"), participants=heard
    )


@pytest.mark.parametrize(("days", "code"), [(6, "late"), (7, ""), (8, "")])
def test_art_16_3_materials_of_a_hearing_reach_participants_seven_days_before_it(house: World, days, code):
    matter = a_matter(house)
    matter.do(record(matter, with_hearing(matter, days), signed=True), CLERK)
    if code:
        assert lacks(matter) == {"PP-16-MATERIALS": code}
    else:
        assert passes(matter)


def test_art_16_2_a_hearing_is_announced_beforehand(house: World):
    matter = a_matter(house)
    hearing = next(lawful.hearing(matter, matter.id, matter.today)).command
    assert findings(matter.lacks(replace(hearing, held_on=matter.today), HEAD)) == {"PP-16-ANNOUNCED": "not_beforehand"}
    assert matter.do(hearing, HEAD).seq


def test_art_17_participants_sign_the_record_or_it_says_why_not(house: World):
    matter = a_matter(house)
    hearing_id = with_hearing(matter, 7)
    unsigned = record(matter, hearing_id, signed=False)
    assert findings(matter.lacks(unsigned, CLERK)) == {"PP-17-SIGNED": "unsigned"}
    assert lacks(matter)["PP-17-RECORD"] == "no_record"
    matter.do(record(matter, hearing_id, signed=False, refusal="示例：中途离场"), CLERK)
    assert passes(matter)


def test_art_17_a_hearing_is_recorded_on_its_day_and_not_before(house: World):
    matter = a_matter(house)
    hearing_id = with_hearing(matter, 7)
    held_on = matter.today
    asked = record(matter, hearing_id, signed=True)
    assert findings(matter.on(held_on - DAY).lacks(asked, CLERK)) == {"PP-17-SIGNED": "not_held_yet"}
    assert matter.on(held_on).do(asked, CLERK).seq


# Art. 18, plan 28


def test_art_18_every_opinion_is_answered_with_a_reason(house: World):
    matter = a_matter(house, "jishou")
    comment_id = matter.commented(matter.notified(MONDAY, LAST))
    refused = matter.on(LAST + DAY).lacks(matter.sign_off(HERE), HEAD)["PP-18-ANSWERED"]
    assert (refused.code, refused.values["count"], refused.values["first"]) == ("unanswered", 1, [comment_id])
    answer = public.DisposeOpinion(comment_id=comment_id, disposition=Disposition.NOT_ADOPTED, reason="示例理由")
    matter.do(answer, HEAD)
    matter.fed_back()
    assert passes(matter)


def test_art_18_an_opinion_of_the_last_day_is_in_time_and_a_later_one_is_kept_and_needs_no_answer(house: World):
    matter = a_matter(house, "jishou")
    notice_id = matter.notified(MONDAY, LAST)
    matter.when = lawful.morning(LAST) + timedelta(hours=14, minutes=59)  # 23:59 in Beijing
    in_time = matter.commented(notice_id)
    matter.when += timedelta(minutes=1)
    late = matter.commented(notice_id)
    m = table_of(Comment).c
    with matter.installation.store.reading() as session:
        kept = session.execute(select(m.id, m.late).where(m.decision_id == matter.id)).all()
    assert {row.id: bool(row.late) for row in kept} == {in_time: False, late: True}
    assert matter.lacks(matter.sign_off(HERE), HEAD)["PP-18-ANSWERED"].values["count"] == 1
    matter.do(public.DisposeOpinion(comment_id=in_time, disposition=Disposition.ADOPTED, reason="示例"), CLERK)
    matter.on(LAST + DAY).fed_back()
    assert passes(matter)


def test_plan_28_adoption_and_reasons_are_fed_back_to_the_public_after_the_close(house: World):
    matter = a_matter(house, "jishou")
    matter.notified(MONDAY, LAST)
    feedback = next(lawful.early_answers(matter, matter.id, lawful.morning(LAST))).command
    assert findings(matter.on(LAST).lacks(feedback, HEAD)) == {"PP-J28-COMPLETE": "running"}
    assert lacks(matter.on(LAST + DAY)) == {"PP-J28-FEEDBACK": "no_feedback"}
    matter.fed_back()
    assert passes(matter)


# Art. 39, and the clock itself


def test_art_39_what_belongs_to_a_round_is_not_dated_before_the_round(house: World):
    """Thirty days are not made by recording, in a round of today, a publication of a month ago."""
    matter = a_matter(house, "jishou").on(LAST + DAY)
    later = a_matter_started_on(house, matter)
    later.on(MONDAY)
    refused = later.lacks(later.a_notice(MONDAY, LAST), CLERK)
    assert refused["DEC-27-ACTS"].code == "before_it_opened"
    assert later.on(LAST + DAY).do(later.a_notice(LAST + DAY, LAST + 35 * DAY), CLERK).seq


def a_matter_started_on(house: World, body: Matter) -> Matter:
    """A matter of the same body that starts on the body's present day."""
    made = replace(body)
    made.id = str(made.steps(lawful.started(made, StartGround.ADJUSTMENT, touches_market=False)))
    made.draft = lawful.draft_of(made)
    return made


def test_art_15_1_the_clock_of_the_installation_decides_where_no_other_day_is_told(world: World):
    """The same day before and day, on the clock itself, and as nobody says otherwise."""
    case = str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT, touches_market=False)))
    draft = lawful.draft_of(world)
    lawful.run(world, lawful.notice(world, case, MONDAY, LAST, draft))
    world.advance(lawful.morning(LAST) + timedelta(hours=14, minutes=59, seconds=59))
    signing = lawful.sign_off(case, HERE, draft)
    assert "PP-15-PERIOD" in world.refused(signing, HEAD).rule_ids
    midnight = lawful.morning(LAST) + timedelta(hours=15)
    world.advance(midnight)
    lawful.run(world, lawful.early_answers(world, case, midnight))
    assert world.do(signing, HEAD).seq
