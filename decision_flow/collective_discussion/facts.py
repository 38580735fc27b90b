"""What rules may see of the collective discussion: the latest meeting of the present round."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from decision_flow.terms import Outcome, Presence, Presides, Role, View


@dataclass(frozen=True, slots=True)
class MemberFacts:
    """A member, whether he takes part, and what he said; `sequence` is the order of speaking. `words_answered`: he
    has answered for how the record as filed has his words, or the recorder noted why he has not.

    Who withdrew after he had spoken keeps his place in the order and has no view: it counts for nothing (ruling 41).
    """

    person_id: str
    name: str
    is_head: bool
    presence: Presence
    view: View | None = None
    sequence: int | None = None
    words_answered: bool = False

    @property
    def takes_part(self) -> bool:
        """Present and not recused."""
        return self.presence is Presence.PRESENT

    @property
    def dissents(self) -> bool:
        """Whether the record holds words of his that are not for the draft (Art. 30(3))."""
        return self.takes_part and self.view in (View.DISAGREE, View.RESERVE)


@dataclass(frozen=True, slots=True, kw_only=True)
class MinutesFacts:
    """The latest draft of the minutes on the item: what it states of the meeting, and what it explains by place."""

    number: int
    minutes_sha256: str
    forum: str
    held_on: date
    draft_sha256: str
    views: Mapping[str, View]
    outcome: Outcome
    ordered_amendments: tuple[str, ...]
    explanations: Mapping[str, str] = field(default_factory=dict)
    is_issued: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingFacts:
    """One meeting. `pack` is the digest of a paper by its kind; `members` are as many as the meeting has; `presiding`
    is by which ground `presided_by` presided where the head did not."""

    number: int
    forum: str
    held_on: date
    draft_sha256: str = ""
    pack: Mapping[str, str] = field(default_factory=dict)
    members: tuple[MemberFacts, ...] = ()
    presided_by: str | None = None
    presiding: Presides | None = None
    quorum_stated: str | None = None
    last_spoken_at: str | None = None
    legality_body_heard: bool = False
    studied_on: date | None = None
    outcome: Outcome | None = None
    ordered_amendments: tuple[str, ...] = ()
    in_writing: bool = False
    departure_explained: bool = False
    carried_over_on: date | None = None
    record_sha256: str | None = None
    recorded_by: str | None = None
    record_signed: bool = False
    minutes: MinutesFacts | None = None

    @property
    def head(self) -> MemberFacts | None:
        """The member who is the head of the body."""
        return next((member for member in self.members if member.is_head), None)

    @property
    def decider(self) -> MemberFacts | None:
        """Who decides: the head, or who does so in his place (ruling 41)."""
        if self.presided_by is None or self.presiding is Presides.MANDATED_DEPUTY:
            return self.head
        return self.member(self.presided_by)

    @property
    def chair_id(self) -> str | None:
        """Who presided: the head, unless another did. None where the head took no part and nobody did."""
        head = self.head
        return self.presided_by or (head.person_id if head is not None and head.takes_part else None)

    @property
    def dissenters(self) -> tuple[MemberFacts, ...]:
        """Members present who disagreed, without who decides."""
        return tuple(member for member in self.members if member.view is View.DISAGREE and member is not self.decider)

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


@dataclass(frozen=True, slots=True)
class PackFacts:
    """The digests of the papers that the steps carried out have left in the file, by kind; what has none is absent."""

    papers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class MembershipFacts:
    """Who was appointed head or member of the body on the day of the latest meeting: names and roles by person."""

    names: Mapping[str, str]
    roles: Mapping[str, frozenset[Role]]

    def heads(self) -> frozenset[str]:
        """Those who held the office of the head that day, acting ones among them."""
        return frozenset(person for person, held in self.roles.items() if Role.ADMINISTRATIVE_HEAD in held)
