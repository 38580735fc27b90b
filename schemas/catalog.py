"""Catalogs and their items on the wire."""

from marshmallow import Schema, fields, validate

from decision_flow.terms import MatterClass
from schemas.fields import ID, LARGEST, WORD, FromText, Pattern, Text
from schemas.kernel import PageQuerySchema


class CatalogQuerySchema(PageQuerySchema):
    """Filters of the list of catalogs."""

    organ_id = Text(load_default=None, validate=Pattern(ID))
    year = fields.Integer(load_default=None, validate=validate.Range(0, LARGEST))
    status = Text(load_default=None, validate=Pattern(WORD))


class CatalogItemQuerySchema(CatalogQuerySchema):
    """Filters of the list of items."""

    unit_id = Text(load_default=None, validate=Pattern(ID))
    matter_class = fields.Enum(MatterClass, by_value=True, load_default=None)
    words = Text(load_default=None, validate=validate.Length(1, 100), metadata={"description": "signs of the title"})


class CatalogSchema(Schema):
    """决策事项目录: one edition of a body and a year."""

    id = fields.String()
    organ_id = fields.String()
    organ = fields.String()
    year = fields.Integer(allow_none=True)
    title = fields.String()
    status = fields.String()
    edition = fields.Integer()
    published_on = fields.String(allow_none=True)
    published_address = fields.String(allow_none=True)
    document_no = fields.String(allow_none=True)
    seq = fields.Integer()
    head = fields.String()


class CatalogPageSchema(Schema):
    """A page of catalogs."""

    items = fields.List(fields.Nested(CatalogSchema))
    next_cursor = fields.String(allow_none=True)


class CatalogItemSchema(Schema):
    """目录事项: one matter; `lacks` names what must be filled before publication, `doubts` what the import remarked."""

    id = fields.String()
    catalog_id = fields.String()
    organ_id = fields.String()
    organ = fields.String()
    year = fields.Integer(allow_none=True)
    item_no = fields.String(allow_none=True)
    title = fields.String()
    status = fields.String()
    lacks = FromText()
    doubts = FromText()
    undertaking_unit_id = fields.String(allow_none=True)
    undertaking_unit = fields.String(allow_none=True)
    matter_class = fields.String(allow_none=True)
    planned_time = fields.String(allow_none=True)
    legal_basis = fields.String(allow_none=True)
    procedures = fields.String(allow_none=True)
    note = fields.String(allow_none=True)
    drop_reason = fields.String(allow_none=True)
    source = fields.String(allow_none=True)
    source_published_on = fields.String(allow_none=True)


class CatalogItemPageSchema(Schema):
    """A page of items."""

    items = fields.List(fields.Nested(CatalogItemSchema))
    next_cursor = fields.String(allow_none=True)
