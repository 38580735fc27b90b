"""The frozen file of a body, and of an installation, for rules and handlers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from decision_flow.casefile import NOT_LOADED
from decision_flow.catalog.facts import NamedItem


@dataclass(frozen=True, slots=True)
class HeldPost:
    """A post that somebody holds or held, from day to day; without a last day it is held until it is ended."""

    person_id: str
    role: str
    unit_id: str | None
    starts_on: date
    ends_on: date | None = None

    def overlaps(self, starts_on: date, ends_on: date | None) -> bool:
        """Whether a period has a day in common with the post's."""
        return (ends_on is None or self.starts_on <= ends_on) and (self.ends_on is None or starts_on <= self.ends_on)


@dataclass(frozen=True, slots=True)
class OrganFile:
    """A body with its units by id (name); where an act gives or ends a post, with its appointments by id."""

    id: str
    name: str
    body_kind: str
    profile: str
    status: str
    units: Mapping[str, str]
    appointments: Mapping[str, HeldPost] = field(default_factory=dict)
    named_item: NamedItem | None = NOT_LOADED
    lead_unit_id: None = None
    profile_digest: None = None
    joint_bodies: tuple[str, ...] = ()

    @property
    def organ_id(self) -> str:
        return self.id


@dataclass(frozen=True, slots=True)
class InstallationFile:
    """The installation, of no body. Acts on it run under the national floor."""

    id: str
    name: str
    simulated: bool
    now: str | None
    organ_id: None = None
    lead_unit_id: None = None
    profile: str = "cn-713"
    profile_digest: None = None
    joint_bodies: tuple[str, ...] = ()
