"""集体讨论决定: Art. 30 and plan item 24. It is not a vote: only a missing reason stands in the way (ruling 40)."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion.facts import MeetingFacts, MemberFacts
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, Rule, lacking, not_applicable, rule, satisfied
from decision_flow.terms import Outcome, Presence, Presides, Role, Stage, View

SECRETARY, HEAD = Role.MEETING_SECRETARY, Role.ADMINISTRATIVE_HEAD
ADOPTS = frozenset({Outcome.ADOPTED, Outcome.ADOPTED_IN_PRINCIPLE})
FINAL = ADOPTS | {Outcome.REJECTED}
FOR = frozenset({View.AGREE, View.AGREE_WITH_CHANGES})
SHOWN = 20


def tally(members: Iterable[MemberFacts], decider: MemberFacts | None = None) -> tuple[int, int]:
    """How many members present spoke for and against, without the head, who decides in his place, and those recused;
    reserve and no view count for neither (ruling 40)."""
    views = [one.view for one in members if one.takes_part and not one.is_head and one is not decider]
    return sum(view in FOR for view in views), views.count(View.DISAGREE)


def majority(members: Iterable[MemberFacts], decider: MemberFacts | None = None) -> bool | None:
    """Whether the majority is for the draft; None where there is none: a tie is no majority (ruling 40)."""
    agree, disagree = tally(members, decider)
    return None if agree == disagree else agree > disagree


@rule("CD-30-PLACED", article="30(1)")
def meeting_is_placed_and_undecided(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What belongs to a meeting is recorded for one that stands on the agenda and has not decided yet."""
    return _undecided(case.collective_discussion.meeting) or satisfied()


@rule("CD-30-SESSION", article="30(1)")
def meeting_is_in_session(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Attendance, views and the decision belong to a meeting whose day has come."""
    meeting = case.collective_discussion.meeting
    if (lacks := _undecided(meeting)) is not None:
        return lacks
    if meeting is not None and on < meeting.held_on:
        return lacking("not_yet", cure_by=SECRETARY, earliest=meeting.held_on, held_on=meeting.held_on)
    return satisfied()


def _undecided(meeting: MeetingFacts | None) -> Finding | None:
    if meeting is None:
        return lacking("no_meeting", cure_by=SECRETARY)
    return lacking("decided", cure_by=SECRETARY, outcome=meeting.outcome) if meeting.outcome is not None else None


@rule("CD-30-ATTENDANCE", article="30(2)")
def attendance_is_recorded_once_with_one_head(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The members of a meeting are recorded once, each of them once, exactly one of them the head of the body."""
    meeting, given = case.collective_discussion.meeting, act.command.members
    if meeting is not None and meeting.members:
        return lacking("recorded", cure_by=SECRETARY)
    if len({member.person_id for member in given}) < len(given):
        return lacking("twice", cure_by=SECRETARY)
    heads = sum(member.is_head for member in given)
    return satisfied() if heads == 1 else lacking("not_one_head", cure_by=SECRETARY, heads=heads)


@rule("CD-30-SPEAKER", article="30(2)")
def speaker_takes_part(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Who speaks is a member present; one who is absent or recused is not heard, and each has one entry."""
    meeting = case.collective_discussion.meeting
    member = meeting.member(act.command.person_id) if meeting else None
    if member is None:
        return lacking("no_member", cure_by=SECRETARY)
    if not member.takes_part:
        code = "recused" if member.presence is Presence.RECUSED else "absent"
        return lacking(code, cure_by=SECRETARY, member=member.name)
    return lacking("has_spoken", cure_by=SECRETARY, member=member.name) if member.view is not None else satisfied()


@rule("CD-30-HEAD-WAITS", article="30(2)")
def head_waits_for_the_others(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The view of the head, or of who decides in his place, is taken after that of every other member present."""
    meeting = case.collective_discussion.meeting
    member = meeting.member(act.command.person_id) if meeting else None
    if meeting is None or member is None or member is not meeting.decider:
        return not_applicable("not_the_head")
    if not law.value("collective_discussion.head_speaks_last"):
        return not_applicable("not_required")
    silent = _silent(meeting, but=member)
    return lacking("others_first", cure_by=SECRETARY, members=silent) if silent else satisfied()


@rule("CD-30-ORDER", article="30(2)")
def views_follow_the_order_of_speaking(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Views are recorded in the order in which they were spoken: none before the one recorded last."""
    meeting = case.collective_discussion.meeting
    last = meeting.last_spoken_at if meeting else None
    if last is not None and act.occurred_at < last:
        return lacking("out_of_order", cure_by=SECRETARY)
    return satisfied()


@rule("CD-30-VIEWS", article="30(2)", gate=Stage.COLLECTIVE_DISCUSSION)
def every_member_present_was_heard(case: CaseFile, law: Law, on: date) -> Finding:
    """Members speak fully: each one present has an entry, be it that he expressed no view (ruling 39)."""
    meeting = case.collective_discussion.meeting
    if not law.value("collective_discussion.members_speak_fully"):
        return not_applicable("not_required")
    if meeting is None or not meeting.members:
        return lacking("no_attendance", cure_by=SECRETARY)
    silent = _silent(meeting)
    return lacking("silent", cure_by=SECRETARY, members=silent) if silent else satisfied()


@rule("CD-30-HEAD-LAST", article="30(2)", gate=Stage.COLLECTIVE_DISCUSSION)
def head_spoke_last(case: CaseFile, law: Law, on: date) -> Finding:
    """The administrative head, or who decides in his place, speaks last; who decides in writing does not speak."""
    meeting = case.collective_discussion.meeting
    head = meeting.decider if meeting else None
    if not law.value("collective_discussion.head_speaks_last"):
        return not_applicable("not_required")
    if meeting is None or head is None:
        return lacking("no_head", cure_by=SECRETARY)
    if not head.takes_part:
        if meeting.in_writing:
            return satisfied("in_writing")
        return lacking("head_takes_no_part", cure_by=(SECRETARY, HEAD), member=head.name)
    if head.sequence is None:
        return lacking("head_silent", cure_by=SECRETARY, member=head.name)
    after = [one.name for one in meeting.members if one.takes_part and (one.sequence or 0) > head.sequence]
    return lacking("not_last", cure_by=SECRETARY, members=after[:SHOWN]) if after else satisfied()


@rule("CD-30-DEPARTURE", article="30(2)", gate=Stage.COLLECTIVE_DISCUSSION)
def departure_from_the_majority_is_explained(case: CaseFile, law: Law, on: date) -> Finding:
    """A decision that departs from the majority of the members has its reason stated at the meeting."""
    meeting = case.collective_discussion.meeting
    if meeting is None or meeting.outcome not in FINAL:
        return not_applicable("no_decision")
    if not law.value("collective_discussion.reason_for_departure"):
        return not_applicable("not_required")
    agree, disagree = tally(meeting.members, meeting.decider)
    side = majority(meeting.members, meeting.decider)
    departs = side is not None and side is not (meeting.outcome in ADOPTS)
    tie = side is None and agree > 0 and law.value("collective_discussion.tie_is_majority")
    if departs and meeting.in_writing:
        return lacking("at_a_meeting", cure_by=(HEAD, SECRETARY), agree=agree, disagree=disagree)
    if (departs or tie) and not meeting.departure_explained:
        return lacking("no_reason" if departs else "tie", cure_by=HEAD, agree=agree, disagree=disagree)
    if departs:
        return satisfied("explained", agree=agree, disagree=disagree)
    return satisfied() if side is not None else satisfied("no_majority", agree=agree, disagree=disagree)


@rule("CD-J24-HEARD", article="J24", gate=Stage.COLLECTIVE_DISCUSSION)
def legality_body_was_heard(case: CaseFile, law: Law, on: date) -> Finding:
    """Before deciding, the head hears the legality review body: it spoke, or its written opinion was read."""
    meeting = case.collective_discussion.meeting
    if not law.value("collective_discussion.legality_body_heard"):
        return not_applicable("not_required")
    return satisfied() if meeting and meeting.legality_body_heard else lacking("not_heard", cure_by=SECRETARY)


@rule("CD-J24-STUDIED", article="J24", gate=Stage.COLLECTIVE_DISCUSSION)
def law_was_studied(case: CaseFile, law: Law, on: date) -> Finding:
    """Before deciding, the members study the relevant law together (会前学法)."""
    meeting = case.collective_discussion.meeting
    if not law.value("collective_discussion.law_studied"):
        return not_applicable("not_required")
    return satisfied() if meeting and meeting.studied_on else lacking("not_studied", cure_by=SECRETARY)


@rule("CD-J24-DAY", article="J24")
def study_day_has_come(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The study is recorded on its day or after it."""
    studied_on = act.command.studied_on
    return (
        satisfied()
        if studied_on <= on
        else lacking("ahead", cure_by=SECRETARY, earliest=studied_on, studied_on=studied_on)
    )


@rule("CD-30-DECIDES", article="30(1)")
def who_decides_is_the_head_present(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Who took part as the head, or in his place, decides; deferring the item is possible without him."""
    meeting = case.collective_discussion.meeting
    if act.command.outcome is Outcome.DEFERRED:
        return not_applicable("deferred")
    head = meeting.decider if meeting else None
    if meeting is None or head is None:
        return lacking("no_attendance", cure_by=SECRETARY)
    if not head.takes_part:
        deputy = meeting.presiding is Presides.MANDATED_DEPUTY and head.presence is not Presence.RECUSED
        return lacking("in_writing" if deputy else "head_takes_no_part", cure_by=(SECRETARY, HEAD), member=head.name)
    return satisfied() if head.person_id == act.actor.id else lacking("another_head", cure_by=HEAD, member=head.name)


@rule("CD-30-WRITING", article="30(1)")
def head_decides_on_the_record_put_to_him(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The head who was absent decides in writing on the record of the discussion his deputy presided (ruling 41)."""
    meeting = case.collective_discussion.meeting
    head = meeting.head if meeting else None
    if meeting is None or head is None:
        return lacking("no_attendance", cure_by=SECRETARY)
    if head.takes_part:
        return lacking("head_was_present", cure_by=HEAD, member=head.name)
    if meeting.presiding is not Presides.MANDATED_DEPUTY or head.presence is Presence.RECUSED:
        return lacking("no_mandate", cure_by=(SECRETARY, HEAD), member=head.name)
    if head.person_id != act.actor.id:
        return lacking("another_head", cure_by=HEAD, member=head.name)
    if meeting.record_sha256 is None:
        return lacking("not_filed", cure_by=SECRETARY)
    return satisfied() if meeting.record_sha256 == act.command.record_sha256 else lacking("other_record", cure_by=HEAD)


@rule("CD-30-OUTCOME", article="30(1)")
def outcome_is_complete(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """原则通过 lists each amendment ordered; a draft not adopted is told why, a deferred one what it awaits."""
    asks = act.command
    if asks.outcome not in law.value("collective_discussion.outcomes"):
        return lacking("unknown", cure_by=HEAD, outcome=asks.outcome)
    if asks.outcome is Outcome.ADOPTED_IN_PRINCIPLE and not asks.ordered_amendments:
        return lacking("no_amendments", cure_by=HEAD)
    if asks.outcome is not Outcome.ADOPTED_IN_PRINCIPLE and asks.ordered_amendments:
        return lacking("amendments", cure_by=HEAD, outcome=asks.outcome)
    if asks.outcome not in ADOPTS and not asks.reason:
        return lacking("no_reason", cure_by=HEAD, outcome=asks.outcome)
    return lacking("nothing_awaited", cure_by=HEAD) if _awaits_nothing(act) else satisfied()


def _awaits_nothing(act: Act) -> bool:
    return act.command.outcome is Outcome.DEFERRED and not act.command.awaited


@rule("CD-30-FILED", article="30(3)")
def record_is_of_a_decided_meeting(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The record is filed after the outcome, or to be put to an absent head, until the chair has signed it."""
    meeting = case.collective_discussion.meeting
    if meeting is None or (meeting.outcome is None and not _goes_to_the_head(meeting)):
        return lacking("undecided", cure_by=HEAD)
    if meeting.in_writing:
        return lacking("decided_on", cure_by=SECRETARY)
    return lacking("signed", cure_by=SECRETARY) if meeting.record_signed else satisfied()


def _goes_to_the_head(meeting: MeetingFacts) -> bool:
    """Whether the discussion was held under a mandated deputy and every member present was heard."""
    head, mandated = meeting.head, meeting.presiding is Presides.MANDATED_DEPUTY
    return mandated and head is not None and not head.takes_part and not _silent(meeting)


@rule("CD-30-SIGNS", article="30(3)")
def chair_signs_the_record_filed(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Who presided signs the record that the recorder filed, once; who was recused does not."""
    meeting = case.collective_discussion.meeting
    if meeting is None or meeting.record_sha256 is None:
        return lacking("not_filed", cure_by=SECRETARY)
    signer = meeting.member(act.actor.id)
    if signer is not None and signer.presence is Presence.RECUSED:
        return lacking("recused", cure_by=SECRETARY, member=signer.name)
    if meeting.chair_id not in (None, act.actor.id):
        return lacking("not_the_chair", cure_by=(HEAD, Role.MEETING_MEMBER))
    if meeting.record_signed:
        return lacking("signed", cure_by=SECRETARY)
    return satisfied() if meeting.record_sha256 == act.command.record_sha256 else lacking("other_record", cure_by=HEAD)


@rule("SOD-RECORD", article="system")
def record_is_signed_by_two_persons(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Chair and recorder are two persons (ruling 39)."""
    meeting = case.collective_discussion.meeting
    if meeting is not None and meeting.recorded_by == act.actor.id:
        return lacking("same_person", cure_by=HEAD)
    return satisfied()


def asked_of_the_decision(gate_rule: Rule) -> Callable[..., Finding]:
    """The act rule of deciding, for outcomes that sign nothing: what the gate would ask of the decision."""

    def asked(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
        facts, asks = case.collective_discussion, act.command
        if facts.meeting is None:
            return gate_rule(case, law, on)
        stated = getattr(asks, "departure_reason", None)  # a decision in writing has none
        decided = replace(
            facts.meeting,
            outcome=asks.outcome,
            departure_explained=bool(stated),
            in_writing=not hasattr(asks, "departure_reason"),
        )
        return gate_rule(replace(case, collective_discussion=replace(facts, meeting=decided)), law, on)

    return asked


def _silent(meeting: MeetingFacts, but: MemberFacts | None = None) -> list[str]:
    """Members present without an entry."""
    return [
        member.name for member in meeting.members if member.takes_part and member.view is None and member is not but
    ][:SHOWN]
