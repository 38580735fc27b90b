"""Addresses and forms that nobody made: numbers beyond every column, strangers' files, bodies without end."""

from io import BytesIO

import pytest
from marshmallow import Schema
from werkzeug.datastructures import MultiDict

from decision_flow.terms import Role, StartGround
from schemas.fields import Whole
from tests import lawful
from tests.api.house import PASSWORD
from tests.web.house import Pages, hidden_fields
from tests.world import START
from web.forms import body

HUGE, SUPERSCRIPT = "9" * 30, "²"


class Amount(Schema):
    """A number beyond a row's."""

    amount = Whole(required=True)


@pytest.fixture(scope="module")
def case(pages: Pages) -> str:
    return str(lawful.run(pages.world, lawful.proposed(pages.world)))


@pytest.mark.parametrize("number", [HUGE, SUPERSCRIPT, "-1", "1e9", "0x10"])
@pytest.mark.parametrize(
    "path",
    [
        "/decisions/{case}/history?before={number}",
        "/decisions/{case}/drafts?version={number}",
        "/decisions/{case}/timetable?shorten={number}",
        "/catalogs?year={number}",
        "/?tab=done&after={number}",
        "/acts/decisions/{case}/legal-basis?_seen={number}",
    ],
)
def test_a_number_in_an_address_that_is_none_is_no_failure(pages: Pages, case: str, path: str, number: str) -> None:
    answer = pages.signed_in(Role.DRAFTER).get(path.format(case=case, number=number))
    assert answer.status_code == 200, answer.text


@pytest.mark.parametrize(("typed", "read"), [("1000000", 10**6), ("-3", -3), (HUGE, HUGE), (SUPERSCRIPT, SUPERSCRIPT)])
def test_a_whole_number_of_a_form_is_read_and_what_is_none_is_left_to_the_schema(typed: str, read: int | str) -> None:
    assert body(Amount(), MultiDict({"amount": typed})) == {"amount": read}


@pytest.fixture(scope="module")
def comment_form(pages: Pages) -> str:
    """The form by which strangers comment on an open notice."""
    world, today = pages.world, START.date()
    case = str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT)))
    lawful.run(world, lawful.notice(world, case, today, today + 30 * lawful.DAY, lawful.draft_of(world)))
    page = pages.stranger().get("/consultations").text
    address = next(part for part in page.split('"') if part.startswith(f"/consultations/{case}/"))
    return f"/acts/decisions/{case}/public-participation/notices/{address.rpartition('/')[2]}/comments"


def test_a_strangers_file_is_not_kept(pages: Pages, comment_form: str) -> None:
    browser = pages.stranger()
    held = hidden_fields(browser.get(comment_form).text)
    before = sorted(pages.world.installation.store.documents._folder.rglob("*"))
    typed = {**held, "text": "示例意见", "channel": "示例网页", "text:file": (BytesIO(b"sent by nobody"), "a.pdf")}
    assert browser.client.post(comment_form, data=typed, content_type="multipart/form-data").status_code == 303
    assert sorted(pages.world.installation.store.documents._folder.rglob("*")) == before


def test_a_strangers_form_has_an_end(pages: Pages, comment_form: str) -> None:
    answer = pages.stranger().client.post(comment_form, data={"text": "长" * (1 << 20)})
    assert answer.status_code == 413 and "过大" in answer.text


@pytest.mark.parametrize(("typed", "kept"), [("张三", "张*"), ("欧阳娜娜", "欧**"), ("张**", "张**"), ("Smith", "S**")])
def test_art_15_of_a_commenters_name_the_record_keeps_the_first_sign(
    pages: Pages, comment_form: str, typed: str, kept: str
) -> None:
    browser = pages.stranger()
    held = hidden_fields(browser.get(comment_form).text)
    given = {**held, "text": f"示例意见{typed}", "channel": "示例网页", "masked_name": typed}
    answer = browser.client.post(comment_form, data=given)
    assert answer.status_code == 303, answer.text
    with pages.world.installation.store.reading() as session:
        number = answer.location.rpartition("/")[2]
        found = session.connection().exec_driver_sql("SELECT masked_name FROM comment WHERE id = ?", (number,)).scalar()
    assert found == kept


def test_who_holds_no_post_reads_what_is_published(pages: Pages) -> None:
    lawful.a_published_item(pages.world)
    pages.served.person("idle", "示例闲")
    browser = pages.stranger()
    assert browser.send("/sign-in", {"login": "idle", "password": PASSWORD}).status_code == 303
    page = browser.get("/catalogs")
    catalog = next(part for part in page.text.split('"') if part.startswith("/catalogs/"))
    assert browser.get(catalog).status_code == 200 and "/acts/" not in page.text
