"""Art. 19–24, plan 27, 29 and 30: experts, risk, and what a determination closes."""

from dataclasses import replace

import pytest

from decision_flow.decision import commands as decision
from decision_flow.expert_review import commands as expert
from decision_flow.procedure.stage_graph import EARLY
from decision_flow.terms import Disposition, RiskLevel, Role, Stage, StageStatus, View
from tests import lawful
from tests.statute.matters import DAY, Matter, a_matter, findings
from tests.world import World

HEAD, CLERK = Role.UNDERTAKING_HEAD, Role.DRAFTER
EXPERTS, RISK = Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT
OTHER = "0190a000-0000-7000-8000-0000000000e2"


def lacks(matter: Matter, stage: Stage) -> dict[str, str]:
    """What the sign-off of a stage is refused for today."""
    return findings(matter.lacks(matter.sign_off(stage), HEAD))


def passes(matter: Matter, stage: Stage) -> bool:
    """Whether the stage is signed off today."""
    matter.signed(stage)
    return matter.row(stage).status is StageStatus.PASSED


class Panel:
    """The steps of an expert's work on a matter, one by one."""

    def __init__(self, matter: Matter, person_id: str = lawful.EXPERT) -> None:
        self.matter, self.person = matter, matter.person(person_id, Role.EXPERT)
        chosen = next(lawful.expert_facts(matter, matter.id, matter.draft)).command
        self.chosen = replace(chosen, person_id=person_id)
        self.declared = expert.DeclareInterest(decision_id=matter.id, has_direct_interest=False, text="示例")
        self.given = expert.SubmitExpertOpinion(
            decision_id=matter.id,
            draft_sha256=matter.draft,
            necessity="示例",
            feasibility="示例",
            scientific_merit="示例",
            conclusion="示例",
            view=View.AGREE,
            opinion_sha256=None,
        )

    def choose(self) -> "Panel":
        """The head of the unit chooses the expert."""
        self.matter.do(self.chosen, HEAD)
        return self

    def declare(self, interest: bool = False) -> "Panel":
        """The expert declares whether he has a direct interest."""
        self.matter.do(replace(self.declared, has_direct_interest=interest), self.person)
        return self

    def give(self) -> str:
        """The expert gives his opinion, which stays closed; its id."""
        return self.matter.do(self.given, self.person).made["expert_opinion"]

    def opine(self) -> str:
        """The expert gives his opinion, and all that are in are opened; its id."""
        opinion_id = self.give()
        self.matter.do(expert.OpenExpertOpinions(decision_id=self.matter.id), HEAD)
        return opinion_id

    def answer(self, opinion_id: str, **given) -> expert.AnswerExpert:
        """The unit's answer to an opinion, delivered today."""
        delivery = expert.Delivery(delivered_on=self.matter.today, how="当面送达", proof_sha256=None)
        base = {"disposition": Disposition.ADOPTED, "reason": None, "delivery": delivery}
        return expert.AnswerExpert(decision_id=self.matter.id, opinion_id=opinion_id, **(base | given))


# Art. 19


def test_art_19_1_a_technical_matter_needs_an_experts_signed_opinion(house: World):
    matter = a_matter(house)
    assert lacks(matter, EXPERTS)["ER-19-OPINION"] == "nobody_chosen"
    panel = Panel(matter).choose().declare()
    assert lacks(matter, EXPERTS)["ER-19-OPINION"] == "no_opinion"
    panel.opine()
    assert passes(matter, EXPERTS)


def test_art_19_2_only_a_chosen_expert_gives_an_opinion_in_his_own_name(house: World):
    matter = a_matter(house)
    stranger = Panel(matter, OTHER)
    assert matter.lacks(stranger.given, stranger.person)["ER-19-NAMED"].code == "not_chosen"
    assert stranger.choose().declare().opine()


def test_art_19_2_who_drafted_the_draft_or_chooses_the_experts_is_no_expert(house: World):
    matter = a_matter(house)
    drafter = matter.person("p-drafter", CLERK)
    chosen = replace(Panel(matter).chosen, person_id=drafter.id)
    assert findings(matter.lacks(chosen, HEAD)) == {"ER-19-INDEPENDENT": "drafted"}
    himself = matter.person("p-himself", HEAD)
    assert findings(matter.lacks(replace(chosen, person_id=himself.id), himself)) == {
        "ER-19-INDEPENDENT": "chose_himself"
    }
    assert Panel(matter).choose()


def test_art_19_1_a_matter_that_is_not_technical_is_determined_by_two_persons(house: World):
    matter = a_matter(house, is_technical=False)
    paper = matter.document("认定")
    signing = decision.SignDetermination(
        decision_id=matter.id, stage=EXPERTS, reason="示例", legal_ground="示例", paper_sha256=paper
    )
    assert findings(matter.lacks(signing, HEAD)) == {"SOD-PREPARED": "not_prepared"}
    prepared = decision.PrepareDetermination(decision_id=matter.id, stage=EXPERTS, paper_sha256=paper)
    matter.do(prepared, matter.person("p-both", CLERK))
    assert findings(matter.lacks(signing, matter.person("p-both", HEAD))) == {"SOD-PREPARED": "same_person"}
    matter.do(signing, HEAD)
    row = matter.row(EXPERTS)
    assert (row.status, row.determination.reason) == (StageStatus.NOT_REQUIRED, "示例")


@pytest.mark.parametrize(
    ("stage", "triage"),
    [
        (EXPERTS, {"is_technical": True}),
        (RISK, {"may_harm": True}),
        (Stage.PUBLIC_PARTICIPATION, {"lawfully_unpublished": False}),
    ],
)
def test_art_14_19_22_a_determination_does_not_contradict_what_triage_answered(house: World, stage, triage):
    matter = a_matter(house, **triage)
    paper = matter.document("认定")
    matter.do(decision.PrepareDetermination(decision_id=matter.id, stage=stage, paper_sha256=paper), CLERK)
    signing = decision.SignDetermination(
        decision_id=matter.id, stage=stage, reason="示例", legal_ground="示例", paper_sha256=paper
    )
    assert findings(matter.lacks(signing, HEAD)) == {"DEC-19-ANSWERS": "required"}
    (flag,) = triage
    neighbour = a_matter(house, **{flag: not triage[flag]})
    neighbour.determined(stage)
    assert neighbour.row(stage).status is StageStatus.NOT_REQUIRED


@pytest.mark.parametrize("stage", [stage for stage in Stage if stage not in EARLY and stage is not Stage.EVALUATION])
def test_art_25_30_a_determination_never_closes_legality_review_discussion_or_what_follows(house: World, stage):
    matter = a_matter(house, lawfully_unpublished=True, is_technical=False, may_harm=False)
    for early in EARLY:
        matter.determined(early)
    assert matter.board() == "N1 N1 N1 O1 -0 -0"
    paper = matter.document("认定")
    matter.do(decision.PrepareDetermination(decision_id=matter.id, stage=stage, paper_sha256=paper), CLERK)
    signing = decision.SignDetermination(
        decision_id=matter.id, stage=stage, reason="示例", legal_ground="示例", paper_sha256=paper
    )
    assert findings(matter.lacks(signing, HEAD)) == {"DEC-27-DETERMINATION": "always_required"}


def test_plan_27_a_paper_prepared_for_one_step_determines_no_other(house: World):
    matter = a_matter(house, is_technical=False, may_harm=False)
    paper = matter.document("认定")
    matter.do(decision.PrepareDetermination(decision_id=matter.id, stage=EXPERTS, paper_sha256=paper), CLERK)
    of_risk = decision.SignDetermination(
        decision_id=matter.id, stage=RISK, reason="示例", legal_ground="示例", paper_sha256=paper
    )
    assert findings(matter.lacks(of_risk, HEAD)) == {"SOD-PREPARED": "not_prepared"}
    assert matter.do(replace(of_risk, stage=EXPERTS), HEAD).seq


def test_plan_27_a_step_is_not_determined_twice_nor_after_it_was_carried_out(house: World):
    matter = a_matter(house, is_technical=False)
    matter.determined(EXPERTS)
    again = decision.SignDetermination(
        decision_id=matter.id, stage=EXPERTS, reason="x", legal_ground="x", paper_sha256=matter.document("x")
    )
    assert matter.lacks(again, HEAD)["DEC-27-DETERMINATION"].code == "not_open"
    assert findings(matter.lacks(matter.sign_off(EXPERTS), HEAD))["DEC-27-ACTS"] == "not_open"


# Art. 20, 21


def test_art_20_a_direct_interest_bars_the_expert_and_not_the_stage(house: World):
    matter = a_matter(house)
    barred = Panel(matter).choose().declare(interest=True)
    assert findings(matter.lacks(barred.given, barred.person)) == {"ER-20-INTEREST": "direct_interest"}
    Panel(matter, OTHER).choose().declare().opine()
    assert passes(matter, EXPERTS)


def test_art_20_an_expert_declares_his_interest_before_he_gives_an_opinion(house: World):
    matter = a_matter(house)
    panel = Panel(matter).choose()
    assert findings(matter.lacks(panel.given, panel.person)) == {"ER-20-INTEREST": "undeclared"}
    assert panel.declare().opine()


def test_art_20_an_interest_declared_afterwards_takes_the_opinion_out_of_the_count(house: World):
    matter = a_matter(house)
    panel = Panel(matter).choose().declare()
    panel.opine()
    panel.declare(interest=True)
    assert lacks(matter, EXPERTS)["ER-19-OPINION"] == "only_interested"
    Panel(matter, OTHER).choose().declare().opine()
    assert passes(matter, EXPERTS)


def test_art_20_dissenting_experts_are_sought_or_the_choice_says_why_not(house: World):
    matter = a_matter(house)
    unsought = replace(Panel(matter).chosen, dissent_sought=False, dissent_reason=None)
    assert findings(matter.lacks(unsought, HEAD)) == {"ER-20-DISSENT": "no_reason"}
    assert matter.do(replace(unsought, dissent_reason="示例"), HEAD).seq


def test_art_20_the_number_of_experts_is_asked_for_while_the_provinces_text_is_unread(house: World):
    matter = a_matter(house)
    Panel(matter).choose().declare().opine()
    unstated = replace(matter.sign_off(EXPERTS), min_experts=None, min_experts_basis=None)
    assert findings(matter.lacks(unstated, HEAD)) == {"ER-20-NUMBER": "unread"}
    two = replace(unstated, min_experts=2, min_experts_basis="示例依据")
    assert findings(matter.lacks(two, HEAD)) == {"ER-20-NUMBER": "too_few"}
    Panel(matter, OTHER).choose().declare().opine()
    assert matter.do(two, HEAD).seq


def test_art_43_where_no_province_speaks_the_regulations_set_no_number_of_experts(house: World):
    matter = a_matter(house, "cn-713")
    Panel(matter).choose().declare().opine()
    stated = matter.sign_off(EXPERTS)
    assert findings(matter.lacks(stated, HEAD)) == {"ER-20-STATED": "read"}
    assert matter.do(replace(stated, min_experts=None, min_experts_basis=None), HEAD).seq


# Plan 29


def test_plan_29_each_expert_is_told_what_became_of_his_opinion(house: World):
    matter = a_matter(house, "jishou")
    panel = Panel(matter).choose().declare()
    opinion_id = panel.opine()
    assert lacks(matter, EXPERTS) == {"ER-J29-REPLY": "unanswered"}
    matter.do(panel.answer(opinion_id, delivery=None), HEAD)
    assert lacks(matter, EXPERTS) == {"ER-J29-REPLY": "undelivered"}
    matter.do(panel.answer(opinion_id), HEAD)
    assert passes(matter, EXPERTS)


def test_plan_29_what_is_not_adopted_is_answered_with_its_reason(house: World):
    matter = a_matter(house, "jishou")
    panel = Panel(matter).choose().declare()
    refusal = panel.answer(panel.opine(), disposition=Disposition.NOT_ADOPTED)
    assert findings(matter.lacks(refusal, HEAD)) == {"ER-J29-REASON": "no_reason"}
    matter.do(replace(refusal, reason="示例理由"), HEAD)
    assert passes(matter, EXPERTS)


def test_plan_29_is_no_national_duty(house: World):
    matter = a_matter(house)
    Panel(matter).choose().declare().opine()
    assert passes(matter, EXPERTS)


# Art. 22–24


def report(matter: Matter, level: RiskLevel = RiskLevel.LOW, **given):
    """A risk report."""
    return next(lawful.risk_report(matter, matter.id, matter.draft, level, **given)).command


def assessed(matter: Matter, level: RiskLevel = RiskLevel.LOW, **given) -> Matter:
    """A report of the assessor, filed with the political-legal committee."""
    matter.steps(lawful.risk_report(matter, matter.id, matter.draft, level, **given))
    return matter


def test_art_22_a_matter_that_may_harm_needs_a_report(house: World):
    matter = a_matter(house)
    assert lacks(matter, RISK) == {"RA-23-REPORT": "no_report"}
    assert passes(assessed(matter), RISK)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"risk_points": ()}, {"RA-23-REPORT": "incomplete"}),
        ({"contingency_plan": None}, {"RA-23-REPORT": "incomplete"}),
        ({"departments_heard": ()}, {"RA-23-HEARD": "nobody"}),
    ],
)
def test_art_23_2_the_report_names_risk_points_measures_plan_and_the_departments_heard(house: World, given, expected):
    matter = assessed(a_matter(house), **given)
    assert lacks(matter, RISK) == expected
    assert passes(assessed(matter), RISK)


def test_art_23_2_each_risk_point_has_its_measure(house: World):
    matter = a_matter(house)
    full = report(matter)
    matter.do(replace(full, risk_points=(replace(full.risk_points[0], measure=None),)), Role.RISK_ASSESSOR)
    assert lacks(matter, RISK) == {"RA-23-REPORT": "incomplete"}
    assert passes(assessed(matter), RISK)


def test_art_24_a_risk_that_is_not_controllable_blocks_until_measures_have_made_it_so(house: World):
    matter = assessed(a_matter(house), is_controllable=False)
    assert lacks(matter, RISK) == {"RA-24-CONTROLLABLE": "not_controllable"}
    matter.on(matter.today + DAY)
    assert passes(assessed(matter, is_reassessment=True, measures_taken="示例：已落实"), RISK)


@pytest.mark.parametrize("level", [RiskLevel.HIGH, RiskLevel.MEDIUM])
def test_plan_30_high_and_medium_risk_block_until_a_reassessment_finds_them_lowered(house: World, level):
    matter = assessed(a_matter(house, "jishou"), level, level_after_measures=level)
    assert lacks(matter, RISK) == {"RA-J30-LEVEL": "not_lowered"}
    assessed(matter, level)  # measures promised: the level is forecast, not found
    assert lacks(matter, RISK) == {"RA-J30-LEVEL": "forecast"}
    again = report(matter, level, is_reassessment=True)
    assert findings(matter.lacks(again, Role.RISK_ASSESSOR)) == {"RA-J30-AGAIN": "no_measures"}
    assert passes(assessed(matter, level, is_reassessment=True, measures_taken="示例：已落实"), RISK)


def test_plan_30_low_risk_passes_at_once(house: World):
    assert passes(assessed(a_matter(house, "jishou")), RISK)


def test_art_24_outside_jishou_only_controllability_counts(house: World):
    matter = assessed(a_matter(house), RiskLevel.MEDIUM, level_after_measures=RiskLevel.MEDIUM)
    assert passes(matter, RISK)


def test_art_39_who_assessed_the_risk_does_not_sign_the_assessment_off(house: World):
    matter = a_matter(house)
    matter.do(report(matter), matter.person("p-both", Role.RISK_ASSESSOR))
    same = matter.person("p-both", HEAD)
    assert findings(matter.lacks(matter.sign_off(RISK), same)) == {"SOD-ASSESSOR": "same_person"}
    assert passes(matter, RISK)
