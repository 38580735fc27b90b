"""The profile that a case runs under is in the record, by its digest (design 12.9)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, ClassVar

from sqlmodel import Field, SQLModel

from decision_flow.command import Act, Change, Command, Digest, Insert, Name, Shape, handles
from decision_flow.store.tables import belongs_to
from decision_flow.terms import Kind, Role


class AdoptedProfile(SQLModel, table=True):
    """A resolved profile as canonical JSON. A case reads only what it pinned, never `config/` again."""

    __tablename__ = "adopted_profile"
    __table_args__ = belongs_to("id", append_only=True)

    id: str = Field(primary_key=True, foreign_key="subject.id")
    digest: str = Field(unique=True)
    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptProfile(Command):
    """The installation takes a resolved profile into its record."""

    kind = Kind.PROFILE
    opens: ClassVar[bool] = True
    name: Name
    digest: Digest
    text: Annotated[str, Shape(2)]


@handles(AdoptProfile, by={Role.SYSTEM})
def adopt_profile(act: Act, case: None) -> Iterator[Change]:
    """One row, never changed."""
    asked: AdoptProfile = act.command
    yield Insert(
        "adopted_profile", {"id": act.subject_id, "digest": asked.digest, "name": asked.name, "text": asked.text}
    )
