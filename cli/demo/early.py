"""What closes the three early stages, whichever it is: a determination that it is not required, or a signature."""

from cli.demo.matters import Matter
from cli.demo.office import Office
from decision_flow.terms import Stage


def determinations(office: Office, matter: Matter) -> None:
    """Neither technical nor risky: two stages are determined not required, reasoned and signed."""
    for stage in (Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        word = office.messages.word(stage)
        paper = office.paper(matter.drafter, f"程序适用认定：{word}不适用")
        prepared = {"stage": stage, "paper_sha256": paper}
        office.act(matter.drafter, f"{matter.path}/determinations/prepared", prepared)
        signed = prepared | {
            "reason": f"示例：事项简单，不涉及{word}的情形。",
            "legal_ground": "示例：《重大行政决策程序暂行条例》第十九条、第二十二条",
        }
        office.act(matter.head, f"{matter.path}/determinations", signed)
    office.done(f"{matter.short}：专家论证、风险评估认定为不适用，说明理由并签署", by="程序适用认定")


def sign_off(office: Office, matter: Matter, stage: Stage) -> None:
    """The head of the unit closes one of the three early stages."""
    unread = {"min_experts": 1, "min_experts_basis": "示例：省级规定原文未读到，按1名"}
    body = {"draft_sha256": matter.draft} | (unread if stage is Stage.EXPERT_REVIEW else {})
    office.act(matter.head, f"{matter.path}/{stage.value.replace('_', '-')}/sign-offs", body)
