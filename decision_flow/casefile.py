"""The frozen view of one case that rules read: the kernel part always, a room's slice where the stage declares it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from decision_flow.terms import ChangeClass, CongressTrack, ProcedureStep, Role, Stage, StageStatus, StepEffect

if TYPE_CHECKING:
    from decision_flow.catalog.facts import NamedItem
    from decision_flow.collective_discussion.facts import CollectiveDiscussionFacts, MembershipFacts, PackFacts
    from decision_flow.decision.facts import DecisionFacts
    from decision_flow.decision.standards_facts import StandardsFacts
    from decision_flow.expert_pool.facts import PoolsFacts
    from decision_flow.expert_review.facts import DrawsFacts, ExpertReviewFacts
    from decision_flow.joint_decision.facts import JointDecisionFacts, JointMembershipFacts, NamedBody
    from decision_flow.legality_review.facts import LegalityReviewFacts
    from decision_flow.papers.facts import PapersFacts
    from decision_flow.public_participation.facts import NamedComment, PublicParticipationFacts
    from decision_flow.public_participation.hearing_draw_facts import HearingDrawsFacts
    from decision_flow.publication.facts import PublicationFacts
    from decision_flow.risk_assessment.facts import RiskAssessmentFacts


class NotLoaded(AttributeError):
    """A rule read a slice that its stage or its command does not declare: a defect, never an absent fact."""


class _NotLoaded:
    """Stands where a slice was not asked for."""

    __slots__ = ()

    def __getattr__(self, name: str) -> Any:
        raise NotLoaded(f"the slice that holds {name!r} was not declared by this command or stage")

    def __repr__(self) -> str:
        return "NOT_LOADED"


NOT_LOADED: Any = _NotLoaded()


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed a stage off, in which role, on which version of the draft."""

    actor_id: str
    role: Role
    draft_version: int
    draft_sha256: str
    signed_at: str


@dataclass(frozen=True, slots=True)
class Determination:
    """程序适用认定: a stage not required, with its reason, prepared by one person and signed by another."""

    reason: str
    legal_ground: str
    signed_by: str


@dataclass(frozen=True, slots=True)
class StageRow:
    """One row of the board in its present round. `stands_on` is the digest that the stage's result and the facts
    filed in this round are good for; a change that leaves the stage standing moves it, any other ends the round."""

    stage: Stage
    status: StageStatus
    round: int
    opened_at: str | None
    closed_at: str | None
    stands_on: str | None
    signature: Signature | None
    determination: Determination | None

    @property
    def is_open(self) -> bool:
        return self.status is StageStatus.OPEN or self.status is StageStatus.RETURNED

    @property
    def is_closed(self) -> bool:
        return self.status is StageStatus.PASSED or self.status is StageStatus.NOT_REQUIRED


@dataclass(frozen=True, slots=True)
class Draft:
    """The current version. `pending` is the class of its declared change while the reviewer has not confirmed it,
    `not_confirmed` that he refused to; `carries_legality_opinion` that it carries out 修改后合法. `drafters` are all
    who filed this version or one before it."""

    version: int
    sha256: str
    explanation_sha256: str
    pending: ChangeClass | None
    carries_legality_opinion: bool
    not_confirmed: bool
    drafters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SpecialProcedure:
    """专门程序: what another law says of the steps of this matter (Art. 3(2), ruling 4). `comment_days` is absolute;
    a hearing with a `hearing_condition` is a must where that is met, which is answered or still None."""

    instrument: str
    steps: Mapping[ProcedureStep, StepEffect]
    comment_days: int | None = None
    hearing_condition: str | None = None
    condition_is_met: bool | None = None

    def asks_more(self, step: ProcedureStep) -> bool:
        """Whether the other law demands this step of every such matter."""
        return self.steps[step] is StepEffect.STRICTER


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """Everything a rule may see of one decision. A slice that was not declared raises when it is read.

    `is_technical` and `may_harm`: triage says so, or a special procedure asks for the step whatever triage says.
    `joint_bodies` are the bodies that decide jointly with this one.
    """

    decision_id: str
    title: str
    status: str
    organ_id: str
    organ_kind: str
    lead_unit_id: str | None
    joint_bodies: tuple[str, ...] = ()
    matter_class: str
    start_ground: str | None
    catalog_item_id: str | None
    profile: str
    profile_digest: str | None
    is_technical: bool
    may_harm: bool
    touches_market: bool
    lawfully_unpublished: bool
    is_normative_document: bool = False
    started_on: str | None
    draft: Draft | None
    stages: Mapping[Stage, StageRow]
    congress_track: CongressTrack = CongressTrack.NONE
    special: SpecialProcedure | None = None
    decision: "DecisionFacts" = NOT_LOADED
    standards: "StandardsFacts" = NOT_LOADED
    public_participation: "PublicParticipationFacts" = NOT_LOADED
    named_comments: "Mapping[str, NamedComment]" = NOT_LOADED
    hearing_draws: "HearingDrawsFacts" = NOT_LOADED
    expert_review: "ExpertReviewFacts" = NOT_LOADED
    expert_draws: "DrawsFacts" = NOT_LOADED
    expert_pools: "PoolsFacts" = NOT_LOADED
    risk_assessment: "RiskAssessmentFacts" = NOT_LOADED
    legality_review: "LegalityReviewFacts" = NOT_LOADED
    collective_discussion: "CollectiveDiscussionFacts" = NOT_LOADED
    meeting_membership: "MembershipFacts" = NOT_LOADED
    meeting_pack: "PackFacts" = NOT_LOADED
    publication: "PublicationFacts" = NOT_LOADED
    joint_decision: "JointDecisionFacts" = NOT_LOADED
    joint_membership: "JointMembershipFacts" = NOT_LOADED
    named_body: "NamedBody | None" = NOT_LOADED
    named_item: "NamedItem | None" = NOT_LOADED
    papers: "PapersFacts" = NOT_LOADED

    def row(self, stage: Stage) -> StageRow:
        """The stage's row; a case that is not started has none."""
        return self.stages[stage]

    def is_open(self, stage: Stage) -> bool:
        """Whether the stage stands open; before the start nothing does."""
        return bool(self.stages) and self.stages[stage].is_open


@dataclass(frozen=True, slots=True)
class Slice:
    """What the store loads for a name: statements over `:subject`, a builder from their rows, and their tables."""

    name: str
    statements: tuple[Any, ...]
    build: Callable[[Sequence[Sequence[Any]]], Any]
    tables: frozenset[str]


@dataclass(frozen=True, slots=True)
class Dossier:
    """How a kind of subject is read: its kernel slice, slices that are always loaded with it, and how kernel and
    slices become the frozen file."""

    kernel: Slice
    assemble: Callable[[Any, Mapping[str, Any]], Any]
    always: tuple[Slice, ...] = ()


SLICES: dict[str, Slice] = {}
DOSSIERS: dict[str, Dossier] = {}


def load_as(*slices: Slice) -> None:
    """Register slices under their names, once each."""
    for made in slices:
        if made.name in SLICES:
            raise TypeError(f"the slice {made.name} is registered twice")
        SLICES[made.name] = made
