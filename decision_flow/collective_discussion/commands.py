"""What can be done in the collective discussion (Art. 29, 30; plan 24, 26)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from decision_flow.command import DecisionCommand, Digest, Document, Id, Name, Shape, Text
from decision_flow.terms import Outcome, Presence, View

Amendment = Annotated[str, Shape(1, 2_000)]


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
class NameCatalogItem(DecisionCommand):
    """Name the item of the catalog in which a matter stands that was started without one (plan 26)."""

    catalog_item_id: Id

    @property
    def named(self) -> str:
        return self.catalog_item_id


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
    """Record the members of the meeting: present, absent with or without leave, or recused (Art. 30)."""

    members: Annotated[tuple[MemberPresence, ...], Shape(1, 100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordView(DecisionCommand):
    """Record what one member said, word for word, in the order of speaking (Art. 30)."""

    person_id: Id
    view: View
    words: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLegalityBodyHeard(DecisionCommand):
    """Record that the legality review body spoke, or that its written opinion was read out (plan 24)."""

    spoke: bool
    speaker: Name
    gist: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordLawStudied(DecisionCommand):
    """会前学法: record the study of the relevant law before the decision: day, who attended, which texts (plan 24)."""

    studied_on: date
    attendance: Text
    texts: Annotated[tuple[Name, ...], Shape(1, 100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideAtMeeting(DecisionCommand):
    """The administrative head decides on the basis of the discussion, after everybody else has spoken (Art. 30).

    `departure_reason` is the reason stated at the meeting where the decision departs from the majority; `reason`
    says why the draft was not adopted; `ordered_amendments` lists what 原则通过 orders to be changed.
    """

    draft_sha256: Digest
    outcome: Outcome
    departure_reason: Text | None
    reason: Text | None
    ordered_amendments: Annotated[tuple[Amendment, ...], Shape(0, 200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileMeetingRecord(DecisionCommand):
    """The recorder files and signs the full record of the meeting, dissent verbatim; it is never public (Art. 30)."""

    record_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class SignMeetingRecord(DecisionCommand):
    """The chair signs the record that the recorder filed (Art. 30)."""

    record_sha256: Digest
