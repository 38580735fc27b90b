"""听证会: when one is owed, and what is asked of it from its announcement to the signed record (Art. 16, 17, ruling
19, 20). Without a rule: Art. 17(1)–(2), the order of speech."""

from datetime import date
from typing import Any

from decision_flow.audit.canonical import instant
from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.public_participation.facts import DAY, HearingFacts, PublicParticipationFacts, day_of
from decision_flow.public_participation.rules import HERE, UNIT
from decision_flow.terms import HearingGround, Knowledge, ParticipationForm, Role

NOTICE_DAYS, LIST_DAYS, LEAST = (
    f"public_participation.{key}" for key in ("hearing_notice_days", "hearing_list_days", "hearing_participants_min")
)
OF_A_LOCAL_TEXT = {NOTICE_DAYS: "notice_days", LIST_DAYS: "list_days", LEAST: "participants_min"}
TRIGGER = "public_participation.hearing_trigger"


# When a hearing is owed


@rule("PP-16-TRIGGER", article="16(1)", gate=HERE)
def hearing_was_held_where_one_is_owed(case: CaseFile, law: Law, on: date) -> Finding:
    """A hearing is held where a law, or the place on account of a strong division or of stability, demands it."""
    heard = case.public_participation
    if heard.grounds is None:
        return lacking("unanswered", cure_by=Role.UNDERTAKING_HEAD)
    owed = hearing_grounds(heard, law)
    if not owed:
        return not_applicable("free")
    if heard.hearing is not None and heard.hearing.recorded:
        return satisfied("held", grounds=owed)
    if may_be_set_aside(heard, law):
        if heard.hearing_set_aside:
            return satisfied("set_aside", grounds=owed)
        return lacking("not_held_or_set_aside", cure_by=(*UNIT, Role.LEGALITY_HEAD), grounds=owed)
    return lacking("not_held", cure_by=UNIT, grounds=owed)


@rule("PP-16-GROUNDS", article="16(1)")
def ground_of_law_names_its_statute(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """That a law, regulation or rule requires a hearing is said with its name."""
    if HearingGround.REQUIRED_BY_LAW in act.command.grounds and not act.command.statute:
        return lacking("no_statute", cure_by=act.post.role)
    return satisfied()


@rule("PP-16-ASIDE", article="16(1)")
def hearing_may_be_set_aside_at_all(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Only a hearing that a text demands which nobody has read may be set aside, and never one that a law requires."""
    heard = case.public_participation
    if heard.grounds is None or not hearing_grounds(heard, law):
        return lacking("not_owed", cure_by=Role.UNDERTAKING_HEAD)
    if not may_be_set_aside(heard, law):
        return lacking("binds", cure_by=UNIT, grounds=hearing_grounds(heard, law))
    return satisfied()


def hearing_grounds(heard: PublicParticipationFacts, law: Law) -> list[HearingGround]:
    """The grounds for which a hearing is owed: one that a law requires always, others where the place says must."""
    everywhere = law.value(TRIGGER) == "must"
    named = law.value("public_participation.hearing_must_grounds")
    owed = [one for one in HearingGround if one in (heard.grounds or ()) and one.value in named]
    return [one for one in owed if everywhere or one is HearingGround.REQUIRED_BY_LAW]


def may_be_set_aside(heard: PublicParticipationFacts, law: Law) -> bool:
    """Whether the demand rests on a text that nobody has read."""
    unread = law.entry(TRIGGER).knowledge is Knowledge.UNVERIFIED
    return unread and HearingGround.REQUIRED_BY_LAW not in (heard.grounds or ())


# Announcement, sign-up, list


@rule("PP-16-ANNOUNCED", article="16(2)")
def hearing_is_announced_beforehand(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Time and place of a hearing are published before it, and one is announced at a time."""
    before = case.public_participation.hearing
    if before is not None and not before.recorded:
        return lacking("another", cure_by=UNIT, held_on=before.held_on)
    if act.command.held_on <= on:
        return lacking("not_beforehand", cure_by=act.post.role, held_on=act.command.held_on)
    return satisfied()


@rule("PP-16-STATED", article="16(2)")
def numbers_are_stated_only_where_the_text_is_unread(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Where the text that sets days and number is unread, the head of the unit states them with the basis."""
    asked = [law.entry(key).label for key in OF_A_LOCAL_TEXT if law.is_unread(key)]
    if asked and act.command.stated is None:
        return lacking("not_stated", cure_by=act.post.role, asked=asked)
    if act.command.stated is not None and not asked:
        return lacking("read", cure_by=act.post.role)
    return satisfied("stated") if asked else satisfied()


@rule("PP-16-NOTICE", article="16(2)")
def hearing_is_announced_in_time(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The hearing is announced as many days before it as the place says."""
    stated = act.command.stated
    days = number_of(law, NOTICE_DAYS, stated.notice_days if stated else None)
    earliest = day_of(instant(act.command.published_at)) + DAY * days
    if act.command.held_on < earliest:
        return lacking("late", cure_by=act.post.role, earliest=earliest, days=days)
    return satisfied()


def number_of(law: Law, key: str, stated: int | None) -> int:
    """What the law in force says, the number stated where its text is unread, 0 where it is silent."""
    return (stated or 0) if law.is_unread(key) else (law.value_or_none(key) or 0)


@rule("PP-16-HEARING", article="16")
def hearing_is_the_present_one(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An act on a hearing is on the one that was announced last and not called off."""
    hearing = case.public_participation.hearing
    if hearing is None or hearing.id != act.command.hearing_id:
        return lacking("not_announced", cure_by=Role.UNDERTAKING_HEAD)
    return satisfied()


@rule("PP-16-EXTENDED", article="16")
def too_few_signed_up_and_it_was_not_extended_yet(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Sign-up is extended once, where it brought fewer than are needed, to a later day."""
    hearing = case.public_participation.hearing
    if hearing is None or hearing.sign_ups is None:
        return lacking("sign_ups_unknown", cure_by=UNIT)
    if hearing.extended:
        return lacking("once", cure_by=act.post.role)
    least = max(1, number_of(law, LEAST, hearing.stated_participants_min))
    if hearing.sign_ups >= least:
        return lacking("enough", cure_by=act.post.role, count=hearing.sign_ups, least=least)
    if act.command.held_on <= max(on, hearing.held_on):
        return lacking("not_later", cure_by=act.post.role, earliest=max(on, hearing.held_on) + DAY)
    return satisfied()


@rule("PP-16-METHOD", article="16(3)")
def list_follows_the_published_method(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Participants are selected by a method that was published before; their list is published once."""
    hearing = case.public_participation.hearing
    if hearing is not None and not hearing.selects:
        return lacking("no_method", cure_by=Role.UNDERTAKING_HEAD)
    if hearing is not None and hearing.listed:
        return lacking("listed", cure_by=act.post.role, listed_on=hearing.listed_on)
    if any(one.invited for one in act.command.participants) and not act.command.invitation_reason:
        return lacking("no_reason", cure_by=act.post.role)
    return satisfied()


@rule("PP-16-LISTED", article="16(3)")
def list_is_published_in_time(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The list of participants is published before the hearing, as many days as the place says."""
    hearing = case.public_participation.hearing
    if hearing is None:
        return not_applicable("no_hearing")
    days = max(1, number_of(law, LIST_DAYS, hearing.stated_list_days))
    if day_of(instant(act.command.published_at)) + DAY * days > hearing.held_on:
        return lacking("late", cure_by=act.post.role, held_on=hearing.held_on, days=days)
    return satisfied()


@rule("PP-16-LIST-SIDES", article="16(3)")
def list_has_every_side_and_number(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Every side that the matter concerns stands on the list, with as many participants as the place says."""
    hearing, listed = case.public_participation.hearing, act.command.participants
    if hearing is None:
        return not_applicable("no_hearing")
    absent = _absent(hearing, {one.side for one in listed}, law)
    if absent:
        return lacking("side", cure_by=act.post.role, sides=absent)
    least = number_of(law, LEAST, hearing.stated_participants_min)
    if len(listed) < least:
        return lacking("few", cure_by=act.post.role, count=len(listed), least=least)
    return satisfied()


def _absent(hearing: HearingFacts, there: Any, law: Law) -> list[str]:
    if not law.value("public_participation.hearing_every_side_represented"):
        return []
    return [side for side in hearing.sides if side not in there]


# The hearing and its record


@rule("PP-16-LIST", article="16(3)", gate=HERE)
def list_of_participants_was_published(case: CaseFile, law: Law, on: date) -> Finding:
    """Where participants are selected, their list is published before the hearing, and only they take part."""
    hearing = case.public_participation.hearing
    if hearing is None:
        return not_applicable("no_hearing")
    if not hearing.selects:
        return not_applicable("everybody")
    if not hearing.listed:
        return lacking("no_list", cure_by=UNIT, held_on=hearing.held_on)
    if hearing.unlisted:
        return lacking("unlisted", cure_by=UNIT, count=hearing.unlisted)
    return satisfied()


@rule("PP-16-SIDES", article="16(3)", gate=HERE)
def every_side_took_part(case: CaseFile, law: Law, on: date) -> Finding:
    """Every side that the matter concerns takes part in the hearing, with as many participants as the place says."""
    hearing = case.public_participation.hearing
    if hearing is None:
        return not_applicable("no_hearing")
    if not hearing.recorded:
        return not_applicable("not_held")
    absent = _absent(hearing, hearing.sides_present, law)
    if absent:
        return lacking("side", cure_by=UNIT, sides=absent)
    least = number_of(law, LEAST, hearing.stated_participants_min)
    if hearing.participants < least:
        return lacking("few", cure_by=UNIT, count=hearing.participants, least=least)
    return satisfied()


@rule("PP-16-MATERIALS", article="16(3)", gate=HERE)
def materials_reached_participants_in_time(case: CaseFile, law: Law, on: date) -> Finding:
    """The materials of a hearing reach its participants the required number of days before it."""
    hearing = case.public_participation.hearing
    if hearing is None:
        return not_applicable("no_hearing")
    days = law.value("public_participation.hearing_materials_days")
    days += bool(law.value("public_participation.hearing_materials_clear_days"))
    latest, delivered_on = hearing.held_on - DAY * days, hearing.last_delivered_on
    if delivered_on is None:
        return lacking("none_delivered", cure_by=Role.DRAFTER, latest=latest)
    if hearing.undelivered:
        return lacking("not_delivered", cure_by=Role.DRAFTER, count=hearing.undelivered, latest=latest)
    if delivered_on > latest:
        return lacking("late", cure_by=UNIT, earliest=delivered_on + DAY * days, delivered_on=delivered_on, days=days)
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


@rule("PP-17-ONCE", article="17")
def hearing_has_no_record_yet(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A hearing is recorded once; once it is, nothing of it changes and it can no more be called off."""
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


@rule("PP-17-PAPER", article="17")
def paper_was_signed_after_the_hearing(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The paper original was signed on the hearing's day or after it, and not ahead."""
    hearing, signed_on = case.public_participation.hearing, act.command.paper_original.signed_on
    if hearing is not None and not hearing.held_on <= signed_on <= on:
        return lacking("other_day", cure_by=act.post.role, signed_on=signed_on, held_on=hearing.held_on)
    return satisfied()


# Called off


@rule("PP-16-OWED", article="16(1)")
def owed_hearing_is_replaced_by_another_one(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A hearing that is owed is called off only for another hearing."""
    heard, instead = case.public_participation, act.command.replaced_by
    owed = hearing_grounds(heard, law)
    if instead is ParticipationForm.HEARING or not owed:
        return satisfied()
    if may_be_set_aside(heard, law) and heard.hearing_set_aside:
        return satisfied("set_aside")
    return lacking("owed", cure_by=act.post.role, grounds=owed)


@rule("PP-16-REPLACED", article="14(2)", gate=HERE)
def another_form_took_its_place(case: CaseFile, law: Law, on: date) -> Finding:
    """In place of a hearing that was called off, the public is heard in the form that was announced."""
    heard = case.public_participation
    if heard.replaced_by is None:
        return not_applicable("none_called_off")
    held = {
        ParticipationForm.HEARING: heard.hearing is not None and heard.hearing.recorded,
        ParticipationForm.OPEN_COMMENT: heard.notice is not None and bool(heard.notice.channels),
    }
    if held.get(heard.replaced_by, heard.replaced_by in heard.forms):
        return satisfied()
    return lacking("not_heard", cure_by=UNIT, form=heard.replaced_by)
