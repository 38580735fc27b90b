"""Reading what the rooms keep of their stages, by the table of schemas/stage_table.py."""

from collections.abc import Sequence
from typing import Any

from flask.views import MethodView

from api.decisions import seen
from api.doors import current_actor, reading
from api.rooms import Room
from schemas.stage_table import TABLE, Rows

DECISION = "/decisions/<id:decision_id>"
blueprint = Room("stages", "各阶段的材料 / What the stages hold")


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
