"""What can be done in the expert review: choose, declare, give opinions, answer, sign off (Art. 19–21, plan 29)."""

from dataclasses import dataclass
from datetime import date

from decision_flow.command import DecisionCommand, Digest, Document, Id, Name, Text
from decision_flow.terms import Disposition


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """How and when an answer reached the expert; the proof may be a paper too (ruling 24)."""

    delivered_on: date
    how: Text
    proof_sha256: Document | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointExpert(DecisionCommand):
    """选定专家: choose an expert, and say why this one: expertise, representativeness, neutrality (Art. 20).

    `dissent_sought` says whether experts of a dissenting view were sought; if not, `dissent_reason` says why. The
    choice holds for the decision; a later round asks the same experts without choosing them again.
    """

    person_id: Id
    expert: Name
    field: Name
    workplace: Name
    expertise: Text
    representativeness: Text
    neutrality: Text
    dissent_sought: bool
    dissent_reason: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareInterest(DecisionCommand):
    """利害关系声明: the expert declares whether he has a direct interest in the matter (Art. 20).

    The latest declaration counts, for this decision.
    """

    has_direct_interest: bool
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitExpertOpinion(DecisionCommand):
    """论证意见: the expert gives his signed opinion on necessity, feasibility and scientific merit (Art. 19).

    It is on the present draft. `opinion_sha256` is the signed paper, where there is one.
    """

    draft_sha256: Digest
    necessity: Text
    feasibility: Text
    scientific_merit: Text
    conclusion: Text
    opinion_sha256: Document | None


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
class SignOffExpertReview(DecisionCommand):
    """The head of the undertaking unit signs the expert review off, on the present draft (Art. 19).

    `min_experts` and its basis are stated only where the text that sets the number has not been read into the law in
    force; 0 says that the text sets none.
    """

    draft_sha256: Digest
    min_experts: int | None = None
    min_experts_basis: Text | None = None
