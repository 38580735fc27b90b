"""合法性审查意见: Art. 25, 27, 28. The review is bound to the digest (the file and its time: submission.py)."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import replace
from datetime import date

from decision_flow.board import day_of
from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.legality_review.facts import LEGALITY_REVIEW, LimbFacts, Opinion
from decision_flow.legality_review.submission import REVIEWERS as REVIEWERS
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, Rule, lacking, not_applicable, rule, satisfied
from decision_flow.procedure.stage_graph import EARLY
from decision_flow.terms import Conclusion, Limb, Role, Stage

PASSES = frozenset({Conclusion.LAWFUL, Conclusion.EXPLORATORY})


@rule("LR-25-LAWFUL", article="25(2)", gate=Stage.LEGALITY_REVIEW)
def draft_was_found_lawful(case: CaseFile, law: Law, on: date) -> Finding:
    """A draft that was not reviewed, or was found unlawful, does not go to the meeting."""
    opinion, draft = case.legality_review.issued, case.draft
    if opinion is None or draft is None:
        return lacking("no_opinion", cure_by=REVIEWERS)
    if opinion.conclusion is Conclusion.UNLAWFUL:
        return lacking("unlawful", cure_by=Role.UNDERTAKING_HEAD)
    if opinion.conclusion is Conclusion.LAWFUL_AFTER_CHANGES:
        if draft.carries_legality_opinion and draft.pending is None and opinion.draft_sha256 != draft.sha256:
            return satisfied("changes_carried_out", version=draft.version)
        return lacking("changes_not_carried_out", cure_by=(Role.UNDERTAKING_HEAD, Role.LEGALITY_HEAD))
    if opinion.draft_sha256 != draft.sha256:
        return lacking("other_draft", cure_by=REVIEWERS, version=draft.version)
    return satisfied("exploratory") if opinion.conclusion is Conclusion.EXPLORATORY else satisfied()


@rule("LR-25-RISK", article="25(2)", gate=Stage.LEGALITY_REVIEW)
def legal_risk_of_a_reform_is_stated(case: CaseFile, law: Law, on: date) -> Finding:
    """An exploratory reform without a clear national rule goes to the meeting with its legal risk stated."""
    opinion = case.legality_review.issued
    if opinion is None or opinion.conclusion is not Conclusion.EXPLORATORY:
        return not_applicable("not_exploratory")
    if not law.value("legality_review.exploratory_allowed"):
        return lacking("not_allowed", cure_by=REVIEWERS)
    return satisfied() if opinion.states_risk else lacking("no_risk", cure_by=Role.LEGALITY_REVIEWER)


@rule("LR-25-KIND", article="25(1)")
def opinion_is_a_legality_review(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A consultation, a countersignature or the like is no substitute for the legality review."""
    kind = act.command.paper_kind
    if kind == LEGALITY_REVIEW:
        return satisfied()
    if kind not in law.value("legality_review.no_substitutes"):
        return lacking("unknown_kind", cure_by=REVIEWERS, kind=kind)
    if not law.value("legality_review.consultation_is_no_substitute"):
        return satisfied("substitute", kind=kind)
    return lacking("no_substitute", cure_by=REVIEWERS, kind=kind)


@rule("LR-25-ENTRUSTED", article="25(1)")
def review_is_entrusted_to_a_review_body(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A review is entrusted once, to a review body that the law names for this kind of body (ruling 5)."""
    if case.legality_review.entrusted_to is not None:
        return lacking("entrusted", cure_by=REVIEWERS, entrusted_to=case.legality_review.entrusted_to)
    reviewers = law.value_for("bodies.legality_reviewers", case.organ_kind)
    if act.command.reviewer not in reviewers:
        return lacking(
            "other_reviewer", cure_by=act.post.role, reviewer=act.command.reviewer, reviewers=list(reviewers)
        )
    return satisfied()


@rule("LR-27-LIMBS", article="27", gate=Stage.LEGALITY_REVIEW)
def every_limb_is_answered(case: CaseFile, law: Law, on: date) -> Finding:
    """The review answers whether powers, procedure and content are lawful, each of them."""
    opinion = case.legality_review.issued
    if opinion is None:
        return lacking("no_opinion", cure_by=REVIEWERS)
    answered = {answer.limb for answer in opinion.limbs}
    missing = [limb for limb in law.value("legality_review.limbs") if limb not in answered]
    return lacking("unanswered", cure_by=Role.LEGALITY_REVIEWER, limbs=missing) if missing else satisfied()


@rule("LR-27-CONCLUSION", article="27")
def conclusion_follows_from_the_answers(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A draft is lawful where no limb is at fault, and is found otherwise only with the fault named."""
    faults = [answer.limb for answer in act.command.limbs if answer.has_fault]
    if faults and act.command.conclusion in PASSES:
        return lacking("at_fault", cure_by=Role.LEGALITY_REVIEWER, limbs=faults)
    if not faults and act.command.conclusion not in PASSES:
        return lacking("no_fault", cure_by=Role.LEGALITY_REVIEWER, conclusion=act.command.conclusion)
    return satisfied()


@rule("LR-27-STAGE", article="27")
def procedure_at_fault_names_its_stage(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A fault of the procedure names the stage that goes to its next round; no other limb names one (ruling 12)."""
    for answer in act.command.limbs:
        stage = answer.stage_at_fault
        if answer.limb is Limb.PROCEDURE and answer.has_fault and stage not in EARLY:
            return lacking("no_stage", cure_by=Role.LEGALITY_REVIEWER, stages=list(EARLY))
        if stage is not None and not (answer.limb is Limb.PROCEDURE and answer.has_fault):
            return lacking("no_fault", cure_by=Role.LEGALITY_REVIEWER, stage=stage)
    return satisfied()


@rule("LR-27-QUESTIONS", article="27")
def questions_agree_with_the_limb(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The everyday questions of a limb are those of the law in force; one answered no makes the limb faulty."""
    asked = law.value("legality_review.limb_questions")
    answers = [(one, answer) for one in act.command.limbs for answer in one.questions]
    strange = [answer.question for one, answer in answers if answer.question not in asked.get(one.limb, ())]
    if strange:
        return lacking("unknown", cure_by=Role.LEGALITY_REVIEWER, questions=strange)
    denied = [answer.question for one, answer in answers if not answer.is_satisfied and not one.has_fault]
    if denied:
        return lacking("no_fault", cure_by=Role.LEGALITY_REVIEWER, questions=denied)
    told = {answer.question for _, answer in answers}
    silent = [one for limb in law.value("legality_review.limbs") for one in asked.get(limb, ()) if one not in told]
    return satisfied("unanswered", questions=silent) if silent else satisfied()


@rule("LR-28-ISSUED", article="28")
def issued_is_what_the_reviewer_drafted(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is issued is the reviewer's latest opinion, on the present draft, with its own conclusion."""
    opinion = case.legality_review.drafted
    if opinion is None or opinion.id != act.command.opinion_id:
        return lacking("not_the_latest", cure_by=Role.LEGALITY_REVIEWER)
    if opinion.issued_on is not None:
        return lacking("issued", cure_by=Role.LEGALITY_REVIEWER, issued_on=opinion.issued_on)
    if opinion.draft_sha256 != act.command.draft_sha256:
        return lacking("other_draft", cure_by=Role.LEGALITY_REVIEWER)
    if opinion.conclusion is not act.command.conclusion:
        return lacking("other_conclusion", cure_by=REVIEWERS, drafted=opinion.conclusion)
    return satisfied()


@rule("LR-28-NUMBER", article="28")
def number_is_entered_or_counted(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An opinion is issued under a number that is entered, or counted by year, one of the two (ruling 36)."""
    entered, counted = act.command.opinion_no, act.command.count_under
    if (entered is None) is (counted is None):
        return lacking("not_one", cure_by=Role.LEGALITY_HEAD)
    return satisfied()


@rule("LR-28-ADVISER", article="28", gate=Stage.LEGALITY_REVIEW)
def legal_adviser_was_heard(case: CaseFile, law: Law, on: date) -> Finding:
    """The review has organised legal advisers or government lawyers, other persons than the reviewer (ruling 35)."""
    facts = case.legality_review
    if not law.value("legality_review.adviser_required"):
        return not_applicable("not_required")
    if not facts.advisers:
        return lacking("no_advice", cure_by=(Role.LEGAL_ADVISER, Role.LEGALITY_REVIEWER))
    if law.value("legality_review.adviser_differs_from_reviewer") and not facts.other_advisers:
        return lacking("only_the_reviewer", cure_by=(Role.LEGAL_ADVISER, Role.LEGALITY_REVIEWER))
    return satisfied()


@rule("SOD-ADVISER", article="28")
def adviser_is_not_the_reviewer(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The adviser is another person than the reviewer (ruling 35)."""
    drafted = case.legality_review.drafted
    if not law.value("legality_review.adviser_differs_from_reviewer"):
        return not_applicable("not_required")
    if drafted is not None and drafted.drafted_by == act.actor.id:
        return lacking("same_person", cure_by=Role.LEGAL_ADVISER)
    return satisfied()


@rule("SOD-ISSUED", article="system")
def issued_by_another_person(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An opinion is drafted by one person and issued by another (起草 → 签发, ruling 36)."""
    drafted = case.legality_review.drafted
    if drafted is not None and drafted.drafted_by == act.actor.id:
        return lacking("same_person", cure_by=Role.LEGALITY_HEAD)
    return satisfied()


@rule("LR-28-UNIT", article="system", gate=Stage.LEGALITY_REVIEW)
def reviewer_of_the_undertaking_unit_is_shown(case: CaseFile, law: Law, on: date) -> Finding:
    """Duties are separated by person: a reviewer who is also of the undertaking unit is shown, with the outside help
    that was had, and never barred (rulings 32, 37)."""
    opinion, helper = case.legality_review.issued, case.legality_review.helper
    if opinion is None or not opinion.same_unit:
        return satisfied()
    return satisfied("same_unit_helped", helper=helper) if helper else satisfied("same_unit")


@rule("LR-28-HELPER", article="system")
def helper_is_of_a_known_kind(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Help comes from an outside legal adviser or the bureau above, as the law in force names them (ruling 37)."""
    kinds = law.value("legality_review.outside_helpers")
    if act.command.helper_kind not in kinds:
        return lacking("unknown", cure_by=REVIEWERS, kind=act.command.helper_kind, kinds=list(kinds))
    return satisfied()


@rule("LR-28-VALID", article="system", gate=Stage.COLLECTIVE_DISCUSSION)
def opinion_still_holds(case: CaseFile, law: Law, on: date) -> Finding:
    """The same text needs no new review at a later meeting, only a confirmation where the opinion's time is over or
    a legal basis that it rests on has changed (ruling 45)."""
    facts, given = case.legality_review, _given_on(case)
    if given is None:
        return not_applicable("not_reviewed")
    if facts.basis_changed_at is not None and facts.basis_changed_at > (facts.confirmed_at or ""):
        return lacking("basis_changed", cure_by=Role.LEGALITY_HEAD, changed_on=day_of(facts.basis_changed_at))
    months = law.value_or_none("legality_review.opinion_valid_months")
    if months is None:
        return not_applicable("no_term")
    until = months_after(given, months)
    return lacking("over", cure_by=Role.LEGALITY_HEAD, given_on=given, until=until) if on > until else satisfied()


def _given_on(case: CaseFile) -> date | None:
    """The day of the review's pass, or of the latest confirmation of its opinion."""
    row = case.row(Stage.LEGALITY_REVIEW) if case.stages else None
    if row is None or row.closed_at is None:
        return None
    return day_of(max(row.closed_at, case.legality_review.confirmed_at or ""))


def months_after(day: date, months: int) -> date:
    """The same day so many months later; the last day of that month where it has no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


@rule("LR-28-PASSED", article="28")
def review_has_passed_on_this_text(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What happened since the review belongs to a review that has passed, on the present text."""
    if not case.stages or not case.row(Stage.LEGALITY_REVIEW).is_closed:
        return lacking("not_passed", cure_by=REVIEWERS)
    if case.draft is None or case.row(Stage.LEGALITY_REVIEW).stands_on != case.draft.sha256:
        return lacking("other_draft", cure_by=REVIEWERS, version=case.draft.version if case.draft else 0)
    return satisfied()


@rule("LR-28-BASIS", article="system")
def change_of_the_basis_has_come(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A change of a legal basis is recorded once its day has come."""
    if act.command.changed_on > on:
        return lacking("ahead", cure_by=act.post.role, earliest=act.command.changed_on)
    return satisfied()


def asked_of_the_draft(gate_rule: Rule) -> Callable[..., Finding]:
    """The act rule of drafting an opinion: what the gate will ask of it once it is issued."""

    def asked(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
        asks = act.command
        limbs = tuple(LimbFacts(one.limb, one.has_fault, one.stage_at_fault) for one in asks.limbs)
        opinion = Opinion(
            id="",
            number=0,
            draft_sha256=asks.draft_sha256,
            conclusion=asks.conclusion,
            limbs=limbs,
            states_risk=asks.legal_risk is not None,
            drafted_by=act.actor.id,
        )
        return gate_rule(replace(case, legality_review=replace(case.legality_review, issued=opinion)), law, on)

    return asked


# Not a rule: 28 及时提出, the opinion may come on any day; its lateness is an alarm, not a gate (LR-28-OVERDUE).
