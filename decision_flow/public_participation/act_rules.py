"""公众参与: what each act asks (Art. 14–18, 39, plan item 28), in the order of the articles."""

import re
from datetime import date, datetime

from decision_flow.audit.canonical import instant
from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.public_participation.facts import DAY, MASKED, CommentFile, day_of
from decision_flow.public_participation.rules import UNIT, period_start, stated_period, unanswered
from decision_flow.terms import Modality, ParticipationForm, Role

WITH_OWN_ACTS = (ParticipationForm.OPEN_COMMENT, ParticipationForm.HEARING)
DAYS = ("held_on", "delivered_on")


@rule("PP-14-UNPUBLISHED", article="14(1)")
def matter_is_public(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is lawfully unpublished is not put to open comment."""
    return lacking("unpublished", cure_by=UNIT) if case.lawfully_unpublished else satisfied()


@rule("PP-14-FORM", article="14(2)")
def form_and_those_heard_are_named(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A form that the law knows is recorded with those who were heard; comment and hearing have acts of their own."""
    form = act.command.form
    if form in WITH_OWN_ACTS:
        return lacking("own_act", cure_by=act.post.role, form=form)
    if form not in law.value("public_participation.forms"):
        return lacking("unknown_form", cure_by=act.post.role, form=form)
    return satisfied() if act.command.heard else lacking("nobody_named", cure_by=act.post.role)


@rule("PP-14-NAME", article="system")
def name_is_masked(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Nobody has to give a name, and the record keeps it only masked (张**)."""
    if act.command.masked_name is not None and not re.fullmatch(MASKED, act.command.masked_name):
        return lacking("not_masked", cure_by=act.post.role)
    return satisfied()


@rule("PP-15-EXPLANATION", article="15(1)")
def notice_names_the_current_explanation(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The draft is published with the explanation that was filed with it."""
    if case.draft is not None and act.command.explanation_sha256 != case.draft.explanation_sha256:
        return lacking("other_explanation", cure_by=act.post.role, version=case.draft.version)
    return satisfied()


@rule("PP-15-REASON", article="15(1)", modality=Modality.NORMALLY)
def short_period_has_its_reason_in_the_notice(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A notice that shortens the period says why, in the notice itself."""
    former = case.public_participation.notices.get(act.command.continues_notice_id or "")
    since = (period_start(former, case, law) if former else None) or act.command.opens_on
    return stated_period(act.command, since, since, law)


@rule("PP-15-CONTINUES", article="system")
def continued_notice_is_running(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Missing days are supplied to the notice that is running, before its publication is broken off (补足)."""
    running = case.public_participation.notice
    if act.command.continues_notice_id is None:
        return not_applicable("first")
    if running is None or running.id != act.command.continues_notice_id or not running.is_open_on(on):
        return lacking("broken_off", cure_by=act.post.role)
    return satisfied()


@rule("PP-15-PREPARED", article="15(1)")
def head_signs_the_prepared_notice(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is signed is the notice as it was prepared, in this round, on the present draft."""
    notice = case.public_participation.notices.get(act.command.notice_id)
    if notice is None or notice.notice_sha256 != act.command.notice_sha256:
        return lacking("other_notice", cure_by=UNIT)
    if notice.signed:
        return lacking("signed", cure_by=Role.DRAFTER)
    draft = case.draft.sha256 if case.draft else None
    if (notice.round, notice.draft_sha256) != (case.public_participation.round, draft):
        return lacking("other_draft", cure_by=Role.DRAFTER)
    return satisfied()


@rule("SOD-NOTICE", article="39")
def notice_is_signed_by_another_person(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A notice is prepared by one person and signed by another (经办 → 审签)."""
    notice = case.public_participation.notices.get(act.command.notice_id)
    if notice is not None and notice.prepared_by == act.actor.id:
        return lacking("same_person", cure_by=Role.UNDERTAKING_HEAD)
    return satisfied()


@rule("PP-15-PUBLISHED", article="15(1)")
def signed_notice_is_published_once_a_channel(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is published is a signed notice of this round, after its signature, recorded once for each channel."""
    notice = case.public_participation.notices.get(act.command.notice_id)
    if notice is None or not notice.signed or notice.round != case.public_participation.round:
        return lacking("not_signed", cure_by=Role.UNDERTAKING_HEAD)
    if act.command.channel in notice.channels:
        return lacking("recorded", cure_by=act.post.role, published_on=notice.channels[act.command.channel])
    if notice.signed_on is not None and day_of(instant(act.command.published_at)) < notice.signed_on:
        return lacking("before_signature", cure_by=act.post.role, signed_on=notice.signed_on)
    return satisfied()


@rule("PP-15-ENDED", article="15(1)")
def last_day_has_ended(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The comment period is closed after its last day has ended, not on it."""
    notice = case.public_participation.notices.get(act.command.notice_id)
    if notice is None or not notice.channels or notice.closed:
        return lacking("nothing_to_close", cure_by=Role.DRAFTER)
    if on <= notice.closes_on:
        return lacking("running", cure_by=Role.SYSTEM, earliest=notice.closes_on + DAY, closes_on=notice.closes_on)
    return satisfied()


@rule("PP-15-COMMENT", article="15(1)")
def comment_is_on_a_published_notice(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An opinion is given on a published notice; one that comes after the close is kept as late."""
    notice = case.public_participation.notices.get(act.command.notice_id)
    if notice is None or not notice.channels:
        return lacking("no_notice", cure_by=Role.DRAFTER)
    return satisfied() if case.public_participation.takes_comments_on(on) else satisfied("late")


@rule("PP-16-ANNOUNCED", article="16(2)")
def hearing_is_announced_beforehand(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Time and place of a hearing are published before it, and one is announced at a time."""
    before = case.public_participation.hearing
    if before is not None and not before.recorded:
        return lacking("another", cure_by=UNIT, held_on=before.held_on)
    if act.command.held_on <= on:
        return lacking("not_beforehand", cure_by=act.post.role, held_on=act.command.held_on)
    return satisfied()


@rule("PP-16-HEARING", article="16")
def hearing_is_the_present_one(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An act on a hearing is on the one that was announced last and not called off."""
    hearing = case.public_participation.hearing
    if hearing is None or hearing.id != act.command.hearing_id:
        return lacking("not_announced", cure_by=Role.UNDERTAKING_HEAD)
    return satisfied()


@rule("PP-17-ONCE", article="17")
def hearing_has_no_record_yet(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A hearing is recorded once; once it is, it can no more be called off."""
    hearing = case.public_participation.hearing
    if hearing is not None and hearing.recorded:
        return lacking("recorded", cure_by=Role.UNDERTAKING_HEAD, held_on=hearing.held_on)
    return satisfied()


@rule("PP-17-SIGNED", article="17")
def participants_signed_the_record(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """On or after its day a hearing is recorded with every participant's signature, or why it is not there."""
    hearing, present = case.public_participation.hearing, act.command.participants
    if hearing is not None and on < hearing.held_on:
        return lacking("not_held_yet", cure_by=act.post.role, earliest=hearing.held_on, held_on=hearing.held_on)
    if not present:
        return lacking("nobody", cure_by=act.post.role)
    unsigned = [one.name for one in present if not one.signed and not one.refusal]
    if unsigned and law.value("public_participation.hearing_record_signed"):
        return lacking("unsigned", cure_by=act.post.role, count=len(unsigned), names=unsigned)
    return satisfied()


@rule("PP-18-CHANGED", article="18")
def answer_is_changed_in_its_round(act: Act, comment: CommentFile, law: Law, on: date) -> Finding:
    """An answer is changed only while the round stands open in which the opinion came."""
    if comment.disposition is not None and not comment.round_stands_open:
        return lacking("closed", cure_by=Role.UNDERTAKING_HEAD, disposition=comment.disposition)
    return satisfied()


@rule("PP-J28-COMPLETE", article="J28")
def feedback_covers_every_opinion(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Feedback is published after the period has ended and every opinion is answered."""
    notice = case.public_participation.notice
    if notice is not None and on <= notice.closes_on:
        return lacking("running", cure_by=act.post.role, earliest=notice.closes_on + DAY, closes_on=notice.closes_on)
    return unanswered(case.public_participation) or satisfied()


@rule("PP-39-PUBLISHED", article="39")
def publication_has_happened(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A publication is recorded when it has happened, not before."""
    if act.command.published_at > datetime.fromisoformat(act.occurred_at):
        return lacking("ahead", cure_by=act.post.role)
    return satisfied()


@rule("PP-39-DAY", article="39")
def day_has_come(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A meeting with the public or a delivery is recorded on its day or after it, not before."""
    day = next(getattr(act.command, name) for name in DAYS if hasattr(act.command, name))
    return satisfied() if day <= on else lacking("ahead", cure_by=act.post.role, earliest=day, day=day)
