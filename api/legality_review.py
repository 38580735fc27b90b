"""Reading for the legality review: the inbox of all bodies, the sheet of a return, the difference of two versions."""

from typing import Any

from flask import abort
from flask.views import MethodView

from api.decisions import seen
from api.doors import current_actor, installation, reading, today
from api.problems import language
from api.rooms import Room
from decision_flow.decision import listing
from decision_flow.legality_review.diff import diff_of
from decision_flow.legality_review.inbox import inbox
from decision_flow.legality_review.submission import missing_items
from decision_flow.reading import file_of
from decision_flow.terms import Kind
from schemas import legality_review as wire
from schemas.table import TITLES

blueprint = Room("legality_review", TITLES["legality_review"])


@blueprint.route("/legality-review/inbox")
class Inbox(MethodView):
    """送审收件."""

    @blueprint.arguments(wire.InboxQuerySchema, location="query")
    @blueprint.response(200, wire.InboxPageSchema)
    def get(self, query: dict[str, Any]) -> dict[str, Any]:
        """The files of all bodies that one sees, with the reviewer's dates against the meetings, newest first."""
        law_of = installation().engine.law_of
        with reading() as session:
            lines, cursor = inbox(session, current_actor(), law_of, today(), after=query.pop("cursor"), **query)
        return {"items": lines, "next_cursor": cursor}


@blueprint.route("/decisions/<id:decision_id>/legality-review/missing-items")
class MissingItems(MethodView):
    """一次性告知补正."""

    @blueprint.response(200, wire.MissingItemSchema(many=True))
    def get(self, decision_id: str) -> list[dict[str, str]]:
        """What the checklist finds missing in the file that stands: the list with which a return begins."""
        served = installation()
        with reading() as session:
            seen(session, decision_id)
            case = file_of(session, Kind.DECISION, decision_id, ("legality_review",))
        law = served.engine.law_of(case, today())
        words = served.messages.terms("SubmissionMaterial", language())
        return [{"item": item, "wording": words.get(item, item)} for item in missing_items(case, law)]


@blueprint.route("/decisions/<id:decision_id>/drafts/diff")
class DraftDiff(MethodView):
    """修改对照."""

    @blueprint.arguments(wire.DiffQuerySchema, location="query")
    @blueprint.response(200, wire.DiffSchema)
    def get(self, query: dict[str, int], decision_id: str) -> dict[str, Any]:
        """What changed from one version of the draft to another, line by line, with the digest to confirm it by."""
        with reading() as session:
            seen(session, decision_id)
            texts = {row.version: row.sha256 for row in listing.drafts(session, decision_id)}
        before, after = texts.get(query["before"]), texts.get(query["after"])
        if before is None or after is None:
            abort(404)
        documents = installation().store.documents
        found = diff_of(documents.read(before), documents.read(after))
        return {
            "before_sha256": before,
            "after_sha256": after,
            "lines": list(found.lines) if found else None,
            "diff_sha256": found.sha256 if found else None,
        }
