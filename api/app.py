"""The Flask application: acts from one table, reads per room, problems, OpenAPI with a local Swagger UI."""

from pathlib import Path
from typing import Any

from flask import Flask, Response, abort, request
from werkzeug.wrappers import Response as AnyResponse

from api import (
    acts,
    catalog,
    decisions,
    documents,
    expert_pools,
    legality_review,
    meetings,
    organs,
    public_participation,
    records,
    stages,
    supervision,
    swagger,
    tokens,
)
from api.doors import EXTENSION, current_actor
from api.late_rule import LateRule
from api.problems import Problems, said
from api.reading_json import Unreadable, check_json
from api.rooms import Described, ids_in_paths
from decision_flow.procedure.messages import Messages
from decision_flow.settings import Installation, Settings
from decision_flow.store.wire import SQLITE, Driver

JSON_LIMIT = 1 << 20
POLICY = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'"
READS = (
    tokens,
    organs,
    catalog,
    decisions,
    stages,
    public_participation,
    legality_review,
    meetings,
    expert_pools,
    supervision,
    records,
    documents,
)
PRIVATE = frozenset({"organs", "decisions", "expert_pools", "legality_review", "records", "supervision"})


def create_app(installation: Installation | None = None) -> Flask:
    """An app that serves one installation; by default the one that the environment names."""
    served = installation or Installation.open(Settings.from_environment())
    app = routed(served.messages, served.store.driver)
    app.extensions[EXTENSION] = served
    return app


def routed(messages: Messages, driver: Driver = SQLITE) -> Flask:
    """Every route, and no installation behind them: enough to describe the interface."""
    app = Flask("decision-flow", static_folder=None)
    app.url_rule_class = LateRule
    app.config.update(
        API_TITLE="decision-flow",
        API_VERSION="v1",
        OPENAPI_VERSION="3.1.0",
        OPENAPI_URL_PREFIX="/api/v1",
        OPENAPI_JSON_PATH="openapi.json",
        MAX_CONTENT_LENGTH=JSON_LIMIT,
    )
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    ids_in_paths(app.url_map)
    app.before_request(_known)
    app.before_request(_readable)
    app.after_request(_strict)
    api = Described(app)
    Problems(app, messages, driver)
    for blueprint in (*acts.blueprints(), *(module.blueprint for module in READS)):
        api.register_blueprint(blueprint)
    app.register_blueprint(swagger.blueprint)
    return app


def document(config: Path) -> dict[str, Any]:
    """The OpenAPI document, made from the code alone: no database is opened."""
    import decision_flow.rooms  # noqa: F401  (registers commands)

    app = routed(Messages(config))
    described: Described = app.extensions["flask-smorest"]["apis"][""]["ext_obj"]
    with app.app_context():
        return described.document


def _known() -> None:
    """Who asks is settled before what is asked is read, wherever a token is needed."""
    if request.blueprint in PRIVATE:
        current_actor()


def _readable() -> None:
    """A JSON body is JSON, in UTF-8, of a size we take: else the client is told what and where."""
    if request.method not in ("POST", "PUT", "PATCH") or request.routing_exception is not None:
        return
    if not request.path.startswith("/api/"):  # a form of a page
        return
    if request.endpoint == "documents.Documents":
        return
    if request.content_length is not None and request.content_length > JSON_LIMIT:
        abort(413, said(f"超过{JSON_LIMIT}字节。", f"More than {JSON_LIMIT} bytes."))
    if request.mimetype != "application/json":
        abort(415, said("请以 application/json 提交。", "Send application/json."))
    try:
        check_json(request.get_data())
    except Unreadable as error:
        abort(400, said(error.zh, error.en))


def _strict(response: AnyResponse) -> AnyResponse:
    """Headers that a browser needs to be told; scripts come from here alone."""
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "no-referrer")
    if isinstance(response, Response) and response.mimetype in ("application/json", "application/problem+json"):
        response.headers.setdefault("Cache-Control", "no-store")
    return response
