"""What can be asked: commands, the row changes that handlers answer with, and the registry of both."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, is_dataclass
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, TypeVar, get_args, get_type_hints

from decision_flow.actor import Actor, Post
from decision_flow.procedure.rules import Finding
from decision_flow.terms import Kind, Role, Stage

if TYPE_CHECKING:
    from decision_flow.procedure.law import Law


@dataclass(frozen=True, slots=True)
class Shape:
    """What the wire may send for a field: lengths in characters or items, and a pattern."""

    shortest: int = 0
    longest: int | None = None
    pattern: str | None = None
    document: bool = False


Id = Annotated[str, Shape(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")]
Name = Annotated[str, Shape(1, 300)]
Text = Annotated[str, Shape(1, 20_000)]
Address = Annotated[str, Shape(1, 2_000)]
Digest = Annotated[str, Shape(pattern=r"^[0-9a-f]{64}$")]
Document = Annotated[str, Shape(pattern=r"^[0-9a-f]{64}$", document=True)]
"""A Document is the digest of bytes that the document store must hold before a command may name it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One act. `occurred_at` is when it happened, where that is not now; then it says why it is recorded late."""

    kind: ClassVar[Kind]
    opens: ClassVar[bool] = False  # makes its own subject, within another
    within: ClassVar[Kind | None] = None  # whose file an opening act reads, without that one's lock
    occurred_at: datetime | None = None
    late_reason: Annotated[str, Shape(1, 2_000)] | None = None

    @property
    def subject_id(self) -> str | None:
        """The subject whose chain and lock this act takes; of an opening act, the one it is made within."""
        return None

    @property
    def named(self) -> tuple[str, ...]:
        """Ids that the act names, of rows of the file or of another subject's, for a slice that looks them up."""
        return ()

    @property
    def adopts(self) -> str | None:
        """The digest of a profile that the case will run under, and that must be in the record before."""
        return None

    @property
    def acts_for(self) -> str | None:
        """The joint body that the act is done for; None: the body that the file belongs to."""
        return None


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionCommand(Command):
    """An act on one decision."""

    kind = Kind.DECISION
    decision_id: Id

    @property
    def subject_id(self) -> str:
        return self.decision_id


@dataclass(frozen=True, slots=True)
class Insert:
    """A new row. Values are JSON scalars; `plain` makes them so."""

    table: str
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Update:
    """A change of exactly one row of the subject: `where` finds it, beside the subject's own column."""

    table: str
    where: Mapping[str, Any]
    set: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Event:
    """What happened, for the outbox: a row that the relay delivers after the commit."""

    kind: str
    payload: Mapping[str, Any] = field(default_factory=dict)


Change = Insert | Update | Event


@dataclass(frozen=True, slots=True)
class Act:
    """A command as it is being carried out: by whom, in which post, when, as which entry, under which law, with ids
    to give. `corrected_law` is what the profile of the case's own start says in its file by now."""

    command: Any
    subject_id: str
    actor: Actor
    post: Post
    seq: int
    recorded_at: str
    occurred_at: str
    on: date
    key: str
    law: "Law"
    profile_digest: str | None
    corrected_law: Callable[[], "Law"]
    new_id: Callable[[], str]

    @property
    def signature(self) -> dict[str, str]:
        """Who signs, as columns: person, name, role and post title of that day."""
        return {
            "actor_id": self.actor.id,
            "name": self.actor.name,
            "role": self.post.role.value,
            "post": self.post.title,
        }


ActRule = Callable[..., Finding]
Handler = Callable[[Act, Any], Iterable[Change]]
Condition = Callable[[Any, Any], bool]


@dataclass(frozen=True, slots=True)
class Registration:
    """A command with its handler, who may issue it, its rules, the slices they need, the stage it signs, and when."""

    command: type[Command]
    handle: Handler
    by: frozenset[Role]
    rules: tuple[ActRule, ...]
    slices: tuple[str, ...]
    signs: Stage | None
    when: Condition

    def signed_stage(self, command: Command, case: Any) -> Stage | None:
        """The stage that this act signs off, if it does: an unlawful opinion signs nothing."""
        return self.signs if self.signs is not None and self.when(command, case) else None


REGISTRY: dict[type[Command], Registration] = {}
H = TypeVar("H", bound=Handler)


def always(_command: Any, _case: Any) -> bool:
    """An act that signs its stage whatever it says."""
    return True


def handles(
    command: type[Command],
    *,
    by: Iterable[Role],
    rules: Iterable[ActRule] = (),
    slices: Iterable[str] = (),
    signs: Stage | None = None,
    when: Condition = always,
) -> Callable[[H], H]:
    """Register a handler. `slices` names what its rules read beside the kernel; the gate of `signs` adds its own."""

    def register(handle: H) -> H:
        if command in REGISTRY:
            raise TypeError(f"{command.__name__} has two handlers")
        REGISTRY[command] = Registration(command, handle, frozenset(by), tuple(rules), tuple(slices), signs, when)
        return handle

    return register


def _documents_in(hint: Any) -> bool | None:
    """Whether a type names documents: itself (True), in a dataclass that it holds (False), or not at all (None)."""
    if isinstance(hint, type) and is_dataclass(hint):
        return False
    parts = get_args(hint)
    if any(isinstance(part, Shape) and part.document for part in parts):
        return True
    return next((found for part in parts if (found := _documents_in(part)) is not None), None)


@cache
def _document_fields(of: type[Any]) -> tuple[tuple[str, bool], ...]:
    """The fields of a dataclass that name documents, directly (True) or inside (False)."""
    found = ((name, _documents_in(hint)) for name, hint in get_type_hints(of, include_extras=True).items())
    return tuple((name, direct) for name, direct in found if direct is not None)


def documents_of(asked: Any) -> list[str]:
    """The digests of documents that a command names, wherever they stand in it."""
    named: list[str] = []
    for name, direct in _document_fields(type(asked)):  # type: ignore[arg-type]
        value = getattr(asked, name)
        for item in value if isinstance(value, tuple) else (value,):
            if item is not None:
                named += [item] if direct else documents_of(item)
    return named
