"""Reading the record of what is no decision: catalogs, bodies, comments. Those see it who belong to the file."""

from collections.abc import Mapping
from typing import Any

from flask import abort
from flask.views import MethodView

from api.doors import current_actor, reading
from api.rooms import Room
from decision_flow.actor import sees
from decision_flow.decision import listing
from decision_flow.reading import file_of
from decision_flow.terms import Kind
from schemas.decision import EntrySchema, HistoryQuerySchema

blueprint = Room("records", "审计记录 / The record")
TABLE: Mapping[str, Kind] = {
    "catalogs": Kind.CATALOG,
    "organs": Kind.ORGAN,
    "comments": Kind.COMMENT,
    "expert-pools": Kind.EXPERT_POOL,
}


def view_of(kind: Kind) -> type[MethodView]:
    """The endpoint of one kind of subject."""

    def get(self: MethodView, query: dict[str, Any], subject_id: str) -> Any:
        """The entries, newest first, each with the head after it."""
        with reading() as session:
            if not sees(current_actor(), file_of(session, kind, subject_id)):
                abort(404)
            rows = listing.history(session, subject_id, current_actor(), **query)
        return list(map(listing.shown, rows))

    answered = blueprint.response(200, EntrySchema(many=True))(get)
    asked = blueprint.arguments(HistoryQuerySchema, location="query")(answered)
    return type(f"HistoryOf{kind.name.title()}", (MethodView,), {"get": asked})


for path, kind in TABLE.items():
    blueprint.route(f"/{path}/<id:subject_id>/history")(view_of(kind))
