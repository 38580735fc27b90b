"""Who is a member, who presides, and how many it takes: Art. 30(1), rulings 39 and 41, the body's working rules."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion.commands import MemberPresence, RecordRecusal
from decision_flow.collective_discussion.facts import MeetingFacts, MemberFacts
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import Presence, Presides, Role, Stage

SECRETARY, HEAD, ADMINISTRATOR = Role.MEETING_SECRETARY, Role.ADMINISTRATIVE_HEAD, Role.ADMINISTRATOR
WHEN_ABSENT, QUORUM = "collective_discussion.presiding_when_head_absent", "collective_discussion.quorum"
IN_ABSENCE = {
    "mandated_deputy_presides_head_decides": Presides.MANDATED_DEPUTY,
    "acting_head_decides": Presides.ACTING_HEAD,
}
RECUSED = frozenset({Presides.BY_MANDATE, Presides.HIGHER_ORGAN})


@rule("CD-30-MEMBERS", article="30(1)")
def those_listed_are_the_members_of_that_day(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Members are those appointed on the day of the meeting, all of them and nobody else (organic law 78)."""
    if case.collective_discussion.meeting is None:
        return not_applicable("no_meeting")
    appointed, listed = case.meeting_membership, {member.person_id: member for member in act.command.members}
    if not appointed.roles:
        return lacking("nobody_appointed", cure_by=ADMINISTRATOR)
    strangers = [member.name for person, member in listed.items() if person not in appointed.roles]
    if strangers:
        return lacking("no_members", cure_by=(SECRETARY, ADMINISTRATOR), members=strangers)
    left_out = [name for person, name in appointed.names.items() if person not in listed]
    if left_out:
        return lacking("left_out", cure_by=SECRETARY, members=left_out)
    named = [member.name for person, member in listed.items() if member.is_head and person not in appointed.heads()]
    return lacking("no_head", cure_by=SECRETARY, members=named) if named else satisfied()


@rule("CD-30-RECUSAL", article="30(2)")
def recusal_is_reasoned(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Who withdraws from an item for an interest says which; he is neither heard nor counted (ruling 41)."""
    silent = [one.name for one in act.command.members if one.presence is Presence.RECUSED and not one.note]
    return lacking("no_reason", cure_by=SECRETARY, members=silent) if silent else satisfied()


@rule("CD-30-WITHDRAWS", article="30(2)")
def who_withdraws_is_a_member_once(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A member whose attendance is recorded withdraws from the item once (ruling 41)."""
    meeting = case.collective_discussion.meeting
    if meeting is None or not meeting.members:
        return lacking("no_attendance", cure_by=SECRETARY)
    member = meeting.member(act.command.person_id)
    if member is None:
        return lacking("no_member", cure_by=SECRETARY)
    recused = member.presence is Presence.RECUSED
    return lacking("recused", cure_by=SECRETARY, member=member.name) if recused else satisfied()


@rule("CD-30-PRESIDES", article="30(1)")
def who_presides_may_do_so(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Where the head is absent or recused, who presides, and who decides, is as the law of the body has it."""
    if isinstance(act.command, RecordRecusal) and not presiding_ends(case, act.command.person_id):
        return satisfied()
    presiding, members = act.command.presiding, _seats(act, case)
    head = next((one for one in members if one.is_head), None)
    if presiding is None or head is None:
        away = head is not None and head.presence is not Presence.PRESENT
        return satisfied("only_deferral") if away else satisfied()
    if head.presence is Presence.PRESENT and presiding.ground is not Presides.MANDATED_DEPUTY:
        return lacking("head_present", cure_by=SECRETARY, member=head.name)
    deputy = next((one for one in members if one.person_id == presiding.person_id), None)
    if deputy is None or deputy.is_head or deputy.presence is not Presence.PRESENT:
        return lacking("takes_no_part", cure_by=SECRETARY)
    if presiding.ground is not Presides.MANDATED_DEPUTY and deputy.person_id not in case.meeting_membership.heads():
        return lacking("not_appointed", cure_by=ADMINISTRATOR, member=deputy.name)
    return _ground_is_lawful(act, head.presence, law)


def _seats(act: Act, case: CaseFile) -> Sequence[MemberPresence | MemberFacts]:
    """The members as they stand once the act is recorded: those it lists, or those on record without who withdraws."""
    if not isinstance(act.command, RecordRecusal):
        return tuple(act.command.members)
    meeting, leaves = case.collective_discussion.meeting, act.command.person_id
    return tuple(
        replace(one, presence=Presence.RECUSED) if one.person_id == leaves else one
        for one in (meeting.members if meeting else ())
    )


def presiding_ends(case: CaseFile, leaves: str) -> bool:
    """Whether it is to be said anew who presides: the one who withdraws is the head, or presided for him."""
    meeting = case.collective_discussion.meeting
    return meeting is not None and leaves in (meeting.presided_by, meeting.head.person_id if meeting.head else None)


@rule("CD-30-PRESIDES-ANEW", article="30(1)")
def who_presides_is_said_anew_only_when_he_withdraws(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A recusal changes who presides, and who decides, only where it is the head or who presided that withdraws."""
    if act.command.presiding is None or presiding_ends(case, act.command.person_id):
        return satisfied()
    return lacking("stands", cure_by=SECRETARY)


def _ground_is_lawful(act: Act, presence: Presence, law: Law) -> Finding:
    """The ground fits why the head does not decide, under the rule of the body, read or stated (ruling 41, 76)."""
    presiding = act.command.presiding
    if presence is Presence.PRESENT:
        return satisfied()
    if presence is Presence.RECUSED:
        fits = presiding.ground in RECUSED
        return satisfied() if fits else lacking("recused", cure_by=SECRETARY, ground=presiding.ground)
    if presiding.ground in RECUSED:
        return lacking("not_recused", cure_by=SECRETARY, ground=presiding.ground)
    if law.is_unread(WHEN_ABSENT):
        if not presiding.rule_stated:
            return lacking("unread", cure_by=SECRETARY)
        return satisfied("stated", rule=presiding.rule_stated)
    if IN_ABSENCE.get(law.value(WHEN_ABSENT)) is not presiding.ground:
        return lacking("another_ground", cure_by=SECRETARY, ground=presiding.ground)
    return satisfied()


@rule("CD-30-STATED", article="30(1)")
def quorum_is_stated_only_where_nobody_read_it(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A quorum is typed with its basis only where the text that sets it has not been read into the profile."""
    stated = act.command.quorum
    if stated is None or law.is_unread(QUORUM):
        return satisfied()
    return lacking("known", cure_by=SECRETARY, quorum=stated.fraction)


@rule("CD-30-QUORUM", article="30(1)", gate=Stage.COLLECTIVE_DISCUSSION)
def quorum_of_the_body_is_met(case: CaseFile, law: Law, on: date) -> Finding:
    """Where the body's rules set a quorum, so many of its members take part; the Regulations set none."""
    meeting = case.collective_discussion.meeting
    stated = meeting.quorum_stated if meeting else None
    unread = law.is_unread(QUORUM)
    wanted = stated if unread else law.value_or_none(QUORUM)
    if wanted is None:
        return not_applicable("unread" if unread else "none_set")
    present, members = _counted(meeting)
    if Fraction(present, members or 1) < Fraction(wanted):
        return lacking("not_met", cure_by=SECRETARY, present=present, members=members, quorum=wanted)
    return satisfied()


def _counted(meeting: MeetingFacts | None) -> tuple[int, int]:
    """How many members take part, of how many; who is recused is counted in neither."""
    of: list[MemberFacts] = [one for one in meeting.members if one.presence is not Presence.RECUSED] if meeting else []
    return sum(one.takes_part for one in of), len(of)


@rule("CD-30-READ-OUT", article="30(2)")
def written_view_is_of_an_absent_member(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A written view is read out for a member who is absent; one who is recused has none (ruling 39)."""
    meeting = case.collective_discussion.meeting
    member = meeting.member(act.command.person_id) if meeting else None
    if member is None:
        return lacking("no_member", cure_by=SECRETARY)
    if member.takes_part:
        return lacking("present", cure_by=SECRETARY, member=member.name)
    recused = member.presence is Presence.RECUSED
    return lacking("recused", cure_by=SECRETARY, member=member.name) if recused else satisfied()
