"""The frozen file of a body, and of an installation, for rules and handlers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True, slots=True)
class AppointmentFacts:
    """任职: who holds which role, in a unit of the body or in none, from a day to a day."""

    person_id: str
    role: str
    unit_id: str | None
    starts_on: date
    ends_on: date | None

    def overlaps(self, starts_on: date, ends_on: date | None) -> bool:
        """Whether any day lies in both; the last day of a post counts."""
        return (self.ends_on is None or starts_on <= self.ends_on) and (ends_on is None or self.starts_on <= ends_on)


@dataclass(frozen=True, slots=True)
class OrganFile:
    """A body with its units by id (name); where an act is on a post, with its appointments by id."""

    id: str
    name: str
    body_kind: str
    profile: str
    status: str
    units: Mapping[str, str]
    appointments: Mapping[str, AppointmentFacts] = field(default_factory=dict)
    lead_unit_id: None = None
    profile_digest: None = None

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
