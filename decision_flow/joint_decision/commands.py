"""What can be done in a joint decision: one lead, one draft, one participation; each body decides (Art. 25, 30, 42)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from decision_flow.command import DecisionCommand, Digest, Document, Id, Name, Shape, Text
from decision_flow.terms import Conclusion, Outcome, Presence, View

Amendment = Annotated[str, Shape(1, 2_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class JointMember:
    """A member of the body's meeting, and what he said; `view` and `words` are null for who takes no part."""

    person_id: Id
    name: Name
    title: Name
    is_head: bool
    presence: Presence
    note: Name | None
    view: View | None
    words: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddJointBody(DecisionCommand):
    """联合决策: another body decides this matter jointly, by the paper in which both agreed on it (Art. 30, 42).

    Joint Party-government documents are outside the Regulations: a Party organ is no joint body here, and the
    government's part still needs its own meeting.
    """

    organ_id: Id
    agreement_sha256: Document

    @property
    def named(self) -> tuple[str, ...]:
        return (self.organ_id,)


@dataclass(frozen=True, slots=True, kw_only=True)
class JointBodyCommand(DecisionCommand):
    """An act of a joint body, in a post of that body."""

    organ_id: Id

    @property
    def acts_for(self) -> str:
        return self.organ_id


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordJointReview(JointBodyCommand):
    """Record the joint body's own legality opinion on the present draft, signed by the head of its review (Art. 25).

    `reviewer` is which kind of review body it was; `legal_risk` states the risk of an exploratory reform.
    """

    draft_sha256: Digest
    reviewer: Annotated[str, Shape(1, 100)]
    conclusion: Conclusion
    opinion_no: Name
    opinion_sha256: Document
    legal_risk: Text | None
    statement: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RelyOnLeadReview(JointBodyCommand):
    """The head of the joint body's review states that the body relies on this opinion of the lead's (Art. 25)."""

    draft_sha256: Digest
    opinion_id: Id
    statement: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordJointDiscussion(JointBodyCommand):
    """Record the joint body's own meeting on the present draft: its members in the order of speaking, the head last,
    what the head decided, and the meeting record (Art. 30).

    `legality_body_gist` is what its legality review body said there, or the gist of its opinion that was read out.
    """

    draft_sha256: Digest
    forum: Name
    held_on: date
    members: Annotated[tuple[JointMember, ...], Shape(1, 100)]
    legality_body_gist: Text | None
    studied_on: date | None
    outcome: Outcome
    departure_reason: Text | None
    reason: Text | None
    awaited: Text | None
    ordered_amendments: Annotated[tuple[Amendment, ...], Shape(0, 200)]
    record_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class SignJointDiscussion(JointBodyCommand):
    """The head of the joint body signs the record of its meeting: what it says is the body's decision (Art. 30)."""

    record_sha256: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawJointBody(JointBodyCommand):
    """The head of a joint body declares in writing, with the reason, that it does not decide this matter jointly."""

    reason: Text
    document_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class NarrowJointDecision(DecisionCommand):
    """A body refused: the lead's head decides that the matter goes on without it, and why (Art. 30, 42).

    Where the draft names that body, the undertaking unit declares the change of the draft that follows.
    """

    organ_id: Id
    reason: Text
    document_sha256: Document
    draft_names_body: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class EndJointDecision(DecisionCommand):
    """A body refused: the lead's head decides that the matter ends with that, and why (Art. 30, 42)."""

    organ_id: Id
    reason: Text
    document_sha256: Document
