"""Tables of the risk assessment: reports with their points, and what is confirmed, carried out, filed, contested."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to


class RiskReport(SQLModel, table=True):
    """风险评估报告: one report, signed by its assessor; of a round the latest counts (Art. 22–24, plan 30)."""

    __tablename__ = "risk_report"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    draft_sha256: str
    report_sha256: str
    contingency_plan: str | None = None
    departments_heard: str
    initial_level: str | None = None
    level_after_measures: str | None = None
    is_controllable: bool
    is_reassessment: bool
    measures_taken: str | None = None
    groups_heard: str
    downrating_reason: str | None = None
    linked_assessment: str | None = None
    filed_at: str
    actor_id: str
    name: str
    role: str
    post: str


class RiskPoint(SQLModel, table=True):
    """风险点: likelihood and impact, the measure against it, who takes it and until when (Art. 23)."""

    __tablename__ = "risk_point"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    report: int = Field(primary_key=True)
    position: int = Field(primary_key=True)
    kind: str
    description: str
    likelihood: int
    impact: int
    measure: str | None = None
    owner: str | None = None
    due: str | None = None
    likelihood_after: int | None = None
    impact_after: int | None = None


class DownratingConfirmation(SQLModel, table=True):
    """The second signature on a level that stands below the computed one."""

    __tablename__ = "downrating_confirmation"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    report: int = Field(primary_key=True)
    reason: str
    confirmed_at: str
    actor_id: str
    name: str
    role: str
    post: str


class MeasureCarriedOut(SQLModel, table=True):
    """风险防范措施落实: of which report and point, when, with which proof."""

    __tablename__ = "measure_carried_out"
    __table_args__ = (
        Index("ix_measure_carried_out_round", "decision_id", "round", "report"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    report: int
    position: int
    done_on: str
    text: str
    proof_sha256: str | None = None
    recorded_at: str
    actor_id: str
    name: str
    role: str
    post: str


class StabilityFiling(SQLModel, table=True):
    """稳评备案: number and day of the record of one report (plan 30, ruling 29)."""

    __tablename__ = "stability_filing"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    report: int = Field(primary_key=True)
    record_no: str
    recorded_on: str
    document_sha256: str | None = None
    filed_at: str
    actor_id: str
    name: str
    role: str
    post: str


class RiskContest(SQLModel, table=True):
    """A level that the political-legal committee contests, and the reasoned reply (ruling 29)."""

    __tablename__ = "risk_contest"
    __table_args__ = (Index("ix_risk_contest_round", "decision_id", "round", "report"), belongs_to("decision_id"))

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    report: int
    level: str
    reason: str
    contested_at: str
    actor_id: str
    name: str
    role: str
    post: str
    reply: str | None = None
    reply_sha256: str | None = None
    answered_at: str | None = None
    answered_by: str | None = None


class RiskSentiment(SQLModel, table=True):
    """舆情记录: what was said, who judged it, what was answered (ruling 21)."""

    __tablename__ = "risk_sentiment"
    __table_args__ = (
        Index("ix_risk_sentiment_decision", "decision_id", "round"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    source: str
    noted_on: str
    summary: str
    judged_by: str
    judgement: str
    answer: str | None = None
    snapshot_sha256: str | None = None
    recorded_at: str
    actor_id: str
    name: str
    role: str
    post: str
