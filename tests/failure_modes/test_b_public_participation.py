"""F08–F17: how public participation fails in practice, tried at the door, and the lawful neighbour of each."""

from dataclasses import replace
from typing import Any

import pytest

from decision_flow.actor import PUBLIC, Actor
from decision_flow.public_participation import commands as public
from decision_flow.public_participation import hearing_commands as hearings
from decision_flow.public_participation import listing
from decision_flow.reading import explain
from decision_flow.terms import (
    AnsweredAs,
    CommentSource,
    Disposition,
    HeardKind,
    HearingGround,
    ParticipationForm,
    Role,
    Stage,
    StageStatus,
)
from tests import lawful
from tests.statute.matters import DAY, MONDAY, Matter, a_matter, findings
from tests.world import World

CLERK, HEAD = Role.DRAFTER, Role.UNDERTAKING_HEAD
HERE = Stage.PUBLIC_PARTICIPATION
LAST = MONDAY + 30 * DAY


def lacks(matter: Matter) -> dict[str, str]:
    """What the sign-off is refused for today."""
    return findings(matter.lacks(matter.sign_off(HERE), HEAD))


def passes(matter: Matter) -> bool:
    """Whether participation is signed off today."""
    matter.signed(HERE)
    return matter.row(HERE).status is StageStatus.PASSED


def shown(matter: Matter, rule: str) -> str:
    """What the gate shows for a rule today."""
    case = matter.case(HERE.value)
    law = matter.installation.engine.law_of(case, matter.today)
    with matter.installation.store.reading() as session:
        gate = explain(session, matter.id, HERE, law, matter.today)
    return next(finding.code for finding in gate if finding.rule == rule)


# F08: too short a period, the reason added later


def test_f08_a_period_under_thirty_days_or_with_its_reason_elsewhere_does_not_pass(house: World):
    matter = a_matter(house, "jishou")
    assert findings(matter.lacks(matter.a_notice(MONDAY, LAST - DAY), CLERK)) == {"PP-15-REASON": "short"}
    matter.notified(MONDAY, LAST, published=MONDAY + 10 * DAY)
    matter.do(public.DeclineOpenComment(decision_id=matter.id, reason="示例：事后说明紧急"), HEAD)
    matter.on(LAST + DAY).fed_back()
    assert lacks(matter) == {"PP-15-PERIOD": "short"}


def test_f08_a_period_that_ends_before_it_begins_is_refused(house: World):
    matter = a_matter(house, "jishou")
    backwards = matter.a_notice(LAST, MONDAY, shortening_reason="示例", shortening_approved_by="示例")
    assert findings(matter.lacks(backwards, CLERK)) == {"PP-15-REASON": "no_days"}


def test_f08_lawful_neighbour_a_short_period_with_reason_and_approver_inside_the_notice_passes(house: World):
    matter, last = a_matter(house, "jishou"), MONDAY + 10 * DAY
    matter.notified(MONDAY, last, shortening_reason="示例：防汛紧急", shortening_approved_by="示例市长")
    matter.on(last + DAY).fed_back()
    assert passes(matter)


# F09: departments' opinions passed off as the public's


def seminar_with(matter: Matter, *kinds: HeardKind) -> public.RecordParticipation:
    """A seminar with one participant of each kind."""
    those = tuple(public.Heard(name=f"示例{number}", kind=kind) for number, kind in enumerate(kinds))
    return replace(lawful.seminar(matter, matter.id, matter.today), heard=those)


def test_f09_departments_alone_are_not_the_public(house: World):
    matter = a_matter(house)
    only = seminar_with(matter, HeardKind.STATE_ORGAN, HeardKind.STATE_ORGAN)
    assert findings(matter.lacks(only, CLERK)) == {"PP-14-FORM": "only_state_organs"}
    matter.answered_triggers()
    assert lacks(matter) == {"PP-14-HEARD": "nobody"}


def test_f09_lawful_neighbour_a_department_may_sit_in_with_the_public(house: World):
    matter = a_matter(house)
    matter.answered_triggers()
    matter.do(seminar_with(matter, HeardKind.STATE_ORGAN, HeardKind.ENTERPRISE), CLERK)
    assert passes(matter)


# F10: a notice without draft or explanation, or taken down early


def broken(matter: Matter, notice_id: str, days: int) -> public.RecordNoticeInterrupted:
    """The website could not be read for so many days from the sixth day on."""
    since = lawful.morning(MONDAY + 5 * DAY)
    return public.RecordNoticeInterrupted(
        decision_id=matter.id,
        notice_id=notice_id,
        channel="website",
        broken_off_at=since,
        restored_at=since + days * DAY,
        reason="示例：页面被撤下",
        evidence_sha256=matter.document("巡检记录"),
    )


def test_f10_a_notice_without_the_present_explanation_is_refused(house: World):
    matter = a_matter(house, "jishou")
    other = matter.a_notice(MONDAY, LAST, explanation_sha256=matter.document("另一说明"))
    assert findings(matter.lacks(other, CLERK)) == {"PP-15-EXPLANATION": "other_explanation"}


def test_f10_a_notice_on_a_draft_that_is_not_the_present_one_is_refused(house: World):
    matter = a_matter(house, "jishou")
    other = matter.a_notice(MONDAY, LAST, draft_sha256=matter.document("示例旧稿"))
    assert findings(matter.lacks(other, CLERK)) == {"DEC-25-DIGEST": "other_draft"}


def test_f10_a_notice_taken_down_in_between_needs_a_fresh_period_that_names_it(house: World):
    matter = a_matter(house, "jishou")
    first = matter.notified(MONDAY, LAST)
    matter.on(MONDAY + 9 * DAY).do(broken(matter, first, 3), CLERK)
    refused = matter.on(LAST + DAY).lacks(matter.sign_off(HERE), HEAD)["PP-15-PERIOD"]
    assert refused.code == "broken_off" and refused.earliest == LAST + 36 * DAY  # 2 May is a holiday until 5 May
    begins, ends = LAST + DAY, LAST + 35 * DAY
    matter.notified(begins, ends, continues_notice_id=first)
    matter.on(ends + DAY).fed_back()
    assert passes(matter)


def test_f10_lawful_neighbour_an_hour_of_maintenance_breaks_nothing_off(house: World):
    matter = a_matter(house, "jishou")
    first = matter.notified(MONDAY, LAST)
    hour = broken(matter, first, 1)
    matter.on(MONDAY + 9 * DAY).do(replace(hour, restored_at=hour.broken_off_at + DAY / 24), CLERK)
    matter.on(LAST + DAY).fed_back()
    assert passes(matter)


# F11: too much personal data


def test_f11_a_full_name_is_refused_whoever_types_it(house: World):
    matter = a_matter(house, "jishou")
    notice = matter.notified(MONDAY, LAST)
    said = public.SubmitComment(
        decision_id=matter.id, notice_id=notice, text="示例", channel="online", masked_name="张示例"
    )
    assert findings(matter.lacks(said, PUBLIC)) == {"PP-14-NAME": "not_masked"}
    assert findings(matter.lacks(typed(matter, notice, masked_name="张示例"), CLERK)) == {"PP-14-NAME": "not_masked"}


@pytest.mark.parametrize("name", [None, "张**"])
def test_f11_lawful_neighbour_an_opinion_needs_no_name(house: World, name: str | None):
    matter = a_matter(house, "jishou")
    notice = matter.notified(MONDAY, LAST)
    assert matter.do(typed(matter, notice, masked_name=name), CLERK).seq == 1


def typed(matter: Matter, notice_id: str, **given: Any) -> public.TranscribeComment:
    """An opinion given by telephone today."""
    said: dict[str, Any] = {
        "decision_id": matter.id,
        "notice_id": notice_id,
        "text": "示例：来电意见",
        "source": CommentSource.TELEPHONE,
        "given_on": matter.today,
        "paper_sha256": matter.document("电话记录"),
    }
    return public.TranscribeComment(**(said | given))


# F12: no feedback, or a collective "studied"


def test_f12_one_unanswered_opinion_holds_the_stage_and_the_feedback(house: World):
    matter = a_matter(house, "jishou")
    notice = matter.notified(MONDAY, LAST)
    ours = [matter.commented(notice, f"示例意见{number}") for number in range(3)]
    matter.on(LAST + DAY).do(matter.answered(*ours[:2]), CLERK)
    assert lacks(matter) == {"PP-18-ANSWERED": "unanswered", "PP-J28-FEEDBACK": "no_feedback"}
    feedback = lawful.feedback(matter, matter.id, lawful.morning(LAST + DAY))
    assert findings(matter.lacks(feedback, HEAD)) == {"PP-J28-COMPLETE": "unanswered"}


def test_f12_silence_of_the_public_is_stated_with_proof_not_assumed(house: World):
    matter = a_matter(house, "jishou")
    notice = matter.notified(MONDAY, LAST)
    matter.on(LAST + DAY).do(lawful.feedback(matter, matter.id, lawful.morning(LAST + DAY)), HEAD)
    assert lacks(matter) == {"PP-18-ANSWERED": "none_stated"}
    unproved = replace(lawful.none_received(matter, matter.id, notice), channels=())
    assert findings(matter.lacks(unproved, HEAD)) == {"PP-18-NONE": "no_proof"}
    matter.do(lawful.none_received(matter, matter.id, notice), HEAD)
    assert passes(matter)


def test_f12_lawful_neighbour_answered_one_by_one_or_in_a_listed_group_each_sees_the_result(house: World):
    matter = a_matter(house, "jishou")
    notice = matter.notified(MONDAY, LAST)
    ours = [matter.commented(notice, f"示例意见{number}") for number in range(3)]
    late = matter.on(LAST + DAY).do(typed(matter, notice), CLERK).subject_id
    one = matter.answered(ours[0], disposition=Disposition.PARTLY_ADOPTED, reason="示例：采纳其一")
    matter.do(one, CLERK)
    matter.do(replace(matter.answered(*ours[1:]), reason="示例：意见相同，理由如下"), CLERK)
    matter.fed_back()
    assert passes(matter)
    with matter.installation.store.reading() as session:
        told = [listing.answer_of(session, comment) for comment in (*ours, late)]
    assert all(told) and [row and row.disposition for row in told] == [
        "partly_adopted",
        "not_adopted",
        "not_adopted",
        None,
    ]
    assert [bool(row and row.late) for row in told] == [False, False, False, True]


def test_f12_an_opinion_of_another_matter_cannot_be_answered_here(house: World):
    matter, other = a_matter(house, "jishou"), a_matter(house, "jishou")
    foreign = other.commented(other.notified(MONDAY, LAST))
    matter.notified(MONDAY, LAST)
    assert findings(matter.lacks(matter.answered(foreign), CLERK)) == {"PP-18-NAMED": "unknown"}


def test_f12_an_answer_is_changed_in_its_round_and_the_former_stays_on_record(house: World):
    matter = a_matter(house, "jishou")
    ours = matter.commented(matter.notified(MONDAY, LAST))
    matter.on(LAST + DAY).do(matter.answered(ours), CLERK)
    matter.do(matter.answered(ours, disposition=Disposition.ADOPTED, reason="示例：改为采纳"), CLERK)
    matter.fed_back()
    assert passes(matter)
    assert findings(matter.lacks(matter.answered(ours), CLERK)) == {"PP-18-CHANGED": "closed"}
    with matter.installation.store.reading() as session:
        given = listing.FILED["dispositions"](session, matter.id, matter.actor(CLERK)).rows
    assert [row.disposition for row in given] == ["adopted", "not_adopted"]


# F13: one boilerplate reason for all rejections


def rejected(matter: Matter, *reasons: str) -> Matter:
    """As many opinions as reasons, each rejected for one, and fed back."""
    notice = matter.notified(MONDAY, LAST)
    ours = [matter.commented(notice, f"示例意见{number}") for number in range(len(reasons))]
    matter.on(LAST + DAY)
    for comment, reason in zip(ours, reasons, strict=True):
        matter.do(matter.answered(comment, reason=reason), CLERK)
    matter.fed_back()
    return matter


def test_f13_one_reason_for_all_rejections_is_flagged_and_blocks_nothing(house: World):
    matter = rejected(
        a_matter(house, "jishou"),
        "示例：不属于本次征求意见范围。",
        "示例：不属于本次征求意见范围",
        "示例:不属于本次征求意见范围！",
    )
    assert shown(matter, "PP-18-BOILERPLATE") == "one_reason"
    assert passes(matter)


def test_f13_lawful_neighbour_reasons_of_their_own_are_not_flagged(house: World):
    matter = rejected(a_matter(house, "jishou"), "示例：理由甲", "示例：理由甲", "示例：理由乙")
    assert shown(matter, "PP-18-BOILERPLATE") == ""
    assert passes(matter)


# F14: professional participants, low sign-up, a side without anybody


def with_announced(matter: Matter) -> str:
    """A hearing in twelve days; its id."""
    matter.answered_triggers()
    return matter.do(lawful.announcement(matter, matter.id, matter.today), HEAD).made["hearing"]


def test_f14_a_side_without_anybody_holds_the_list_and_the_stage(house: World):
    matter = a_matter(house)
    hearing_id = with_announced(matter)
    both = lawful.hearing_list(matter, matter.id, hearing_id, matter.today)
    one_sided = replace(both, participants=(both.participants[0],) * 2)
    assert findings(matter.lacks(one_sided, HEAD)) == {"PP-16-LIST-SIDES": "side"}
    matter.do(both, HEAD)
    matter.do(lawful.delivered(matter, matter.id, hearing_id, matter.today), CLERK)
    matter.on(MONDAY + 12 * DAY)
    record = lawful.hearing_record(matter, matter.id, hearing_id, matter.today)
    matter.do(replace(record, participants=record.participants[:1]), CLERK)
    assert lacks(matter) == {"PP-16-SIDES": "side"}


def test_f14_low_sign_up_extends_once_and_then_another_form_takes_its_place(house: World):
    matter = a_matter(house)
    matter.answered_triggers()
    matter.steps(lawful.announced_and_called_off(matter, matter.id, matter.today))
    assert lacks(matter) == {"PP-14-HEARD": "nobody", "PP-16-REPLACED": "not_heard"}


def test_f14_lawful_neighbour_invited_by_sector_with_the_reason(house: World):
    matter = a_matter(house)
    hearing_id = with_announced(matter)
    both = lawful.hearing_list(matter, matter.id, hearing_id, matter.today)
    invited = replace(both, participants=tuple(replace(one, invited=True) for one in both.participants))
    assert findings(matter.lacks(invited, HEAD)) == {"PP-16-METHOD": "no_reason"}
    matter.do(replace(invited, invitation_reason="示例：报名不足，按界别邀请"), HEAD)
    matter.do(lawful.delivered(matter, matter.id, hearing_id, matter.today), CLERK)
    matter.on(MONDAY + 12 * DAY).steps(lawful.hearing_held(matter, matter.id, hearing_id, matter.today))
    assert passes(matter)


def test_f14_lawful_neighbour_repeat_participants_are_counted_and_barred_from_nothing(house: World):
    matter = a_matter(house)
    for _ in range(2):
        held_on = matter.today + 12 * DAY
        matter.answered_triggers()
        hearing_id = matter.steps(lawful.hearing(matter, matter.id, matter.today))
        matter.on(held_on).steps(lawful.hearing_held(matter, matter.id, hearing_id, held_on))
    with matter.installation.store.reading() as session:
        rows = listing.repeat_participants(session, matter.id, matter.actor(CLERK)).rows
    assert {(row.name, row.hearings) for row in rows} == {("示例甲", 2), ("示例乙", 2)} and len(rows) == 4
    assert passes(matter)


def test_f14_a_hearing_that_is_owed_is_neither_left_out_nor_called_off_for_something_else(house: World):
    matter = a_matter(house)
    matter.heard()
    matter.answered_triggers(HearingGround.SOCIAL_STABILITY)
    assert lacks(matter) == {"PP-16-TRIGGER": "not_held_or_set_aside"}
    hearing_id = with_announced(matter)
    off = hearings.CallOffHearing(
        decision_id=matter.id,
        hearing_id=hearing_id,
        reason="示例：无人报名",
        replaced_by=ParticipationForm.SEMINAR,
        address="https://example.org/off",
        snapshot_sha256=matter.document("取消公告"),
    )
    assert findings(matter.lacks(off, HEAD)) == {"PP-16-OWED": "owed"}
    aside = hearings.SetHearingAside(decision_id=matter.id, reason="示例理由", legal_ground="示例：原文未核实")
    assert findings(matter.lacks(aside, HEAD)) == {"SOD-ROLE": "role"}
    matter.do(aside, Role.LEGALITY_HEAD)
    matter.do(off, HEAD)
    assert passes(matter)


# F15: late materials, an unpublished list


def test_f15_late_materials_and_a_list_that_nobody_saw_hold_the_stage(house: World):
    matter = a_matter(house)
    hearing_id = with_announced(matter)
    matter.on(MONDAY + 6 * DAY).do(lawful.delivered(matter, matter.id, hearing_id, matter.today), CLERK)
    late = lawful.hearing_list(matter, matter.id, hearing_id, matter.today)
    assert findings(matter.lacks(late, HEAD)) == {"PP-16-LISTED": "late"}
    matter.on(MONDAY + 12 * DAY).steps(lawful.hearing_held(matter, matter.id, hearing_id, matter.today))
    assert lacks(matter) == {"PP-16-LIST": "no_list", "PP-16-MATERIALS": "late"}


def test_f15_lawful_neighbour_list_and_materials_on_the_last_lawful_days_pass(house: World):
    matter = a_matter(house)
    hearing_id = with_announced(matter)
    matter.on(MONDAY + 4 * DAY).do(lawful.hearing_list(matter, matter.id, hearing_id, matter.today), HEAD)
    matter.on(MONDAY + 5 * DAY).do(lawful.delivered(matter, matter.id, hearing_id, matter.today), CLERK)
    matter.on(MONDAY + 12 * DAY).steps(lawful.hearing_held(matter, matter.id, hearing_id, matter.today))
    assert passes(matter)


# F16: the record unsigned, or edited later


def test_f16_an_unsigned_record_is_refused_and_a_filed_one_is_not_replaced(house: World):
    matter = a_matter(house)
    matter.answered_triggers()
    hearing_id = matter.steps(lawful.hearing(matter, matter.id, matter.today))
    matter.on(MONDAY + 12 * DAY)
    record = lawful.hearing_record(matter, matter.id, hearing_id, matter.today)
    first, second = record.participants
    unsigned = replace(record, participants=(first, replace(second, signed=False)))
    assert findings(matter.lacks(unsigned, CLERK)) == {"PP-17-SIGNED": "unsigned"}
    matter.do(record, CLERK)
    edited = replace(record, record_sha256=matter.document("改过的听证记录"))
    assert findings(matter.lacks(edited, CLERK)) == {"PP-17-ONCE": "recorded"}
    assert passes(matter)


def test_f16_lawful_neighbour_a_refusal_to_sign_is_recorded(house: World):
    matter = a_matter(house)
    matter.answered_triggers()
    hearing_id = matter.steps(lawful.hearing(matter, matter.id, matter.today))
    matter.on(MONDAY + 12 * DAY)
    record = lawful.hearing_record(matter, matter.id, hearing_id, matter.today)
    first, second = record.participants
    matter.do(replace(record, participants=(first, replace(second, signed=False, refusal="示例：拒绝签字"))), CLERK)
    assert passes(matter)


# F17: a flood of opinions


def test_f17_a_flood_is_shown_to_those_who_answer_and_nothing_is_deleted(house: World):
    matter = a_matter(house, "jishou")
    notice = matter.notified(MONDAY, LAST)
    flood = [matter.commented(notice, text) for text in ("示例：坚决赞成！", "示例：坚决赞成", "示例 坚决赞成。")]
    own = matter.commented(notice, "示例：有不同意见")
    clerk = matter.actor(CLERK)
    with matter.installation.store.reading() as session:
        (group,), _ = listing.alike(session, matter.id, clerk)
        (hour,), _ = listing.rate(session, matter.id, clerk)
        alike = listing.comments(session, matter.id, clerk, alike=group.likeness).rows
        every = listing.comments(session, matter.id, clerk).rows
        stranger = listing.alike(session, matter.id, PUBLIC)[0]
    assert (group.comments, hour.comments, hour.different) == (3, 4, 2)
    assert [row.id for row in alike] == flood[::-1] and len(every) == 4 and not stranger
    matter.on(LAST + DAY).do(matter.answered(*flood), CLERK)
    matter.do(replace(matter.answered(own), answered_as=AnsweredAs.OUT_OF_SCOPE), CLERK)
    matter.fed_back()
    assert passes(matter)


def test_f17_lawful_neighbour_many_alike_are_answered_as_one_group_with_one_reason(house: World):
    matter = a_matter(house, "jishou")
    notice = matter.notified(MONDAY, LAST)
    ours = [matter.commented(notice) for _ in range(25)]
    assert matter.on(LAST + DAY).lacks(matter.sign_off(HERE), HEAD)["PP-18-ANSWERED"].values["count"] == 25
    matter.do(matter.answered(*ours, disposition=Disposition.ADOPTED), CLERK)
    matter.fed_back()
    assert passes(matter)


def test_f17_what_waits_for_an_answer_is_suggested_and_a_person_answers_the_list(house: World):
    matter = a_matter(house, "jishou")
    notice = matter.notified(MONDAY, LAST)
    other = matter.commented(notice, "建议增加公交班次，延长末班车的时间。")
    alike = [
        matter.commented(notice, f"请重新选址，公布环境影响评价的结论，听取附近居民的意见。{name}")
        for name in ("张三", "李四", "王五")
    ]
    (group,), cursor = suggested(matter)
    assert (group.comment_ids, group.texts, cursor) == (alike, 3, None)
    assert suggested(matter, PUBLIC) == ([], None)
    matter.on(LAST + DAY).do(matter.answered(alike[0], other), CLERK)
    (group,), _ = suggested(matter)
    assert group.comment_ids == alike[1:]
    matter.do(matter.answered(*group.listed_ids), CLERK)
    assert suggested(matter) == ([], None)


def suggested(matter: Matter, actor: Actor | None = None):
    """The groups as somebody reads them."""
    with matter.installation.store.reading() as session:
        return listing.similar(session, matter.id, actor or matter.actor(CLERK))
