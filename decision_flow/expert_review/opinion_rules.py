"""论证意见: what each act on opinions asks, from the declaration to the publication. Art. 19, 20, plan 29."""

from datetime import date
from typing import Any

from decision_flow.audit.canonical import instant
from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.expert_review.rules import HEAD, LEAST, SHOWN, names_of
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import Disposition, Role, SealKind

OF_AN_ORIGINAL = {
    SealKind.PAPER_ORIGINAL: ("pages", "kept_at", "compared_by"),
    SealKind.E_SEAL: ("verification",),
}


@rule("ER-19-NAMED", article="19(2)")
def expert_acts_in_person(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Opinions and declarations are given in his own name by an expert who was chosen for this decision."""
    return satisfied() if case.expert_review.expert(act.actor.id) else lacking("not_chosen", cure_by=HEAD)


@rule("ER-20-INTEREST", article="20")
def expert_has_no_direct_interest(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Before he gives an opinion an expert declares whether he has a direct interest; with one he gives none."""
    expert = case.expert_review.expert(act.actor.id)
    if expert is None or not law.value("expert_review.direct_interest_bars"):
        return not_applicable("not_chosen" if expert is None else "not_required")
    if expert.has_direct_interest is None:
        return lacking("undeclared", cure_by=Role.EXPERT)
    return lacking("direct_interest", cure_by=HEAD) if expert.has_direct_interest else satisfied()


@rule("ER-20-OUT", article="20")
def expert_is_still_asked(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """No opinion is given by whom a relation on record, a sanction or his release keeps out."""
    expert = case.expert_review.expert(act.actor.id)
    if expert is None:
        return not_applicable("not_chosen")
    if expert.released:
        return lacking("released", cure_by=HEAD)
    if expert.barred:
        return lacking("barred", cure_by=(HEAD, Role.OFFICE_HEAD))
    return lacking("crossed", cure_by=HEAD) if expert.crossed else satisfied()


@rule("ER-J29-OPINION", article="J29")
def answer_is_to_an_opinion_of_this_round(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is answered is an expert's opinion of the present round."""
    known = case.expert_review.opinion(act.command.opinion_id) is not None
    return satisfied() if known else lacking("unknown_opinion", cure_by=Role.EXPERT)


@rule("ER-J29-REASON", article="J29")
def refusal_is_reasoned(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is not adopted, or only in part, has its reason."""
    if act.command.disposition is Disposition.ADOPTED:
        return not_applicable("adopted")
    if not law.value("expert_review.refusal_reasoned"):
        return not_applicable("not_required")
    if not act.command.reason:
        return lacking("no_reason", cure_by=HEAD, disposition=act.command.disposition)
    return satisfied()


@rule("ER-J29-DELIVERED", article="J29")
def delivery_has_happened(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A delivery is recorded when it has happened, not before."""
    delivery = act.command.delivery
    if delivery is None:
        return not_applicable("not_delivered_yet")
    if delivery.delivered_on > on:
        return lacking("ahead", cure_by=HEAD, earliest=delivery.delivered_on, delivered_on=delivery.delivered_on)
    return satisfied()


@rule("ER-19-WAIT", article="19(2)")
def all_opinions_are_in(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Opinions are opened when every expert who is asked has given his own: who is awaited is asked, or released."""
    facts = case.expert_review
    if not facts.closed:
        return lacking("none", cure_by=Role.EXPERT)
    return (
        lacking("awaited", cure_by=(Role.EXPERT, HEAD), experts=names_of(facts.awaited))
        if facts.awaited
        else satisfied()
    )


@rule("ER-19-OPENED", article="19(2)")
def opinion_was_opened(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An opinion is read and answered after all were opened, and once it is on file."""
    opinion = case.expert_review.opinion(act.command.opinion_id)
    if opinion is None:
        return not_applicable("unknown_opinion")
    if not opinion.is_opened:
        return lacking("closed", cure_by=HEAD)
    return satisfied() if opinion.view is not None else lacking("not_on_file", cure_by=Role.DRAFTER)


@rule("ER-19-SEALED", article="19(2)")
def institution_sealed_its_opinion(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An institution seals its opinion, by an e-seal that was verified or on paper; a person signs with his name."""
    expert = case.expert_review.expert(act.actor.id)
    if act.command.seal is not None:
        return _complete(act.command.seal, on)
    if expert is None or not expert.is_institution or not law.value("expert_review.opinion_signed"):
        return not_applicable("a_person")
    return lacking("no_seal", cure_by=Role.EXPERT)


@rule("ER-19-PAPER", article="19(2)")
def paper_original_is_whole(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A paper original is on file with its pages, where it is kept, and who compared the scan with it."""
    return _complete(act.command.original, on)


@rule("ER-19-ENVELOPE", article="19(2)")
def envelope_was_opened(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is put on file from paper came in an envelope, was opened with the others, and is not on file yet."""
    opinion = case.expert_review.opinion(act.command.opinion_id)
    if opinion is None or not opinion.on_paper:
        return lacking("no_envelope", cure_by=Role.DRAFTER)
    if not opinion.is_opened:
        return lacking("closed", cure_by=HEAD)
    return satisfied() if opinion.view is None else lacking("on_file", cure_by=Role.DRAFTER)


@rule("ER-19-ASKED", article="19(2)")
def expert_on_paper_is_asked(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What comes on paper comes from an expert who was chosen, counts, and has declared no interest."""
    expert = case.expert_review.expert(act.command.person_id)
    if expert is None:
        return lacking("not_chosen", cure_by=HEAD)
    if expert.is_out:
        return lacking("out", cure_by=HEAD, expert=expert.name)
    if expert.has_direct_interest is None and law.value("expert_review.direct_interest_bars"):
        return lacking("undeclared", cure_by=(Role.EXPERT, Role.DRAFTER), expert=expert.name)
    return satisfied()


@rule("ER-20-PRESENT", article="20")
def meeting_has_been_held(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A meeting is recorded after it was held, with experts of the decision."""
    if act.command.held_on > on:
        return lacking("ahead", cure_by=Role.DRAFTER, earliest=act.command.held_on, held_on=act.command.held_on)
    unknown = [person for person in act.command.present if case.expert_review.expert(person) is None]
    return lacking("not_chosen", cure_by=(Role.DRAFTER, HEAD), persons=unknown[:SHOWN]) if unknown else satisfied()


@rule("ER-19-RECEIVED", article="19(2)")
def envelope_has_come(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An envelope is recorded when it has come in, not before."""
    came = act.command.received_on
    return satisfied() if came <= on else lacking("ahead", cure_by=Role.DRAFTER, earliest=came, received_on=came)


@rule("ER-J29-PUBLISHABLE", article="J29")
def opinions_can_be_published(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Published is what was opened and answered, of a matter that may be published, once it stands there."""
    counted = case.expert_review.counted
    if case.lawfully_unpublished:
        return lacking("unpublished", cure_by=HEAD)
    if not counted or any(one.disposition is None for expert in counted for one in expert.opinions):
        return lacking("unanswered", cure_by=HEAD)
    return satisfied() if instant(act.command.published_at) <= act.recorded_at else lacking("ahead", cure_by=HEAD)


def _complete(paper: Any, on: date) -> Finding:
    """Whether a signed or sealed original says what its kind asks for, and is not of a day to come."""
    if paper.signed_on > on:
        return lacking("ahead", cure_by=(Role.EXPERT, Role.DRAFTER), signed_on=paper.signed_on)
    told = {name for name in ("pages", "kept_at", "compared_by", "verification") if getattr(paper, name)}
    missing = [name for name in OF_AN_ORIGINAL[paper.kind] if name not in told]
    return lacking("incomplete", cure_by=(Role.EXPERT, Role.DRAFTER), lacks=missing) if missing else satisfied()


@rule("ER-20-STATED", article="20")
def number_is_stated_only_where_the_text_is_unread(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Where the text that sets the number is unread, the head of the unit states number and basis, both."""
    number, basis = act.command.min_experts, act.command.min_experts_basis
    if number is None and basis is None:
        return not_applicable("not_stated")
    if not law.is_unread(LEAST):
        return lacking("read", cure_by=HEAD)
    if number is None or number < 0 or not basis:
        return lacking("incomplete", cure_by=HEAD)
    return satisfied()
