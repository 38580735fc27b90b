"""Errors as pages: what happened, in the reader's language, and what to do next. Never anything from inside."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import orjson
from flask import Blueprint, Flask, current_app, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException

from decision_flow.engine import KeyReused, NoSubject, NotAuthorised, Refused, Stale, UnknownDocument
from decision_flow.procedure.calendars import WorstCaseOpen
from decision_flow.procedure.law import OpenValue, UnknownParameter
from decision_flow.procedure.profiles import NotYetInForce, UnknownProfile
from decision_flow.store.documents import TooLarge
from decision_flow.tries import TooManyTries
from schemas.findings import findings_on_the_wire
from web.doors import installation, language

Page = tuple[str, int]
API = "/api/"
PAGES = {
    400: "bad_form",
    401: "not_signed_in",
    403: "not_yours",
    404: "not_there",
    405: "not_there",
    413: "too_large",
    429: "too_many",
    503: "busy",
}
NOT_KEPT = ("csrf_token", "password")


def answer_for(pages: Blueprint) -> None:
    """Register an answer for whatever may leave a page."""
    answers: dict[type[Exception], Callable[[Any], Any]] = {
        Refused: refused,
        NoSubject: lambda error: problem(404),
        Stale: lambda error: problem(409, "moved_on"),
        KeyReused: lambda error: problem(409, "done_before"),
        UnknownDocument: lambda error: problem(422, "no_document"),
        UnknownProfile: lambda error: problem(422, "bad_form"),
        TooLarge: lambda error: problem(413),
        OpenValue: open_value,
        UnknownParameter: open_value,
        WorstCaseOpen: open_value,
        NotYetInForce: open_value,
        OperationalError: busy,
        NoConnection: busy,
        TooManyTries: too_many,
        CSRFError: lambda error: problem(400, "form_expired"),
        HTTPException: lambda error: problem(error.code or 500),
        Exception: unexpected,
    }
    for error, answer in answers.items():
        pages.register_error_handler(error, answer)


def answer_elsewhere(app: Flask) -> None:
    """An address that no route has: a page, unless it is one of the interface, which answers for itself."""
    by_the_api = app.error_handler_spec[None][None].get(HTTPException)

    def nowhere(error: HTTPException) -> Any:
        if by_the_api is not None and request.path.startswith(API):
            return by_the_api(error)
        return problem(error.code or 404)

    for status in (404, 405):
        app.register_error_handler(status, nowhere)


def problem(status: int, key: str = "", **more: Any) -> Page:
    """A page that says what is wrong."""
    return render_template("error.html", key=key or PAGES.get(status, "unexpected"), status=status, **more), status


def refused(error: Refused) -> Page:
    """暂不能办理, with everything that stands in the way."""
    return render_template("refused.html", refusal=refusal(error)), status_of(error)


def status_of(error: Refused) -> int:
    """403 where it is another's to do, else 409: not yet."""
    return 403 if isinstance(error, NotAuthorised) else 409


def refusal(error: Refused) -> dict[str, Any]:
    """What the refusal box shows."""
    return {
        "command": type(error.command).__name__,
        "not_yours": isinstance(error, NotAuthorised),
        "findings": findings_on_the_wire(error.findings, installation().messages, language()),
    }


def open_value(error: Exception) -> Page:
    """The law as entered gives no answer: a sentence that names the parameter and who must set it."""
    return problem(409, "open_value", detail=str(error))


def busy(error: Exception) -> Page:
    """The database did not answer."""
    current_app.logger.warning("database", exc_info=error)
    return problem(503)


def too_many(error: TooManyTries) -> Any:
    """The password was wrong too often."""
    return *problem(429), {"Retry-After": str(error.seconds)}


def unexpected(error: Exception) -> Page:
    """Ours to find: the reader gets a number that stands in the log as well."""
    number = uuid4().hex[:8].upper()
    current_app.logger.exception("unexpected %s", number, exc_info=error)
    return problem(500, number=number)


def sign_in_first() -> Any:
    """Where a stranger is sent. A form that was sent after its session had ended is kept in the page itself."""
    if request.method == "POST":
        sent = [(name, value) for name, value in request.form.items(multi=True) if name not in NOT_KEPT]
        kept = orjson.dumps({"path": request.path, "sent": sent}).decode()
        return render_template("sign_in.html", kept=kept, after=request.full_path, ended=True), 401
    address = url_for("web_sign_in.sign_in", after=request.full_path if request.query_string else request.path)
    if "HX-Request" in request.headers:
        return "", 401, {"HX-Redirect": address}
    return redirect(address)
