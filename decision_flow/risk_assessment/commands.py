"""Acts of the risk assessment: report, confirm, file, contest, carry out, sign off (Art. 22–24, plan 30)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from decision_flow.command import DecisionCommand, Digest, Document, Name, Shape, Text
from decision_flow.terms import RiskLevel

Number = Annotated[int, Shape(1, 10_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskPoint:
    """风险点 with the measure against it, who takes the measure and until when (Art. 23).

    `kind` is one of the law in force. Likelihood and impact are rated on its scale, from low to high; the two after the
    measure are null where the point stays as it was.
    """

    kind: Name
    description: Text
    likelihood: int
    impact: int
    measure: Text | None
    owner: Name | None
    due: date | None
    likelihood_after: int | None = None
    impact_after: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """不作重复评估: an assessment that was made elsewhere, of the same risk and the same version of the scheme."""

    title: Name
    assessed_by: Name
    assessed_on: date
    same_risk: Text
    scheme_sha256: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class FileRiskAssessment(DecisionCommand):
    """风险评估报告: the assessor signs a report on whether the risk of the present draft is controllable (Art. 22–24).

    It names risk points, measures, contingency plan, the departments and groups heard. The two levels are the initial
    one and the one after the measures; null where the law in force knows no levels. A level below the one that the
    rated points yield has its reason (`downrating_reason`) and awaits a second signer. A re-assessment
    (`is_reassessment`) says in `measures_taken` which measures have been carried out since the former report: its level
    is found, not forecast. `reuse` links an assessment that exists instead of making it again.
    """

    draft_sha256: Digest
    report_sha256: Document
    risk_points: Annotated[tuple[RiskPoint, ...], Shape(0, 200)]
    contingency_plan: Text | None
    departments_heard: Annotated[tuple[Name, ...], Shape(0, 100)]
    initial_level: RiskLevel | None
    level_after_measures: RiskLevel | None
    is_controllable: bool
    is_reassessment: bool
    measures_taken: Text | None = None
    groups_heard: Annotated[tuple[Name, ...], Shape(0, 100)] = ()
    downrating_reason: Text | None = None
    reuse: Reuse | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmDownrating(DecisionCommand):
    """A second person signs that the level may stand below the one that the rated points yield."""

    report: Number
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMeasureCarriedOut(DecisionCommand):
    """风险防范措施落实: a measure against a risk point of a report was carried out, with its proof (Art. 23, 24)."""

    report: Number
    position: Number
    done_on: date
    text: Text
    proof_sha256: Document | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileStability(DecisionCommand):
    """稳评备案: the political-legal committee files the report under its number (plan 30)."""

    report: Number
    record_no: Name
    recorded_on: date
    document_sha256: Document | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContestRiskLevel(DecisionCommand):
    """The political-legal committee contests the latest report, with the level it sees and why (plan 30)."""

    report: Number
    level: RiskLevel
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerContest(DecisionCommand):
    """The assessor answers a contested level with reasons; or he assesses again, which answers it too."""

    reply: Text
    reply_sha256: Document | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRiskSentiment(DecisionCommand):
    """舆情记录: what media and the public say of the matter: source, day, judged by, answered (plan 66–69)."""

    source: Name
    noted_on: date
    summary: Text
    judged_by: Name
    judgement: Text
    answer: Text | None
    snapshot_sha256: Document | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffRiskAssessment(DecisionCommand):
    """The head of the undertaking unit signs the risk assessment off, on the present draft (Art. 22, 24)."""

    draft_sha256: Digest
