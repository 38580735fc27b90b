"""Tables of the expert review: experts, opinions with the answers to them, the draw, what is stated and published."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to


class AppointedExpert(SQLModel, table=True):
    """选定的专家: why this one, and what is known of his interest. It holds for the decision, whatever the round.

    `round` is the one he was appointed in; the signature is that of who appointed him (Art. 20, ruling 22).
    """

    __tablename__ = "appointed_expert"
    __table_args__ = belongs_to("decision_id")

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    person_id: str = Field(primary_key=True)
    round: int
    expert: str
    field: str
    workplace: str
    workplace_key: str
    form: str
    is_institution: bool
    is_subordinate: bool
    pool_expert_id: str | None = None
    draw_id: str | None = None
    expertise: str
    representativeness: str
    neutrality: str
    dissent_sought: bool
    dissent_reason: str | None = None
    appointed_at: str
    actor_id: str
    name: str
    role: str
    post: str
    has_direct_interest: bool | None = None
    interest: str | None = None
    interest_declared_at: str | None = None
    interest_recorded_by: str | None = None
    interest_sha256: str | None = None
    found_interest: bool | None = None
    relation: str | None = None
    relation_recorded_at: str | None = None
    relation_recorded_by: str | None = None
    released_at: str | None = None
    release_reason: str | None = None


class MatterParty(SQLModel, table=True):
    """A contractor or party of the matter, with whom the workplaces of experts are compared."""

    __tablename__ = "matter_party"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    name_key: str = Field(primary_key=True)
    party: str
    relation: str
    named_at: str
    actor_id: str
    name: str
    role: str
    post: str


class ExpertOpinion(SQLModel, table=True):
    """论证意见: one opinion of one expert, and the answer that he was given (Art. 19).

    Signed in his own account, or in an envelope whose content is recorded once it is opened. Until `opened_at` only he
    reads it; `entry_seq` is the entry that holds it, which is closed as long.
    """

    __tablename__ = "expert_opinion"
    __table_args__ = (
        Index("ix_expert_opinion_round", "decision_id", "round", "person_id"),
        Index("ix_expert_opinion_entry", "decision_id", "entry_seq"),
        belongs_to("decision_id"),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    person_id: str
    number: int
    entry_seq: int
    draft_sha256: str
    on_paper: bool
    envelope_kept_at: str | None = None
    necessity: str | None = None
    feasibility: str | None = None
    scientific_merit: str | None = None
    conclusion: str | None = None
    view: str | None = None
    opinion_sha256: str | None = None
    original: str | None = None
    signed_at: str
    actor_id: str
    name: str
    role: str
    post: str
    opened_at: str | None = None
    opened_by: str | None = None
    recorded_at: str | None = None
    recorded_by: str | None = None
    disposition: str | None = None
    reason: str | None = None
    answered_at: str | None = None
    answered_by: str | None = None
    answered_name: str | None = None
    answered_post: str | None = None
    delivered_on: str | None = None
    delivery: str | None = None
    delivery_sha256: str | None = None


class ExpertMeeting(SQLModel, table=True):
    """论证会: when, who was present, its record."""

    __tablename__ = "expert_meeting"
    __table_args__ = (
        Index("ix_expert_meeting_round", "decision_id", "round"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    held_on: str
    present: str
    record_sha256: str
    recorded_at: str
    actor_id: str
    name: str
    role: str
    post: str


class ExpertPublication(SQLModel, table=True):
    """专家意见公开: a channel on which the opinions and what was taken up stand (plan 29)."""

    __tablename__ = "expert_publication"
    __table_args__ = (
        Index("ix_expert_publication_round", "decision_id", "round"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    channel: str
    address: str
    snapshot_sha256: str
    published_at: str
    recorded_by: str


class ExpertDraw(SQLModel, table=True):
    """随机抽取: what was frozen when it was announced, and what was drawn once the value was known."""

    __tablename__ = "expert_draw"
    __table_args__ = (Index("ix_expert_draw_decision", "decision_id", "number"), belongs_to("decision_id"))

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    number: int
    field: str
    wanted: int
    frozen: str
    pool_sha256: str
    seed_source: str
    seed_known_from: str
    again_reason: str | None = None
    announced_at: str
    actor_id: str
    name: str
    role: str
    post: str
    seed_value: str | None = None
    seed: str | None = None
    seed_published_at: str | None = None
    seed_address: str | None = None
    seed_snapshot_sha256: str | None = None
    drawn: str | None = None
    drawn_at: str | None = None
    drawn_by: str | None = None


class ExpertNumber(SQLModel, table=True):
    """What the head of the unit states at the sign-off: the number of experts where the law in force has not read it,
    and why more of them than usual are of the unit."""

    __tablename__ = "expert_number"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    min_experts: int | None = None
    basis: str | None = None
    share_reason: str | None = None
    stated_at: str
    actor_id: str
    name: str
    role: str
    post: str
