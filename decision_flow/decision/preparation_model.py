"""Tables of what the undertaking unit prepares (Art. 12, 13). Nothing is overwritten; the last row counts."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to


class LegalBasisInventory(SQLModel, table=True):
    """法律法规梳理: the items as JSON, with how many there are and how many of them are no longer in force."""

    __tablename__ = "legal_basis_inventory"
    __table_args__ = (
        Index("ix_legal_basis_inventory_decision", "decision_id", "id"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    items: str
    total: int
    repealed: int
    filed_by: str
    filed_at: str


class CostBenefitAnalysis(SQLModel, table=True):
    """成本效益分析, or (`declined_reason`) why none is needed."""

    __tablename__ = "cost_benefit_analysis"
    __table_args__ = (
        Index("ix_cost_benefit_analysis_decision", "decision_id", "id"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    summary: str | None = None
    fiscal_effect: str | None = None
    finance_opinion: str | None = None
    paper_sha256: str | None = None
    declined_reason: str | None = None
    filed_by: str
    filed_at: str


class DecisionOptions(SQLModel, table=True):
    """两个以上方案: the options as JSON, and the preferred one."""

    __tablename__ = "decision_options"
    __table_args__ = (
        Index("ix_decision_options_decision", "decision_id", "id"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    options: str
    preferred: str
    reasons: str
    filed_by: str
    filed_at: str


class AgencyConsultation(SQLModel, table=True):
    """部门协商: one answer of one agency."""

    __tablename__ = "agency_consultation"
    __table_args__ = (
        Index("ix_agency_consultation_decision", "decision_id", "agency", "id"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    agency: str
    asked_on: str
    answered_on: str
    opinion: str
    agreement_reached: bool
    paper_sha256: str
    recorded_by: str
    recorded_at: str


class DisputeStatement(SQLModel, table=True):
    """争议事项说明: signed by the head of the unit, for the organ."""

    __tablename__ = "dispute_statement"
    __table_args__ = (
        Index("ix_dispute_statement_decision", "decision_id", "agency", "id"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    agency: str
    main_issue: str
    agency_view: str
    own_view: str
    reasons_and_basis: str
    actor_id: str
    name: str
    role: str
    post: str
    signed_at: str


class MatterFigures(SQLModel, table=True):
    """The size of a matter, and what it shares with others: project, site, budget line."""

    __tablename__ = "matter_figures"
    __table_args__ = (
        *(Index(f"ix_matter_figures_{link}", "organ_id", link) for link in ("project", "site", "budget_line")),
        belongs_to("decision_id"),
    )

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    organ_id: str = Field(foreign_key="organ.id")
    investment: int | None = None
    fiscal_funds: int | None = None
    persons_affected: int | None = None
    land_area: int | None = None
    project: str | None = None
    site: str | None = None
    budget_line: str | None = None
    recorded_on: str
