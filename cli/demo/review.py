"""Changes of the draft and the legality review with fair competition: Art. 18, 25–29."""

from datetime import date
from typing import Any

from cli.demo.matters import Matter
from cli.demo.meeting import agenda
from cli.demo.office import Office
from cli.demo.start import draft
from decision_flow.terms import ChangeClass, Conclusion, FairCompetition, Limb, MatterClass

MATERIALS = ("explanatory_note", "legal_basis", "account_of_procedure")
OF_THE_MATTER = {MatterClass.PUBLIC_CONSTRUCTION: ("cost_benefit_analysis",)}


def change(
    office: Office, matter: Matter, clause: str, change_class: ChangeClass, carries_out: tuple[str, ...] = ()
) -> int:
    """A new version with its declaration by the head of the unit; the number of the version."""
    draft(office, matter, matter.text(clause), matter.head)
    declare(office, matter, clause, change_class, carries_out)
    return len(matter.drafts)


def declare(
    office: Office, matter: Matter, summary: str, change_class: ChangeClass, carries_out: tuple[str, ...] = ()
) -> None:
    """The declaration of what the present version changes."""
    body = {
        "draft_sha256": matter.draft,
        "explanation_sha256": matter.explanation,
        "change_class": change_class,
        "summary": summary,
        "carries_out": carries_out,
    }
    office.act(matter.head, f"{matter.path}/draft-changes", body)


def confirm(office: Office, matter: Matter, version: int) -> None:
    """The reviewer confirms on the diff."""
    office.act("reviewer", f"{matter.path}/draft-changes/confirmations", {"version": version})


def submit(office: Office, matters: list[Matter]) -> None:
    """The complete file goes to the reviewer; his working days begin with the next day."""
    for matter in matters:
        office.act(matter.head, f"{matter.path}/legality-review/submissions", file_of(office, matter))
    office.done(f"送请合法性审查{len(matters)}件，经办人拟稿、负责人审签", by="承办单位")


def file_of(office: Office, matter: Matter) -> dict[str, Any]:
    """The file under the clerk's letter, with what its kind of matter needs."""
    paper = office.paper(matter.drafter, f"“{matter.title}”送审函（{office.today}）")
    office.act(matter.drafter, f"{matter.path}/legality-review/submissions/prepared", {"paper_sha256": paper})
    kinds = (*MATERIALS, *OF_THE_MATTER.get(matter.matter_class, ()))
    materials = [{"kind": kind, "document_sha256": office.paper(matter.head, kind)} for kind in kinds]
    return {
        "paper_sha256": paper,
        "draft_sha256": matter.draft,
        "materials": [{"kind": "draft", "document_sha256": matter.draft}, *materials],
    }


def returned(office: Office, matter: Matter, due_on: date) -> None:
    """一次性告知补正: the list of the return begins with what the checklist finds; leaving it out is refused."""
    found = office.read("reviewer", f"{matter.path}/legality-review/missing-items")
    own = {"item": "示例：听证意见采纳情况说明", "cure": "示例：逐条说明听证会意见的采纳情况"}
    path, body = f"{matter.path}/legality-review/returns", {"due_on": due_on, "stage_at_fault": None}
    office.attempt("退回补正只告知一项，其余以后再说", "reviewer", path, {**body, "items": [own]}, "LR-26-ONCE")
    items = [{"item": one["item"], "cure": f"示例：补齐{one['wording']}"} for one in found]
    office.act("reviewer", path, {**body, "items": [*items, own]})
    told = "、".join([*(one["wording"] for one in found), own["item"]])
    office.done(f"{matter.short}：一次性告知{len(items) + 1}项（{told}），{due_on}前补齐", by="退回补正")


def resubmitted(office: Office, matter: Matter) -> None:
    """The first fair competition review is made good, the file is complete, and its time starts anew."""
    fair_competition(office, matter, matter.head)
    body = file_of(office, matter)
    account = {"kind": "示例：听证意见采纳情况说明", "document_sha256": office.paper(matter.head, "听证意见采纳情况")}
    body["materials"].append(account)
    office.act(matter.head, f"{matter.path}/legality-review/submissions", body)
    fair_competition(office, matter, "market")
    office.done(f"{matter.short}：补齐后重新送审，审查时间自{office.today}重新计算", by="承办单位")
    office.done(
        f"{matter.short}：承办单位初审、市场监管部门审查，听取摊贩和行业协会意见，结论“符合”", by="公平竞争审查"
    )


def fair_competition(office: Office, matter: Matter, who: str) -> None:
    """A review by the unit, or by the market regulator."""
    heard = {"who": "示例行业协会", "heard_on": office.today, "how": "座谈", "opinion": "示例：没有意见。"}
    body = {
        "draft_sha256": matter.draft,
        "conclusion": FairCompetition.COMPLIES,
        "operators_heard": [heard],
        "exception_ground": None,
        "no_milder_alternative": None,
        "exception_term": None,
        "document_sha256": office.paper(who, "公平竞争审查表"),
    }
    office.act(who, f"{matter.path}/legality-review/fair-competition-reviews", body)


def own_draft(office: Office, matter: Matter) -> None:
    """A borrowed reviewer may not review the draft that he wrote."""
    office.attempt(
        "起草人审查自己起草的草案（借调为审查人员）",
        matter.drafter,
        f"{matter.path}/legality-review/opinions",
        _opinion(matter),
        "SOD-REVIEWER",
    )


def opinions(office: Office, matters: list[Matter]) -> None:
    """Advice, the reviewer's draft, and the opinion issued by the head of the review body."""
    for number, matter in enumerate(matters, start=1):
        advice = {"draft_sha256": matter.draft, "text": "示例：未发现与上位法抵触。"}
        office.act("adviser", f"{matter.path}/legality-review/advice", advice)
        made = office.act("reviewer", f"{matter.path}/legality-review/opinions", _opinion(matter))["made"]
        body = {
            "draft_sha256": matter.draft,
            "conclusion": Conclusion.LAWFUL,
            "opinion_no": f"示例审〔2026〕{number}号",
        }
        opinion_id = made["legality_opinion"]
        office.act("legality-head", f"{matter.path}/legality-review/opinions/{opinion_id}/issue", body)
    office.done(f"合法性审查意见{len(matters)}份：法律顾问提出意见，审查人员起草，负责人签发", by="合法性审查")


def _opinion(matter: Matter) -> dict[str, Any]:
    limbs = [{"limb": limb, "answer": "示例：合法。", "has_fault": False, "stage_at_fault": None} for limb in Limb]
    return {
        "draft_sha256": matter.draft,
        "limbs": limbs,
        "conclusion": Conclusion.LAWFUL,
        "text": "示例：审查意见全文。",
        "legal_risk": None,
    }


def changed_after_review(office: Office, matter: Matter, held_on: date) -> None:
    """A matter in no catalog; then a substantive change after the review, declared as editorial and as what it is."""
    who = "secretary"
    office.attempt("讨论未列入任何目录的事项", who, *agenda(office, matter, held_on), "CD-J26-LISTED")
    version = change(office, matter, "示例：接送车位收费。", ChangeClass.EDITORIAL)
    office.attempt(
        "审查后增加收费条款，申报为文字性修改，径行上会", who, *agenda(office, matter, held_on), "LR-25-DIGEST"
    )
    refused = {"version": version, "reason": "示例：增加收费，不是文字性修改。"}
    office.act("reviewer", f"{matter.path}/draft-changes/refusals", refused)
    declare(office, matter, "示例：接送车位收费。", ChangeClass.SUBSTANTIVE)
    office.done(f"{matter.short}：审查人员不予确认；重新申报为实质性修改，公众参与重新办理", by="草案修改声明")
    office.attempt("审查后作实质性修改，不重新办理即上会", who, *agenda(office, matter, held_on), "CD-25-REVIEWED")
