"""合法性审查: Art. 25–28. The review is bound to the digest; its time binds the agenda, not the opinion (ruling 33)."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.legality_review.facts import LimbFacts, Opinion
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, Rule, lacking, not_applicable, rule, satisfied
from decision_flow.procedure.stage_graph import EARLY
from decision_flow.terms import Conclusion, Limb, Role, Stage, StageStatus

REVIEWERS = (Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD)
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


@rule("LR-26-COMPLETE", article="26(1)")
def materials_are_complete(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is submitted to the review holds every material that the law asks for."""
    given = {material.kind for material in act.command.materials}
    missing = [kind for kind in law.value("legality_review.submission_materials") if kind not in given]
    if missing:
        return lacking("missing", cure_by=(Role.DRAFTER, Role.UNDERTAKING_HEAD), materials=missing)
    return satisfied()


@rule("LR-26-TEXT", article="26(1)")
def draft_in_the_file_is_the_current_one(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The draft among the materials is the present version."""
    current = case.draft.sha256 if case.draft else None
    drafts = [one.document_sha256 for one in act.command.materials if one.kind == "draft"]
    if any(sha != current for sha in drafts):
        return lacking("other_text", cure_by=Role.UNDERTAKING_HEAD)
    return satisfied()


@rule("LR-26-SUBMITTED", article="26(1)", gate=Stage.LEGALITY_REVIEW)
def complete_file_is_with_the_reviewer(case: CaseFile, law: Law, on: date) -> Finding:
    """The undertaking unit has submitted a complete file in this round, and it was not sent back."""
    submission = case.legality_review.submission
    if submission is None:
        return lacking("not_submitted", cure_by=Role.UNDERTAKING_HEAD)
    if submission.returned_on is not None:
        return lacking("returned", cure_by=Role.UNDERTAKING_HEAD, returned_on=submission.returned_on)
    return satisfied()


def file_is_with_the_reviewer(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The act rule of what is done on a file: it is there, complete."""
    return complete_file_is_with_the_reviewer(case, law, on)


@rule("LR-26-TWICE", article="26(1)")
def no_complete_file_stands(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A file that the reviewer has and did not send back is not submitted again: its time would start anew."""
    if case.legality_review.submitted_on is not None:
        return lacking("stands", cure_by=Role.LEGALITY_REVIEWER, submitted_on=case.legality_review.submitted_on)
    return satisfied()


@rule("LR-26-EARLY", article="26(2)")
def early_finish_was_free(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Who reviewed in less time declares, after the opinion, that the time was enough and was not imposed."""
    if not _is_under_way(case) or case.legality_review.issued is None:
        return lacking("no_opinion", cure_by=REVIEWERS)
    if not (act.command.time_was_enough and act.command.not_imposed):
        return lacking("not_free", cure_by=(Role.MEETING_SECRETARY, Role.UNDERTAKING_HEAD))
    if case.legality_review.finished_early:
        return lacking("declared", cure_by=Role.MEETING_SECRETARY)
    return satisfied()


@rule("LR-26-SHORTENED", article="26(2)")
def shortening_belongs_to_a_submitted_file(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A reason for less time is filed once, for a file that was submitted in this round."""
    if not _is_under_way(case) or case.legality_review.submitted_on is None:
        return lacking("not_submitted", cure_by=Role.UNDERTAKING_HEAD)
    if case.legality_review.shortened_by is not None:
        return lacking("on_file", cure_by=Role.MEETING_SECRETARY, approver=case.legality_review.shortened_by)
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


def _is_under_way(case: CaseFile) -> bool:
    return bool(case.stages) and case.row(Stage.LEGALITY_REVIEW).status is not StageStatus.NOT_STARTED


# Not rules: 25(1) 不得以征求意见等方式代替, there is no other act than an issued opinion that passes the stage.
# 28 及时提出, the opinion may come on any day; its lateness is an alarm, not a gate (ruling 34).
