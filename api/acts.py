"""Acts on the wire: one table gives path, command and room; routes, schemas and OpenAPI come from it (design 12.17)."""

from collections.abc import Iterable
from dataclasses import fields
from typing import Any

from flask import Response, jsonify
from flask.views import MethodView

from api.documents import not_readable
from api.doors import current_actor, expected_seq, installation
from api.rooms import Room, parsed
from decision_flow.actor import PUBLIC
from decision_flow.command import REGISTRY, Command, documents_of
from decision_flow.engine import UnknownDocument
from decision_flow.entry import requested
from schemas.kernel import IdempotencyKeySchema, IfMatchSchema, ReceiptSchema
from schemas.table import TABLE, TITLES, ActRoute

KEY, RECEIPT = IdempotencyKeySchema(), ReceiptSchema()


def view_of(act: ActRoute) -> type[MethodView]:
    """The endpoint of an act: translate, call, return. Who asks is settled before what is asked is read: a stranger
    learns nothing from a validation error."""

    def post(self: MethodView, **path: Any) -> Response:
        actor = current_actor(anybody=act.is_public)
        key = parsed(KEY, "headers")["key"]
        command = act.command(**parsed(act.body, "json"), **path)
        for sha256 in not_readable(documents_of(command), actor):
            raise UnknownDocument(sha256)
        if actor is PUBLIC:  # strangers share no keys: a retry is the same key and the same words
            key = f"{key}:{requested(command).digest}"
        receipt = installation().engine.execute(command, by=actor, key=key, expect=expected_seq())
        answer = jsonify(RECEIPT.dump(receipt))
        answer.status_code = 200 if receipt.replayed else 201
        answer.set_etag(str(receipt.seq))
        return answer

    post.__doc__ = f"{(act.command.__doc__ or '').strip()}\n\n{permitted(act.command)}"
    post._apidoc = {"act": act, "anybody": act.is_public, "writes": True}  # type: ignore[attr-defined]
    return type(act.command.__name__, (MethodView,), {"post": post})


def permitted(command: type[Command]) -> str:
    """Who may issue the command, for the documentation."""
    return "By: " + ", ".join(sorted(role.value for role in REGISTRY[command].by))


class Acts(Room):
    """The acts of one room, described from the table when the document is made."""

    def __init__(self, room: str) -> None:
        super().__init__(f"{room}_acts", TITLES[room])
        self._prepare_doc_cbks.insert(0, self._act)

    def _act(self, doc: dict[str, Any], info: dict[str, Any], **_: Any) -> dict[str, Any]:
        act: ActRoute = info["act"]
        name = act.command.__name__
        receipt = {"content": {"application/json": {"schema": ReceiptSchema}}}
        return {
            **doc,
            "operationId": name[0].lower() + name[1:],
            "parameters": [
                {"in": "headers", "schema": IdempotencyKeySchema},
                {"in": "headers", "schema": IfMatchSchema},
            ],
            "requestBody": {"required": True, "content": {"application/json": {"schema": act.body}}},
            "responses": {
                "201": {"description": "Done: the receipt.", **receipt},
                "200": {"description": "Done before under this key: the same receipt.", **receipt},
            },
        }


def blueprints() -> Iterable[Room]:
    """One blueprint a room, with its acts."""
    for room, routes in TABLE.items():
        blueprint = Acts(room)
        for path, command in routes.items():
            act = ActRoute(path, command)
            if unknown := set(act.parameters) - {field.name for field in fields(command)}:
                raise TypeError(f"{path}: {command.__name__} has no {unknown}")
            blueprint.route(path)(view_of(act))
        yield blueprint
