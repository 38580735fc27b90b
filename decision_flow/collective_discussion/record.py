"""会议记录、会议纪要、不同意见: acts on the papers of a meeting as row changes (Art. 30(3), 38; ruling 46)."""

from collections.abc import Iterator
from typing import Any

from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion import commands as asked
from decision_flow.collective_discussion import papers, rules
from decision_flow.collective_discussion.handlers import SECRETARY, SLICE, at, of_meeting
from decision_flow.command import Act, Change, Insert, Update, handles
from decision_flow.decision.rules import decision_is_started
from decision_flow.terms import Role


@handles(
    asked.FileMeetingRecord,
    by=SECRETARY,
    slices=SLICE,
    rules=(decision_is_started, rules.record_is_of_a_decided_meeting),
)
def file_meeting_record(act: Act, case: CaseFile) -> Iterator[Change]:
    """Filing it in one's own account is the recorder's signature."""
    yield of_meeting(
        case,
        {
            "record_sha256": act.command.record_sha256,
            "recorded_by": act.actor.id,
            "recorder_name": act.actor.name,
            "record_filed_at": act.occurred_at,
        },
    )


@handles(
    asked.SignMeetingRecord,
    by={Role.ADMINISTRATIVE_HEAD, Role.MEETING_MEMBER},
    slices=SLICE,
    rules=(decision_is_started, rules.chair_signs_the_record_filed, rules.record_is_signed_by_two_persons),
)
def sign_meeting_record(act: Act, case: CaseFile) -> Iterator[Change]:
    """The chair's signature; the publication waits for it."""
    yield of_meeting(
        case,
        {"record_signed_by": act.actor.id, "record_signed_name": act.actor.name, "record_signed_at": act.occurred_at},
    )


@handles(
    asked.ConfirmDissent,
    by={Role.MEETING_MEMBER, Role.ADMINISTRATIVE_HEAD},
    slices=SLICE,
    rules=(decision_is_started, papers.dissenter_answers_for_his_own_words),
)
def confirm_dissent(act: Act, case: CaseFile) -> Iterator[Change]:
    """His word on his words, once for each record that was filed; a correction stands beside them."""
    yield _answered(act, case, act.actor.id, {"by_himself": True, "correction": act.command.correction})


@handles(
    asked.NoteUnconfirmedDissent,
    by=SECRETARY,
    slices=SLICE,
    rules=(decision_is_started, papers.recorder_notes_a_silent_dissenter),
)
def note_unconfirmed_dissent(act: Act, case: CaseFile) -> Iterator[Change]:
    """Why he has not; he may still do so."""
    yield _answered(act, case, act.command.person_id, {"by_himself": False, "reason": act.command.reason})


@handles(
    asked.DraftMeetingMinutes,
    by=SECRETARY,
    slices=SLICE,
    rules=(decision_is_started, papers.minutes_are_drawn_from_the_signed_record, papers.minutes_are_another_paper),
)
def draft_meeting_minutes(act: Act, case: CaseFile) -> Iterator[Change]:
    """The next draft of the minutes on this item."""
    asks: asked.DraftMeetingMinutes = act.command
    meeting = case.collective_discussion.meeting
    former = meeting.minutes if meeting else None
    yield Insert(
        "meeting_minutes",
        {
            "decision_id": case.decision_id,
            **at(case, "meeting"),
            "number": former.number + 1 if former else 1,
            "minutes_sha256": asks.minutes_sha256,
            "forum": asks.forum,
            "held_on": asks.held_on,
            "draft_sha256": asks.draft_sha256,
            "views": asks.views,
            "outcome": asks.outcome,
            "ordered_amendments": asks.ordered_amendments,
            "explanations": asks.explanations,
            "drafted_at": act.occurred_at,
            **act.signature,
        },
    )


@handles(
    asked.IssueMeetingMinutes,
    by={Role.ADMINISTRATIVE_HEAD, Role.OFFICE_HEAD},
    slices=SLICE,
    rules=(decision_is_started, papers.differences_are_explained_or_mended),
)
def issue_meeting_minutes(act: Act, case: CaseFile) -> Iterator[Change]:
    """The latest draft is issued."""
    meeting = case.collective_discussion.meeting
    number = meeting.minutes.number if meeting and meeting.minutes else 0
    yield Update(
        "meeting_minutes",
        {**at(case, "meeting"), "number": number},
        {
            "issued_at": act.occurred_at,
            "issued_by": act.actor.id,
            "issued_name": act.actor.name,
            "issued_post": act.post.title,
        },
    )


def _answered(act: Act, case: CaseFile, person_id: str, said: dict[str, Any]) -> Insert:
    return Insert(
        "dissent_confirmation",
        {
            "decision_id": case.decision_id,
            **at(case, "meeting"),
            "person_id": person_id,
            "record_sha256": act.command.record_sha256,
            **said,
            "stated_at": act.occurred_at,
            **act.signature,
        },
    )
