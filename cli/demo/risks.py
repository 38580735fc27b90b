"""Risk assessment: a level computed from rated points, filed, lowered by measures, assessed again. Art. 22–24."""

from datetime import timedelta
from typing import Any

from cli.demo.matters import Matter
from cli.demo.office import Office
from decision_flow.terms import RiskLevel

DUE = timedelta(days=20)
TAKEN = "示例：已设置隔离，已与周边居民商定错时施工。"
RATED = {RiskLevel.LOW: (1, 2), RiskLevel.MEDIUM: (3, 3)}
"""Likelihood and impact that yield the level by the weights of the law in force."""


def reports(office: Office, matters: list[Matter], risky: Matter) -> None:
    """Low for all but one, whose medium risk is not lowered: it cannot be signed off."""
    for matter in matters:
        level = RiskLevel.MEDIUM if matter is risky else RiskLevel.LOW
        _report(office, matter, level, level)
    office.done(
        f"风险评估报告{len(matters)}份，听取部门和群众意见，报政法委备案；{risky.short}按评分计算为中风险",
        by="风险评估",
    )
    office.attempt(
        "中风险未降低，即签署风险评估",
        risky.head,
        f"{risky.path}/risk-assessment/sign-offs",
        {"draft_sha256": risky.draft},
        "RA-J30-LEVEL",
    )


def assessed_again(office: Office, matter: Matter) -> None:
    """The measure is carried out, with its proof; then the risk is rated anew and found low."""
    done = {
        "report": matter.risk_reports,
        "position": 1,
        "done_on": office.today,
        "text": TAKEN,
        "proof_sha256": office.paper(matter.drafter, "措施落实现场照片和协议"),
    }
    office.act(matter.drafter, f"{matter.path}/risk-assessment/measures-carried-out", done)
    _report(office, matter, RiskLevel.MEDIUM, RiskLevel.LOW, measures_taken=TAKEN)
    kinds = [(one["initial_level"], one["level_after_measures"]) for one in _filed(office, matter)]
    told = "；".join(
        f"第{number}次 {office.messages.word(RiskLevel(before))}→{office.messages.word(RiskLevel(after))}"
        for number, (before, after) in enumerate(kinds, start=1)
    )
    office.done(f"{matter.short}：措施落实并附凭证，重新评估并备案（{told}）", by="风险评估")


def _filed(office: Office, matter: Matter) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = office.read(matter.drafter, f"{matter.path}/risk-assessment/reports")
    return found


def _report(
    office: Office, matter: Matter, initial: RiskLevel, after: RiskLevel, measures_taken: str | None = None
) -> None:
    """A report and its filing; with measures taken it is a re-assessment."""
    (likelihood, impact), (likelihood_after, impact_after) = RATED[initial], RATED[after]
    point = {
        "kind": "social_stability",
        "description": "示例：施工和经营影响周边居民",
        "likelihood": likelihood,
        "impact": impact,
        "measure": "示例：错时施工，设置隔离，公布投诉电话",
        "owner": matter.unit,
        "due": office.today + DUE,
        "likelihood_after": likelihood_after,
        "impact_after": impact_after,
    }
    body = {
        "draft_sha256": matter.draft,
        "report_sha256": office.paper("risk", f"“{matter.title}”风险评估报告"),
        "risk_points": [point],
        "contingency_plan": "示例：处置预案",
        "departments_heard": ["示例：公安部门", "示例：信访部门"],
        "groups_heard": ["示例：周边居民"],
        "initial_level": initial,
        "level_after_measures": after,
        "is_controllable": True,
        "is_reassessment": measures_taken is not None,
        "measures_taken": measures_taken,
    }
    office.act("risk", f"{matter.path}/risk-assessment/reports", body)
    matter.risk_reports += 1
    office.filings += 1
    filing = {
        "report": matter.risk_reports,
        "record_no": f"示例稳评备〔2026〕{office.filings}号",
        "recorded_on": office.today,
        "document_sha256": office.paper("stability", "备案回执"),
    }
    office.act("stability", f"{matter.path}/risk-assessment/filings", filing)
