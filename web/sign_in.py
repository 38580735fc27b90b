"""Signing in and out, giving the password again before a signature, and the switch of language."""

from typing import Any
from urllib.parse import urlsplit

import orjson
from flask import redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from decision_flow.tries import TooManyTries
from web import acts
from web.doors import LANGUAGE_COOKIE, LANGUAGES
from web.pages import Pages
from web.permitted import ADDRESS
from web.sessions import sign_in as begin
from web.sessions import sign_out as end

blueprint = Pages("sign_in", anybody=True)
A_YEAR = 365 * 24 * 3600


@blueprint.get("/sign-in")
def sign_in() -> str:
    """The form."""
    return render_template("sign_in.html", after=own_address(request.args.get("after")))


@blueprint.post("/sign-in")
def signed_in() -> Any:
    """The desk, or where one wanted to go; a form that was kept is shown again."""
    after = own_address(request.form.get("after"))
    try:
        wrong, more = 0 if begin(request.form) else 401, {}
    except TooManyTries as error:
        wrong, more = 429, {"Retry-After": str(error.seconds)}
    if wrong:
        return render_template("sign_in.html", after=after, kept=request.form.get("kept"), wrong=wrong), wrong, more
    kept = kept_form(request.form.get("kept"))
    return acts.again(*kept) if kept else redirect(after, 303)


def kept_form(kept: str | None) -> tuple[Any, dict[str, str], str] | None:
    """The form of an act that was kept in the sign-in page, with the parameters of its path and the act's name."""
    if not kept:
        return None
    try:
        form = orjson.loads(kept)
        name, path = acts.act_at(form["path"].removeprefix(f"{ADDRESS}/"))
        return form, path, name
    except (ValueError, KeyError, TypeError, AttributeError, HTTPException):
        return None


@blueprint.post("/sign-out")
def sign_out() -> Any:
    """Back to the front."""
    end()
    return redirect(url_for("web_desk.front"), 303)


@blueprint.get(f"/language/<any({', '.join(LANGUAGES)}):to>")
def switch_language(to: str) -> Any:
    """The same page in the other language."""
    answer = redirect(own_address(request.args.get("after")), 303)
    answer.set_cookie(LANGUAGE_COOKIE, to, max_age=A_YEAR, httponly=True, samesite="Lax", secure=request.is_secure)
    return answer


def own_address(asked: str | None) -> str:
    """An address of this house; anything else is the front."""
    parts = urlsplit(asked or "/")
    is_own = not parts.scheme and not parts.netloc and parts.path.startswith("/") and not parts.path.startswith("//")
    return asked if asked and is_own and "\\" not in asked and asked.isprintable() else "/"
