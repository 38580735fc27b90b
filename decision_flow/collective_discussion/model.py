"""Tables of the collective discussion: meetings on the item, their members, what each said."""

from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to


class Meeting(SQLModel, table=True):
    """One meeting on the item: agenda and pack, legality body heard, law studied, the decision, the signed record.

    `number` counts the meetings of a round; `pack` holds the papers by kind and digest (Art. 29, 30).
    """

    __table_args__ = belongs_to("decision_id")

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    forum: str
    held_on: str
    draft_sha256: str
    pack: str
    placed_at: str
    actor_id: str
    name: str
    role: str
    post: str
    legality_body_spoke: bool | None = None
    legality_body_speaker: str | None = None
    legality_body_gist: str | None = None
    studied_on: str | None = None
    study_attendance: str | None = None
    study_texts: str | None = None
    outcome: str | None = None
    reason: str | None = None
    departure_reason: str | None = None
    ordered_amendments: str | None = None
    decided_at: str | None = None
    decided_by: str | None = None
    decided_name: str | None = None
    decided_post: str | None = None
    record_sha256: str | None = None
    recorded_by: str | None = None
    recorder_name: str | None = None
    record_filed_at: str | None = None
    record_signed_by: str | None = None
    record_signed_name: str | None = None
    record_signed_at: str | None = None


class MeetingMember(SQLModel, table=True):
    """会议组成人员: a member by appointment, and whether he took part. Attendees (列席) are no members."""

    __tablename__ = "meeting_member"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    meeting: int = Field(primary_key=True)
    person_id: str = Field(primary_key=True)
    position: int
    name: str
    title: str
    is_head: bool
    presence: str
    note: str | None = None


class MeetingView(SQLModel, table=True):
    """What a member said, verbatim, in the order of speaking. Recording is not speaking for another."""

    __tablename__ = "meeting_view"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    meeting: int = Field(primary_key=True)
    person_id: str = Field(primary_key=True)
    sequence: int
    view: str
    words: str
    spoken_at: str
    recorded_by: str
