"""The three stages side by side, as other tests and the benchmarks need them."""

from datetime import date

from decision_flow.command import Command
from decision_flow.expert_review import commands as expert
from decision_flow.public_participation import commands as public
from decision_flow.risk_assessment import commands as risk
from decision_flow.terms import (
    Role,
    Stage,
    StartGround,
)
from tests.lawful.decision import determined, started
from tests.lawful.expert_review import expert_facts
from tests.lawful.public_participation import notice
from tests.lawful.risk_assessment import risk_report
from tests.lawful.steps import DAY, NUMBER, Step, Steps, act, draft_of, run
from tests.world import World


def sign_off(case: str, stage: Stage, draft: str) -> Command:
    """The sign-off of an early stage."""
    of: dict[Stage, type[Command]] = {
        Stage.PUBLIC_PARTICIPATION: public.SignOffPublicParticipation,
        Stage.EXPERT_REVIEW: expert.SignOffExpertReview,
        Stage.RISK_ASSESSMENT: risk.SignOffRiskAssessment,
    }
    unread = {"min_experts": 1, "min_experts_basis": "示例依据"} if stage is Stage.EXPERT_REVIEW else {}
    return of[stage](decision_id=case, draft_sha256=draft, **unread)


def early_facts(world: World, case: str, draft: str, today: date) -> Steps:
    """What the three early stages need before the comment window closes."""
    yield from notice(world, case, today, today + 30 * DAY, draft)
    yield from expert_facts(world, case, draft)
    yield from risk_report(world, case, draft)


def sign_off_step(world: World, case: str, stage: Stage) -> Step:
    """The sign-off of an early stage as a step."""
    command = sign_off(case, stage, draft_of(world))
    return Step(command, world.actor(Role.UNDERTAKING_HEAD), f"step-{next(NUMBER)}")


def last_sign_off_of(world: World, case: str, stage: Stage) -> Step:
    """The sign-off that closes a stage, under a key of its own."""
    return Step(sign_off(case, stage, draft_of(world)), world.actor(Role.UNDERTAKING_HEAD), f"last-{case}-{stage}")


def ready_for_last_sign_offs(world: World) -> str:
    """A case whose participation is determined not required, and whose experts and risk wait for a signature."""
    case = str(run(world, started(world, StartGround.ADJUSTMENT, lawfully_unpublished=True, touches_market=False)))
    draft = draft_of(world)
    run(world, determined(world, case, Stage.PUBLIC_PARTICIPATION))
    run(world, expert_facts(world, case, draft))
    run(world, risk_report(world, case, draft))
    return case


def early_sign_offs(world: World, case: str, draft: str) -> Steps:
    """The three early stages are signed off."""
    for stage in (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        yield from act(world, sign_off(case, stage, draft), Role.UNDERTAKING_HEAD)
