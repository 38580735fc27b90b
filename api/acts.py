"""Acts on the wire: one table gives path, command and room; routes, schemas and OpenAPI come from it (design 12.17)."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, fields
from typing import Any

from flask.views import MethodView
from flask_smorest import Blueprint

from api.doors import current_actor, expected_seq, installation
from api.table import TABLE
from decision_flow.command import REGISTRY, Command
from decision_flow.engine import Receipt
from decision_flow.terms import Role
from schemas.act import body_of
from schemas.kernel import IdempotencyKeySchema, ProblemSchema, ReceiptSchema

PARAMETER = re.compile(r"<(?:\w+:)?(\w+)>")


@dataclass(frozen=True, slots=True)
class ActRoute:
    """An act at a path. The parameters of the path are fields of the command."""

    path: str
    command: type[Command]

    @property
    def parameters(self) -> tuple[str, ...]:
        """The names in the path."""
        return tuple(PARAMETER.findall(self.path))


def rooms_acts() -> tuple[tuple[str, tuple[ActRoute, ...]], ...]:
    """The table: room by room."""
    return tuple(
        (room, tuple(ActRoute(path, command) for path, command in routes.items())) for room, routes in TABLE.items()
    )


def view_of(act: ActRoute, blueprint: Blueprint) -> type[MethodView]:
    """The endpoint of an act: translate, call, return."""
    body = body_of(act.command, act.parameters)  # type: ignore[arg-type]
    public = Role.CITIZEN in REGISTRY[act.command].by
    description = (act.command.__doc__ or "").strip()

    def post(self: MethodView, headers: dict[str, str], arguments: dict[str, Any], **path: Any) -> Receipt:
        command = act.command(**arguments, **path)
        actor = current_actor(anybody=public)
        return installation().engine.execute(command, by=actor, key=headers["key"], expect=expected_seq())

    post.__doc__ = f"{description}\n\n{permitted(act.command)}"
    decorated: Callable[..., Any] = blueprint.response(201, ReceiptSchema)(post)
    for status in (401, 403, 404, 409, 412, 422):
        decorated = blueprint.alt_response(status, schema=ProblemSchema, content_type="application/problem+json")(
            decorated
        )
    decorated = blueprint.arguments(body)(decorated)
    decorated = blueprint.arguments(IdempotencyKeySchema, location="headers")(decorated)
    decorated = before_the_body(public)(decorated)
    return type(act.command.__name__, (MethodView,), {"post": decorated})


def before_the_body(public: bool) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Who asks is settled before what is asked is read: a stranger learns nothing from a validation error."""

    def wrap(view: Callable[..., Any]) -> Callable[..., Any]:
        def asked(*given: Any, **path: Any) -> Any:
            current_actor(anybody=public)
            return view(*given, **path)

        asked.__dict__.update(view.__dict__)
        asked.__doc__, asked.__name__ = view.__doc__, view.__name__
        return asked

    return wrap


def permitted(command: type[Command]) -> str:
    """Who may issue the command, for the documentation."""
    return "By: " + ", ".join(sorted(role.value for role in REGISTRY[command].by))


def blueprints() -> Iterable[Blueprint]:
    """One blueprint a room, with its acts."""
    for room, acts in rooms_acts():
        blueprint = Blueprint(f"{room}_acts", __name__, url_prefix="/api/v1", description=room)
        for act in acts:
            if unknown := set(act.parameters) - {field.name for field in fields(act.command)}:
                raise TypeError(f"{act.path}: {act.command.__name__} has no {unknown}")
            blueprint.route(act.path)(view_of(act, blueprint))
        yield blueprint
