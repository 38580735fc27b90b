"""The wire format of what is read of public participation."""

from marshmallow import Schema, fields

from decision_flow.public_participation import queries as of
from decision_flow.public_participation.hearing_model import HearingDraw
from decision_flow.public_participation.listing import EXPLANATION, SENTIMENT
from decision_flow.store.tables import table_of
from schemas.fields import Pattern, Text
from schemas.kernel import PageQuerySchema
from schemas.stages import rows

NoticeSchema = rows(
    "Notice",
    of.NOTICE,
    *(of.CHANNEL.c[name] for name in ("channel", "address", "snapshot_sha256", "published_at")),
    without=frozenset({"prepared_by", "actor_id"}),  # the public reads it: names of posts, no ids of persons
)


class AttachmentSchema(Schema):
    """What is published together with the notice."""

    title = fields.String()
    sha256 = fields.String()


class NoticePageSchema(Schema):
    """A notice ready to paste."""

    title = fields.String()
    html = fields.String()
    closes_at = fields.String()
    attachments = fields.List(fields.Nested(AttachmentSchema))


class AnswerSchema(Schema):
    """What became of an opinion."""

    id = fields.String()
    decision_id = fields.String()
    received_at = fields.String()
    late = fields.Boolean()
    disposition = fields.String(allow_none=True)
    disposition_reason = fields.String(allow_none=True)
    answered_as = fields.String(allow_none=True)
    disposed_at = fields.String(allow_none=True)


class CommentSchema(rows("CommentRow", of.COMMENT)):  # type: ignore[misc]
    """An opinion with its answer."""

    disposition_id = fields.String(allow_none=True)
    disposition = fields.String(allow_none=True)
    disposition_reason = fields.String(allow_none=True)
    answered_as = fields.String(allow_none=True)
    disposed_by = fields.String(allow_none=True)
    disposed_at = fields.String(allow_none=True)


class AlikeSchema(Schema):
    """Opinions of one likeness."""

    likeness = fields.String()
    comments = fields.Integer()
    first_received_at = fields.String()
    last_received_at = fields.String()
    text = fields.String()


class SimilarSchema(Schema):
    """Opinions nearly alike to the first of them; `least`: how alike the least alike is to it, per cent."""

    id = fields.String()
    text = fields.String()
    comments = fields.Integer()
    texts = fields.Integer()
    least = fields.Integer()
    comment_ids = fields.List(fields.String(), attribute="listed_ids")


class RateSchema(Schema):
    """The opinions of one hour, universal time, and how many different texts they have."""

    hour = fields.String()
    comments = fields.Integer()
    different = fields.Integer()


class RepeatSchema(Schema):
    """A participant of a hearing, and in how many hearings of the body the name occurs."""

    id = fields.String()
    hearing_id = fields.String()
    name = fields.String()
    side = fields.String()
    hearings = fields.Integer()


class HearingListedSchema(rows("HearingListed", of.LISTED_NAME)):  # type: ignore[misc]
    """A name of the list, and in how many hearings of the body somebody of that name has taken part."""

    hearings = fields.Integer()


class CommentQuerySchema(PageQuerySchema):
    """Filters of the list of opinions."""

    unanswered = fields.Boolean(load_default=False, truthy={"true"}, falsy={"false"})
    alike = Text(load_default=None, validate=Pattern("^[0-9a-f]{64}$"))


class LikenessQuerySchema(PageQuerySchema):
    """The cursor is a likeness."""

    cursor = Text(load_default=None, validate=Pattern("^[0-9a-f]{64}$"))


class HourQuerySchema(PageQuerySchema):
    """The cursor is an hour."""

    cursor = Text(load_default=None, validate=Pattern("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}$"))


def page_of(schema: type[Schema]) -> type[Schema]:
    """A page of such rows."""
    items = fields.List(fields.Nested(schema))
    return type(
        f"{schema.__name__.removesuffix('Schema')}Page",
        (Schema,),
        {"items": items, "next_cursor": fields.String(allow_none=True)},
    )


CommentPageSchema, AlikePageSchema, SimilarPageSchema, RatePageSchema = map(
    page_of, (CommentSchema, AlikeSchema, SimilarSchema, RateSchema)
)
FILED: dict[str, type[Schema]] = {
    "interruptions": rows("NoticeInterruption", of.BREAK),
    "explanations": rows("PublishedExplanation", EXPLANATION),
    "dispositions": rows("OpinionDisposition", of.ANSWER),
    "participations": rows("Participation", of.FORM),
    "group-consultations": rows("GroupConsultation", of.GROUP),
    "public-sentiment": rows("PublicSentiment", SENTIMENT),
    "hearing-triggers": rows("HearingTriggers", of.TRIGGERS),
    "hearings": rows("Hearing", of.HEARING),
    "hearing-draws": rows("HearingDraw", table_of(HearingDraw)),
    "hearing-lists": HearingListedSchema,
    "deliveries": rows("MaterialsDelivery", of.DELIVERY),
    "participants": rows("HearingParticipant", of.PARTICIPANT),
    "feedback": rows("ParticipationFeedback", of.FEEDBACK),
    "repeat-participants": RepeatSchema,
}
PAGES = {path: page_of(schema) for path, schema in FILED.items()}
