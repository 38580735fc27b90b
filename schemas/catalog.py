"""Catalogs and their items on the wire."""

from marshmallow import Schema, fields

from decision_flow.terms import MatterClass
from schemas.decision import PageQuerySchema


class CatalogQuerySchema(PageQuerySchema):
    """Filters of the list of catalogs."""

    organ_id = fields.String(load_default=None)
    year = fields.Integer(load_default=None)
    status = fields.String(load_default=None)


class CatalogItemQuerySchema(CatalogQuerySchema):
    """Filters of the list of items."""

    unit_id = fields.String(load_default=None)
    matter_class = fields.Enum(MatterClass, by_value=True, load_default=None)


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
    lacks = fields.String()
    doubts = fields.String()
    undertaking_unit_id = fields.String(allow_none=True)
    undertaking_unit = fields.String(allow_none=True)
    matter_class = fields.String(allow_none=True)
    planned_time = fields.String(allow_none=True)
    legal_basis = fields.String(allow_none=True)
    procedures = fields.String(allow_none=True)
    note = fields.String(allow_none=True)
    source = fields.String(allow_none=True)
    source_published_on = fields.String(allow_none=True)


class CatalogItemPageSchema(Schema):
    """A page of items."""

    items = fields.List(fields.Nested(CatalogItemSchema))
    next_cursor = fields.String(allow_none=True)
