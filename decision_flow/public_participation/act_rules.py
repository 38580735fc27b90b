"""公众参与: what each act asks (Art. 14–18, 39, plan item 28), in the order of the articles."""

import re
from datetime import date, datetime

from decision_flow.audit.canonical import instant
from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.public_participation.facts import DAY, MASKED, NoticeFacts, day_of
from decision_flow.public_participation.rules import EXAMPLES, HERE, UNIT, continued_from, stated_period, unanswered
from decision_flow.terms import Disposition, HeardKind, Modality, ParticipationForm, Role

WITH_OWN_ACTS = (ParticipationForm.OPEN_COMMENT, ParticipationForm.HEARING)
DAYS = ("held_on", "delivered_on", "given_on", "closed_on", "noticed_on")
REPRESENT = (HeardKind.MASS_ORGANISATION, HeardKind.SOCIAL_ORGANISATION, HeardKind.MASSES_REPRESENTATIVE)
WITH_ORGANISATION = REPRESENT[:2]


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
    if not act.command.heard:
        return lacking("nobody_named", cure_by=act.post.role)
    if all(one.kind is HeardKind.STATE_ORGAN for one in act.command.heard):
        return lacking("only_state_organs", cure_by=act.post.role)
    return satisfied()


@rule("PP-14-REPRESENTED", article="14(3)")
def group_is_represented_by_name(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A specific group is represented by its organisations and by representatives of the masses, each by name."""
    those = act.command.representatives
    if not any(one.kind in REPRESENT for one in those):
        return lacking("nobody", cure_by=act.post.role)
    missing = [one.name for one in those if one.kind in WITH_ORGANISATION and not one.organisation]
    if missing:
        return lacking("no_organisation", cure_by=act.post.role, names=missing)
    absent = [kind for kind in REPRESENT if kind not in {one.kind for one in those}]
    return satisfied("one_sided", kinds=absent) if absent else satisfied()


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
    since = (continued_from(former, act.command.opens_on, case, law) if former else None) or act.command.opens_on
    return stated_period(act.command, since, since, law)


@rule("PP-15-CONTINUES", article="system")
def completed_notice_is_a_published_one(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A notice that completes another one (补足) names a published one of this round: it supplies the missing days
    while that one runs unbroken, and a fresh period otherwise."""
    if act.command.continues_notice_id is None:
        return not_applicable("first")
    former = case.public_participation.notices.get(act.command.continues_notice_id)
    if former is None or not former.channels or former.round != case.public_participation.round:
        return lacking("not_published", cure_by=act.post.role)
    if continued_from(former, act.command.opens_on, case, law) is None:
        return satisfied("afresh")
    return satisfied("missing_days")


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


@rule("PP-15-INTERRUPTED", article="15(1)")
def break_lies_within_the_publication(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A break begins after the publication on its channel, ends after it began, and is recorded when it has happened,
    one at a time."""
    notice, asks = case.public_participation.notices.get(act.command.notice_id), act.command
    if notice is None or asks.channel not in notice.channels:
        return lacking("not_published", cure_by=act.post.role)
    if day_of(instant(asks.broken_off_at)) < notice.channels[asks.channel]:
        return lacking("before_publication", cure_by=act.post.role, published_on=notice.channels[asks.channel])
    if asks.restored_at is not None and asks.restored_at <= asks.broken_off_at:
        return lacking("ends_before_it_begins", cure_by=act.post.role)
    if max(asks.broken_off_at, asks.restored_at or asks.broken_off_at) > datetime.fromisoformat(act.occurred_at):
        return lacking("ahead", cure_by=act.post.role)
    if any(one.channel == asks.channel and one.until is None for one in notice.breaks):
        return lacking("recorded", cure_by=act.post.role)
    return satisfied()


@rule("PP-15-RESTORED", article="15(1)")
def break_is_an_open_one(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is recorded as restored was broken off before, and is not restored already."""
    broken = case.public_participation.break_of(act.command.interruption_id)
    if broken is None or broken.until is not None:
        return lacking("not_broken", cure_by=act.post.role)
    if act.command.restored_at <= broken.since:
        return lacking("ends_before_it_begins", cure_by=act.post.role)
    if act.command.restored_at > datetime.fromisoformat(act.occurred_at):
        return lacking("ahead", cure_by=act.post.role)
    return satisfied()


@rule("PP-15-EXPLAINED", article="15(2)", modality=Modality.MAY)
def explanation_is_beside_a_published_notice(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Answers and explanations are published beside a notice, while it runs or afterwards."""
    notice = _published(act, case)
    if notice is None:
        return lacking("no_notice", cure_by=Role.DRAFTER)
    return satisfied() if notice.is_open_on(on) else satisfied("afterwards", closes_on=notice.closes_on)


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
    if _published(act, case) is None:
        return lacking("no_notice", cure_by=Role.DRAFTER)
    return satisfied() if came_in_time(act, case) else satisfied("late")


@rule("PP-15-GIVEN", article="15(1)")
def transcribed_comment_was_given_on_the_notice(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is typed for somebody was given after the notice could be read."""
    notice = _published(act, case)
    if notice is not None and notice.published_on is not None and act.command.given_on < notice.published_on:
        return lacking("before_notice", cure_by=act.post.role, published_on=notice.published_on)
    return satisfied()


@rule("PP-18-NAMED", article="18")
def named_opinions_are_of_this_matter(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An answer names opinions on this matter, each once."""
    unknown = [one for one in act.command.comment_ids if one not in case.named_comments]
    if unknown:
        return lacking("unknown", cure_by=act.post.role, count=len(unknown), first=unknown[:EXAMPLES])
    if len(set(act.command.comment_ids)) < len(act.command.comment_ids):
        return lacking("twice", cure_by=act.post.role)
    return satisfied()


@rule("PP-18-CHANGED", article="18")
def answer_is_changed_in_its_round(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An answer is changed only while the round stands open in which the opinion came."""
    stands_open = case.public_participation.round if case.is_open(HERE) else 0
    closed = [one for one, named in case.named_comments.items() if named.answered and named.round != stands_open]
    if closed:
        return lacking("closed", cure_by=Role.UNDERTAKING_HEAD, count=len(closed), first=closed[:EXAMPLES])
    return satisfied()


@rule("PP-18-AS-SUCH", article="18")
def answered_as_such_is_not_adopted(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is unrelated or abusive is answered as such: it is not adopted."""
    if act.command.answered_as is not None and act.command.disposition is not Disposition.NOT_ADOPTED:
        return lacking("adopted", cure_by=act.post.role, answered_as=act.command.answered_as)
    return satisfied()


@rule("PP-18-NONE", article="18")
def no_opinion_came_on_any_channel(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """That nobody had an opinion is stated after the close, with the proof of every channel of the notice."""
    heard, notice = case.public_participation, _published(act, case)
    if notice is None:
        return lacking("no_notice", cure_by=Role.DRAFTER)
    if on <= notice.closes_on:
        return lacking("running", cure_by=act.post.role, earliest=notice.closes_on + DAY, closes_on=notice.closes_on)
    if heard.in_time:
        return lacking("received", cure_by=UNIT, count=heard.in_time)
    unproved = sorted(set(notice.channels) - {one.channel for one in act.command.channels})
    return lacking("no_proof", cure_by=act.post.role, channels=unproved) if unproved else satisfied()


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


def came_in_time(act: Act, case: CaseFile) -> bool:
    """Whether an opinion is owed an answer: given while a notice of this round ran, and known while the round stands
    open."""
    day = getattr(act.command, "given_on", act.on)
    return case.public_participation.takes_comments_on(day) and case.is_open(HERE)


def _published(act: Act, case: CaseFile) -> NoticeFacts | None:
    notice = case.public_participation.notices.get(act.command.notice_id)
    return notice if notice is not None and notice.channels else None
