"""What the papers from legality review to publication say, as it was read from the record."""

from dataclasses import dataclass
from datetime import date

from decision_flow.terms import (
    Conclusion,
    FairCompetition,
    Limb,
    MatterClass,
    Outcome,
    Presence,
    Presides,
    RiskLevel,
    Stage,
    View,
)
from decision_flow.terms import StageStatus as Status
from flows.papers.structures import Headed, Word


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """An everyday question and its answer."""

    question: Word
    answer: Word
    note: str | None


@dataclass(frozen=True, slots=True)
class LimbLine:
    """One of the three questions and its answer."""

    limb: Limb
    answer: str
    fault: bool
    stage_at_fault: Stage | None
    questions: tuple[QuestionLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalityOpinionPaper(Headed):
    """合法性审查意见书 (Art. 25–28)."""

    opinion_no: str
    conclusion: Conclusion
    limbs: tuple[LimbLine, ...]
    text: str
    legal_risk: str | None
    reviewer: str
    advisers: tuple[str, ...]
    helpers: tuple[str, ...]
    same_unit: bool
    drafted_by: str
    issued_by: str
    issued_post: str
    draft_sha256: str
    submitted_on: date | None


@dataclass(frozen=True, slots=True)
class PackLine:
    """One paper of the pack: demanded or added, there or not."""

    name: Word
    demanded: bool
    there: bool
    sha256: str


@dataclass(frozen=True, slots=True)
class FairCompetitionLine:
    """公平竞争审查: of one reviewer, with the operators heard."""

    reviewer: Word
    conclusion: FairCompetition
    heard: tuple[str, ...]
    exception: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingPackPaper(Headed):
    """会议材料 (Art. 29): the check-list and what lies in the pack."""

    forum: str
    held_on: date
    matter_class: MatterClass
    draft_version: int
    draft_sha256: str
    lines: tuple[PackLine, ...]
    fair_competition: tuple[FairCompetitionLine, ...]


@dataclass(frozen=True, slots=True)
class MemberLine:
    """A member and whether he took part."""

    name: str
    post: str
    presence: Presence
    note: str | None


@dataclass(frozen=True, slots=True)
class ViewLine:
    """What a member said, word for word; `withdrew` where he did so afterwards: it was not counted."""

    name: str
    post: str
    view: View
    words: str
    withdrew: bool


@dataclass(frozen=True, slots=True)
class WrittenViewLine:
    """The written view of an absent member that was read out: not counted."""

    name: str
    post: str
    words: str


@dataclass(frozen=True, slots=True)
class DissentLine:
    """What a member who did not agree says of the record's words, or why he has not said it."""

    name: str
    confirmed: bool
    correction: str | None
    noted: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingRecordPaper(Headed):
    """会议记录 (Art. 30): internal, dissent verbatim. Without a chair's signature it is the sheet to be signed."""

    forum: str
    held_on: date
    chair: str
    presiding_ground: Presides | None
    presiding_rule: str | None
    quorum: str | None
    members: tuple[MemberLine, ...]
    attendees: tuple[str, ...]
    opening_remark: str | None
    studied_on: date | None
    study_texts: tuple[str, ...]
    study_attendance: str | None
    legality_speaker: str | None
    legality_gist: str | None
    legality_read: bool
    views: tuple[ViewLine, ...]
    written_views: tuple[WrittenViewLine, ...]
    outcome: Outcome | None
    in_writing: bool
    reason: str | None
    departure_reason: str | None
    awaited: str | None
    amendments: tuple[str, ...]
    decided_by: str
    decided_post: str
    dissent: tuple[DissentLine, ...]
    recorder: str
    signed_by: str | None
    signed_on: date | None
    unsigned: bool


@dataclass(frozen=True, slots=True)
class StatedView:
    """The view of a member as the minutes state it."""

    name: str
    view: View


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingMinutesPaper(Headed):
    """会议纪要 (ruling 46): what the issued minutes state of this item; another paper than the record."""

    forum: str
    held_on: date
    chair: str
    present: tuple[str, ...]
    attendees: tuple[str, ...]
    views: tuple[StatedView, ...]
    outcome: Outcome
    amendments: tuple[str, ...]
    issued_by: str
    issued_post: str
    minutes_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSheetPaper(Headed):
    """决策决定 (Art. 30): a draft of the decision's paper, never as if issued."""

    forum: str
    held_on: date
    outcome: Outcome
    adopts: bool
    in_principle: bool
    in_writing: bool
    chair: str
    presiding_ground: Presides | None
    reason: str | None
    departure_reason: str | None
    awaited: str | None
    amendments: tuple[str, ...]
    decided_by: str
    decided_post: str
    draft_version: int
    draft_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationNoticePaper(Headed):
    """决策公布 (Art. 32)."""

    document_no: str
    forum: str
    held_on: date | None
    congress_body: str | None
    resolution_no: str | None
    registration_no: str | None
    registered_by: str | None
    valid_until: date | None
    interpretations: tuple[str, ...]
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
