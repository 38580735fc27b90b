"""The inbox of all bodies, the sheet of a return, the difference of two versions, over HTTP."""

from typing import Any

import pytest

from decision_flow.legality_review.diff import LARGEST, diff_of
from decision_flow.terms import ChangeClass, Role, Stage, StartGround
from tests import lawful
from tests.api.house import Served, is_problem
from tests.world import START

MONDAY = START.date()
REVIEWER = Role.LEGALITY_REVIEWER


def inbox(served: Served, by: Role | str = REVIEWER, query: str = "") -> dict[str, Any]:
    """A page of the inbox."""
    answer = served.get(f"/legality-review/inbox{query}", by)
    assert answer.status_code == 200, answer.text
    page: dict[str, Any] = answer.json
    return page


def submitted(served: Served, **given: Any) -> str:
    """A matter whose file is with the reviewer; its id."""
    world = served.world
    case = str(
        lawful.run(
            world,
            lawful.started(
                world,
                StartGround.ADJUSTMENT,
                lawfully_unpublished=True,
                is_technical=False,
                may_harm=False,
                **({"touches_market": False} | given),
            ),
        )
    )
    for stage in (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        lawful.run(world, lawful.determined(world, case, stage))
    lawful.run(world, lawful.legality_submitted(world, case, lawful.draft_of(world)))
    return case


def test_the_inbox_shows_each_file_with_the_reviewers_dates(served: Served) -> None:
    case = submitted(served)
    (line,) = inbox(served)["items"]
    assert (line["decision_id"], line["submitted_on"]) == (case, "2026-03-02")
    assert (line["guaranteed_until"], line["opinion_due_on"]) == ("2026-03-11", "2026-03-16")
    assert (line["is_overdue"], line["meeting_is_early"], line["meeting_on"]) == (False, False, None)
    served.world.advance(lawful.morning(MONDAY + 15 * lawful.DAY))
    assert inbox(served)["items"][0]["is_overdue"] is True


def test_a_file_that_was_sent_back_shows_when_it_is_to_be_completed(served: Served) -> None:
    case = submitted(served)
    served.world.do(lawful.a_return(case, MONDAY + lawful.DAY), REVIEWER)
    (line,) = inbox(served)["items"]
    assert (line["returned_on"], line["due_on"]) == ("2026-03-02", "2026-03-03")
    assert (line["guaranteed_until"], line["completion_is_overdue"]) == (None, False)
    served.world.advance(lawful.morning(MONDAY + lawful.DAY * 2))
    assert inbox(served)["items"][0]["completion_is_overdue"] is True


def test_the_meeting_stands_against_the_reviewers_time(served: Served) -> None:
    case = submitted(served)
    world, draft = served.world, lawful.draft_of(served.world)
    lawful.run(world, lawful.opinion(world, case, draft))
    assert inbox(served)["items"] == []
    twelfth = MONDAY + lawful.DAY * 10
    lawful.run(world, lawful.on_agenda(world, case, draft, twelfth))
    (line,) = inbox(served, query="?everything=true")["items"]
    assert (line["meeting_on"], line["meeting_is_early"], line["conclusion"]) == ("2026-03-12", False, "lawful")


def test_the_inbox_is_paged_by_key_and_costs_the_same_for_many(served: Served) -> None:
    cases = [submitted(served) for _ in range(3)]
    with served.counted() as few:
        first = inbox(served, query="?limit=1")
    with served.counted() as many:
        rest = inbox(served, query=f"?limit=50&cursor={first['next_cursor']}")
    told = [line["decision_id"] for line in (*first["items"], *rest["items"])]
    assert told == sorted(cases, reverse=True) and rest["next_cursor"] is None
    assert len(many) <= len(few) <= 6


def test_who_is_of_another_body_sees_nothing_of_it_and_nobody_reads_it_without_a_token(lived: Served) -> None:
    assert inbox(lived, "stranger", "?everything=true")["items"] == []
    assert inbox(lived, REVIEWER, "?everything=true")["items"]
    is_problem(lived.get("/legality-review/inbox"), 401)


def test_the_sheet_of_a_return_begins_with_what_the_checklist_finds(served: Served) -> None:
    case = submitted(served, touches_market=True)
    answer = served.get(f"/decisions/{case}/legality-review/missing-items", REVIEWER)
    assert answer.json == [{"item": "fair_competition_first_review", "wording": "公平竞争审查初审结论"}]
    body = {
        "items": [{"item": one["item"], "cure": "示例：提交初审结论"} for one in answer.json],
        "due_on": "2026-03-09",
        "stage_at_fault": None,
    }
    assert served.post(f"/decisions/{case}/legality-review/returns", body, REVIEWER).status_code == 201
    is_problem(
        served.post(f"/decisions/{case}/legality-review/returns", body | {"due_on": "2026-02-30"}, REVIEWER), 422
    )
    rows = served.get(f"/decisions/{case}/legality-review/submissions", REVIEWER).json
    assert rows[0]["return_items"] == body["items"] and rows[0]["due_on"] == "2026-03-09"


def test_a_change_is_confirmed_on_its_difference(served: Served) -> None:
    case = submitted(served)
    lawful.run(served.world, lawful.change(served.world, case, "二", ChangeClass.EDITORIAL))
    diff = served.get(f"/decisions/{case}/drafts/diff?before=1&after=2", REVIEWER).json
    assert diff["lines"] == ["@@ -1 +1 @@", "-示例草案一稿", "+示例草案二稿"]
    again = served.get(f"/decisions/{case}/drafts/diff?before=1&after=2", REVIEWER).json
    assert again == diff
    body = {"version": 2, "diff_sha256": diff["diff_sha256"]}
    assert served.post(f"/decisions/{case}/draft-changes/confirmations", body, REVIEWER).status_code == 201
    drafts = served.get(f"/decisions/{case}/drafts", REVIEWER).json
    assert [row["diff_sha256"] for row in drafts] == [None, diff["diff_sha256"]]
    is_problem(served.get(f"/decisions/{case}/drafts/diff?before=1&after=9", REVIEWER), 404)


def test_the_difference_is_of_lines_and_of_text_only() -> None:
    found = diff_of("甲\n乙\n丙\n".encode(), "甲\n丁\n丙\n".encode())
    assert found is not None and found.lines == ("@@ -1,3 +1,3 @@", " 甲", "-乙", "+丁", " 丙")
    same = diff_of(b"a", b"a")
    assert same is not None and same.lines == ()


@pytest.mark.parametrize("data", [b"%PDF-1.7", b"PK\3\4", b"\xff\xfe", b"a\0", b"a" * (LARGEST + 1)])
def test_what_is_no_plain_text_has_no_difference(data: bytes) -> None:
    assert diff_of(data, b"a") is None and diff_of(b"a", data) is None
