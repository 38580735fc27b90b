"""A room's blueprint and the API that serves it: ids in paths, strict queries, OpenAPI made when it is asked for.

Nothing is described at start-up: a process that only serves acts never builds the document.
"""

from functools import cached_property
from threading import Lock
from typing import Any

from flask import Flask, Response, jsonify, request
from flask_smorest import Api, Blueprint
from marshmallow import EXCLUDE, RAISE, Schema
from webargs.flaskparser import FlaskParser
from werkzeug.routing import BaseConverter, Map

from schemas.fields import ID
from schemas.kernel import ProblemSchema

PREFIX = "/api/v1"
PROBLEM = "application/problem+json"
PROBLEMS = {
    400: "The body is no JSON: line and column.",
    401: "No token, or one that is unknown or over.",
    403: "Not yours to do: the findings name who may, or which duties are separate.",
    404: "Not there, or not yours to see.",
    409: "Not yet: every finding with rule, article, what is missing, who can cure it and how, and when earliest.",
    412: "The record has moved on since the ETag of If-Match.",
    413: "Too large.",
    415: "Send application/json.",
    422: "The content is not understood: each field with its place.",
    429: "It has failed too often: wait as long as Retry-After says.",
    503: "The database is busy or away: the same request may be sent again.",
}
READ, LIMITED = (401, 404, 409, 422, 503), tuple(PROBLEMS)
ACT = tuple(status for status in LIMITED if status != 429)


class IdConverter(BaseConverter):
    """An id in a path. What has not its form is not there."""

    regex = "[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


class Sha256Converter(BaseConverter):
    """The digest of a document in a path."""

    regex = "[0-9a-f]{64}"


class Parser(FlaskParser):
    """Unknown parameters of a query are refused as unknown fields of a body are: a misspelt filter filters nothing."""

    DEFAULT_UNKNOWN_BY_LOCATION = {"json": RAISE, "query": RAISE, "headers": EXCLUDE}  # noqa: RUF012


PARSER = Parser()


def parsed(schema: Schema, location: str) -> Any:
    """What stands in this place of the request; else 422 with the place of each fault."""
    return PARSER.parse(schema, request, location=location)


class Room(Blueprint):
    """One room of the house, with its title in the documentation. `anybody`: may be read without a token."""

    ARGUMENTS_PARSER = PARSER

    def __init__(self, name: str, tag: str, *, anybody: bool = False) -> None:
        super().__init__(name, "api", url_prefix=PREFIX)
        self.anybody, self.tag = anybody, tag
        self._prepare_doc_cbks.append(self._common)

    def route(self, rule: str, **options: Any) -> Any:
        """Under the room's title in the documentation."""
        return super().route(rule, tags=[self.tag], **options)

    def _common(self, doc: dict[str, Any], info: dict[str, Any], **_: Any) -> dict[str, Any]:
        """What every operation shares: the token, and the problems it may answer with."""
        responses = doc.setdefault("responses", {})
        answers = LIMITED if info.get("limited") else ACT if info.get("writes") else READ
        responses.update({str(status): {"$ref": f"#/components/responses/Problem{status}"} for status in answers})
        for own in (422, "default"):  # what flask-smorest says of errors, in another form than ours
            responses.pop(own, None)
        token: list[dict[str, list[str]]] = [{"bearer": []}]
        return {**doc, "security": [*token, {}] if info.get("anybody", self.anybody) else token}


class Described(Api):
    """Registers blueprints at start-up, and describes them when the document is first asked for."""

    def __init__(self, app: Flask) -> None:
        self._rooms: list[Room] = []
        self._describing = Lock()
        super().__init__(app, spec_kwargs={"info": {"description": "重大行政决策程序 / " + app.name}})

    def register_blueprint(self, blp: Room, **_: Any) -> None:
        """Its routes now, its description later."""
        self._app.register_blueprint(blp)
        self._rooms.append(blp)

    @cached_property
    def document(self) -> dict[str, Any]:
        """The OpenAPI document."""
        spec = self.spec
        spec.components.security_scheme("bearer", {"type": "http", "scheme": "bearer"})
        for status, text in PROBLEMS.items():
            content = {PROBLEM: {"schema": ProblemSchema}}
            spec.components.response(f"Problem{status}", {"description": text, "content": content})
        self.register_converter(IdConverter, lambda _: {"type": "string", "pattern": ID})
        self.register_converter(Sha256Converter, lambda _: {"type": "string", "pattern": "^[0-9a-f]{64}$"})
        for room in self._rooms:
            room.register_views_in_doc(self, self._app, spec, name=room.name, parameters=None)
        for tag in dict.fromkeys(room.tag for room in self._rooms):
            spec.tag({"name": tag})
        return dict(spec.to_dict())

    def _openapi_json(self) -> Response:
        with self._describing:
            return jsonify(self.document)


def ids_in_paths(urls: Map) -> None:
    """`<id:decision_id>` and `<sha256:…>` in every rule that is added from now on."""
    urls.converters.update({"id": IdConverter, "sha256": Sha256Converter})
