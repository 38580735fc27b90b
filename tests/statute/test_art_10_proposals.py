"""Art. 3, 10, 14, 22 before the start: who proposed, what was studied, what triage answered and why."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from decision_flow.decision import commands as decision
from decision_flow.decision.triage_answers import ExcludedMatter, TriggerAnswer
from decision_flow.terms import (
    CongressTrack,
    Exclusion,
    ProposalOrigin,
    RiskTrigger,
    Role,
    Stage,
    StageStatus,
    TriageQuestion,
)
from tests import lawful
from tests.lawful.decision import studied
from tests.statute.matters import Matter, a_body, a_matter, findings
from tests.statute.test_art_03_to_11_start import start
from tests.triage import ARGUED, GROUND, a_triage
from tests.world import World

HEAD, UNIT_HEAD, DRAFTER = Role.ADMINISTRATIVE_HEAD, Role.UNDERTAKING_HEAD, Role.DRAFTER
OTHERS = (ProposalOrigin.LEADERS, ProposalOrigin.DEPUTIES, ProposalOrigin.CITIZENS)


def a_proposal(house: World, profile: str = "hunan", **given: Any) -> Matter:
    """A proposed matter with its first draft."""
    made = a_body(house, profile)
    made.id = str(made.steps(lawful.proposed(made, **{"touches_market": False, **given})))
    made.draft = lawful.draft_of(made)
    return made


def the_request(matter: Matter) -> decision.SubmitStartRequest:
    """The start request that the clerk has prepared."""
    paper = matter.document(f"启动请示{matter.id}")
    matter.do(decision.PrepareStartRequest(decision_id=matter.id, paper_sha256=paper), DRAFTER)
    return decision.SubmitStartRequest(decision_id=matter.id, paper_sha256=paper)


def by(origin: ProposalOrigin, matter: World) -> dict[str, Any]:
    """A proposal that is not a department's."""
    written = matter.document("书面建议") if origin is ProposalOrigin.CITIZENS else None
    return {"origin": origin, "argument": None, "written_sha256": written}


def answers(matter: Matter, **given: Any) -> decision.AnswerTriage:
    """The answers of triage: technical, harmful and public, of no specific group and no market."""
    base: dict[str, Any] = {
        "decision_id": matter.id,
        "is_technical": True,
        "may_harm": True,
        "touches_market": False,
        "affects_specific_group": False,
        "is_normative_document": False,
        "lawfully_unpublished": False,
        "triage": a_triage(),
    }
    return decision.AnswerTriage(**(base | given))


@pytest.mark.parametrize("origin", OTHERS)
def test_art_10_what_leaders_deputies_and_citizens_propose_is_studied_before_the_organ_decides(house, origin):
    matter = a_proposal(house, **by(origin, house))
    request = the_request(matter)
    lacks = matter.lacks(request, UNIT_HEAD)
    assert findings(lacks) == {"DEC-10-STUDIED": "not_studied"}
    assert set(lacks["DEC-10-STUDIED"].cure_by) == {DRAFTER, UNIT_HEAD}
    decline = decision.DeclineProposal(decision_id=matter.id, reason="示例")
    assert findings(matter.lacks(decline, HEAD)) == {"DEC-10-STUDIED": "not_studied"}
    matter.steps(studied(matter, matter.id, recommends_start=False))
    matter.do(request, UNIT_HEAD)
    assert matter.do(start(matter), HEAD).seq  # the study does not bind the organ


def test_art_10_2_a_department_argues_its_own_proposal_and_needs_no_other_study(house):
    body = a_body(house)
    asked: dict[str, Any] = {
        **ARGUED,
        "organ_id": body.organ_id,
        "undertaking_unit_id": body.unit_id,
        "title": "示例",
        "matter_class": "plan",
        "reason": "示例",
        "is_technical": True,
        "may_harm": True,
        "touches_market": False,
        "affects_specific_group": False,
        "is_normative_document": False,
        "triage": a_triage(),
    }
    bare = decision.ProposeDecision(**(asked | {"argument": None}))
    assert findings({one.rule: one for one in body.refused(bare, DRAFTER).findings}) == {"DEC-10-ARGUED": "not_argued"}
    unwritten = decision.ProposeDecision(**(asked | {"origin": ProposalOrigin.CITIZENS}))
    assert body.refused(unwritten, DRAFTER).rule_ids == ("DEC-10-WRITTEN",)
    assert body.do(decision.ProposeDecision(**asked), DRAFTER).seq
    matter = a_proposal(house)
    assert matter.do(the_request(matter), UNIT_HEAD).seq


def test_art_10_a_declined_proposal_is_kept_with_its_reason_and_nothing_more_is_done_on_it(house):
    matter = a_proposal(house)
    matter.do(decision.DeclineProposal(decision_id=matter.id, reason="示例：条件不成熟"), HEAD)
    assert matter.case().status == "declined"
    study = decision.RecordPreliminaryStudy(
        decision_id=matter.id,
        necessity="示例",
        feasibility="示例",
        recommends_start=True,
        paper_sha256=matter.document("x"),
    )
    assert findings(matter.lacks(study, UNIT_HEAD)) == {"DEC-10-PROPOSED": "started"}
    assert findings(matter.lacks(answers(matter), DRAFTER)) == {"DEC-10-KEPT": "declined"}


@pytest.mark.parametrize("exclusion", Exclusion)
def test_art_3_2_an_excluded_matter_does_not_start_and_is_declined_without_a_study(house, exclusion):
    shown = ExcludedMatter(exclusion=exclusion, reason="示例", document_sha256=house.document("示例依据"))
    matter = a_proposal(house, **by(ProposalOrigin.LEADERS, house), triage=a_triage(excluded=shown))
    lacks = matter.lacks(the_request(matter), UNIT_HEAD)
    assert findings(lacks) == {"DEC-3-EXCLUDED": "excluded"} and HEAD in lacks["DEC-3-EXCLUDED"].cure_by
    assert matter.do(decision.DeclineProposal(decision_id=matter.id, reason="示例"), HEAD).seq


def test_art_3_2_an_exclusion_that_was_found_wrong_is_corrected_and_the_matter_starts(house):
    shown = ExcludedMatter(
        exclusion=Exclusion.EMERGENCY_RESPONSE, reason="示例", document_sha256=house.document("示例依据")
    )
    matter = a_proposal(house, triage=a_triage(excluded=shown))
    request = the_request(matter)
    assert "DEC-3-EXCLUDED" in matter.lacks(request, UNIT_HEAD)
    matter.do(answers(matter), DRAFTER)
    matter.do(request, UNIT_HEAD)
    assert matter.do(start(matter), HEAD).seq


def test_plan_27_each_answer_by_which_a_step_falls_away_has_its_reason(house):
    matter = a_proposal(house, is_technical=False, is_normative_document=True, triage=a_triage(reasons=()))
    lacks = matter.lacks(the_request(matter), UNIT_HEAD)
    assert findings(lacks) == {"DEC-27-REASONS": "no_reason"}
    assert set(lacks["DEC-27-REASONS"].values["questions"]) == {
        TriageQuestion.IS_TECHNICAL,
        TriageQuestion.TOUCHES_MARKET,
        TriageQuestion.AFFECTS_SPECIFIC_GROUP,
    }


def test_plan_27_answers_by_which_every_step_stays_need_no_reason(house):
    stays = {"touches_market": True, "affects_specific_group": True, "is_normative_document": True}
    matter = a_proposal(house, **stays, triage=a_triage(reasons=()))
    assert matter.do(the_request(matter), UNIT_HEAD).seq


@pytest.mark.parametrize(("profile", "asked"), [("hunan", 2), ("jishou", 5)])
def test_art_22_and_plan_30_every_interest_that_the_law_of_the_place_names_is_answered(house, profile, asked):
    matter = a_proposal(house, profile, triage=a_triage(risk_triggers=()))
    lacks = matter.lacks(the_request(matter), UNIT_HEAD)
    assert findings(lacks) == {"DEC-22-TRIGGERS": "unanswered"}
    assert len(lacks["DEC-22-TRIGGERS"].values["triggers"]) == asked


def test_plan_30_what_may_be_affected_is_assessed_and_what_may_not_is_not(house):
    economic = tuple(
        TriggerAnswer(trigger=one, may_be_affected=one is RiskTrigger.ECONOMIC_SECURITY, reason="示例")
        for one in RiskTrigger
    )
    matter = a_proposal(house, "jishou", may_harm=False, triage=a_triage(risk_triggers=economic))
    lacks = matter.lacks(the_request(matter), UNIT_HEAD)
    assert findings(lacks) == {"DEC-22-TRIGGERS": "contradicts"}
    assert lacks["DEC-22-TRIGGERS"].values["triggers"] == [RiskTrigger.ECONOMIC_SECURITY]
    harmless = a_proposal(house, "jishou", may_harm=False)
    assert harmless.do(the_request(harmless), UNIT_HEAD).seq


def test_art_14_what_is_lawfully_unpublished_has_ground_reviewer_and_the_day_of_the_next_review(house):
    bare = a_proposal(house, lawfully_unpublished=True, triage=a_triage())
    assert findings(bare.lacks(the_request(bare), UNIT_HEAD)) == {"DEC-14-GROUND": "no_ground"}
    due = a_triage(non_disclosure=replace(GROUND, review_on=date(2026, 3, 2)))
    overdue = a_proposal(house, lawfully_unpublished=True, triage=due)
    assert findings(overdue.lacks(the_request(overdue), UNIT_HEAD)) == {"DEC-14-GROUND": "review_is_due"}
    day_after = a_triage(non_disclosure=replace(GROUND, review_on=date(2026, 3, 3)))
    for matter in (a_proposal(house, lawfully_unpublished=True, triage=day_after), a_proposal(house)):
        assert matter.do(the_request(matter), UNIT_HEAD).seq
    public = a_proposal(house, triage=a_triage(lawfully_unpublished=True))
    assert findings(public.lacks(the_request(public), UNIT_HEAD)) == {"DEC-14-GROUND": "contradicts"}


def test_art_14_not_to_publish_exempts_from_publicity_only(house):
    matter = a_matter(house, lawfully_unpublished=True)
    for stage in (Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        signed = decision.SignDetermination(
            decision_id=matter.id,
            stage=stage,
            reason="示例：不公开",
            legal_ground="示例",
            paper_sha256=matter.document("认定"),
        )
        assert matter.lacks(signed, UNIT_HEAD)["DEC-19-ANSWERS"].code == "required"
    matter.steps(lawful.determined(matter, matter.id, Stage.PUBLIC_PARTICIPATION))
    assert matter.row(Stage.PUBLIC_PARTICIPATION).status is StageStatus.NOT_REQUIRED


@pytest.mark.parametrize("track", CongressTrack)
def test_art_8_the_peoples_congress_is_no_condition_of_the_start(house, track):
    matter = a_matter(house, triage=a_triage(congress_track=track))
    assert matter.case().congress_track is track and matter.board() == "O1 O1 O1 -0 -0 -0"


def test_plan_27_after_the_start_an_answer_adds_a_step_whose_stage_opens_again(house):
    matter = a_matter(house, is_technical=False)
    matter.steps(lawful.determined(matter, matter.id, Stage.EXPERT_REVIEW))
    assert matter.board() == "O1 N1 O1 -0 -0 -0"
    matter.do(answers(matter), DRAFTER)
    assert matter.board() == "O1 R2 O1 -0 -0 -0" and matter.case().is_technical


@pytest.mark.parametrize("out", ["is_technical", "may_harm"])
def test_plan_27_after_the_start_no_answer_takes_a_step_out(house, out):
    matter = a_matter(house)
    lacks = matter.lacks(answers(matter, **{out: False}), DRAFTER)
    assert findings(lacks) == {"DEC-27-ADDS": "takes_out"}
    assert lacks["DEC-27-ADDS"].values["questions"] == [TriageQuestion(out)]
    shown = ExcludedMatter(exclusion=Exclusion.EMERGENCY_RESPONSE, reason="示例", document_sha256=house.document("x"))
    excluded = answers(matter, triage=a_triage(excluded=shown))
    assert findings(matter.lacks(excluded, DRAFTER)) == {"DEC-27-ADDS": "excluded"}
