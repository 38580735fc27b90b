"""Art. 25(2), 26(2), 29, 30(1) and plan 26: what may be put on which agenda, and when."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from decision_flow.collective_discussion import agenda as rules
from decision_flow.decision.facts import DecisionFacts, ItemFacts
from decision_flow.legality_review.facts import LegalityReviewFacts, Submission
from decision_flow.procedure.rules import GATES, Status
from decision_flow.terms import Outcome, Role, Stage, StageStatus
from tests.casefiles import DRAFT, ORGAN, a_case, a_draft
from tests.late_stages import (
    FORUM,
    JISHOU,
    MEETING_DAY,
    MONDAY,
    NATION,
    SEVENTH,
    a_meeting,
    a_pack,
    a_review,
    an_act,
    decided,
    in_discussion,
    law,
)

DAY = timedelta(days=1)


def test_art_25_an_unreviewed_draft_is_not_submitted_to_the_meeting():
    ask = rules.draft_passed_the_legality_review
    assert ask(an_act(), in_discussion(None), JISHOU, MONDAY).status is Status.SATISFIED
    open_review = in_discussion(None, statuses={"legality_review": StageStatus.RETURNED})
    for case in (open_review, in_discussion(None, stages={})):
        assert ask(an_act(), case, JISHOU, MONDAY).code == "not_passed"


def test_art_25_the_meeting_discusses_the_text_that_was_reviewed():
    ask = rules.reviewed_draft_is_the_current_one
    assert ask(in_discussion(a_meeting()), JISHOU, MONDAY).status is Status.SATISFIED
    changed = in_discussion(a_meeting(), draft=a_draft(sha256="0" * 64, version=2))
    assert ask(changed, JISHOU, MONDAY).code == "other_draft"
    for nothing in (in_discussion(None, draft=None), in_discussion(None, stages={})):
        assert ask(nothing, JISHOU, MONDAY).code == "other_draft"


def agenda(held_on: date, review: LegalityReviewFacts | None = None, under=JISHOU):
    """The finding of CD-26-AGENDA for a meeting on that day."""
    return rules.reviewer_had_his_working_days(in_discussion(a_meeting(held_on=held_on), review), under, MONDAY)


def test_art_26_2_no_meeting_before_the_end_of_the_seventh_working_day():
    """The last day itself is the reviewer's; the day after it is lawful, and the refusal names it."""
    lacks = agenda(SEVENTH)
    assert (lacks.code, lacks.earliest, lacks.values["ends_on"]) == ("too_early", SEVENTH + DAY, SEVENTH)
    assert {Role.MEETING_SECRETARY, Role.LEGALITY_REVIEWER, Role.UNDERTAKING_HEAD} == set(lacks.cure_by)
    assert agenda(SEVENTH + DAY).status is Status.SATISFIED
    assert agenda(MONDAY).earliest == SEVENTH + DAY


def test_art_26_2_the_opinion_alone_does_not_shorten_the_time():
    assert agenda(MONDAY, a_review()).code == "too_early"


def test_art_26_2_a_reviewer_who_finished_of_his_own_accord_frees_the_agenda():
    early = a_review(finished_early=True)
    assert (agenda(MONDAY, early).status, agenda(MONDAY, early).code) == (Status.SATISFIED, "finished_early")
    assert agenda(MONDAY, replace(early, issued=None)).code == "too_early"
    undeclared = law(legality_review__early_finish_declared=False)
    assert agenda(MONDAY, a_review(), undeclared).code == "finished_early"


def test_art_26_2_a_reason_with_its_approver_frees_the_agenda():
    finding = agenda(MONDAY, a_review(shortened_by="示例副市长"))
    assert (finding.status, finding.code, finding.values["approver"]) == (Status.SATISFIED, "shortened", "示例副市长")


def test_art_26_2_a_local_rule_may_leave_more_time():
    longer = law(legality_review__working_days_guaranteed=8)
    assert agenda(SEVENTH + DAY, under=longer).earliest == SEVENTH + 2 * DAY


def test_art_26_2_a_provisional_period_counts_once_it_is_over_under_the_worst_calendar():
    """The founding days of Xiangxi are not announced: the nation's calendar alone would say 22 September."""
    submitted = a_review(submission=Submission(1, date(2026, 9, 11), DRAFT))
    lacks = agenda(date(2026, 9, 23), submitted)
    assert lacks.code == "provisional" and lacks.earliest == lacks.values["ends_on"] + DAY
    assert agenda(lacks.earliest, submitted).status is Status.SATISFIED
    assert agenda(lacks.earliest - DAY, submitted).status is Status.LACKING
    assert agenda(date(2026, 9, 23), submitted, NATION).status is Status.SATISFIED


def test_art_26_2_there_is_a_meeting_and_a_complete_file():
    ask = rules.reviewer_had_his_working_days
    assert ask(in_discussion(None), JISHOU, MONDAY).code == "no_meeting"
    assert agenda(MEETING_DAY, a_review(submission=None)).code == "not_submitted"
    back = a_review(submission=Submission(1, MONDAY, DRAFT, returned_on=MONDAY))
    assert agenda(MEETING_DAY, back).code == "not_submitted"


def test_art_29_the_pack_is_complete():
    ask = rules.pack_is_complete
    assert ask(in_discussion(a_meeting(), touches_market=True), JISHOU, MONDAY).status is Status.SATISFIED
    assert ask(in_discussion(None), JISHOU, MONDAY).code == "no_meeting"
    for kind in a_pack():
        lacks = ask(in_discussion(a_meeting(pack=a_pack(without=kind)), touches_market=True), JISHOU, MONDAY)
        assert (lacks.code, lacks.values["papers"]) == ("missing", [kind])


@pytest.mark.parametrize(("kind", "stage"), sorted(rules.OF_STAGE.items()))
def test_art_29_a_step_that_was_not_required_brings_no_paper(kind, stage):
    case = in_discussion(a_meeting(pack=a_pack(without=kind)), statuses={stage.value: StageStatus.NOT_REQUIRED})
    assert rules.pack_is_complete(case, JISHOU, MONDAY).status is Status.SATISFIED


def test_art_29_the_fair_competition_review_belongs_to_what_touches_the_market():
    meeting = a_meeting(pack=a_pack(without="fair_competition"))
    assert rules.pack_is_complete(in_discussion(meeting), JISHOU, MONDAY).status is Status.SATISFIED


def test_art_29_the_pack_holds_the_present_draft():
    old = in_discussion(a_meeting(pack=a_pack(draft="0" * 64)))
    assert rules.pack_is_complete(old, JISHOU, MONDAY).code == "other_draft"


@pytest.mark.parametrize(
    ("forum", "kind", "code"),
    [
        (FORUM, "government", ""),
        ("政府全体会议", "government", ""),
        ("党组会", "government", "party_meeting"),
        ("党委常委会", "township", "party_meeting"),
        ("市长办公会", "government", "other_forum"),
        ("局长办公会", "government", "other_forum"),
        ("局长办公会", "department", ""),
        ("镇长办公会", "township", ""),
        ("主任办公会", "sub_district", ""),
    ],
)
def test_art_30_the_forum_is_a_meeting_of_the_body_and_no_party_meeting(forum, kind, code):
    case = in_discussion(a_meeting(forum=forum), organ_kind=kind)
    assert rules.forum_is_a_meeting_of_the_body(case, JISHOU, MONDAY).code == code


def test_art_30_without_a_meeting_there_is_no_forum():
    assert rules.forum_is_a_meeting_of_the_body(in_discussion(None), JISHOU, MONDAY).code == "no_meeting"


def an_item(**given: object) -> DecisionFacts:
    """A decision whose item stands in a published catalog."""
    item = ItemFacts(
        id="i", organ_id=ORGAN, year=2026, item_status="published", catalog_status="published", title="示例"
    )
    return DecisionFacts(papers={}, start_requested=True, declarations=0, item=replace(item, **given))


NO_ITEM = DecisionFacts(papers={}, start_requested=True, declarations=0, item=None)


@pytest.mark.parametrize(
    ("ground", "decision", "code"),
    [
        ("listed", NO_ITEM, ""),
        ("submitted", an_item(), ""),
        ("assigned", an_item(), ""),
        ("submitted", an_item(item_status="proposed"), "not_published"),
        ("assigned", an_item(catalog_status="draft"), "not_published"),
        ("assigned", NO_ITEM, "no_item"),
        ("assigned", an_item(organ_id="x"), "no_item"),
        ("adjustment", NO_ITEM, "exempt"),
        ("unpublished", NO_ITEM, "exempt"),
        ("carried_over", NO_ITEM, "exempt"),
    ],
)
def test_plan_26_a_matter_stands_in_a_published_catalog_before_it_is_discussed(ground, decision, code):
    case = a_case(start_ground=ground, decision=decision)
    assert rules.matter_is_listed_before_discussion(an_act(), case, JISHOU, MONDAY).code == code


def test_art_3_nationally_the_catalog_is_no_condition_of_discussion():
    case = a_case(start_ground="assigned", decision=NO_ITEM)
    assert rules.matter_is_listed_before_discussion(an_act(), case, NATION, MONDAY).code == "not_required"


def test_plan_26_an_item_is_named_where_none_is_published():
    ask = rules.no_published_item_is_named
    assert ask(an_act(), a_case(decision=an_item()), JISHOU, MONDAY).code == "stands"
    for decision in (NO_ITEM, an_item(item_status="dropped"), an_item(catalog_status="draft")):
        assert ask(an_act(), a_case(decision=decision), JISHOU, MONDAY).status is Status.SATISFIED


@pytest.mark.parametrize(("held_on", "code"), [(MONDAY - DAY, "past"), (MONDAY, ""), (MONDAY + DAY, "")])
def test_art_39_an_agenda_is_made_for_a_day_that_has_not_gone_by(held_on, code):
    assert rules.meeting_is_not_in_the_past(an_act(held_on=held_on), in_discussion(None), JISHOU, MONDAY).code == code


@pytest.mark.parametrize(
    ("meeting", "status", "code"),
    [
        (None, "started", ""),
        (a_meeting(), "started", ""),
        (decided(Outcome.REDISCUSS), "started", ""),
        (decided(Outcome.DEFERRED, record_sha256=None), "started", "no_record"),
        (decided(Outcome.REJECTED), "rejected", "rejected"),
    ],
)
def test_art_30_3_a_meeting_is_on_record_before_the_next_and_rejected_is_rejected(meeting, status, code):
    case = in_discussion(meeting, status=status)
    assert rules.former_meeting_is_on_record(an_act(), case, JISHOU, MONDAY).code == code


def test_what_the_gate_will_ask_is_asked_of_the_agenda():
    """The act is judged by the meeting it would make, not by the former one."""
    pack = tuple(SimpleNamespace(kind=kind, document_sha256=sha) for kind, sha in a_pack().items())
    act = an_act(Role.MEETING_SECRETARY, forum=FORUM, held_on=SEVENTH, pack=pack)
    case = in_discussion(decided(Outcome.REDISCUSS, forum="党组会"))
    placed = rules.as_placed(act, case).collective_discussion.meeting
    assert placed is not None and (placed.number, placed.outcome, placed.members) == (2, None, ())
    gate = (rules.reviewer_had_his_working_days, rules.pack_is_complete, rules.forum_is_a_meeting_of_the_body)
    asked = [rules.asked_of_the_agenda(one)(act, case, JISHOU, MONDAY) for one in gate]
    assert [finding.code for finding in asked] == ["too_early", "", ""]
    assert rules.as_placed(act, in_discussion(None)).collective_discussion.meeting.number == 1


def test_every_gate_rule_answers_on_a_case_that_is_not_started():
    """`explain` may be asked at any time."""
    case = in_discussion(None, LegalityReviewFacts(), stages={}, draft=None)
    findings = [one(case, JISHOU, MONDAY) for one in GATES[Stage.COLLECTIVE_DISCUSSION]]
    assert {finding.status for finding in findings} <= {Status.LACKING, Status.NOT_APPLICABLE}
