"""F10: the page of a notice is really asked for, over HTTP; one that is gone shows on the case and blocks nothing."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from decision_flow.store.problems import failing
from decision_flow.supervision.register import everything, finding_of
from decision_flow.supervision.rules import ATTEMPTS
from decision_flow.terms import Role, Stage
from flows.installed_engine import InstalledEngine
from flows.notice_probe import STEP, NoticeProbe
from tests.flows import cases
from tests.world import World


class Site(ThreadingHTTPServer):
    """A website of one's own: the pages that are up, and what was asked for."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Page)
        self.up, self.asked = {"/notice"}, list[str]()

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"


class Page(BaseHTTPRequestHandler):
    """A page, where it is up; /moved leads to it."""

    server: Site

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/notice")
        else:
            self.send_response(200 if self.path in self.server.up else 404)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Nothing is printed."""


@pytest.fixture
def site() -> Iterator[Site]:
    """Served until the test ends."""
    with Site() as served:
        thread = threading.Thread(target=served.serve_forever)
        thread.start()
        yield served
        served.shutdown()
        thread.join()


def published(world: World, address: str) -> str:
    """A case whose notice stands at this address; its id."""
    case = cases.in_participation(world)
    world.do(replace(cases.signed_notice(world, case), address=address), Role.SYSTEM)
    return case


def noted(world: World, case: str) -> list[tuple[str, int]]:
    """What the case shows as failing: which step, how often."""
    with world.installation.store.reading() as session:
        return [(row.step, row.attempts) for row in failing(session, case)]


def test_f10_a_page_that_is_gone_shows_on_the_case_until_it_is_back(world: World, site: Site):
    case = published(world, f"{site.address}/notice")
    probe = NoticeProbe(world.installation, every=0)
    assert probe.look() == 0 and noted(world, case) == [] and site.asked == ["/notice"]
    site.up.clear()
    assert probe.look() == probe.look() == 1
    with world.installation.store.reading() as session:
        (row,) = failing(session, case)
    assert (row.stage, row.step, row.attempts) == (Stage.PUBLIC_PARTICIPATION.value, STEP, 2)
    assert row.error == f"website {site.address}/notice: HTTP 404" and row.since.startswith("2026-03-02")
    site.up.add("/notice")
    assert probe.look() == 0 and noted(world, case) == []


def test_f10_lawful_neighbour_a_page_that_moved_is_followed(world: World, site: Site):
    case = published(world, f"{site.address}/moved")
    assert NoticeProbe(world.installation, every=0).look() == 0
    assert site.asked == ["/moved", "/notice"] and noted(world, case) == []


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/notice", "http://[broken/notice"])
def test_f10_a_site_that_does_not_answer_is_noted_and_stops_nothing(world: World, address: str):
    case = published(world, address)
    assert NoticeProbe(world.installation, every=0).look() == 1
    assert noted(world, case) == [(STEP, 1)]


def test_f10_after_some_attempts_the_unit_is_told(world: World, site: Site):
    case = published(world, f"{site.address}/gone")
    probe, room = NoticeProbe(world.installation, every=0), InstalledEngine(world.installation)
    for _ in range(ATTEMPTS):
        assert probe.look() == 1
    room.supervise()
    messages = world.installation.messages
    with world.installation.store.reading() as session:
        told = [finding_of(row) for row in everything(session) if row.decision_id == case]
    (finding,) = [one for one in told if one.rule == "SUP-38-AUTOMATION"]
    assert finding.code == "page" and Role.DRAFTER in finding.cure_by
    assert messages.text(finding.rule, finding.code, finding.values).endswith("公告的网页读取不到，已试5次")


def test_f10_a_page_is_asked_for_once_an_hour_and_while_the_public_may_answer(world: World, site: Site):
    case = published(world, f"{site.address}/gone")
    probe = NoticeProbe(world.installation)
    assert (probe.look(), probe.look()) == (1, 0) and site.asked == ["/gone"]
    cases.after_the_window(world)
    assert probe.look() == 0 and noted(world, case) == [] and site.asked == ["/gone"]


def test_f10_pages_in_a_folder_of_this_machine_and_made_up_days_are_not_asked_for(world: World, site: Site):
    case = published(world, "file:///var/site/notice.html")
    assert NoticeProbe(world.installation, every=0).look() == 0
    published(world, f"{site.address}/gone")
    assert InstalledEngine(world.installation).probe() == 0 and site.asked == []
    assert noted(world, case) == []
