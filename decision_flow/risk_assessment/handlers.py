"""Acts of the risk assessment as row changes."""

from collections.abc import Iterator
from typing import Any

from decision_flow.audit.canonical import canonical, plain
from decision_flow.board import acts_on_open_stage, signed
from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Event, Insert, Update, handles
from decision_flow.decision.rules import act_names_the_current_draft
from decision_flow.risk_assessment import commands as asked
from decision_flow.risk_assessment import report_rules as rules
from decision_flow.terms import Role, Stage

HERE = Stage.RISK_ASSESSMENT
SLICE = (HERE.value,)
REGISTRAR = {Role.STABILITY_REGISTRAR}
stage_is_open = acts_on_open_stage(HERE)


@handles(
    asked.FileRiskAssessment,
    by={Role.RISK_ASSESSOR},
    slices=SLICE,
    rules=(
        stage_is_open,
        act_names_the_current_draft,
        rules.kinds_are_of_the_law,
        rules.risk_points_are_rated_on_the_scale,
        rules.both_levels_are_of_the_scale,
        rules.level_is_not_below_the_computed_one,
        rules.reassessment_follows_measures,
        rules.reused_assessment_is_of_the_same_scheme,
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
            "groups_heard": asks.groups_heard,
            "downrating_reason": asks.downrating_reason,
            "linked_assessment": canonical(plain(asks.reuse)).decode() if asks.reuse else None,
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
                "likelihood_after": point.likelihood_after,
                "impact_after": point.impact_after,
            },
        )
    yield Event("StageMoved", {"stage": HERE.value, "round": place["round"]})


@handles(
    asked.ConfirmDownrating,
    by={Role.RISK_ASSESSOR, Role.STABILITY_REGISTRAR},
    slices=SLICE,
    rules=(stage_is_open, rules.level_awaits_a_second_signer, rules.second_signer_is_another_person),
)
def confirm_downrating(act: Act, case: CaseFile) -> Iterator[Change]:
    """The second signature."""
    asks: asked.ConfirmDownrating = act.command
    yield Insert(
        "downrating_confirmation",
        {**_of_report(case, asks.report), "reason": asks.reason, "confirmed_at": act.occurred_at, **act.signature},
    )


@handles(
    asked.RecordMeasureCarriedOut,
    by={Role.DRAFTER, Role.UNDERTAKING_HEAD},
    slices=SLICE,
    rules=(stage_is_open, rules.measure_is_of_the_report, rules.measure_was_carried_out),
)
def record_measure_carried_out(act: Act, case: CaseFile) -> Iterator[Change]:
    """What was done; whether it lowered the level, a re-assessment finds."""
    asks: asked.RecordMeasureCarriedOut = act.command
    yield Insert(
        "measure_carried_out",
        {
            "id": act.new_id(),
            **_of_report(case, asks.report),
            "position": asks.position,
            "done_on": asks.done_on,
            "text": asks.text,
            "proof_sha256": asks.proof_sha256,
            "recorded_at": act.occurred_at,
            **act.signature,
        },
    )


@handles(
    asked.FileStability,
    by=REGISTRAR,
    slices=SLICE,
    rules=(stage_is_open, rules.act_is_on_the_latest_report, rules.report_is_filed_once, rules.filing_has_happened),
)
def file_stability(act: Act, case: CaseFile) -> Iterator[Change]:
    """Number and day of the record."""
    asks: asked.FileStability = act.command
    yield Insert(
        "stability_filing",
        {
            **_of_report(case, asks.report),
            "record_no": asks.record_no,
            "recorded_on": asks.recorded_on,
            "document_sha256": asks.document_sha256,
            "filed_at": act.occurred_at,
            **act.signature,
        },
    )


@handles(
    asked.ContestRiskLevel,
    by=REGISTRAR,
    slices=SLICE,
    rules=(stage_is_open, rules.act_is_on_the_latest_report, rules.level_is_contested_once, rules.other_level_is_seen),
)
def contest_risk_level(act: Act, case: CaseFile) -> Iterator[Change]:
    """It stands in the way until it is answered, or the risk is assessed again."""
    asks: asked.ContestRiskLevel = act.command
    yield Insert(
        "risk_contest",
        {
            "id": act.new_id(),
            **_of_report(case, asks.report),
            "level": asks.level,
            "reason": asks.reason,
            "contested_at": act.occurred_at,
            **act.signature,
        },
    )
    yield Event("StageMoved", {"stage": HERE.value, "round": case.row(HERE).round})


@handles(
    asked.AnswerContest, by={Role.RISK_ASSESSOR}, slices=SLICE, rules=(stage_is_open, rules.level_stands_contested)
)
def answer_contest(act: Act, case: CaseFile) -> Iterator[Change]:
    """The reply to the contest that stands."""
    asks: asked.AnswerContest = act.command
    report = case.risk_assessment.report
    yield Update(
        "risk_contest",
        {"id": report.contest if report else None},
        {
            "reply": asks.reply,
            "reply_sha256": asks.reply_sha256,
            "answered_at": act.occurred_at,
            "answered_by": act.actor.name,
        },
    )


@handles(
    asked.RecordRiskSentiment,
    by={Role.DRAFTER, Role.UNDERTAKING_HEAD, Role.RISK_ASSESSOR},
    slices=SLICE,
    rules=(stage_is_open, rules.sentiment_was_noted),
)
def record_risk_sentiment(act: Act, case: CaseFile) -> Iterator[Change]:
    """A note beside the assessment."""
    asks: asked.RecordRiskSentiment = act.command
    yield Insert(
        "risk_sentiment",
        {
            "id": act.new_id(),
            "decision_id": case.decision_id,
            "round": case.row(HERE).round,
            "source": asks.source,
            "noted_on": asks.noted_on,
            "summary": asks.summary,
            "judged_by": asks.judged_by,
            "judgement": asks.judgement,
            "answer": asks.answer,
            "snapshot_sha256": asks.snapshot_sha256,
            "recorded_at": act.occurred_at,
            **act.signature,
        },
    )


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


def _of_report(case: CaseFile, report: int) -> dict[str, Any]:
    return {"decision_id": case.decision_id, "round": case.row(HERE).round, "report": report}
