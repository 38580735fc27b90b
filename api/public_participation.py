"""Reading public participation: notices and the page that a clerk pastes, opinions with their answers, what tells a
reviewer of floods and of like texts, hearings. Every list goes page by page."""

from typing import Any

from flask import abort
from flask.views import MethodView

from api.decisions import seen
from api.doors import current_actor, reading
from api.rooms import Room
from decision_flow.public_participation import listing, notice_page
from decision_flow.public_participation.listing import FILED
from schemas import public_participation as wire
from schemas.kernel import PageQuerySchema
from schemas.table import TITLES

DECISION = "/decisions/<id:decision_id>"
HERE = f"{DECISION}/public-participation"
blueprint = Room("participation", TITLES["public_participation"])


@blueprint.route(f"{HERE}/notices")
class Notices(MethodView):
    """征求意见公告."""

    @blueprint.response(200, wire.NoticeSchema(many=True))
    def get(self, decision_id: str) -> Any:
        """The notices, one row a channel: published ones for everybody, the others for those of the body."""
        actor = current_actor(anybody=True)
        with reading() as session:
            return listing.notices(session, decision_id, actor) or (seen(session, decision_id) and [])

    get._apidoc["anybody"] = True


@blueprint.route(f"{HERE}/notices/<id:notice_id>/page")
class NoticePage(MethodView):
    """公告页面."""

    @blueprint.response(200, wire.NoticePageSchema)
    def get(self, decision_id: str, notice_id: str) -> dict[str, Any]:
        """The notice as HTML ready to paste into the body's website, the instant of its closing, its attachments."""
        with reading() as session:
            seen(session, decision_id)
            row = listing.notice(session, decision_id, notice_id, current_actor())
        return notice_page.of(row) if row is not None else abort(404)


@blueprint.route(f"{HERE}/comments")
class Comments(MethodView):
    """公众意见."""

    @blueprint.arguments(wire.CommentQuerySchema, location="query")
    @blueprint.response(200, wire.CommentPageSchema)
    def get(self, query: dict[str, Any], decision_id: str) -> dict[str, Any]:
        """What the public said, newest first, with the answers; `unanswered`: what is owed one; `alike`: one group."""
        with reading() as session:
            seen(session, decision_id)
            page = listing.comments(session, decision_id, current_actor(), after=query.pop("cursor"), **query)
        return {"items": page.rows, "next_cursor": page.next_cursor}


@blueprint.route("/comments/<id:comment_id>")
class Answer(MethodView):
    """意见办理结果."""

    @blueprint.response(200, wire.AnswerSchema)
    def get(self, comment_id: str) -> Any:
        """What became of an opinion, for whoever holds the number on its receipt: answer and reason, not the text."""
        current_actor(anybody=True)
        with reading() as session:
            return listing.answer_of(session, comment_id) or abort(404)

    get._apidoc["anybody"] = True


def grouped(path: str, rows: Any, query: type[Any], schema: type[Any]) -> None:
    """A list of figures for those who answer opinions, page by page."""

    def get(self: MethodView, query: dict[str, Any], decision_id: str) -> dict[str, Any]:
        with reading() as session:
            seen(session, decision_id)
            items, following = rows(session, decision_id, current_actor(), after=query["cursor"], limit=query["limit"])
        return {"items": items, "next_cursor": following}

    get.__doc__ = rows.__doc__
    answered = blueprint.response(200, schema)(get)
    asked = blueprint.arguments(query, location="query")(answered)
    blueprint.route(f"{HERE}/{path}")(type(rows.__name__.title(), (MethodView,), {"get": asked}))


grouped("comments/alike", listing.alike, wire.LikenessQuerySchema, wire.AlikePageSchema)
grouped("comments/similar", listing.similar, PageQuerySchema, wire.SimilarPageSchema)
grouped("comments/rate", listing.rate, wire.HourQuerySchema, wire.RatePageSchema)


def paged(path: str, rows: Any, schema: type[Any]) -> None:
    """A list of rows of every round, newest first."""

    def get(self: MethodView, query: dict[str, Any], decision_id: str) -> dict[str, Any]:
        with reading() as session:
            seen(session, decision_id)
            page = rows(session, decision_id, current_actor(), after=query["cursor"], limit=query["limit"])
        return {"items": page.rows, "next_cursor": page.next_cursor}

    get.__doc__ = f"What was filed under {path}, newest first, of every round."
    answered = blueprint.response(200, schema)(get)
    asked = blueprint.arguments(PageQuerySchema, location="query")(answered)
    blueprint.route(f"{HERE}/{path}")(type(path.title().replace("-", ""), (MethodView,), {"get": asked}))


for path, rows in {**FILED, "repeat-participants": listing.repeat_participants}.items():
    paged(path, rows, wire.PAGES[path])
