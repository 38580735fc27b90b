"""From the proposal to the start; declared changes and determinations."""

import shutil
from collections.abc import Generator
from datetime import date
from pathlib import Path
from typing import Any

from decision_flow.decision import commands as decision
from decision_flow.decision import preparation_commands as preparation
from decision_flow.decision.triage_answers import SpecialStep
from decision_flow.procedure.adoption import AdoptProfile
from decision_flow.procedure.profiles import Lawbook
from decision_flow.reading import file_of
from decision_flow.settings import CHECKOUT
from decision_flow.terms import (
    BasisStatus,
    ChangeClass,
    InstrumentRank,
    Kind,
    MatterClass,
    Measure,
    ProcedureStep,
    ProposalOrigin,
    Role,
    Stage,
    StartGround,
    StepEffect,
)
from tests.lawful.steps import NUMBER, Step, Steps, act, draft_of
from tests.triage import ARGUED, a_triage, triaged
from tests.world import START, World


def proposed(world: World, **given: Any) -> Generator[Step, None, str]:
    """A proposal with its first draft."""
    answers: dict[str, Any] = {
        "organ_id": world.organ_id,
        "undertaking_unit_id": world.unit_id,
        "title": "示例事项",
        "matter_class": MatterClass.PLAN,
        **ARGUED,
        "reason": "示例",
        "is_technical": True,
        "may_harm": True,
        "touches_market": True,
        "affects_specific_group": False,
        "is_normative_document": False,
    }
    done = yield from act(world, decision.ProposeDecision(**triaged(answers | given)), Role.DRAFTER)
    draft = decision.FileDraft(
        decision_id=done.subject_id,
        draft_sha256=world.document("示例草案一稿"),
        explanation_sha256=world.document("示例说明"),
    )
    yield from act(world, draft, Role.DRAFTER)
    return done.subject_id


def studied(world: World, case: str, *, recommends_start: bool = True) -> Steps:
    """A proposal that was sent to the unit for study."""
    study = decision.RecordPreliminaryStudy(
        decision_id=case,
        necessity="示例必要性",
        feasibility="示例可行性",
        recommends_start=recommends_start,
        paper_sha256=world.document("研究论证报告"),
    )
    yield from act(world, study, Role.UNDERTAKING_HEAD)


def started(world: World, ground: StartGround, **given: Any) -> Generator[Step, None, str]:
    """A started decision."""
    case = yield from proposed(world, **given)
    yield from asked_for(world, case)
    start = decision.StartDecision(
        decision_id=case,
        lead_unit_id=world.unit_id,
        start_ground=ground,
        start_ground_text=None if ground is StartGround.LISTED else "示例",
        approval_sha256=world.document("批件"),
    )
    yield from act(world, start, Role.ADMINISTRATIVE_HEAD)
    return case


def swept(world: World, case: str) -> Steps:
    """The inventory of the legal basis."""
    basis = preparation.LegalBasis(
        title="《示例法》",
        number=None,
        rank=InstrumentRank.LAW,
        articles="第三条",
        status=BasisStatus.IN_FORCE,
        checked_on=date(2019, 9, 1),
    )
    yield from act(world, preparation.FileLegalBasisInventory(decision_id=case, items=(basis,)), Role.DRAFTER)


def consulted(world: World, case: str, agency: str = "示例二局", *, agreement_reached: bool = False) -> Steps:
    """An agency that was consulted today."""
    today = START.date() if world.when is None else world.when.date()
    consultation = preparation.RecordAgencyConsultation(
        decision_id=case,
        agency=agency,
        asked_on=today,
        answered_on=today,
        opinion="示例意见",
        agreement_reached=agreement_reached,
        paper_sha256=world.document("回函"),
    )
    yield from act(world, consultation, Role.DRAFTER)


def disputed(world: World, case: str, agency: str = "示例二局") -> Steps:
    """The dispute with an agency, stated for the organ."""
    dispute = preparation.StateDispute(
        decision_id=case,
        agency=agency,
        main_issue="示例争议",
        agency_view="示例：该局意见",
        own_view="示例：承办单位意见",
        reasons_and_basis="示例理由和依据",
    )
    yield from act(world, dispute, Role.UNDERTAKING_HEAD)


def prepared(world: World, case: str) -> Steps:
    """Costs first declined and then analysed, two options, a dispute."""
    declined_analysis = preparation.DeclineCostBenefitAnalysis(decision_id=case, reason="示例：不涉及投入")
    yield from act(world, declined_analysis, Role.UNDERTAKING_HEAD)
    analysis = preparation.FileCostBenefitAnalysis(
        decision_id=case,
        summary="示例",
        fiscal_effect="示例：以后年度的支出",
        finance_opinion="示例：财政部门意见",
        paper_sha256=world.document("成本效益分析"),
    )
    yield from act(world, analysis, Role.DRAFTER)
    options = tuple(
        preparation.DecisionOption(title=f"方案{one}", advantages="示例", disadvantages="示例", paper_sha256=None)
        for one in "一二"
    )
    offered = preparation.FileDecisionOptions(decision_id=case, options=options, preferred="方案一", reasons="示例")
    yield from act(world, offered, Role.DRAFTER)
    yield from consulted(world, case)
    yield from disputed(world, case)
    yield from sized(world, case)


def change(world: World, case: str, version: str, change_class: ChangeClass, **given: Any) -> Steps:
    """A declared change of the draft."""
    cited = () if change_class is ChangeClass.EDITORIAL else ("示例意见",)
    declared = decision.DeclareDraftChange(
        decision_id=case,
        draft_sha256=draft_of(world, version),
        explanation_sha256=world.document("示例说明"),
        change_class=change_class,
        summary="示例修改",
        **({"carries_out": cited} | given),
    )
    yield from act(world, declared, Role.UNDERTAKING_HEAD)


def requested(world: World, **given: Any) -> Generator[Step, None, str]:
    """A proposal whose start is requested."""
    case = yield from proposed(world, **{"touches_market": False, **given})
    yield from asked_for(world, case)
    return case


def asked_for(world: World, case: str) -> Steps:
    """The legal basis swept, the start request prepared and signed."""
    yield from swept(world, case)
    paper = world.document("启动请示")
    yield from act(world, decision.PrepareStartRequest(decision_id=case, paper_sha256=paper), Role.DRAFTER)
    yield from act(world, decision.SubmitStartRequest(decision_id=case, paper_sha256=paper), Role.UNDERTAKING_HEAD)


def start(world: World, case: str, ground: StartGround) -> Step:
    """The start of a requested decision."""
    command = decision.StartDecision(
        decision_id=case,
        lead_unit_id=world.unit_id,
        start_ground=ground,
        start_ground_text=None if ground is StartGround.LISTED else "示例",
        approval_sha256=world.document("批件"),
    )
    return Step(command, world.actor(Role.ADMINISTRATIVE_HEAD), f"step-{next(NUMBER)}")


def determined(world: World, case: str, stage: Stage) -> Steps:
    """A stage determined not required."""
    paper = world.document(f"程序适用认定{stage}")
    prepared = decision.PrepareDetermination(decision_id=case, stage=stage, paper_sha256=paper)
    yield from act(world, prepared, Role.DRAFTER)
    signed = decision.SignDetermination(
        decision_id=case, stage=stage, reason="示例", legal_ground="示例", paper_sha256=paper
    )
    yield from act(world, signed, Role.UNDERTAKING_HEAD)


def declined(world: World) -> Steps:
    """A proposal of a deputy, studied and not started; its answers were corrected meanwhile."""
    case = yield from proposed(
        world, title="示例不启动事项", origin=ProposalOrigin.DEPUTIES, argument=None, triage=None
    )
    yield from studied(world, case, recommends_start=False)
    answers = decision.AnswerTriage(
        decision_id=case,
        is_technical=False,
        may_harm=False,
        touches_market=False,
        affects_specific_group=False,
        is_normative_document=True,
        lawfully_unpublished=False,
        triage=a_triage(may_harm=False),
    )
    yield from act(world, answers, Role.DRAFTER)
    yield from act(world, decision.DeclineProposal(decision_id=case, reason="示例"), Role.ADMINISTRATIVE_HEAD)


def special(case: str, steps: dict[ProcedureStep, dict[str, Any]], **given: Any) -> decision.DeclareSpecialProcedure:
    """A special procedure that speaks of these steps and is silent of the others."""
    silent: dict[str, Any] = {"effect": StepEffect.SILENT, "article": None, "comment_days": None, "condition": None}
    spoken: dict[str, Any] = {"effect": StepEffect.STRICTER, "article": "第十条"}
    made = tuple(
        SpecialStep(step=step, **{**silent, **(spoken | steps[step] if step in steps else {})})
        for step in ProcedureStep
    )
    base: dict[str, Any] = {
        "instrument": "《示例条例》",
        "number": None,
        "rank": InstrumentRank.ADMINISTRATIVE_REGULATION,
        "steps": made,
        "reason": "示例",
    }
    return decision.DeclareSpecialProcedure(decision_id=case, **(base | given))


EXPROPRIATION: dict[ProcedureStep, dict[str, Any]] = {
    ProcedureStep.OPEN_COMMENT: {"comment_days": 30},
    ProcedureStep.HEARING: {"article": "第十一条", "condition": "示例：旧城区改建，多数被征收人有异议"},
    ProcedureStep.RISK_ASSESSMENT: {"article": "第十二条"},
}
"""Order 590: thirty days absolute, a hearing where most object, risk always."""


def with_a_special_procedure(world: World, **given: Any) -> Generator[Step, None, str]:
    """A started expropriation, whose hearing has its condition answered."""
    case = yield from proposed(world, title="示例征收事项", **given)
    declared = special(case, EXPROPRIATION, instrument="《国有土地上房屋征收与补偿条例》")
    yield from act(world, declared, Role.DRAFTER)
    yield from asked_for(world, case)
    begun = start(world, case, StartGround.ASSIGNED)
    yield begun
    answered = decision.AnswerHearingCondition(decision_id=case, is_met=False, reason="示例：没有异议")
    yield from act(world, answered, Role.UNDERTAKING_HEAD)
    return case


def sized(world: World, case: str, amount: int = 1_000, **links: str | None) -> Steps:
    """The investment of a matter, with what it shares with others."""
    shared: dict[str, str | None] = {"project": "示例工程", "site": None, "budget_line": None}
    figure = preparation.Figure(measure=Measure.INVESTMENT, amount=amount)
    figures = preparation.RecordFigures(decision_id=case, figures=(figure,), **(shared | links))
    yield from act(world, figures, Role.DRAFTER)


def repinned(world: World, case: str) -> Steps:
    """The file of the profile was in error and is corrected after the start; the case goes on under it."""
    engine, config = world.installation.engine, world.installation.settings.var / "corrected"
    engine._lawbook = corrected_lawbook(config)
    with world.installation.store.reading() as session:
        file = file_of(session, Kind.DECISION, case)
    profile = engine.corrected_law(file).profile
    adopted = AdoptProfile(name=profile.name, digest=profile.digest, text=profile.canonical.decode())
    yield from act(world, adopted, Role.SYSTEM)
    repin = decision.RepinProfile(
        decision_id=case, profile_digest=profile.digest, reason="示例：录入错误，应为三分之一"
    )
    yield from act(world, repin, Role.LEGALITY_HEAD)


def corrected_lawbook(config: Path) -> Lawbook:
    """The profiles of the checkout, with one value of 吉首市 entered anew."""
    shutil.copytree(CHECKOUT / "config", config, dirs_exist_ok=True)
    file = config / "profiles" / "jishou.yaml"
    file.write_text(file.read_text().replace("value: 1/2", "value: 1/3"))
    return Lawbook(config)
