"""What can be done on the way from the meeting to the public (Art. 30–34; plan 32)."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from decision_flow.command import Address, DecisionCommand, Digest, Document, Id, Name, Text
from decision_flow.terms import CongressOutcome, CongressTrack, PartyAnswer


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
class SubmitCongressMotion(DecisionCommand):
    """提请人大讨论决定: submit the motion that the meeting adopted to the people's congress (Art. 8)."""

    track: ClassVar[CongressTrack] = CongressTrack.DECIDES
    congress_body: Name
    document_sha256: Document
    sent_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordCongressOutcome(DecisionCommand):
    """Record what the people's congress did with the motion: approved, amended, returned or not approved (Art. 8).

    An approval, also one with amendments, has the number of its resolution, which the publication cites.
    """

    outcome: CongressOutcome
    resolution_no: Name | None
    document_sha256: Document
    decided_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportToCongress(DecisionCommand):
    """出台前报告: report to the people's congress before the decision is issued (Art. 8)."""

    track: ClassVar[CongressTrack] = CongressTrack.HEARS_BEFORE_ISSUE
    congress_body: Name
    document_sha256: Document
    sent_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterNormativeDocument(DecisionCommand):
    """统一登记编号: enter the number that the registering unit gave the normative document (plan 22).

    `valid_until` is its last day; `validity_basis` cites the rule, where nobody has read it into the profile.
    """

    unified_registration_no: Name
    registered_by: Name
    registered_on: date
    valid_until: date
    validity_basis: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNormativeFiling(DecisionCommand):
    """备案: record that the normative document was filed with the government above (plan 22)."""

    filed_with: Name
    document_sha256: Document
    filed_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordInterpretation(DecisionCommand):
    """宣传解读: record how the decision was explained: press conference, interview, article (Art. 32).

    `explains_opinions`: it says what became of the opinions of the public and of the experts.
    """

    form: Name
    address: Address
    snapshot_sha256: Document
    explains_opinions: bool
    published_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class NameExecution(DecisionCommand):
    """Name the executing unit, the time limit and the feedback that the decision asks for (Art. 34; plan 32)."""

    executing_unit_id: Id | None
    executing_unit: Name
    time_limit: Text | None
    feedback: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignFinalText(DecisionCommand):
    """The administrative head signs the final text of a draft changed after its adoption, once that is confirmed.

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
    congress_resolution_no: Name | None = None


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
    congress_resolution_no: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordDecisionIssued(DecisionCommand):
    """Record that a lawfully unpublished decision was issued under its number, without a public channel (Art. 32)."""

    document_no: Name
    document_sha256: Document
    issued_on: date
    congress_resolution_no: Name | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffPublication(DecisionCommand):
    """The head of the office signs the publication off: the decision is issued and in force (Art. 32)."""

    draft_sha256: Digest
