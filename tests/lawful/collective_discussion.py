"""Agenda, views, decision, record."""

from collections.abc import Generator
from datetime import date

from decision_flow.collective_discussion import commands as meeting
from decision_flow.terms import (
    Outcome,
    Presence,
    Role,
    View,
)
from tests.lawful.organ import DEPUTY
from tests.lawful.steps import Step, Steps, act, but_the_last
from tests.world import HEAD, START, World


def on_agenda(world: World, case: str, draft: str, held_on: date) -> Steps:
    """The pack on the agenda of the executive meeting."""
    kinds = (
        "fair_competition",
        "public_opinion_adoption",
        "expert_opinion_adoption",
        "risk_report",
        "legality_opinion",
    )
    papers = tuple(meeting.PackDocument(kind=kind, document_sha256=world.document(kind)) for kind in kinds)
    placed = meeting.PlaceOnAgenda(
        decision_id=case,
        forum="政府常务会议",
        held_on=held_on,
        pack=(meeting.PackDocument(kind="draft", document_sha256=draft), *papers),
    )
    yield from act(world, placed, Role.MEETING_SECRETARY)


def discussed(world: World, case: str, studied_on: date, view: View = View.AGREE) -> Steps:
    """Study, legality body, attendance, views with the head last: ready to be decided."""
    secretary = Role.MEETING_SECRETARY
    members = tuple(
        meeting.MemberPresence(
            person_id=person,
            name=f"示例{title}",
            title=title,
            is_head=person == HEAD,
            presence=Presence.PRESENT,
            note=None,
        )
        for person, title in ((HEAD, "市长"), (DEPUTY, "副市长"))
    )
    yield from act(world, meeting.RecordAttendance(decision_id=case, members=members), secretary)
    studied = meeting.RecordLawStudied(
        decision_id=case, studied_on=studied_on, attendance="示例", texts=("重大行政决策程序暂行条例",)
    )
    yield from act(world, studied, secretary)
    heard = meeting.RecordLegalityBodyHeard(decision_id=case, spoke=True, speaker="示例", gist="示例")
    yield from act(world, heard, secretary)
    for person in (DEPUTY, HEAD):
        said = meeting.RecordView(decision_id=case, person_id=person, view=view, words="示例发言")
        yield from act(world, said, secretary)


def decided(world: World, case: str, draft: str, outcome: Outcome) -> Steps:
    """The head's decision, and the record with two signatures."""
    amendments = ("示例修改一",) if outcome is Outcome.ADOPTED_IN_PRINCIPLE else ()
    decide = meeting.DecideAtMeeting(
        decision_id=case,
        draft_sha256=draft,
        outcome=outcome,
        departure_reason=None,
        reason=None if outcome in (Outcome.ADOPTED, Outcome.ADOPTED_IN_PRINCIPLE) else "示例",
        ordered_amendments=amendments,
    )
    yield from act(world, decide, Role.ADMINISTRATIVE_HEAD)
    record = world.document("会议记录")
    yield from act(world, meeting.FileMeetingRecord(decision_id=case, record_sha256=record), Role.MEETING_SECRETARY)
    yield from act(world, meeting.SignMeetingRecord(decision_id=case, record_sha256=record), Role.ADMINISTRATIVE_HEAD)


def discussion_but_the_last(world: World, case: str, draft: str) -> Generator[Step, None, Step]:
    """The meeting, ready for the head's decision, which is returned."""
    held_on = (world.when or START).date()
    yield from on_agenda(world, case, draft, held_on)
    yield from discussed(world, case, held_on)
    return (yield from but_the_last(world, decided(world, case, draft, Outcome.ADOPTED), meeting.DecideAtMeeting))
