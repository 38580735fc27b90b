"""Tables of the legality review: submissions, advice, opinions, who helped, shortened time, what happened since."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to


class LegalitySubmission(SQLModel, table=True):
    """送审: the file as the undertaking unit submitted it, complete; a return says what is missing (Art. 26).

    `earlier` are the days of submission and return of the files before it in this round: the clock may count them.
    """

    __tablename__ = "legality_submission"
    __table_args__ = belongs_to("decision_id")

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    number: int = Field(primary_key=True)
    paper_sha256: str
    draft_sha256: str
    materials: str
    not_applicable: str
    earlier: str
    submitted_on: str
    submitted_at: str
    actor_id: str
    name: str
    role: str
    post: str
    returned_on: str | None = None
    returned_by: str | None = None
    return_items: str | None = None
    due_on: str | None = None
    stage_at_fault: str | None = None


class LegalAdvice(SQLModel, table=True):
    """法律顾问、公职律师的法律意见 (Art. 28). `comes_from` is who lends the adviser: the shared pool, another body."""

    __tablename__ = "legal_advice"
    __table_args__ = (
        Index("ix_legal_advice_round", "decision_id", "round"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    text: str
    draft_sha256: str
    comes_from: str | None = None
    advised_at: str
    actor_id: str
    name: str
    role: str
    post: str


class LegalityOpinion(SQLModel, table=True):
    """合法性审查意见: drafted by the reviewer, then issued by the head of the review body (Art. 25, 27, 28).

    The issued number is the body's own once; `number_year` and `number_serial` where it was counted (ruling 36).
    `same_unit`: who drafted or issued it also belongs to the undertaking unit (ruling 37).
    """

    __tablename__ = "legality_opinion"
    __table_args__ = (
        UniqueConstraint("decision_id", "round", "number"),
        UniqueConstraint("organ_id", "opinion_no"),
        UniqueConstraint("organ_id", "number_year", "number_serial"),
        belongs_to("decision_id"),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    organ_id: str
    round: int
    number: int
    draft_sha256: str
    conclusion: str
    limbs: str
    text: str
    legal_risk: str | None = None
    same_unit: bool
    drafted_by: str
    drafted_name: str
    drafted_at: str
    opinion_no: str | None = None
    number_year: int | None = None
    number_serial: int | None = None
    issued_on: str | None = None
    issued_at: str | None = None
    issued_by: str | None = None
    issued_name: str | None = None
    issued_post: str | None = None


class EntrustedReview(SQLModel, table=True):
    """委托审查: the body has entrusted its review, by a document (ruling 5)."""

    __tablename__ = "entrusted_review"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    reviewer: str
    entrusted_to: str
    document_sha256: str
    entrusted_at: str
    actor_id: str
    name: str
    role: str
    post: str


class OutsideHelp(SQLModel, table=True):
    """An outside adviser or the bureau above helped, where the reviewer is of the undertaking unit (ruling 37)."""

    __tablename__ = "outside_help"
    __table_args__ = (
        Index("ix_outside_help_round", "decision_id", "round"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    helper: str
    helper_kind: str
    text: str
    document_sha256: str
    helped_at: str
    actor_id: str
    name: str
    role: str
    post: str


class LegalBasisChange(SQLModel, table=True):
    """A legal basis that the file cites was changed after the review (ruling 45)."""

    __tablename__ = "legal_basis_change"
    __table_args__ = (
        Index("ix_legal_basis_change_round", "decision_id", "round"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    basis: str
    change: str
    changed_on: str
    recorded_at: str
    actor_id: str
    name: str
    role: str
    post: str


class OpinionConfirmation(SQLModel, table=True):
    """审查意见继续有效的确认: the opinion on this text still holds (ruling 45)."""

    __tablename__ = "opinion_confirmation"
    __table_args__ = (
        Index("ix_opinion_confirmation_round", "decision_id", "round"),
        belongs_to("decision_id", append_only=True),
    )

    id: str = Field(primary_key=True)
    decision_id: str = Field(foreign_key="decision.id")
    round: int
    draft_sha256: str
    statement: str
    confirmed_at: str
    actor_id: str
    name: str
    role: str
    post: str


class EarlyFinish(SQLModel, table=True):
    """审查者提前完成声明: the time was enough, and nobody imposed it (Art. 26(2), ruling 33)."""

    __tablename__ = "early_finish"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    statement: str
    declared_at: str
    actor_id: str
    name: str
    role: str
    post: str


class ReviewShortening(SQLModel, table=True):
    """缩短审查时间的理由, with who approved it (Art. 26(2), ruling 33)."""

    __tablename__ = "review_shortening"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    reason: str
    approver: str
    approval_sha256: str
    filed_at: str
    actor_id: str
    name: str
    role: str
    post: str


class FairCompetitionReview(SQLModel, table=True):
    """公平竞争审查: one review of one reviewer; the latest of each counts (order 783 Art. 12–18)."""

    __tablename__ = "fair_competition_review"
    __table_args__ = belongs_to("decision_id", append_only=True)

    decision_id: str = Field(primary_key=True, foreign_key="decision.id")
    round: int = Field(primary_key=True)
    reviewer: str = Field(primary_key=True)
    number: int = Field(primary_key=True)
    draft_sha256: str
    conclusion: str
    operators_heard: str
    exception_ground: str | None = None
    no_milder_alternative: str | None = None
    exception_term: str | None = None
    document_sha256: str
    reviewed_at: str
    actor_id: str
    name: str
    role: str
    post: str
