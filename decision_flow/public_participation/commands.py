"""What can be done to hear the public: notices, opinions and their answers, other forms, feedback (Art. 14–18,
plan 28). What belongs to a hearing stands in hearing_commands.py."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, ClassVar

from decision_flow.command import Address, Command, DecisionCommand, Digest, Document, Id, Name, Shape, Text
from decision_flow.public_participation import facts
from decision_flow.terms import AnsweredAs, CommentSource, Disposition, HeardKind, Kind, ParticipationForm

MaskedName = Annotated[str, Shape(pattern=facts.MASKED)]
"""The family name and asterisks (张**): nothing more of a commenter enters the record."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareCommentNotice(DecisionCommand):
    """The clerk prepares the notice of open comment: draft, explanation, how to comment and until when (Art. 15(1)).

    A shortened period has its reason here, and its approver where no shortened minimum is set. `closes_on` is the last
    day, until 24:00 in Beijing. `continues_notice_id` links a notice to the one that it completes (补足): its missing
    days while that one runs unbroken, a fresh period otherwise. The digest of these fields is what the head signs.
    """

    draft_sha256: Digest
    explanation_sha256: Digest
    opens_on: date
    closes_on: date
    shortening_reason: Text | None
    shortening_approved_by: Name | None = None
    continues_notice_id: Id | None = None
    how_to_comment: Text
    text: Text

    @property
    def notice_sha256(self) -> str:
        """The digest of the notice."""
        return facts.notice_sha256(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignCommentNotice(DecisionCommand):
    """The head of the undertaking unit signs the prepared notice of open comment (审签); it is then published."""

    notice_id: Id
    notice_sha256: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNoticePublished(DecisionCommand):
    """The notice was published on one channel: address, time, and the bytes seen there (Art. 15(1)).

    The period counts from the latest of the channels that the law demands.
    """

    notice_id: Id
    channel: Name
    address: Address
    snapshot_sha256: Document
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNoticeInterrupted(DecisionCommand):
    """The notice could not be read on one of its channels from an instant on, perhaps until another (Art. 15(1)).

    The gate counts only unbroken publication under one notice.
    """

    notice_id: Id
    channel: Name
    broken_off_at: datetime
    restored_at: datetime | None
    reason: Text
    evidence_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordNoticeRestored(DecisionCommand):
    """The notice that was broken off on a channel can be read there again (Art. 15(1))."""

    interruption_id: Id
    restored_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseCommentPeriod(DecisionCommand):
    """The comment period has ended: after 24:00 of its last day (Art. 15(1)). What arrives later is kept as late."""

    notice_id: Id


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishExplanation(DecisionCommand):
    """解释说明: an answer or an expert's explanation is published beside a notice (Art. 15(2), plan 28)."""

    notice_id: Id
    explained_by: Name
    text: Text
    address: Address
    snapshot_sha256: Document
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineOpenComment(DecisionCommand):
    """The head of the unit says why the public is heard in other forms than open comment (Art. 14(2), plan 28)."""

    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitComment(Command):
    """Anybody gives an opinion on a published draft (Art. 14, 15).

    The name is optional, and only its masked form (张**) is taken: the full name is nowhere kept.
    """

    kind = Kind.COMMENT
    opens: ClassVar[bool] = True
    within = Kind.DECISION
    decision_id: Id
    notice_id: Id
    text: Text
    channel: Name
    masked_name: MaskedName | None = None

    @property
    def subject_id(self) -> str:
        return self.decision_id


@dataclass(frozen=True, slots=True, kw_only=True)
class TranscribeComment(Command):
    """代录: an opinion given by telephone, letter or in the village is typed for whoever gave it (Art. 14, 15).

    Whether it came in time is told by the day on which it was given. The name is optional, and only its masked form is
    taken; the paper is the letter, the note of the call or the sheet of the meeting.
    """

    kind = Kind.COMMENT
    opens: ClassVar[bool] = True
    within = Kind.DECISION
    decision_id: Id
    notice_id: Id
    text: Text
    source: CommentSource
    given_on: date
    masked_name: MaskedName | None = None
    paper_sha256: Document

    @property
    def subject_id(self) -> str:
        return self.decision_id


@dataclass(frozen=True, slots=True, kw_only=True)
class DisposeOpinions(DecisionCommand):
    """意见采纳情况: one opinion, or a listed group of like ones, is adopted, partly adopted or not, with the reason
    (Art. 18, plan 28). What is unrelated or abusive is answered as such, and kept."""

    comment_ids: Annotated[tuple[Id, ...], Shape(1, 1_000)]
    disposition: Disposition
    reason: Text
    answered_as: AnsweredAs | None = None

    @property
    def named(self) -> tuple[str, ...]:
        return self.comment_ids


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelProof:
    """That a channel was open and brought nothing: a printout of the mailbox, the log of calls, the page."""

    channel: Name
    evidence_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class StateNoneReceived(DecisionCommand):
    """The head of the unit states that no opinion came in time, with the proof of each channel (Art. 18)."""

    notice_id: Id
    statement: Text
    channels: tuple[ChannelProof, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Somebody who was heard, by name and kind. A state organ may sit in; it is not the public."""

    name: Name
    kind: HeardKind


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordParticipation(DecisionCommand):
    """The public was heard in another form: seminar, visit, survey, poll or in writing (Art. 14(2))."""

    form: ParticipationForm
    held_on: date
    heard: tuple[Heard, ...]
    summary: Text
    record_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class GroupRepresentative:
    """Who represents a specific group, by name: of which kind of organisation, and of which one."""

    name: Name
    kind: HeardKind
    organisation: Name | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultGroup(DecisionCommand):
    """沟通协商: the organisations and representatives of a specific group were consulted, each by name (Art. 14(3))."""

    specific_group: Name
    held_on: date
    representatives: tuple[GroupRepresentative, ...]
    summary: Text
    record_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPublicSentiment(DecisionCommand):
    """舆情记录: what was said in public about the matter, who judged it, and how it was answered (plan 66–69)."""

    source: Name
    noticed_on: date
    judged_by: Name
    judgement: Text
    answer: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishFeedback(DecisionCommand):
    """意见反馈: what was adopted and what was not, with the reasons, is published (plan 28)."""

    address: Address
    snapshot_sha256: Document
    published_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SignOffPublicParticipation(DecisionCommand):
    """The head of the undertaking unit signs public participation off, on the present draft (Art. 14–18)."""

    draft_sha256: Digest
