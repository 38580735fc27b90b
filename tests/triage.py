"""Answers of triage for tests: every step out with its reason, every interest answered. All texts are synthetic."""

from datetime import date
from typing import Any

from decision_flow.decision.commands import ProposalArgument
from decision_flow.decision.triage_answers import NonDisclosure, Triage, TriageReason, TriggerAnswer
from decision_flow.terms import (
    CongressTrack,
    NonDisclosureGround,
    ProposalOrigin,
    RiskTrigger,
    TriageQuestion,
)

ARGUED = {
    "origin": ProposalOrigin.DEPARTMENTS,
    "argument": ProposalArgument(
        problem="示例问题",
        reasons_and_basis="示例理由和依据",
        preliminary_solution="示例初步方案",
        necessity="示例必要性",
        feasibility="示例可行性",
    ),
}
GROUND = NonDisclosure(
    ground=NonDisclosureGround.INTERNAL_OR_IN_PROCESS,
    reason="示例",
    reviewed_by="示例审查人",
    review_on=date(2028, 1, 1),
)


def a_triage(*, may_harm: bool = True, lawfully_unpublished: bool = False, **given: Any) -> Triage:
    """The answers that go with these two; everything else has its reason whether it is asked or not."""
    base: dict[str, Any] = {
        "reasons": tuple(TriageReason(question=one, reason="示例理由") for one in TriageQuestion),
        "risk_triggers": tuple(
            TriggerAnswer(trigger=one, may_be_affected=may_harm, reason="示例理由") for one in RiskTrigger
        ),
        "excluded": None,
        "non_disclosure": GROUND if lawfully_unpublished else None,
        "congress_track": CongressTrack.NONE,
    }
    return Triage(**(base | given))


def triaged(answers: dict[str, Any]) -> dict[str, Any]:
    """The arguments of a proposal with the answers of triage that agree with its flags, unless it brings its own."""
    agreeing = {n: answers[n] for n in ("may_harm", "lawfully_unpublished", "congress_track") if n in answers}
    flags = {name: answer for name, answer in answers.items() if name != "congress_track"}
    return {"triage": a_triage(**agreeing), **flags}
