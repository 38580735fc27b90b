"""What can be done to hear the public: notices, comments and their answers, other forms, hearings, feedback
(Art. 14–18, plan 28)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar

from decision_flow.command import Address, Command, DecisionCommand, Digest, Document, Id, Name, Shape, Text
from decision_flow.public_participation import facts
from decision_flow.terms import Disposition, Kind, ParticipationForm

MaskedName = Annotated[str, Shape(pattern=facts.MASKED)]
"""The family name and asterisks (张**): nothing more of a commenter enters the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareCommentNotice(DecisionCommand):
    """The clerk prepares the notice of open comment: draft, explanation, how to comment and until when (Art. 15(1)).

    A shortened period has its reason here, and its approver where no shortened minimum is set. `closes_on` is the last
    day, until 24:00 in Beijing. `continues_notice_id` names the running notice whose missing days this one supplies
    (补足). The digest of these fields is what the head of the unit signs.
    """

    draft_sha256: Digest
    explanation_sha256: Digest
    opens_on: date
    closes_on: date
    shortening_reason: Text | None
    shortening_approved_by: Name | None = None
    continues_notice_id: Id | None = None
    how_to_comment: Text
    text: Text

    @property
    def notice_sha256(self) -> str:
        """The digest of the notice."""
        return facts.notice_sha256(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignCommentNotice(DecisionCommand):
    """The head of the undertaking unit signs the prepared notice of open comment (审签); it is then published."""

    notice_id: Id
    notice_sha256: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNoticePublished(DecisionCommand):
    """The notice was published on one channel: address, time, and the bytes seen there (Art. 15(1)).

    The period counts from the latest of the channels that the law demands.
    """

    notice_id: Id
    channel: Name
    address: Address
    snapshot_sha256: Document
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCommentPeriod(DecisionCommand):
    """The comment period has ended: after 24:00 of its last day (Art. 15(1)). What arrives later is kept as late."""

    notice_id: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineOpenComment(DecisionCommand):
    """The head of the unit says why the public is heard in other forms than open comment (Art. 14(2), plan 28)."""

    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitComment(Command):
    """Anybody gives an opinion on a published draft (Art. 14, 15); one given otherwise is entered for them (代录).

    The name is optional, and only its masked form (张**) is taken: the full name is nowhere kept.
    """

    kind = Kind.COMMENT
    opens: ClassVar[bool] = True
    within = Kind.DECISION
    decision_id: Id
    notice_id: Id
    text: Text
    channel: Name
    masked_name: MaskedName | None = None

    @property
    def subject_id(self) -> str:
        return self.decision_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposeOpinion(Command):
    """意见采纳情况: an opinion is adopted, partly adopted or not adopted, with the reason (Art. 18, plan 28)."""

    kind = Kind.COMMENT
    comment_id: Id
    disposition: Disposition
    reason: Text

    @property
    def subject_id(self) -> str:
        return self.comment_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordParticipation(DecisionCommand):
    """The public was heard in another form: seminar, visit, survey, poll or in writing (Art. 14(2)).

    `specific_group` names the group, where this is the consultation with its organisations and representatives
    (Art. 14(3)), who are named in `heard`.
    """

    form: ParticipationForm
    held_on: date
    heard: tuple[Name, ...]
    specific_group: Name | None = None
    summary: Text
    record_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceHearing(DecisionCommand):
    """听证会: day, place, materials and the method of selecting participants are published beforehand (Art. 16)."""

    held_on: date
    place: Name
    selection_method: Text | None
    materials: tuple[Document, ...]
    address: Address
    snapshot_sha256: Document
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordMaterialsDelivered(DecisionCommand):
    """The hearing's materials reached these participants on a day, on a receipt (Art. 16(3))."""

    hearing_id: Id
    delivered_on: date
    participants: tuple[Name, ...]
    receipt_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class HearingAttendance:
    """听证参加人: for which side, and the signature on the record, or why it is not there."""

    name: Name
    side: Name
    signed: bool
    refusal: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHearing(DecisionCommand):
    """听证会记录: the hearing was held; its participants confirmed the record and signed it (Art. 17)."""

    hearing_id: Id
    record_sha256: Document
    participants: tuple[HearingAttendance, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOffHearing(DecisionCommand):
    """The announced hearing is not held, for a published reason; the public is heard otherwise (Art. 14, 16)."""

    hearing_id: Id
    reason: Text
    address: Address
    snapshot_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishFeedback(DecisionCommand):
    """意见反馈: what was adopted and what was not, with the reasons, is published (plan 28)."""

    address: Address
    snapshot_sha256: Document
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffPublicParticipation(DecisionCommand):
    """The head of the undertaking unit signs public participation off, on the present draft (Art. 14–18)."""

    draft_sha256: Digest
