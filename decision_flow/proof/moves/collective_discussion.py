"""Collective discussion: the agenda, members, views, the decision, the record. Each domain is a few values."""

from decision_flow.collective_discussion import commands as meeting
from decision_flow.proof.matter import DECISION, DEPUTY, HEAD, KIN, MEMBERS, PAPER, wearing_every_hat
from decision_flow.proof.move import Asked, Moment, move, never_by
from decision_flow.terms import Outcome, Presence, Role, View

SECRETARY = wearing_every_hat(Role.MEETING_SECRETARY)


@move("place on the agenda", meeting.PlaceOnAgenda)
def place(moment: Moment) -> Asked:
    former = moment.case.collective_discussion.meeting
    if former is not None and former.outcome is None and former.draft_sha256 == moment.sha256:
        return ()
    kinds = moment.law.value("collective_discussion.pack_contents")
    pack = (meeting.PackDocument(kind=one, document_sha256=PAPER) for one in kinds if one != "draft")
    (forum, *_) = moment.law.value_for("collective_discussion.forums", moment.case.organ_kind)
    placed = meeting.PlaceOnAgenda(
        decision_id=DECISION,
        forum=forum,
        held_on=moment.on,
        pack=(meeting.PackDocument(kind="draft", document_sha256=moment.sha256), *pack),
    )
    return [(Role.MEETING_SECRETARY, placed)]


@move("record attendance", meeting.RecordAttendance)
def attend(moment: Moment) -> Asked:
    seats = {HEAD: Presence.PRESENT, DEPUTY: Presence.PRESENT, KIN: Presence.RECUSED}
    members = tuple(
        meeting.MemberPresence(
            person_id=one, name=MEMBERS[one], title="示例", is_head=one == HEAD, presence=seat, note="示例"
        )
        for one, seat in seats.items()
    )
    return [(Role.MEETING_SECRETARY, meeting.RecordAttendance(decision_id=DECISION, members=members))]


@move("hear the legality body", meeting.RecordLawStudied, meeting.RecordLegalityBodyHeard)
def hear(moment: Moment) -> Asked:
    held = moment.case.collective_discussion.meeting
    if held is None or held.legality_body_heard:
        return ()
    studied = meeting.RecordLawStudied(decision_id=DECISION, studied_on=moment.on, attendance="示例", texts=("示例",))
    heard = meeting.RecordLegalityBodyHeard(decision_id=DECISION, spoke=True, speaker="示例", gist="示例")
    return [(Role.MEETING_SECRETARY, studied), (Role.MEETING_SECRETARY, heard)]


def _speaks(person_id: str, *, is_excluded: bool = False) -> None:
    @move(f"view of the {person_id}", meeting.RecordView, is_excluded=is_excluded)
    def speak(moment: Moment) -> Asked:
        held = moment.case.collective_discussion.meeting
        seated = held.member(person_id) if held else None
        if seated is None or seated.sequence is not None:
            return ()
        said = meeting.RecordView(decision_id=DECISION, person_id=person_id, view=View.AGREE, words="示例")
        return [(Role.MEETING_SECRETARY, said)]


_speaks(DEPUTY)
_speaks(HEAD)
_speaks(KIN, is_excluded=True)


def _decides(outcome: Outcome) -> None:
    goes_on = outcome is Outcome.ADOPTED

    @move(f"decide: {outcome}", meeting.DecideAtMeeting)
    def decide(moment: Moment) -> Asked:
        held = moment.case.collective_discussion.meeting
        goes_wrong = outcome in (Outcome.REDISCUSS, Outcome.DEFERRED)
        if held is None or (not goes_on and not moment.may_go_wrong) or (goes_wrong and held.number > 1):
            return ()
        said = meeting.DecideAtMeeting(
            decision_id=DECISION,
            draft_sha256=moment.sha256,
            outcome=outcome,
            departure_reason=None if goes_on else "示例",
            reason=None if goes_on or outcome is Outcome.ADOPTED_IN_PRINCIPLE else "示例",
            ordered_amendments=("示例修改",) if outcome is Outcome.ADOPTED_IN_PRINCIPLE else (),
            awaited="示例" if outcome is Outcome.DEFERRED else None,
        )
        return [(Role.ADMINISTRATIVE_HEAD, said)]


for _outcome in Outcome:
    _decides(_outcome)


@move("file the record", meeting.FileMeetingRecord)
def file_record(moment: Moment) -> Asked:
    held = moment.case.collective_discussion.meeting
    if held is None or held.record_sha256 is not None:
        return ()
    return [(Role.MEETING_SECRETARY, meeting.FileMeetingRecord(decision_id=DECISION, record_sha256=PAPER))]


@move("sign the record", meeting.SignMeetingRecord)
def sign_record(moment: Moment) -> Asked:
    held = moment.case.collective_discussion.meeting
    if held is None or held.record_signed:
        return ()
    return [(Role.ADMINISTRATIVE_HEAD, meeting.SignMeetingRecord(decision_id=DECISION, record_sha256=PAPER))]


never_by(sign_record, SECRETARY)
