"""What can be done with bodies, units and posts, and with the installation itself."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from decision_flow.command import Command, Id, Name
from decision_flow.terms import BodyKind, Kind, Role


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundInstallation(Command):
    """Make this database an installation. A simulated clock exists only in one founded as a demo."""

    kind = Kind.INSTALLATION
    opens: ClassVar[bool] = True
    name: Name
    administrator_id: Id
    administrator: Name
    simulated_from: datetime | None = None
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class InstallationCommand(Command):
    """An act on the installation."""

    kind = Kind.INSTALLATION
    installation_id: Id

    @property
    def subject_id(self) -> str:
        return self.installation_id


@dataclass(frozen=True, slots=True, kw_only=True)
class AdvanceClock(InstallationCommand):
    """Move the simulated clock of a demo forward."""

    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointAdministrator(InstallationCommand):
    """One more person who keeps accounts and bodies, and is nobody in the procedure."""

    person_id: Id
    name: Name
    document: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterOrgan(Command):
    """A body that decides, with the profile that it applies. `proposed` stands for one found in an import."""

    kind = Kind.ORGAN
    opens: ClassVar[bool] = True
    name: Name
    body_kind: BodyKind
    profile: Name
    units: tuple[Name, ...] = ()
    proposed: bool = False
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganCommand(Command):
    """An act on one body."""

    kind = Kind.ORGAN
    organ_id: Id

    @property
    def subject_id(self) -> str:
        return self.organ_id


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmOrgan(OrganCommand):
    """A proposed body is a real one: its kind and the profile that it applies."""

    body_kind: BodyKind
    profile: Name
    label: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterUnits(OrganCommand):
    """Units of a body. `proposed` stands for units found in an import."""

    names: tuple[Name, ...]
    proposed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointPerson(OrganCommand):
    """任职: a person in a role from a date, by a document."""

    person_id: Id
    name: Name
    role: Role
    title: Name
    unit_id: Id | None = None
    starts_on: date
    ends_on: date | None = None
    document: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class EndAppointment(OrganCommand):
    """The post is given up; what was done in it stays."""

    appointment_id: Id
    ends_on: date
    document: Name
