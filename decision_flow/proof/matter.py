"""The matters that are explored: who acts, what triage answered, how the file stands when the start is decided."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from decision_flow.actor import PUBLIC, Actor, Post, system
from decision_flow.audit.canonical import sha256
from decision_flow.casefile import CaseFile, Draft
from decision_flow.catalog.facts import PUBLISHED
from decision_flow.collective_discussion.facts import CollectiveDiscussionFacts, MembershipFacts, PackFacts
from decision_flow.decision.facts import DecisionFacts, ItemFacts, LegalBasisFacts, TriageFacts
from decision_flow.decision.standards_facts import StandardsFacts
from decision_flow.expert_pool.facts import PoolsFacts
from decision_flow.expert_review.facts import DrawsFacts, ExpertReviewFacts
from decision_flow.legality_review.facts import LegalityReviewFacts
from decision_flow.papers.facts import PapersFacts
from decision_flow.procedure.law import Law
from decision_flow.proof.facts.public_participation import NOBODY_HEARD
from decision_flow.proof.facts.publication import NOTHING_ISSUED
from decision_flow.proof.table import Table
from decision_flow.risk_assessment.facts import RiskAssessmentFacts
from decision_flow.terms import MatterClass, RiskTrigger, Role, TriageQuestion

ORGAN, UNIT, DECISION = "organ", "unit", "decision"
BEGIN = date(2026, 3, 2)
MOVING = (
    *("decision", "public_participation", "expert_review", "risk_assessment"),
    *("legality_review", "collective_discussion", "publication"),
)
"""The slices that the explored acts change; the others stay as they are at the start."""

HEAD, DEPUTY, KIN = "administrative_head", "deputy", "kin"
MEMBERS = Table({HEAD: "示例市长", DEPUTY: "示例副市长", KIN: "示例利害关系人"})
OF_THE_UNIT = frozenset({Role.DRAFTER, Role.UNDERTAKING_HEAD})


def digest(text: str) -> str:
    """The digest of a text: what a document is to a rule."""
    return sha256(text.encode())


def post(role: Role, organ: str = ORGAN) -> Post:
    """A post of the body, in its unit where the role is the unit's."""
    return Post(role, organ, UNIT if role in OF_THE_UNIT else None, role.value)


@cache
def person(role: Role) -> Actor:
    """The one person in a role of the body; the public, or a flow."""
    if role is Role.CITIZEN:
        return PUBLIC
    return system("proof") if role is Role.SYSTEM else Actor(role.value, role.value, (post(role),))


def wearing_every_hat(of: Role) -> Actor:
    """The person of a role who was given all the others beside it: what keeps him out is who he is."""
    return replace(person(of), posts=tuple(post(role) for role in Role if role is not Role.ADMINISTRATOR))


PAPER = digest("文书")
CLERK = wearing_every_hat(Role.DRAFTER)


def an_expert(person_id: str) -> Actor:
    """An expert in his own account."""
    return Actor(person_id, person_id, (post(Role.EXPERT),))


STRANGER = Actor(
    "stranger", "别的机关的人", tuple(post(role, "elsewhere") for role in Role if role is not Role.CITIZEN)
)


@dataclass(frozen=True, slots=True)
class Matter:
    """What triage answered, and the moves that are left out of the exploration of this matter, by how they begin."""

    name: str
    is_technical: bool = False
    may_harm: bool = False
    touches_market: bool = False
    lawfully_unpublished: bool = False
    changes: int = 1
    without: tuple[str, ...] = ()

    def explores(self, move: str) -> bool:
        """Whether a move is made in this matter."""
        return not move.startswith(self.without)


NO_PUBLIC = ("answer triggers", "hear the public")
NO_EXPERTS = ("choose experts",)
NO_REPORT = ("report low", "report high")
NO_REFUSAL = ("do not confirm",)
NO_RETURN = ("send the file back",)
NO_OPINION = (
    "draft opinion: unl",
    "draft opinion: lawful after",
    "draft opinion: part",
    "change to carry out the legality",
)
NO_MEETING = ("decide: r", "decide: def", "decide: adopted_in")
NO_PARTY = ("the Party committee answers: c", "the Party committee answers: d")
NO_SHORT = ("prepare notice, short",)
ALIKE = ("change to carry out opinions", "change in substance, everything")
FREE = (*NO_MEETING, *NO_PARTY)
MATTERS = (
    Matter("every_step", is_technical=True, may_harm=True, changes=0),
    Matter(
        "public",
        without=(*NO_EXPERTS, *NO_REPORT, *NO_REFUSAL, *NO_RETURN, *NO_OPINION, *FREE, *NO_SHORT, "change to"),
    ),
    Matter(
        "technical",
        is_technical=True,
        lawfully_unpublished=True,
        without=(*NO_PUBLIC, *NO_REPORT, *NO_REFUSAL, *NO_RETURN, *NO_OPINION, *FREE),
    ),
    Matter(
        "harmful",
        may_harm=True,
        lawfully_unpublished=True,
        without=(*NO_PUBLIC, *NO_EXPERTS, *NO_REFUSAL, *NO_OPINION, *FREE),
    ),
    Matter(
        "market",
        touches_market=True,
        lawfully_unpublished=True,
        without=(*NO_PUBLIC, *NO_EXPERTS, *NO_REPORT, *NO_REFUSAL, *NO_RETURN, *FREE, *ALIKE),
    ),
    Matter(
        "refused",
        lawfully_unpublished=True,
        without=(*NO_PUBLIC, *NO_EXPERTS, *NO_REPORT, *NO_RETURN, *NO_OPINION, *FREE),
    ),
    Matter(
        "discussed",
        lawfully_unpublished=True,
        without=(*NO_PUBLIC, *NO_EXPERTS, *NO_REPORT, *NO_REFUSAL, *NO_RETURN, *NO_OPINION, "change in sub"),
    ),
)
"""What one matter leaves out another explores. First all stages in every order of their acts, where nothing goes wrong;
then each stage, and each way to go wrong, with changes of the draft at any moment."""


@cache
def morning(day: date) -> datetime:
    """Nine o'clock in Beijing: the hour of every act."""
    return datetime(day.year, day.month, day.day, tzinfo=UTC) + timedelta(hours=1)


def requested(matter: Matter, law: Law) -> tuple[CaseFile, dict[str, Any]]:
    """The file whose start was requested, and its slices by name."""
    kernel = CaseFile(
        decision_id=DECISION,
        title="示例事项",
        status="proposed",
        organ_id=ORGAN,
        organ_kind="government",
        lead_unit_id=UNIT,
        matter_class=MatterClass.PLAN,
        start_ground=None,
        catalog_item_id="item",
        profile=law.profile.name,
        profile_digest=None,
        started_on=None,
        draft=Draft(1, digest("一"), digest("说明"), None, False, False, (Role.DRAFTER.value,)),
        stages=Table(),
        is_technical=matter.is_technical,
        may_harm=matter.may_harm,
        touches_market=matter.touches_market,
        lawfully_unpublished=matter.lawfully_unpublished,
    )
    triage = TriageFacts(
        reasoned=frozenset(TriageQuestion),
        risk_triggers=Table(dict.fromkeys(RiskTrigger, matter.may_harm)),
        non_disclosure_review_on=date(2028, 1, 1) if matter.lawfully_unpublished else None,
    )
    decision = DecisionFacts(
        papers=Table(),
        start_requested=True,
        declarations=0,
        item=ItemFacts("item", ORGAN, BEGIN.year, PUBLISHED, PUBLISHED, "示例事项"),
        triage=triage,
        legal_basis=LegalBasisFacts(total=1, repealed=0),
        dissents=Table(),
    )
    heads = {HEAD: frozenset({Role.ADMINISTRATIVE_HEAD})}
    roles = {person_id: heads.get(person_id, frozenset({Role.MEETING_MEMBER})) for person_id in MEMBERS}
    return kernel, {
        "decision": decision,
        "public_participation": NOBODY_HEARD,
        "expert_review": ExpertReviewFacts(),
        "risk_assessment": RiskAssessmentFacts(),
        "legality_review": LegalityReviewFacts(fair_competition=Table()),
        "collective_discussion": CollectiveDiscussionFacts(),
        "publication": NOTHING_ISSUED,
        "papers": PapersFacts(),
        "meeting_pack": PackFacts({}),
        "meeting_membership": MembershipFacts(MEMBERS, roles),
        "expert_draws": DrawsFacts(),
        "expert_pools": PoolsFacts(pools={}),
        "standards": StandardsFacts(criteria=(), document_no=None, own=None, month=0, linked=(), costs_answered=True),
    }
