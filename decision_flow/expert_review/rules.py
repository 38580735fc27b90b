"""专家论证: Art. 19, 20 and plan item 29. First what closes the stage, then what each act asks.

An expert whom a direct interest bars does not count; the stage goes on with the others. Art. 21, the pool of experts,
has no rule here: a city may use the pool of a higher level, and an expert is chosen by name.
"""

from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.expert_review.facts import ExpertFacts
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import Disposition, Modality, Role, Stage

HERE = Stage.EXPERT_REVIEW
HEAD = Role.UNDERTAKING_HEAD
LEAST = "expert_review.min_experts"
SHOWN = 20


@rule("ER-19-OPINION", article="19(1)", gate=HERE)
def experts_gave_signed_opinions(case: CaseFile, law: Law, on: date) -> Finding:
    """On a technical matter experts without a direct interest have given signed opinions, in this round."""
    facts = case.expert_review
    if facts.counted:
        return satisfied()
    if not case.is_technical:
        return lacking("determine", cure_by=(Role.DRAFTER, HEAD))
    if facts.heard:
        return lacking("only_interested", cure_by=HEAD, experts=_names(facts.heard))
    if not facts.experts:
        return lacking("nobody_chosen", cure_by=HEAD)
    return lacking("no_opinion", cure_by=Role.EXPERT, experts=_names(facts.experts))


@rule("ER-20-NUMBER", article="20", gate=HERE)
def as_many_experts_as_the_law_wants(case: CaseFile, law: Law, on: date) -> Finding:
    """As many experts give an opinion as the law of the place wants; the Regulations set no number."""
    if not case.is_technical:
        return not_applicable("not_technical")
    unread, found = law.is_unread(LEAST), len(case.expert_review.counted)
    wanted = case.expert_review.stated_number if unread else law.value_or_none(LEAST)
    if wanted is None:
        return lacking("unread", cure_by=HEAD) if unread else not_applicable("no_number")
    if found < wanted:
        return lacking("too_few", cure_by=(HEAD, Role.EXPERT), found=found, wanted=wanted)
    return satisfied("as_stated", wanted=wanted) if unread else satisfied()


@rule("ER-20-COUNTED", article="20", gate=HERE)
def counted_experts_declared_no_interest(case: CaseFile, law: Law, on: date) -> Finding:
    """Each expert who counts has declared no direct interest; who has one does not count."""
    facts = case.expert_review
    if not law.value("expert_review.direct_interest_bars"):
        return not_applicable("not_required")
    if not facts.heard:
        return not_applicable("no_opinion")
    undeclared = [expert for expert in facts.counted if expert.has_direct_interest is None]
    if undeclared:
        return lacking("undeclared", cure_by=Role.EXPERT, experts=_names(undeclared))
    excluded = [expert for expert in facts.heard if expert.has_direct_interest]
    return satisfied("excluded", experts=_names(excluded)) if excluded else satisfied()


@rule("ER-J29-REPLY", article="J29", gate=HERE)
def each_opinion_was_answered_to_the_expert(case: CaseFile, law: Law, on: date) -> Finding:
    """Each expert is told what became of his opinion, and the delivery is on record."""
    if not law.value("expert_review.reply_to_expert_required"):
        return not_applicable("not_required")
    counted = case.expert_review.counted
    if not counted:
        return not_applicable("no_opinion")
    unanswered = [expert for expert in counted if any(one.disposition is None for one in expert.opinions)]
    if unanswered:
        return lacking("unanswered", cure_by=HEAD, experts=_names(unanswered))
    untold = [expert for expert in counted if any(one.delivered_on is None for one in expert.opinions)]
    return lacking("undelivered", cure_by=HEAD, experts=_names(untold)) if untold else satisfied()


def _names(experts: tuple[ExpertFacts, ...] | list[ExpertFacts]) -> list[str]:
    return [expert.name for expert in experts[:SHOWN]]


# What each act asks


@rule("ER-19-INDEPENDENT", article="19(2)")
def expert_is_independent(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Experts work independently: nobody who chooses the experts, or drafted the draft, is one."""
    person = getattr(act.command, "person_id", None)
    if person == act.actor.id:
        return lacking("chose_himself", cure_by=HEAD)
    if case.draft is not None and (person or act.actor.id) in case.draft.drafters:
        return lacking("drafted", cure_by=HEAD)
    return satisfied()


@rule("ER-20-ONCE", article="20")
def expert_is_not_chosen_yet(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An expert is chosen once for a decision; the choice holds in each round."""
    expert = case.expert_review.expert(act.command.person_id)
    return satisfied() if expert is None else lacking("chosen", cure_by=HEAD, expert=expert.name)


@rule("ER-20-DISSENT", article="20", modality=Modality.NORMALLY)
def dissenting_experts_were_sought(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Attention is given to choosing experts of a dissenting view, or the choice says why not."""
    if not law.value("expert_review.dissenting_experts_sought"):
        return not_applicable("not_required")
    if act.command.dissent_sought:
        return satisfied()
    return satisfied("reasoned") if act.command.dissent_reason else lacking("no_reason", cure_by=HEAD)


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


# Not rules: 19(1) necessity, feasibility and scientific merit, and 20 the three reasons of the choice, are fields that
# an opinion and a choice cannot be without. 19(2) 署名: an opinion is given in the expert's own account.
