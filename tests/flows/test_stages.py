"""What the stage flows do by themselves, on the real engine: publish, close, and each act once (Art. 15, 32)."""

import signal
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from decision_flow.publication.commands import SignOffPublication
from decision_flow.terms import Role, Stage
from tests.flows import cases
from tests.flows.house import Office

pytestmark = pytest.mark.prefect
PARTICIPATION, PUBLICATION = Stage.PUBLIC_PARTICIPATION, Stage.PUBLICATION
FLOW = f"system:{PARTICIPATION.value}"


@dataclass(frozen=True)
class Site:
    """An office and its cases."""

    office: Office
    adopted: str
    first: str
    second: str


@pytest.fixture(scope="module")
def site(office: Office) -> Iterator["Site"]:
    """An office whose website takes pages, with a case before its publication and two in their participation."""
    adopted = cases.before_publication(office.world)
    first, second = (cases.in_participation(office.world) for _ in range(2))
    office.nothing_is_told()  # the sweep makes the runs of what stands open
    worker = office.open()
    yield Site(office, adopted, first, second)
    assert worker.stop() == 0


def test_art_15_a_signed_notice_is_put_on_the_website_rendered_and_recorded_once(site: Site):
    """The flow publishes and renders what the head signed; resumed by hand twice, it does neither twice."""
    office, case = site.office, site.first
    run_id = office.until_held(case, PARTICIPATION)
    asked = cases.signed_notice(office.world, case)
    office.eventually(lambda: office.record("RecordNoticePublished", case) == [FLOW])
    office.eventually(lambda: office.record("RecordPaper", case) == ["system:papers"])
    office.until_told()
    page = office.site / f"notice-{asked.notice_id}.html"
    assert "示例公告" in page.read_text()
    written = page.stat().st_mtime_ns
    office.until_held(case, PARTICIPATION)
    for _ in range(2):
        office.resume_by_hand(run_id)
    assert office.record("RecordNoticePublished", case) == [FLOW]
    assert office.record("RecordPaper", case) == ["system:papers"]
    assert page.stat().st_mtime_ns == written


def test_art_32_a_numbered_document_is_published_by_the_flow(site: Site):
    """The office enters the number, the flow publishes, the office signs off; the run comes to its end."""
    office, case = site.office, site.adopted
    office.until_held(case, PUBLICATION)
    draft = cases.number(office.world, case)
    office.eventually(lambda: office.record("RecordDecisionPublished", case) == [f"system:{PUBLICATION.value}"])
    (page,) = office.site.glob(f"decision-{case}-*.html")
    assert draft in page.read_text()
    office.eventually(lambda: not office.papers_due(case))
    office.world.do(SignOffPublication(decision_id=case, draft_sha256=draft), Role.OFFICE_HEAD)
    office.until_completed(case, PUBLICATION)
    assert len(office.record("RecordDecisionPublished", case)) == 1


def test_art_15_the_sweep_closes_the_window_after_its_last_day(site: Site):
    """The clock wakes the sweep, and the period is closed; once, however often it is swept."""
    office, case = site.office, site.second
    office.until_held(case, PARTICIPATION)
    cases.signed_notice(office.world, case)
    office.eventually(lambda: office.record("RecordNoticePublished", case) == [FLOW])
    cases.after_the_window(office.world)
    office.eventually(lambda: office.record("CloseCommentPeriod", case) == ["system:sweep"])
    office.until_told()
    office.sweep()
    assert office.record("CloseCommentPeriod", case) == ["system:sweep"]


def test_art_15_without_a_website_that_takes_pages_the_clerk_records_by_hand(own_office: Office):
    """Nothing is published by the flow; what the clerk published is recorded, and the sweep closes that window too."""
    office = own_office
    case = cases.in_participation(office.world)
    office.nothing_is_told()
    office.open(site=False)
    run_id = office.until_held(case, PARTICIPATION)
    by_hand = cases.signed_notice(office.world, case)
    office.eventually(lambda: office.times_held(run_id) == 2)
    assert not office.site.exists() and office.record("RecordNoticePublished", case) == []
    office.world.do(by_hand, Role.DRAFTER)
    cases.after_the_window(office.world)
    office.eventually(lambda: office.record("CloseCommentPeriod", case) == ["system:sweep"])
    assert office.record("RecordNoticePublished", case) == [office.world.actor(Role.DRAFTER).id]


def test_art_15_a_worker_killed_between_command_and_report_leaves_one_entry(own_office: Office):
    """SIGKILL after the publication was recorded and before Prefect heard of it: the next worker records nothing."""
    office = own_office
    case = cases.in_participation(office.world)
    cases.signed_notice(office.world, case)
    office.nothing_is_told()
    worker = office.open(dies_after="execute:RecordNoticePublished")
    assert worker.wait() == -signal.SIGKILL
    assert office.record("RecordNoticePublished", case) == [FLOW]
    assert office.run(case, PARTICIPATION)["state_type"] == "RUNNING"
    office.open()
    office.until_held(case, PARTICIPATION)
    office.until_told()
    assert office.record("RecordNoticePublished", case) == [FLOW]
    assert len(list(office.site.glob("*.html"))) == 1
