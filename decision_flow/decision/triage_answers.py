"""初步判断: what triage answers beside its six yes-or-no questions, as it is asked and as rules read it."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from decision_flow.command import Document, Name, Shape, Text
from decision_flow.terms import (
    CongressTrack,
    Exclusion,
    NonDisclosureGround,
    ProcedureStep,
    RiskTrigger,
    StepEffect,
    TriageQuestion,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageReason:
    """Why a question is answered so that a step falls away."""

    question: TriageQuestion
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class TriggerAnswer:
    """Whether the matter may affect one of the interests for whose sake risk is assessed, and why (ruling 28)."""

    trigger: RiskTrigger
    may_be_affected: bool
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ExcludedMatter:
    """A decision that Art. 3(2) leaves outside the procedure, with the document that shows it."""

    exclusion: Exclusion
    reason: Text
    document_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class NonDisclosure:
    """依法不予公开: ground, reviewer, and the next review (ruling 69). It exempts from publicity only."""

    ground: NonDisclosureGround
    reason: Text
    reviewed_by: Name
    review_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SpecialStep:
    """What the other law says of a step: by which article, its days of open comment, or when a hearing is a must."""

    step: ProcedureStep
    effect: StepEffect
    article: Name | None
    comment_days: Annotated[int, Shape(1, 3_650)] | None
    condition: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Triage:
    """The answers. Null: the matter is not excluded, and is public."""

    reasons: tuple[TriageReason, ...]
    risk_triggers: tuple[TriggerAnswer, ...]
    excluded: ExcludedMatter | None
    non_disclosure: NonDisclosure | None
    congress_track: CongressTrack
