"""决策公布: Art. 30–34, plan 32. Only the digest decided, or the one ordered and confirmed, is issued."""

from collections.abc import Callable
from datetime import date, datetime, timedelta, timezone

from decision_flow.board import declared_changes_are_confirmed
from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, Rule, lacking, not_applicable, rule, satisfied
from decision_flow.publication.facts import IssuedFacts
from decision_flow.terms import Outcome, PartyAnswer, Role, Stage, StageStatus

OFFICE, HEAD, UNIT = Role.OFFICE_HEAD, Role.ADMINISTRATIVE_HEAD, Role.UNDERTAKING_HEAD
REVIEWERS = (Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD)
BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


@rule("PUB-30-DISCUSSED", article="30(1)", gate=Stage.PUBLICATION)
def decided_text_is_the_one_issued(case: CaseFile, law: Law, on: date) -> Finding:
    """What is issued is the text that the meeting decided on, or one that only ordered and confirmed changes made."""
    if not case.stages or case.row(Stage.COLLECTIVE_DISCUSSION).status is not StageStatus.PASSED:
        return lacking("not_decided", cure_by=HEAD)
    if case.draft is None or case.row(Stage.COLLECTIVE_DISCUSSION).stands_on != case.draft.sha256:
        return lacking("other_text", cure_by=REVIEWERS, version=case.draft.version if case.draft else 0)
    return satisfied()


@rule("PUB-30-FINAL-TEXT", article="30(1)", gate=Stage.PUBLICATION)
def head_signed_the_final_text(case: CaseFile, law: Law, on: date) -> Finding:
    """What was adopted in principle, or changed as the Party committee or the congress asked, is issued as the final
    text that the head signed; proof-reading may follow it."""
    final = case.publication.final_text
    in_principle = case.collective_discussion.outcome is Outcome.ADOPTED_IN_PRINCIPLE
    if not in_principle and not _was_changed(case):
        return not_applicable("adopted_as_it_was")
    if final is None:
        return lacking("unsigned", cure_by=HEAD)
    if final.draft_version < case.publication.ordered_version:
        return lacking("changed_since", cure_by=HEAD, version=final.draft_version)
    return satisfied()


@rule("PUB-30-ORDERED", article="30(1)")
def ordered_amendments_are_confirmed(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The final text is signed after the amendments ordered were carried out and confirmed on the diff (ruling 44)."""
    in_principle = case.collective_discussion.outcome is Outcome.ADOPTED_IN_PRINCIPLE
    if not case.stages or not (in_principle or case.publication.changes_asked or _was_changed(case)):
        return lacking("not_in_principle", cure_by=OFFICE)
    if not law.value("collective_discussion.ordered_amendments_confirmed"):
        return not_applicable("not_required")
    return satisfied() if _was_changed(case) else lacking("not_carried_out", cure_by=(UNIT, *REVIEWERS))


def _was_changed(case: CaseFile) -> bool:
    """Whether a confirmed change that carries out opinions followed the decision of the meeting."""
    decided = case.row(Stage.COLLECTIVE_DISCUSSION).signature if case.stages else None
    return decided is not None and case.publication.ordered_version > decided.draft_version


@rule("CD-30-RECORD", article="30(3)", gate=Stage.PUBLICATION)
def meeting_record_is_signed(case: CaseFile, law: Law, on: date) -> Finding:
    """The meeting is on record, signed by chair and recorder, with dissent as it was said."""
    meeting = case.collective_discussion.meeting
    if meeting is None or meeting.record_sha256 is None:
        return lacking("not_filed", cure_by=Role.MEETING_SECRETARY)
    return satisfied() if meeting.record_signed else lacking("unsigned", cure_by=HEAD)


@rule("PUB-31-ANSWERED", article="31", gate=Stage.PUBLICATION)
def party_committee_agreed(case: CaseFile, law: Law, on: date) -> Finding:
    """Before issue, the decision was reported to the Party committee of the same level, and its answer is yes, or
    the changes that it asked for are carried out and confirmed (ruling 48)."""
    report = case.publication.report
    if not law.value("publication.party_report_required"):
        return not_applicable("not_required")
    if report is None:
        return lacking("not_reported", cure_by=OFFICE)
    if report.answer is None:
        return lacking("no_answer", cure_by=OFFICE, sent_on=report.sent_on)
    if report.answer is PartyAnswer.CHANGES:
        done = case.publication.ordered_version
        if done > report.draft_version:
            return satisfied("changes_carried_out", version=done)
        return lacking("changes", cure_by=(UNIT, OFFICE))
    return lacking("deferred", cure_by=OFFICE) if report.answer is PartyAnswer.DEFERRED else satisfied()


@rule("PUB-31-REPORTED", article="31")
def report_awaits_an_answer(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An answer belongs to a report that was sent and has none, and does not come before it."""
    report = case.publication.report
    if report is None:
        return lacking("not_reported", cure_by=OFFICE)
    if report.answer is not None:
        return lacking("answered", cure_by=OFFICE, answer=report.answer)
    if act.command.answered_on < report.sent_on:
        return lacking("before_the_report", cure_by=OFFICE, earliest=report.sent_on, sent_on=report.sent_on)
    return satisfied()


@rule("PUB-32-DOCUMENT", article="32", gate=Stage.PUBLICATION)
def formal_document_has_its_number(case: CaseFile, law: Law, on: date) -> Finding:
    """The decision is a formal document under its number; minutes are none (plan 43)."""
    if not case.publication.issued:
        return lacking("no_document", cure_by=OFFICE)
    if not any(_is_current(record, case) for record in case.publication.issued):
        return lacking("other_text", cure_by=OFFICE, document_no=case.publication.issued[0].document_no)
    return satisfied()


@rule("PUB-32-CHANNEL", article="32", gate=Stage.PUBLICATION)
def first_channel_carries_the_decision(case: CaseFile, law: Law, on: date) -> Finding:
    """The decision is public in the first channel of the body's kind; others that are missing are overdue items."""
    if case.lawfully_unpublished:
        return not_applicable("lawfully_unpublished")
    first, mandatory = law.value("publication.first_channel"), _channels(case, law)
    published = {record.channel for record in case.publication.issued if _is_current(record, case)}
    if first not in published:
        return lacking("not_published", cure_by=OFFICE, channel=first)
    overdue = [channel for channel in mandatory if channel not in published]
    return satisfied("others_overdue", channels=overdue) if overdue else satisfied()


@rule("PUB-32-PROMPT", article="OGI-26", gate=Stage.PUBLICATION)
def publication_was_prompt(case: CaseFile, law: Law, on: date) -> Finding:
    """The decision is public within the working days of the open-information regulations; a late one is flagged."""
    meeting = case.collective_discussion.meeting
    if case.lawfully_unpublished or meeting is None:
        return not_applicable("lawfully_unpublished" if case.lawfully_unpublished else "not_decided")
    due = law.calendar.nth_working_day_after(meeting.held_on, law.value("publication.working_days_max"))
    public_on = min((record.issued_on for record in case.publication.issued if record.channel), default=on)
    return satisfied("late", due_on=due.on, public_on=public_on) if public_on > due.on else satisfied()


@rule("PUB-32-ONE", article="32")
def channels_carry_one_document(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Every channel carries the same formal document under the same number."""
    asks = act.command
    for record in case.publication.issued:
        if _is_current(record, case) and (record.document_no, record.document_sha256) != (
            asks.document_no,
            asks.document_sha256,
        ):
            return lacking("other_document", cure_by=OFFICE, document_no=record.document_no)
    return satisfied()


@rule("PUB-32-LATER", article="32")
def publication_has_begun(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The first channel puts the decision in force; the others may follow after it (等途径, ruling 51)."""
    row = case.row(Stage.PUBLICATION) if case.stages else None
    if row is None or not (row.is_open or row.is_closed):
        return lacking("not_open", cure_by=Role.ADMINISTRATIVE_HEAD)
    return satisfied()


@rule("PUB-32-OPEN", article="32")
def matter_is_public(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is lawfully unpublished has no public channel."""
    return lacking("unpublished", cure_by=OFFICE) if case.lawfully_unpublished else satisfied()


@rule("PUB-32-UNPUBLISHED", article="32")
def matter_is_lawfully_unpublished(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Only what is lawfully unpublished is issued without a public channel."""
    return satisfied() if case.lawfully_unpublished else lacking("public", cure_by=OFFICE)


@rule("PUB-34-EXECUTION", article="34", gate=Stage.PUBLICATION)
def executing_unit_is_named(case: CaseFile, law: Law, on: date) -> Finding:
    """The organ names the unit that carries the decision out."""
    if not law.value("publication.executing_unit_named"):
        return not_applicable("not_required")
    return satisfied() if case.publication.execution else lacking("no_unit", cure_by=OFFICE)


@rule("PUB-J32-EXECUTION", article="J32", gate=Stage.PUBLICATION)
def time_limit_and_feedback_are_stated(case: CaseFile, law: Law, on: date) -> Finding:
    """The decision states its executing body, the time limit and the feedback."""
    named = case.publication.execution
    wanted = [name for name in ("time_limit", "feedback") if law.value(f"publication.{name}_named")]
    if not wanted:
        return not_applicable("not_required")
    missing = [name for name in wanted if named is None or not getattr(named, name)]
    return lacking("incomplete", cure_by=OFFICE, fields=missing) if missing else satisfied()


@rule("PUB-39-DAY", article="39")
def day_has_come(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What was sent, answered, issued or published is recorded on its day or after it, never before."""
    names = (
        "sent_on",
        "answered_on",
        "issued_on",
        "published_at",
        "decided_on",
        "registered_on",
        "filed_on",
        "published_on",
    )
    day = next(getattr(act.command, name) for name in names if hasattr(act.command, name))
    day = beijing_day(day) if isinstance(day, datetime) else day
    return satisfied() if day <= on else lacking("ahead", cure_by=act.post.role, earliest=day, day=day)


def before_issue(gate_rule: Rule) -> Callable[..., Finding]:
    """The act rule of issuing: what the gate asks must hold before anything is made public."""

    def asked(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
        return gate_rule(case, law, on)

    return asked


def changes_are_confirmed(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Nothing is issued on a text whose change waits for its confirmation."""
    return declared_changes_are_confirmed(Stage.PUBLICATION, case, law, on)


def beijing_day(moment: datetime) -> date:
    """The day of an instant in Beijing."""
    return moment.astimezone(BEIJING).date()


def _is_current(record: IssuedFacts, case: CaseFile) -> bool:
    return case.draft is not None and record.draft_sha256 == case.draft.sha256


def _channels(case: CaseFile, law: Law) -> tuple[str, ...]:
    return tuple(law.value_for("publication.mandatory_channels", case.organ_kind))


# Not rules: the channels after the first are overdue items, no gate (ruling 51).
