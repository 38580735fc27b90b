"""Tables of a joint decision: the bodies that decide with the lead, their reviews, their own meetings (ruling 7)."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to


class JointBody(SQLModel, table=True):
    """联合决策机关: a body that decides jointly, by which paper it joined, and how it left.

    `withdrawn_*` is the body's own word; `consequence` is what the lead's head made of a refusal: `narrowed` or
    `ended`, and `answered_version` the draft that stood then.
    """

    __tablename__ = "joint_body"
    __table_args__ = (Index("ix_joint_body_organ", "organ_id"), belongs_to("decision_id"))

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    organ_id: str = Field(primary_key=True, foreign_key="organ.id")
    agreement_sha256: str
    joined_at: str
    actor_id: str
    name: str
    role: str
    post: str
    withdrawn_at: str | None = None
    withdrawn_reason: str | None = None
    withdrawn_sha256: str | None = None
    withdrawn_by: str | None = None
    withdrawn_name: str | None = None
    withdrawn_post: str | None = None
    consequence: str | None = None
    answered_at: str | None = None
    answered_reason: str | None = None
    answered_sha256: str | None = None
    answered_version: int | None = None
    answered_by: str | None = None
    answered_name: str | None = None
    answered_post: str | None = None
    draft_names_body: bool | None = None


class JointReview(SQLModel, table=True):
    """A joint body's own legality review of a version, or its express reliance on the lead's opinion (Art. 25).

    Its own has `reviewer`, `conclusion` and paper; a reliance has `relies_on`, the id of the lead's opinion.
    """

    __tablename__ = "joint_review"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    organ_id: str = Field(primary_key=True, foreign_key="organ.id")
    number: int = Field(primary_key=True)
    draft_version: int
    draft_sha256: str
    relies_on: str | None = None
    reviewer: str | None = None
    conclusion: str | None = None
    opinion_no: str | None = None
    opinion_sha256: str | None = None
    legal_risk: str | None = None
    statement: str
    signed_at: str
    actor_id: str
    name: str
    role: str
    post: str


class JointDiscussion(SQLModel, table=True):
    """A joint body's own meeting on a version, as its secretary recorded it and its head signed it (Art. 30).

    `members` are its members of that day in the order of speaking, each with his view and words.
    """

    __tablename__ = "joint_discussion"
    __table_args__ = belongs_to("decision_id")

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    organ_id: str = Field(primary_key=True, foreign_key="organ.id")
    number: int = Field(primary_key=True)
    draft_version: int
    draft_sha256: str
    forum: str
    held_on: str
    members: str
    head_id: str
    legality_body_gist: str | None = None
    studied_on: str | None = None
    outcome: str
    departure_reason: str | None = None
    reason: str | None = None
    awaited: str | None = None
    ordered_amendments: str
    record_sha256: str
    recorded_at: str
    actor_id: str
    name: str
    role: str
    post: str
    signed_at: str | None = None
    signed_by: str | None = None
    signed_name: str | None = None
    signed_post: str | None = None
