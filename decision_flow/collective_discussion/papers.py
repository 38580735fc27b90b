"""会议记录 and 会议纪要: two papers, compared; dissent confirmed by who holds it. Art. 30(3), 38(2); ruling 46."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion.facts import MeetingFacts, MinutesFacts
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, rule, satisfied
from decision_flow.terms import Role, Stage, View

SECRETARY, MEMBER, HEAD, OFFICE = (
    Role.MEETING_SECRETARY,
    Role.MEETING_MEMBER,
    Role.ADMINISTRATIVE_HEAD,
    Role.OFFICE_HEAD,
)
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Difference:
    """One place in which the minutes are not what the record says; empty where one of them says nothing.

    `place` is what an explanation cites; `about` is the same to a reader: the member's name, the text that was
    ordered, or which item of the record it is.
    """

    place: str
    about: str
    record: str
    minutes: str


def differences(meeting: MeetingFacts, minutes: MinutesFacts) -> tuple[Difference, ...]:
    """The difference report: item, views, outcome and ordered changes of the record against those of the minutes.

    Minutes need not repeat every view, but each that they state is the recorded one, and no dissent is left out.
    """
    return (
        tuple(_of_the_item(meeting, minutes)) + tuple(_of_views(meeting, minutes)) + tuple(_ordered(meeting, minutes))
    )


def _of_the_item(meeting: MeetingFacts, minutes: MinutesFacts) -> Iterator[Difference]:
    for name in ("forum", "held_on", "draft_sha256", "outcome"):
        recorded, stated = (str(getattr(of, name) or "") for of in (meeting, minutes))
        if recorded != stated:
            yield Difference(name, name, recorded, stated)


def _of_views(meeting: MeetingFacts, minutes: MinutesFacts) -> Iterator[Difference]:
    recorded = {member.person_id: member.view for member in meeting.members if member.view is not None}
    names = {member.person_id: member.name for member in meeting.members}
    for person, stated in minutes.views.items():
        if recorded.get(person) is not stated:
            yield Difference(f"view:{person}", names.get(person, person), str(recorded.get(person) or ""), str(stated))
    for person, view in recorded.items():
        if person not in minutes.views and view in (View.DISAGREE, View.RESERVE):
            yield Difference(f"view:{person}", names[person], str(view), "")


def _ordered(meeting: MeetingFacts, minutes: MinutesFacts) -> Iterator[Difference]:
    for number, ordered in enumerate(meeting.ordered_amendments, start=1):
        if ordered not in minutes.ordered_amendments:
            yield Difference(f"amendment:{number}", ordered, ordered, "")
    for number, stated in enumerate(minutes.ordered_amendments, start=1):
        if stated not in meeting.ordered_amendments:
            yield Difference(f"minutes_amendment:{number}", stated, "", stated)


def unexplained(meeting: MeetingFacts) -> tuple[Difference, ...]:
    """The places in which the latest minutes differ from the record without an explanation."""
    if meeting.minutes is None:
        return ()
    told = meeting.minutes.explanations
    return tuple(one for one in differences(meeting, meeting.minutes) if one.place not in told)


@rule("CD-30-DRAWN", article="30(3)")
def minutes_are_drawn_from_the_signed_record(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The minutes are drafted from the record that the chair has signed, until they are issued."""
    meeting = case.collective_discussion.meeting
    if meeting is None or not meeting.record_signed:
        return lacking("no_record", cure_by=(SECRETARY, HEAD))
    issued = meeting.minutes is not None and meeting.minutes.is_issued
    return lacking("issued", cure_by=SECRETARY) if issued else satisfied()


@rule("CD-30-TWO", article="30(3)")
def minutes_are_another_paper(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """会议记录 and 会议纪要 are two papers: the full record is internal and is not issued as the minutes."""
    meeting = case.collective_discussion.meeting
    same = meeting is not None and meeting.record_sha256 == act.command.minutes_sha256
    return lacking("the_record", cure_by=SECRETARY) if same else satisfied()


@rule("CD-30-DIFFERENCES", article="30(3)")
def differences_are_explained_or_mended(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Minutes are issued when they say what the record says, or each difference is explained."""
    meeting = case.collective_discussion.meeting
    if meeting is None or meeting.minutes is None:
        return lacking("no_minutes", cure_by=SECRETARY)
    if meeting.minutes.minutes_sha256 != act.command.minutes_sha256:
        return lacking("other_minutes", cure_by=SECRETARY)
    if meeting.minutes.is_issued:
        return lacking("issued", cure_by=SECRETARY)
    untold = unexplained(meeting)[:SHOWN]
    if not untold:
        return satisfied()
    places, about = [one.place for one in untold], [one.about for one in untold]
    return lacking("unexplained", cure_by=SECRETARY, places=places, about=about)


@rule("CD-30-OWN-WORDS", article="30(3)")
def dissenter_answers_for_his_own_words(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A member who did not agree answers for his own words in the record as filed, before the chair signs it."""
    return _answers_to_the_record(act, case, act.actor.id)


@rule("CD-30-NOTED", article="30(3)")
def recorder_notes_a_silent_dissenter(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Where a dissenter has not confirmed his words, the recorder notes why: nobody has a veto by silence."""
    finding = _answers_to_the_record(act, case, act.command.person_id)
    meeting = case.collective_discussion.meeting
    member = meeting.member(act.command.person_id) if meeting else None
    if member is not None and member.words_answered:
        return lacking("answered", cure_by=SECRETARY, member=member.name)
    return finding


def _answers_to_the_record(act: Act, case: CaseFile, person_id: str) -> Finding:
    meeting = case.collective_discussion.meeting
    if meeting is None or meeting.record_sha256 is None:
        return lacking("not_filed", cure_by=SECRETARY)
    if meeting.record_sha256 != act.command.record_sha256:
        return lacking("other_record", cure_by=SECRETARY)
    member = meeting.member(person_id)
    if member is None or not member.dissents:
        return lacking("no_dissent", cure_by=SECRETARY)
    return satisfied()


@rule("CD-30-DISSENT", article="30(3)", gate=Stage.PUBLICATION)
def dissent_is_confirmed(case: CaseFile, law: Law, on: date) -> Finding:
    """Dissent stands in the record as it was said: each who disagreed has confirmed it, or it is noted why not."""
    meeting = case.collective_discussion.meeting
    if meeting is None or meeting.record_sha256 is None:
        return lacking("not_filed", cure_by=SECRETARY)
    open_ones = [member.name for member in meeting.dissenters if not member.words_answered]
    return lacking("unconfirmed", cure_by=(MEMBER, SECRETARY), members=open_ones[:SHOWN]) if open_ones else satisfied()
