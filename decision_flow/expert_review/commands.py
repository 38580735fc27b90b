"""What can be done in the expert review: choose, declare, give opinions, open, answer, sign off (Art. 19–21, plan 29).

The draw of experts stands in draw_commands.py.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated

from decision_flow.command import Address, DecisionCommand, Digest, Document, Id, Name, Shape, Text
from decision_flow.terms import Disposition, ReviewForm, SealKind, View


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How and when an answer reached the expert; the proof may be a paper too (ruling 24)."""

    delivered_on: date
    how: Text
    proof_sha256: Document | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Original:
    """电子签章 or 纸质原件 of an opinion (ruling 68).

    A paper original: the scan, its pages, where it is kept, who compared scan and paper. An e-seal: how it was
    verified.
    """

    kind: SealKind
    document_sha256: Document
    signed_on: date
    pages: int | None
    kept_at: Name | None
    compared_by: Name | None
    verification: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointExpert(DecisionCommand):
    """选定专家: choose an expert or institution, and say why: expertise, representativeness, neutrality (Art. 20).

    `dissent_sought` says whether experts of a dissenting view were sought; if not, `dissent_reason` says why.
    `is_subordinate` says whether the workplace belongs to the undertaking unit. `pool_expert_id` is the entry in a pool
    of the body, `draw_id` the draw that he comes from. The choice holds for the decision; a later round asks the same
    experts without choosing them again.
    """

    person_id: Id
    expert: Name
    field: Name
    workplace: Name
    form: ReviewForm
    is_institution: bool
    is_subordinate: bool
    expertise: Text
    representativeness: Text
    neutrality: Text
    dissent_sought: bool
    dissent_reason: Text | None
    pool_expert_id: Id | None = None
    draw_id: Id | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseExpert(DecisionCommand):
    """An expert who has given no opinion is no longer asked: he declined, or cannot take part; with the reason."""

    person_id: Id
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class MatterParty:
    """Somebody with whom an expert of the matter may have to do: a contractor, a bidder, a party concerned."""

    name: Name
    relation: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMatterParties(DecisionCommand):
    """Name the contractors and parties of the matter, with whom the workplaces of experts are compared (Art. 20)."""

    parties: Annotated[tuple[MatterParty, ...], Shape(1, 100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordRelation(DecisionCommand):
    """A reviewer records a relation of an expert to the matter, and whether it is a direct interest (Art. 20)."""

    person_id: Id
    relation: Text
    is_direct_interest: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareInterest(DecisionCommand):
    """利害关系声明: the expert declares whether he has a direct interest in the matter (Art. 20).

    The latest declaration counts, for this decision.
    """

    has_direct_interest: bool
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDeclaration(DecisionCommand):
    """The declaration of interest that an expert signed on paper is put on file (Art. 20, ruling 68)."""

    person_id: Id
    has_direct_interest: bool
    text: Text
    paper_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitExpertOpinion(DecisionCommand):
    """论证意见: the expert gives his signed opinion on necessity, feasibility and scientific merit (Art. 19).

    It is on the present draft, and nobody else reads it until all are opened together. `view` is where he comes out;
    `opinion_sha256` the signed paper, where there is one; `seal` what an institution seals it with.
    """

    draft_sha256: Digest
    necessity: Text
    feasibility: Text
    scientific_merit: Text
    conclusion: Text
    view: View
    opinion_sha256: Document | None
    seal: Original | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveSealedOpinion(DecisionCommand):
    """A closed envelope with an expert's opinion on the present draft has come in; it stays closed (Art. 19)."""

    draft_sha256: Digest
    person_id: Id
    received_on: date
    kept_at: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenExpertOpinions(DecisionCommand):
    """All opinions are opened together, once every expert who is asked has given his own (Art. 19: independently)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPaperOpinion(DecisionCommand):
    """What stood in an opened envelope: the opinion as signed or sealed, with its paper original (ruling 68)."""

    opinion_id: Id
    necessity: Text
    feasibility: Text
    scientific_merit: Text
    conclusion: Text
    view: View
    original: Original


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordExpertMeeting(DecisionCommand):
    """论证会: the meeting in which experts argued, who was present, and its record (Art. 20)."""

    held_on: date
    present: Annotated[tuple[Id, ...], Shape(1, 100)]
    record_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerExpert(DecisionCommand):
    """Answer an expert: his opinion is adopted, partly adopted or not, with the reason, and how he was told (plan 29).

    A later answer to the same opinion takes the place of the former, for instance to record its delivery.
    """

    opinion_id: Id
    disposition: Disposition
    reason: Text | None
    delivery: Delivery | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishExpertOpinions(DecisionCommand):
    """专家意见公开: the opinions, and what of them was taken up, stand on a channel (plan 29, design 12.20)."""

    channel: Name
    address: Address
    snapshot_sha256: Document
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffExpertReview(DecisionCommand):
    """The head of the undertaking unit signs the expert review off, on the present draft (Art. 19).

    `min_experts` and its basis are stated only where the text that sets the number has not been read into the law in
    force; 0 says that the text sets none. `share_reason` says why more of the experts than usual are of the unit.
    """

    draft_sha256: Digest
    min_experts: int | None = None
    min_experts_basis: Text | None = None
    share_reason: Text | None = None
