"""A part of the house: a blueprint whose pages know who looks, carry a strict policy, and answer errors as pages."""

from typing import Any

from flask import Blueprint, Response, current_app, request, session
from werkzeug.wrappers import Response as AnyResponse

from decision_flow.actor import PUBLIC
from decision_flow.store.documents import LARGEST
from web import errors
from web.assets import pack
from web.doors import current_actor
from web.sessions import csrf

POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'"
)
"""data: for the arrows and ticks that Bootstrap draws in its style sheet."""
FORM_MEMORY, FORM_PARTS = 8 << 20, 20_000


class Pages(Blueprint):
    """The pages of one module. `anybody`: they may be read without signing in."""

    def __init__(self, name: str, *, anybody: bool = False) -> None:
        super().__init__(f"web_{name}", "web", template_folder="templates")
        self.anybody = anybody
        self.before_request(self._known)
        self.before_request(self._ours)
        self.after_request(_strict)
        errors.answer_for(self)

    def _known(self) -> Any:
        """Strangers sign in first; what they have typed is kept."""
        _allow_forms()
        if self.anybody or current_actor() is not PUBLIC:
            return None
        return errors.sign_in_first()

    def _ours(self) -> None:
        """A form is taken only from our own page. Raises CSRFError."""
        if request.method == "POST":
            csrf.protect()


def _allow_forms() -> None:
    """A form carries documents; the limit of a JSON body is not meant for it, and a browser that never signed in
    sends none. Who did and whose session is over shall lose nothing that was typed."""
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return
    request.max_content_length = 2 * LARGEST
    request.max_form_memory_size = FORM_MEMORY
    request.max_form_parts = FORM_PARTS


def _strict(answer: AnyResponse) -> AnyResponse:
    """No script or style but our own files. A page that names nobody may be compressed: it holds no secret (BREACH)."""
    answer.headers.setdefault("Content-Security-Policy", POLICY)
    answer.headers.setdefault("X-Content-Type-Options", "nosniff")
    answer.headers.setdefault("Referrer-Policy", "same-origin")
    answer.headers.setdefault("Cache-Control", "no-store" if session else "no-cache")
    if isinstance(answer, Response) and answer.mimetype == "text/html" and not session:
        pack(answer)
    return answer
