"""Tables of public participation: notices and where they were published, opinions and their answers, other forms,
feedback."""

from sqlalchemy import Index
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


class NoticeInterruption(SQLModel, table=True):
    """A notice that could not be read on a channel, from an instant to another, with the evidence of it."""

    __tablename__ = "notice_interruption"
    __table_args__ = (Index("ix_notice_interruption_notice", "notice_id", "broken_off_at"), belongs_to("decision_id"))

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    notice_id: str = Field(foreign_key="comment_notice.id")
    channel: str
    broken_off_at: str
    restored_at: str | None = None
    reason: str
    evidence_sha256: str
    recorded_by: str
    recorded_at: str


class PublishedExplanation(SQLModel, table=True):
    """解释说明 (Art. 15(2)): who explained what beside which notice, and where that was published."""

    __tablename__ = "published_explanation"
    __table_args__ = (
        Index("ix_published_explanation_decision", "decision_id", "id"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    notice_id: str = Field(foreign_key="comment_notice.id")
    explained_by: str
    text: str
    address: str
    snapshot_sha256: str
    published_at: str
    actor_id: str
    name: str
    role: str
    post: str
    signed_at: str


class Comment(SQLModel, table=True):
    """公众意见: one opinion, a subject with a chain of its own outside the decision's lock.

    Who commented is kept at most as a masked name (张**). `late` arrived after the close: kept, and owed no answer.
    `given_on` and `paper_sha256` are those of an opinion that somebody else typed (代录); `likeness` is shared by
    texts that differ only in spaces and punctuation. Its answer is a row of the decision (`disposed_comment`).
    """

    __tablename__ = "comment"
    __table_args__ = (
        Index("ix_comment_round", "decision_id", "round", "late", "id"),
        Index("ix_comment_listing", "decision_id", "id"),
        Index("ix_comment_alike", "decision_id", "likeness", "id"),
        belongs_to("id", append_only=True),
    )

    id: str = Field(primary_key=True, foreign_key="subject.id")
    decision_id: str = Field(foreign_key="decision.id")
    notice_id: str = Field(foreign_key="comment_notice.id")
    round: int
    text: str
    likeness: str
    masked_name: str | None = None
    channel: str
    given_on: str | None = None
    paper_sha256: str | None = None
    late: bool
    received_at: str
    recorded_by: str


class OpinionDisposition(SQLModel, table=True):
    """意见采纳情况 (Art. 18): one answer, to one opinion or to a listed group of like ones. Answers are never changed:
    a later one takes their place, opinion by opinion."""

    __tablename__ = "opinion_disposition"
    __table_args__ = (
        Index("ix_opinion_disposition_decision", "decision_id", "id"),
        Index("ix_opinion_disposition_reason", "decision_id", "round", "disposition", "likeness"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    disposition: str
    reason: str
    likeness: str
    answered_as: str | None = None
    comments: int
    disposed_by: str
    disposed_at: str


class DisposedComment(SQLModel, table=True):
    """Which answer an opinion has: the row that stands; a former answer stays in the entry that gave it."""

    __tablename__ = "disposed_comment"
    __table_args__ = (
        Index("ix_disposed_comment_round", "decision_id", "round", "late", "comment_id"),
        Index("ix_disposed_comment_disposition", "disposition_id"),
        belongs_to("decision_id", clustered=True),
    )

    comment_id: str = Field(primary_key=True, foreign_key="comment.id")
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    late: bool
    disposition_id: str = Field(foreign_key="opinion_disposition.id")


class NoneReceived(SQLModel, table=True):
    """无意见说明: no opinion came in time, with the proof of each channel, signed by the head of the unit."""

    __tablename__ = "none_received"
    __table_args__ = (
        Index("ix_none_received_notice", "decision_id", "round", "notice_id"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    notice_id: str = Field(foreign_key="comment_notice.id")
    statement: str
    channels: str
    actor_id: str
    name: str
    role: str
    post: str
    signed_at: str


class Participation(SQLModel, table=True):
    """A form of hearing the public other than open comment and hearing (Art. 14): who was heard, on which record."""

    __tablename__ = "participation"
    __table_args__ = (
        Index("ix_participation_round", "decision_id", "round", "form"),
        Index("ix_participation_listing", "decision_id", "id"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    form: str
    held_on: str
    heard: str
    summary: str
    record_sha256: str
    recorded_by: str
    recorded_at: str


class GroupConsultation(SQLModel, table=True):
    """沟通协商 (Art. 14(3)): a specific group was consulted, represented by these persons and organisations."""

    __tablename__ = "group_consultation"
    __table_args__ = (
        Index("ix_group_consultation_round", "decision_id", "round", "id"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    specific_group: str
    held_on: str
    representatives: str
    summary: str
    record_sha256: str
    recorded_by: str
    recorded_at: str


class PublicSentiment(SQLModel, table=True):
    """舆情记录 (plan 66–69): source, day, who judged it, and the answer."""

    __tablename__ = "public_sentiment"
    __table_args__ = (
        Index("ix_public_sentiment_decision", "decision_id", "id"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    source: str
    noticed_on: str
    judged_by: str
    judgement: str
    answer: str | None = None
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
