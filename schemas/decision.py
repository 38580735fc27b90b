"""Decisions on the wire: lists, one file with its board, drafts, gates, the timetable, the history."""

from marshmallow import Schema, fields, validate

from decision_flow.terms import ChangeClass, Stage
from schemas.fields import ID, LARGEST, WORD, FromText, Pattern, Text
from schemas.kernel import FindingSchema, PageQuerySchema


class DecisionQuerySchema(PageQuerySchema):
    """Filters of the list of decisions."""

    status = Text(load_default=None, validate=Pattern(WORD))
    organ_id = Text(load_default=None, validate=Pattern(ID))
    unit_id = Text(load_default=None, validate=Pattern(ID))


class DecisionSummarySchema(Schema):
    """A decision in a list."""

    id = fields.String()
    title = fields.String()
    status = fields.String()
    matter_class = fields.String()
    organ_id = fields.String()
    organ = fields.String()
    lead_unit_id = fields.String(allow_none=True)
    lead_unit = fields.String(allow_none=True)
    started_on = fields.String(allow_none=True)
    in_force_on = fields.String(allow_none=True)
    draft_version = fields.Integer(allow_none=True)
    profile = fields.String()
    profile_digest = fields.String(allow_none=True)


class DecisionPageSchema(Schema):
    """A page of decisions."""

    items = fields.List(fields.Nested(DecisionSummarySchema))
    next_cursor = fields.String(allow_none=True)


class StageRowSchema(Schema):
    """办理进度: one stage."""

    stage = fields.String()
    status = fields.String()
    round = fields.Integer()
    opened_at = fields.String(allow_none=True)
    closed_at = fields.String(allow_none=True)
    stands_on = fields.String(allow_none=True)
    signed_by = fields.String(allow_none=True)
    signed_role = fields.String(allow_none=True)
    signed_at = fields.String(allow_none=True)
    not_required_because = fields.String(allow_none=True)
    determined_by = fields.String(allow_none=True)


class DecisionSchema(DecisionSummarySchema):
    """One decision with its board, and the length and head of its record."""

    origin = fields.String()
    reason = fields.String()
    start_ground = fields.String(allow_none=True)
    catalog_item_id = fields.String(allow_none=True)
    draft_sha256 = fields.String(allow_none=True)
    change_pending = fields.String(allow_none=True)
    change_refused = fields.Boolean()
    is_technical = fields.Boolean()
    may_harm = fields.Boolean()
    touches_market = fields.Boolean()
    affects_specific_group = fields.Boolean()
    is_normative_document = fields.Boolean()
    lawfully_unpublished = fields.Boolean()
    seq = fields.Integer()
    head = fields.String()
    stages = fields.List(fields.Nested(StageRowSchema))


class DraftSchema(Schema):
    """A version of the draft and one declaration that led to it."""

    version = fields.Integer()
    sha256 = fields.String()
    explanation_sha256 = fields.String()
    drafted_by = fields.String()
    filed_at = fields.String()
    declaration = fields.Integer(allow_none=True)
    change_class = fields.String(allow_none=True)
    carries_out = FromText(allow_none=True)
    summary = fields.String(allow_none=True)
    answer = fields.String(allow_none=True)
    answer_reason = fields.String(allow_none=True)


class GateSchema(Schema):
    """办理条件: whether the stage could be signed today, and every finding."""

    stage = fields.Enum(Stage, by_value=True)
    on = fields.Date()
    satisfied = fields.Boolean()
    findings = fields.List(fields.Nested(FindingSchema))


class TimetableQuerySchema(Schema):
    """试算: what one would do today."""

    shorten = fields.Integer(load_default=None, validate=validate.Range(1, 365))
    hearing = fields.Boolean(load_default=False)
    change = fields.Enum(ChangeClass, by_value=True, load_default=None)


class PeriodSchema(Schema):
    """A period that a stage runs through: counted after the day `after`, over at the instant `over_at`.

    `worst` is its last day under the worst calendar that may still be announced; `calendar_id` and `calendar_sha256`
    name the calendar it was counted on."""

    parameter = fields.String()
    after = fields.Date()
    length = fields.Integer()
    unit = fields.String()
    ends_on = fields.Date(attribute="ends.on")
    over_at = fields.DateTime(attribute="ends.over_at")
    worst = fields.Date(attribute="ends.worst")
    provisional = fields.Boolean(attribute="ends.provisional")
    calendar_id = fields.String(attribute="ends.calendar_id")
    calendar_sha256 = fields.String(attribute="ends.digest")


class LineSchema(Schema):
    """One stage of the timetable. `slack_days`: by how much it may end later without delaying the meeting; `due_on`:
    a day that flags, never a gate; `unread`: parameters that may move it and that nobody has read."""

    stage = fields.Enum(Stage, by_value=True)
    opened_on = fields.Date(allow_none=True)
    closed_on = fields.Date(allow_none=True)
    planned = fields.Date()
    earliest_lawful = fields.Date()
    provisional = fields.Boolean()
    waits_for = fields.List(fields.Enum(Stage, by_value=True))
    critical = fields.Boolean()
    slack_days = fields.Integer(allow_none=True)
    due_on = fields.Date(allow_none=True)
    unread = fields.List(fields.String())
    period = fields.Nested(PeriodSchema, allow_none=True)


class HistoryQuerySchema(Schema):
    """History is read backwards from an entry."""

    before = fields.Integer(load_default=None, validate=validate.Range(1, LARGEST))
    limit = fields.Integer(load_default=50, validate=validate.Range(1, 200))


class EntrySchema(Schema):
    """An entry: the stored body, which is what is hashed, and the head after it."""

    seq = fields.Integer()
    head = fields.String()
    entry = fields.Dict()


class TaskSchema(Schema):
    """What waits for one: a stage that stands open, or a change to confirm."""

    decision_id = fields.String()
    title = fields.String()
    stage = fields.String()
    status = fields.String()
    round = fields.Integer()
    opened_at = fields.String(allow_none=True)
    change_pending = fields.String(allow_none=True)


class TaskPageSchema(Schema):
    """A page of tasks."""

    items = fields.List(fields.Nested(TaskSchema))
    next_cursor = fields.String(allow_none=True)
