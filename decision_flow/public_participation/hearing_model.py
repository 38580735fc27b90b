"""Tables of hearings: whether one is owed, its announcement, list, deliveries and participants (Art. 16, 17)."""

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to


class HearingTriggers(SQLModel, table=True):
    """Which grounds of a hearing there are, as the head of the unit answers (Art. 16(1)); the last answer counts."""

    __tablename__ = "hearing_triggers"
    __table_args__ = (
        Index("ix_hearing_triggers_round", "decision_id", "round", "id"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    grounds: str
    explanation: str
    statute: str | None = None
    actor_id: str
    name: str
    role: str
    post: str
    signed_at: str


class HearingSetAside(SQLModel, table=True):
    """不召开听证会的认定: the legality review body's reasons, where the text that would demand one is unread."""

    __tablename__ = "hearing_set_aside"
    __table_args__ = (
        Index("ix_hearing_set_aside_round", "decision_id", "round"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    reason: str
    legal_ground: str
    actor_id: str
    name: str
    role: str
    post: str
    signed_at: str


class Hearing(SQLModel, table=True):
    """听证会 (Art. 16, 17): announced, perhaps extended once, listed, then recorded or called off with a reason.

    `extended_from` is the day that it was first announced for; the `stated` numbers are those of a text that the law in
    force has not read."""

    __tablename__ = "hearing"
    __table_args__ = (Index("ix_hearing_round", "decision_id", "round", "id"), belongs_to("decision_id"))

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    held_on: str
    place: str
    selection_method: str | None = None
    sides: str
    materials: str
    stated_notice_days: int | None = None
    stated_list_days: int | None = None
    stated_participants_min: int | None = None
    stated_basis: str | None = None
    address: str
    snapshot_sha256: str
    published_at: str
    actor_id: str
    name: str
    role: str
    post: str
    signed_at: str
    sign_ups: int | None = None
    sign_ups_by_side: str | None = None
    sign_ups_closed_on: str | None = None
    sign_ups_evidence_sha256: str | None = None
    extended_from: str | None = None
    extended_reason: str | None = None
    extended_address: str | None = None
    extended_snapshot_sha256: str | None = None
    extended_published_at: str | None = None
    list_invitation_reason: str | None = None
    list_fallen_out: str | None = None
    list_address: str | None = None
    list_snapshot_sha256: str | None = None
    list_published_at: str | None = None
    chaired_by: str | None = None
    paper_scan_sha256: str | None = None
    paper_pages: int | None = None
    paper_kept_at: str | None = None
    paper_compared_by: str | None = None
    paper_signed_on: str | None = None
    record_sha256: str | None = None
    recorded_by: str | None = None
    recorded_at: str | None = None
    called_off_at: str | None = None
    called_off_reason: str | None = None
    called_off_replaced_by: str | None = None
    called_off_address: str | None = None
    called_off_snapshot_sha256: str | None = None


class HearingListed(SQLModel, table=True):
    """听证参加人名单: one name of the published list, for which side, and whether invited instead of signed up."""

    __tablename__ = "hearing_listed"
    __table_args__ = (
        Index("ix_hearing_listed_hearing", "hearing_id", "name"),
        Index("ix_hearing_listed_decision", "decision_id", "id"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    hearing_id: str = Field(foreign_key="hearing.id")
    number: int
    decision_id: str = Field(foreign_key="decision.id")
    name: str
    side: str
    invited: bool
    sign_up: str | None = None


class HearingDraw(SQLModel, table=True):
    """听证参加人的抽取: what was frozen when it was announced, and the order drawn once the value was known."""

    __tablename__ = "hearing_draw"
    __table_args__ = (
        Index("ix_hearing_draw_hearing", "hearing_id", "number"),
        Index("ix_hearing_draw_decision", "decision_id", "id"),
        belongs_to("decision_id"),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    hearing_id: str = Field(foreign_key="hearing.id")
    round: int
    number: int
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
    __table_args__ = (
        Index("ix_hearing_participant_hearing", "hearing_id", "side"),
        Index("ix_hearing_participant_decision", "decision_id", "id"),
        Index("ix_hearing_participant_name", "name", "decision_id"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    hearing_id: str = Field(foreign_key="hearing.id")
    number: int
    decision_id: str = Field(foreign_key="decision.id")
    name: str
    side: str
    signed: bool
    refusal: str | None = None
