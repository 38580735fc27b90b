"""Reading for the meeting over HTTP: the agenda of a day, the difference report, certificates of dissent."""

from sqlalchemy import select

from decision_flow.collective_discussion.model import DissentConfirmation, MeetingMinutes
from decision_flow.store.tables import table_of
from tests.api.house import Served

SOMEBODY = "0190a000-0000-7000-8000-0000000000ef"


def decision_with(served: Served, table) -> tuple[str, str]:
    """A decision that has a row of this table, and the person of the row, if it has one."""
    with served.world.installation.store.reading() as session:
        row = session.execute(select(table)).first()
    assert row is not None
    return row.decision_id, getattr(row, "person_id", "")


def test_the_agenda_of_a_day_names_what_each_matter_lacks_and_its_pack(lived: Served) -> None:
    path = f"/organs/{lived.world.organ_id}/agenda"
    answer = lived.get(f"{path}?held_on=2026-05-08", "meeting_secretary")
    assert answer.status_code == 200, answer.text
    assert answer.json["held_on"] == "2026-05-08"
    (one,) = [item for item in answer.json["items"] if item["title"] == "示例交办事项"]
    assert not one["is_ripe"]
    assert {finding["rule"] for finding in one["lacks"]} >= {"CD-25-REVIEWED", "CD-J26-LISTED"}
    assert all(finding["missing"] and finding["cure_by"] for finding in one["lacks"])
    assert "draft" in {paper["kind"] for paper in one["pack"]}
    assert lived.get(f"{path}?held_on=2026-02-30", "meeting_secretary").status_code == 422


def test_minutes_are_compared_with_the_record(lived: Served) -> None:
    case, _ = decision_with(lived, table_of(MeetingMinutes))
    answer = lived.get(f"/decisions/{case}/collective-discussion/minutes/differences", "auditor")
    assert (answer.status_code, answer.json) == (200, [])


def test_art_38_2_dissent_is_certified(lived: Served) -> None:
    case, person = decision_with(lived, table_of(DissentConfirmation))
    path = f"/decisions/{case}/collective-discussion/dissent-certificates"
    (one,) = lived.get(f"{path}/{person}", "auditor").json
    assert one["person_id"] == person and one["view"] == "disagree"
    assert len(one["entries"]) >= 4 and len(one["head"]) == 64
    assert lived.get(f"{path}/{SOMEBODY}", "auditor").status_code == 404
