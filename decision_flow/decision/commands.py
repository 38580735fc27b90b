"""What can be done with a decision: proposing, starting, drafts and their changes, determinations (Art. 10–13)."""

from dataclasses import dataclass
from typing import Annotated, ClassVar

from decision_flow.command import Command, DecisionCommand, Digest, Document, Id, Name, Shape, Text
from decision_flow.decision.triage_answers import SpecialStep, Triage
from decision_flow.terms import ChangeClass, InstrumentRank, Kind, MatterClass, ProposalOrigin, Stage, StartGround


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalArgument:
    """What a department or a lower government argues with its proposal (Art. 10(2))."""

    problem: Text
    reasons_and_basis: Text
    preliminary_solution: Text
    necessity: Text
    feasibility: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposeDecision(Command):
    """Put a matter to the organ: from a catalog item or from elsewhere, with the answers of triage (Art. 3, 10).

    `argument` is a department's own; `written_sha256` is the paper of citizens and enterprises, who propose in
    writing. What `triage` does not say yet, the undertaking unit says before it asks for the start.
    """

    kind = Kind.DECISION
    opens: ClassVar[bool] = True
    within = Kind.ORGAN
    organ_id: Id
    undertaking_unit_id: Id
    title: Name
    matter_class: MatterClass
    origin: ProposalOrigin
    argument: ProposalArgument | None = None
    written_sha256: Document | None = None
    reason: Text
    catalog_item_id: Id | None = None
    is_technical: bool
    may_harm: bool
    touches_market: bool
    affects_specific_group: bool
    is_normative_document: bool
    lawfully_unpublished: bool = False
    triage: Triage | None = None

    @property
    def subject_id(self) -> str:
        return self.organ_id

    @property
    def named(self) -> tuple[str, ...]:
        return (self.catalog_item_id,) if self.catalog_item_id else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordPreliminaryStudy(DecisionCommand):
    """研究论证: the unit that a proposal was sent to has studied it, before the organ decides on it (Art. 10).

    The recommendation does not bind the organ.
    """

    necessity: Text
    feasibility: Text
    recommends_start: bool
    paper_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTriage(DecisionCommand):
    """初步判断: the undertaking unit answers which steps the matter needs; its last answers count (Art. 3, 8, 14–29).

    After the start an answer may only add steps: the stage that it asks for opens again.
    """

    is_technical: bool
    may_harm: bool
    touches_market: bool
    affects_specific_group: bool
    is_normative_document: bool
    lawfully_unpublished: bool
    triage: Triage


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareSpecialProcedure(DecisionCommand):
    """专门程序: a law or an administrative regulation has a procedure of its own for this matter (Art. 3(2)).

    `steps` says of each step whether it is replaced, stricter or silent; where it is silent the Regulations go on.
    """

    instrument: Name
    number: Name | None
    rank: InstrumentRank
    steps: tuple[SpecialStep, ...]
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerHearingCondition(DecisionCommand):
    """Whether the case has come about in which the special procedure demands a hearing (Art. 16(1))."""

    is_met: bool
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineProposal(DecisionCommand):
    """The organ does not start the matter, and says why; the proposal is kept (Art. 10)."""

    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDraft(DecisionCommand):
    """The first draft with its explanation, filed by the undertaking unit before the start (Art. 12, 15)."""

    draft_sha256: Document
    explanation_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareStartRequest(DecisionCommand):
    """The clerk prepares the start request (经办)."""

    paper_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class SubmitStartRequest(DecisionCommand):
    """The head of the undertaking unit signs the start request (审签)."""

    paper_sha256: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class StartDecision(DecisionCommand):
    """决策启动: the organ decides to start, names one lead undertaking unit, and pins the law (Art. 10, 11)."""

    lead_unit_id: Id
    start_ground: StartGround
    start_ground_text: Text | None = None
    approval_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclareDraftChange(DecisionCommand):
    """草案修改声明: a new version of the draft, or a new declaration of one that was not confirmed.

    `carries_out` cites each opinion that the change carries out. `reopens` ticks which of expert review and risk
    assessment a substantive change opens again; public participation it always does.
    """

    draft_sha256: Document
    explanation_sha256: Document
    change_class: ChangeClass
    summary: Text
    carries_out: tuple[Annotated[str, Shape(1, 300)], ...] = ()
    carries_legality_opinion: bool = False
    reopens: tuple[Stage, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmDraftChange(DecisionCommand):
    """The legality reviewer confirms on the diff that the change is what it was declared to be, and no more.

    `diff_sha256` is the digest of the difference that was looked at; null where the versions are no plain text.
    """

    version: int
    diff_sha256: Digest | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RefuseDraftChange(DecisionCommand):
    """The legality reviewer does not confirm the declared class; the unit declares the change anew."""

    version: int
    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class PrepareDetermination(DecisionCommand):
    """The clerk prepares the paper that a stage is not required (经办)."""

    stage: Stage
    paper_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class SignDetermination(DecisionCommand):
    """程序适用认定：不适用（理由）, signed by the head of the undertaking unit."""

    stage: Stage
    reason: Text
    legal_ground: Text
    paper_sha256: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class RepinProfile(DecisionCommand):
    """更正适用规定: the case goes on under the corrected profile of its own start (design 12.9).

    `profile_digest` is the version that the signer has seen (`decision-flow profile impact`); `reason` says what was
    wrong in the file. A later law is no error: it reaches open cases only where its value says so.
    """

    profile_digest: Digest
    reason: Text

    @property
    def adopts(self) -> str | None:
        return self.profile_digest
