"""How issue and publication fail in practice, tried: F34–F37. Each with its lawful neighbour, which is not blocked."""

from dataclasses import replace
from datetime import date

import pytest

from decision_flow.collective_discussion import commands as meeting
from decision_flow.publication import commands as publication
from decision_flow.terms import PartyAnswer, Role
from tests import lawful
from tests.statute.matters import Matter, a_matter, findings
from tests.statute.test_art_29_to_37_meeting_and_issue import (
    EARLY,
    MAYOR,
    OFFICE,
    adopted,
    agreed_and_named,
    answer,
    in_force,
    lacking_for_issue,
    published,
    ready_to_issue,
    report,
)
from tests.world import World


def with_minutes(house: World) -> tuple[Matter, str]:
    """Adopted, and the minutes issued; their digest."""
    matter = adopted(house)
    drafted = lawful.minutes(matter, matter.id, matter.draft)
    matter.steps(lawful.minutes_issued(matter, drafted))
    return matter, drafted.minutes_sha256


def test_f34_a_decision_does_not_live_only_in_its_minutes(house: World):
    matter, minutes = with_minutes(house)
    agreed_and_named(matter)
    as_minutes = replace(published(matter), document_sha256=minutes)
    assert findings(matter.lacks(as_minutes, OFFICE)) == {"PUB-J43-MINUTES": "minutes"}
    record = replace(published(matter), document_sha256=matter.document("会议记录"))
    assert findings(matter.lacks(record, OFFICE)) == {"PUB-J43-MINUTES": "minutes"}
    assert lacking_for_issue(matter)["PUB-32-DOCUMENT"] == "no_document"


def test_f34_lawful_neighbour_minutes_and_formal_document_stand_side_by_side(house: World):
    matter, _ = with_minutes(house)
    ready_to_issue(matter)
    assert in_force(matter)


def test_f34_lawful_neighbour_no_minutes_are_demanded(house: World):
    matter = adopted(house)
    ready_to_issue(matter)
    assert in_force(matter)


def test_f35_nothing_is_issued_before_the_party_committee_has_answered(house: World):
    matter = adopted(house)
    assert findings(matter.lacks(published(matter), OFFICE)) == {"PUB-31-ANSWERED": "not_reported"}
    matter.do(report(matter), OFFICE)
    assert findings(matter.lacks(published(matter), OFFICE)) == {"PUB-31-ANSWERED": "no_answer"}


@pytest.mark.parametrize("said", [PartyAnswer.CHANGES, PartyAnswer.DEFERRED])
def test_f35_an_answer_is_no_tick(house: World, said):
    matter = adopted(house)
    for asked in (report(matter), answer(matter, said)):
        matter.do(asked, OFFICE)
    assert findings(matter.lacks(published(matter), OFFICE)) == {"PUB-31-ANSWERED": str(said)}


def test_f35_lawful_neighbour_the_name_of_the_party_organ_is_not_forced(house: World):
    matter = adopted(house)
    matter.do(replace(report(matter), party_organ="中共示例市委常委会"), OFFICE)
    matter.do(answer(matter, PartyAnswer.AGREED), OFFICE)
    assert matter.do(published(matter), OFFICE).seq


def test_f36_a_publication_in_another_channel_only_does_not_put_the_decision_in_force(house: World):
    matter = adopted(house)
    agreed_and_named(matter)
    matter.do(replace(published(matter), channel="notice_board"), OFFICE)
    assert lacking_for_issue(matter) == {"PUB-32-CHANNEL": "not_published"}


def test_f36_late_or_unexplained_or_in_one_channel_is_flagged(house: World):
    matter = adopted(house).on(date(2026, 4, 30))
    ready_to_issue(matter)
    codes = {finding.rule: finding.code for finding in matter.explained()}
    assert codes["PUB-32-PROMPT"] == "late"
    assert codes["PUB-32-CHANNEL"] == "others_overdue"
    assert codes["PUB-32-EXPLAINED"] == "not_explained"


def test_f36_lawful_neighbour_a_late_publication_is_recorded_and_other_channels_may_follow(house: World):
    matter = adopted(house).on(date(2026, 4, 30))
    ready_to_issue(matter)
    assert in_force(matter)
    assert matter.do(replace(published(matter), channel="gazette"), OFFICE).seq
    explained = publication.RecordInterpretation(
        decision_id=matter.id,
        form="新闻发布会",
        address="https://example.org/interpretation",
        snapshot_sha256=matter.document("解读"),
        explains_opinions=True,
        published_on=matter.today,
    )
    assert matter.do(explained, OFFICE).seq


def test_f37_a_decision_that_names_no_executing_unit_time_limit_and_feedback_is_not_issued(house: World):
    matter = a_matter(house, "jishou", lawfully_unpublished=True, is_technical=False, may_harm=False)
    for stage in EARLY:
        matter.determined(stage)
    matter.reviewed().met().decided()
    for asked in (report(matter), answer(matter, PartyAnswer.AGREED)):
        matter.do(asked, OFFICE)
    issued = publication.RecordDecisionIssued(
        decision_id=matter.id, document_no="示例1号", document_sha256=matter.draft, issued_on=matter.today
    )
    matter.do(issued, OFFICE)
    assert lacking_for_issue(matter) == {"PUB-34-EXECUTION": "no_unit", "PUB-J32-EXECUTION": "incomplete"}
    named = publication.NameExecution(
        decision_id=matter.id,
        executing_unit_id=None,
        executing_unit="示例局",
        time_limit="2027年底前",
        feedback="每半年书面反馈",
    )
    matter.do(named, OFFICE)
    assert in_force(matter)


def test_f37_lawful_neighbour_the_regulations_ask_only_for_the_executing_unit(house: World):
    matter = adopted(house)
    for asked in (report(matter), answer(matter, PartyAnswer.AGREED), published(matter)):
        matter.do(asked, OFFICE)
    named = publication.NameExecution(
        decision_id=matter.id, executing_unit_id=None, executing_unit="示例局", time_limit=None, feedback=None
    )
    matter.do(named, OFFICE)
    assert in_force(matter)


def test_f34_the_head_cannot_enter_the_document_number_himself(house: World):
    matter = adopted(house)
    agreed_and_named(matter)
    number = publication.EnterDocumentNumber(decision_id=matter.id, document_no="示例1号", document_sha256=matter.draft)
    assert "SOD-ROLE" in matter.lacks(number, MAYOR)
    assert matter.do(number, OFFICE).seq
    record = meeting.FileMeetingRecord(decision_id=matter.id, record_sha256=matter.document("另一份"))
    assert findings(matter.lacks(record, Role.MEETING_SECRETARY)) == {"CD-30-FILED": "signed"}
