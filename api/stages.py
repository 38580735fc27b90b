"""Reading what the rooms keep of their stages: one table gives path, rows and schema."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask.views import MethodView

from api.decisions import seen
from api.doors import current_actor, reading
from api.rooms import Room
from decision_flow.collective_discussion import queries as discussion
from decision_flow.expert_review import queries as expert
from decision_flow.legality_review import queries as legality
from decision_flow.public_participation import listing as public
from decision_flow.publication import queries as publication
from decision_flow.risk_assessment import queries as risk
from schemas import stages as wire

Rows = Callable[..., Sequence[Any]]
DECISION = "/decisions/<id:decision_id>"
blueprint = Room("stages", "各阶段的材料 / What the stages hold")

TABLE: Mapping[str, tuple[Rows, type[Any]]] = {
    "public-participation/hearings": (public.hearings, wire.HearingSchema),
    "public-participation/deliveries": (public.deliveries, wire.DeliverySchema),
    "public-participation/participants": (public.participants, wire.ParticipantSchema),
    "public-participation/participations": (public.participations, wire.ParticipationSchema),
    "public-participation/feedback": (public.feedback, wire.FeedbackSchema),
    "expert-review/experts": (expert.experts, wire.ExpertSchema),
    "expert-review/opinions": (expert.opinions, wire.ExpertOpinionSchema),
    "risk-assessment/reports": (risk.reports, wire.RiskReportSchema),
    "risk-assessment/points": (risk.risk_points, wire.RiskPointSchema),
    "legality-review/submissions": (legality.submissions, wire.SubmissionSchema),
    "legality-review/advice": (legality.advice, wire.AdviceSchema),
    "legality-review/opinions": (legality.opinions, wire.LegalityOpinionSchema),
    "legality-review/finished-early": (legality.early_finishes, wire.EarlyFinishSchema),
    "legality-review/shortening-reasons": (legality.shortened_time, wire.ShorteningSchema),
    "legality-review/fair-competition-reviews": (legality.fair_competition_reviews, wire.FairCompetitionSchema),
    "collective-discussion/meetings": (discussion.meetings, wire.MeetingSchema),
    "collective-discussion/members": (discussion.members, wire.MemberSchema),
    "publication/party-reports": (publication.party_reports, wire.PartyReportSchema),
    "publication/execution": (publication.executions_named, wire.ExecutionSchema),
    "publication/final-text": (publication.final_texts, wire.FinalTextSchema),
    "publication/issued": (publication.issued, wire.IssuedSchema),
}


def view_of(path: str, rows: Rows, schema: type[Any]) -> type[MethodView]:
    """The endpoint of one kind of rows: those of every round, in their order."""

    def get(self: MethodView, decision_id: str) -> Sequence[Any]:
        with reading() as session:
            seen(session, decision_id)
            return rows(session, decision_id, current_actor())

    get.__doc__ = rows.__doc__
    return type(
        path.title().translate({45: None, 47: None}),
        (MethodView,),
        {"get": blueprint.response(200, schema(many=True))(get)},
    )


for path, (rows, schema) in TABLE.items():
    blueprint.route(f"{DECISION}/{path}")(view_of(path, rows, schema))


@blueprint.route(f"{DECISION}/public-participation/notices")
class Notices(MethodView):
    """征求意见公告."""

    @blueprint.response(200, wire.NoticeSchema(many=True))
    def get(self, decision_id: str) -> Sequence[Any]:
        """The notices, one row a channel: published ones for everybody, the others for those of the body."""
        actor = current_actor(anybody=True)
        with reading() as session:
            return public.notices(session, decision_id, actor) or (seen(session, decision_id) and [])

    get._apidoc["anybody"] = True


@blueprint.route(f"{DECISION}/public-participation/comments")
class Comments(MethodView):
    """公众意见."""

    @blueprint.arguments(wire.CommentQuerySchema, location="query")
    @blueprint.response(200, wire.CommentPageSchema)
    def get(self, query: dict[str, Any], decision_id: str) -> dict[str, Any]:
        """What the public said, newest first; `unanswered`: what is owed an answer."""
        with reading() as session:
            seen(session, decision_id)
            page = public.comments(session, decision_id, current_actor(), after=query.pop("cursor"), **query)
        return {"items": page.rows, "next_cursor": page.next_cursor}
