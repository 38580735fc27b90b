"""Local accounts: scrypt-hashed passwords and bearer tokens kept as digests. Posts come from the record, by day."""

import secrets
from datetime import UTC, date, datetime, timedelta
from threading import Lock
from typing import Any

from sqlalchemy import Row, delete, select
from werkzeug.security import check_password_hash, generate_password_hash

from decision_flow.actor import Actor
from decision_flow.audit.canonical import instant, sha256
from decision_flow.organ.queries import actor_with, with_posts
from decision_flow.settings import Installation
from decision_flow.store.database import Store
from decision_flow.store.identifiers import uuid7
from decision_flow.store.operational import Account, Token
from decision_flow.store.tables import table_of

SHORTEST_PASSWORD = 10
TOKEN_LIFE = timedelta(hours=12)
METHOD = "scrypt:32768:8:1"
NOBODY = f"{METHOD}$nobody${'0' * 128}"  # no password has this hash; an unknown login costs as much as a known one
ONE_AT_A_TIME = Lock()  # a hash takes 32 MiB while it is made
ACCOUNT, TOKEN = table_of(Account), table_of(Token)


class AccountProblem(ValueError):
    """The account cannot be made: the login is taken, or the password is too short."""


def add_account(store: Store, login: str, name: str, password: str, person_id: str | None = None) -> str:
    """A new account; the person's id. Raises AccountProblem."""
    if len(password) < SHORTEST_PASSWORD:
        raise AccountProblem(
            f"密码至少{SHORTEST_PASSWORD}位 / the password has fewer than {SHORTEST_PASSWORD} characters"
        )
    person = person_id or str(uuid7())
    with ONE_AT_A_TIME:
        hashed = generate_password_hash(password, method=METHOD)
    with store.operating() as session:
        if session.execute(select(ACCOUNT.c.login).where(ACCOUNT.c.login == login)).first():
            raise AccountProblem(f"账号“{login}”已存在 / the login {login} is taken")
        session.execute(
            ACCOUNT.insert().values(
                person_id=person,
                login=login,
                name=name,
                created_at=instant(datetime.now(UTC)),
                password_hash=hashed,
            )
        )
    return person


def account_by_password(served: Installation, login: str, password: str, address: str) -> Row[Any] | None:
    """The account that login and password belong to, or None. An unknown login costs as much as a known one, and who
    fails too often from an address has to wait: raises TooManyTries."""
    with served.store.reading() as session:
        row = session.execute(select(ACCOUNT).where(ACCOUNT.c.login == login)).first()
    with ONE_AT_A_TIME:
        served.tries.allowed(login, address)
        fits = check_password_hash(row.password_hash if row else NOBODY, password)
        if not fits:
            served.tries.failed(login, address)
    return row if fits else None


def account_on(store: Store, person_id: str, on: date) -> tuple[Row[Any], Actor] | None:
    """The account of a person, and the actor that he is on a day, in one statement."""
    with store.reading() as session:
        asked = with_posts(select(ACCOUNT), ACCOUNT.c.person_id, on).where(ACCOUNT.c.person_id == person_id)
        rows = session.execute(asked).all()
    return (rows[0], actor_with(rows[0].person_id, rows[0].name, rows)) if rows else None


def issue_token(served: Installation, login: str, password: str, address: str) -> tuple[str, datetime] | None:
    """A bearer token and when it ends, or None where login and password do not belong together. Raises TooManyTries."""
    found = account_by_password(served, login, password, address)
    if found is None:
        return None
    token, ends = secrets.token_urlsafe(32), datetime.now(UTC) + TOKEN_LIFE
    with served.store.operating() as session:
        session.execute(delete(TOKEN).where(TOKEN.c.expires_at < instant(datetime.now(UTC))))
        session.execute(
            TOKEN.insert().values(sha256=sha256(token.encode()), person_id=found.person_id, expires_at=instant(ends))
        )
    return token, ends


def end_token(store: Store, token: str) -> None:
    """The token is over from now on."""
    with store.operating() as session:
        session.execute(delete(TOKEN).where(TOKEN.c.sha256 == sha256(token.encode())))


def actor_of(store: Store, token: str, on: date) -> Actor | None:
    """Whose token this is, with the posts held on the day; None where it is unknown or over."""
    valid = (TOKEN.c.sha256 == sha256(token.encode()), TOKEN.c.expires_at > instant(datetime.now(UTC)))
    owner = select(ACCOUNT.c.person_id, ACCOUNT.c.name).join(TOKEN, TOKEN.c.person_id == ACCOUNT.c.person_id)
    with store.reading() as session:
        rows = session.execute(with_posts(owner, ACCOUNT.c.person_id, on).where(*valid)).all()
    return actor_with(rows[0].person_id, rows[0].name, rows) if rows else None
