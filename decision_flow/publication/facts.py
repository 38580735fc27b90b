"""What rules may see of the publication in its present round."""

from dataclasses import dataclass
from datetime import date

from decision_flow.joint_decision.facts import SINGLE_BODY, JointDecisionFacts
from decision_flow.terms import CongressOutcome, CongressTrack, PartyAnswer


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """The latest report to the Party committee, and its answer on which version of the draft."""

    number: int
    sent_on: date
    answer: PartyAnswer | None = None
    draft_version: int = 0
    party_organ: str = ""


@dataclass(frozen=True, slots=True)
class CongressFacts:
    """The latest motion or report to the people's congress, and its outcome on which version of the draft."""

    number: int
    track: CongressTrack
    sent_on: date
    outcome: CongressOutcome | None = None
    resolution_no: str | None = None
    draft_version: int = 0


@dataclass(frozen=True, slots=True)
class NormativeFacts:
    """The registration of a normative document as last entered, and whether it was filed."""

    number: int
    unified_registration_no: str
    valid_until: date
    filings: int = 0


@dataclass(frozen=True, slots=True)
class ExecutionFacts:
    """Who carries the decision out, until when, and how it reports back, as last named."""

    number: int
    executing_unit: str
    time_limit: str | None
    feedback: str | None


@dataclass(frozen=True, slots=True)
class FinalTextFacts:
    """The version that the administrative head signed last as the final text."""

    number: int
    draft_version: int


@dataclass(frozen=True, slots=True)
class IssuedFacts:
    """The formal document on a draft's digest, in one channel or in none."""

    document_no: str
    document_sha256: str
    draft_sha256: str
    issued_on: date
    channel: str | None = None
    congress_resolution_no: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationFacts:
    """`issued` are the latest records, newest first, at most 20 of `records`; `ordered_version` is the last version
    that a confirmed change carrying out opinions led to; `explained` says that an interpretation on record explains
    what became of opinions; `joint_decision` is what the bodies have done that the publication waits for."""

    report: ReportFacts | None = None
    congress: CongressFacts | None = None
    normative: NormativeFacts | None = None
    interpretations: int = 0
    explained: bool = False
    execution: ExecutionFacts | None = None
    final_text: FinalTextFacts | None = None
    issued: tuple[IssuedFacts, ...] = ()
    records: int = 0
    ordered_version: int = 0
    joint_decision: JointDecisionFacts = SINGLE_BODY

    @property
    def changes_asked(self) -> bool:
        """Whether the Party committee or the people's congress answered that the text is to be changed."""
        by_party = self.report is not None and self.report.answer is PartyAnswer.CHANGES
        return by_party or (self.congress is not None and self.congress.outcome is CongressOutcome.AMENDED)
