"""Reading the supervision (督办): cases that nobody can move, each with its cure and with who is told."""

from typing import Any

import orjson
from flask.views import MethodView
from sqlalchemy import Row

from api.doors import current_actor, installation, reading
from api.problems import language
from api.rooms import Room
from decision_flow.procedure.messages import Messages
from decision_flow.supervision.register import finding_of, supervised
from schemas import supervision as wire
from schemas.findings import findings_on_the_wire

blueprint = Room("supervision", "督办 / Supervision")


@blueprint.route("/supervision")
class SupervisedCases(MethodView):
    """督办."""

    @blueprint.arguments(wire.SupervisedQuerySchema, location="query")
    @blueprint.response(200, wire.SupervisedPageSchema)
    def get(self, query: dict[str, Any]) -> dict[str, Any]:
        """What stands still of the cases that one sees: nobody in post, ready but unsigned, left lying, an automated
        step that keeps failing, a meeting before the review's end."""
        with reading() as session:
            page = supervised(session, current_actor(), after=query.pop("cursor"), **query)
        messages, lang = installation().messages, language()
        return {"items": [on_the_wire(row, messages, lang) for row in page.rows], "next_cursor": page.next_cursor}


def on_the_wire(row: Row[Any], messages: Messages, lang: str) -> dict[str, Any]:
    """The finding as sentences, with its case and who is told."""
    (finding,) = findings_on_the_wire((finding_of(row),), messages, lang)
    of_case = {name: row._mapping[name] for name in ("decision_id", "title", "organ_id", "stage", "round", "noted_at")}
    return {**finding, **of_case, "told": orjson.loads(row.told)}
