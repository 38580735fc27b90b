"""What rules may see of the publication in its present round."""

from dataclasses import dataclass
from datetime import date

from decision_flow.terms import PartyAnswer


@dataclass(frozen=True, slots=True)
class ReportFacts:
    """The latest report to the Party committee, and its answer."""

    number: int
    sent_on: date
    answer: PartyAnswer | None = None


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


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicationFacts:
    """`issued` are the latest records, newest first, at most 20 of `records`; `ordered_version` is the last version
    that a confirmed change carrying out opinions led to."""

    report: ReportFacts | None = None
    execution: ExecutionFacts | None = None
    final_text: FinalTextFacts | None = None
    issued: tuple[IssuedFacts, ...] = ()
    records: int = 0
    ordered_version: int = 0
