"""Art. 3(2), 16(1), ruling 4: another law's procedure, step by step: replaced, stricter, or silent."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from decision_flow.board import gate
from decision_flow.decision import commands as decision
from decision_flow.procedure.rules import Status
from decision_flow.terms import InstrumentRank, ProcedureStep, Role, Stage, StageStatus, StartGround, StepEffect
from tests import lawful
from tests.lawful.decision import EXPROPRIATION, special
from tests.statute.matters import DAY, MONDAY, Matter, a_body, findings
from tests.world import World

PP, RISK = Stage.PUBLIC_PARTICIPATION, Stage.RISK_ASSESSMENT
HEAD, UNIT_HEAD, DRAFTER = Role.ADMINISTRATIVE_HEAD, Role.UNDERTAKING_HEAD, Role.DRAFTER
ORDER_590 = "《国有土地上房屋征收与补偿条例》"


def a_proposal(house: World, **given: Any) -> Matter:
    """A proposed matter."""
    made = a_body(house)
    made.id = str(made.steps(lawful.proposed(made, **{"touches_market": False, **given})))
    made.draft = lawful.draft_of(made)
    return made


def begun(matter: Matter) -> Matter:
    """Requested and started."""
    matter.steps(lawful.decision.asked_for(matter, matter.id))
    step = lawful.start(matter, matter.id, StartGround.ASSIGNED)
    matter.do(step.command, HEAD)
    return matter


def an_expropriation(house: World, **given: Any) -> Matter:
    """A started matter under order 590."""
    made = a_proposal(house, **given)
    made.do(special(made.id, EXPROPRIATION, instrument=ORDER_590), DRAFTER)
    return begun(made)


def found(matter: Matter, rule: str, on: date) -> tuple[Status, str]:
    """What a rule of the participation's gate finds on a day."""
    case = matter.gate_case(PP)
    law = matter.installation.engine.law_of(case, on)
    one = next(one for one in gate(PP, case, law, on) if one.rule == rule)
    return one.status, one.code


def test_art_3_2_thirty_days_of_expropriation_are_absolute_where_713_allows_a_reason(house):
    short: dict[str, Any] = {"shortening_reason": "示例：紧急", "shortening_approved_by": "示例市长"}
    expropriation, ordinary = an_expropriation(house), begun(a_proposal(house))
    asked = expropriation.a_notice(MONDAY, MONDAY + 20 * DAY, **short)
    lacks = expropriation.lacks(asked, DRAFTER)
    assert findings(lacks) == {"PP-3-STATED": "short"}
    assert lacks["PP-3-STATED"].values["days"] == 30 and lacks["PP-3-STATED"].earliest == MONDAY + 31 * DAY
    assert ordinary.do(ordinary.a_notice(MONDAY, MONDAY + 20 * DAY, **short), DRAFTER).seq
    assert expropriation.do(expropriation.a_notice(MONDAY, MONDAY + 30 * DAY), DRAFTER).seq


def test_art_3_2_a_stricter_period_runs_in_full_before_participation_closes(house):
    matter = a_proposal(house)
    matter.do(special(matter.id, {ProcedureStep.OPEN_COMMENT: {"comment_days": 45}}), DRAFTER)
    begun(matter)
    assert findings(matter.lacks(matter.a_notice(MONDAY, MONDAY + 30 * DAY), DRAFTER)) == {"PP-3-STATED": "short"}
    closes = MONDAY + 45 * DAY  # 16 April, a Thursday
    matter.notified(MONDAY, closes)
    assert found(matter, "PP-3-ABSOLUTE", closes) == (Status.LACKING, "running")
    assert found(matter, "PP-3-ABSOLUTE", closes + DAY)[0] is Status.SATISFIED


def test_art_3_2_risk_is_assessed_always_whatever_triage_says(house):
    matter = an_expropriation(house, may_harm=False)
    paper = matter.document("认定")
    asked = decision.SignDetermination(
        decision_id=matter.id, stage=RISK, reason="示例", legal_ground="示例", paper_sha256=paper
    )
    matter.do(decision.PrepareDetermination(decision_id=matter.id, stage=RISK, paper_sha256=paper), DRAFTER)
    assert findings(matter.lacks(asked, UNIT_HEAD)) == {"DEC-19-ANSWERS": "required"}
    ordinary = begun(a_proposal(house, may_harm=False))
    ordinary.steps(lawful.determined(ordinary, ordinary.id, RISK))
    assert ordinary.row(RISK).status is StageStatus.NOT_REQUIRED


def test_art_3_2_where_the_special_law_is_silent_the_regulations_go_on(house):
    matter = an_expropriation(house)
    asked = decision.SignDetermination(
        decision_id=matter.id,
        stage=Stage.EXPERT_REVIEW,
        reason="示例",
        legal_ground="示例",
        paper_sha256=matter.document("认定"),
    )
    assert matter.lacks(asked, UNIT_HEAD)["DEC-19-ANSWERS"].code == "required"
    assert matter.board() == "O1 O1 O1 -0 -0 -0"


def test_art_3_2_a_replaced_step_is_determined_not_required_on_that_law(house):
    matter = a_proposal(house)
    replaced = {ProcedureStep.EXPERT_REVIEW: {"effect": StepEffect.REPLACED}}
    matter.do(special(matter.id, replaced), DRAFTER)
    begun(matter).steps(lawful.determined(matter, matter.id, Stage.EXPERT_REVIEW))
    assert matter.row(Stage.EXPERT_REVIEW).status is StageStatus.NOT_REQUIRED


@pytest.mark.parametrize("rank", [one for one in InstrumentRank if one not in ("law", "administrative_regulation")])
def test_art_3_2_a_lower_rank_prescribes_no_other_procedure(house, rank):
    matter = a_proposal(house)
    lacks = matter.lacks(special(matter.id, {ProcedureStep.RISK_ASSESSMENT: {}}, rank=rank), DRAFTER)
    assert findings(lacks) == {"DEC-3-RANK": "too_low"}
    assert lacks["DEC-3-RANK"].values["steps"] == [ProcedureStep.RISK_ASSESSMENT]


@pytest.mark.parametrize(("rank", "suffices"), [("rule", True), ("local_regulation", True), ("policy", False)])
def test_art_16_1_on_hearings_a_rule_suffices(house, rank, suffices):
    matter = a_proposal(house)
    asked = special(matter.id, {ProcedureStep.HEARING: {}}, rank=InstrumentRank(rank))
    if suffices:
        assert matter.do(asked, DRAFTER).seq
    else:
        assert findings(matter.lacks(asked, DRAFTER)) == {"DEC-3-RANK": "too_low"}


def test_art_3_2_what_was_read_in_an_instrument_is_declared_as_it_stands_there(house):
    matter = a_proposal(house)
    weaker = {**EXPROPRIATION, ProcedureStep.OPEN_COMMENT: {"comment_days": 20}}
    lacks = matter.lacks(special(matter.id, weaker, instrument=ORDER_590), DRAFTER)
    assert findings(lacks) == {"DEC-3-STATUTE": "differs"}
    assert matter.do(special(matter.id, EXPROPRIATION, instrument=ORDER_590), DRAFTER).seq


def test_art_3_2_each_step_is_answered_once_and_whole(house):
    matter = a_proposal(house)
    whole = special(matter.id, EXPROPRIATION)
    twice = replace(whole, steps=(*whole.steps, whole.steps[0]))
    assert findings(matter.lacks(twice, DRAFTER)) == {"DEC-3-STEPS": "not_once"}
    for broken in (
        {ProcedureStep.OPEN_COMMENT: {}},
        {ProcedureStep.RISK_ASSESSMENT: {"comment_days": 5}},
        {ProcedureStep.RISK_ASSESSMENT: {"condition": "示例"}},
        {ProcedureStep.RISK_ASSESSMENT: {"article": None}},
    ):
        assert findings(matter.lacks(special(matter.id, broken), DRAFTER)) == {"DEC-3-STEPS": "not_whole"}


def test_art_16_1_a_hearing_is_a_must_where_the_condition_of_the_other_law_is_met(house):
    matter = an_expropriation(house)
    said = decision.AnswerHearingCondition(decision_id=matter.id, is_met=True, reason="示例：多数人有异议")
    assert found(matter, "PP-3-HEARING", MONDAY) == (Status.LACKING, "unanswered")
    matter.do(said, UNIT_HEAD)
    assert found(matter, "PP-3-HEARING", MONDAY) == (Status.LACKING, "no_hearing")
    hearing = matter.steps(lawful.hearing(matter, matter.id, MONDAY))
    held = matter.case("public_participation").public_participation.hearing
    matter.on(held.held_on).steps(lawful.hearing_held(matter, matter.id, hearing, held.held_on))
    assert found(matter, "PP-3-HEARING", held.held_on)[0] is Status.SATISFIED
    unmet = an_expropriation(house)
    unmet.do(decision.AnswerHearingCondition(decision_id=unmet.id, is_met=False, reason="示例"), UNIT_HEAD)
    assert found(unmet, "PP-3-HEARING", MONDAY) == (Status.NOT_APPLICABLE, "condition_not_met")


def test_art_16_1_without_such_a_condition_there_is_nothing_to_answer(house):
    matter = begun(a_proposal(house))
    said = decision.AnswerHearingCondition(decision_id=matter.id, is_met=True, reason="示例")
    assert findings(matter.lacks(said, UNIT_HEAD)) == {"DEC-16-CONDITION": "none"}
    assert found(matter, "PP-3-HEARING", MONDAY)[0] is Status.NOT_APPLICABLE
