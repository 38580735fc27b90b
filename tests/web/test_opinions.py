"""Art. 18: opinions that wait are answered on a page, many alike at once with one reason."""

import re

from decision_flow.terms import Role, StartGround
from tests import lawful
from tests.lawful.public_participation import comments
from tests.web.house import Pages, hidden_fields
from tests.world import START


def waiting(pages: Pages, case: str) -> list[str]:
    page = pages.signed_in(Role.DRAFTER).get(f"/decisions/{case}/opinions").text
    return re.findall(r'type="checkbox" name="comment_ids" value="([^"]+)"', page)


def test_art_18_one_reason_answers_those_that_were_ticked(pages: Pages) -> None:
    world, today = pages.world, START.date()
    case = str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT)))
    notice = lawful.run(world, lawful.notice(world, case, today, today + 30 * lawful.DAY, lawful.draft_of(world)))
    for _ in range(3):
        lawful.run(world, comments(world, case, notice))
    ids, browser = waiting(pages, case), pages.signed_in(Role.DRAFTER)
    assert len(ids) == 3
    act = f"/acts/decisions/{case}/public-participation/dispositions"
    form = browser.get(act, query_string=[("comment_ids", one) for one in ids])
    assert all(one in form.text for one in ids)
    typed = {"comment_ids": "\n".join(ids), "disposition": "adopted", "reason": "示例：采纳，已写入草案。"}
    answer = browser.client.post(act, data={**hidden_fields(form.text), **typed})
    assert answer.status_code == 303, answer.text
    assert waiting(pages, case) == []
