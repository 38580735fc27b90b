"""What a clerk, a reviewer and a commenter read of public participation, and bad input at this room's door."""

from typing import Any

import pytest

from decision_flow.draw import replay
from decision_flow.public_participation.notice_page import section
from schemas.public_participation import PAGES
from tests.api.house import Served, is_problem
from tests.api.test_whole_decision import in_force


def here(served: Served) -> str:
    """The room of the decision that went through everything."""
    return f"/decisions/{in_force(served)}/public-participation"


def test_a_notice_is_ready_to_paste_with_the_instant_of_its_closing_and_its_attachments(lived: Served) -> None:
    notice = lived.get(f"{here(lived)}/notices").json[0]
    page = lived.get(f"{here(lived)}/notices/{notice['id']}/page", "drafter").json
    assert page["closes_at"].endswith("T00:00:00+08:00") and page["closes_at"][:10] > notice["closes_on"]
    assert page["closes_at"] in page["html"] and notice["text"] in page["html"]
    assert [one["sha256"] for one in page["attachments"]] == [notice["draft_sha256"], notice["explanation_sha256"]]
    is_problem(lived.get(f"{here(lived)}/notices/{in_force(lived)}/page", "drafter"), 404)
    is_problem(lived.get(f"{here(lived)}/notices/{notice['id']}/page"), 401)


def test_the_clerk_sees_what_is_owed_an_answer_and_each_answer_with_its_opinions(lived: Served) -> None:
    answered = [
        one for one in lived.get(f"{here(lived)}/comments", "drafter").json["items"] if one["disposition"] is not None
    ]
    assert {(one["disposition"], one["answered_as"]) for one in answered} == {
        ("adopted", None),
        ("not_adopted", "out_of_scope"),
    }
    given = lived.get(f"{here(lived)}/dispositions", "drafter").json["items"]
    assert {one["id"] for one in given} == {one["disposition_id"] for one in answered}
    assert lived.get(f"{here(lived)}/comments/similar", "drafter").json == {"items": [], "next_cursor": None}
    alike = lived.get(f"{here(lived)}/comments?alike={answered[0]['likeness']}", "drafter").json["items"]
    assert answered[0]["id"] in [one["id"] for one in alike]


def test_a_commenter_reads_what_became_of_the_opinion_by_the_number_of_the_receipt(lived: Served) -> None:
    comment = lived.get(f"{here(lived)}/comments", "drafter").json["items"][-1]
    told = lived.get(f"/comments/{comment['id']}").json
    assert told["disposition"] == "adopted" and told["disposition_reason"] == "示例理由"
    assert not {"text", "masked_name", "disposed_by", "recorded_by"} & set(told)
    is_problem(lived.get(f"/comments/{in_force(lived)}"), 404)


def test_the_hearing_tells_how_it_came_about(lived: Served) -> None:
    held, called_off = lived.get(f"{here(lived)}/hearings", "auditor").json["items"]
    assert called_off["extended_from"] < called_off["held_on"] and called_off["sign_ups"] == 7
    assert called_off["called_off_replaced_by"] == "hearing" and held["called_off_at"] is None
    assert held["sides"] == ["居民", "企业"] and held["paper_pages"] == 3 and held["stated_basis"]


def test_art_16_3_the_draw_of_a_hearing_is_replayed_from_what_the_api_gives(lived: Served) -> None:
    (draw,) = lived.get(f"{here(lived)}/hearing-draws", "drafter").json["items"]
    assert replay(draw).faults == () and len(draw["drawn"]) == 7
    assert "drawn" in replay(draw | {"drawn": draw["drawn"][::-1]}).faults
    listed = lived.get(f"{here(lived)}/hearing-lists", "drafter").json["items"]
    assert listed and all(one["hearings"] == 1 and one["sign_up"] is None for one in listed)


@pytest.mark.parametrize("path", sorted(PAGES))
def test_every_list_of_the_room_goes_page_by_page(lived: Served, path: str) -> None:
    whole = [one["id"] for one in lived.get(f"{here(lived)}/{path}?limit=200", "auditor").json["items"]]
    paged: list[Any] = []
    cursor = None
    while True:
        page = lived.get(f"{here(lived)}/{path}?limit=1" + (f"&cursor={cursor}" if cursor else ""), "auditor").json
        paged += [one["id"] for one in page["items"]]
        cursor = page["next_cursor"]
        if cursor is None:
            break
    assert whole and paged == whole == sorted(whole, reverse=True)


def test_a_notice_s_words_are_text_on_its_page_never_markup() -> None:
    assert section({"公告": "<script>示例</script>"}) == "<h2>公告</h2>\n<p>&lt;script&gt;示例&lt;/script&gt;</p>"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"text": "示" * 50_000}, "text"),
        ({"text": ""}, "text"),
        ({"text": "示例\0"}, "text"),
        ({"masked_name": "张三丰"}, "masked_name"),
    ],
)
def test_an_opinion_that_is_too_long_empty_or_unstorable_is_refused_at_its_place(
    lived: Served, change: dict[str, Any], place: str
) -> None:
    notice = lived.get(f"{here(lived)}/notices").json[0]["id"]
    said = {"text": "示例意见", "channel": "online"} | change
    body = is_problem(lived.post(f"{here(lived)}/notices/{notice}/comments", said), 422)
    assert list(body["errors"]["json"]) == [place]


@pytest.mark.parametrize("day", ["2026-02-30", "2026-13-01", 20260301, "yesterday"])
def test_a_day_that_does_not_exist_is_refused_at_its_place(lived: Served, day: Any) -> None:
    said = {"source": "示例", "noticed_on": day, "judged_by": "示例", "judgement": "示例", "answer": None}
    body = is_problem(lived.post(f"{here(lived)}/public-sentiment", said, "drafter"), 422)
    assert list(body["errors"]["json"]) == ["noticed_on"]


def test_an_answer_names_at_least_one_opinion_and_at_most_a_thousand(lived: Served) -> None:
    some = lived.get(f"{here(lived)}/comments", "drafter").json["items"][0]["id"]
    for ids in ([], [some] * 1_001, ["示例"]):
        said = {"comment_ids": ids, "disposition": "adopted", "reason": "示例"}
        body = is_problem(lived.post(f"{here(lived)}/dispositions", said, "drafter"), 422)
        assert list(body["errors"]["json"]) == ["comment_ids"]
