"""D. Legality review and fairness: each way in which the procedure fails is tried, and its lawful neighbour passes."""

from dataclasses import replace
from datetime import date

import pytest

from decision_flow.board import gate
from decision_flow.legality_review import commands as legality
from decision_flow.procedure.rules import Finding, Status
from decision_flow.terms import BodyKind, ChangeClass, FairCompetition, Role, Stage, StageStatus, StartGround
from tests import lawful
from tests.statute.conftest import house as house
from tests.statute.matters import DAY, MONDAY, Matter, a_body, a_matter, findings
from tests.world import World

UNIT, SECRETARY = Role.UNDERTAKING_HEAD, Role.MEETING_SECRETARY
REVIEWER, HEAD, ADVISER = Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD, Role.LEGAL_ADVISER
HERE, MEETING = Stage.LEGALITY_REVIEW, Stage.COLLECTIVE_DISCUSSION
SEVENTH = date(2026, 3, 11)  # the seventh working day after the first Monday


def in_review(house: World, **triage) -> Matter:
    """A matter whose three early stages have passed."""
    return a_matter(house, **triage).early_passed()


def found(matter: Matter, stage: Stage, rule: str, on: date) -> Finding:
    """What a rule of a stage's gate says on a day, as `explain` shows it."""
    case = matter.gate_case(stage)
    law = matter.installation.engine.law_of(case, on)
    return next(one for one in gate(stage, case, law, on) if one.rule == rule)


# F24: a meeting before the review, or a review squeezed to hours


def test_f24_no_meeting_before_the_review_and_none_within_the_reviewers_seven_working_days(house: World):
    matter = in_review(house).submitted().advised()
    assert "CD-25-REVIEWED" in matter.lacks(matter.agenda(MONDAY + DAY), SECRETARY)
    matter.opined()
    refused = matter.lacks(matter.agenda(MONDAY + DAY), SECRETARY)["CD-26-AGENDA"]
    assert (refused.code, refused.earliest) == ("too_early", SEVENTH + DAY)


def test_f24_lawful_neighbour_a_reviewer_who_finished_early_and_freely_frees_the_agenda(house: World):
    matter = in_review(house).reviewed()
    free = legality.DeclareFinishedEarly(
        decision_id=matter.id, time_was_enough=True, not_imposed=True, statement="示例"
    )
    matter.do(free, REVIEWER)
    matter.do(matter.agenda(MONDAY + DAY), SECRETARY)
    flag = found(matter, MEETING, "CD-26-AGENDA", MONDAY + DAY)
    assert (flag.status, flag.code) == (Status.SATISFIED, "finished_early")


def test_f24_lawful_neighbour_the_full_time_needs_neither_declaration_nor_reason(house: World):
    matter = in_review(house).reviewed()
    assert matter.do(matter.agenda(SEVENTH + DAY), SECRETARY).seq
    assert found(matter, MEETING, "CD-26-AGENDA", SEVENTH + DAY).code == ""


def test_f24_a_late_opinion_is_shown_and_never_barred(house: World):
    """The alarm of ruling 34: ten working days after Monday, 2 March, are over on the 17th."""
    matter = in_review(house).submitted().advised()
    assert found(matter, HERE, "LR-28-OVERDUE", date(2026, 3, 16)).code == "in_time"
    assert found(matter, HERE, "LR-28-OVERDUE", date(2026, 3, 17)).code == "overdue"
    matter.on(date(2026, 3, 20)).opined()
    assert matter.row(HERE).status is StageStatus.PASSED
    assert found(matter, HERE, "LR-28-OVERDUE", date(2026, 4, 1)).code == "overdue"


# F25: a comment or a countersignature in place of the review


@pytest.mark.parametrize("paper", ["consultation", "countersign", "adviser_opinion"])
def test_f25_a_paper_of_another_kind_is_not_filed_as_the_review(house: World, paper):
    matter = in_review(house).submitted().advised()
    other = replace(matter.an_opinion(), paper_kind=paper)
    refused = matter.lacks(other, REVIEWER)
    assert findings(refused) == {"LR-25-KIND": "no_substitute"}
    assert refused["LR-25-KIND"].cure_by == (REVIEWER, HEAD)
    assert "CD-25-REVIEWED" in matter.lacks(matter.agenda(), SECRETARY)


def test_f25_only_the_head_of_the_review_body_issues(house: World):
    matter = in_review(house).submitted().advised()
    issuing = matter.issue(matter.drafted())
    for role in (REVIEWER, ADVISER, UNIT, Role.OFFICE_HEAD, Role.ADMINISTRATIVE_HEAD):
        assert findings(matter.lacks(issuing, role)) == {"SOD-ROLE": "role"}


def test_f25_lawful_neighbour_advice_stands_beside_a_review_that_is_one(house: World):
    matter = in_review(house).reviewed()
    assert matter.do(matter.agenda(), SECRETARY).seq


# F26: the draft changed after the review


def test_f26_a_draft_changed_after_the_review_does_not_go_to_the_meeting(house: World):
    matter = in_review(house).reviewed().changed(ChangeClass.CARRIES_OUT_OPINIONS)
    assert findings(matter.lacks(matter.agenda(), SECRETARY)) == {"LR-25-DIGEST": "other_draft"}
    matter.do(matter.refuse(), REVIEWER)
    assert findings(matter.lacks(matter.agenda(), SECRETARY)) == {"LR-25-DIGEST": "other_draft"}


def test_f26_a_substantive_change_takes_the_review_and_the_fair_competition_review_with_it(house: World):
    matter = in_review(house, touches_market=True).submitted().advised()
    for role in (UNIT, Role.MARKET_REGULATOR):
        matter.do(matter.fair(), role)
    matter.opined().changed(ChangeClass.SUBSTANTIVE).confirmed()
    matter.early_passed().submitted().advised()
    issuing = matter.issue(matter.drafted())
    assert findings(matter.lacks(issuing, HEAD)) == {"FC-29-REVIEWED": "not_reviewed"}


@pytest.mark.parametrize("change", [ChangeClass.EDITORIAL, ChangeClass.CARRIES_OUT_OPINIONS])
def test_f26_lawful_neighbour_a_confirmed_change_moves_both_reviews_to_the_new_text(house: World, change):
    matter = in_review(house, touches_market=True).submitted().advised()
    for role in (UNIT, Role.MARKET_REGULATOR):
        matter.do(matter.fair(), role)
    matter.opined().changed(change).confirmed()
    assert matter.row(HERE).stands_on == matter.draft
    assert found(matter, HERE, "FC-29-REVIEWED", MONDAY).status is Status.SATISFIED
    assert matter.do(matter.agenda(), SECRETARY).seq


# F27: fair competition skipped, or certified by the wrong body


def test_f27_a_measure_of_the_government_is_not_certified_by_its_own_drafter(house: World):
    matter = in_review(house, touches_market=True).submitted().advised()
    issuing = matter.issue(matter.drafted())
    assert findings(matter.lacks(issuing, HEAD)) == {"FC-29-REVIEWED": "not_reviewed"}
    matter.do(matter.fair(), UNIT)
    refused = matter.lacks(issuing, HEAD)["FC-29-REVIEWED"]
    assert refused.cure_by == (Role.MARKET_REGULATOR,)


def test_f27_a_violation_bars_and_an_exception_without_an_end_is_refused(house: World):
    matter = in_review(house, touches_market=True).submitted().advised()
    exception = matter.fair(
        FairCompetition.COMPLIES_BY_EXCEPTION, exception_ground="示例", no_milder_alternative="示例"
    )
    assert findings(matter.lacks(exception, UNIT)) == {"FC-12-EXCEPTION": "incomplete"}
    matter.do(replace(exception, exception_term="示例：至2028年底"), UNIT)
    matter.do(matter.fair(FairCompetition.VIOLATES), Role.MARKET_REGULATOR)
    issuing = matter.issue(matter.drafted())
    assert findings(matter.lacks(issuing, HEAD)) == {"FC-18-COMPLIES": "violates"}


def test_f27_nobody_heard_or_heard_on_a_day_to_come_is_no_review(house: World):
    matter = in_review(house, touches_market=True)
    assert findings(matter.lacks(matter.fair(operators_heard=()), UNIT)) == {"FC-16-HEARD": "nobody_heard"}
    (heard,) = matter.fair().operators_heard
    ahead = matter.fair(operators_heard=(replace(heard, heard_on=MONDAY + DAY),))
    refused = matter.lacks(ahead, UNIT)["FC-16-DAY"]
    assert (refused.code, refused.earliest) == ("ahead", MONDAY + DAY)
    assert matter.do(matter.fair(), UNIT).seq


@pytest.mark.parametrize("kind", [BodyKind.DEPARTMENT, BodyKind.TOWNSHIP])
def test_f27_lawful_neighbour_a_department_or_township_reviews_itself_and_may_ask_advice(house: World, kind):
    """The regulator's advice to it is optional: shown where it is against, and no bar (ruling 30)."""
    matter = a_body(house, kind=kind)
    matter.id = str(matter.steps(lawful.started(matter, StartGround.ADJUSTMENT, touches_market=True)))
    matter.draft = lawful.draft_of(matter)
    matter.early_passed().submitted().advised()
    matter.do(matter.fair(), UNIT)
    matter.do(matter.fair(FairCompetition.VIOLATES), Role.MARKET_REGULATOR)
    matter.opined()
    assert matter.row(HERE).status is StageStatus.PASSED
    assert found(matter, HERE, "FC-18-COMPLIES", MONDAY).code == "advised_against"


# F44: the reviewer reviews a draft of its own unit


def of_the_unit(matter: Matter, person: str, role: Role):
    """Somebody who reviews and also has a post in the undertaking unit."""
    both = (matter.person(person, role).posts[0], matter.person(person, Role.DRAFTER).posts[0])
    return replace(matter.person(person, role), posts=both)


def test_f44_a_person_does_not_review_a_draft_of_his_own(house: World):
    matter = in_review(house).submitted().advised()
    drafter = of_the_unit(matter, "p-drafter", REVIEWER)
    assert findings(matter.lacks(matter.an_opinion(), drafter)) == {"SOD-REVIEWER": "own_draft"}


def test_f44_a_colleague_in_the_same_unit_is_shown(house: World):
    matter = in_review(house).submitted().advised()
    drafted = matter.do(matter.an_opinion(), of_the_unit(matter, "p-colleague", REVIEWER)).made["legality_opinion"]
    matter.do(matter.issue(drafted), HEAD)
    assert found(matter, HERE, "LR-28-UNIT", MONDAY).code == "same_unit"


def test_f44_lawful_neighbour_outside_help_is_on_record_and_the_review_passes(house: World):
    matter = in_review(house).submitted().advised()
    helped = legality.RecordOutsideHelp(
        decision_id=matter.id,
        helper="示例律师事务所",
        helper_kind="outside_adviser",
        text="示例",
        document_sha256=matter.document("协助审查意见"),
    )
    refused = matter.lacks(replace(helped, helper_kind="friend"), REVIEWER)
    assert findings(refused) == {"LR-28-HELPER": "unknown"}
    matter.do(helped, REVIEWER)
    drafted = matter.do(matter.an_opinion(), of_the_unit(matter, "p-colleague", REVIEWER)).made["legality_opinion"]
    matter.do(matter.issue(drafted), of_the_unit(matter, "p-other", HEAD))
    assert matter.row(HERE).status is StageStatus.PASSED
    flag = found(matter, HERE, "LR-28-UNIT", MONDAY)
    assert (flag.status, flag.code, flag.values["helper"]) == (Status.SATISFIED, "same_unit_helped", "示例律师事务所")


def test_f44_lawful_neighbour_a_reviewer_of_another_unit_is_not_flagged(house: World):
    matter = in_review(house).reviewed()
    assert found(matter, HERE, "LR-28-UNIT", MONDAY).code == ""
