"""Bodies, units and posts on the wire."""

from marshmallow import Schema, fields


class UnitSchema(Schema):
    """A unit of a body."""

    id = fields.String()
    name = fields.String()
    status = fields.String()


class OrganSummarySchema(Schema):
    """决策机关, in a list."""

    id = fields.String()
    name = fields.String()
    body_kind = fields.String()
    profile = fields.String()
    status = fields.String()
    label = fields.String()


class OrganSchema(OrganSummarySchema):
    """One body with its units, and the length and head of its record."""

    units = fields.List(fields.Nested(UnitSchema))
    seq = fields.Integer()
    head = fields.String()


class OrganPageSchema(Schema):
    """A page of bodies."""

    items = fields.List(fields.Nested(OrganSummarySchema))
    next_cursor = fields.String(allow_none=True)


class AppointmentSchema(Schema):
    """任职: who, in which role, from when, until when, by which document."""

    id = fields.String()
    person_id = fields.String()
    name = fields.String()
    role = fields.String()
    title = fields.String()
    unit_id = fields.String(allow_none=True)
    document = fields.String()
    starts_on = fields.String()
    ends_on = fields.String(allow_none=True)


class AppointmentPageSchema(Schema):
    """A page of appointments."""

    items = fields.List(fields.Nested(AppointmentSchema))
    next_cursor = fields.String(allow_none=True)


class InstallationSchema(Schema):
    """This installation: its name, whether its clock is simulated, and what time it shows."""

    id = fields.String()
    name = fields.String()
    simulated = fields.Boolean()
    now = fields.String(allow_none=True)
    label = fields.String()
    seq = fields.Integer()
    head = fields.String()
