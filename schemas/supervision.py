"""督办 on the wire: what stands still, of which case, how it is cured, and who is told."""

from marshmallow import Schema, fields

from schemas.fields import ID, Pattern, Text
from schemas.kernel import FindingSchema, PageQuerySchema


class SupervisedQuerySchema(PageQuerySchema):
    """Of one case, or of all that one sees."""

    decision_id = Text(load_default=None, validate=Pattern(ID))


class SupervisedSchema(FindingSchema):
    """A finding of the supervision. `stage` is null for a proposal that was not started."""

    decision_id = fields.String()
    title = fields.String()
    organ_id = fields.String()
    stage = fields.String(allow_none=True)
    round = fields.Integer()
    told = fields.List(fields.String())
    noted_at = fields.String()


class SupervisedPageSchema(Schema):
    """A page of findings."""

    items = fields.List(fields.Nested(SupervisedSchema))
    next_cursor = fields.String(allow_none=True)
