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


class DeliveryProblemSchema(Schema):
    """What a flow could not do yet: since when, how often it was tried, who is told, and that as a sentence."""

    stage = fields.String()
    step = fields.String()
    since = fields.String()
    attempts = fields.Integer()
    told = fields.String()
    text = fields.String()


class PaperSchema(Schema):
    """文书: what was rendered from which act, as PDF/A and .docx."""

    kind = fields.String()
    renders = fields.Integer()
    round = fields.Integer()
    title = fields.String()
    dated = fields.String()
    pdf_sha256 = fields.String()
    docx_sha256 = fields.String()
    template_sha256 = fields.String()
    recorded_at = fields.String()


class JointBodySchema(Schema):
    """A body that decides jointly, and how it left where it did."""

    organ_id = fields.String()
    organ = fields.String()
    body_kind = fields.String()
    agreement_sha256 = fields.String()
    joined_at = fields.String()
    withdrawn_at = fields.String(allow_none=True)
    withdrawn_reason = fields.String(allow_none=True)
    withdrawn_sha256 = fields.String(allow_none=True)
    withdrawn_name = fields.String(allow_none=True)
    consequence = fields.String(allow_none=True)
    answered_at = fields.String(allow_none=True)
    answered_reason = fields.String(allow_none=True)
    answered_sha256 = fields.String(allow_none=True)
    answered_name = fields.String(allow_none=True)
    draft_names_body = fields.Boolean(allow_none=True)


class DecisionSchema(DecisionSummarySchema):
    """One decision with its board, and the length and head of its record."""

    origin = fields.String()
    argument = FromText(allow_none=True)
    reason = fields.String()
    declined_reason = fields.String(allow_none=True)
    triage = FromText(allow_none=True)
    congress_track = fields.String()
    special = FromText(allow_none=True)
    hearing_condition_met = fields.Boolean(allow_none=True)
    hearing_condition_reason = fields.String(allow_none=True)
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
    joint_bodies = fields.List(fields.Nested(JointBodySchema))
    delivery_problems = fields.List(fields.Nested(DeliveryProblemSchema))


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
    diff_sha256 = fields.String(allow_none=True)


class StudySchema(Schema):
    """研究论证 of the proposal."""

    necessity = fields.String()
    feasibility = fields.String()
    recommends_start = fields.Boolean()
    paper_sha256 = fields.String()
    name = fields.String()
    studied_at = fields.String()


class LegalBasisSchema(Schema):
    """法律法规梳理."""

    items = FromText()
    total = fields.Integer()
    repealed = fields.Integer()
    filed_at = fields.String()


class CostBenefitSchema(Schema):
    """成本效益分析, or why there is none."""

    summary = fields.String(allow_none=True)
    fiscal_effect = fields.String(allow_none=True)
    finance_opinion = fields.String(allow_none=True)
    paper_sha256 = fields.String(allow_none=True)
    declined_reason = fields.String(allow_none=True)
    filed_at = fields.String()


class OptionsSchema(Schema):
    """两个以上方案."""

    options = FromText()
    preferred = fields.String()
    reasons = fields.String()
    filed_at = fields.String()


class ConsultationSchema(Schema):
    """部门协商: one answer of one agency."""

    agency = fields.String()
    asked_on = fields.String()
    answered_on = fields.String()
    opinion = fields.String()
    agreement_reached = fields.Boolean()
    paper_sha256 = fields.String()


class DisputeSchema(Schema):
    """争议事项说明."""

    agency = fields.String()
    main_issue = fields.String()
    agency_view = fields.String()
    own_view = fields.String()
    reasons_and_basis = fields.String()
    name = fields.String()
    signed_at = fields.String()


class PreparationSchema(Schema):
    """What was prepared; of each kind the last row counts, of consultations the last of each agency."""

    studies = fields.List(fields.Nested(StudySchema))
    legal_basis = fields.List(fields.Nested(LegalBasisSchema))
    cost_benefit_analyses = fields.List(fields.Nested(CostBenefitSchema))
    options = fields.List(fields.Nested(OptionsSchema))
    consultations = fields.List(fields.Nested(ConsultationSchema))
    disputes = fields.List(fields.Nested(DisputeSchema))


class ReachedSchema(Schema):
    """A standard that is reached; `together` counts what shares project, site or budget line."""

    measure = fields.String()
    amount = fields.Integer()
    together = fields.Integer()
    threshold = fields.Integer()
    alone = fields.Boolean()
    document_no = fields.String()


class StepOfStatuteSchema(Schema):
    """What another law says of one step."""

    step = fields.String()
    effect = fields.String()
    knowledge = fields.String()
    citation = fields.String(allow_none=True)
    comment_days = fields.Integer(allow_none=True)
    condition = fields.String(allow_none=True)
    note = fields.String()


class SpecialStatuteSchema(Schema):
    """专门程序 of one instrument."""

    name = fields.String()
    title = fields.String()
    number = fields.String()
    rank = fields.String()
    steps = fields.List(fields.Nested(StepOfStatuteSchema))


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
    """An entry: the stored body, which is what is hashed, and the head after it. `closed`: an expert's opinion that
    is not opened yet, of which nothing is shown but that it came."""

    seq = fields.Integer()
    head = fields.String()
    entry = fields.Dict()
    closed = fields.Boolean()


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
