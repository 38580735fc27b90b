"""Tables of a decision: the matter, its board, its drafts and their changes, determinations, prepared papers."""

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to

PENDING = "change_pending IS NOT NULL"


class Decision(SQLModel, table=True):
    """重大行政决策: one matter from its proposal on. Triage answers are columns, the present draft stands here too, and
    the ids of the bodies that decide jointly, by which every act is permitted."""

    __table_args__ = (
        Index("ix_decision_organ", "organ_id", "id"),
        Index("ix_decision_status", "organ_id", "status", "id"),
        Index("ix_decision_change", "organ_id", "id", sqlite_where=text(PENDING), postgresql_where=text(PENDING)),
        Index("ix_decision_due", "next_due_on"),
        belongs_to("id"),
    )

    id: str = Field(primary_key=True, foreign_key="subject.id")
    organ_id: str = Field(foreign_key="organ.id")
    lead_unit_id: str | None = Field(default=None, foreign_key="unit.id")
    joint_bodies: str | None = None
    title: str
    status: str
    matter_class: str
    origin: str
    argument: str | None = None
    written_sha256: str | None = None
    reason: str
    declined_reason: str | None = None
    catalog_item_id: str | None = Field(default=None, unique=True)
    start_ground: str | None = None
    start_ground_text: str | None = None
    is_technical: bool
    may_harm: bool
    touches_market: bool
    affects_specific_group: bool
    is_normative_document: bool
    lawfully_unpublished: bool
    triage: str | None = None
    congress_track: str
    special: str | None = None
    hearing_condition_met: bool | None = None
    hearing_condition_reason: str | None = None
    profile: str
    profile_digest: str | None = None
    started_on: str | None = None
    in_force_on: str | None = None
    draft_version: int | None = None
    change_pending: str | None = None
    change_refused: bool = False
    change_carries_legality_opinion: bool = False
    next_due_on: str | None = None


class PreliminaryStudy(SQLModel, table=True):
    """研究论证: what the unit found that a proposal was sent to (Art. 10). Of several, the organ has all."""

    __tablename__ = "preliminary_study"
    __table_args__ = (
        Index("ix_preliminary_study_decision", "decision_id", "id"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    necessity: str
    feasibility: str
    recommends_start: bool
    paper_sha256: str
    actor_id: str
    name: str
    role: str
    post: str
    studied_at: str


OPEN = "status IN ('open', 'returned')"
"""What a stage's status is while somebody has to act on it."""


class StageState(SQLModel, table=True):
    """One of the nine rows of the board, in its present round."""

    __tablename__ = "stage"
    __table_args__ = (
        Index("ix_stage_open", "stage", "decision_id", sqlite_where=text(OPEN), postgresql_where=text(OPEN)),
        belongs_to("decision_id", clustered=True),
    )

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    stage: str = Field(primary_key=True)
    status: str
    round: int
    opened_at: str | None = None
    closed_at: str | None = None
    stands_on: str | None = None


class SignOff(SQLModel, table=True):
    """签署确认: one named person, one digest, one round of one stage."""

    __tablename__ = "sign_off"
    __table_args__ = belongs_to("decision_id", append_only=True, clustered=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    stage: str = Field(primary_key=True)
    round: int = Field(primary_key=True)
    actor_id: str
    name: str
    role: str
    post: str
    draft_version: int
    draft_sha256: str
    signed_at: str


class StageDetermination(SQLModel, table=True):
    """程序适用认定: why a stage is not required in this round."""

    __tablename__ = "determination"
    __table_args__ = belongs_to("decision_id", append_only=True, clustered=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    stage: str = Field(primary_key=True)
    round: int = Field(primary_key=True)
    reason: str
    legal_ground: str
    paper_sha256: str
    actor_id: str
    name: str
    role: str
    post: str
    signed_at: str


class DecisionDraft(SQLModel, table=True):
    """A version of the draft. Versions are numbered; a digest may return. `drafters`, who filed it or one before it,
    review no legality of it."""

    __tablename__ = "draft"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    version: int = Field(primary_key=True)
    sha256: str
    explanation_sha256: str
    drafted_by: str
    drafters: str
    filed_at: str


class DraftChange(SQLModel, table=True):
    """草案修改声明: from one version to the next, its class, the opinions it carries out, and the reviewer's word."""

    __tablename__ = "draft_change"
    __table_args__ = belongs_to("decision_id")

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    version: int = Field(primary_key=True)
    declaration: int = Field(primary_key=True)
    change_class: str
    carries_out: str
    summary: str
    reopens: str
    carries_legality_opinion: bool
    declared_by: str
    declared_at: str
    answer: str | None = None
    answer_reason: str | None = None
    answered_by: str | None = None
    answered_at: str | None = None
    diff_sha256: str | None = None


class PreparedPaper(SQLModel, table=True):
    """What the clerk prepared and the head of the unit signs (经办 → 审签, ruling 8)."""

    __tablename__ = "prepared_paper"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    act: str = Field(primary_key=True)
    paper_sha256: str = Field(primary_key=True)
    prepared_by: str
    prepared_at: str


class StartRequest(SQLModel, table=True):
    """启动请示: signed by the head of the undertaking unit; the organ then decides (Art. 10)."""

    __tablename__ = "start_request"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    paper_sha256: str
    actor_id: str
    name: str
    role: str
    post: str
    signed_at: str


class ProfileRepin(SQLModel, table=True):
    """更正适用规定: from which profile to which, why, by whom; `changed_findings` of all gates before and after."""

    __tablename__ = "profile_repin"
    __table_args__ = belongs_to("decision_id", append_only=True, clustered=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    entry: int = Field(primary_key=True)
    from_digest: str
    to_digest: str
    reason: str
    changed_findings: str
    actor_id: str
    name: str
    role: str
    post: str
    repinned_at: str
