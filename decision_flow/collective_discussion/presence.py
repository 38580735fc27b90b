"""出席、缺席、回避: who takes part in the item, as row changes (Art. 30; rulings 39, 41)."""

from collections.abc import Iterator, Mapping
from typing import Any

from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion import attendance, rules
from decision_flow.collective_discussion import commands as asked
from decision_flow.collective_discussion.handlers import SECRETARY, SLICE, at, of_meeting, stage_is_open
from decision_flow.command import Act, Change, Insert, handles

WITH_MEMBERS = ("meeting_membership", *SLICE)


@handles(
    asked.RecordAttendance,
    by=SECRETARY,
    slices=WITH_MEMBERS,
    rules=(
        stage_is_open,
        rules.meeting_is_in_session,
        rules.attendance_is_recorded_once_with_one_head,
        attendance.those_listed_are_the_members_of_that_day,
        attendance.recusal_is_reasoned,
        attendance.who_presides_may_do_so,
        attendance.quorum_is_stated_only_where_nobody_read_it,
    ),
)
def record_attendance(act: Act, case: CaseFile) -> Iterator[Change]:
    """A row for each member, in the order given; attendees, who presides and a typed quorum with the meeting."""
    asks: asked.RecordAttendance = act.command
    said: dict[str, Any] = {"attendees": asks.attendees}
    if asks.presiding is not None:
        said |= _presides(asks.presiding, {one.person_id: one.name for one in asks.members})
    if asks.quorum is not None:
        said |= {"quorum_stated": asks.quorum.fraction, "quorum_basis": asks.quorum.basis}
    yield of_meeting(case, said)
    for position, member in enumerate(act.command.members, start=1):
        yield Insert(
            "meeting_member",
            {
                "decision_id": case.decision_id,
                **at(case, "meeting"),
                "position": position,
                "person_id": member.person_id,
                "name": member.name,
                "title": member.title,
                "is_head": member.is_head,
                "presence": member.presence,
                "note": member.note,
            },
        )


@handles(
    asked.RecordRecusal,
    by=SECRETARY,
    slices=WITH_MEMBERS,
    rules=(
        stage_is_open,
        rules.meeting_is_in_session,
        attendance.who_withdraws_is_a_member_once,
        attendance.who_presides_may_do_so,
        attendance.who_presides_is_said_anew_only_when_he_withdraws,
    ),
)
def record_recusal(act: Act, case: CaseFile) -> Iterator[Change]:
    """He stays on the list of members; where he presided, or is the head, another does or the item waits."""
    asks: asked.RecordRecusal = act.command
    yield Insert(
        "recusal",
        {
            "decision_id": case.decision_id,
            **at(case, "meeting"),
            "person_id": asks.person_id,
            "recusal_reason": asks.reason,
            "recused_at": act.occurred_at,
            "recorded_by": act.actor.id,
        },
    )
    meeting = case.collective_discussion.meeting
    if meeting is not None and attendance.presiding_ends(case, asks.person_id):
        yield of_meeting(case, _presides(asks.presiding, {one.person_id: one.name for one in meeting.members}))


def _presides(one: asked.Presiding | None, names: Mapping[str, str]) -> dict[str, Any]:
    return {
        "presided_by": one.person_id if one else None,
        "presided_name": names[one.person_id] if one else None,
        "presiding_ground": one.ground if one else None,
        "presiding_document_sha256": one.document_sha256 if one else None,
        "presiding_rule_stated": one.rule_stated if one else None,
    }
