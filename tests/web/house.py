"""The pages of a world: the API and the pages on one application, and browsers without JavaScript signed in."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from cli.services import web_app
from decision_flow.terms import Role
from tests.api.house import PASSWORD, Served, serve
from tests.world import World


@dataclass
class Pages:
    """One installation with its pages."""

    served: Served
    browsers: dict[str, "Browser"] = field(default_factory=dict)

    @property
    def world(self) -> World:
        """The world behind them."""
        return self.served.world

    @property
    def app(self) -> Flask:
        """What serves them."""
        return self.served.app

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
    return Pages(serve(database_url, folder, web_app))
