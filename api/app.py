"""The Flask application: acts from one table, reads per room, problems, OpenAPI with a local Swagger UI."""

from flask import Flask, Response, abort, redirect, request
from flask_smorest import Api
from flask_swagger_ui import get_swaggerui_blueprint
from werkzeug.wrappers import Response as AnyResponse

import api.problems as problems
from api import acts, catalog, decisions, documents, tokens
from api.doors import EXTENSION
from decision_flow.settings import Installation, Settings

JSON_LIMIT = 1 << 20
POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"


def create_app(installation: Installation | None = None) -> Flask:
    """An app that serves one installation; by default the one that the environment names."""
    app = Flask("decision-flow")
    app.extensions[EXTENSION] = installation or Installation.open(Settings.from_environment())
    app.config.update(
        API_TITLE="decision-flow",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
        MAX_CONTENT_LENGTH=JSON_LIMIT,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.before_request(_readable)
    app.after_request(_strict)
    served = Api(app)
    problems.install(app, app.extensions[EXTENSION].messages)
    for blueprint in (
        *acts.blueprints(),
        tokens.blueprint,
        catalog.blueprint,
        decisions.blueprint,
        documents.blueprint,
    ):
        served.register_blueprint(blueprint)
    app.register_blueprint(get_swaggerui_blueprint("/api/docs", "/api/v1/openapi.json"))
    app.add_url_rule("/", "root", lambda: redirect("/api/docs/"))
    return app


def _readable() -> None:
    """A JSON body is JSON, in UTF-8, of a size we take: else the client is told what and where."""
    if request.method not in ("POST", "PUT", "PATCH") or request.path.endswith("/documents"):
        return
    if request.content_length is not None and request.content_length > JSON_LIMIT:
        abort(413, f"超过{JSON_LIMIT}字节 / more than {JSON_LIMIT} bytes")
    if request.mimetype != "application/json":
        abort(415, "请以 application/json 提交 / Send application/json")
    problems.parse_json(request.get_data())


def _strict(response: AnyResponse) -> AnyResponse:
    """Headers that a browser needs to be told; scripts come from here alone."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    if isinstance(response, Response) and response.mimetype in ("application/json", "application/problem+json"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response
