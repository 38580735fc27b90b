"""Signing in and out, giving the password again before a signature, and the switch of language."""

from typing import Any
from urllib.parse import urlsplit

from flask import redirect, render_template, request, url_for

from web.doors import LANGUAGE_COOKIE, LANGUAGES, installation
from web.pages import Pages
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
    if not begin(installation().store, request.form):
        return render_template("sign_in.html", after=after, kept=request.form.get("kept"), wrong=True), 401
    return redirect(after, 303)


@blueprint.post("/sign-out")
def sign_out() -> Any:
    """Back to the front."""
    end()
    return redirect(url_for("desk.front"), 303)


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
