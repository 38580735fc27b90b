"""How often logging in may fail, counted in this process's memory: one web process serves one machine."""

import time
from typing import Any

from flask import Flask, Response, current_app, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

EXTENSION = "decision_flow_logins"
ENDPOINT = "tokens.Tokens"
PER_LOGIN = "10 per 15 minutes"
PER_ADDRESS = "60 per 15 minutes"


def limit_logins(app: Flask) -> None:
    """Only what fails is counted: by login from one address, so that nobody locks a colleague out from elsewhere, and
    by address."""
    limiter = Limiter(get_remote_address, app=app, storage_uri="memory://", strategy="moving-window")
    for limit, key in ((PER_LOGIN, login_from_here), (PER_ADDRESS, get_remote_address)):
        limited: Any = limiter.limit(limit, key_func=key, methods=["POST"], deduct_when=has_failed)
        app.view_functions[ENDPOINT] = limited(app.view_functions[ENDPOINT])
    app.extensions[EXTENSION] = limiter


def login_from_here() -> str:
    """Which login is tried, and from where."""
    body = request.get_json(silent=True)
    login = body.get("login") if isinstance(body, dict) else None
    return f"{get_remote_address()} {login if isinstance(login, str) else ''}"


def has_failed(answer: Response) -> bool:
    """Whether login and password did not belong together."""
    return answer.status_code == 401


def seconds_to_wait() -> int:
    """Until one more attempt is let through."""
    limiter: Limiter = current_app.extensions[EXTENSION]
    reached = limiter.current_limit
    return max(1, int(reached.reset_at - time.time())) if reached else 1
