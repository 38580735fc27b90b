"""The legality review's own reads on the wire: the inbox, the sheet of a return, the difference of two versions."""

from marshmallow import Schema, fields, validate

from schemas.fields import LARGEST
from schemas.kernel import PageQuerySchema


class InboxQuerySchema(PageQuerySchema):
    """Only files under review, or every file of the present round."""

    everything = fields.Boolean(load_default=False, truthy={"true"}, falsy={"false"})


class InboxLineSchema(Schema):
    """One file with its dates."""

    decision_id = fields.String(attribute="file.id")
    title = fields.String(attribute="file.title")
    organ = fields.String(attribute="file.organ")
    body_kind = fields.String(attribute="file.body_kind")
    lead_unit = fields.String(attribute="file.lead_unit", allow_none=True)
    status = fields.String(attribute="file.status")
    round = fields.Integer(attribute="file.round")
    number = fields.Integer(attribute="file.number")
    submitted_on = fields.String(attribute="file.submitted_on")
    returned_on = fields.String(attribute="file.returned_on", allow_none=True)
    due_on = fields.String(attribute="file.due_on", allow_none=True)
    conclusion = fields.String(attribute="file.conclusion", allow_none=True)
    opinion_no = fields.String(attribute="file.opinion_no", allow_none=True)
    issued_on = fields.String(attribute="file.issued_on", allow_none=True)
    entrusted_to = fields.String(attribute="file.entrusted_to", allow_none=True)
    finished_early_at = fields.String(attribute="file.finished_early_at", allow_none=True)
    shortened_by = fields.String(attribute="file.shortened_by", allow_none=True)
    meeting_on = fields.String(attribute="file.meeting_on", allow_none=True)
    guaranteed_until = fields.Date(allow_none=True)
    opinion_due_on = fields.Date(allow_none=True)
    is_overdue = fields.Boolean()
    completion_is_overdue = fields.Boolean()
    meeting_is_early = fields.Boolean()


class InboxPageSchema(Schema):
    """A page of the inbox."""

    items = fields.List(fields.Nested(InboxLineSchema))
    next_cursor = fields.String(allow_none=True)


class MissingItemSchema(Schema):
    """补正事项: what the checklist finds missing, as the word to send and as it is read."""

    item = fields.String()
    wording = fields.String()


class DiffQuerySchema(Schema):
    """Two versions of the draft."""

    before = fields.Integer(required=True, validate=validate.Range(1, LARGEST))
    after = fields.Integer(required=True, validate=validate.Range(1, LARGEST))


class DiffSchema(Schema):
    """The difference, or null where the versions are no plain text."""

    before_sha256 = fields.String()
    after_sha256 = fields.String()
    lines = fields.List(fields.String(), allow_none=True)
    diff_sha256 = fields.String(allow_none=True)
