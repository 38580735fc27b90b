"""Art. 29: the agenda loses no matter, however many there are, and the overview marks all that stand still."""

import re

import pytest

from decision_flow.terms import Role, StartGround
from tests import lawful
from tests.web.house import Pages


def test_matters_beyond_the_first_page_of_the_agenda_are_reached(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    started = [str(lawful.run(pages.world, lawful.started(pages.world, StartGround.ADJUSTMENT))) for _ in range(3)]
    monkeypatch.setattr("decision_flow.collective_discussion.candidates.MOST", 1)
    browser, address, seen = pages.signed_in(Role.MEETING_SECRETARY), "/meetings", set[str]()
    while address:
        page = browser.get(address).text
        seen |= {case for case in started if case in page}
        following = re.search(r'href="(/meetings\?after=[^"]+)"', page)
        address = following[1].replace("&amp;", "&") if following else ""
    assert seen == set(started)
