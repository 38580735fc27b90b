"""Tables of the risk assessment: reports and their risk points. A later report stands beside the former."""

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
