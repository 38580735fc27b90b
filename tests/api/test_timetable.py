"""GET …/timetable: what is planned, what is lawful at the earliest, and what one would do."""

from typing import Any

import pytest

from tests.api.house import Served, is_problem


@pytest.fixture(scope="module")
def path(shared: Served) -> str:
    return f"/decisions/{shared.world.started(title='示例：时间表')}/timetable"


def lines(shared: Served, path: str, query: str = "") -> dict[str, Any]:
    answer = shared.get(f"{path}{query}", "auditor")
    assert answer.status_code == 200, answer.text
    return {line["stage"]: line for line in answer.json}


def test_each_line_says_what_it_waits_for_and_how_it_was_counted(shared: Served, path: str) -> None:
    told = lines(shared, path)
    assert told["legality_review"]["waits_for"] == ["public_participation", "expert_review", "risk_assessment"]
    assert told["publication"]["critical"] and told["publication"]["due_on"] > told["publication"]["planned"]
    assert told["expert_review"]["slack_days"] > 20 and not told["expert_review"]["critical"]
    period = told["public_participation"]["period"]
    assert (period["parameter"], period["length"]) == ("public_participation.comment_days_min", 30)
    assert period["over_at"].endswith("T00:00:00+08:00") and len(period["calendar_sha256"]) == 64
    assert "collective_discussion.paper_deadline_days" in told["collective_discussion"]["unread"]


def test_what_if_by_the_query(shared: Served, path: str) -> None:
    as_it_is = lines(shared, path)["publication"]["planned"]
    assert lines(shared, path, "?shorten=7")["publication"]["planned"] < as_it_is
    assert lines(shared, path, "?hearing=true")["public_participation"]["unread"]
    assert lines(shared, path, "?change=substantive")["publication"]["planned"] == as_it_is
    assert lines(shared, path)["publication"]["planned"] == as_it_is


@pytest.mark.parametrize("query", ["?shorten=0", "?shorten=soon", "?change=slight", "?tomorrow=1"])
def test_a_query_that_says_nothing_is_refused(shared: Served, path: str, query: str) -> None:
    is_problem(shared.get(f"{path}{query}", "auditor"), 422)
