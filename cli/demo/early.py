"""Start, public participation, expert review and risk assessment: Art. 10–24."""

import hashlib
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from cli.demo.matters import Matter
from cli.demo.office import Office
from decision_flow.public_participation.facts import NOTICE
from decision_flow.terms import Disposition, RiskLevel, RiskTrigger, Stage, StartGround, TriageQuestion

COMMENT_DAYS = timedelta(days=30)
TOO_SHORT = timedelta(days=20)


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


# --- public participation ---


def notices(office: Office, matters: list[Matter]) -> None:
    """Notices of open comment; a short one without its reason is refused. The flow publishes what was signed."""
    first = matters[0]
    office.attempt(
        "征求意见20日，公告中不说明理由",
        first.drafter,
        f"{first.path}/public-participation/notices",
        _notice(office, first, TOO_SHORT),
        "PP-15-REASON",
    )
    for matter in matters:
        body = _notice(office, matter, COMMENT_DAYS)
        made = office.act(matter.drafter, f"{matter.path}/public-participation/notices", body)["made"]
        matter.notice_id = made["comment_notice"]
        signed = {"notice_sha256": digest_of_notice(body)}
        office.act(matter.head, f"{matter.path}/public-participation/notices/{matter.notice_id}/signature", signed)
    office.done(
        f"征求意见公告，经办人拟稿、负责人审签，至{office.today + COMMENT_DAYS}，共{len(matters)}件", by="承办单位"
    )
    office.recorded("公告已在网站公布，存有网址和网页摘要", "RecordNoticePublished", matters)


def _notice(office: Office, matter: Matter, days: timedelta) -> dict[str, Any]:
    return {
        "draft_sha256": matter.draft,
        "explanation_sha256": matter.explanation,
        "opens_on": office.today,
        "closes_on": office.today + days,
        "shortening_reason": None,
        "how_to_comment": "示例：网上填写、来信、来电",
        "text": f"示例：现就“{matter.title}”向社会公开征求意见。",
    }


def digest_of_notice(body: Mapping[str, Any]) -> str:
    """What the head signs: the digest of the notice's canonical JSON, as anybody can compute it."""
    said = {name: body.get(name) for name in NOTICE}
    canonical = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()


def comments(office: Office, matters: list[Matter]) -> None:
    """Citizens comment; they have no account."""
    said = ("示例意见：建议增加说明。", "示例意见：赞成，希望尽快实施。")
    for matter in matters:
        for number, text in enumerate(said):
            body = {"text": text, "channel": "online", "masked_name": ("张**", None)[number]}
            path = f"{matter.path}/public-participation/notices/{matter.notice_id}/comments"
            matter.comments.append(office.people.public.act(path, body)["subject_id"])
    office.done(f"公众不登录提交意见{sum(len(one.comments) for one in matters)}条，每条都有存证凭证", by="公众")


def answers(office: Office, matters: list[Matter]) -> None:
    """The window is closed by the flow; every opinion is answered, and feedback published."""
    office.recorded("征求意见期满，已关闭", "CloseCommentPeriod", matters)
    replies = (
        (Disposition.ADOPTED, "示例：已在草案中补充。"),
        (Disposition.NOT_ADOPTED, "示例：与草案一致，无需修改。"),
    )
    for matter in matters:
        for comment, (disposition, reason) in zip(matter.comments, replies, strict=True):
            body = {"comment_ids": [comment], "disposition": disposition, "reason": reason}
            office.act(matter.drafter, f"{matter.path}/public-participation/dispositions", body)
        feedback = {
            "address": f"https://example.org/feedback/{matter.id}",
            "snapshot_sha256": office.paper(matter.head, f"“{matter.title}”意见采纳情况"),
            "published_at": office.now,
        }
        office.act(matter.head, f"{matter.path}/public-participation/feedback", feedback)
        triggers: dict[str, Any] = {
            "grounds": [],
            "explanation": "示例：意见没有重大分歧，不影响稳定。",
            "statute": None,
        }
        office.act(matter.head, f"{matter.path}/public-participation/hearing-triggers", triggers)
    office.done("意见逐条答复，采纳情况和理由已反馈", by="承办单位")


# --- expert review ---


def experts(office: Office, matters: list[Matter]) -> None:
    """Chosen with reasons; one with an interest gives no opinion, the other's counts and is answered."""
    for matter in matters:
        appoint_expert(office, matter, "expert-a")
        _declare(office, matter, "expert-a", has_interest=False)
        body = {
            "draft_sha256": matter.draft,
            "necessity": "示例：必要。",
            "feasibility": "示例：可行。",
            "scientific_merit": "示例：科学。",
            "conclusion": "示例：建议修改后实施。",
            "opinion_sha256": office.paper("expert-a", "论证意见书"),
        }
        if matter is matters[0]:
            appoint_expert(office, matter, "expert-b")
            _declare(office, matter, "expert-b", has_interest=True)
            path = f"{matter.path}/expert-review/opinions"
            office.attempt(
                "与事项有直接利害关系的专家出具论证意见",
                "expert-b",
                path,
                body | {"opinion_sha256": None},
                "ER-20-INTEREST",
            )
        given = office.act("expert-a", f"{matter.path}/expert-review/opinions", body)["made"]
        _answer_expert(office, matter, given["expert_opinion"])
    office.done(f"专家论证意见{len(matters)}份，采纳情况已答复专家并有送达记录", by="专家论证")


def appoint_expert(office: Office, matter: Matter, login: str) -> None:
    """The choice with its three reasons."""
    body = {
        "person_id": office.people.ids[login],
        "expert": "示例专家甲" if login == "expert-a" else "示例专家乙",
        "field": "示例领域",
        "workplace": "示例大学" if login == "expert-a" else "示例设计单位",
        "expertise": "示例：长期研究本领域",
        "representativeness": "示例：高校和设计单位各一名",
        "neutrality": "示例：本人声明后确定",
        "dissent_sought": True,
        "dissent_reason": None,
    }
    office.act(matter.head, f"{matter.path}/expert-review/experts", body)


def _declare(office: Office, matter: Matter, login: str, *, has_interest: bool) -> None:
    text = "示例：本人所在单位参与该项目设计。" if has_interest else "示例：与事项没有直接利害关系。"
    body = {"has_direct_interest": has_interest, "text": text}
    office.act(login, f"{matter.path}/expert-review/interests", body)


def _answer_expert(office: Office, matter: Matter, opinion_id: str) -> None:
    proof = office.paper(matter.head, "送达回证")
    delivery = {"delivered_on": office.today, "how": "示例：当面送达", "proof_sha256": proof}
    body = {
        "opinion_id": opinion_id,
        "disposition": Disposition.ADOPTED,
        "reason": "示例：采纳。",
        "delivery": delivery,
    }
    office.act(matter.head, f"{matter.path}/expert-review/answers", body)


# --- risk assessment ---


def risk_reports(office: Office, matters: list[Matter], risky: Matter) -> None:
    """Low for all but one, whose medium risk is not lowered: it cannot be signed off."""
    for matter in matters:
        level = RiskLevel.MEDIUM if matter is risky else RiskLevel.LOW
        risk_report(office, matter, level, level)
    office.done(f"风险评估报告{len(matters)}份，听取部门意见；{risky.short}初始风险为中风险", by="风险评估")
    office.attempt(
        "中风险未降低，即签署风险评估",
        risky.head,
        f"{risky.path}/risk-assessment/sign-offs",
        {"draft_sha256": risky.draft},
        "RA-J30-LEVEL",
    )


def risk_report(
    office: Office, matter: Matter, initial: RiskLevel, after: RiskLevel, measures_taken: str | None = None
) -> None:
    """A report; with measures taken it is a re-assessment."""
    point = {
        "kind": "示例：社会稳定",
        "description": "示例：施工和经营影响周边居民",
        "likelihood": 2,
        "impact": 3 if initial is not RiskLevel.LOW else 1,
        "measure": "示例：错时施工，设置隔离，公布投诉电话",
        "owner": matter.unit,
        "due": office.today + COMMENT_DAYS,
    }
    body = {
        "draft_sha256": matter.draft,
        "report_sha256": office.paper("risk", f"“{matter.title}”风险评估报告"),
        "risk_points": [point],
        "contingency_plan": "示例：处置预案",
        "departments_heard": ["示例：公安部门", "示例：信访部门"],
        "initial_level": initial,
        "level_after_measures": after,
        "is_controllable": True,
        "is_reassessment": measures_taken is not None,
        "measures_taken": measures_taken,
    }
    office.act("risk", f"{matter.path}/risk-assessment/reports", body)


# --- closing the early stages ---


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
