"""Art. 26 and 28: the checklist, the one list of a return, the clock, numbers, questions, and what comes after."""

from datetime import date
from types import SimpleNamespace

import pytest

from decision_flow.legality_review import rules, submission
from decision_flow.legality_review.clock import counted_from, is_overdue, opinion_due
from decision_flow.legality_review.facts import UNDERTAKING_UNIT, FairReview, LegalityReviewFacts, Submission
from decision_flow.procedure.rules import Status
from decision_flow.terms import FairCompetition, Limb, Role, Stage, StageStatus
from tests.casefiles import DRAFT, a_board, a_case, a_row
from tests.late_stages import JISHOU, MONDAY, NATION, a_review, an_act, an_opinion, in_review, law
from tests.legality_review.test_rules import MATERIALS, OTHER, a_file

TUESDAY, FRIDAY, NEXT_MONDAY = date(2026, 3, 3), date(2026, 3, 6), date(2026, 3, 9)


def a_submission(**given: object) -> Submission:
    """A complete file of the first Monday."""
    base = {"number": 1, "submitted_on": MONDAY, "draft_sha256": DRAFT, "kinds": frozenset(MATERIALS)}
    return Submission(**(base | given))  # type: ignore[arg-type]


def filed(**given: object) -> LegalityReviewFacts:
    """A review of such a file."""
    return a_review(submission=a_submission(**given))


# the checklist


def test_art_26_1_a_construction_project_brings_its_cost_benefit_analysis_or_says_why_not():
    ask, project = submission.materials_are_complete, in_review(matter_class="public_construction")
    lacks = ask(a_file(*MATERIALS), project, JISHOU, MONDAY)
    assert (lacks.code, lacks.values["materials"]) == ("missing", ["cost_benefit_analysis"])
    assert ask(a_file(*MATERIALS, "cost_benefit_analysis"), project, JISHOU, MONDAY).status is Status.SATISFIED
    excused = a_file(*MATERIALS, without=("cost_benefit_analysis",))
    assert ask(excused, project, JISHOU, MONDAY).status is Status.SATISFIED


def test_art_26_1_what_the_article_itself_names_is_never_not_applicable():
    excused = a_file("draft", "explanatory_note", "account_of_procedure", without=("legal_basis",))
    lacks = submission.materials_are_complete(excused, in_review(), NATION, MONDAY)
    assert lacks.values["materials"] == ["legal_basis"]


def test_j21_a_normative_document_says_how_it_fits_present_policies():
    case = in_review(a_review(is_normative_document=True))
    lacks = submission.materials_are_complete(a_file(*MATERIALS), case, JISHOU, MONDAY)
    assert lacks.values["materials"] == ["policy_consistency"]


# the return


def a_return(*items: str, due_on: date = FRIDAY, stage: Stage | None = None):
    """A return that lists these."""
    told = tuple(SimpleNamespace(item=item, cure="示例") for item in items)
    return an_act(items=told, due_on=due_on, stage_at_fault=stage)


@pytest.mark.parametrize(
    ("case", "missing"),
    [
        (in_review(filed()), ()),
        (in_review(LegalityReviewFacts()), ()),
        (in_review(filed(kinds=frozenset(MATERIALS[1:]))), ("draft",)),
        (in_review(filed(draft_sha256=OTHER)), ("draft",)),
        (in_review(filed(), matter_class="public_construction"), ("cost_benefit_analysis",)),
        (
            in_review(filed(not_applicable=frozenset({"cost_benefit_analysis"})), matter_class="public_construction"),
            (),
        ),
        (in_review(filed(), touches_market=True), ("fair_competition_first_review",)),
        (
            in_review(
                a_review(
                    submission=a_submission(),
                    fair_competition={UNDERTAKING_UNIT: FairReview(1, FairCompetition.COMPLIES)},
                ),
                touches_market=True,
            ),
            (),
        ),
    ],
)
def test_art_26_the_sheet_begins_with_what_the_checklist_finds(case, missing):
    assert submission.missing_items(case, JISHOU) == missing


def test_art_26_a_return_leaves_nothing_out_and_may_add_to_the_list():
    ask, case = submission.everything_missing_is_told_at_once, in_review(filed(draft_sha256=OTHER))
    lacks = ask(a_return("附件"), case, JISHOU, MONDAY)
    assert (lacks.code, lacks.values["items"]) == ("left_out", ["draft"])
    assert ask(a_return(), case, JISHOU, MONDAY).code == "nothing"
    assert ask(a_return("draft", "附件"), case, JISHOU, MONDAY).status is Status.SATISFIED


def test_art_26_a_second_return_is_possible_and_shown():
    again = in_review(filed(number=2, earlier=((MONDAY, TUESDAY),)))
    finding = submission.everything_missing_is_told_at_once(a_return("附件"), again, JISHOU, MONDAY)
    assert (finding.status, finding.code, finding.values["times"]) == (Status.SATISFIED, "again", 2)


@pytest.mark.parametrize(("due_on", "code"), [(TUESDAY, ""), (MONDAY, ""), (date(2026, 3, 1), "past")])
def test_the_day_of_completion_has_not_gone_by(due_on, code):
    finding = submission.time_to_complete_lies_ahead(a_return("附件", due_on=due_on), in_review(), JISHOU, MONDAY)
    assert (finding.code, finding.earliest) == (code, MONDAY if code else None)


@pytest.mark.parametrize(
    ("stage", "code"), [(None, "no_stage"), (Stage.RISK_ASSESSMENT, ""), (Stage.PUBLICATION, "not_early")]
)
def test_art_27_a_return_for_the_procedure_names_an_early_stage(stage, code):
    finding = submission.return_names_an_early_stage(a_return("附件", stage=stage), in_review(), JISHOU, MONDAY)
    assert finding.code == code


def test_art_26_a_file_not_completed_in_time_is_named_as_such():
    case = in_review(filed(returned_on=TUESDAY, due_on=FRIDAY))
    ask = submission.complete_file_is_with_the_reviewer
    assert [ask(case, JISHOU, day).code for day in (FRIDAY, NEXT_MONDAY)] == ["returned", "not_completed"]


# the clock


@pytest.mark.parametrize(
    ("behaviour", "seventh"),
    [("restart", date(2026, 3, 18)), ("pause", date(2026, 3, 17)), ("continue", date(2026, 3, 11))],
)
def test_art_26_2_what_a_return_does_to_the_clock_is_a_value_of_the_profile(behaviour, seventh):
    """Submitted on Monday, returned on Tuesday (one working day had), submitted again the next Monday."""
    review = filed(number=2, submitted_on=NEXT_MONDAY, earlier=((MONDAY, TUESDAY),))
    chosen = law(legality_review__clock_on_return=behaviour)
    since = counted_from(review, chosen)
    assert since is not None
    assert chosen.calendar.nth_working_day_after(since, 7).on == seventh
    first = counted_from(filed(), chosen)
    assert first == MONDAY


def test_art_26_2_without_a_file_or_after_a_return_no_time_runs():
    assert counted_from(LegalityReviewFacts(), JISHOU) is None
    assert counted_from(filed(returned_on=TUESDAY), JISHOU) is None
    assert opinion_due(filed(returned_on=TUESDAY), JISHOU) is None


def test_art_28_the_opinion_is_overdue_after_its_time_and_given_in_time_on_its_last_day():
    waiting = a_review(submission=a_submission(), issued=None)
    assert [is_overdue(waiting, JISHOU, date(2026, 3, day)) for day in (16, 17)] == [False, True]
    given = a_review(submission=a_submission(), issued=an_opinion(issued_on=date(2026, 3, 16)))
    assert not is_overdue(given, JISHOU, date(2026, 6, 1))
    ask, late = submission.opinion_comes_in_time, in_review(waiting)
    assert ask(late, JISHOU, date(2026, 3, 17)).code == "overdue"
    assert ask(late, law(legality_review__opinion_overdue_days=None), date(2026, 6, 1)).code == "no_time_set"
    assert ask(in_review(LegalityReviewFacts()), JISHOU, MONDAY).code == "not_submitted"


# numbers, kinds, questions, entrusted review


@pytest.mark.parametrize(
    ("entered", "counted", "code"),
    [("示例1号", None, ""), (None, "示例审", ""), (None, None, "not_one"), ("示例1号", "示例审", "not_one")],
)
def test_ruling_36_a_number_is_entered_or_counted(entered, counted, code):
    act = an_act(Role.LEGALITY_HEAD, opinion_no=entered, count_under=counted)
    assert rules.number_is_entered_or_counted(act, in_review(), JISHOU, MONDAY).code == code


@pytest.mark.parametrize(
    ("kind", "code"), [("legality_review", ""), ("countersign", "no_substitute"), ("poem", "unknown_kind")]
)
def test_art_25_1_nothing_else_stands_in_the_place_of_the_review(kind, code):
    assert rules.opinion_is_a_legality_review(an_act(paper_kind=kind), in_review(), JISHOU, MONDAY).code == code


def limb(*answers: tuple[str, bool], fault: bool = False):
    """The limb of powers with questions answered."""
    questions = tuple(SimpleNamespace(question=name, is_satisfied=yes) for name, yes in answers)
    return an_act(limbs=(SimpleNamespace(limb=Limb.POWER, has_fault=fault, questions=questions),))


@pytest.mark.parametrize(
    ("act", "code"),
    [
        (limb(), "unanswered"),
        (limb(("within_powers", True)), "unanswered"),
        (limb(("within_powers", False)), "no_fault"),
        (limb(("within_powers", False), fault=True), "unanswered"),
        (limb(("public_was_heard", True)), "unknown"),
    ],
)
def test_art_27_everyday_questions_agree_with_their_limb_and_an_unanswered_one_bars_nothing(act, code):
    finding = rules.questions_agree_with_the_limb(act, in_review(), JISHOU, MONDAY)
    assert finding.code == code
    assert (finding.status is Status.LACKING) is (code in ("no_fault", "unknown"))


@pytest.mark.parametrize(
    ("kind", "reviewer", "before", "code"),
    [
        ("township", "justice_bureau", None, ""),
        ("department", "own_legal_section", None, ""),
        ("government", "own_legal_section", None, "other_reviewer"),
        ("township", "justice_bureau", "示例局", "entrusted"),
    ],
)
def test_ruling_5_a_review_is_entrusted_once_to_a_body_that_reviews_this_kind(kind, reviewer, before, code):
    case = in_review(a_review(entrusted_to=before), organ_kind=kind)
    act = an_act(Role.UNDERTAKING_HEAD, reviewer=reviewer)
    assert rules.review_is_entrusted_to_a_review_body(act, case, JISHOU, MONDAY).code == code


# after the review (ruling 45)

CLOSED = "2026-03-12T01:00:00.000000Z"


def passed(**facts: object):
    """A review that passed on 12 March."""
    board = a_board()
    board[Stage.LEGALITY_REVIEW] = a_row(Stage.LEGALITY_REVIEW, StageStatus.PASSED, closed_at=CLOSED)
    return a_case(stages=board, legality_review=a_review(**facts))


def test_ruling_45_the_same_text_needs_no_new_review_however_long_it_was_deferred():
    assert rules.opinion_still_holds(passed(), JISHOU, date(2028, 1, 1)).code == "no_term"


def test_ruling_45_a_changed_legal_basis_asks_for_a_confirmation():
    changed = "2026-04-01T01:00:00.000000Z"
    ask = rules.opinion_still_holds
    lacks = ask(passed(basis_changed_at=changed), JISHOU, date(2026, 4, 2))
    assert (lacks.code, lacks.cure_by) == ("basis_changed", (Role.LEGALITY_HEAD,))
    earlier, later = "2026-03-20T01:00:00.000000Z", "2026-04-01T02:00:00.000000Z"
    assert ask(passed(basis_changed_at=changed, confirmed_at=earlier), JISHOU, MONDAY).code == "basis_changed"
    assert ask(passed(basis_changed_at=changed, confirmed_at=later), JISHOU, MONDAY).status is not Status.LACKING


def test_ruling_45_an_opinion_over_its_term_asks_for_a_confirmation_from_the_day_after():
    ask, six = rules.opinion_still_holds, law(legality_review__opinion_valid_months=6)
    days = (date(2026, 9, 12), date(2026, 9, 13))
    assert [ask(passed(), six, day).status for day in days] == [Status.SATISFIED, Status.LACKING]
    confirmed = passed(confirmed_at="2026-09-20T01:00:00.000000Z")
    assert ask(confirmed, six, date(2027, 3, 20)).status is Status.SATISFIED
    assert ask(a_case(legality_review=a_review()), six, MONDAY).code == "not_reviewed"


def test_months_end_with_the_month():
    assert rules.months_after(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert rules.months_after(date(2026, 12, 31), 12) == date(2027, 12, 31)


def test_ruling_45_what_happened_since_belongs_to_a_review_that_passed_on_this_text():
    ask = rules.review_has_passed_on_this_text
    assert ask(an_act(), passed(), JISHOU, MONDAY).status is Status.SATISFIED
    assert ask(an_act(), in_review(), JISHOU, MONDAY).code == "not_passed"
    assert ask(an_act(changed_on=FRIDAY), passed(), JISHOU, FRIDAY).status is Status.SATISFIED
    assert rules.change_of_the_basis_has_come(an_act(changed_on=FRIDAY), passed(), JISHOU, MONDAY).code == "ahead"
