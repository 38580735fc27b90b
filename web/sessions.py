"""Who is signed in: Flask-Security's session over our own accounts, without a model of its own and without its pages.

The session is a signed cookie. It names the person and the password that was right when it began: a new password ends
every session of the old one.
"""

import os
import secrets
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_security import RoleMixin, Security, UserDatastore, UserMixin, login_user, logout_user
from flask_security.utils import check_and_update_authn_fresh
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Row

from decision_flow.accounts import account_by_password, account_on
from decision_flow.actor import Actor
from decision_flow.audit.canonical import sha256
from web.doors import installation, today

FRESH = timedelta(minutes=10)
LIFE = timedelta(hours=12)
KEY_FILE = "session.key"
KEY_BYTES = 32
UNUSED = "pbkdf2_sha512"
csrf = CSRFProtect()


class User(UserMixin):
    """An account as Flask-Security asks for it."""

    active = True
    fs_uniquifier = ""
    roles: list[RoleMixin] = []  # noqa: RUF012  (as Flask-Security declares it)

    def __init__(self, row: Row[Any], actor: Actor | None = None) -> None:
        self.actor = actor
        self.person_id, self.login, self.name = row.person_id, row.login, row.name
        self.fs_uniquifier = f"{row.person_id}.{sha256(row.password_hash.encode())[:32]}"


class Accounts(UserDatastore):
    """The accounts of the operational table. Nothing is written here: accounts are made on the console."""

    def __init__(self) -> None:
        super().__init__(User, RoleMixin)

    def find_user(self, case_insensitive: bool = False, **asked: Any) -> User | None:
        """The user of a session, unless the password has changed since."""
        named = str(asked["fs_uniquifier"])
        found = account_on(installation().store, named.partition(".")[0], today())
        user = User(*found) if found else None
        return user if user and user.fs_uniquifier == named else None

    def find_role(self, role: str) -> None:
        """Posts are appointments of a day, never roles of an account."""


class SessionCookie(SecureCookieSessionInterface):
    """The cookie travels over TLS only where the page did."""

    def get_cookie_secure(self, app: Flask) -> bool:
        """Whether this request came by TLS."""
        return request.is_secure


def add_sessions(app: Flask, var: Path) -> None:
    """Sessions, and the tokens of forms, which pages ask for and the API does not."""
    app.config.update(
        SECRET_KEY=session_key(var),
        SECURITY_PASSWORD_SALT=secrets.token_hex(),  # asked for, never used: decision_flow/accounts.py hashes
        SECURITY_PASSWORD_HASH=UNUSED,
        SECURITY_PASSWORD_SCHEMES=[UNUSED],
        SECURITY_DEPRECATED_PASSWORD_SCHEMES=[],
        SESSION_COOKIE_NAME="session",
        SESSION_COOKIE_SAMESITE="Lax",
        PERMANENT_SESSION_LIFETIME=LIFE,
        WTF_CSRF_CHECK_DEFAULT=False,
        WTF_CSRF_TIME_LIMIT=None,
    )
    app.session_interface = SessionCookie()
    csrf.init_app(app)
    Security(app, Accounts(), register_blueprint=False)


def session_key(var: Path) -> bytes:
    """The key that signs the cookies of this installation, made when it is first asked for."""
    path = var / KEY_FILE
    if not path.exists():
        var.mkdir(parents=True, exist_ok=True)
        handle, made = tempfile.mkstemp(dir=var, prefix=f".{KEY_FILE}-")  # readable by this user alone
        with os.fdopen(handle, "wb") as file:
            file.write(os.urandom(KEY_BYTES))
        with suppress(FileExistsError):  # another process was first: its key counts
            os.link(made, path)
        Path(made).unlink()
    return path.read_bytes()


def sign_in(form: Mapping[str, str]) -> bool:
    """Whether login and password belong together; then the session is theirs, and fresh. Raises TooManyTries."""
    row = known(form.get("login", "").strip(), form.get("password", ""))
    if row is None:
        return False
    session.clear()
    session.permanent = True
    return bool(login_user(User(row), remember=False, authn_via=["password"]))


def known(login: str, password: str) -> Row[Any] | None:
    """The account that a login and a password given on a page belong to. Raises TooManyTries."""
    return account_by_password(installation(), login, password, request.remote_addr or "")


def sign_out() -> None:
    """The session is over."""
    logout_user()
    session.clear()


def is_fresh() -> bool:
    """Whether the password was given recently enough to sign with."""
    return check_and_update_authn_fresh(FRESH, timedelta(0), "session")
