"""By whom: an actor and the posts held on the day; who may issue which command, and for which case.

Deny unless permitted: a command names its roles, a role asks for a relation to the loaded file (design 12.7).
"""

from dataclasses import dataclass
from typing import Protocol

from decision_flow.terms import Role


@dataclass(frozen=True, slots=True)
class Post:
    """One role held on a day: of a deciding body (`organ_id`), in a unit of it where the role is a unit's."""

    role: Role
    organ_id: str | None = None
    unit_id: str | None = None
    title: str = ""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person with posts, the public, or a flow (`system:<flow>`). `id` is the person's, for good."""

    id: str
    name: str
    posts: tuple[Post, ...] = ()

    def holds(self, role: Role) -> bool:
        """Whether any post gives the role, of whatever body."""
        return any(post.role is role for post in self.posts)


PUBLIC = Actor(id="public", name="公众", posts=(Post(Role.CITIZEN),))


def system(flow: str) -> Actor:
    """The actor of a flow. It records deliveries, closings and renderings; it holds no signing command."""
    return Actor(id=f"system:{flow}", name=f"system:{flow}", posts=(Post(Role.SYSTEM),))


class Belongs(Protocol):
    """What a file tells of whom it belongs to. `lead_unit_id` is None where no unit has the lead; `joint_bodies` are
    the bodies that decide jointly with the one it belongs to (ruling 7)."""

    @property
    def organ_id(self) -> str | None: ...
    @property
    def lead_unit_id(self) -> str | None: ...
    @property
    def joint_bodies(self) -> tuple[str, ...]: ...


OF_THE_UNIT = frozenset({Role.DRAFTER, Role.UNDERTAKING_HEAD})
OF_NO_BODY = frozenset({Role.ADMINISTRATOR, Role.SYSTEM, Role.CITIZEN, Role.AUDITOR, Role.SUPERVISOR})


def related(post: Post, file: Belongs) -> bool:
    """Whether a post stands in the relation to this file that its role asks for."""
    if post.role in OF_NO_BODY:
        return post.organ_id is None or post.organ_id == file.organ_id
    if post.organ_id != file.organ_id:
        return False
    return post.role not in OF_THE_UNIT or file.lead_unit_id is None or post.unit_id == file.lead_unit_id


def sees(actor: Actor, file: Belongs) -> bool:
    """Whether this file is the actor's to see at all: others are told that it is not there."""
    return any(
        post.role is not Role.CITIZEN
        and (
            related(post, file) or (post.organ_id is not None and post.organ_id in (file.organ_id, *file.joint_bodies))
        )
        for post in actor.posts
    )


def acting_post(actor: Actor, permitted: frozenset[Role], file: Belongs, acts_for: str | None = None) -> Post | None:
    """The post that permits the act on this file, or None. What is done for a joint body (`acts_for`) is done in a
    post of that body, while it takes part; a post of the lead does not stand in for it."""
    held = (post for post in actor.posts if post.role in permitted)
    if acts_for is None:
        return next((post for post in held if related(post, file)), None)
    return next((post for post in held if acts_for == post.organ_id and acts_for in file.joint_bodies), None)
