"""Which acts somebody may do here, by the permission table: what the engine asks first, asked for a page.

The rules of an act are asked when it is done: they need what it says.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from decision_flow.actor import Actor, related
from decision_flow.board import acts_on_open_stage
from decision_flow.casefile import CaseFile
from decision_flow.command import REGISTRY, Command
from decision_flow.terms import Stage
from schemas.table import TABLE, ActRoute

ADDRESS = "/acts"
SIGNATURES = (
    "SubmitStartRequest",
    "StartDecision",
    "SubmitForLegalityReview",
    "SendPartyReport",
    "ConfirmDissent",
    "RefuseDraftChange",
)
"""Acts that a named person answers for, beside those that sign a stage and those named Sign… or Issue…"""
FINAL = (
    "DropCatalogItem",
    "PublishCatalog",
    "DeclineProposal",
    "EndAppointment",
    "CallOffHearing",
    "ReturnSubmission",
    "WithdrawJointBody",
    "NarrowJointDecision",
    "EndJointDecision",
    "SanctionExpert",
    "RepinProfile",
)
"""Acts that take something away or cannot be taken back: confirmed, though nothing is signed."""


@dataclass(frozen=True, slots=True)
class Offered:
    """An act with its address, the parameters of its path filled in as far as they are known."""

    command: type[Command]
    path: str
    open_parameters: tuple[str, ...]


@cache
def routes() -> Mapping[str, ActRoute]:
    """Every act by the name of its command."""
    return {command.__name__: ActRoute(path, command) for acts in TABLE.values() for path, command in acts.items()}


def may(actor: Actor, command: type[Command], file: Any) -> bool:
    """Whether a post of the actor permits the act on this file, of its own body or of a joint one."""
    by = REGISTRY[command].by
    return any(
        post.role in by and (file is None or related(post, file) or post.organ_id in getattr(file, "joint_bodies", ()))
        for post in actor.posts
    )


def is_open_to(file: Any, command: type[Command]) -> bool:
    """Whether the stages stand open in which alone the act can be done."""
    needed = [rule.stage for rule in REGISTRY[command].rules if isinstance(rule, acts_on_open_stage)]
    return not isinstance(file, CaseFile) or all(map(file.is_open, needed))


def signs(command: type[Command]) -> bool:
    """Whether the act is somebody's signature, for which the password is asked again."""
    name = command.__name__
    return REGISTRY[command].signs is not None or name.startswith(("Sign", "Issue")) or name in SIGNATURES


def is_confirmed(command: type[Command]) -> bool:
    """Whether what it will mean is shown before it is done."""
    return signs(command) or command.__name__ in FINAL


def offered(actor: Actor, file: Any, parameter: str, room: str) -> Iterator[Offered]:
    """The acts of a room that the actor may do on a subject, whose id stands in the path as `parameter`; none that its
    stage is closed to."""
    for path, command in TABLE[room].items():
        act = routes()[command.__name__]
        if act.parameters[:1] == (parameter,) and may(actor, command, file) and is_open_to(file, command):
            yield Offered(command, path, act.parameters[1:])


def rooms_of(stage: Stage) -> tuple[str, ...]:
    """The rooms whose acts belong to a stage."""
    return (stage.value,) if stage.value in TABLE else ()
