"""How the meeting fails in practice, tried: F28–F32. Each with its lawful neighbour, which is not blocked."""

from dataclasses import replace

import pytest

from decision_flow.collective_discussion import commands as meeting
from decision_flow.collective_discussion.papers import differences
from decision_flow.command import REGISTRY
from decision_flow.terms import Outcome, Presence, Role, Stage, StageStatus, View
from tests import lawful
from tests.statute.matters import DAY, Matter, findings
from tests.statute.test_art_29_to_37_meeting_and_issue import (
    DEPUTIES,
    HERE,
    MAYOR,
    OFFICE,
    SECRETARY,
    attendance,
    before_the_meeting,
    decide,
    discussed,
    lacking_for_issue,
    placed,
    ready_to_issue,
    sign_off,
    view,
)
from tests.world import HEAD as CHAIR
from tests.world import World

STRANGER = "0190a000-0000-7000-8000-0000000000ee"


def on_record(matter: Matter) -> str:
    """The record filed; its digest."""
    record = matter.document("会议记录")
    matter.do(meeting.FileMeetingRecord(decision_id=matter.id, record_sha256=record), SECRETARY)
    return record


def test_f28_no_act_adopts_a_draft_outside_a_meeting(house: World):
    """Only two commands sign the discussion, and both ask for a meeting whose members were heard."""
    signing = {command for command, asked in REGISTRY.items() if asked.signs is Stage.COLLECTIVE_DISCUSSION}
    assert signing == {meeting.DecideAtMeeting, meeting.DecideInWriting}
    matter = before_the_meeting(house)
    refused = findings(matter.lacks(decide(matter), MAYOR))
    assert (refused["CD-30-SESSION"], refused["CD-30-DECIDES"]) == ("no_meeting", "no_attendance")


def test_f28_circulation_for_single_signatures_is_no_meeting(house: World):
    matter = before_the_meeting(house)
    circulated = matter.agenda(forum="传签")
    assert findings(matter.lacks(circulated, SECRETARY)) == {"CD-30-FORUM": "other_forum"}
    in_writing = meeting.DecideInWriting(
        decision_id=matter.id,
        draft_sha256=matter.draft,
        record_sha256=matter.document("签批单"),
        outcome=Outcome.ADOPTED,
        reason=None,
        ordered_amendments=(),
    )
    assert findings(matter.lacks(in_writing, MAYOR))["CD-30-WRITING"] == "no_attendance"


def test_f28_lawful_neighbour_an_absent_member_may_write_and_is_not_counted(house: World):
    matter = placed(house)
    matter.do(attendance(matter, Presence.PRESENT, Presence.ON_LEAVE), SECRETARY)
    written = meeting.ReadOutWrittenView(
        decision_id=matter.id, person_id=DEPUTIES[1], words="示例：不同意", document_sha256=matter.document("书面意见")
    )
    matter.do(written, SECRETARY)
    for person in (DEPUTIES[0], CHAIR):
        matter.do(view(matter, person), SECRETARY)
    assert matter.do(decide(matter), MAYOR).seq


@pytest.mark.parametrize(
    ("forum", "code"),
    [
        ("市长办公会", "other_forum"),
        ("专题会议", "other_forum"),
        ("党组会", "party_meeting"),
        ("党委会", "party_meeting"),
    ],
)
def test_f29_the_wrong_body_does_not_discuss_the_draft(house: World, forum, code):
    matter = before_the_meeting(house)
    assert findings(matter.lacks(matter.agenda(forum=forum), SECRETARY)) == {"CD-30-FORUM": code}


@pytest.mark.parametrize("forum", ["政府常务会议", "政府全体会议"])
def test_f29_lawful_neighbour_executive_meeting_and_plenary_discuss_it(house: World, forum):
    matter = before_the_meeting(house)
    assert matter.do(matter.agenda(forum=forum), SECRETARY).seq


def test_f30_the_head_does_not_speak_first(house: World):
    matter = placed(house)
    matter.do(attendance(matter, Presence.PRESENT), SECRETARY)
    assert findings(matter.lacks(view(matter, CHAIR), SECRETARY)) == {"CD-30-HEAD-WAITS": "others_first"}


def test_f30_a_view_is_not_put_before_one_that_was_spoken_earlier(house: World):
    matter = placed(house)
    matter.do(attendance(matter, Presence.PRESENT, Presence.PRESENT), SECRETARY)
    matter.do(view(matter, DEPUTIES[0]), SECRETARY)
    earlier = replace(
        view(matter, DEPUTIES[1]), occurred_at=lawful.morning(matter.today).replace(hour=0), late_reason="示例"
    )
    assert findings(matter.lacks(earlier, SECRETARY)) == {"CD-30-ORDER": "out_of_order"}
    assert matter.do(view(matter, DEPUTIES[1]), SECRETARY).seq


def test_f30_the_head_does_not_depart_from_the_majority_without_a_reason(house: World):
    matter = discussed(house, View.DISAGREE, View.DISAGREE, View.AGREE)
    assert findings(matter.lacks(decide(matter), MAYOR)) == {"CD-30-DEPARTURE": "no_reason"}


def test_f30_lawful_neighbour_the_chair_opens_with_a_remark_and_departs_with_a_reason(house: World):
    matter = placed(house)
    matter.do(attendance(matter, Presence.PRESENT), SECRETARY)
    matter.do(meeting.RecordOpeningRemark(decision_id=matter.id, words="示例：今天讨论某规划"), SECRETARY)
    for person, said in ((DEPUTIES[0], View.DISAGREE), (CHAIR, View.AGREE)):
        matter.do(view(matter, person, said), SECRETARY)
    assert matter.do(decide(matter, departure_reason="示例理由"), MAYOR).seq


def dissented(house: World) -> tuple[Matter, str]:
    """Adopted against one voice, the record filed."""
    matter = discussed(house, View.AGREE, View.AGREE, View.DISAGREE)
    matter.do(decide(matter), MAYOR)
    return matter, on_record(matter)


def test_f31_dissent_that_its_holder_has_not_confirmed_holds_the_issue(house: World):
    matter, record = dissented(house)
    matter.do(meeting.SignMeetingRecord(decision_id=matter.id, record_sha256=record), MAYOR)
    ready_to_issue(matter)
    assert lacking_for_issue(matter) == {"CD-30-DISSENT": "unconfirmed"}
    other = meeting.ConfirmDissent(decision_id=matter.id, record_sha256=record, correction=None)
    agreed = matter.person(DEPUTIES[0], Role.MEETING_MEMBER)
    assert findings(matter.lacks(other, agreed)) == {"CD-30-OWN-WORDS": "no_dissent"}


@pytest.mark.parametrize("correction", [None, "示例：本人的意见是先试点"])
def test_f31_lawful_neighbour_who_dissented_confirms_or_corrects_his_words(house: World, correction):
    matter, record = dissented(house)
    said = meeting.ConfirmDissent(decision_id=matter.id, record_sha256=record, correction=correction)
    matter.do(said, matter.person(DEPUTIES[2], Role.MEETING_MEMBER))
    matter.do(meeting.SignMeetingRecord(decision_id=matter.id, record_sha256=record), MAYOR)
    ready_to_issue(matter)
    assert matter.do(sign_off(matter), OFFICE).seq


def test_f31_lawful_neighbour_silence_is_noted_and_is_no_veto(house: World):
    matter, record = dissented(house)
    noted = meeting.NoteUnconfirmedDissent(
        decision_id=matter.id, person_id=DEPUTIES[2], record_sha256=record, reason="示例：出差在外"
    )
    matter.do(noted, SECRETARY)
    matter.do(meeting.SignMeetingRecord(decision_id=matter.id, record_sha256=record), MAYOR)
    ready_to_issue(matter)
    assert matter.do(sign_off(matter), OFFICE).seq


def minuted(house: World, **stated) -> tuple[Matter, meeting.IssueMeetingMinutes]:
    """Adopted against one voice, the record signed, minutes drafted."""
    matter, record = dissented(house)
    matter.do(meeting.SignMeetingRecord(decision_id=matter.id, record_sha256=record), MAYOR)
    drafted = lawful.minutes(matter, matter.id, matter.draft, **stated)
    matter.do(drafted, SECRETARY)
    return matter, meeting.IssueMeetingMinutes(decision_id=matter.id, minutes_sha256=drafted.minutes_sha256)


DISSENT = (meeting.MinutesView(person_id=DEPUTIES[2], view=View.DISAGREE),)


@pytest.mark.parametrize(
    ("stated", "place"),
    [
        ({}, f"view:{DEPUTIES[2]}"),
        ({"views": (meeting.MinutesView(person_id=DEPUTIES[2], view=View.AGREE),)}, f"view:{DEPUTIES[2]}"),
        ({"views": (*DISSENT, meeting.MinutesView(person_id=STRANGER, view=View.AGREE))}, f"view:{STRANGER}"),
        ({"views": DISSENT, "outcome": Outcome.DEFERRED}, "outcome"),
        ({"views": DISSENT, "ordered_amendments": ("示例",)}, "minutes_amendment:1"),
        ({"views": DISSENT, "forum": "政府全体会议"}, "forum"),
    ],
)
def test_f31_minutes_that_differ_from_the_record_are_not_issued(house: World, stated, place):
    matter, issue = minuted(house, **stated)
    refused = matter.lacks(issue, OFFICE)
    assert findings(refused) == {"CD-30-DIFFERENCES": "unexplained"}
    assert refused["CD-30-DIFFERENCES"].values["places"] == [place]
    held = matter.case("collective_discussion").collective_discussion.meeting
    assert held is not None and held.minutes is not None
    if place == f"view:{DEPUTIES[2]}":
        assert refused["CD-30-DIFFERENCES"].values["about"] == [held.member(DEPUTIES[2]).name]
    assert [one.place for one in differences(held, held.minutes)] == [place]


def test_f31_lawful_neighbour_minutes_agree_with_the_record_or_explain_the_difference(house: World):
    matter, issue = minuted(house, views=DISSENT)
    assert matter.do(issue, OFFICE).seq
    why = meeting.DifferenceExplained(place=f"view:{DEPUTIES[2]}", explanation="示例：纪要只载议定事项")
    other, issue = minuted(house, explanations=(why,))
    assert other.do(issue, OFFICE).seq


def test_f31_the_record_itself_is_not_issued_as_the_minutes(house: World):
    matter, record = dissented(house)
    matter.do(meeting.SignMeetingRecord(decision_id=matter.id, record_sha256=record), MAYOR)
    same = replace(lawful.minutes(matter, matter.id, matter.draft, views=DISSENT), minutes_sha256=record)
    assert findings(matter.lacks(same, SECRETARY)) == {"CD-30-TWO": "the_record"}


def test_f32_an_attendee_is_not_counted_as_a_member(house: World):
    matter = placed(house)
    listed = attendance(matter, Presence.PRESENT)
    invited = replace(listed.members[1], person_id=STRANGER, name="示例局长")
    refused = matter.lacks(replace(listed, members=(*listed.members, invited)), SECRETARY)
    assert findings(refused) == {"CD-30-MEMBERS": "no_members"}
    assert refused["CD-30-MEMBERS"].values["members"] == ["示例局长"]
    assert "CD-30-SPEAKER" in matter.lacks(view(matter, STRANGER), SECRETARY)


def test_f32_a_member_is_not_left_out_and_one_whose_post_ended_is_none(house: World):
    matter = placed(house)
    ended = {"starts_on": matter.today - 30 * DAY, "ends_on": matter.today - DAY}
    listed = attendance(matter, Presence.PRESENT, Presence.PRESENT)
    matter.appointed(STRANGER, Role.MEETING_MEMBER, "副市长", **ended)
    former = replace(listed.members[1], person_id=STRANGER)
    assert findings(matter.lacks(replace(listed, members=(*listed.members, former)), SECRETARY)) == {
        "CD-30-MEMBERS": "no_members"
    }
    assert findings(matter.lacks(replace(listed, members=listed.members[:2]), SECRETARY)) == {
        "CD-30-MEMBERS": "left_out"
    }
    assert matter.do(listed, SECRETARY).seq


def test_f32_a_quorum_that_is_set_is_met_by_members_only(house: World):
    matter = placed(house)
    listed = attendance(matter, Presence.PRESENT, Presence.ON_LEAVE, Presence.ON_LEAVE, Presence.ON_LEAVE)
    quorum = meeting.StatedQuorum(fraction="1/2", basis="示例：《市政府工作规则》第×条")
    invited = tuple(meeting.Attendee(name=f"示例{number}", unit="示例局") for number in range(20))
    matter.do(replace(listed, quorum=quorum, attendees=invited), SECRETARY)
    for person in (DEPUTIES[0], CHAIR):
        matter.do(view(matter, person), SECRETARY)
    refused = matter.lacks(decide(matter), MAYOR)
    assert findings(refused) == {"CD-30-QUORUM": "not_met"}
    assert (refused["CD-30-QUORUM"].values["present"], refused["CD-30-QUORUM"].values["members"]) == (2, 5)


def test_f32_lawful_neighbour_attendees_stand_apart_and_no_quorum_is_invented(house: World):
    """The Regulations set no quorum: where nobody has read the local one it is shown as unread, and nothing stops."""
    matter = placed(house)
    invited = (meeting.Attendee(name="示例局长", unit="示例局"),)
    listed = attendance(matter, Presence.PRESENT, Presence.ON_LEAVE, Presence.ON_LEAVE)
    matter.do(replace(listed, attendees=invited), SECRETARY)
    for person in (DEPUTIES[0], CHAIR):
        matter.do(view(matter, person), SECRETARY)
    matter.do(decide(matter), MAYOR)
    assert matter.row(HERE).status is StageStatus.PASSED
