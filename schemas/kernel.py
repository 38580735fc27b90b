"""What every act shares on the wire: the key, the receipt, the problem; and what every list is asked."""

from marshmallow import Schema, fields, validate

from schemas.fields import CURSOR, KEY, Pattern, Text


class IdempotencyKeySchema(Schema):
    """The client names the act; a retry under the same name is the same act."""

    key = Text(required=True, data_key="Idempotency-Key", validate=Pattern(KEY))


class IfMatchSchema(Schema):
    """The ETag at which the caller saw the record; the act is refused where it has moved on."""

    seq = Text(data_key="If-Match", validate=Pattern(r'^(\*|"?[0-9]{1,9}"?)$'))


class PageQuerySchema(Schema):
    """Cursor pagination."""

    cursor = Text(load_default=None, validate=Pattern(CURSOR))
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class ReceiptSchema(Schema):
    """存证凭证: keep sequence and head, the record can be checked against them."""

    kind = fields.String()
    subject_id = fields.String()
    seq = fields.Integer()
    head = fields.String()
    recorded_at = fields.String()
    made = fields.Dict(keys=fields.String(), values=fields.String())
    replayed = fields.Boolean()


class FindingSchema(Schema):
    """One finding: the rule, the article, what is missing, who can cure it and how, when at the earliest."""

    rule = fields.String()
    article = fields.String()
    modality = fields.String()
    status = fields.String()
    code = fields.String()
    missing = fields.String()
    cure_by = fields.List(fields.String())
    cure = fields.String()
    earliest = fields.String(allow_none=True)


class ProblemSchema(Schema):
    """RFC 9457, with the findings of a refusal or the places of an error."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    instance = fields.String(required=True)
    detail = fields.String()
    profile = fields.String()
    seq = fields.Integer()
    findings = fields.List(fields.Nested(FindingSchema))
    errors = fields.Dict()
