"""公众参与: what closes the stage, Art. 14–18 and plan item 28 in their order; act_rules.py has what each act asks,
hearing_rules.py what is asked of a hearing."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from decision_flow.casefile import CaseFile
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, Status, lacking, not_applicable, rule, satisfied
from decision_flow.public_participation.facts import DAY, Break, NoticeFacts, PublicParticipationFacts
from decision_flow.terms import Modality, Role, Stage

UNIT = (Role.DRAFTER, Role.UNDERTAKING_HEAD)
HERE = Stage.PUBLIC_PARTICIPATION
EXAMPLES = 5


@rule("PP-14-HEARD", article="14(1)", gate=HERE)
def the_public_was_heard(case: CaseFile, law: Law, on: date) -> Finding:
    """The public is heard in at least one form that is convenient to it, unless the matter is lawfully unpublished."""
    heard = case.public_participation
    if not law.value("public_participation.participation_required"):
        return not_applicable("not_required")
    if was_heard(heard):
        return satisfied()
    if case.lawfully_unpublished:
        return lacking("determine", cure_by=UNIT)
    return lacking("nobody", cure_by=UNIT)


@rule("PP-14-GROUP", article="14(3)", gate=HERE)
def the_specific_group_was_consulted(case: CaseFile, law: Law, on: date) -> Finding:
    """Where a specific group is affected, its organisations and representatives are consulted."""
    if not case.public_participation.affects_specific_group:
        return not_applicable("no_group")
    if not law.value("public_participation.specific_group_consulted") or case.public_participation.group_consulted:
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
    """Public comment stays open, unbroken, for its full period, unless its own notice says why not."""
    notice = case.public_participation.notice
    if notice is None:
        return not_applicable("not_chosen")
    since = period_start(notice, case, law)
    if since is None:
        return lacking("not_published", cure_by=Role.DRAFTER)
    unbroken = unbroken_since(notice, since, case, law)
    if unbroken is None or (unbroken > since and not runs_in_full(notice, unbroken, law)):
        anew = law.comment_closes(on, law.value("public_participation.comment_days_min")).worst + DAY
        return lacking("broken_off", cure_by=UNIT, earliest=anew)
    since = unbroken
    stated = stated_period(notice, since, on if on > notice.closes_on else since, law)
    full = law.comment_closes(since, law.value("public_participation.comment_days_min"))
    if stated.status is Status.LACKING:
        return stated
    reasoned = notice.shortening_reason and not _lacks_approver(notice, law)
    ends = notice.closes_on if reasoned else max(notice.closes_on, full.worst)
    if on <= notice.closes_on:
        return lacking("running", cure_by=Role.UNDERTAKING_HEAD, earliest=ends + DAY, closes_on=notice.closes_on)
    return stated if on > ends else lacking("provisional", cure_by=Role.ADMINISTRATOR, earliest=ends + DAY)


@rule("PP-18-ANSWERED", article="18", gate=HERE)
def every_opinion_was_answered(case: CaseFile, law: Law, on: date) -> Finding:
    """Each opinion that came in time is adopted, partly adopted or not adopted, with a reason."""
    heard = case.public_participation
    if not law.value("public_participation.every_opinion_answered"):
        return not_applicable("not_required")
    if heard.notice is None:
        return not_applicable("not_chosen")
    if heard.in_time:
        return unanswered(heard) or satisfied()
    if heard.none_stated:
        return satisfied("none_received")
    return lacking("none_stated", cure_by=Role.UNDERTAKING_HEAD, earliest=max(on, heard.notice.closes_on + DAY))


@rule("PP-18-BOILERPLATE", article="18", modality=Modality.MAY, gate=HERE)
def rejections_have_reasons_of_their_own(case: CaseFile, law: Law, on: date) -> Finding:
    """One and the same reason for all rejections is shown to whoever reads the gate; it stops nothing."""
    heard = case.public_participation
    if heard.one_reason and heard.rejected >= law.value("public_participation.one_reason_flagged_from"):
        return satisfied("one_reason", count=heard.rejected)
    return satisfied()


@rule("PP-J28-FEEDBACK", article="J28", gate=HERE)
def feedback_was_published(case: CaseFile, law: Law, on: date) -> Finding:
    """Adoption and reasons are fed back to the public, also that nobody had an opinion."""
    heard = case.public_participation
    if not law.value("public_participation.feedback_required"):
        return not_applicable("not_required")
    if heard.notice is None:
        return not_applicable("not_chosen")
    if heard.feedback_on is None or heard.feedback_on <= heard.notice.closes_on:
        return lacking("no_feedback", cure_by=Role.UNDERTAKING_HEAD, earliest=max(on, heard.notice.closes_on + DAY))
    return satisfied()


def was_heard(heard: PublicParticipationFacts) -> bool:
    """Whether the public was heard in any form."""
    return bool((heard.notice and heard.notice.channels) or heard.forms or (heard.hearing and heard.hearing.recorded))


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
    return (continued_from(former, own, case, law) if former else None) or own


def continued_from(former: NoticeFacts, on: date, case: CaseFile, law: Law) -> date | None:
    """The day from which the days of a former notice still count for one that follows on this day (补足): None where
    its publication has ended or was broken off."""
    since = period_start(former, case, law)
    if since is None or on > former.closes_on or breaks_of(former, case, law):
        return None
    return since


def breaks_of(notice: NoticeFacts, case: CaseFile, law: Law) -> tuple[Break, ...]:
    """The breaks, before its last day had ended, of a channel that counts and longer than is overlooked."""
    overlooked = DAY * law.value("public_participation.interruption_overlooked_days")
    return tuple(
        one
        for one in notice.breaks
        if one.channel in _channels(case, law)
        and one.broken_on <= notice.closes_on
        and (one.until is None or one.until - one.since > overlooked)
    )


def unbroken_since(notice: NoticeFacts, since: date, case: CaseFile, law: Law) -> date | None:
    """The day from which a notice ran unbroken: its first, where the full period had run before any break; else that
    of its return after the last one. None: it has not returned."""
    for one in breaks_of(notice, case, law):
        if one.broken_on > law.comment_closes(since, law.value("public_participation.comment_days_min")).worst:
            return since
        if one.restored_on is None:
            return None
        since = max(since, one.restored_on)
    return since


def runs_in_full(notice: Any, since: date, law: Law) -> bool:
    """Whether a notice's last day lies at the end of a full period from this day, or after it."""
    closes_on: date = notice.closes_on
    return closes_on >= law.comment_closes(since, law.value("public_participation.comment_days_min")).on


def _channels(case: CaseFile, law: Law) -> tuple[str, ...]:
    channels: tuple[str, ...] = law.value_for("public_participation.mandatory_channels", case.organ_kind)
    return channels


def stated_period(notice: Any, since: date, anew: date, law: Law) -> Finding:
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
    if _lacks_approver(notice, law):
        return lacking("no_approver", **said)
    return satisfied("shortened", days=days, floor=floor)


def _lacks_approver(notice: Any, law: Law) -> bool:
    """Where no shortened minimum is set, a reason needs a named approver."""
    least = law.value_or_none("public_participation.comment_days_shortened_min")
    needed = least is None and law.value("public_participation.shortening_approver_required")
    return needed and not notice.shortening_approved_by


def unanswered(heard: PublicParticipationFacts) -> Finding | None:
    """Opinions that came in time and have no answer, if there are any."""
    if not heard.unanswered:
        return None
    return lacking("unanswered", cure_by=UNIT, count=heard.unanswered, first=list(heard.open_ids[:EXAMPLES]))
