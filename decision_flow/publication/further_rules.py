"""Beside the Party committee: the people's congress, normative documents, who is told. Art. 8, 31, 32; plan 22, 43."""

from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.publication.facts import CongressFacts
from decision_flow.terms import CongressOutcome, CongressTrack, Role, Stage

OFFICE, HEAD, UNIT = Role.OFFICE_HEAD, Role.ADMINISTRATIVE_HEAD, Role.UNDERTAKING_HEAD
RESOLVED = frozenset({CongressOutcome.APPROVED, CongressOutcome.AMENDED})


@rule("PUB-8-CONGRESS", article="8(1)", gate=Stage.PUBLICATION)
def congress_decided_or_was_told(case: CaseFile, law: Law, on: date) -> Finding:
    """What the people's congress must decide it has decided, what it must hear before issue it has heard."""
    track, congress = case.congress_track, case.publication.congress
    if track is CongressTrack.NONE or not law.value("publication.congress_answer_required"):
        return not_applicable("not_required")
    if congress is None or congress.track is not track:
        return lacking("not_told" if track is CongressTrack.HEARS_BEFORE_ISSUE else "no_motion", cure_by=OFFICE)
    return satisfied() if track is CongressTrack.HEARS_BEFORE_ISSUE else _outcome(congress, case)


def _outcome(congress: CongressFacts, case: CaseFile) -> Finding:
    """An approval lets the decision be issued; amendments are carried out first (ruling 11, 47)."""
    if congress.outcome is None:
        return lacking("undecided", cure_by=OFFICE, sent_on=congress.sent_on)
    if congress.outcome not in RESOLVED:
        return lacking("refused", cure_by=(UNIT, HEAD), outcome=congress.outcome)
    if congress.outcome is CongressOutcome.AMENDED and case.publication.ordered_version <= congress.draft_version:
        return lacking("amended", cure_by=(UNIT, Role.LEGALITY_REVIEWER), resolution=congress.resolution_no)
    return satisfied("resolved", resolution=congress.resolution_no)


@rule("PUB-8-TRACK", article="8(1)")
def congress_track_is_the_answered_one(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A motion belongs to what the congress decides, a report before issue to what it hears of."""
    if case.congress_track is not act.command.track:
        return lacking("other_track", cure_by=UNIT, track=case.congress_track)
    return satisfied()


@rule("PUB-8-AWAITED", article="8(1)")
def motion_awaits_its_outcome(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An outcome belongs to a motion that has none, does not come before it, and an approval has its resolution."""
    congress, asks = case.publication.congress, act.command
    if congress is None or congress.track is not CongressTrack.DECIDES:
        return lacking("no_motion", cure_by=OFFICE)
    if congress.outcome is not None:
        return lacking("decided", cure_by=OFFICE, outcome=congress.outcome)
    if asks.decided_on < congress.sent_on:
        return lacking("before_the_motion", cure_by=OFFICE, earliest=congress.sent_on, sent_on=congress.sent_on)
    if asks.outcome in RESOLVED and not asks.resolution_no:
        return lacking("no_resolution", cure_by=OFFICE, outcome=asks.outcome)
    return satisfied()


@rule("PUB-8-CITES", article="8(1)")
def publication_cites_the_resolution(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What the congress decided is published citing its resolution; nothing else cites one."""
    congress = case.publication.congress
    resolution = congress.resolution_no if congress is not None and congress.outcome in RESOLVED else None
    if act.command.congress_resolution_no == resolution:
        return satisfied()
    return lacking("not_cited" if resolution else "no_resolution", cure_by=OFFICE, resolution=resolution)


@rule("PUB-31-ORGAN", article="31")
def report_goes_to_the_party_organ_of_the_body(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The report goes to the Party organ that the profile names for this kind of body; another name is shown."""
    named = (law.value_or_none("publication.party_organ") or {}).get(case.organ_kind)
    if named is None or named in act.command.party_organ:
        return satisfied()
    return satisfied("another_name", named=named, given=act.command.party_organ)


@rule("PUB-J43-MINUTES", article="J43")
def minutes_are_no_decision(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A decision is issued as a formal document: neither 会议纪要 nor 会议记录 is one."""
    meeting = case.collective_discussion.meeting
    minutes = meeting.minutes.minutes_sha256 if meeting and meeting.minutes else None
    if meeting is not None and act.command.document_sha256 in {meeting.record_sha256, minutes}:
        return lacking("minutes", cure_by=OFFICE)
    return satisfied()


@rule("PUB-J22-NUMBER", article="J22", gate=Stage.PUBLICATION)
def normative_document_is_registered(case: CaseFile, law: Law, on: date) -> Finding:
    """A normative document has its unified registration number before it is published; others need none."""
    if not case.is_normative_document:
        return not_applicable("ordinary")
    if not law.value("publication.normative_number_required"):
        return not_applicable("not_required")
    return satisfied() if case.publication.normative else lacking("no_number", cure_by=OFFICE)


@rule("PUB-J22-FILED", article="J22", gate=Stage.PUBLICATION)
def normative_document_is_filed(case: CaseFile, law: Law, on: date) -> Finding:
    """A county government's normative document is filed with the prefecture; filing follows issue and is flagged."""
    with_whom = (law.value_or_none("publication.normative_filed_with") or {}).get(case.organ_kind)
    if not case.is_normative_document or with_whom is None:
        return not_applicable("not_required")
    filed = case.publication.normative is not None and case.publication.normative.filings
    return satisfied() if filed else satisfied("unfiled", filed_with=with_whom)


@rule("PUB-J22-NORMATIVE", article="J22")
def matter_is_a_normative_document(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Registration and filing belong to normative documents only."""
    return satisfied() if case.is_normative_document else lacking("ordinary", cure_by=UNIT)


@rule("PUB-J22-REGISTERED", article="J22")
def document_is_registered_before_it_is_filed(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is filed is a registered document."""
    return satisfied() if case.publication.normative else lacking("no_number", cure_by=OFFICE)


@rule("PUB-J22-VALIDITY", article="J22")
def validity_is_stated_within_the_rule(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A normative document says until when it is valid: within the years of the rule, or with the rule stated."""
    asks, key = act.command, "publication.normative_valid_years"
    if asks.valid_until <= asks.registered_on:
        return lacking("ends_before", cure_by=OFFICE, registered_on=asks.registered_on, valid_until=asks.valid_until)
    if law.is_unread(key):
        return satisfied() if asks.validity_basis else lacking("no_basis", cure_by=OFFICE)
    years = law.value_or_none(key)
    if years is not None and asks.valid_until > _years_after(asks.registered_on, years):
        return lacking("too_long", cure_by=OFFICE, years=years, valid_until=asks.valid_until)
    return satisfied()


def _years_after(day: date, years: int) -> date:
    """The same day so many years later; 28 February where it has no such day."""
    leap = (day.month, day.day) == (2, 29)
    return date(day.year + years, day.month, 28 if leap else day.day)


@rule("PUB-32-EXPLAINED", article="32", gate=Stage.PUBLICATION)
def taking_up_of_opinions_is_explained(case: CaseFile, law: Law, on: date) -> Finding:
    """What became of opinions is explained to the public where the matter is technical; a missing one is flagged."""
    if case.lawfully_unpublished:
        return not_applicable("lawfully_unpublished")
    if not case.is_technical or not law.value("publication.adoption_explained"):
        return not_applicable("not_required")
    return satisfied() if case.publication.explained else satisfied("not_explained")
