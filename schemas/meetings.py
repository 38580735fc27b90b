"""The agenda of a day, the difference report and certificates of dissent, on the wire."""

from marshmallow import Schema, fields

from schemas.fields import CURSOR, Day, Pattern, Text
from schemas.kernel import FindingSchema


class AgendaQuerySchema(Schema):
    """For the meeting of which day; today where it does not say."""

    held_on = Day(load_default=None)
    cursor = Text(load_default=None, validate=Pattern(CURSOR))


class PackPaperSchema(Schema):
    """A paper that the meeting is owed; without a digest it is still to be made."""

    kind = fields.String()
    document_sha256 = fields.String(allow_none=True)


class AgendaItemSchema(Schema):
    """A matter: ripe, or with what it lacks."""

    decision_id = fields.String()
    title = fields.String()
    is_ripe = fields.Boolean()
    lacks = fields.List(fields.Nested(FindingSchema))
    pack = fields.List(fields.Nested(PackPaperSchema))


class AgendaSchema(Schema):
    """A page of matters for the meeting of a day."""

    held_on = fields.Date()
    items = fields.List(fields.Nested(AgendaItemSchema))
    next_cursor = fields.String(allow_none=True)


class DifferenceSchema(Schema):
    """One place in which the minutes are not what the record says; `about` names it: a member, an item, a text."""

    place = fields.String()
    about = fields.String()
    record = fields.String()
    minutes = fields.String()
    explanation = fields.String(allow_none=True)


class CitedEntrySchema(Schema):
    """An entry of the chain that proves it."""

    seq = fields.Integer()
    command = fields.String()
    recorded_at = fields.String()


class DissentCertificateSchema(Schema):
    """DissentRecord: who said what on which text, how the record has it, and where that is proved."""

    decision_id = fields.String()
    title = fields.String()
    forum = fields.String()
    held_on = fields.String()
    draft_sha256 = fields.String()
    person_id = fields.String()
    name = fields.String()
    post = fields.String()
    view = fields.String()
    words = fields.String()
    spoken_at = fields.String()
    outcome = fields.String(allow_none=True)
    record_sha256 = fields.String(allow_none=True)
    is_confirmed = fields.Boolean()
    correction = fields.String(allow_none=True)
    noted_reason = fields.String(allow_none=True)
    entries = fields.List(fields.Nested(CitedEntrySchema))
    length = fields.Integer()
    head = fields.String()
