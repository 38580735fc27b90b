"""What every endpoint needs: the installation, the actor of the request, its preconditions, one reading session."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import cast

from flask import abort, current_app, g, request
from sqlmodel import Session

from api.problems import said
from api.rooms import parsed
from decision_flow.accounts import actor_of
from decision_flow.actor import PUBLIC, Actor
from decision_flow.settings import Installation
from schemas.kernel import IfMatchSchema

EXTENSION = "decision_flow"
IF_MATCH = IfMatchSchema()


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
        g.actor = None
        if "Authorization" in request.headers:
            g.actor = actor_of(installation().store, bearer(), today())
            if g.actor is None:
                abort(
                    401, said("令牌无效或者已过期，请重新登录。", "The token is unknown or over: POST /api/v1/tokens.")
                )
    if g.actor is None and not anybody:
        abort(401, said("请先登录：POST /api/v1/tokens。", "Get a token first: POST /api/v1/tokens."))
    return g.actor or PUBLIC


def bearer() -> str:
    """The token of `Authorization: Bearer …`, or nothing."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def expected_seq() -> int | None:
    """`If-Match: "41"` → 41: the entry at which the caller saw the record."""
    value = parsed(IF_MATCH, "headers").get("seq", "*").strip('"')
    return None if value == "*" else int(value)


@contextmanager
def reading() -> Iterator[Session]:
    """One session that cannot write, in one snapshot."""
    with installation().store.reading() as session:
        yield session
