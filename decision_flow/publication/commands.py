"""What can be done on the way from the meeting to the public (Art. 30–34; plan 32)."""

from dataclasses import dataclass
from datetime import date, datetime

from decision_flow.command import Address, DecisionCommand, Digest, Document, Id, Name, Text
from decision_flow.terms import PartyAnswer


@dataclass(frozen=True, slots=True, kw_only=True)
class SendPartyReport(DecisionCommand):
    """向同级党委请示报告: report to the Party committee of the same level before the decision is issued (Art. 31)."""

    party_organ: Name
    document_sha256: Document
    sent_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPartyAnswer(DecisionCommand):
    """Record what the Party committee answered, with its document: 同意, 修改 or 暂缓 (Art. 31)."""

    answer: PartyAnswer
    document_sha256: Document
    answered_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NameExecution(DecisionCommand):
    """Name the executing unit, the time limit and the feedback that the decision asks for (Art. 34; plan 32)."""

    executing_unit_id: Id | None
    executing_unit: Name
    time_limit: Text | None
    feedback: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignFinalText(DecisionCommand):
    """The administrative head signs the final text of a draft adopted in principle, once its amendments are confirmed.

    Only this digest, and confirmed editorial changes of it, may be issued (Art. 30).
    """

    draft_sha256: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class EnterDocumentNumber(DecisionCommand):
    """发文字号: enter the number that the document office gave the formal document (Art. 32; plan 43).

    It is never generated here. The formal document is then put on the website, where that has an interface.
    """

    document_no: Name
    document_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecisionPublished(DecisionCommand):
    """Record that the formal document was made public in one channel: where, when, and what was seen there (Art. 32).

    The document number comes from the document office and is entered here, never generated.
    """

    document_no: Name
    document_sha256: Document
    channel: Name
    address: Address
    snapshot_sha256: Document
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecisionIssued(DecisionCommand):
    """Record that a lawfully unpublished decision was issued under its number, without a public channel (Art. 32)."""

    document_no: Name
    document_sha256: Document
    issued_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffPublication(DecisionCommand):
    """The head of the office signs the publication off: the decision is issued and in force (Art. 32)."""

    draft_sha256: Digest
