"""The start: proposed, drafted, requested by the unit, started by the head of the body. Art. 10–13."""

from typing import Any

from cli.demo.matters import Matter
from cli.demo.office import Office
from decision_flow.terms import RiskTrigger, Stage, StartGround, TriageQuestion


def start(office: Office, matters: list[Matter]) -> None:
    """Proposed, drafted, requested by the unit, started by the head of the body."""
    for matter in matters:
        matter.id = office.act(matter.drafter, "/decisions", _proposal(office, matter))["subject_id"]
        draft(office, matter, matter.text(), matter.drafter)
        filed = {"draft_sha256": matter.draft, "explanation_sha256": matter.explanation}
        office.act(matter.drafter, f"{matter.path}/drafts", filed)
        paper = office.paper(matter.drafter, f"关于启动“{matter.title}”决策程序的请示")
        office.act(matter.drafter, f"{matter.path}/start-requests/prepared", {"paper_sha256": paper})
        office.act(matter.head, f"{matter.path}/start-requests", {"paper_sha256": paper})
        ground = StartGround.LISTED if matter.is_listed else StartGround.ASSIGNED
        started = {
            "lead_unit_id": office.units[matter.unit],
            "start_ground": ground,
            "start_ground_text": None if matter.is_listed else "示例：上级机关交办",
            "approval_sha256": office.paper("mayor", f"启动“{matter.title}”的批件"),
        }
        office.act("mayor", f"{matter.path}/start", started)
        basis = {"title": "《示例法》", "number": None, "rank": "law", "articles": "示例：第三条"}
        looked_up = {"status": "in_force", "checked_on": office.today.isoformat()}
        office.act(matter.drafter, f"{matter.path}/legal-basis", {"items": [basis | looked_up]})
        office.done(f"{matter.title}　[dim]{office.messages.word(ground)}[/]", by=matter.unit)
    plan = {line["stage"]: line for line in office.read("office", f"{matters[0].path}/timetable")}
    office.done(
        f"公众参与{plan[Stage.PUBLIC_PARTICIPATION]['planned']}，合法性审查{plan[Stage.LEGALITY_REVIEW]['planned']}，"
        f"集体讨论{plan[Stage.COLLECTIVE_DISCUSSION]['planned']}",
        by="预计最早办结",
    )


def draft(office: Office, matter: Matter, text: str, who: str) -> None:
    """A version of the draft with its explanation, uploaded by who files it."""
    matter.drafts.append(office.paper(who, text, f"{matter.short}草案"))
    matter.explanation = office.paper(who, f"{matter.title}起草说明（第{len(matter.drafts)}稿）", "起草说明")


def _proposal(office: Office, matter: Matter) -> dict[str, Any]:
    return {
        "organ_id": office.organ_id,
        "undertaking_unit_id": office.units[matter.unit],
        "title": matter.title,
        "matter_class": matter.matter_class,
        "origin": "departments",
        "argument": {
            "problem": f"示例：{matter.short}拟解决的主要问题",
            "reasons_and_basis": "示例：理由和依据",
            "preliminary_solution": "示例：初步方案",
            "necessity": "示例：必要性",
            "feasibility": "示例：可行性",
        },
        "reason": "示例：列入年度目录" if matter.is_listed else "示例：上级机关交办",
        "catalog_item_id": matter.item_id,
        "is_technical": matter.is_technical,
        "may_harm": matter.may_harm,
        "touches_market": matter.touches_market,
        "affects_specific_group": False,
        "is_normative_document": False,
        "triage": {
            "reasons": [{"question": question, "reason": "示例：理由"} for question in TriageQuestion],
            "risk_triggers": [
                {"trigger": trigger, "may_be_affected": matter.may_harm, "reason": "示例：理由"}
                for trigger in RiskTrigger
            ],
            "excluded": None,
            "non_disclosure": None,
            "congress_track": "none",
        },
    }
