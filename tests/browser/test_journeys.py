"""Whole ways through the pages, as somebody with a task goes them: large and small, with and without JavaScript."""

import pytest
from playwright.sync_api import Page

from decision_flow.terms import StartGround
from tests import lawful
from tests.browser.conftest import PASSWORD, SIZES, Served, signed_in
from tests.lawful.public_participation import comments
from tests.world import START

pytestmark = pytest.mark.browser


def with_an_open_notice(served: Served) -> tuple[str, str]:
    world, today = served.world, START.date()
    case = str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT)))
    return case, str(
        lawful.run(world, lawful.notice(world, case, today, today + 30 * lawful.DAY, lawful.draft_of(world)))
    )


def sent(page: Page) -> None:
    """The form of the page is sent by its first button."""
    page.click("form.act button.btn-primary")


def test_a_citizen_finds_a_consultation_comments_and_reads_the_answer(page: Page, served: Served) -> None:
    case, notice = with_an_open_notice(served)
    page.goto("/")
    page.click("main a[href='/consultations']")
    page.click(f"a[href='/consultations/{case}/{notice}']")
    page.click("main a.btn-primary")
    sent(page)
    assert "必须填写" in page.inner_text(".refusal") and page.get_attribute("html", "lang") == "zh-CN"
    page.fill("[name=text]", "示例：建议保留原有通道 𠮷 <b>不是标记</b>")
    page.fill("[name=masked_name]", "张三丰")
    sent(page)
    assert page.url.startswith(f"{served.address}/opinions/") and "正在研究" in page.inner_text("main")
    number = page.url.rpartition("/")[2]
    page.goto("/opinions")
    page.fill("[name=number]", number)
    page.click("main button")
    assert "正在研究" in page.inner_text("main")


def test_a_clerk_answers_like_opinions_at_once_and_the_citizen_reads_the_reason(page: Page, served: Served) -> None:
    case, notice = with_an_open_notice(served)
    given = [str(lawful.run(served.world, comments(served.world, case, notice))) for _ in range(2)]
    signed_in(page, "drafter")
    page.goto(f"/decisions/{case}/opinions")
    page.click("main section form button.btn-primary >> nth=0")
    assert all(one in page.input_value("[name=comment_ids]") for one in given)
    page.check("input[name=disposition][value=adopted]")
    page.fill("[name=reason]", "示例：采纳，写入第三条。")
    sent(page)
    assert "已" in page.inner_text(".notice-done h2")
    page.goto(f"/opinions/{given[0]}")
    assert "示例：采纳，写入第三条。" in page.inner_text("main")


def test_a_head_signs_sees_what_it_means_and_is_refused_in_the_laws_words(page: Page, served: Served) -> None:
    case, _ = with_an_open_notice(served)
    signed_in(page, "undertaking_head")
    page.goto(f"/acts/decisions/{case}/public-participation/sign-offs")
    page.select_option("[name=draft_sha256]", lawful.draft_of(served.world))
    sent(page)
    assert "公众参与" in page.inner_text("main") and "签署" in page.inner_text("main")
    if page.locator("[name=password]").count():
        page.fill("[name=password]", PASSWORD)
    page.click("[name=_confirmed]")
    refusal = page.inner_text(".refusal")
    assert "第十五条" in refusal and "由" in refusal and "没有" in refusal
    page.goto(f"/decisions/{case}/public-participation")
    assert "尚缺" in page.inner_text("main")


def test_a_secretary_reads_what_is_not_ripe_and_why(page: Page, served: Served) -> None:
    case, _ = with_an_open_notice(served)
    signed_in(page, "meeting_secretary")
    page.goto("/meetings")
    page.locator("details", has=page.locator(f"a[href*='{case}']")).locator("summary").click()
    if not page.evaluate("'htmx' in window"):
        page.click(f"a[href*='/meetings/{case}']")
    page.wait_for_selector("main .finding")
    assert "尚" in page.inner_text("main") and "依据" in page.inner_text("main .finding >> nth=0")


SCRIPTED = pytest.mark.parametrize("page", [(size, True) for size in SIZES], ids=str, indirect=True)


@SCRIPTED
def test_half_a_form_is_kept_until_it_is_sent_or_its_owner_signs_out(page: Page, served: Served) -> None:
    case, _ = with_an_open_notice(served)
    form = f"/acts/decisions/{case}/legal-basis"
    signed_in(page, "drafter")
    page.goto(form)
    typed = page.locator("form.act textarea, form.act input.form-control[type=text]").first
    typed.fill("示例：填了一半")
    page.goto("/")
    page.goto(form)
    assert typed.input_value() == ""
    page.click("#kept-form button")
    assert typed.input_value() == "示例：填了一半"
    if not page.locator("details.me[open]").count():
        page.click("details.me summary")
    page.click("form[data-forget] button")
    signed_in(page, "drafter")
    page.goto(form)
    assert not page.locator("#kept-form").is_visible()
