"""What rules may see of a joint decision: each body with its latest review and its latest meeting."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from decision_flow.collective_discussion.facts import MembershipFacts
from decision_flow.terms import Conclusion, Outcome, Role

NARROWED, ENDED = "narrowed", "ended"
PASSES = frozenset({Conclusion.LAWFUL, Conclusion.EXPLORATORY})


@dataclass(frozen=True, slots=True)
class NamedBody:
    """A body of this installation that an act names."""

    organ_id: str
    name: str
    kind: str
    status: str


@dataclass(frozen=True, slots=True)
class JointReviewFacts:
    """The latest review of a body on a version: its own, with a conclusion, or a reliance on an opinion of the lead."""

    number: int
    draft_version: int
    signed_on: date
    conclusion: Conclusion | None = None
    relies_on: str | None = None


@dataclass(frozen=True, slots=True)
class JointDiscussionFacts:
    """The latest meeting of a body on a version; it is the body's decision once its head has signed it."""

    number: int
    draft_version: int
    held_on: date
    outcome: Outcome
    head_id: str
    record_sha256: str
    recorded_by: str
    is_signed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class JointBodyFacts:
    """One body. `consequence` is what the lead's head made of its refusal, on version `answered_version`."""

    organ_id: str
    name: str
    kind: str
    review: JointReviewFacts | None = None
    discussion: JointDiscussionFacts | None = None
    is_withdrawn: bool = False
    consequence: str | None = None
    answered_version: int = 0
    draft_names_body: bool = False

    @property
    def takes_part(self) -> bool:
        """Whether publication waits for it: the case was not narrowed to others."""
        return self.consequence != NARROWED


@dataclass(frozen=True, slots=True, kw_only=True)
class JointDecisionFacts:
    """All bodies that joined, by id, in the order of joining. `text_version` is the last version that more than
    confirmed editing led to: what was done on it or later is good for the present draft. `lead_opinion` is the opinion
    that the lead issued last.
    """

    bodies: Mapping[str, JointBodyFacts] = field(default_factory=dict)
    text_version: int = 0
    lead_opinion: str | None = None

    @property
    def taking_part(self) -> tuple[JointBodyFacts, ...]:
        """The bodies that decide beside the lead."""
        return tuple(body for body in self.bodies.values() if body.takes_part)

    def review_of(self, body: JointBodyFacts) -> JointReviewFacts | None:
        """The body's review of the present text; a reliance counts while the lead's opinion is still that one."""
        review = body.review
        if review is None or review.draft_version < self.text_version:
            return None
        return review if review.relies_on in (None, self.lead_opinion) else None

    def discussion_of(self, body: JointBodyFacts) -> JointDiscussionFacts | None:
        """The body's meeting on the present text."""
        discussion = body.discussion
        return discussion if discussion is not None and discussion.draft_version >= self.text_version else None

    def refuses(self, body: JointBodyFacts) -> bool:
        """Whether the body withdrew, or its meeting rejected the present text."""
        decided = self.discussion_of(body)
        rejected = decided is not None and decided.is_signed and decided.outcome is Outcome.REJECTED
        return body.is_withdrawn or rejected


SINGLE_BODY = JointDecisionFacts()


@dataclass(frozen=True, slots=True)
class JointPost:
    """An office of the head or a member of a joint body, from day to day."""

    organ_id: str
    person_id: str
    name: str
    role: Role
    starts_on: date
    ends_on: date | None


@dataclass(frozen=True, slots=True)
class JointMembershipFacts:
    """Who is or was head or member of a joint body."""

    posts: tuple[JointPost, ...]

    def on(self, organ_id: str, day: date) -> MembershipFacts:
        """Who was on that day, as the lead's own membership is told."""
        held = [post for post in self.posts if post.organ_id == organ_id and _held(post, day)]
        roles: dict[str, frozenset[Role]] = {}
        for post in held:
            roles[post.person_id] = roles.get(post.person_id, frozenset()) | {post.role}
        return MembershipFacts({post.person_id: post.name for post in held}, roles)


def _held(post: JointPost, day: date) -> bool:
    return post.starts_on <= day and (post.ends_on is None or day <= post.ends_on)
