"""Tables of the publication: Party report, execution named, final text, the decision issued and published."""

from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to


class PartyReport(SQLModel, table=True):
    """向同级党委请示报告, with the answer that came back (Art. 31, ruling 48)."""

    __tablename__ = "party_report"
    __table_args__ = belongs_to("decision_id")

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    party_organ: str
    document_sha256: str
    sent_on: str
    recorded_at: str
    actor_id: str
    name: str
    role: str
    post: str
    answer: str | None = None
    answer_sha256: str | None = None
    answered_on: str | None = None
    answer_recorded_by: str | None = None
    answered_draft_version: int | None = None


class CongressMatter(SQLModel, table=True):
    """提请人大讨论决定 with its outcome, or 出台前报告 (Art. 8, ruling 47)."""

    __tablename__ = "congress_matter"
    __table_args__ = belongs_to("decision_id")

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    track: str
    congress_body: str
    document_sha256: str
    sent_on: str
    recorded_at: str
    actor_id: str
    name: str
    role: str
    post: str
    outcome: str | None = None
    resolution_no: str | None = None
    outcome_sha256: str | None = None
    decided_on: str | None = None
    outcome_recorded_by: str | None = None
    outcome_draft_version: int | None = None


class NormativeDocument(SQLModel, table=True):
    """规范性文件: its unified registration number, from which unit and day, and its validity (plan 22, ruling 49)."""

    __tablename__ = "normative_document"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    unified_registration_no: str
    registered_by: str
    registered_on: str
    valid_until: str
    validity_basis: str | None = None
    recorded_at: str
    actor_id: str
    name: str
    role: str
    post: str


class NormativeFiling(SQLModel, table=True):
    """备案: with whom the document was filed, on which day, under which paper (ruling 49)."""

    __tablename__ = "normative_filing"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    filed_with: str
    document_sha256: str
    filed_on: str
    recorded_at: str
    actor_id: str
    name: str
    role: str
    post: str


class PolicyInterpretation(SQLModel, table=True):
    """宣传解读: how the decision, and what became of opinions, was explained to the public (Art. 32, ruling 53)."""

    __tablename__ = "policy_interpretation"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    form: str
    address: str
    snapshot_sha256: str
    explains_opinions: bool
    published_on: str
    recorded_at: str
    actor_id: str
    name: str
    role: str
    post: str


class ExecutionNamed(SQLModel, table=True):
    """决策执行单位, its time limit and feedback as the decision states them (Art. 34; plan 32)."""

    __tablename__ = "execution_named"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    executing_unit_id: str | None = None
    executing_unit: str
    time_limit: str | None = None
    feedback: str | None = None
    named_at: str
    actor_id: str
    name: str
    role: str
    post: str


class FinalText(SQLModel, table=True):
    """The final text after 原则通过, signed by the administrative head (ruling 44)."""

    __tablename__ = "final_text"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    draft_version: int
    draft_sha256: str
    signed_at: str
    actor_id: str
    name: str
    role: str
    post: str


class FormalDocument(SQLModel, table=True):
    """The formal document with the number that the document office gave it, on a draft's digest."""

    __tablename__ = "formal_document"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    document_no: str = Field(primary_key=True)
    document_sha256: str = Field(primary_key=True)
    draft_sha256: str
    congress_resolution_no: str | None = None
    entered_at: str
    actor_id: str
    name: str
    role: str
    post: str


class IssuedDecision(SQLModel, table=True):
    """The formal document under its number, in one channel; without a channel where it is lawfully unpublished."""

    __tablename__ = "issued_decision"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    document_no: str
    document_sha256: str
    draft_sha256: str
    issued_on: str
    congress_resolution_no: str | None = None
    channel: str | None = None
    address: str | None = None
    snapshot_sha256: str | None = None
    published_at: str | None = None
    recorded_at: str
    actor_id: str
    name: str
    role: str
    post: str
