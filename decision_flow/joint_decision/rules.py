"""联合决策: one lead, one draft, one participation; every body reviews and decides. Art. 25, 30, 42; ruling 7."""

from collections.abc import Iterable
from datetime import date

from decision_flow.board import declared_changes_are_confirmed
from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.joint_decision.facts import ENDED, PASSES, JointBodyFacts, JointReviewFacts
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import Outcome, Presence, Role, Stage, StageStatus

UNIT, HEAD, SECRETARY = Role.UNDERTAKING_HEAD, Role.ADMINISTRATIVE_HEAD, Role.MEETING_SECRETARY
REVIEW_HEAD, ADMINISTRATOR = Role.LEGALITY_HEAD, Role.ADMINISTRATOR
DECIDED = frozenset({Outcome.ADOPTED, Outcome.REJECTED})
FORUMS = "collective_discussion.forums"


def _names(bodies: Iterable[JointBodyFacts]) -> list[str]:
    return [body.name for body in bodies]


# Who decides jointly


@rule("JD-42-BODY", article="42")
def joint_body_is_another_deciding_body(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A joint body is another body of this installation, of a kind that decides by the law in force, and joins once."""
    body = case.named_body
    if body is None:
        return lacking("unknown", cure_by=ADMINISTRATOR)
    if body.organ_id == case.organ_id:
        return lacking("the_lead", cure_by=act.post.role, body=body.name)
    if body.organ_id in case.joint_decision.bodies:
        left = not case.joint_decision.bodies[body.organ_id].takes_part
        return lacking("left" if left else "joined", cure_by=act.post.role, body=body.name)
    if body.status != "active":
        return lacking("unconfirmed", cure_by=ADMINISTRATOR, body=body.name)
    if body.kind not in law.value(FORUMS):
        return lacking("no_forum", cure_by=ADMINISTRATOR, body=body.name)
    return satisfied()


@rule("JD-14-ONE", article="14(1)")
def public_is_told_who_decides(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """There is one participation for all bodies: they have joined before its notice is signed, and before the review
    opens; after that only in another round."""
    if case.status not in ("proposed", "started"):
        return lacking("over", cure_by=act.post.role)
    if not case.stages:
        return satisfied()
    if case.row(Stage.LEGALITY_REVIEW).status is not StageStatus.NOT_STARTED:
        return lacking("in_review", cure_by=UNIT)
    return lacking("announced", cure_by=UNIT) if case.public_participation.notice is not None else satisfied()


@rule("JD-30-OPEN", article="30(1)")
def joint_bodies_act_from_the_review_on(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Joint bodies review and discuss from the opening of the lead's legality review until the decision is issued."""
    if case.status == "rejected":
        return lacking("rejected", cure_by=UNIT)
    if not case.stages or case.row(Stage.LEGALITY_REVIEW).status is StageStatus.NOT_STARTED:
        return lacking("not_yet", cure_by=UNIT)
    if case.row(Stage.PUBLICATION).status is StageStatus.PASSED:
        return lacking("in_force", cure_by=HEAD)
    return lacking("withdrawn", cure_by=HEAD) if _of(act, case).is_withdrawn else satisfied()


def _of(act: Act, case: CaseFile) -> JointBodyFacts:
    return case.joint_decision.bodies[act.command.organ_id]


# Its review


@rule("JD-25-REVIEWER", article="25(1)")
def own_review_is_of_a_review_body(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A joint body's own review is done by a review body that the law names for its kind."""
    reviewers = law.value_for("bodies.legality_reviewers", _of(act, case).kind)
    if act.command.reviewer not in reviewers:
        return lacking("other_reviewer", cure_by=REVIEW_HEAD, reviewer=act.command.reviewer, reviewers=list(reviewers))
    return satisfied()


@rule("JD-25-LEAD", article="25(1)")
def opinion_relied_on_is_the_one_that_passed(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A body relies on the opinion of the lead on which the review of the present draft has passed, and names it."""
    row, draft = case.row(Stage.LEGALITY_REVIEW), case.draft
    if not row.is_closed or draft is None or row.stands_on != draft.sha256:
        return lacking("not_passed", cure_by=(Role.LEGALITY_REVIEWER, REVIEW_HEAD))
    if act.command.opinion_id != case.joint_decision.lead_opinion:
        return lacking("other_opinion", cure_by=REVIEW_HEAD)
    return satisfied()


# Its meeting


@rule("JD-25-FIRST", article="25(2)")
def body_reviewed_before_it_discusses(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A joint body discusses what its own review found lawful, or for which it relies on the lead's, and not before."""
    body = _of(act, case)
    review = case.joint_decision.review_of(body)
    if review is None:
        return lacking("not_reviewed", cure_by=REVIEW_HEAD, body=body.name)
    if review.relies_on is None and review.conclusion not in PASSES:
        return lacking("unlawful", cure_by=(UNIT, REVIEW_HEAD), body=body.name, conclusion=review.conclusion)
    if act.command.held_on < review.signed_on:
        return lacking("before", cure_by=SECRETARY, body=body.name, signed_on=review.signed_on)
    return satisfied()


@rule("JD-30-AGAIN", article="30(1)")
def text_is_not_decided_yet(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What a body has adopted or rejected stands for that text; another text is discussed anew."""
    decided = case.joint_decision.discussion_of(_of(act, case))
    if decided is not None and decided.is_signed and decided.outcome in DECIDED:
        return lacking("decided", cure_by=UNIT, held_on=decided.held_on, outcome=decided.outcome)
    return satisfied()


@rule("JD-30-DAY", article="30(1)")
def day_of_the_meeting_has_come(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A meeting, and the study before it, are recorded on their day or after it."""
    ahead = max(
        (day for day in (act.command.held_on, act.command.studied_on) if day is not None and day > on), default=None
    )
    return satisfied() if ahead is None else lacking("ahead", cure_by=SECRETARY, earliest=ahead, day=ahead)


@rule("JD-30-WORDS", article="30(2)")
def who_takes_part_speaks_in_his_words(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A view stands with the words in which it was said; who is absent or recused has neither."""
    members = act.command.members
    silent = [one.name for one in members if (one.view is None) is not (one.words is None)]
    if silent:
        return lacking("no_words", cure_by=SECRETARY, members=silent)
    away = [one.name for one in members if one.presence is not Presence.PRESENT and one.view is not None]
    return lacking("took_no_part", cure_by=SECRETARY, members=away) if away else satisfied()


def changes_are_confirmed(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """No body discusses a text whose change waits for its confirmation."""
    return declared_changes_are_confirmed(Stage.COLLECTIVE_DISCUSSION, case, law, on)


@rule("JD-30-SIGNS", article="30(3)")
def head_signs_the_record_of_the_present_text(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The head who decided at the body's meeting signs its record, once, while the text is still the one discussed."""
    body = _of(act, case)
    recorded = case.joint_decision.discussion_of(body)
    if recorded is None:
        return lacking("not_recorded", cure_by=SECRETARY, body=body.name)
    if recorded.is_signed:
        return lacking("signed", cure_by=SECRETARY)
    if recorded.record_sha256 != act.command.record_sha256:
        return lacking("other_record", cure_by=HEAD)
    return satisfied() if recorded.head_id == act.actor.id else lacking("another_head", cure_by=HEAD)


@rule("SOD-JOINT", article="system")
def record_of_the_body_is_signed_by_two(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Who recorded the body's meeting does not sign its record as the head."""
    recorded = _of(act, case).discussion
    if recorded is not None and recorded.recorded_by == act.actor.id:
        return lacking("same_person", cure_by=HEAD)
    return satisfied()


# A refusal


@rule("JD-30-WITHDRAWS", article="30(1)")
def body_may_still_withdraw(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A body withdraws once, before the decision is issued."""
    if _of(act, case).is_withdrawn:
        return lacking("withdrawn", cure_by=HEAD)
    issued = case.stages and case.row(Stage.PUBLICATION).status is StageStatus.PASSED
    return lacking("in_force", cure_by=HEAD) if issued else satisfied()


@rule("JD-30-ANSWERS", article="30(1)")
def only_a_refusal_ends_or_narrows(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The lead narrows or ends a joint case only where a body has withdrawn or its meeting rejected the draft."""
    body = case.joint_decision.bodies.get(act.command.organ_id)
    if body is None or not body.takes_part:
        return lacking("no_joint_body", cure_by=HEAD)
    if body.consequence == ENDED:
        return lacking("ended", cure_by=UNIT)
    return satisfied() if case.joint_decision.refuses(body) else lacking("no_refusal", cure_by=HEAD, body=body.name)


# What publication waits for


@rule("JD-25-ALL", article="25(1)", gate=Stage.PUBLICATION)
def every_body_has_its_review(case: CaseFile, law: Law, on: date) -> Finding:
    """Each joint body reviewed the present draft and found it lawful, or expressly relies on the lead's review."""
    facts = case.publication.joint_decision
    if not facts.bodies:
        return not_applicable("single_body")
    waited_for = [body for body in facts.taking_part if not facts.refuses(body)]
    without = [body for body in waited_for if facts.review_of(body) is None]
    if without:
        return lacking("not_reviewed", cure_by=REVIEW_HEAD, bodies=_names(without))
    unlawful = [body for body in waited_for if not _passes(facts.review_of(body))]
    return lacking("unlawful", cure_by=(UNIT, REVIEW_HEAD), bodies=_names(unlawful)) if unlawful else satisfied()


def _passes(review: JointReviewFacts | None) -> bool:
    return review is not None and (review.relies_on is not None or review.conclusion in PASSES)


@rule("JD-30-ALL", article="30(1)", gate=Stage.PUBLICATION)
def every_body_has_decided(case: CaseFile, law: Law, on: date) -> Finding:
    """Publication waits for all: each joint body's own meeting adopted the present draft, signed by its head."""
    facts = case.publication.joint_decision
    if not facts.bodies:
        return not_applicable("single_body")
    met = {body: facts.discussion_of(body) for body in facts.taking_part if not facts.refuses(body)}
    undiscussed = [body for body, decided in met.items() if decided is None]
    unsigned = [body for body, decided in met.items() if decided is not None and not decided.is_signed]
    others = [b for b, d in met.items() if d is not None and d.is_signed and d.outcome is not Outcome.ADOPTED]
    cures = ((undiscussed, SECRETARY), (unsigned, HEAD), (others, UNIT))
    if cure_by := tuple(role for bodies, role in cures if bodies):
        return lacking(
            "waits",
            cure_by=cure_by,
            undiscussed=_names(undiscussed) or None,
            unsigned=_names(unsigned) or None,
            not_adopted=_names(others) or None,
        )
    return satisfied()


@rule("JD-30-REFUSED", article="30(1)", gate=Stage.PUBLICATION)
def no_refusal_is_unanswered(case: CaseFile, law: Law, on: date) -> Finding:
    """One body refusing ends the joint case or narrows it to the others, by the lead's head; a draft that names the
    body that left is changed."""
    facts = case.publication.joint_decision
    if not facts.bodies:
        return not_applicable("single_body")
    ended = [body for body in facts.taking_part if body.consequence == ENDED]
    if ended:
        return lacking("ended", cure_by=UNIT, bodies=_names(ended))
    refusing = [body for body in facts.taking_part if facts.refuses(body)]
    if refusing:
        return lacking("refused", cure_by=(HEAD, UNIT), bodies=_names(refusing))
    version = case.draft.version if case.draft else 0
    named = [b for b in facts.bodies.values() if b.draft_names_body and version <= b.answered_version]
    return lacking("still_named", cure_by=UNIT, bodies=_names(named)) if named else satisfied()
