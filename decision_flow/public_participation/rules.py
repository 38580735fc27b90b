"""公众参与: Art. 14–18 and plan item 28. First what closes the stage, in the order of the articles; then each act's own.

Without a rule: Art. 15(2), explaining while the period runs is free; Art. 17(1)–(2), the order of speech in a hearing.
"""

import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, Status, lacking, not_applicable, rule, satisfied
from decision_flow.public_participation.facts import DAY, MASKED, CommentFile, NoticeFacts, PublicParticipationFacts
from decision_flow.terms import Modality, ParticipationForm, Role, Stage

UNIT = (Role.DRAFTER, Role.UNDERTAKING_HEAD)
HERE = Stage.PUBLIC_PARTICIPATION
WITH_OWN_ACTS = (ParticipationForm.OPEN_COMMENT, ParticipationForm.HEARING)
DAYS = ("held_on", "delivered_on")


@rule("PP-14-HEARD", article="14(1)", gate=HERE)
def the_public_was_heard(case: CaseFile, law: Law, on: date) -> Finding:
    """The public is heard in at least one form that is convenient to it, unless the matter is lawfully unpublished."""
    heard = case.public_participation
    if not law.value("public_participation.participation_required"):
        return not_applicable("not_required")
    if (heard.notice and heard.notice.channels) or heard.forms or (heard.hearing and heard.hearing.recorded):
        return satisfied()
    if case.lawfully_unpublished:
        return lacking("determine", cure_by=UNIT)
    return lacking("nobody", cure_by=UNIT)


@rule("PP-14-GROUP", article="14(3)", gate=HERE)
def the_specific_group_was_consulted(case: CaseFile, law: Law, on: date) -> Finding:
    """Where a specific group is affected, its organisations and representatives are consulted."""
    if not case.public_participation.affects_specific_group:
        return not_applicable("no_group")
    if not law.value("public_participation.specific_group_consulted") or case.public_participation.groups_consulted:
        return satisfied()
    return lacking("not_consulted", cure_by=UNIT)


@rule("PP-15-OPEN-COMMENT", article="J28", modality=Modality.NORMALLY, gate=HERE)
def open_comment_was_used(case: CaseFile, law: Law, on: date) -> Finding:
    """Opinions are sought openly where the law of the place wants it, unless unpublished or a reason was given."""
    asked = law.entry("public_participation.open_comment_mandatory")
    if not law.value(asked.key):
        return not_applicable("not_mandatory")
    if case.lawfully_unpublished:
        return not_applicable("unpublished")
    if case.public_participation.notice is not None:
        return satisfied()
    if asked.modality is not Modality.MUST and case.public_participation.open_comment_declined:
        return satisfied("reasoned")
    return lacking("no_notice" if asked.modality is Modality.MUST else "no_notice_or_reason", cure_by=UNIT)


@rule("PP-15-NOTICE", article="15(1)", gate=HERE)
def notice_was_published(case: CaseFile, law: Law, on: date) -> Finding:
    """The notice with draft and explanation is published on every channel that counts."""
    notice = case.public_participation.notice
    if notice is None:
        return not_applicable("not_chosen")
    missing = [one for one in _channels(case, law) if one not in notice.channels]
    if missing:
        return lacking("not_published", cure_by=Role.DRAFTER, channels=missing)
    return satisfied()


@rule("PP-15-PERIOD", article="15(1)", modality=Modality.NORMALLY, gate=HERE)
def public_comment_ran_its_period(case: CaseFile, law: Law, on: date) -> Finding:
    """Public comment stays open for its full period, unless its own notice says why not."""
    notice = case.public_participation.notice
    if notice is None:
        return not_applicable("not_chosen")
    since = period_start(notice, case, law)
    if since is None:
        return lacking("not_published", cure_by=Role.DRAFTER)
    stated = _stated(notice, since, on if on > notice.closes_on else since, law)
    if stated.status is Status.LACKING:
        return stated
    if on <= notice.closes_on:
        return lacking("running", cure_by=Role.UNDERTAKING_HEAD, earliest=notice.closes_on + DAY,
                       closes_on=notice.closes_on)
    full = law.comment_closes(since, law.value("public_participation.comment_days_min"))
    if not stated.code and not full.is_over(on):
        return lacking("provisional", cure_by=Role.ADMINISTRATOR, earliest=full.worst + DAY, last_day=full.on)
    return stated


@rule("PP-16-MATERIALS", article="16(3)", gate=HERE)
def materials_reached_participants_in_time(case: CaseFile, law: Law, on: date) -> Finding:
    """The materials of a hearing reach its participants 7 days before it."""
    hearing = case.public_participation.hearing
    if hearing is None:
        return not_applicable("no_hearing")
    days = law.value("public_participation.hearing_materials_days")
    days += bool(law.value("public_participation.hearing_materials_clear_days"))
    latest, delivered_on = hearing.held_on - DAY * days, hearing.last_delivered_on
    if delivered_on is None or hearing.undelivered:
        return lacking("not_delivered", cure_by=Role.DRAFTER, count=hearing.undelivered, latest=latest)
    if delivered_on > latest:
        return lacking("late", cure_by=UNIT, earliest=delivered_on + DAY * days, delivered_on=delivered_on,
                       held_on=hearing.held_on, days=days)
    return satisfied("just_in_time", delivered_on=delivered_on) if delivered_on == latest else satisfied()


@rule("PP-17-RECORD", article="17", gate=HERE)
def hearing_was_held_and_recorded(case: CaseFile, law: Law, on: date) -> Finding:
    """An announced hearing is held, and its participants confirm the record and sign it."""
    hearing = case.public_participation.hearing
    if hearing is None:
        return not_applicable("no_hearing")
    if on < hearing.held_on:
        return lacking("not_held_yet", cure_by=UNIT, earliest=hearing.held_on, held_on=hearing.held_on)
    return satisfied() if hearing.recorded else lacking("no_record", cure_by=UNIT, held_on=hearing.held_on)


@rule("PP-18-ANSWERED", article="18", gate=HERE)
def every_opinion_was_answered(case: CaseFile, law: Law, on: date) -> Finding:
    """Each opinion that came in time is adopted, partly adopted or not adopted, with a reason."""
    heard = case.public_participation
    if not law.value("public_participation.every_opinion_answered"):
        return not_applicable("not_required")
    if heard.notice is None:
        return not_applicable("not_chosen")
    return _unanswered(heard) or (satisfied() if heard.received > heard.late else satisfied("none_received"))


@rule("PP-J28-FEEDBACK", article="J28", gate=HERE)
def feedback_was_published(case: CaseFile, law: Law, on: date) -> Finding:
    """Adoption and reasons are fed back to the public, also that nobody had an opinion."""
    heard = case.public_participation
    if not law.value("public_participation.feedback_required"):
        return not_applicable("not_required")
    if heard.notice is None:
        return not_applicable("not_chosen")
    if heard.feedback_on is None or heard.feedback_on <= heard.notice.closes_on:
        return lacking("no_feedback", cure_by=Role.UNDERTAKING_HEAD, earliest=heard.notice.closes_on + DAY,
                       received=heard.received - heard.late)
    return satisfied()


def period_start(notice: NoticeFacts, case: CaseFile, law: Law) -> date | None:
    """The day from which a notice's period counts: the latest of the channels that count, never before it opens; of a
    notice that continues another without a break, the day of that one. None: not published everywhere it must be."""
    published = [notice.channels.get(one) for one in _channels(case, law)]
    days = [day for day in published if day is not None]
    if not days or len(days) < len(published):
        return None
    counted = max if law.value("public_participation.counts_from_latest_channel") else min
    own = max(counted(days), notice.opens_on)
    former = case.public_participation.notices.get(notice.continues or "")
    return (period_start(former, case, law) or own) if former and own <= former.closes_on else own


def _channels(case: CaseFile, law: Law) -> tuple[str, ...]:
    channels: tuple[str, ...] = law.value_for("public_participation.mandatory_channels", case.organ_kind)
    return channels


def _stated(notice: Any, since: date, anew: date, law: Law) -> Finding:
    """The period that a notice states: full, or short with the reason inside it and as far as the law allows."""
    floor = law.value("public_participation.comment_days_min")
    days = (notice.closes_on - since).days + bool(law.value("public_participation.count_start_day"))
    said: Mapping[str, Any] = {"cure_by": UNIT, "earliest": law.comment_closes(anew, floor).worst + DAY, "days": days}
    if days < 1:
        return lacking("no_days", **said)
    if notice.closes_on >= law.comment_closes(since, floor).on:
        return satisfied()
    if not notice.shortening_reason:
        return lacking("rest_day" if days >= floor else "short", **said, floor=floor)
    least = law.value_or_none("public_participation.comment_days_shortened_min")
    if least is not None and days < least:
        return lacking("below_least", **said, least=least)
    if least is None and not notice.shortening_approved_by and law.value(
            "public_participation.shortening_approver_required"):
        return lacking("no_approver", **said)
    return satisfied("shortened", days=days, floor=floor)


def _unanswered(heard: PublicParticipationFacts) -> Finding | None:
    if not heard.unanswered:
        return None
    return lacking("unanswered", cure_by=UNIT, count=heard.unanswered, first=list(heard.open_ids))


# What each act asks


@rule("PP-14-UNPUBLISHED", article="14(1)")
def matter_is_public(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is lawfully unpublished is not put to open comment."""
    return lacking("unpublished", cure_by=UNIT) if case.lawfully_unpublished else satisfied()


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
    return _stated(act.command, since, since, law)


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
    if notice.round != case.public_participation.round or case.draft is None or (
            notice.draft_sha256 != case.draft.sha256):
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
    """What is published is a signed notice of this round, recorded once for each channel."""
    notice = case.public_participation.notices.get(act.command.notice_id)
    if notice is None or not notice.signed or notice.round != case.public_participation.round:
        return lacking("not_signed", cure_by=Role.UNDERTAKING_HEAD)
    if act.command.channel in notice.channels:
        return lacking("recorded", cure_by=act.post.role, published_on=notice.channels[act.command.channel])
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


@rule("PP-14-NAME", article="system")
def name_is_masked(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Nobody has to give a name, and the record keeps it only masked (张**)."""
    if act.command.masked_name is not None and not re.fullmatch(MASKED, act.command.masked_name):
        return lacking("not_masked", cure_by=act.post.role)
    return satisfied()


@rule("PP-18-CHANGED", article="18")
def answer_is_changed_in_its_round(act: Act, comment: CommentFile, law: Law, on: date) -> Finding:
    """An answer is changed only while the round stands open in which the opinion came."""
    if comment.disposition is not None and not comment.round_stands_open:
        return lacking("closed", cure_by=Role.UNDERTAKING_HEAD, disposition=comment.disposition)
    return satisfied()


@rule("PP-14-FORM", article="14(2)")
def form_and_those_heard_are_named(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A form that the law knows is recorded with those who were heard; open comment and hearing have acts of their own."""
    form = act.command.form
    if form in WITH_OWN_ACTS:
        return lacking("own_act", cure_by=act.post.role, form=form)
    if form not in law.value("public_participation.forms"):
        return lacking("unknown_form", cure_by=act.post.role, form=form)
    return satisfied() if act.command.heard else lacking("nobody_named", cure_by=act.post.role)


@rule("PP-39-DAY", article="39")
def day_has_come(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What happened is recorded when it has happened, not before."""
    day = next((getattr(act.command, name) for name in DAYS if hasattr(act.command, name)), on)
    published_at = getattr(act.command, "published_at", None)
    if published_at is not None and published_at > datetime.fromisoformat(act.occurred_at):
        return lacking("not_published_yet", cure_by=act.post.role)
    return satisfied() if day <= on else lacking("ahead", cure_by=act.post.role, earliest=day, day=day)


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
def hearing_is_the_announced_one(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An act on a hearing is on the announced one that has no record yet."""
    hearing = case.public_participation.hearing
    if hearing is None or hearing.id != act.command.hearing_id or hearing.recorded:
        return lacking("not_announced", cure_by=Role.UNDERTAKING_HEAD)
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


@rule("PP-J28-COMPLETE", article="J28")
def feedback_covers_every_opinion(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Feedback is published after the period has ended and every opinion is answered."""
    heard = case.public_participation
    if heard.notice is not None and on <= heard.notice.closes_on:
        return lacking("running", cure_by=Role.UNDERTAKING_HEAD, earliest=heard.notice.closes_on + DAY,
                       closes_on=heard.notice.closes_on)
    return _unanswered(heard) or satisfied()
