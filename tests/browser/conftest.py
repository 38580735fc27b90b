"""Chromium on the pages of one world, served on this machine. What a page asks elsewhere, and what it complains of,
fails its test."""

import re
import shutil
from collections.abc import Iterator
from threading import Thread

import pytest
from playwright.sync_api import Browser, Page, sync_playwright
from waitress.server import create_server

from tests import lawful
from tests.api.house import PASSWORD
from tests.databases import Databases
from tests.web.house import with_pages
from tests.world import World

CHROMIUMS = ("chromium", "chromium-browser", "google-chrome")
TOLD = re.compile(r"the server responded with a status of (401|409|422|429) ")
"""A page that says what is wrong has such a status, which Chromium notes: no complaint of the page's."""
SIZES = {"desktop": {"width": 1280, "height": 800}, "telephone": {"width": 390, "height": 844}}


class Served:
    """The address of the pages, a case on them, and the world behind them."""

    def __init__(self, address: str, case: str, world: World) -> None:
        self.address, self.case, self.world = address, case, world


@pytest.fixture(scope="session")
def served(databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Pages on SQLite, behind the server that serves them in an office."""
    pages = with_pages(databases.fresh("sqlite"), tmp_path_factory.mktemp("browser"))
    lawful.a_published_item(pages.world)
    case = lawful.ready_for_last_sign_offs(pages.world)
    server = create_server(pages.app, host="127.0.0.1", port=0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield Served(f"http://127.0.0.1:{server.effective_port}", case, pages.world)
    server.close()
    thread.join(10)
    pages.world.installation.store.close()


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The Chromium of this machine, for a module: its loop runs as long, and other tests begin loops of their own."""
    path = next(filter(None, map(shutil.which, CHROMIUMS)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=[(size, script) for size in SIZES for script in (True, False)], ids=str)
def page(request: pytest.FixtureRequest, chromium: Browser, served: Served) -> Iterator[Page]:
    """A window, large or small, with and without JavaScript."""
    size, script = request.param
    context = chromium.new_context(viewport=SIZES[size], java_script_enabled=script, base_url=served.address)
    window = context.new_page()
    complaints: list[str] = []
    window.on("console", lambda message: TOLD.search(message.text) or complaints.append(message.text))
    window.on("pageerror", lambda error: complaints.append(str(error)))
    window.on("request", lambda asked: asked.url.startswith(served.address) or complaints.append(asked.url))
    yield window
    context.close()
    assert complaints == []


def signed_in(page: Page, login: str) -> None:
    """By the keyboard alone."""
    page.goto("/sign-in")
    page.focus("[name=login]")
    page.keyboard.type(login)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/")
