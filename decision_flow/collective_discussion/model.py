"""Tables of the collective discussion: meetings on the item, their members, what each said, dissent, minutes."""

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
    attendees: str | None = None
    presided_by: str | None = None
    presided_name: str | None = None
    presiding_ground: str | None = None
    presiding_document_sha256: str | None = None
    presiding_rule_stated: str | None = None
    quorum_stated: str | None = None
    quorum_basis: str | None = None
    opening_remark: str | None = None
    legality_body_spoke: bool | None = None
    legality_body_speaker: str | None = None
    legality_body_gist: str | None = None
    studied_on: str | None = None
    study_attendance: str | None = None
    study_texts: str | None = None
    outcome: str | None = None
    reason: str | None = None
    departure_reason: str | None = None
    awaited: str | None = None
    ordered_amendments: str | None = None
    in_writing: bool | None = None
    decided_at: str | None = None
    decided_by: str | None = None
    decided_name: str | None = None
    decided_post: str | None = None
    carried_over_on: str | None = None
    carried_over_reason: str | None = None
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


class Recusal(SQLModel, table=True):
    """回避 after attendance was recorded: from then on the member takes no part, and what he said does not count."""

    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    meeting: int = Field(primary_key=True)
    person_id: str = Field(primary_key=True)
    recusal_reason: str
    recused_at: str
    recorded_by: str


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


class WrittenView(SQLModel, table=True):
    """The written view of an absent member, read out at the meeting and counted for nothing (ruling 39)."""

    __tablename__ = "written_view"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    meeting: int = Field(primary_key=True)
    person_id: str = Field(primary_key=True)
    words: str
    document_sha256: str
    read_at: str
    recorded_by: str


class DissentConfirmation(SQLModel, table=True):
    """What a member who did not agree says of the record's words, or why he has not said it (Art. 30(3), 38)."""

    __tablename__ = "dissent_confirmation"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    meeting: int = Field(primary_key=True)
    person_id: str = Field(primary_key=True)
    record_sha256: str = Field(primary_key=True)
    by_himself: bool = Field(primary_key=True)
    correction: str | None = None
    reason: str | None = None
    stated_at: str
    actor_id: str
    name: str
    role: str
    post: str


class MeetingMinutes(SQLModel, table=True):
    """会议纪要 on the item: a draft with what it states of the meeting, and its issue (ruling 46)."""

    __tablename__ = "meeting_minutes"
    __table_args__ = belongs_to("decision_id")

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    meeting: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    minutes_sha256: str
    forum: str
    held_on: str
    draft_sha256: str
    views: str
    outcome: str
    ordered_amendments: str
    explanations: str
    drafted_at: str
    actor_id: str
    name: str
    role: str
    post: str
    issued_at: str | None = None
    issued_by: str | None = None
    issued_name: str | None = None
    issued_post: str | None = None
