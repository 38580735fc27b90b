"""Bodies that decide jointly with the lead: their people, their reviews, their own meetings."""

from collections.abc import Generator
from dataclasses import dataclass
from datetime import date
from typing import Any

from decision_flow.actor import Actor, Post
from decision_flow.joint_decision import commands as joint
from decision_flow.organ import commands as organ
from decision_flow.terms import BodyKind, Conclusion, Outcome, Presence, Role, View
from tests.lawful.steps import NUMBER, Step, Steps, act
from tests.world import World

ACTING = (Role.ADMINISTRATIVE_HEAD, Role.MEETING_MEMBER, Role.MEETING_SECRETARY, Role.LEGALITY_HEAD)
FORUM = "局长办公会"


@dataclass(frozen=True, slots=True)
class JointOrgan:
    """Another body with one person in each post that acts for it."""

    id: str
    persons: dict[Role, str]

    def actor(self, role: Role) -> Actor:
        """The person in that post."""
        return Actor(self.persons[role], f"示例{role.value}", (Post(role, self.id, None, role.value),))


def a_joint_organ(world: World, kind: BodyKind = BodyKind.DEPARTMENT) -> Generator[Step, None, JointOrgan]:
    """A registered body whose posts are filled by documents."""
    number = next(NUMBER)
    body = organ.RegisterOrgan(name=f"示例联合机关{number}", body_kind=kind, profile="jishou")
    done = yield from act(world, body, Role.ADMINISTRATOR)
    made = JointOrgan(
        done.subject_id, {role: f"0190a000-0000-7000-9{at:03d}-{number:012d}" for at, role in enumerate(ACTING)}
    )
    for role, person in made.persons.items():
        post = organ.AppointPerson(
            organ_id=made.id,
            person_id=person,
            name=f"示例{role.value}",
            role=role,
            title=role.value,
            unit_id=None,
            starts_on=date(2026, 1, 1),
            document="示例任〔2026〕2号",
        )
        yield from act(world, post, Role.ADMINISTRATOR)
    return made


def joined(world: World, case: str, body: JointOrgan) -> joint.AddJointBody:
    """The body joins, by the paper in which both agreed."""
    return joint.AddJointBody(decision_id=case, organ_id=body.id, agreement_sha256=world.document("联合办理函"))


def own_review(world: World, case: str, draft: str, body: JointOrgan, **given: Any) -> joint.RecordJointReview:
    """The body's own legality opinion."""
    base: dict[str, Any] = {
        "reviewer": "own_legal_section",
        "conclusion": Conclusion.LAWFUL,
        "opinion_no": "示例局审〔2026〕1号",
        "opinion_sha256": world.document("联合机关的审查意见"),
        "legal_risk": None,
        "statement": "示例：合法",
    }
    return joint.RecordJointReview(decision_id=case, organ_id=body.id, draft_sha256=draft, **(base | given))


def reliance(case: str, draft: str, body: JointOrgan, opinion_id: str) -> joint.RelyOnLeadReview:
    """The body relies on the lead's opinion."""
    return joint.RelyOnLeadReview(
        decision_id=case, organ_id=body.id, draft_sha256=draft, opinion_id=opinion_id, statement="示例：采用"
    )


def members(body: JointOrgan, *views: View | None) -> tuple[joint.JointMember, ...]:
    """A member, then the head; without a view a member is on leave."""
    said = zip((Role.MEETING_MEMBER, Role.ADMINISTRATIVE_HEAD), views or (View.AGREE, View.AGREE), strict=True)
    return tuple(
        joint.JointMember(
            person_id=body.persons[role],
            name=f"示例{role.value}",
            title=role.value,
            is_head=role is Role.ADMINISTRATIVE_HEAD,
            presence=Presence.PRESENT if view else Presence.ON_LEAVE,
            note=None,
            view=view,
            words="示例发言" if view else None,
        )
        for role, view in said
    )


def meeting_of(
    world: World, case: str, draft: str, body: JointOrgan, held_on: date, **given: Any
) -> joint.RecordJointDiscussion:
    """The body's own meeting, which adopted the draft."""
    base: dict[str, Any] = {
        "forum": FORUM,
        "members": members(body),
        "legality_body_gist": "示例：合法",
        "studied_on": held_on,
        "outcome": Outcome.ADOPTED,
        "departure_reason": None,
        "reason": None,
        "awaited": None,
        "ordered_amendments": (),
        "record_sha256": world.document("联合机关的会议记录"),
    }
    return joint.RecordJointDiscussion(
        decision_id=case, organ_id=body.id, draft_sha256=draft, held_on=held_on, **(base | given)
    )


def discussed_and_signed(world: World, meeting: joint.RecordJointDiscussion, body: JointOrgan) -> Steps:
    """Recorded by the body's secretary, signed by its head."""
    yield from act(world, meeting, body.actor(Role.MEETING_SECRETARY))
    signed = joint.SignJointDiscussion(
        decision_id=meeting.decision_id, organ_id=body.id, record_sha256=meeting.record_sha256
    )
    yield from act(world, signed, body.actor(Role.ADMINISTRATIVE_HEAD))


def withdrawn(world: World, case: str, body: JointOrgan) -> Steps:
    """The body's head declares that it takes no part any longer."""
    said = joint.WithdrawJointBody(
        decision_id=case, organ_id=body.id, reason="示例：不同意", document_sha256=world.document("不再联合的函")
    )
    yield from act(world, said, body.actor(Role.ADMINISTRATIVE_HEAD))


def narrowed(world: World, case: str, body: JointOrgan, *, named: bool = False) -> joint.NarrowJointDecision:
    """The lead goes on without it."""
    return joint.NarrowJointDecision(
        decision_id=case,
        organ_id=body.id,
        reason="示例：范围缩小",
        document_sha256=world.document("缩小范围的决定"),
        draft_names_body=named,
    )


def ended(world: World, case: str, body: JointOrgan) -> joint.EndJointDecision:
    """The matter ends with the refusal."""
    return joint.EndJointDecision(
        decision_id=case, organ_id=body.id, reason="示例：终止", document_sha256=world.document("终止的决定")
    )
