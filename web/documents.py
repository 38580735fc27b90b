"""Documents: files sent with a form are stored before it is read; what a record names is downloaded."""

from collections.abc import Iterator
from typing import IO
from urllib.parse import quote

from flask import Response, abort, request
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.wsgi import FileWrapper

from decision_flow.actor import PUBLIC, Actor
from decision_flow.decision import listing
from decision_flow.papers.queries import file_name, is_readable_announcement
from decision_flow.publication.public_listing import is_public_document
from decision_flow.store.documents import CHUNK
from decision_flow.store.uploads import LONGEST_NAME, keep_upload
from web.doors import current_actor, installation, reading
from web.errors import sign_in_first
from web.forms import FILE, NAME, Typed
from web.pages import Pages

blueprint = Pages("documents", anybody=True)


def typed_with_files(actor: Actor) -> Typed:
    """What was typed, each file that came with it stored and named by its digest. Strangers send no files."""
    typed: Typed = MultiDict(request.form)
    if actor is PUBLIC:
        return typed
    for key, file in request.files.items():
        if file.filename and key.endswith(FILE):
            place = key.removesuffix(FILE)
            typed[place], typed[place + NAME] = stored(file, actor)
    return typed


def stored(file: FileStorage, actor: Actor) -> tuple[str, str]:
    """A file of a form in the document store: its digest and its name. Raises TooLarge."""
    name = (file.filename or "").replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign for sign in name if sign.isprintable())[:LONGEST_NAME]
    store = installation().store
    sha256, size = store.documents.receive(_chunks(file.stream))
    keep_upload(store, sha256, size, name=kept, media_type=file.mimetype, person_id=actor.id)
    return sha256, kept


def _chunks(stream: IO[bytes]) -> Iterator[bytes]:
    while chunk := stream.read(CHUNK):
        yield chunk


@blueprint.get("/documents/<sha256:sha256>")
def document(sha256: str) -> Response:
    """The bytes, always as an attachment, for who may see a record that names them."""
    actor = current_actor()
    with reading() as session:
        is_readable = (
            is_readable_announcement(session, sha256, actor)
            or is_public_document(session, sha256)
            or not listing.not_readable(session, [sha256], actor)
        )
        if not is_readable:
            return sign_in_first() if actor is PUBLIC else abort(404)
        name = listing.name_of_document(session, sha256, actor) or file_name(session, sha256) or sha256
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}
    file = installation().store.documents.open(sha256)
    answer = Response(FileWrapper(file, CHUNK), 200, headers, content_type="application/octet-stream")
    answer.set_etag(sha256)
    return answer
