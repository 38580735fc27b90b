"""Changes of the draft and the legality review with fair competition: Art. 18, 25–29."""

from datetime import date
from typing import Any

from cli.demo.early import draft
from cli.demo.matters import Matter
from cli.demo.office import Office
from decision_flow.terms import ChangeClass, Conclusion, FairCompetition, Limb

MATERIALS = ("explanatory_note", "legal_basis", "account_of_procedure")
PAPERS = ("public_opinion_adoption", "expert_opinion_adoption", "risk_report", "legality_opinion")
FORUM = "政府常务会议"


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
        paper = office.paper(matter.drafter, f"“{matter.title}”送审函")
        office.act(matter.drafter, f"{matter.path}/legality-review/submissions/prepared", {"paper_sha256": paper})
        materials = [{"kind": kind, "document_sha256": office.paper(matter.head, kind)} for kind in MATERIALS]
        body = {
            "paper_sha256": paper,
            "draft_sha256": matter.draft,
            "materials": [{"kind": "draft", "document_sha256": matter.draft}, *materials],
        }
        office.act(matter.head, f"{matter.path}/legality-review/submissions", body)
    office.done(f"送请合法性审查{len(matters)}件，经办人拟稿、负责人审签，材料齐全", by="承办单位")


def fair_competition(office: Office, matter: Matter) -> None:
    """First review by the unit, then the market regulator's."""
    for who in (matter.head, "market"):
        body = {
            "draft_sha256": matter.draft,
            "conclusion": FairCompetition.COMPLIES,
            "operators_heard": "示例：听取摊贩代表和行业协会意见",
            "exception_ground": None,
            "no_milder_alternative": None,
            "exception_term": None,
            "document_sha256": office.paper(who, "公平竞争审查表"),
        }
        office.act(who, f"{matter.path}/legality-review/fair-competition-reviews", body)
    office.done(f"{matter.short}：承办单位初审，市场监管部门审查，结论“符合”", by="公平竞争审查")


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


def agenda(office: Office, matter: Matter, held_on: date) -> tuple[str, dict[str, Any]]:
    """Path and body of putting a matter on the agenda with its pack."""
    papers = PAPERS + (("fair_competition",) if matter.touches_market else ())
    pack = [{"kind": kind, "document_sha256": office.paper("secretary", kind)} for kind in papers]
    body = {
        "forum": FORUM,
        "held_on": held_on,
        "pack": [{"kind": "draft", "document_sha256": matter.draft}, *pack],
    }
    return f"{matter.path}/collective-discussion/meetings", body


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
