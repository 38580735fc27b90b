"""Documents: upload bytes, get their digest; download what a record names that one may see."""

from collections.abc import Iterator
from datetime import UTC, datetime

from flask import Response, abort, request
from flask.views import MethodView
from flask_smorest import Blueprint
from marshmallow import Schema, fields
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from werkzeug.http import quote_header_value

from api.doors import current_actor, installation, reading
from decision_flow.audit.canonical import instant
from decision_flow.decision.listing import may_read_document
from decision_flow.store.documents import CHUNK, LARGEST
from decision_flow.store.operational import Upload
from decision_flow.store.tables import table_of

blueprint = Blueprint("documents", __name__, url_prefix="/api/v1", description="documents")
UPLOAD = table_of(Upload)


class UploadedSchema(Schema):
    """The digest is the document's name in every act."""

    sha256 = fields.String()
    size = fields.Integer()


@blueprint.route("/documents")
class Documents(MethodView):
    """Uploading."""

    @blueprint.response(201, UploadedSchema)
    def post(self) -> dict[str, object]:
        """Store the request's body, at most 50 MiB. `X-Filename` is the name it had (percent-encoded UTF-8)."""
        actor, served = current_actor(), installation()
        request.max_content_length = LARGEST
        if not request.content_length:
            abort(422, "没有内容 / The body is empty")
        if request.content_length > LARGEST:
            abort(413, f"超过{LARGEST}字节 / more than {LARGEST} bytes")
        sha256, size = served.store.documents.receive(_chunks())
        row = {
            "sha256": sha256,
            "person_id": actor.id,
            "size": size,
            "uploaded_at": instant(datetime.now(UTC)),
            "name": request.headers.get("X-Filename", "")[:300],
            "media_type": request.mimetype[:100],
        }
        insert = sqlite.insert if served.store.dialect == "sqlite" else postgresql.insert
        with served.store.operating() as session:
            session.execute(insert(UPLOAD).values(**row).on_conflict_do_nothing())
        return {"sha256": sha256, "size": size}


@blueprint.route("/documents/<string:sha256>")
class Document(MethodView):
    """Downloading."""

    @blueprint.response(200, content_type="application/octet-stream")
    def get(self, sha256: str) -> Response:
        """The bytes, for who uploaded them or may see a record that names them; always as an attachment."""
        actor = current_actor()
        with reading() as session:
            if not may_read_document(session, sha256, actor):
                abort(404)
            name = session.execute(select(UPLOAD.c.name).where(UPLOAD.c.sha256 == sha256)).scalars().first() or sha256
        data = installation().store.documents.read(sha256)
        disposition = (
            f"attachment; filename*=UTF-8''{name}"
            if name != sha256
            else (f"attachment; filename={quote_header_value(sha256)}")
        )
        return Response(
            data,
            200,
            {"Content-Disposition": disposition, "ETag": f'"{sha256}"'},
            content_type="application/octet-stream",
        )


def _chunks() -> Iterator[bytes]:
    while chunk := request.stream.read(CHUNK):
        yield chunk
