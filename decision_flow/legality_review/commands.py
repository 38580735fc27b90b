"""What can be done in the legality review and the fair competition review (Art. 25–28; order 783)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from decision_flow.command import DecisionCommand, Digest, Document, Id, Name, Shape, Text
from decision_flow.terms import Conclusion, FairCompetition, Limb, Stage

Answer = Annotated[str, Shape(1, 5_000)]
Word = Annotated[str, Shape(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
"""A word of a list that the profile gives."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Material:
    """One paper of the file under review: which of the required materials it is, and its digest."""

    kind: Name
    document_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class NotApplicable:
    """An item of the checklist that this matter has not, and why."""

    item: Name
    reason: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnItem:
    """补正事项: what is missing, and what has to be done about it. `item` is a word of the checklist, or any other."""

    item: Name
    cure: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class QuestionAnswer:
    """An everyday question under one of the three limbs, answered yes or no."""

    question: Word
    is_satisfied: bool
    note: Answer | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LimbAnswer:
    """The answer to one of the three questions; a fault of the procedure names the stage (Art. 27)."""

    limb: Limb
    answer: Answer
    has_fault: bool
    stage_at_fault: Stage | None
    questions: Annotated[tuple[QuestionAnswer, ...], Shape(0, 50)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorHeard:
    """An operator or association that the fair competition review heard: who, when, how (order 783 Art. 16)."""

    who: Name
    heard_on: date
    how: Name
    opinion: Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareReviewSubmission(DecisionCommand):
    """The clerk prepares the submission to legality review (经办, Art. 26)."""

    paper_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitForLegalityReview(DecisionCommand):
    """送请合法性审查: the undertaking unit submits the draft with its materials; the head of the unit signs (Art. 26).

    The guaranteed working days count from the day after a complete submission. `not_applicable` are items of the
    checklist that the matter has not.
    """

    paper_sha256: Digest
    draft_sha256: Digest
    materials: Annotated[tuple[Material, ...], Shape(1, 100)]
    not_applicable: Annotated[tuple[NotApplicable, ...], Shape(0, 100)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ReturnSubmission(DecisionCommand):
    """退回补正: the reviewer sends the file back and lists once everything that is missing, and until when (Art. 26).

    `stage_at_fault` is an early stage whose procedure was found wanting: it goes to its next round (Art. 27).
    """

    items: Annotated[tuple[ReturnItem, ...], Shape(1, 100)]
    due_on: date
    stage_at_fault: Stage | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AdviseOnLegality(DecisionCommand):
    """A legal adviser or government lawyer gives a legal opinion on the draft (Art. 28).

    `comes_from` is who lends the adviser, the shared pool or another body; null for the body's own.
    """

    draft_sha256: Digest
    text: Text
    comes_from: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordEntrustedReview(DecisionCommand):
    """委托审查: the body entrusts the review of this matter to another review body, by a document."""

    reviewer: Word
    entrusted_to: Name
    document_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordOutsideHelp(DecisionCommand):
    """An outside legal adviser or the bureau above has helped with the review, in writing."""

    helper: Name
    helper_kind: Word
    text: Text
    document_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLegalityOpinion(DecisionCommand):
    """The reviewer drafts the opinion: powers, procedure and content each answered, and a conclusion (Art. 25, 27).

    `legal_risk` states the legal risk of an exploratory reform, and is null otherwise. `paper_kind` says what it is:
    a reply to a consultation or a countersignature is no review. A further draft replaces this one until it is issued.
    """

    draft_sha256: Digest
    limbs: Annotated[tuple[LimbAnswer, ...], Shape(1, 10)]
    conclusion: Conclusion
    text: Text
    legal_risk: Text | None
    paper_kind: Word = "legality_review"


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueLegalityOpinion(DecisionCommand):
    """签发: the head of the legality review body issues the drafted opinion under its number (Art. 25, 28).

    A lawful or exploratory opinion passes the stage on this draft. One that asks for changes, or finds the draft
    unlawful, is given as well, and the stage stays open. The number is entered as `opinion_no`, or counted within the
    body and the year behind the characters of `count_under`.
    """

    opinion_id: Id
    draft_sha256: Digest
    conclusion: Conclusion
    opinion_no: Name | None
    count_under: Annotated[str, Shape(1, 50)] | None = None


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
class RecordLegalBasisChange(DecisionCommand):
    """A legal basis that the draft cites was changed or repealed after the review; the opinion is to be confirmed."""

    basis: Name
    change: Text
    changed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmLegalityOpinion(DecisionCommand):
    """The head of the legality review body confirms that the opinion on this text still holds, and says why."""

    draft_sha256: Digest
    statement: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FileFairCompetitionReview(DecisionCommand):
    """公平竞争审查: the undertaking unit, then the market regulator where it reviews, files its conclusion (Art. 29).

    `operators_heard` are the operators or associations heard (order 783 Art. 16). The three fields of an exception
    are its ground, why there is no milder means, and its term or end (Art. 12).
    """

    draft_sha256: Digest
    conclusion: FairCompetition
    operators_heard: Annotated[tuple[OperatorHeard, ...], Shape(0, 200)]
    exception_ground: Text | None
    no_milder_alternative: Text | None
    exception_term: Text | None
    document_sha256: Document
