"""What can be done in the collective discussion (Art. 29, 30; plan 24, 26)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from decision_flow.command import DecisionCommand, Digest, Document, Id, Name, Shape, Text
from decision_flow.terms import Outcome, Presence, Presides, View

Amendment = Annotated[str, Shape(1, 2_000)]
Fraction = Annotated[str, Shape(pattern=r"^[1-9][0-9]?/[1-9][0-9]?$")]


@dataclass(frozen=True, slots=True, kw_only=True)
class PackDocument:
    """One paper of the meeting's pack: which of the required papers it is, and its digest."""

    kind: Name
    document_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class MemberPresence:
    """One member of the meeting, and whether he takes part in the item; a recusal or absence says why."""

    person_id: Id
    name: Name
    title: Name
    is_head: bool
    presence: Presence
    note: Name | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attendee:
    """列席人员: somebody invited, of which unit. He is no member and never counted (ruling 39)."""

    name: Name
    unit: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Presiding:
    """Who presides where the head does not: by which ground and document (ruling 41).

    `rule_stated` is the local rule with its citation, where nobody has read it into the profile.
    """

    person_id: Id
    ground: Presides
    document_sha256: Document
    rule_stated: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedQuorum:
    """The quorum of the body's own working rules with its citation, where nobody has read them into the profile."""

    fraction: Fraction
    basis: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCatalogItem(DecisionCommand):
    """Name the item of the catalog in which a matter stands that was started without one (plan 26)."""

    catalog_item_id: Id

    @property
    def named(self) -> tuple[str, ...]:
        return (self.catalog_item_id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceOnAgenda(DecisionCommand):
    """提请讨论: put the draft with its pack on the agenda of a meeting of the deciding body (Art. 26, 29, 30).

    A new meeting replaces one that was not held, and follows one that sent the draft back or deferred it.
    """

    forum: Name
    held_on: date
    pack: Annotated[tuple[PackDocument, ...], Shape(1, 100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAttendance(DecisionCommand):
    """Record the members of the meeting: present, absent with or without leave, or recused (Art. 30).

    Members are those appointed on the day of the meeting, all of them and nobody else; attendees (列席) stand apart.
    """

    members: Annotated[tuple[MemberPresence, ...], Shape(1, 100)]
    attendees: Annotated[tuple[Attendee, ...], Shape(0, 200)] = ()
    presiding: Presiding | None = None
    quorum: StatedQuorum | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRecusal(DecisionCommand):
    """回避: record that a member withdraws from the item after attendance was recorded, until it is decided (Art. 30).

    What he said before stands in the record and counts for nothing. Where he is the head, or presides for him,
    `presiding` says anew who does so, and on what ground (ruling 41).
    """

    person_id: Id
    reason: Text
    presiding: Presiding | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOpeningRemark(DecisionCommand):
    """主持人说明: record what the chair said to open the item; it is no view (Art. 30, ruling 42)."""

    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView(DecisionCommand):
    """Record what one member said, word for word, in the order of speaking (Art. 30)."""

    person_id: Id
    view: View
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadOutWrittenView(DecisionCommand):
    """Record that the written view of an absent member was read out; it is not counted (Art. 30, ruling 39)."""

    person_id: Id
    words: Text
    document_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLegalityBodyHeard(DecisionCommand):
    """Record that the legality review body spoke, or that its written opinion was read out (plan 24)."""

    spoke: bool
    speaker: Name
    gist: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLawStudied(DecisionCommand):
    """会前学法: record the study of the relevant law before the decision: day, who attended, which texts (plan 24).

    One session may serve several items: it is recorded with each of them.
    """

    studied_on: date
    attendance: Text
    texts: Annotated[tuple[Name, ...], Shape(1, 100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAtMeeting(DecisionCommand):
    """The administrative head decides on the basis of the discussion, after everybody else has spoken (Art. 30).

    `departure_reason` is the reason stated at the meeting where the decision departs from the majority; `reason`
    says why the draft was not adopted; `ordered_amendments` lists what 原则通过 orders to be changed; `awaited` is what
    a deferred item waits for.
    """

    draft_sha256: Digest
    outcome: Outcome
    departure_reason: Text | None
    reason: Text | None
    ordered_amendments: Annotated[tuple[Amendment, ...], Shape(0, 200)]
    awaited: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideInWriting(DecisionCommand):
    """The head who was absent decides in writing on the record of a discussion that his deputy presided (Art. 30).

    It has no reason for departing from the majority: such a reason is stated at a meeting, so it takes a second one.
    """

    draft_sha256: Digest
    record_sha256: Digest
    outcome: Outcome
    reason: Text | None
    ordered_amendments: Annotated[tuple[Amendment, ...], Shape(0, 200)]
    awaited: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CarryOverDeferredItem(DecisionCommand):
    """Carry a deferred matter over into a catalog item of a later year, with the reason (Art. 3, 30; plan 26)."""

    catalog_item_id: Id
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMeetingRecord(DecisionCommand):
    """The recorder files and signs the full record of the meeting, dissent verbatim; it is never public (Art. 30)."""

    record_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class SignMeetingRecord(DecisionCommand):
    """Who presided signs the record that the recorder filed (Art. 30)."""

    record_sha256: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmDissent(DecisionCommand):
    """A member who did not agree confirms how the record has his words, or says how he had put it (Art. 30, 38)."""

    record_sha256: Digest
    correction: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NoteUnconfirmedDissent(DecisionCommand):
    """The recorder notes why a member who did not agree has not confirmed his words (Art. 30)."""

    person_id: Id
    record_sha256: Digest
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesView:
    """The view of a member as the minutes state it."""

    person_id: Id
    view: View


@dataclass(frozen=True, slots=True, kw_only=True)
class DifferenceExplained:
    """Why the minutes differ from the record in one place, named as the difference report names it."""

    place: Name
    explanation: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftMeetingMinutes(DecisionCommand):
    """会议纪要: draft the part of the minutes on this item from the signed record (Art. 30, ruling 46).

    What they state of the meeting stands beside the document, so that it can be compared with the record; what
    differs is explained here, or mended in another draft.
    """

    minutes_sha256: Document
    forum: Name
    held_on: date
    draft_sha256: Digest
    views: Annotated[tuple[MinutesView, ...], Shape(0, 100)]
    outcome: Outcome
    ordered_amendments: Annotated[tuple[Amendment, ...], Shape(0, 200)]
    explanations: Annotated[tuple[DifferenceExplained, ...], Shape(0, 100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueMeetingMinutes(DecisionCommand):
    """签发会议纪要: issue the minutes as last drafted. They are neither the record nor the decision (plan 43)."""

    minutes_sha256: Digest
