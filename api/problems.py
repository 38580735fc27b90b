"""Errors for people, as problem+json (RFC 9457). The only module that knows the HTTP status of a refusal."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, g, request
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoConnection
from werkzeug.exceptions import HTTPException

from api.reading_json import places_of
from decision_flow.command import REGISTRY
from decision_flow.engine import KeyReused, NoSubject, NotAuthorised, Refused, Stale, UnknownDocument
from decision_flow.procedure.calendars import WorstCaseOpen
from decision_flow.procedure.law import OpenValue, UnknownParameter
from decision_flow.procedure.messages import Messages
from decision_flow.procedure.profiles import NotYetInForce, UnknownProfile
from decision_flow.store.documents import TooLarge
from decision_flow.store.wire import Driver
from decision_flow.tries import TooManyTries
from schemas.findings import findings_on_the_wire
from schemas.wording import in_chinese

TITLES = {
    400: "malformed",
    401: "not_logged_in",
    403: "not_authorised",
    404: "not_found",
    405: "no_such_method",
    409: "refused",
    412: "stale",
    413: "too_large",
    415: "media_type",
    422: "unreadable",
    429: "too_many",
    503: "busy",
}
KEPT = frozenset({"Allow", "Retry-After"})


def language() -> str:
    """zh unless the client asks for English."""
    return request.accept_languages.best_match(["zh", "en"]) or "zh"


def said(zh: str, en: str) -> str:
    """A sentence in the language that the client asks for."""
    return en if language() == "en" else zh


def kebab(name: str) -> str:
    """SignOffPublicParticipation → sign-off-public-participation."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")


class Problems:
    """Every exception that may leave an endpoint, and what the client gets for it."""

    def __init__(self, app: Flask, messages: Messages, driver: Driver) -> None:
        self._messages, self._log = messages, app.logger
        for error, answer in {
            Refused: self.refused,
            NoSubject: lambda error: self.problem(404),
            Stale: self.stale,
            KeyReused: lambda error: self.problem(409, title="key_reused"),
            UnknownDocument: self.unknown_document,
            TooLarge: lambda error: self.problem(413),
            OpenValue: self.open_value,
            WorstCaseOpen: self.open_value,
            UnknownParameter: self.open_value,
            NotYetInForce: self.open_value,
            UnknownProfile: self.unknown_profile,
            OperationalError: self.busy,
            NoConnection: self.busy,
            driver.busy: self.busy,
            TooManyTries: self.too_many,
            HTTPException: self.http,
            Exception: self.unexpected,
        }.items():
            app.register_error_handler(error, answer)

    def problem(
        self, status: int, detail: str = "", *, title: str = "", headers: Mapping[str, str] | None = None, **more: Any
    ) -> Response:
        """One problem document."""
        named = title or TITLES.get(status, "unexpected")
        body = {
            "type": more.pop("type", "about:blank"),
            "title": more.pop("said", None) or self._messages.title(named, lang=language()),
            "status": status,
            "instance": request.path,
            **({"detail": detail} if detail else {}),
            **more,
        }
        text = json.dumps(body, ensure_ascii=False).encode("utf-8", "backslashreplace")  # half a pair stays an escape
        return Response(text, status, dict(headers or {}), content_type="application/problem+json; charset=utf-8")

    def refused(self, error: Refused) -> Response:
        """暂不能办理, with everything that stands in the way."""
        kind, signs = type(error.command), REGISTRY[type(error.command)].signs
        title = "not_authorised" if isinstance(error, NotAuthorised) else "refused_sign_off" if signs else "refused"
        return self.problem(
            403 if isinstance(error, NotAuthorised) else 409,
            type=f"urn:decision-flow:refused:{kebab(kind.__name__)}",
            said=self._messages.title(title, {"stage": signs}, language()),
            profile=error.profile,
            findings=findings_on_the_wire(error.findings, self._messages, language()),
        )

    def stale(self, error: Stale) -> Response:
        """Where the record is now."""
        return self.problem(412, headers={"ETag": f'"{error.seq}"'}, seq=error.seq)

    def unknown_document(self, error: UnknownDocument) -> Response:
        """Which field names it."""
        missing = said(f"没有上传过文件 {error}。", f"No document {error} was uploaded.")
        places = places_of(request.get_json(silent=True), str(error), [missing])
        return self.problem(422, missing, title="unknown_document", errors={"json": places or {"_schema": [missing]}})

    def open_value(self, error: Exception) -> Response:
        """The law as entered gives no answer: a sentence that names the parameter and who must set it."""
        return self.problem(409, str(error), title="open_value", type="urn:decision-flow:open-value")

    def unknown_profile(self, error: UnknownProfile) -> Response:
        """A profile is named that no file has."""
        text = str(error.args[0])
        return self.problem(422, text, errors={"json": {"profile": [text]}})

    def busy(self, error: Exception) -> Response:
        """The database did not answer: nothing was done, or the key finds what was."""
        self._log.warning("database", exc_info=error)
        return self.problem(503, headers={"Retry-After": "1"})

    def too_many(self, error: TooManyTries) -> Response:
        """Logging in has failed too often."""
        return self.problem(429, headers={"Retry-After": str(error.seconds)})

    def http(self, error: HTTPException) -> Response:
        """What Flask, Werkzeug and webargs refuse. Their own English sentences are left out: the title says it."""
        headers = {name: value for name, value in error.get_headers() if name in KEPT}
        if error.code == 401:
            headers["WWW-Authenticate"] = 'Bearer realm="decision-flow"'
        errors = (getattr(error, "data", None) or {}).get("messages")
        more = {"errors": errors if language() == "en" else in_chinese(errors)} if errors else {}
        title = "key_missing" if "Idempotency-Key" in (errors or {}).get("headers", {}) else ""
        detail = error.description if error.description != type(error).description else ""
        return self.problem(error.code or 500, detail or "", title=title, headers=headers, **more)

    def unexpected(self, error: Exception) -> Response:
        """Ours to find: the client is told nothing from inside."""
        self._log.exception("unexpected", extra={"request_id": g.get("request_id")}, exc_info=error)
        return self.problem(500)
