"""What can be done in the legality review and the fair competition review (Art. 25–28; order 783)."""

from dataclasses import dataclass
from typing import Annotated

from decision_flow.command import DecisionCommand, Digest, Document, Id, Name, Shape, Text
from decision_flow.terms import Conclusion, FairCompetition, Limb, Stage

Answer = Annotated[str, Shape(1, 5_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One paper of the file under review: which of the required materials it is, and its digest."""

    kind: Name
    document_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class LimbAnswer:
    """The answer to one of the three questions; a fault of the procedure names the stage (Art. 27)."""

    limb: Limb
    answer: Answer
    has_fault: bool
    stage_at_fault: Stage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareReviewSubmission(DecisionCommand):
    """The clerk prepares the submission to legality review (经办, Art. 26)."""

    paper_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitForLegalityReview(DecisionCommand):
    """送请合法性审查: the undertaking unit submits the draft with its materials; the head of the unit signs (Art. 26).

    The guaranteed working days count from the day after a complete submission.
    """

    paper_sha256: Digest
    draft_sha256: Digest
    materials: Annotated[tuple[Material, ...], Shape(1, 100)]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSubmission(DecisionCommand):
    """退回补正: the reviewer sends the file back and says, once and in full, what is missing (Art. 26)."""

    missing: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviseOnLegality(DecisionCommand):
    """A legal adviser or government lawyer gives a legal opinion on the draft (Art. 28)."""

    draft_sha256: Digest
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLegalityOpinion(DecisionCommand):
    """The reviewer drafts the opinion: powers, procedure and content each answered, and a conclusion (Art. 25, 27).

    `legal_risk` states the legal risk of an exploratory reform, and is null otherwise.
    """

    draft_sha256: Digest
    limbs: Annotated[tuple[LimbAnswer, ...], Shape(1, 10)]
    conclusion: Conclusion
    text: Text
    legal_risk: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLegalityOpinion(DecisionCommand):
    """签发: the head of the legality review body issues the drafted opinion under its number (Art. 25, 28).

    A lawful or exploratory opinion passes the stage on this draft. One that asks for changes, or finds the draft
    unlawful, is given as well, and the stage stays open.
    """

    opinion_id: Id
    draft_sha256: Digest
    conclusion: Conclusion
    opinion_no: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareFinishedEarly(DecisionCommand):
    """审查者提前完成声明: the reviewer declares that a shorter time was enough and was not imposed (Art. 26)."""

    time_was_enough: bool
    not_imposed: bool
    statement: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FileShorteningReason(DecisionCommand):
    """The undertaking unit files why the review had less time than is normal, and who approved that (Art. 26)."""

    reason: Text
    approver: Name
    approval_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFairCompetitionReview(DecisionCommand):
    """公平竞争审查: the undertaking unit, then the market regulator where it reviews, files its conclusion (Art. 29).

    `operators_heard` says which operators or associations were heard and what they said (order 783 Art. 16). The
    three fields of an exception are its ground, why there is no milder means, and its term or end (Art. 12).
    """

    draft_sha256: Digest
    conclusion: FairCompetition
    operators_heard: Text | None
    exception_ground: Text | None
    no_milder_alternative: Text | None
    exception_term: Text | None
    document_sha256: Document
