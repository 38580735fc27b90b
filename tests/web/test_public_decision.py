"""Art. 15, 18, 32: what was published of a matter is anybody's to read, download and subscribe to."""

import xml.etree.ElementTree as ET
from hashlib import sha256

import pytest

from decision_flow.terms import StartGround
from tests import lawful
from tests.lawful.whole import the_whole_procedure
from tests.web.house import Pages
from web.texts import day, iso_day, rfc3339

ATOM = {"a": "http://www.w3.org/2005/Atom"}


@pytest.fixture(scope="module")
def case(pages: Pages) -> str:
    """A decision in force, with all that can be published on its way."""
    lawful.run(pages.world, the_whole_procedure(pages.world))
    with pages.world.installation.store.reading() as session:
        found = "SELECT id FROM decision WHERE status = 'in_force' AND NOT lawfully_unpublished ORDER BY id"
        return str(session.connection().exec_driver_sql(found).scalars().first())


def documents_in(page: str) -> list[str]:
    return [part for part in page.split('"') if part.startswith("/documents/")]


def test_art_32_a_decision_in_force_is_read_and_downloaded_by_a_stranger(pages: Pages, case: str) -> None:
    browser = pages.stranger()
    assert f"/public/decisions/{case}" in browser.get("/public/decisions").text
    page = browser.get(f"/public/decisions/{case}").text
    assert "征求意见公告" in page and "决策文件" in page and "已公布" not in page.split("<h1>")[0]
    for address in documents_in(page):
        found = browser.get(address)
        assert found.status_code == 200
        assert sha256(found.data).hexdigest() == address.rpartition("/")[2]


def test_what_is_not_published_is_not_there_and_its_documents_are_not_the_publics(pages: Pages) -> None:
    world = pages.world
    case = str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT)))
    with world.installation.store.reading() as session:
        cited = "SELECT sha256 FROM cited_document WHERE subject_id = ?"
        named = session.connection().exec_driver_sql(cited, (case,)).scalars().all()
        public = "SELECT draft_sha256 FROM comment_notice UNION SELECT explanation_sha256 FROM comment_notice"
        shared = set(session.connection().exec_driver_sql(public).scalars())
    assert pages.stranger().get(f"/public/decisions/{case}").status_code == 404
    assert pages.stranger().get(f"/public/decisions/{case}.atom").status_code == 404
    closed = set(named) - shared
    assert closed and {pages.stranger().get(f"/documents/{one}").status_code for one in closed} == {302}


def test_what_was_published_can_be_subscribed_to(pages: Pages, case: str) -> None:
    answer = pages.stranger().get(f"/public/decisions/{case}.atom")
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    feed = ET.fromstring(answer.text)
    entries = feed.findall("a:entry", ATOM)
    assert entries and len({entry.findtext("a:id", "", ATOM) for entry in entries}) == len(entries)
    assert feed.findtext("a:updated", "", ATOM) == entries[0].findtext("a:updated", "", ATOM)


def test_a_day_shown_is_a_day_in_beijing(pages: Pages) -> None:
    with pages.app.test_request_context():
        assert day("2026-03-01T17:30:00+00:00") == "2026年3月2日" == day("2026-03-02")
        assert iso_day("2026-03-01T17:30:00+00:00") == "2026-03-02"
        assert rfc3339("2026-03-02") == "2026-03-02T00:00:00+08:00"
