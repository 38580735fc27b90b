"""What every act shares on the wire: the key, the receipt, the problem."""

from marshmallow import Schema, fields, validate


class IdempotencyKeySchema(Schema):
    """The client names the act; a retry under the same name is the same act."""

    key = fields.String(required=True, data_key="Idempotency-Key", validate=validate.Length(min=1, max=200))


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

    type = fields.String()
    title = fields.String()
    status = fields.Integer()
    instance = fields.String()
    detail = fields.String()
    profile = fields.String()
    findings = fields.List(fields.Nested(FindingSchema))
    errors = fields.Dict()
