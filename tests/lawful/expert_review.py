"""Experts, their opinions, the answers to them."""

from decision_flow.actor import Actor, Post
from decision_flow.expert_review import commands as expert
from decision_flow.terms import (
    Disposition,
    Role,
)
from tests.lawful.steps import Steps, act
from tests.world import START, World

EXPERT = "0190a000-0000-7000-8000-0000000000e1"


def the_expert(world: World) -> Actor:
    """The appointed expert."""
    return Actor(EXPERT, "示例专家", (Post(Role.EXPERT, world.organ_id, None, "专家"),))


def expert_facts(world: World, case: str, draft: str) -> Steps:
    """An appointed expert without an interest, his opinion, and the answer to it."""
    appointed = expert.AppointExpert(
        decision_id=case,
        person_id=EXPERT,
        expert="示例专家",
        field="教育规划",
        workplace="示例大学",
        expertise="示例",
        representativeness="示例",
        neutrality="示例",
        dissent_sought=True,
        dissent_reason=None,
    )
    yield from act(world, appointed, Role.UNDERTAKING_HEAD)
    declared = expert.DeclareInterest(decision_id=case, has_direct_interest=False, text="无直接利害关系")
    yield from act(world, declared, the_expert(world))
    given = expert.SubmitExpertOpinion(
        decision_id=case,
        draft_sha256=draft,
        necessity="示例",
        feasibility="示例",
        scientific_merit="示例",
        conclusion="示例",
        opinion_sha256=world.document("论证意见书"),
    )
    done = yield from act(world, given, the_expert(world))
    delivery = expert.Delivery(delivered_on=START.date(), how="当面送达", proof_sha256=world.document("回证"))
    answered = expert.AnswerExpert(
        decision_id=case,
        opinion_id=done.made["expert_opinion"],
        disposition=Disposition.ADOPTED,
        reason="示例",
        delivery=delivery,
    )
    yield from act(world, answered, Role.UNDERTAKING_HEAD)
