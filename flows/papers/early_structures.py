"""What the papers of the catalog and of the three stages side by side say, as it was read from the record."""

from dataclasses import dataclass
from datetime import date

from decision_flow.terms import (
    AnsweredAs,
    Disposition,
    MatterClass,
    RiskLevel,
    SealKind,
    View,
)
from flows.papers.structures import Headed, Word


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentNoticePaper(Headed):
    """征求意见公告 (Art. 15)."""

    text: str
    opens_on: date
    closes_on: date
    how_to_comment: str
    shortening_reason: str | None
    draft_sha256: str
    explanation_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingNoticePaper(Headed):
    """听证会公告 (Art. 16)."""

    held_on: date
    place: str
    selection_method: str | None
    sides: tuple[str, ...]
    materials: tuple[str, ...]
    postponed: str
    extended_from: date | None
    extended_reason: str | None


@dataclass(frozen=True, slots=True)
class AnsweredOpinions:
    """Opinions with one answer and one reason; `opinion` is the first of them."""

    opinion: str
    count: int
    disposition: Disposition
    reason: str


@dataclass(frozen=True, slots=True)
class AnsweredAsSuch:
    """Opinions that are unrelated or abusive: how many, and why. What they say is not repeated."""

    kind: AnsweredAs
    count: int
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackPaper(Headed):
    """意见采纳情况反馈 (Art. 18, plan 28)."""

    in_time: int
    nobody: bool
    late: int | None
    adopted: int
    partly_adopted: int
    not_adopted: int
    answers: tuple[AnsweredOpinions, ...]
    not_shown: int | None
    as_such: tuple[AnsweredAsSuch, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertOpinionLine:
    """What one expert or institution says; `envelope` instead of it where a closed envelope was opened."""

    expert: str
    institution: bool
    person: bool
    field: str
    workplace: str
    interest: str | None
    necessity: str | None
    feasibility: str | None
    scientific_merit: str | None
    conclusion: str | None
    view: View | None
    signed_on: date | None
    opinion_sha256: str | None
    seal: SealKind | None
    pages: int | None
    kept_at: str | None
    compared_by: str | None
    verification: str | None
    envelope: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertOpinionPaper(Headed):
    """专家论证意见表 (Art. 19): the opinions that were opened together, or what one envelope held."""

    experts: tuple[ExpertOpinionLine, ...]
    together: bool
    draft_sha256: str


@dataclass(frozen=True, slots=True)
class RiskPointLine:
    """风险点. The scores are likelihood × impact × weight, before and after the measure."""

    kind: Word
    description: str
    likelihood: int
    impact: int
    weight: str
    score: str
    measure: str | None
    owner: str | None
    due: date | None
    likelihood_after: int
    impact_after: int
    score_after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskReportPaper(Headed):
    """风险评估报告 (Art. 22–24)."""

    number: int
    points: tuple[RiskPointLine, ...]
    contingency_plan: str | None
    departments_heard: tuple[str, ...]
    groups_heard: tuple[str, ...]
    initial_level: RiskLevel | None
    level_after_measures: RiskLevel | None
    computed_level: RiskLevel | None
    computed_after: RiskLevel | None
    scale: str
    high_from: int | None
    medium_from: int | None
    downrating_reason: str | None
    reused: str | None
    reused_by: str | None
    reused_on: date | None
    reused_risk: str | None
    filing: str | None
    filed_on: date | None
    controllable: bool
    reassessment: bool
    measures_taken: str | None
    assessor: str
    post: str
    draft_sha256: str
    report_sha256: str


@dataclass(frozen=True, slots=True)
class ItemLine:
    """A matter of the catalog."""

    title: str
    unit: str
    matter_class: MatterClass | None
    planned_time: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogAnnouncementPaper:
    """决策事项目录公告 (Art. 3)."""

    title: str
    organ: str
    dated: date
    document_no: str
    edition: int
    adjusted: bool
    items: tuple[ItemLine, ...]
