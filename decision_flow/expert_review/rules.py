"""专家论证: Art. 19, 20 and plan item 29. What closes the stage.

An expert whom a direct interest bars does not count; the stage goes on with the others. What each act asks stands in
choice_rules.py and opinion_rules.py.
"""

from datetime import date
from fractions import Fraction

from decision_flow.casefile import CaseFile
from decision_flow.expert_review.facts import ExpertFacts
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import Modality, ReviewForm, Role, Stage, View

HERE = Stage.EXPERT_REVIEW
HEAD = Role.UNDERTAKING_HEAD
LEAST = "expert_review.min_experts"
SHOWN = 20
AGREED = frozenset({View.AGREE, View.AGREE_WITH_CHANGES})


@rule("ER-19-OPINION", article="19(1)", gate=HERE)
def experts_gave_signed_opinions(case: CaseFile, law: Law, on: date) -> Finding:
    """On a technical matter experts without a direct interest have given signed opinions, in this round."""
    facts = case.expert_review
    if facts.counted:
        return satisfied()
    if not case.is_technical:
        return lacking("determine", cure_by=(Role.DRAFTER, HEAD))
    if facts.heard:
        return lacking("only_interested", cure_by=HEAD, experts=names_of(facts.heard))
    if not facts.experts:
        return lacking("nobody_chosen", cure_by=HEAD)
    return lacking("no_opinion", cure_by=Role.EXPERT, experts=names_of(facts.experts))


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
        return lacking("undeclared", cure_by=Role.EXPERT, experts=names_of(undeclared))
    excluded = [expert for expert in facts.heard if expert.is_out]
    return satisfied("excluded", experts=names_of(excluded)) if excluded else satisfied()


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
        return lacking("unanswered", cure_by=HEAD, experts=names_of(unanswered))
    untold = [expert for expert in counted if any(one.delivered_on is None for one in expert.opinions)]
    return lacking("undelivered", cure_by=HEAD, experts=names_of(untold)) if untold else satisfied()


@rule("ER-19-TOGETHER", article="19(2)", gate=HERE)
def opinions_were_opened_together(case: CaseFile, law: Law, on: date) -> Finding:
    """Experts work independently: opinions stay closed until all are in, then they are opened, and all are on file."""
    facts = case.expert_review
    if not facts.counted:
        return not_applicable("no_opinion")
    closed = [expert for expert in facts.counted if any(not one.is_opened for one in expert.opinions)]
    if closed:
        return lacking("closed", cure_by=HEAD, experts=names_of(closed))
    empty = [expert for expert in facts.counted if any(one.view is None for one in expert.opinions)]
    return lacking("not_on_file", cure_by=Role.DRAFTER, experts=names_of(empty)) if empty else satisfied()


@rule("ER-20-SHARE", article="20", modality=Modality.NORMALLY, gate=HERE)
def experts_are_not_mostly_of_the_unit(case: CaseFile, law: Law, on: date) -> Finding:
    """No more of the experts belong to the undertaking unit than the law of the place has, or the reason is given."""
    cap, counted = law.value_or_none("expert_review.subordinate_share_max"), case.expert_review.counted
    if cap is None or not counted:
        return not_applicable("no_share" if cap is None else "no_opinion")
    own = [expert for expert in counted if expert.is_subordinate]
    if Fraction(len(own), len(counted)) <= Fraction(cap):
        return satisfied()
    if case.expert_review.share_reason:
        return satisfied("reasoned", found=len(own), of=len(counted), share=cap)
    return lacking("too_many", cure_by=HEAD, found=len(own), of=len(counted), share=cap)


@rule("ER-20-FORM", article="20", gate=HERE)
def meeting_of_experts_is_on_record(case: CaseFile, law: Law, on: date) -> Finding:
    """Who is heard in a meeting was present in one, in this round."""
    facts = case.expert_review
    asked = [expert for expert in facts.counted if expert.form is ReviewForm.MEETING]
    if not asked:
        return not_applicable("no_meeting")
    absent = [expert for expert in asked if expert.person_id not in facts.met]
    return lacking("not_present", cure_by=Role.DRAFTER, experts=names_of(absent)) if absent else satisfied()


@rule("ER-20-UNANIMOUS", article="20", modality=Modality.MAY, gate=HERE)
def unanimity_is_shown(case: CaseFile, law: Law, on: date) -> Finding:
    """Experts who all agree are a sign to look at, never a bar: it is shown whether dissent was sought."""
    counted, least = case.expert_review.counted, law.value("expert_review.unanimity_shown_from")
    if len(counted) < least:
        return not_applicable("few", least=least)
    agreed = all(one.view in AGREED for expert in counted for one in expert.opinions)
    return satisfied("unanimous", experts=len(counted)) if agreed else satisfied()


@rule("ER-J29-PUBLISHED", article="J29", modality=Modality.MAY, gate=HERE)
def publication_of_opinions_is_shown(case: CaseFile, law: Law, on: date) -> Finding:
    """Opinions and what was taken up are published; the plan names no day, so this shows and does not bar."""
    if not law.value("expert_review.opinion_published"):
        return not_applicable("not_required")
    if case.lawfully_unpublished:
        return not_applicable("unpublished")
    return satisfied() if case.expert_review.published else satisfied("not_yet")


def names_of(experts: tuple[ExpertFacts, ...] | list[ExpertFacts]) -> list[str]:
    return [expert.name for expert in experts[:SHOWN]]


# Not rules: 19(1) necessity, feasibility and scientific merit are fields that an opinion cannot be without. 19(2) 署名:
# an opinion is given in the expert's own account, or on paper that he signed.
