"""What rules may see of the collective discussion: the latest meeting of the present round."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from decision_flow.terms import Outcome, Presence, View


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A member, whether he takes part, and what he said; `sequence` is the order of speaking."""

    person_id: str
    name: str
    is_head: bool
    presence: Presence
    view: View | None = None
    sequence: int | None = None

    @property
    def takes_part(self) -> bool:
        """Present and not recused."""
        return self.presence is Presence.PRESENT


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """One meeting. `pack` is the digest of a paper by its kind; `members` are as many as the meeting has."""

    number: int
    forum: str
    held_on: date
    pack: Mapping[str, str] = field(default_factory=dict)
    members: tuple[MemberFacts, ...] = ()
    legality_body_heard: bool = False
    studied_on: date | None = None
    outcome: Outcome | None = None
    departure_explained: bool = False
    record_sha256: str | None = None
    recorded_by: str | None = None
    record_signed: bool = False

    @property
    def head(self) -> MemberFacts | None:
        """The member who is the head of the body."""
        return next((member for member in self.members if member.is_head), None)

    def member(self, person_id: str) -> MemberFacts | None:
        """A member by his id."""
        return next((member for member in self.members if member.person_id == person_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class CollectiveDiscussionFacts:
    """The latest meeting; None before the draft was put on an agenda in this round."""

    meeting: MeetingFacts | None = None

    @property
    def outcome(self) -> Outcome | None:
        """What the latest meeting decided."""
        return self.meeting.outcome if self.meeting else None
