"""Tables of the expert review: the experts chosen, their opinions with the answers to them, a number stated."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to


class AppointedExpert(SQLModel, table=True):
    """选定的专家: why this one, and his declaration of interest. It holds for the decision, whatever the round.

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


class ExpertOpinion(SQLModel, table=True):
    """论证意见: one opinion of one expert, signed in his own account, and the answer that he was given (Art. 19)."""

    __tablename__ = "expert_opinion"
    __table_args__ = (Index("ix_expert_opinion_round", "decision_id", "round", "person_id"), belongs_to("decision_id"))

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    person_id: str
    number: int
    draft_sha256: str
    necessity: str
    feasibility: str
    scientific_merit: str
    conclusion: str
    opinion_sha256: str | None = None
    signed_at: str
    actor_id: str
    name: str
    role: str
    post: str
    disposition: str | None = None
    reason: str | None = None
    answered_at: str | None = None
    answered_by: str | None = None
    answered_name: str | None = None
    answered_post: str | None = None
    delivered_on: str | None = None
    delivery: str | None = None
    delivery_sha256: str | None = None


class ExpertNumber(SQLModel, table=True):
    """How many experts the law wants at least, as the head of the unit read it in a text that the profile has not."""

    __tablename__ = "expert_number"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    min_experts: int
    basis: str
    stated_at: str
    actor_id: str
    name: str
    role: str
    post: str
