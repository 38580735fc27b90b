"""Collective discussion: meetings, members, views."""

from dataclasses import replace
from typing import Any

from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion.facts import CollectiveDiscussionFacts, MeetingFacts, MemberFacts
from decision_flow.proof.fold import Row, begins, fold
from decision_flow.proof.table import Table
from decision_flow.terms import Stage


@fold("collective_discussion", "stage")
def _discussion_begins(facts: CollectiveDiscussionFacts, row: Row, kernel: CaseFile) -> CollectiveDiscussionFacts:
    return CollectiveDiscussionFacts() if begins(Stage.COLLECTIVE_DISCUSSION, row, kernel) else facts


@fold("collective_discussion", "meeting")
def _meeting(facts: CollectiveDiscussionFacts, row: Row, kernel: CaseFile) -> CollectiveDiscussionFacts:
    """Placed on the agenda; or what was written of it since."""
    if "pack" in row:
        pack = Table({paper.kind: paper.document_sha256 for paper in row["pack"]})
        placed = {name: row[name] for name in ("number", "forum", "held_on", "draft_sha256")}
        return CollectiveDiscussionFacts(meeting=MeetingFacts(**placed, pack=pack))
    return CollectiveDiscussionFacts(meeting=_written(facts.meeting, row)) if facts.meeting else facts


def _written(meeting: MeetingFacts, row: Row) -> MeetingFacts:
    known = ("outcome", "ordered_amendments", "studied_on", "record_sha256", "recorded_by")
    changed: dict[str, Any] = {name: row[name] for name in known if name in row}
    derived = {
        "legality_body_heard": "legality_body_spoke",
        "departure_explained": "departure_reason",
        "record_signed": "record_signed_at",
    }
    changed |= {name: row[column] is not None for name, column in derived.items() if column in row}
    return replace(meeting, **changed)


@fold("collective_discussion", "meeting_member")
def _member(facts: CollectiveDiscussionFacts, row: Row, kernel: CaseFile) -> CollectiveDiscussionFacts:
    if (meeting := facts.meeting) is None:
        return facts
    seated = MemberFacts(row["person_id"], row["name"], row["is_head"], row["presence"])
    return CollectiveDiscussionFacts(meeting=replace(meeting, members=(*meeting.members, seated)))


@fold("collective_discussion", "meeting_view")
def _view(facts: CollectiveDiscussionFacts, row: Row, kernel: CaseFile) -> CollectiveDiscussionFacts:
    if (meeting := facts.meeting) is None:
        return facts
    members = (
        replace(one, view=row["view"], sequence=row["sequence"]) if one.person_id == row["person_id"] else one
        for one in meeting.members
    )
    said = replace(meeting, members=tuple(members), last_spoken_at=row["spoken_at"])
    return CollectiveDiscussionFacts(meeting=said)
