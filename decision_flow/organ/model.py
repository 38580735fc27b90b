"""Bodies that decide, their units, and who holds which post from when to when."""

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from decision_flow.store.tables import belongs_to


class Organ(SQLModel, table=True):
    """决策机关: any body that decides. `status` is proposed (found in an import) or active."""

    __table_args__ = belongs_to("id")

    id: str = Field(primary_key=True, foreign_key="subject.id")
    name: str = Field(unique=True)
    body_kind: str
    profile: str
    status: str
    label: str = ""


class Unit(SQLModel, table=True):
    """A unit of a body: undertaking, reviewing or executing, by case."""

    __table_args__ = (UniqueConstraint("organ_id", "name"), belongs_to("organ_id"))

    id: str = Field(primary_key=True)
    organ_id: str = Field(foreign_key="organ.id")
    name: str
    status: str


class Appointment(SQLModel, table=True):
    """任职: a person in a role, of a body, in a unit of it where the role is a unit's, from a date to a date.

    An administrator's appointment is of the installation: `organ_id` is null.
    """

    __table_args__ = (Index("ix_appointment_person", "person_id"), belongs_to("holder_id"))

    id: str = Field(primary_key=True)
    holder_id: str = Field(foreign_key="subject.id")
    organ_id: str | None = Field(default=None, foreign_key="organ.id")
    unit_id: str | None = Field(default=None, foreign_key="unit.id")
    person_id: str
    name: str
    role: str
    title: str
    document: str
    starts_on: str
    ends_on: str | None = None
