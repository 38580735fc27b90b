"""The pages of a world: the API and the pages on one application, and browsers without JavaScript signed in."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from cli.services import web_app
from decision_flow.accounts import add_account
from decision_flow.organ.commands import AppointPerson
from decision_flow.terms import Role
from tests.lawful import EXPERT
from tests.world import DEPUTY, HEAD, World, a_world

PASSWORD = "示例：一个足够长的密码"
POSTS = tuple(role for role in Role if role not in (Role.CITIZEN, Role.SYSTEM, Role.ADMINISTRATOR))
FIXED = {Role.ADMINISTRATIVE_HEAD: HEAD, Role.EXPERT: EXPERT, Role.MEETING_MEMBER: DEPUTY}


@dataclass
class Pages:
    """One installation with its pages."""

    world: World
    app: Flask
    browsers: dict[str, "Browser"] = field(default_factory=dict)

    def stranger(self) -> "Browser":
        """A browser of nobody."""
        return Browser(self.app.test_client())

    def signed_in(self, role: Role) -> "Browser":
        """The browser of who holds the role, signed in by its login page."""
        if role.value not in self.browsers:
            browser = self.stranger()
            answer = browser.send("/sign-in", {"login": role.value, "password": PASSWORD})
            assert answer.status_code == 303, answer.text
            self.browsers[role.value] = browser
        return self.browsers[role.value]

    @contextmanager
    def counted(self) -> Iterator[list[str]]:
        """The statements that pages read with."""
        engine, sent = self.world.installation.store._reading, list[str]()

        def count_it(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
            if not statement.startswith("BEGIN"):
                sent.append(statement)

        event.listen(engine, "before_cursor_execute", count_it)
        try:
            yield sent
        finally:
            event.remove(engine, "before_cursor_execute", count_it)


@dataclass
class Browser:
    """A browser without JavaScript: reads pages, and sends their forms with what they hold."""

    client: FlaskClient

    def get(self, path: str, **more: Any) -> TestResponse:
        """A page."""
        return self.client.get(path, **more)

    def send(self, path: str, typed: dict[str, Any], form: str | None = None) -> TestResponse:
        """Open a page and send the form in it: what it holds, overwritten by what is typed."""
        page = self.get(form or path)
        held = hidden_fields(page.text)
        return self.client.post(path, data={**held, **typed}, content_type="multipart/form-data")


class Inputs(HTMLParser):
    """Collects the hidden fields of the forms in the main part of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a hidden input's name and value."""
        given = dict(attrs)
        if tag == "input" and given.get("type") == "hidden" and given.get("name"):
            self.found[str(given["name"])] = given.get("value") or ""


def hidden_fields(page: str) -> dict[str, str]:
    """The hidden fields of a page's forms."""
    inputs = Inputs()
    inputs.feed(page)
    return inputs.found


def with_pages(database_url: str, folder: Path) -> Pages:
    """A world with an account for every role, and its pages."""
    world = a_world(database_url, folder)
    store = world.installation.store
    for role in POSTS:
        person = add_account(store, role.value, f"示例{role.value}", PASSWORD, FIXED.get(role, f"p-{role.value}"))
        if role in world.held:
            continue
        unit = world.unit_id if role in (Role.DRAFTER, Role.UNDERTAKING_HEAD) else None
        world.do(
            AppointPerson(
                organ_id=world.organ_id,
                person_id=person,
                name=f"示例{role.value}",
                role=role,
                title=role.value,
                unit_id=unit,
                starts_on=world.installation.engine.today(),
                document="示例〔2026〕1号",
            ),
            Role.ADMINISTRATOR,
        )
    return Pages(world, web_app(world.installation))
