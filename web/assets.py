"""Styles and scripts: a closed list of files on this machine, each under an address that changes with its bytes, sent
compressed. Nothing else is ever fetched by a page."""

import gzip
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from flask import Flask, Response, abort, request, url_for

from decision_flow.audit.canonical import sha256

HERE = Path(__file__).parent / "static"
BOOTSTRAP = "bootstrap.min.css"
A_YEAR = 365 * 24 * 3600
WORTH_IT = 1024


@dataclass(frozen=True, slots=True)
class Asset:
    """A file as it is sent."""

    body: bytes
    packed: bytes
    media_type: str
    digest: str


@lru_cache(maxsize=64)
def asset(name: str) -> Asset | None:
    """A file of web/static, or Bootstrap's style sheet out of its package; None where the list has no such name."""
    if name == BOOTSTRAP:
        body = files("flask_bootstrap").joinpath("static/bootstrap5/css", BOOTSTRAP).read_bytes()
        body = body.partition(b"/*# sourceMappingURL")[0]
    elif name in {path.relative_to(HERE).as_posix() for path in HERE.rglob("*.*")}:
        body = (HERE / name).read_bytes()
    else:
        return None
    media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return Asset(body, gzip.compress(body, 9, mtime=0), media_type, sha256(body)[:12])


def add_assets(app: Flask) -> None:
    """`/static/…`, and `asset_url` for templates."""
    app.add_url_rule("/static/<path:name>", "static", serve)
    app.jinja_env.globals["asset_url"] = asset_url


def asset_url(name: str) -> str:
    """The address of a file. A name that is not there fails when the page is made."""
    found = asset(name)
    if found is None:
        raise LookupError(f"web/static has no {name}")
    return url_for("static", name=name, v=found.digest)


def serve(name: str) -> Response:
    """A file, for a year: other bytes have another address."""
    found = asset(name) or abort(404)
    answer = Response(found.body, content_type=found.media_type)
    answer.headers["Cache-Control"] = f"public, max-age={A_YEAR}, immutable"
    pack(answer, found.packed)
    return answer


def pack(answer: Response, packed: bytes | None = None) -> None:
    """Compress an answer where the browser takes it and it is worth it."""
    answer.vary.add("Accept-Encoding")
    if not request.accept_encodings["gzip"] or (answer.content_length or 0) < WORTH_IT:
        return
    answer.set_data(packed if packed is not None else gzip.compress(answer.get_data(), 5))
    answer.headers["Content-Encoding"] = "gzip"
