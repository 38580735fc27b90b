"""Expert pools on the wire."""

from marshmallow import Schema, fields, validate

from decision_flow.expert_pool import model
from decision_flow.store.tables import table_of
from schemas.fields import FromText, Text
from schemas.kernel import PageQuerySchema
from schemas.stages import rows


class PoolSchema(rows("PoolRow", table_of(model.ExpertPool))):  # type: ignore[misc]
    """专家库: a pool with the length and head of its record."""

    seq = fields.Integer()
    head = fields.String()


class PoolPageSchema(Schema):
    """A page of pools."""

    items = fields.List(fields.Nested(PoolSchema))
    next_cursor = fields.String(allow_none=True)


class PoolExpertSchema(rows("PoolExpertRow", table_of(model.PoolExpert))):  # type: ignore[misc]
    """入库专家: `barred_by` says why he may not be chosen now."""

    fields = FromText()


class PoolExpertPageSchema(Schema):
    """A page of experts."""

    items = fields.List(fields.Nested(PoolExpertSchema))
    next_cursor = fields.String(allow_none=True)


class PoolExpertQuerySchema(PageQuerySchema):
    """Filters of the experts of a pool."""

    field = Text(load_default=None, validate=validate.Length(1, 300))


SanctionSchema = rows("ExpertSanction", table_of(model.ExpertSanction))
IntegrityReviewSchema = rows("ExpertIntegrityReview", table_of(model.ExpertIntegrityReview))


class ExpertReviewDoneSchema(Schema):
    """A decision for which the expert was chosen, with one of his opinions if he gave any."""

    decision_id = fields.String()
    title = fields.String()
    field = fields.String()
    appointed_at = fields.String()
    released_at = fields.String(allow_none=True)
    release_reason = fields.String(allow_none=True)
    round = fields.Integer(allow_none=True)
    signed_at = fields.String(allow_none=True)
    opened_at = fields.String(allow_none=True)
    disposition = fields.String(allow_none=True)


class TrackRecordSchema(Schema):
    """履职情况: one expert's reviews, opinions, what was taken up, sanctions."""

    id = fields.String()
    name = fields.String()
    barred_by = fields.String(allow_none=True)
    chosen = fields.Integer()
    released = fields.Integer()
    opinions = fields.Integer()
    in_time = fields.Integer()
    missing = fields.Integer()
    taken_up = fields.Dict(keys=fields.String(), values=fields.Integer())
    unanswered = fields.Integer()
    reviews = fields.List(fields.Nested(ExpertReviewDoneSchema))
    sanctions = fields.List(fields.Nested(SanctionSchema))
    integrity_reviews = fields.List(fields.Nested(IntegrityReviewSchema))
