"""Agenda, views, decision, record."""

from collections.abc import Generator
from datetime import date

from decision_flow.collective_discussion import commands as meeting
from decision_flow.organ import commands as organ
from decision_flow.terms import (
    Outcome,
    Presence,
    Presides,
    Role,
    View,
)
from tests.lawful.organ import DEPUTY
from tests.lawful.papers import papers_rendered
from tests.lawful.steps import Step, Steps, act, but_the_last
from tests.world import HEAD, START, World

MORE = tuple(f"0190a000-0000-7000-8000-0000000000c{number}" for number in range(1, 6))


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
    attended = (meeting.Attendee(name="示例人", unit="示例局"),)
    yield from act(world, meeting.RecordAttendance(decision_id=case, members=members, attendees=attended), secretary)
    opening = meeting.RecordOpeningRemark(decision_id=case, words="示例：请逐一发表意见")
    yield from act(world, opening, secretary)
    studied = meeting.RecordLawStudied(
        decision_id=case, studied_on=studied_on, attendance="示例", texts=("重大行政决策程序暂行条例",)
    )
    yield from act(world, studied, secretary)
    heard = meeting.RecordLegalityBodyHeard(decision_id=case, spoke=True, speaker="示例", gist="示例")
    yield from act(world, heard, secretary)
    for person in (DEPUTY, HEAD):
        said = meeting.RecordView(decision_id=case, person_id=person, view=view, words="示例发言")
        yield from act(world, said, secretary)


def decided_outcome(world: World, case: str, draft: str, outcome: Outcome) -> Steps:
    """The head's decision."""
    yield from papers_rendered(world, case)
    amendments = ("示例修改一",) if outcome is Outcome.ADOPTED_IN_PRINCIPLE else ()
    decide = meeting.DecideAtMeeting(
        decision_id=case,
        draft_sha256=draft,
        outcome=outcome,
        departure_reason=None,
        reason=None if outcome in (Outcome.ADOPTED, Outcome.ADOPTED_IN_PRINCIPLE) else "示例",
        ordered_amendments=amendments,
        awaited="示例" if outcome is Outcome.DEFERRED else None,
    )
    yield from act(world, decide, Role.ADMINISTRATIVE_HEAD)


def decided(world: World, case: str, draft: str, outcome: Outcome) -> Steps:
    """The head's decision, and the record with two signatures."""
    yield from decided_outcome(world, case, draft, outcome)
    record = world.document("会议记录")
    yield from act(world, meeting.FileMeetingRecord(decision_id=case, record_sha256=record), Role.MEETING_SECRETARY)
    yield from act(world, meeting.SignMeetingRecord(decision_id=case, record_sha256=record), Role.ADMINISTRATIVE_HEAD)


def discussion_but_the_last(world: World, case: str, draft: str) -> Generator[Step, None, Step]:
    """The meeting, ready for the head's decision, which is returned."""
    held_on = (world.when or START).date()
    yield from on_agenda(world, case, draft, held_on)
    yield from discussed(world, case, held_on)
    return (yield from but_the_last(world, decided(world, case, draft, Outcome.ADOPTED), meeting.DecideAtMeeting))


def minutes(world: World, case: str, draft: str, **given: object) -> meeting.DraftMeetingMinutes:
    """Minutes that say what the record of a meeting of START says, unless told otherwise."""
    base: dict[str, object] = {
        "forum": "政府常务会议",
        "held_on": (world.when or START).date(),
        "views": (),
        "outcome": Outcome.ADOPTED,
        "ordered_amendments": (),
        "explanations": (),
    }
    paper = world.document("会议纪要")
    return meeting.DraftMeetingMinutes(
        decision_id=case,
        minutes_sha256=paper,
        draft_sha256=draft,
        **(base | given),  # type: ignore[arg-type]
    )


def minutes_issued(world: World, drafted: meeting.DraftMeetingMinutes) -> Steps:
    """Drafted by the secretary, issued by the head of the office."""
    yield from act(world, drafted, Role.MEETING_SECRETARY)
    issue = meeting.IssueMeetingMinutes(decision_id=drafted.decision_id, minutes_sha256=drafted.minutes_sha256)
    yield from act(world, issue, Role.OFFICE_HEAD)


def deferred_and_carried_over(world: World, case: str, draft: str, item: str, on: date) -> Steps:
    """Deferred with what it awaits, on record, and carried over into an item of the next catalog."""
    yield from on_agenda(world, case, draft, on)
    yield from decided_outcome(world, case, draft, Outcome.DEFERRED)
    record = world.document("暂缓的会议记录")
    yield from act(world, meeting.FileMeetingRecord(decision_id=case, record_sha256=record), Role.MEETING_SECRETARY)
    carried = meeting.CarryOverDeferredItem(decision_id=case, catalog_item_id=item, reason="示例：结转")
    yield from act(world, carried, Role.CATALOG_OFFICER)


def decided_in_writing(world: World, case: str, draft: str, on: date) -> Steps:
    """The head away, a mandated deputy presides and dissents; the head decides on the record put to him."""
    for person in MORE:
        post = organ.AppointPerson(
            organ_id=world.organ_id,
            person_id=person,
            name=f"示例{person[-2:]}",
            role=Role.MEETING_MEMBER,
            title="副市长",
            unit_id=None,
            starts_on=on,
            ends_on=on,
            document="示例任〔2026〕9号",
        )
        yield from act(world, post, Role.ADMINISTRATOR)
    yield from on_agenda(world, case, draft, on)
    yield from chaired_by_the_deputy(world, case, on)
    record = world.document("受委托主持的会议记录")
    yield from act(world, meeting.FileMeetingRecord(decision_id=case, record_sha256=record), Role.MEETING_SECRETARY)
    yield from papers_rendered(world, case)
    writes = meeting.DecideInWriting(
        decision_id=case,
        draft_sha256=draft,
        record_sha256=record,
        outcome=Outcome.ADOPTED,
        reason=None,
        ordered_amendments=(),
    )
    yield from act(world, writes, Role.ADMINISTRATIVE_HEAD)
    confirmed = meeting.ConfirmDissent(decision_id=case, record_sha256=record, correction=None)
    yield from act(world, confirmed, world.actor(Role.MEETING_MEMBER, DEPUTY))
    noted = meeting.NoteUnconfirmedDissent(
        decision_id=case, person_id=MORE[2], record_sha256=record, reason="示例：出差在外"
    )
    yield from act(world, noted, Role.MEETING_SECRETARY)
    signed = meeting.SignMeetingRecord(decision_id=case, record_sha256=record)
    yield from act(world, signed, world.actor(Role.MEETING_MEMBER, DEPUTY))
    stated = tuple(meeting.MinutesView(person_id=person, view=View.DISAGREE) for person in (DEPUTY, MORE[2]))
    yield from minutes_issued(world, minutes(world, case, draft, held_on=on, views=stated))


def chaired_by_the_deputy(world: World, case: str, on: date) -> Steps:
    """Attendance, study, legality body, a written view, and the views of who is present."""
    secretary, present = Role.MEETING_SECRETARY, Presence.PRESENT
    seats = {HEAD: Presence.ON_LEAVE, DEPUTY: present, **dict.fromkeys((*MORE[:3], MORE[4]), present)}
    seats[MORE[3]] = Presence.ON_LEAVE
    members = tuple(
        meeting.MemberPresence(
            person_id=person,
            name=f"示例{person[-2:]}",
            title="示例",
            is_head=person == HEAD,
            presence=seat,
            note="示例",
        )
        for person, seat in seats.items()
    )
    presiding = meeting.Presiding(
        person_id=DEPUTY,
        ground=Presides.MANDATED_DEPUTY,
        document_sha256=world.document("委托书"),
        rule_stated="示例：《市政府工作规则》第×条",
    )
    attended = meeting.RecordAttendance(decision_id=case, members=members, presiding=presiding)
    yield from act(world, attended, secretary)
    withdrawn = meeting.RecordRecusal(decision_id=case, person_id=MORE[4], reason="示例：近亲属在相关企业任职")
    yield from act(world, withdrawn, secretary)
    studied = meeting.RecordLawStudied(decision_id=case, studied_on=on, attendance="示例", texts=("示例",))
    yield from act(world, studied, secretary)
    heard = meeting.RecordLegalityBodyHeard(decision_id=case, spoke=False, speaker="示例", gist="示例")
    yield from act(world, heard, secretary)
    written = meeting.ReadOutWrittenView(
        decision_id=case, person_id=MORE[3], words="示例：书面同意", document_sha256=world.document("书面意见")
    )
    yield from act(world, written, secretary)
    for person in (*MORE[:3], DEPUTY):
        view = View.DISAGREE if person in (DEPUTY, MORE[2]) else View.AGREE
        said = meeting.RecordView(decision_id=case, person_id=person, view=view, words="示例发言")
        yield from act(world, said, secretary)
