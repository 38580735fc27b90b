"""Findings and failing steps in words: what the API sends, pages and the console show."""

from collections.abc import Sequence
from typing import Any

from decision_flow.board import day_of
from decision_flow.procedure.messages import Messages
from decision_flow.procedure.rules import Finding
from decision_flow.procedure.stage_graph import RESPONSIBLE
from decision_flow.terms import Stage


def findings_on_the_wire(findings: Sequence[Finding], messages: Messages, language: str) -> list[dict[str, Any]]:
    """Each finding: rule, article, what is missing, who can cure it and how, and when at the earliest."""
    return [
        {
            "rule": finding.rule,
            "article": messages.article(finding.article, language),
            "modality": finding.modality.value,
            "status": finding.status.value,
            "code": finding.code,
            "missing": messages.text(finding.rule, finding.code, finding.values, language) if finding.code else "",
            "cure_by": [role.value for role in finding.cure_by],
            "cure": messages.cure(finding.rule, finding.code, finding.values, language) if finding.cure_by else "",
            "earliest": finding.earliest.isoformat() if finding.earliest else None,
        }
        for finding in findings
    ]


def failing_on_the_wire(problems: Sequence[Any], messages: Messages, language: str) -> list[dict[str, Any]]:
    """Each step of a flow that keeps failing: since when, how often it was tried, who is told, and the sentence."""
    told = []
    for one in problems:
        role = RESPONSIBLE[Stage(one.stage)]
        said = {"step": messages.term("FlowStep", one.step, language), "since": day_of(one.since)}
        text = messages.title("delivery_problem", said | {"attempts": one.attempts, "role": role}, language)
        told.append({**one._mapping, "told": role.value, "text": text})
    return told
