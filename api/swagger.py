"""The local Swagger UI: files of the package, and a start script of our own, since no page here runs inline scripts."""

from importlib.util import find_spec
from pathlib import Path

from flask import Blueprint, Response, send_from_directory

blueprint = Blueprint("swagger", __name__, url_prefix="/api/docs")
PAGE = """<!DOCTYPE html>
<html lang="zh">
<meta charset="utf-8">
<title>decision-flow</title>
<link rel="stylesheet" href="swagger-ui.css">
<link rel="icon" href="favicon-32x32.png">
<div id="swagger-ui"></div>
<script src="swagger-ui-bundle.js"></script>
<script src="start.js"></script>
"""
START = """SwaggerUIBundle({
  url: "../v1/openapi.json", dom_id: "#swagger-ui", deepLinking: true, docExpansion: "none", validatorUrl: null,
  presets: [SwaggerUIBundle.presets.apis],
});
"""


def files() -> Path:
    """Where flask-swagger-ui keeps the files of Swagger UI; nothing of it is imported."""
    found = find_spec("flask_swagger_ui")
    return Path(str(found.origin if found else "")).parent / "dist"


@blueprint.get("/")
def page() -> Response:
    """The page."""
    return Response(PAGE, content_type="text/html; charset=utf-8")


@blueprint.get("/start.js")
def start() -> Response:
    """Which document it shows."""
    return Response(START, content_type="text/javascript; charset=utf-8")


@blueprint.get("/<path:name>")
def file(name: str) -> Response:
    """Scripts and styles."""
    return send_from_directory(files(), name, max_age=86_400)
