"""Art. 25–28 and order 783: nothing goes to the meeting unreviewed, and the review is bound to one digest."""

from dataclasses import replace
from datetime import date

import pytest

from decision_flow.legality_review import commands as legality
from decision_flow.legality_review import queries
from decision_flow.procedure.stage_graph import EARLY
from decision_flow.terms import (
    ChangeClass,
    Conclusion,
    FairCompetition,
    Limb,
    MatterClass,
    Outcome,
    Role,
    Stage,
    StageStatus,
    StartGround,
)
from tests import lawful
from tests.lawful import a_return
from tests.statute.matters import DAY, MONDAY, Matter, a_body, a_matter, findings
from tests.world import World

UNIT, SECRETARY = Role.UNDERTAKING_HEAD, Role.MEETING_SECRETARY
REVIEWER, HEAD, ADVISER = Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD, Role.LEGAL_ADVISER
HERE, MEETING = Stage.LEGALITY_REVIEW, Stage.COLLECTIVE_DISCUSSION
SEVENTH = date(2026, 3, 11)  # the seventh working day after the first Monday


def in_review(house: World, **triage) -> Matter:
    """A matter whose three early stages have passed."""
    return a_matter(house, **triage).early_passed()


# Art. 25


def test_art_25_1_the_review_waits_for_every_early_stage(house: World):
    matter = a_matter(house).early_filed()
    for stage in EARLY:
        assert "DEC-27-ACTS" in matter.lacks(matter.submission(matter.document("送审函")), UNIT)
        matter.signed(stage)
    assert matter.board() == "P1 P1 P1 O1 -0 -0"


def test_art_25_2_an_unreviewed_draft_does_not_go_to_the_meeting(house: World):
    matter = in_review(house)
    assert matter.lacks(matter.agenda(), SECRETARY)["CD-25-REVIEWED"].code == "not_passed"
    matter.submitted().advised()
    assert matter.lacks(matter.agenda(), SECRETARY)["CD-25-REVIEWED"].code == "not_passed"
    matter.opined()
    assert matter.do(matter.agenda(), SECRETARY).seq


def test_art_25_1_an_advisers_or_anybodys_opinion_is_no_substitute_for_the_review(house: World):
    matter = in_review(house).submitted()
    matter.advised()
    opinion_id = matter.drafted()
    assert "CD-25-REVIEWED" in matter.lacks(matter.agenda(), SECRETARY)
    assert findings(matter.lacks(matter.issue(opinion_id), REVIEWER)) == {"SOD-ROLE": "role"}
    matter.do(matter.issue(opinion_id), HEAD)
    assert matter.do(matter.agenda(), SECRETARY).seq


def test_art_25_2_an_unlawful_draft_is_told_so_and_does_not_go_to_the_meeting(house: World):
    matter = in_review(house).submitted()
    matter.advised()
    matter.opined(matter.an_opinion(Conclusion.UNLAWFUL, Limb.CONTENT))
    assert matter.row(HERE).status is StageStatus.OPEN
    assert "CD-25-REVIEWED" in matter.lacks(matter.agenda(), SECRETARY)
    matter.changed(ChangeClass.CARRIES_OUT_OPINIONS).confirmed()
    matter.opined()
    assert matter.do(matter.agenda(), SECRETARY).seq


def test_art_25_2_an_exploratory_reform_goes_to_the_meeting_with_its_legal_risk_stated(house: World):
    matter = in_review(house).submitted()
    matter.advised()
    silent = matter.an_opinion(Conclusion.EXPLORATORY)
    assert findings(matter.lacks(silent, REVIEWER)) == {"LR-25-RISK": "no_risk"}
    matter.opined(replace(silent, legal_risk="示例：国家尚无明确规定，存在被撤销的风险"))
    assert matter.row(HERE).status is StageStatus.PASSED
    assert matter.do(matter.agenda(), SECRETARY).seq


def test_art_25_2_the_review_is_bound_to_the_digest_it_was_given_on(house: World):
    """A change that nobody has confirmed keeps the draft from the meeting, however small it is said to be."""
    matter = in_review(house).reviewed().changed(ChangeClass.EDITORIAL)
    assert findings(matter.lacks(matter.agenda(), SECRETARY)) == {"LR-25-DIGEST": "other_draft"}
    matter.confirmed()
    assert matter.do(matter.agenda(), SECRETARY).seq


# Art. 26


@pytest.mark.parametrize("missing", ["draft", "explanatory_note", "legal_basis", "account_of_procedure"])
def test_art_26_1_the_draft_is_submitted_with_all_its_materials(house: World, missing):
    matter = in_review(house)
    paper = matter.document("送审函")
    matter.do(legality.PrepareReviewSubmission(decision_id=matter.id, paper_sha256=paper), Role.DRAFTER)
    refused = matter.lacks(matter.submission(paper, without=missing), UNIT)
    assert findings(refused) == {"LR-26-COMPLETE": "missing"}
    assert refused["LR-26-COMPLETE"].values["materials"] == [missing]
    assert matter.do(matter.submission(paper), UNIT).seq


def test_art_26_1_a_submission_is_prepared_by_one_person_and_signed_by_another(house: World):
    matter = in_review(house)
    paper = matter.document("送审函")
    both = matter.person("p-both", Role.DRAFTER)
    matter.do(legality.PrepareReviewSubmission(decision_id=matter.id, paper_sha256=paper), both)
    same = matter.person("p-both", UNIT)
    assert findings(matter.lacks(matter.submission(paper), same)) == {"SOD-PREPARED": "same_person"}
    assert matter.do(matter.submission(paper), UNIT).seq


def test_art_26_1_a_file_that_was_sent_back_is_not_reviewed_until_it_is_submitted_again(house: World):
    matter = in_review(house).submitted()
    matter.advised()
    matter.do(a_return(matter.id, SEVENTH), REVIEWER)
    assert findings(matter.lacks(matter.an_opinion(), REVIEWER)) == {"LR-26-SUBMITTED": "returned"}
    matter.submitted().opined()
    assert matter.row(HERE).status is StageStatus.PASSED


def test_art_26_2_the_working_days_start_anew_with_the_completed_file(house: World):
    matter = in_review(house).submitted()
    matter.advised()
    matter.on(MONDAY + DAY).do(a_return(matter.id, SEVENTH), REVIEWER)
    matter.submitted().opined()
    refused = matter.lacks(matter.agenda(SEVENTH + DAY), SECRETARY)["CD-26-AGENDA"]
    assert (refused.code, refused.earliest) == ("too_early", SEVENTH + 2 * DAY)
    assert matter.do(matter.agenda(SEVENTH + 2 * DAY), SECRETARY).seq


def test_art_26_2_seven_working_days_bind_the_agenda_and_not_the_opinion(house: World):
    """The opinion comes on the day of submission; the meeting is fixed no earlier than the eighth working day."""
    matter = in_review(house).reviewed()
    refused = matter.lacks(matter.agenda(SEVENTH), SECRETARY)
    assert findings(refused) == {"CD-26-AGENDA": "too_early"}
    assert refused["CD-26-AGENDA"].earliest == SEVENTH + DAY
    assert matter.do(matter.agenda(SEVENTH + DAY), SECRETARY).seq


def test_art_26_2_a_reviewer_who_finished_early_and_freely_frees_the_agenda(house: World):
    matter = in_review(house).submitted()
    matter.advised()
    free = legality.DeclareFinishedEarly(
        decision_id=matter.id, time_was_enough=True, not_imposed=True, statement="示例"
    )
    assert findings(matter.lacks(free, REVIEWER)) == {"LR-26-EARLY": "no_opinion"}
    matter.opined()
    for imposed in (replace(free, not_imposed=False), replace(free, time_was_enough=False)):
        assert findings(matter.lacks(imposed, REVIEWER)) == {"LR-26-EARLY": "not_free"}
    assert findings(matter.lacks(free, UNIT)) == {"SOD-ROLE": "role"}
    matter.do(free, REVIEWER)
    assert matter.do(matter.agenda(MONDAY + DAY), SECRETARY).seq


def test_art_26_2_a_reason_with_its_approver_frees_the_agenda(house: World):
    matter = in_review(house).reviewed()
    assert "CD-26-AGENDA" in matter.lacks(matter.agenda(MONDAY + DAY), SECRETARY)
    reason = legality.FileShorteningReason(
        decision_id=matter.id, reason="示例：紧急", approver="示例市长", approval_sha256=matter.document("批件")
    )
    matter.do(reason, UNIT)
    assert matter.do(matter.agenda(MONDAY + DAY), SECRETARY).seq


def test_art_26_2_the_submission_is_not_dated_before_the_review_opened(house: World):
    """The seven working days are not made by dating the submission back."""
    matter = a_matter(house).on(SEVENTH).early_passed()
    paper = matter.document("送审函")
    matter.do(legality.PrepareReviewSubmission(decision_id=matter.id, paper_sha256=paper), Role.DRAFTER)
    refused = matter.on(MONDAY).lacks(matter.submission(paper), UNIT)
    assert refused["DEC-27-ACTS"].code == "before_it_opened"
    assert matter.on(SEVENTH).do(matter.submission(paper), UNIT).seq


def test_art_26_2_a_sign_off_recorded_late_does_not_open_the_review_before_the_last_of_them(house: World):
    matter = a_matter(house).early_filed()
    matter.on(SEVENTH).signed(Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW)
    matter.on(MONDAY).signed(Stage.RISK_ASSESSMENT)
    opened_at = matter.row(HERE).opened_at
    assert opened_at is not None and opened_at.startswith(SEVENTH.isoformat())


def test_art_26_1_a_return_lists_what_the_checklist_finds_and_more(house: World):
    matter = in_review(house, touches_market=True).submitted()
    short = a_return(matter.id, SEVENTH)
    refused = matter.lacks(short, REVIEWER)["LR-26-ONCE"]
    assert (refused.code, refused.values["items"]) == ("left_out", ["fair_competition_first_review"])
    past = a_return(matter.id, MONDAY - DAY, None, "fair_competition_first_review")
    assert findings(matter.lacks(past, REVIEWER)) == {"LR-26-DUE": "past"}
    matter.do(a_return(matter.id, SEVENTH, None, "fair_competition_first_review"), REVIEWER)
    file = matter.gate_case(HERE).legality_review.submission
    assert file is not None and (file.returned_on, file.due_on) == (MONDAY, SEVENTH)
    assert matter.submitted().gate_case(HERE).legality_review.submission.earlier == ((MONDAY, MONDAY),)


@pytest.mark.parametrize("at_fault", EARLY)
def test_art_27_2_a_return_sends_only_the_stage_it_names_to_its_next_round(house: World, at_fault):
    matter = in_review(house).submitted()
    late = a_return(matter.id, SEVENTH, Stage.PUBLICATION)
    assert findings(matter.lacks(late, REVIEWER)) == {"LR-27-RETURN": "not_early"}
    matter.do(a_return(matter.id, SEVENTH, at_fault), REVIEWER)
    expected = {stage: "R2" if stage is at_fault else "P1" for stage in EARLY}
    assert matter.board() == " ".join(expected.values()) + " -1 -0 -0"


def test_art_26_1_a_construction_project_may_say_why_it_has_no_cost_benefit_analysis(house: World):
    matter = in_review(house, matter_class=MatterClass.PUBLIC_CONSTRUCTION)
    paper = matter.document("送审函")
    matter.do(legality.PrepareReviewSubmission(decision_id=matter.id, paper_sha256=paper), Role.DRAFTER)
    bare = matter.submission(paper)
    assert findings(matter.lacks(bare, UNIT)) == {"LR-26-COMPLETE": "missing"}
    reason = legality.NotApplicable(item="cost_benefit_analysis", reason="示例：不涉及投入")
    assert matter.do(replace(bare, not_applicable=(reason,)), UNIT).seq


# Art. 27


def test_art_27_powers_procedure_and_content_are_each_answered(house: World):
    matter = in_review(house).submitted()
    full = matter.an_opinion()
    for limb in Limb:
        two = replace(full, limbs=tuple(answer for answer in full.limbs if answer.limb is not limb))
        assert findings(matter.lacks(two, REVIEWER)) == {"LR-27-LIMBS": "unanswered"}
    assert matter.drafted(full)


def test_art_27_a_fault_makes_no_lawful_draft_and_no_fault_no_unlawful_one(house: World):
    matter = in_review(house).submitted()
    at_fault = matter.an_opinion(Conclusion.LAWFUL, Limb.POWER)
    assert findings(matter.lacks(at_fault, REVIEWER)) == {"LR-27-CONCLUSION": "at_fault"}
    faultless = matter.an_opinion(Conclusion.UNLAWFUL)
    assert findings(matter.lacks(faultless, REVIEWER)) == {"LR-27-CONCLUSION": "no_fault"}
    assert matter.drafted(replace(at_fault, conclusion=Conclusion.UNLAWFUL))


@pytest.mark.parametrize("at_fault", EARLY)
def test_art_27_2_a_procedure_at_fault_sends_only_the_stage_it_names_to_its_next_round(house: World, at_fault):
    matter = in_review(house).submitted()
    matter.advised()
    unnamed = matter.an_opinion(Conclusion.UNLAWFUL, Limb.PROCEDURE)
    assert findings(matter.lacks(unnamed, REVIEWER)) == {"LR-27-STAGE": "no_stage"}
    matter.opined(matter.an_opinion(Conclusion.UNLAWFUL, Limb.PROCEDURE, at_fault))
    expected = {stage: "R2" if stage is at_fault else "P1" for stage in EARLY}
    assert matter.board() == " ".join(expected.values()) + " -1 -0 -0"


def test_art_27_2_old_sign_offs_and_filings_do_not_count_in_the_next_round(house: World):
    matter = in_review(house).submitted()
    matter.advised()
    matter.opined(matter.an_opinion(Conclusion.UNLAWFUL, Limb.PROCEDURE, Stage.RISK_ASSESSMENT))
    assert matter.row(Stage.RISK_ASSESSMENT).signature is None
    assert findings(matter.lacks(matter.sign_off(Stage.RISK_ASSESSMENT), UNIT)) == {"RA-23-REPORT": "no_report"}
    matter.early_passed()
    assert matter.board() == "P1 P1 P2 R2 -0 -0"
    assert findings(matter.lacks(matter.an_opinion(), REVIEWER)) == {"LR-26-SUBMITTED": "not_submitted"}
    matter.reviewed()
    assert matter.board() == "P1 P1 P2 P2 O1 -0"


def test_art_27_2_a_determination_found_wanting_is_sent_back_as_well(house: World):
    matter = a_matter(house, is_technical=False)
    matter.determined(Stage.EXPERT_REVIEW)
    matter.early_passed().submitted().advised()
    matter.opined(matter.an_opinion(Conclusion.UNLAWFUL, Limb.PROCEDURE, Stage.EXPERT_REVIEW))
    assert matter.board() == "P1 R2 P1 -1 -0 -0"
    assert matter.row(Stage.EXPERT_REVIEW).determination is None
    matter.early_passed()
    assert matter.board() == "P1 P2 P1 R2 -0 -0"


# Art. 28


def test_art_28_legal_advisers_or_government_lawyers_are_heard(house: World):
    matter = in_review(house).submitted()
    opinion_id = matter.drafted()
    assert findings(matter.lacks(matter.issue(opinion_id), HEAD)) == {"LR-28-ADVISER": "no_advice"}
    matter.advised()
    assert matter.do(matter.issue(opinion_id), HEAD).seq


def test_art_28_the_adviser_is_another_person_than_the_reviewer(house: World):
    matter = in_review(house).submitted()
    opinion_id = matter.drafted()
    same = matter.person("p-legality_reviewer", ADVISER)
    advice = legality.AdviseOnLegality(decision_id=matter.id, draft_sha256=matter.draft, text="示例")
    assert findings(matter.lacks(advice, same)) == {"SOD-ADVISER": "same_person"}
    matter.do(advice, ADVISER)
    assert matter.do(matter.issue(opinion_id), HEAD).seq


def test_art_28_advice_of_one_who_then_became_the_reviewer_does_not_count(house: World):
    matter = in_review(house).submitted()
    matter.advised(matter.person("p-legality_reviewer", ADVISER))
    opinion_id = matter.drafted()
    assert findings(matter.lacks(matter.issue(opinion_id), HEAD)) == {"LR-28-ADVISER": "only_the_reviewer"}
    matter.advised()
    assert matter.do(matter.issue(opinion_id), HEAD).seq


def test_art_28_nobody_reviews_a_draft_they_drafted(house: World):
    matter = in_review(house).submitted()
    matter.advised()
    drafter = matter.person("p-drafter", REVIEWER)
    assert findings(matter.lacks(matter.an_opinion(), drafter)) == {"SOD-REVIEWER": "own_draft"}
    opinion_id = matter.drafted()
    issuing = matter.issue(opinion_id)
    assert findings(matter.lacks(issuing, matter.person("p-drafter", HEAD))) == {"SOD-REVIEWER": "own_draft"}
    assert matter.do(issuing, HEAD).seq


def test_art_28_an_opinion_is_drafted_by_one_person_and_issued_by_another(house: World):
    matter = in_review(house).submitted()
    matter.advised()
    issuing = matter.issue(matter.drafted())
    same = matter.person("p-legality_reviewer", HEAD)
    assert findings(matter.lacks(issuing, same)) == {"SOD-ISSUED": "same_person"}
    assert matter.do(issuing, HEAD).seq


def test_art_28_what_is_issued_is_the_reviewers_latest_opinion_with_its_own_conclusion(house: World):
    matter = in_review(house).submitted()
    matter.advised()
    unlawful = matter.drafted(matter.an_opinion(Conclusion.UNLAWFUL, Limb.CONTENT))
    turned = matter.issue(unlawful, Conclusion.LAWFUL)
    assert findings(matter.lacks(turned, HEAD))["LR-28-ISSUED"] == "other_conclusion"
    lawful = matter.drafted()
    assert findings(matter.lacks(matter.issue(unlawful, Conclusion.UNLAWFUL), HEAD)) == {
        "LR-28-ISSUED": "not_the_latest"
    }
    assert matter.do(matter.issue(lawful), HEAD).seq


def test_art_28_an_adviser_of_the_shared_pool_is_named_with_where_he_comes_from(house: World):
    """One person of the county's pool, appointed in two bodies by a document, advises both."""
    for matter in (in_review(house).submitted(), in_review(house).submitted()):
        advice = legality.AdviseOnLegality(
            decision_id=matter.id, draft_sha256=matter.draft, text="示例", comes_from="示例县公职律师统筹库"
        )
        matter.do(advice, matter.person("p-pool", ADVISER))
        matter.opined()
        assert matter.row(HERE).status is StageStatus.PASSED


def test_ruling_36_a_draft_opinion_is_revised_before_issue_and_every_version_is_kept(house: World):
    matter = in_review(house).submitted().advised()
    first, second = matter.drafted(), matter.drafted()
    assert findings(matter.lacks(matter.issue(first), HEAD)) == {"LR-28-ISSUED": "not_the_latest"}
    matter.do(matter.issue(second), HEAD)
    with house.installation.store.reading() as session:
        rows = queries.opinions(session, matter.id, matter.actor(HEAD))
    assert [(row.number, row.issued_on is None) for row in rows] == [(1, True), (2, False)]


def test_ruling_36_numbers_are_counted_by_year_within_the_body(house: World):
    matter = a_body(house)
    numbers = []
    for day in (MONDAY, MONDAY + DAY):
        matter.id = str(matter.on(day).steps(lawful.started(matter, StartGround.ADJUSTMENT, touches_market=False)))
        matter.draft = lawful.draft_of(matter)
        matter.early_passed().submitted().advised()
        matter.do(replace(matter.issue(matter.drafted()), opinion_no=None, count_under="示例审"), HEAD)
        with house.installation.store.reading() as session:
            numbers += [row.opinion_no for row in queries.opinions(session, matter.id, matter.actor(HEAD))]
    assert numbers == ["示例审〔2026〕1号", "示例审〔2026〕2号"]


def test_ruling_36_a_number_of_the_body_is_given_once(house: World):
    matter = in_review(house).reviewed()
    with house.installation.store.reading() as session:
        (row,) = queries.opinions(session, matter.id, matter.actor(HEAD))
    matter.id = str(matter.steps(lawful.started(matter, StartGround.ADJUSTMENT, touches_market=False)))
    matter.draft = lawful.draft_of(matter)
    matter.early_passed().submitted().advised()
    issuing = matter.issue(matter.drafted())
    again = matter.lacks(replace(issuing, opinion_no=row.opinion_no), HEAD)
    assert findings(again) == {"DEC-10-ONCE": "uq_legality_opinion_organ_id_opinion_no"}
    assert findings(matter.lacks(replace(issuing, opinion_no=None), HEAD)) == {"LR-28-NUMBER": "not_one"}
    assert matter.do(issuing, HEAD).seq


def test_ruling_45_a_changed_legal_basis_keeps_the_item_from_the_decision_until_the_opinion_is_confirmed(house: World):
    matter = in_review(house).reviewed().met()
    changed = legality.RecordLegalBasisChange(
        decision_id=matter.id, basis="示例办法", change="示例：修订", changed_on=matter.today
    )
    ahead = replace(changed, changed_on=matter.today + DAY)
    assert findings(matter.lacks(ahead, REVIEWER)) == {"LR-28-BASIS": "ahead"}
    matter.do(changed, REVIEWER)
    decide = next(lawful.decided(matter, matter.id, matter.draft, Outcome.ADOPTED)).command
    assert findings(matter.lacks(decide, Role.ADMINISTRATIVE_HEAD)) == {"LR-28-VALID": "basis_changed"}
    holds = legality.ConfirmLegalityOpinion(decision_id=matter.id, draft_sha256=matter.draft, statement="示例")
    assert findings(matter.lacks(holds, matter.person("p-drafter", HEAD))) == {"SOD-REVIEWER": "own_draft"}
    matter.do(holds, HEAD)
    assert matter.do(decide, Role.ADMINISTRATIVE_HEAD).seq


def test_ruling_45_nothing_is_confirmed_of_a_review_that_has_not_passed(house: World):
    matter = in_review(house).submitted()
    holds = legality.ConfirmLegalityOpinion(decision_id=matter.id, draft_sha256=matter.draft, statement="示例")
    assert findings(matter.lacks(holds, HEAD)) == {"LR-28-PASSED": "not_passed"}


def after_changes(house: World) -> Matter:
    """修改后合法 was issued on the first draft."""
    matter = in_review(house).submitted()
    matter.advised()
    return matter.opined(matter.an_opinion(Conclusion.LAWFUL_AFTER_CHANGES, Limb.CONTENT))


def test_art_28_lawful_after_changes_does_not_pass_this_digest(house: World):
    matter = after_changes(house)
    assert matter.row(HERE).status is StageStatus.OPEN
    assert "CD-25-REVIEWED" in matter.lacks(matter.agenda(), SECRETARY)


def test_art_28_the_confirmation_of_the_change_that_carries_it_out_passes_the_new_digest(house: World):
    matter = after_changes(house).changed(ChangeClass.CARRIES_OUT_OPINIONS, carries_legality_opinion=True)
    assert findings(matter.lacks(matter.confirm(), REVIEWER)) == {"DEC-39-SIGNED": "other_role"}
    matter.confirmed(HEAD)
    row = matter.row(HERE)
    assert (row.status, row.stands_on) == (StageStatus.PASSED, matter.draft)
    assert row.signature.draft_sha256 == matter.draft
    assert matter.do(matter.agenda(), SECRETARY).seq


def test_art_28_a_change_that_does_not_carry_the_opinion_out_leaves_the_review_open(house: World):
    matter = after_changes(house).changed(ChangeClass.CARRIES_OUT_OPINIONS).confirmed(HEAD)
    assert matter.row(HERE).status is StageStatus.OPEN
    matter.opined()
    assert matter.row(HERE).status is StageStatus.PASSED


def test_art_28_a_declaration_that_the_reviewer_does_not_confirm_passes_nothing(house: World):
    matter = after_changes(house).changed(ChangeClass.CARRIES_OUT_OPINIONS, "示例第二稿", carries_legality_opinion=True)
    matter.do(matter.refuse(), HEAD)
    assert matter.row(HERE).status is StageStatus.OPEN
    matter.changed(ChangeClass.CARRIES_OUT_OPINIONS, "示例第二稿", carries_legality_opinion=True).confirmed(HEAD)
    assert matter.row(HERE).status is StageStatus.PASSED


def test_art_28_without_an_opinion_nothing_is_passed_by_confirming_a_change(house: World):
    matter = in_review(house).submitted()
    matter.advised()
    matter.changed(ChangeClass.CARRIES_OUT_OPINIONS, carries_legality_opinion=True)
    assert matter.lacks(matter.confirm(), HEAD)["LR-25-LAWFUL"].code == "no_opinion"
    matter.do(matter.refuse(), HEAD)
    assert matter.row(HERE).status is StageStatus.OPEN


# Art. 29(1) and order 783


def test_order_783_art_14_18_what_touches_the_market_is_reviewed_by_the_unit_and_then_by_the_regulator(house: World):
    matter = in_review(house, touches_market=True).submitted()
    matter.advised()
    issuing = matter.issue(matter.drafted())
    assert findings(matter.lacks(issuing, HEAD)) == {"FC-29-REVIEWED": "not_reviewed"}
    assert findings(matter.lacks(matter.fair(), Role.MARKET_REGULATOR)) == {"FC-14-FIRST": "no_first_review"}
    matter.do(matter.fair(), UNIT)
    assert findings(matter.lacks(issuing, HEAD)) == {"FC-29-REVIEWED": "not_reviewed"}
    matter.do(matter.fair(FairCompetition.VIOLATES), Role.MARKET_REGULATOR)
    assert findings(matter.lacks(issuing, HEAD)) == {"FC-18-COMPLIES": "violates"}
    matter.do(matter.fair(), Role.MARKET_REGULATOR)
    assert matter.do(issuing, HEAD).seq


def test_order_783_art_12_16_an_exception_is_grounded_and_ends_and_operators_are_heard(house: World):
    matter = in_review(house, touches_market=True).submitted()
    exception = matter.fair(FairCompetition.COMPLIES_BY_EXCEPTION)
    assert findings(matter.lacks(exception, UNIT)) == {"FC-12-EXCEPTION": "incomplete"}
    unheard = matter.fair(operators_heard=())
    assert findings(matter.lacks(unheard, UNIT)) == {"FC-16-HEARD": "nobody_heard"}
    grounds = {"exception_ground": "示例", "no_milder_alternative": "示例", "exception_term": "示例：三年"}
    assert matter.do(replace(exception, **grounds), UNIT).seq


def test_order_783_what_does_not_touch_the_market_needs_no_fair_competition_review(house: World):
    matter = in_review(house).reviewed()
    assert matter.row(HERE).status is StageStatus.PASSED
