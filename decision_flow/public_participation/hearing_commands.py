"""What can be done with a hearing: whether it is a must, from its announcement to the signed record (Art. 16, 17)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from decision_flow.command import Address, DecisionCommand, Document, Id, Name, Shape, Text
from decision_flow.public_participation.hearing_draw_commands import SignUp
from decision_flow.terms import HearingGround, ParticipationForm

Count = Annotated[int, Shape(0, 1_000_000)]
Pages = Annotated[int, Shape(1, 100_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerHearingTriggers(DecisionCommand):
    """The head of the unit says which of the grounds of a hearing there are, or that there is none (Art. 16(1)).

    `explanation` answers each ground; `statute` is the one that requires a hearing, where one does.
    """

    grounds: tuple[HearingGround, ...]
    explanation: Text
    statute: Name | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SetHearingAside(DecisionCommand):
    """The head of the legality review body determines, with reasons, that no hearing is owed where the text that would
    demand it has not been read (Art. 16(1))."""

    reason: Text
    legal_ground: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalNumbers:
    """Numbers of a local text that nobody has read into the law in force, as the head of the unit states them."""

    notice_days: Count
    list_days: Count
    participants_min: Count
    basis: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AnnounceHearing(DecisionCommand):
    """听证会: day, place, materials and the method of selecting participants are published beforehand (Art. 16).

    Without a method everybody who comes is heard, and there is no list. `sides` are those that the matter concerns.
    `stated` is given only where the law in force says that its text is unread.
    """

    held_on: date
    place: Name
    selection_method: Text | None
    sides: Annotated[tuple[Name, ...], Shape(1, 20)]
    materials: tuple[Document, ...]
    stated: LocalNumbers | None = None
    address: Address
    snapshot_sha256: Document
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SideCount:
    """How many signed up for one side."""

    side: Name
    count: Count


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHearingSignUps(DecisionCommand):
    """How many signed up for the hearing, side by side, when sign-up had closed (Art. 16(3))."""

    hearing_id: Id
    closed_on: date
    sides: Annotated[tuple[SideCount, ...], Shape(1, 20)]
    evidence_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtendHearing(DecisionCommand):
    """Too few signed up: sign-up is extended once and the hearing moves to a later day (Art. 16)."""

    hearing_id: Id
    held_on: date
    reason: Text
    address: Address
    snapshot_sha256: Document
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ListedParticipant:
    """Somebody on the published list: for which side, and whether invited instead of signed up. Where places were
    drawn, `sign_up` is the number of his receipt."""

    name: Name
    side: Name
    invited: bool
    sign_up: SignUp | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FallenOut:
    """A sign-up that was drawn and takes no place, and why: the next of its side follows."""

    sign_up: SignUp
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishHearingList(DecisionCommand):
    """听证参加人名单: the participants selected by the published method are made public beforehand (Art. 16(3)).

    Who is invited by sector is so with the reason why (few signed up, a side without anybody).
    """

    hearing_id: Id
    participants: Annotated[tuple[ListedParticipant, ...], Shape(1, 300)]
    invitation_reason: Text | None
    address: Address
    snapshot_sha256: Document
    published_at: datetime
    fallen_out: Annotated[tuple[FallenOut, ...], Shape(0, 300)] = ()


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
class PaperOriginal:
    """纸质原件: the signed pages as a scan, how many, where they are kept, who compared them, and when they were
    signed."""

    scan_sha256: Document
    pages: Pages
    kept_at: Name
    compared_by: Name
    signed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordHearing(DecisionCommand):
    """听证会记录: the hearing was held; its participants confirmed the record and signed it (Art. 17)."""

    hearing_id: Id
    chaired_by: Name
    record_sha256: Document
    participants: tuple[HearingAttendance, ...]
    paper_original: PaperOriginal


@dataclass(frozen=True, slots=True, kw_only=True)
class CallOffHearing(DecisionCommand):
    """The announced hearing is not held, for a published reason; the public is heard in another form in its place
    (Art. 14, 16). Where the law demands a hearing, only another hearing replaces it."""

    hearing_id: Id
    reason: Text
    replaced_by: ParticipationForm
    address: Address
    snapshot_sha256: Document
