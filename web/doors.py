"""What every page needs: the installation, who looks, in which language, one reading session."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any, cast

from flask import current_app, g, request
from flask_security import current_user
from sqlmodel import Session

from decision_flow.actor import PUBLIC, Actor
from decision_flow.organ.queries import actor_on
from decision_flow.settings import Installation

EXTENSION = "decision_flow"
LANGUAGES = ("zh", "en")
LANGUAGE_COOKIE = "language"


def installation() -> Installation:
    """The installation that this app serves."""
    return cast(Installation, current_app.extensions[EXTENSION])


def today() -> date:
    """The installation's day in Beijing, the same throughout one request."""
    if "today" not in g:
        g.today = installation().engine.today()
    return cast(date, g.today)


def current_actor() -> Actor:
    """Who is signed in, with the posts held today; else the public."""
    if "actor" not in g:
        g.actor = PUBLIC
        if current_user.is_authenticated:
            g.actor = current_user.actor or _actor_of_the_new_session()
    return cast(Actor, g.actor)


def _actor_of_the_new_session() -> Actor:
    """Who has signed in with this very request."""
    with reading() as session:
        return actor_on(session, current_user.person_id, current_user.name, today())


def language() -> str:
    """zh unless the reader has switched."""
    chosen = request.cookies.get(LANGUAGE_COOKIE, "")
    return chosen if chosen in LANGUAGES else LANGUAGES[0]


def said(key: str, **values: Any) -> str:
    """A sentence of the pages in the reader's language (`pages:` in config/messages)."""
    return installation().messages.page(key, values, language())


@contextmanager
def reading() -> Iterator[Session]:
    """One session that cannot write, in one snapshot."""
    with installation().store.reading() as session:
        yield session
