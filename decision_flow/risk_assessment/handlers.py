"""Acts of the risk assessment as row changes."""

from collections.abc import Iterator
from typing import Any

from decision_flow.board import acts_on_open_stage, signed
from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Event, Insert, handles
from decision_flow.decision.rules import act_names_the_current_draft
from decision_flow.risk_assessment import commands as asked
from decision_flow.risk_assessment import rules
from decision_flow.terms import Role, Stage

HERE = Stage.RISK_ASSESSMENT
SLICE = (HERE.value,)
stage_is_open = acts_on_open_stage(HERE)


@handles(
    asked.FileRiskAssessment,
    by={Role.RISK_ASSESSOR},
    slices=SLICE,
    rules=(
        stage_is_open,
        act_names_the_current_draft,
        rules.risk_points_are_rated_on_the_scale,
        rules.both_levels_are_of_the_scale,
        rules.reassessment_follows_measures,
    ),
)
def file_risk_assessment(act: Act, case: CaseFile) -> Iterator[Change]:
    """The next report of the round with its risk points; from now on it counts."""
    asks: asked.FileRiskAssessment = act.command
    former = case.risk_assessment.report
    place: dict[str, Any] = {"decision_id": case.decision_id, "round": case.row(HERE).round}
    number = former.number + 1 if former else 1
    yield Insert(
        "risk_report",
        {
            **place,
            "number": number,
            "draft_sha256": asks.draft_sha256,
            "report_sha256": asks.report_sha256,
            "contingency_plan": asks.contingency_plan,
            "departments_heard": asks.departments_heard,
            "initial_level": asks.initial_level,
            "level_after_measures": asks.level_after_measures,
            "is_controllable": asks.is_controllable,
            "is_reassessment": asks.is_reassessment,
            "measures_taken": asks.measures_taken,
            "filed_at": act.occurred_at,
            **act.signature,
        },
    )
    for position, point in enumerate(asks.risk_points, start=1):
        yield Insert(
            "risk_point",
            {
                **place,
                "report": number,
                "position": position,
                "kind": point.kind,
                "description": point.description,
                "likelihood": point.likelihood,
                "impact": point.impact,
                "measure": point.measure,
                "owner": point.owner,
                "due": point.due,
            },
        )
    yield Event("StageMoved", {"stage": HERE.value, "round": place["round"]})


@handles(
    asked.SignOffRiskAssessment,
    by={Role.UNDERTAKING_HEAD},
    slices=SLICE,
    signs=HERE,
    rules=(stage_is_open, act_names_the_current_draft, rules.signed_off_by_another_than_the_assessor),
)
def sign_off_risk_assessment(act: Act, case: CaseFile) -> Iterator[Change]:
    """The signature of the head of the unit."""
    yield signed(act, case, HERE)
