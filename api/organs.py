"""Reading bodies, their units and posts, and the installation: for everybody who is logged in."""

from typing import Any

from flask import abort
from flask.views import MethodView

from api.doors import current_actor, reading
from api.rooms import Room
from decision_flow.organ import listing
from schemas import organ as wire
from schemas.kernel import PageQuerySchema
from schemas.table import TITLES

blueprint = Room("organs", TITLES["organ"])


@blueprint.route("/organs")
class Organs(MethodView):
    """The list."""

    @blueprint.arguments(PageQuerySchema, location="query")
    @blueprint.response(200, wire.OrganPageSchema)
    def get(self, query: dict[str, Any]) -> dict[str, Any]:
        """Every body, newest first."""
        with reading() as session:
            page = listing.organs(session, after=query["cursor"], limit=query["limit"])
        return {"items": page.rows, "next_cursor": page.next_cursor}


@blueprint.route("/organs/<id:organ_id>")
class Organ(MethodView):
    """One body."""

    @blueprint.response(200, wire.OrganSchema)
    def get(self, organ_id: str) -> Any:
        """A body with its units. The ETag is the length of its record: send it back as If-Match."""
        with reading() as session:
            found = listing.organ(session, organ_id) or abort(404)
            units = listing.units(session, organ_id)
        return {**found._mapping, "units": units}, 200, {"ETag": f'"{found.seq}"'}


@blueprint.route("/organs/<id:organ_id>/appointments")
class Appointments(MethodView):
    """任职."""

    @blueprint.arguments(PageQuerySchema, location="query")
    @blueprint.response(200, wire.AppointmentPageSchema)
    def get(self, query: dict[str, Any], organ_id: str) -> dict[str, Any]:
        """Who holds or held which post, newest first: for those of the body, and for administrators."""
        actor = current_actor()
        if not listing.sees_posts(actor, organ_id):
            abort(404)
        with reading() as session:
            page = listing.appointments(session, organ_id, actor, after=query["cursor"], limit=query["limit"])
        return {"items": page.rows, "next_cursor": page.next_cursor}


@blueprint.route("/installation")
class Installation(MethodView):
    """This installation."""

    @blueprint.response(200, wire.InstallationSchema)
    def get(self) -> Any:
        """Its name, its clock, and the length and head of its record."""
        with reading() as session:
            found = listing.installation(session) or abort(404)
        return found, 200, {"ETag": f'"{found.seq}"'}
