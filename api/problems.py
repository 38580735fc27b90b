"""Errors for people, as problem+json (RFC 9457). The only module that knows the HTTP status of a refusal."""

import json
from collections.abc import Mapping
from typing import Any

from flask import Flask, Response, abort, g, request
from werkzeug.exceptions import HTTPException

from decision_flow.engine import KeyReused, NoSubject, NotAuthorised, Refused, Stale, UnknownDocument
from decision_flow.procedure.messages import Messages
from decision_flow.procedure.rules import Finding
from decision_flow.store.documents import TooLarge

TITLES = {
    400: "请求无法读取 / The request cannot be read",
    401: "请先登录 / Credentials are needed",
    403: "暂不能办理：须由其他人员办理 / Not yours to do",
    404: "没有该记录 / Not there, or not yours to see",
    405: "不支持此方法 / Method not allowed",
    409: "暂不能办理 / Not yet",
    412: "记录已有变动，请刷新后再办 / The record has moved on",
    413: "内容过大 / Too large",
    415: "请使用 application/json / Unsupported media type",
    422: "内容有误 / The content is not understood",
    429: "请求过于频繁 / Too many requests",
    500: "系统错误 / Internal error",
}


def problem(status: int, detail: str = "", headers: Mapping[str, str] | None = None, **more: Any) -> Response:
    """One problem document."""
    body = {
        "type": more.pop("type", "about:blank"),
        "title": TITLES.get(status, ""),
        "status": status,
        "instance": request.path,
        **({"detail": detail} if detail else {}),
        **more,
    }
    return Response(
        json.dumps(body, ensure_ascii=False),
        status,
        dict(headers or {}),
        content_type="application/problem+json; charset=utf-8",
    )


def findings_on_the_wire(findings: tuple[Finding, ...], messages: Messages, language: str) -> list[dict[str, Any]]:
    """Each finding: rule, article, what is missing, who can cure it and how, and when at the earliest."""
    return [
        {
            "rule": finding.rule,
            "article": messages.article(finding.article, language),
            "modality": finding.modality.value,
            "status": finding.status.value,
            "code": finding.code,
            "missing": messages.text(finding.rule, finding.code, finding.values, language) if finding.code else "",
            "cure_by": [role.value for role in finding.cure_by],
            "cure": messages.cure(finding.rule, finding.code, finding.values, language) if finding.cure_by else "",
            "earliest": finding.earliest.isoformat() if finding.earliest else None,
        }
        for finding in findings
    ]


def language() -> str:
    """zh unless the client asks for English."""
    return request.accept_languages.best_match(["zh", "en"]) or "zh"


def kebab(name: str) -> str:
    """SignOffPublicParticipation → sign-off-public-participation."""
    return "".join(f"-{letter.lower()}" if letter.isupper() else letter for letter in name).lstrip("-")


def install(app: Flask, messages: Messages) -> None:
    """Every exception that may leave an endpoint, and what the client gets for it."""

    @app.errorhandler(Refused)
    def refused(error: Refused) -> Response:
        status = 403 if isinstance(error, NotAuthorised) else 409
        return problem(
            status,
            type=f"urn:decision-flow:refused:{kebab(type(error.command).__name__)}",
            profile=error.profile,
            findings=findings_on_the_wire(error.findings, messages, language()),
        )

    @app.errorhandler(NoSubject)
    def no_subject(error: NoSubject) -> Response:
        return problem(404)

    @app.errorhandler(Stale)
    def stale(error: Stale) -> Response:
        return problem(412, headers={"ETag": f'"{error.seq}"'}, seq=error.seq)

    @app.errorhandler(KeyReused)
    def key_reused(error: KeyReused) -> Response:
        return problem(409, "同一 Idempotency-Key 已用于另一项办理 / The Idempotency-Key was used for another act")

    @app.errorhandler(UnknownDocument)
    def unknown_document(error: UnknownDocument) -> Response:
        return problem(
            422, f"没有上传过文件 {error} / No document of this digest was uploaded", errors={"document": [str(error)]}
        )

    @app.errorhandler(TooLarge)
    def too_large(error: TooLarge) -> Response:
        return problem(413, str(error))

    @app.errorhandler(HTTPException)
    def http(error: HTTPException) -> Response:
        headers = {name: value for name, value in error.get_headers() if name in ("Allow", "WWW-Authenticate")}
        details = getattr(error, "data", None) or {}
        errors = details.get("messages")
        more = {"errors": errors} if errors else {}
        return problem(error.code or 500, details.get("message") or error.description or "", headers, **more)

    @app.errorhandler(Exception)
    def unexpected(error: Exception) -> Response:
        app.logger.exception("unexpected", extra={"request_id": g.get("request_id")})
        return problem(500)


def parse_json(data: bytes) -> None:
    """Refuse a body that is no JSON, with line and column; a key that stands twice is refused too."""
    try:
        json.loads(data.decode("utf-8"), object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        abort(400, f"第{error.start}字节不是 UTF-8 / byte {error.start} is not UTF-8")
    except json.JSONDecodeError as error:
        abort(
            400, f"第{error.lineno}行第{error.colno}列无法读取 / line {error.lineno}, column {error.colno}: {error.msg}"
        )
    except RecursionError:
        abort(400, "嵌套过深 / nested too deeply")
    except ValueError as error:
        abort(400, str(error))


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"字段“{twice}”出现两次 / the key {twice!r} stands twice")
    return made


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} 不是 JSON / {name} is not JSON")
