"""Documents: upload bytes, get their digest; download what a record names that one may see."""

import re
from base64 import b64decode
from collections.abc import Collection, Iterator
from urllib.parse import quote, unquote

from flask import Response, abort, request
from flask.views import MethodView
from marshmallow import Schema, fields
from webargs.flaskparser import abort as refuse
from werkzeug.wsgi import FileWrapper

from api.doors import current_actor, installation, reading
from api.problems import said
from api.rooms import Room
from decision_flow.actor import Actor
from decision_flow.decision import listing
from decision_flow.papers.queries import file_name, is_readable_announcement
from decision_flow.store.documents import CHUNK, LARGEST, OtherBytes
from decision_flow.store.uploads import LONGEST_NAME, keep_upload

blueprint = Room("documents", "文件 / Documents")
BODY = {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
NAME = {"in": "header", "name": "X-Filename", "schema": {"type": "string"}, "description": "Percent-encoded UTF-8."}

DIGEST = {
    "in": "header",
    "name": "Content-Digest",
    "schema": {"type": "string"},
    "description": "RFC 9530: `sha-256=:base64:`. Other bytes than these are refused.",
}
ANNOUNCED = re.compile(r"(?:^|,)\s*sha-256=:([A-Za-z0-9+/=]+):")
SHA256_BYTES = 32


class UploadedSchema(Schema):
    """The digest is the document's name in every act."""

    sha256 = fields.String()
    size = fields.Integer()


@blueprint.route("/documents")
class Documents(MethodView):
    """Uploading."""

    @blueprint.doc(requestBody={"required": True, **BODY}, parameters=[NAME, DIGEST])
    @blueprint.response(201, UploadedSchema)
    def post(self) -> dict[str, object]:
        """Store the request's body, at most 50 MiB. `X-Filename` is the name it had (percent-encoded UTF-8); where
        `Content-Digest` announces the SHA-256 (RFC 9530), other bytes are not kept."""
        actor, name, announced = current_actor(), uploaded_name(), announced_digest()
        request.max_content_length = LARGEST
        if not request.content_length:
            abort(422, said("没有内容。", "The body is empty."))
        if request.content_length > LARGEST:
            abort(413, said(f"超过{LARGEST}字节。", f"More than {LARGEST} bytes."))
        try:
            sha256, size = installation().store.documents.receive(_chunks(), announced=announced)
        except OtherBytes as other:
            refuse(422, messages={"headers": {"Content-Digest": [f"Not the digest of these bytes: {other}."]}})
        keep_upload(installation().store, sha256, size, name=name, media_type=request.mimetype, person_id=actor.id)
        return {"sha256": sha256, "size": size}

    post._apidoc["writes"] = True


@blueprint.route("/documents/<sha256:sha256>")
class Document(MethodView):
    """Downloading."""

    @blueprint.response(200, {"type": "string", "format": "binary"}, content_type="application/octet-stream")
    def get(self, sha256: str) -> Response:
        """The bytes, for who uploaded them or may see a record that names them; always as an attachment. The
        announcement of a published catalog is everybody's and takes no token."""
        actor = current_actor(anybody=True)
        with reading() as session:
            announced = is_readable_announcement(session, sha256, actor)
        if not announced and not_readable([sha256], current_actor()):
            abort(404)
        with reading() as session:
            name = listing.name_of_document(session, sha256, actor) or file_name(session, sha256) or sha256
        file = installation().store.documents.open(sha256)
        headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
        answer = Response(FileWrapper(file, CHUNK), 200, headers, content_type="application/octet-stream")
        answer.set_etag(sha256)
        return answer

    get._apidoc["anybody"] = True


def not_readable(asked: Collection[str], actor: Actor) -> list[str]:
    """Of these documents those that are not there or not the actor's to read: neither is told from the other."""
    if not asked:
        return []
    with reading() as session:
        return listing.not_readable(session, asked, actor)


def uploaded_name() -> str:
    """The name that `X-Filename` gives, without a folder; else 422."""
    sent = request.headers.get("X-Filename", "")
    name = unquote(sent, errors="replace").replace("\\", "/").rpartition("/")[2]
    if not sent.isascii() or not name.isprintable() or "\ufffd" in name or len(name) > LONGEST_NAME:
        fault = f"Percent-encoded UTF-8 of at most {LONGEST_NAME} printable characters."
        refuse(422, messages={"headers": {"X-Filename": [fault]}})
    return name


def announced_digest() -> str | None:
    """The SHA-256 that `Content-Digest` announces, in hexadecimal; None where it announces none; else 422."""
    sent = request.headers.get("Content-Digest", "")
    if not sent:
        return None
    found = ANNOUNCED.search(sent)
    try:
        digest = b64decode(found[1], validate=True) if found else b""
    except ValueError:
        digest = b""
    if len(digest) != SHA256_BYTES:
        refuse(422, messages={"headers": {"Content-Digest": ["sha-256=:base64 of the 32 bytes:"]}})
    return digest.hex()


def _chunks() -> Iterator[bytes]:
    while chunk := request.stream.read(CHUNK):
        yield chunk
