"""What each kind of paper says, as it was read from the record: one frozen structure a paper, named in its template."""

from dataclasses import dataclass
from datetime import date

from decision_flow.terms import Conclusion, Disposition, Limb, MatterClass, Outcome, Presence, RiskLevel, Stage, View
from decision_flow.terms import StageStatus as Status


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a list of terms that is no enumeration of ours: papers of a pack, channels."""

    terms: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Headed:
    """What every paper of a decision names: the matter, the body, the unit, and the day of the act."""

    title: str
    organ: str
    unit: str
    dated: date


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
    materials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AnsweredOpinions:
    """Opinions with one answer; `opinion` is the first of them."""

    opinion: str
    count: int
    disposition: Disposition
    reason: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedbackPaper(Headed):
    """意见采纳情况反馈 (Art. 18, plan 28)."""

    received: int
    in_time: int
    adopted: int
    partly_adopted: int
    not_adopted: int
    answers: tuple[AnsweredOpinions, ...]
    not_shown: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertOpinionPaper(Headed):
    """专家论证意见表 (Art. 19)."""

    expert: str
    field: str
    workplace: str
    interest: str | None
    necessity: str
    feasibility: str
    scientific_merit: str
    conclusion: str
    draft_sha256: str
    opinion_sha256: str | None


@dataclass(frozen=True, slots=True)
class RiskPointLine:
    """风险点."""

    kind: Word
    description: str
    likelihood: int
    impact: int
    measure: str | None
    owner: str | None
    due: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RiskReportPaper(Headed):
    """风险评估报告 (Art. 22–24)."""

    number: int
    points: tuple[RiskPointLine, ...]
    contingency_plan: str | None
    departments_heard: tuple[str, ...]
    initial_level: RiskLevel | None
    level_after_measures: RiskLevel | None
    controllable: bool
    reassessment: bool
    measures_taken: str | None
    assessor: str
    post: str
    draft_sha256: str
    report_sha256: str


@dataclass(frozen=True, slots=True)
class LimbLine:
    """One of the three questions and its answer."""

    limb: Limb
    answer: str
    fault: bool
    stage_at_fault: Stage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalityOpinionPaper(Headed):
    """合法性审查意见书 (Art. 25–28)."""

    opinion_no: str
    conclusion: Conclusion
    limbs: tuple[LimbLine, ...]
    text: str
    legal_risk: str | None
    drafted_by: str
    issued_by: str
    draft_sha256: str
    submitted_on: date | None


@dataclass(frozen=True, slots=True)
class PackLine:
    """One paper of the pack: demanded or added, there or not."""

    name: Word
    demanded: bool
    there: bool
    sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPackPaper(Headed):
    """会议材料 (Art. 29): the check-list and what lies in the pack."""

    forum: str
    held_on: date
    matter_class: MatterClass
    draft_version: int
    draft_sha256: str
    lines: tuple[PackLine, ...]


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member and whether he took part."""

    name: str
    post: str
    presence: Presence
    note: str | None


@dataclass(frozen=True, slots=True)
class ViewLine:
    """What a member said, word for word."""

    name: str
    post: str
    view: View
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecordPaper(Headed):
    """会议记录 (Art. 30): internal, dissent verbatim."""

    forum: str
    held_on: date
    members: tuple[MemberLine, ...]
    studied_on: date | None
    study_texts: tuple[str, ...]
    legality_speaker: str | None
    legality_gist: str | None
    views: tuple[ViewLine, ...]
    outcome: Outcome | None
    reason: str | None
    departure_reason: str | None
    amendments: tuple[str, ...]
    decided_by: str
    decided_post: str
    recorder: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSheetPaper(Headed):
    """决策决定 (Art. 30): a draft of the decision's paper, never as if issued."""

    forum: str
    held_on: date
    outcome: Outcome
    adopts: bool
    in_principle: bool
    reason: str | None
    departure_reason: str | None
    amendments: tuple[str, ...]
    decided_by: str
    decided_post: str
    draft_version: int
    draft_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationNoticePaper(Headed):
    """决策公布 (Art. 32)."""

    document_no: str
    document_sha256: str
    forum: str
    held_on: date | None
    executing_unit: str | None
    time_limit: str | None
    feedback: str | None


@dataclass(frozen=True, slots=True)
class StageLine:
    """One stage of the board."""

    stage: Stage
    status: Status
    round: int | None
    opened_on: date | None
    closed_on: date | None
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SummaryPaper(Headed):
    """办理情况一页纸."""

    matter_class: MatterClass
    started_on: date | None
    draft_version: int
    draft_sha256: str
    stages: tuple[StageLine, ...]
    comments: int
    experts: int
    risk_level: RiskLevel | None
    legality: Conclusion | None
    opinion_no: str | None
    outcome: Outcome | None
    document_no: str | None


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
