"""What every endpoint needs: the installation, the actor of the request, its preconditions, one reading session."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import cast

from flask import abort, current_app, g, request
from sqlmodel import Session

from api.accounts import actor_of
from decision_flow.actor import PUBLIC, Actor
from decision_flow.settings import Installation

EXTENSION = "decision_flow"


def installation() -> Installation:
    """The installation that this app serves."""
    return cast(Installation, current_app.extensions[EXTENSION])


def now() -> datetime:
    """The installation's time: the real one, or a demo's."""
    return installation().engine.now()


def today() -> date:
    """The installation's day in Beijing."""
    return installation().engine.today()


def current_actor(*, anybody: bool = False) -> Actor:
    """Who asks, by bearer token. Without one the public, where `anybody` may ask; else 401."""
    if "actor" not in g:
        header = request.headers.get("Authorization", "")
        g.actor = None
        if header:
            scheme, _, token = header.partition(" ")
            g.actor = actor_of(installation().store, token.strip(), today()) if scheme.lower() == "bearer" else None
            if g.actor is None:
                abort(401, "令牌无效或者已过期，请重新登录 / The token is unknown or over: POST /api/v1/tokens")
    if g.actor is None and not anybody:
        abort(401, "请先登录：POST /api/v1/tokens / Get a token first: POST /api/v1/tokens")
    return g.actor or PUBLIC


def expected_seq() -> int | None:
    """`If-Match: "41"` → 41: the entry at which the caller saw the record."""
    value = request.headers.get("If-Match", "").strip()
    if not value or value == "*":
        return None
    digits = value.strip('"')
    if not digits.isdecimal():
        abort(422, "If-Match 应为 ETag 给出的序号 / If-Match holds the number that ETag gave")
    return int(digits)


@contextmanager
def reading() -> Iterator[Session]:
    """One session that cannot write, in one snapshot."""
    with installation().store.reading() as session:
        yield session
