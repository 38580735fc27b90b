"""Tables of public participation: notices and where they were published, comments, other forms, hearings, feedback."""

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to


class CommentNotice(SQLModel, table=True):
    """征求意见公告 (Art. 15): prepared by the clerk, signed by the head of the unit, closed by the flow.

    `notice_sha256` is the digest of what the public is told; the reason of a shortened period is inside it.
    `continues_notice_id` is the notice whose missing days this one supplies without a break (补足).
    """

    __tablename__ = "comment_notice"
    __table_args__ = (Index("ix_comment_notice_decision", "decision_id", "id"), belongs_to("decision_id"))

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    draft_sha256: str
    explanation_sha256: str
    opens_on: str
    closes_on: str
    shortening_reason: str | None = None
    shortening_approved_by: str | None = None
    continues_notice_id: str | None = Field(default=None, foreign_key="comment_notice.id")
    how_to_comment: str
    text: str
    notice_sha256: str
    prepared_by: str
    prepared_at: str
    actor_id: str | None = None
    name: str | None = None
    role: str | None = None
    post: str | None = None
    signed_at: str | None = None
    closed_at: str | None = None


class CommentNoticePublication(SQLModel, table=True):
    """One channel on which a notice was published: address, time, and the digest of the bytes seen there."""

    __tablename__ = "comment_notice_publication"
    __table_args__ = belongs_to("decision_id", append_only=True)

    notice_id: str = Field(primary_key=True, foreign_key="comment_notice.id")
    channel: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    address: str
    snapshot_sha256: str
    published_at: str
    recorded_by: str


class Comment(SQLModel, table=True):
    """公众意见: one opinion, a subject with a chain of its own outside the decision's lock.

    Who commented is kept at most as a masked name (张**). `late` arrived after the close: kept, and owed no answer.
    """

    __tablename__ = "comment"
    __table_args__ = (
        Index("ix_comment_round", "decision_id", "round", "late"),
        Index("ix_comment_listing", "decision_id", "id"),
        Index(
            "ix_comment_unanswered",
            "decision_id",
            "round",
            "late",
            "id",
            sqlite_where=text("disposition IS NULL"),
            postgresql_where=text("disposition IS NULL"),
        ),
        belongs_to("id"),
    )

    id: str = Field(primary_key=True, foreign_key="subject.id")
    decision_id: str = Field(foreign_key="decision.id")
    notice_id: str = Field(foreign_key="comment_notice.id")
    round: int
    text: str
    masked_name: str | None = None
    channel: str
    late: bool
    received_at: str
    recorded_by: str
    disposition: str | None = None
    disposition_reason: str | None = None
    disposed_by: str | None = None
    disposed_at: str | None = None


class Participation(SQLModel, table=True):
    """A form of hearing the public other than open comment and hearing (Art. 14): who was heard, on which record.

    `specific_group` names the group that a consultation under Art. 14(3) was held with.
    """

    __tablename__ = "participation"
    __table_args__ = (
        Index("ix_participation_round", "decision_id", "round"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    form: str
    held_on: str
    heard: str
    specific_group: str | None = None
    summary: str
    record_sha256: str
    recorded_by: str
    recorded_at: str


class OpenCommentDeclined(SQLModel, table=True):
    """Why a matter is heard without open comment where that is the rule, signed by the head of the unit (plan 28)."""

    __tablename__ = "open_comment_declined"
    __table_args__ = (
        Index("ix_open_comment_declined_round", "decision_id", "round"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    reason: str
    actor_id: str
    name: str
    role: str
    post: str
    signed_at: str


class Hearing(SQLModel, table=True):
    """听证会 (Art. 16, 17): announced, then recorded or called off with a published reason."""

    __tablename__ = "hearing"
    __table_args__ = (Index("ix_hearing_round", "decision_id", "round", "id"), belongs_to("decision_id"))

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    held_on: str
    place: str
    selection_method: str | None = None
    materials: str
    address: str
    snapshot_sha256: str
    published_at: str
    actor_id: str
    name: str
    role: str
    post: str
    signed_at: str
    record_sha256: str | None = None
    recorded_by: str | None = None
    recorded_at: str | None = None
    called_off_at: str | None = None
    called_off_reason: str | None = None
    called_off_address: str | None = None
    called_off_snapshot_sha256: str | None = None


class HearingDelivery(SQLModel, table=True):
    """送达: the materials reached one participant on a day, on a receipt."""

    __tablename__ = "hearing_delivery"
    __table_args__ = (
        Index("ix_hearing_delivery_hearing", "hearing_id", "participant"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    hearing_id: str = Field(foreign_key="hearing.id")
    participant: str
    delivered_on: str
    receipt_sha256: str
    recorded_by: str


class HearingParticipant(SQLModel, table=True):
    """听证参加人: who took part, for which side, and the signature on the record or why it is not there (Art. 17)."""

    __tablename__ = "hearing_participant"
    __table_args__ = belongs_to("decision_id", append_only=True)

    hearing_id: str = Field(primary_key=True, foreign_key="hearing.id")
    number: int = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    name: str
    side: str
    signed: bool
    refusal: str | None = None


class ParticipationFeedback(SQLModel, table=True):
    """意见反馈 (plan 28): where adoption and reasons were published, when, and the digest of the bytes seen there."""

    __tablename__ = "participation_feedback"
    __table_args__ = (
        Index("ix_participation_feedback_round", "decision_id", "round"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    address: str
    snapshot_sha256: str
    published_at: str
    actor_id: str
    name: str
    role: str
    post: str
    signed_at: str
