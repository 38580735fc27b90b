"""Art. 25–28: the legality review, bound to the draft's digest."""

from datetime import date
from types import SimpleNamespace

import pytest

from decision_flow.casefile import CaseFile
from decision_flow.legality_review import rules, submission
from decision_flow.legality_review.facts import LegalityReviewFacts, Submission
from decision_flow.procedure.rules import Status
from decision_flow.terms import ChangeClass, Conclusion, Limb, Role, Stage, StageStatus
from tests.casefiles import DRAFT, a_board, a_case, a_draft
from tests.late_stages import JISHOU, MONDAY, NATION, a_review, an_act, an_opinion, in_review, law, limbs

OTHER = "0" * 64
MATERIALS = ("draft", "explanatory_note", "legal_basis", "account_of_procedure")


def issued(conclusion: Conclusion, **opinion: object) -> LegalityReviewFacts:
    """A review with that opinion issued."""
    return a_review(issued=an_opinion(conclusion, **opinion))


def lawful(review: LegalityReviewFacts, **draft: object) -> str:
    """The code of LR-25-LAWFUL, or its status where there is none."""
    finding = rules.draft_was_found_lawful(in_review(review, draft=a_draft(**draft)), JISHOU, MONDAY)
    return finding.code or finding.status.value


def test_art_25_an_unreviewed_draft_does_not_go_to_the_meeting():
    assert lawful(a_review(issued=None)) == "no_opinion"
    assert lawful(LegalityReviewFacts()) == "no_opinion"


def test_art_25_an_unlawful_draft_does_not_go_to_the_meeting():
    assert lawful(issued(Conclusion.UNLAWFUL)) == "unlawful"
    assert lawful(issued(Conclusion.LAWFUL)) == "satisfied"


def test_art_25_the_opinion_is_on_this_draft_and_no_other():
    assert lawful(issued(Conclusion.LAWFUL, draft_sha256=OTHER)) == "other_draft"
    assert lawful(issued(Conclusion.EXPLORATORY, draft_sha256=OTHER)) == "other_draft"


@pytest.mark.parametrize(
    ("draft", "opinion_on", "code"),
    [
        ({}, DRAFT, "changes_not_carried_out"),
        ({"carries_legality_opinion": True}, DRAFT, "changes_not_carried_out"),
        (
            {"carries_legality_opinion": True, "pending": ChangeClass.CARRIES_OUT_OPINIONS},
            OTHER,
            "changes_not_carried_out",
        ),
        ({"version": 2}, OTHER, "changes_not_carried_out"),
        ({"carries_legality_opinion": True, "version": 2}, OTHER, "changes_carried_out"),
    ],
)
def test_art_25_lawful_after_changes_passes_only_the_text_that_carries_the_changes_out(draft, opinion_on, code):
    """The change is declared to carry the opinion out, and the reviewer has confirmed it."""
    assert lawful(issued(Conclusion.LAWFUL_AFTER_CHANGES, draft_sha256=opinion_on), **draft) == code


def test_art_25_2_an_exploratory_reform_goes_with_its_legal_risk_stated():
    assert lawful(issued(Conclusion.EXPLORATORY)) == "exploratory"
    ask = rules.legal_risk_of_a_reform_is_stated
    told, untold = (in_review(issued(Conclusion.EXPLORATORY, states_risk=risk)) for risk in (True, False))
    assert ask(told, JISHOU, MONDAY).status is Status.SATISFIED
    assert ask(untold, JISHOU, MONDAY).code == "no_risk"
    assert ask(told, law(legality_review__exploratory_allowed=False), MONDAY).code == "not_allowed"
    assert ask(in_review(), JISHOU, MONDAY).status is Status.NOT_APPLICABLE
    assert ask(in_review(a_review(issued=None)), JISHOU, MONDAY).status is Status.NOT_APPLICABLE


def materials(*kinds: str, draft: str = DRAFT) -> tuple[SimpleNamespace, ...]:
    """Materials of these kinds."""
    return tuple(SimpleNamespace(kind=kind, document_sha256=draft if kind == "draft" else OTHER) for kind in kinds)


def a_file(*kinds: str, without: tuple[str, ...] = ()):
    """A submission of these materials; the items in `without` are not applicable, with a reason."""
    excused = tuple(SimpleNamespace(item=item, reason="示例") for item in without)
    return an_act(materials=materials(*kinds), not_applicable=excused)


def test_art_26_what_is_submitted_holds_every_material():
    ask = submission.materials_are_complete
    assert ask(a_file(*MATERIALS), in_review(), JISHOU, MONDAY).status is Status.SATISFIED
    assert ask(a_file(*MATERIALS, "more"), in_review(), JISHOU, MONDAY).code == ""
    lacks = ask(a_file("draft", "legal_basis"), in_review(), NATION, MONDAY)
    assert (lacks.code, lacks.values["materials"]) == ("missing", ["explanatory_note", "account_of_procedure"])
    assert Role.UNDERTAKING_HEAD in lacks.cure_by


def test_art_26_the_draft_in_the_file_is_the_present_one():
    ask = submission.draft_in_the_file_is_the_current_one
    assert ask(a_file(*MATERIALS), in_review(), JISHOU, MONDAY).status is Status.SATISFIED
    assert ask(an_act(materials=materials("draft", draft=OTHER)), in_review(), JISHOU, MONDAY).code == "other_text"
    assert ask(an_act(materials=materials("draft")), a_case(draft=None), JISHOU, MONDAY).code == "other_text"


def test_art_26_a_complete_file_is_submitted_and_not_sent_back():
    ask = submission.complete_file_is_with_the_reviewer
    assert ask(in_review(), JISHOU, MONDAY).status is Status.SATISFIED
    assert ask(in_review(LegalityReviewFacts()), JISHOU, MONDAY).code == "not_submitted"
    back = a_review(submission=Submission(1, MONDAY, DRAFT, returned_on=date(2026, 3, 3)))
    assert ask(in_review(back), JISHOU, MONDAY).code == "returned"
    assert submission.file_is_with_the_reviewer(an_act(), in_review(back), JISHOU, MONDAY).rule == "LR-26-SUBMITTED"
    assert (back.submitted_on, a_review().submitted_on, LegalityReviewFacts().submitted_on) == (None, MONDAY, None)


def test_art_26_a_file_that_stands_is_not_submitted_twice():
    ask = submission.no_complete_file_stands
    back = a_review(submission=Submission(1, MONDAY, DRAFT, returned_on=MONDAY))
    assert ask(an_act(), in_review(), JISHOU, MONDAY).code == "stands"
    assert ask(an_act(), in_review(back), JISHOU, MONDAY).status is Status.SATISFIED
    assert ask(an_act(), in_review(LegalityReviewFacts()), JISHOU, MONDAY).status is Status.SATISFIED


def not_begun(review: LegalityReviewFacts) -> tuple[CaseFile, CaseFile]:
    """The review taken back, and a case that is not started."""
    board = a_board(legality_review=StageStatus.NOT_STARTED)
    return in_review(review, stages=board), in_review(review, stages={})


@pytest.mark.parametrize(
    ("enough", "free", "review", "code"),
    [
        (True, True, a_review(), ""),
        (True, False, a_review(), "not_free"),
        (False, True, a_review(), "not_free"),
        (True, True, a_review(issued=None), "no_opinion"),
        (True, True, a_review(finished_early=True), "declared"),
    ],
)
def test_art_26_2_who_finished_early_declares_that_it_was_enough_and_not_imposed(enough, free, review, code):
    act = an_act(time_was_enough=enough, not_imposed=free)
    assert submission.early_finish_was_free(act, in_review(review), JISHOU, MONDAY).code == code


def test_art_26_2_nothing_is_declared_for_a_review_that_has_not_begun():
    act = an_act(time_was_enough=True, not_imposed=True)
    for case in not_begun(a_review()):
        assert submission.early_finish_was_free(act, case, JISHOU, MONDAY).code == "no_opinion"
        assert submission.shortening_belongs_to_a_submitted_file(act, case, JISHOU, MONDAY).code == "not_submitted"


def test_art_26_2_a_reason_for_less_time_is_filed_once_for_a_submitted_file():
    ask = submission.shortening_belongs_to_a_submitted_file
    assert ask(an_act(), in_review(), JISHOU, MONDAY).status is Status.SATISFIED
    assert ask(an_act(), in_review(a_review(submission=None)), JISHOU, MONDAY).code == "not_submitted"
    assert ask(an_act(), in_review(a_review(shortened_by="示例")), JISHOU, MONDAY).code == "on_file"


def test_art_27_powers_procedure_and_content_are_each_answered():
    ask = rules.every_limb_is_answered
    assert ask(in_review(), JISHOU, MONDAY).status is Status.SATISFIED
    assert ask(in_review(a_review(issued=None)), JISHOU, MONDAY).code == "no_opinion"
    lacks = ask(in_review(a_review(issued=an_opinion(limbs=limbs()[:2]))), JISHOU, MONDAY)
    assert (lacks.code, lacks.values["limbs"]) == ("unanswered", [Limb.CONTENT])


def test_art_27_an_opinion_is_drafted_with_every_limb_answered():
    """What the gate asks of the issued opinion is asked when it is drafted."""
    ask = rules.asked_of_the_draft(rules.every_limb_is_answered)
    given = {"draft_sha256": DRAFT, "conclusion": Conclusion.LAWFUL, "legal_risk": None}
    nothing = in_review(LegalityReviewFacts())
    assert ask(an_act(limbs=limbs(), **given), nothing, JISHOU, MONDAY).status is Status.SATISFIED
    assert ask(an_act(limbs=limbs()[1:], **given), nothing, JISHOU, MONDAY).code == "unanswered"
    risk = rules.asked_of_the_draft(rules.legal_risk_of_a_reform_is_stated)
    given["conclusion"] = Conclusion.EXPLORATORY
    assert risk(an_act(limbs=limbs(), **given), nothing, JISHOU, MONDAY).code == "no_risk"
    assert risk(an_act(limbs=limbs(), **given | {"legal_risk": "示例"}), nothing, JISHOU, MONDAY).code == ""


@pytest.mark.parametrize(
    ("fault", "conclusion", "code"),
    [
        (None, Conclusion.LAWFUL, ""),
        (None, Conclusion.EXPLORATORY, ""),
        (Limb.CONTENT, Conclusion.LAWFUL, "at_fault"),
        (Limb.POWER, Conclusion.EXPLORATORY, "at_fault"),
        (Limb.CONTENT, Conclusion.LAWFUL_AFTER_CHANGES, ""),
        (None, Conclusion.LAWFUL_AFTER_CHANGES, "no_fault"),
        (None, Conclusion.UNLAWFUL, "no_fault"),
        (Limb.POWER, Conclusion.UNLAWFUL, ""),
    ],
)
def test_art_27_the_conclusion_follows_from_the_answers(fault, conclusion, code):
    act = an_act(limbs=limbs(fault), conclusion=conclusion)
    assert rules.conclusion_follows_from_the_answers(act, in_review(), JISHOU, MONDAY).code == code


@pytest.mark.parametrize(
    ("fault", "stage", "code"),
    [
        (Limb.PROCEDURE, Stage.EXPERT_REVIEW, ""),
        (Limb.PROCEDURE, None, "no_stage"),
        (Limb.PROCEDURE, Stage.COLLECTIVE_DISCUSSION, "no_stage"),
        (Limb.CONTENT, Stage.EXPERT_REVIEW, "no_fault"),
        (Limb.CONTENT, None, ""),
        (None, None, ""),
    ],
)
def test_art_27_a_fault_of_the_procedure_names_the_stage_that_is_done_again(fault, stage, code):
    act = an_act(limbs=limbs(fault, stage))
    assert rules.procedure_at_fault_names_its_stage(act, in_review(), JISHOU, MONDAY).code == code


@pytest.mark.parametrize(
    ("drafted", "code"),
    [
        (an_opinion(issued_on=None), ""),
        (None, "not_the_latest"),
        (an_opinion(id="newer", issued_on=None), "not_the_latest"),
        (an_opinion(), "issued"),
        (an_opinion(issued_on=None, draft_sha256=OTHER), "other_draft"),
        (an_opinion(Conclusion.UNLAWFUL, issued_on=None), "other_conclusion"),
    ],
)
def test_art_28_what_is_issued_is_the_reviewers_latest_opinion(drafted, code):
    act = an_act(Role.LEGALITY_HEAD, opinion_id="o", draft_sha256=DRAFT, conclusion=Conclusion.LAWFUL)
    finding = rules.issued_is_what_the_reviewer_drafted(act, in_review(a_review(drafted=drafted)), JISHOU, MONDAY)
    assert finding.code == code


def test_art_28_a_legal_adviser_other_than_the_reviewer_was_heard():
    ask = rules.legal_adviser_was_heard
    nobody, himself = a_review(advisers=0, other_advisers=0), a_review(other_advisers=0)
    assert ask(in_review(), JISHOU, MONDAY).status is Status.SATISFIED
    assert ask(in_review(nobody), JISHOU, MONDAY).code == "no_advice"
    assert ask(in_review(himself), JISHOU, MONDAY).code == "only_the_reviewer"
    alone = law(legality_review__adviser_differs_from_reviewer=False)
    assert ask(in_review(himself), alone, MONDAY).status is Status.SATISFIED
    free = law(legality_review__adviser_required=False)
    assert ask(in_review(nobody), free, MONDAY).status is Status.NOT_APPLICABLE


def test_art_28_the_adviser_is_another_person_than_the_reviewer():
    ask = rules.adviser_is_not_the_reviewer
    assert ask(an_act(by="reviewer"), in_review(), JISHOU, MONDAY).code == "same_person"
    assert ask(an_act(by="adviser"), in_review(), JISHOU, MONDAY).status is Status.SATISFIED
    assert ask(an_act(by="reviewer"), in_review(a_review(drafted=None)), JISHOU, MONDAY).status is Status.SATISFIED
    free = law(legality_review__adviser_differs_from_reviewer=False)
    assert ask(an_act(by="reviewer"), in_review(), free, MONDAY).status is Status.NOT_APPLICABLE


def test_an_opinion_is_issued_by_another_person_than_drafted_it():
    ask = rules.issued_by_another_person
    assert ask(an_act(by="reviewer"), in_review(), JISHOU, MONDAY).code == "same_person"
    assert ask(an_act(by="head"), in_review(), JISHOU, MONDAY).status is Status.SATISFIED
    assert ask(an_act(by="head"), in_review(a_review(drafted=None)), JISHOU, MONDAY).status is Status.SATISFIED
