"""Every act as a form: it is made for who may do it, tells what is wrong at its field, and does the act."""

from collections.abc import Iterator

import pytest
from werkzeug.test import TestResponse

from decision_flow.command import REGISTRY
from decision_flow.expert_review import commands as expert
from decision_flow.terms import Role, StartGround, View
from schemas.table import PARAMETER, ActRoute
from tests import lawful
from tests.lawful import the_expert
from tests.lawful.expert_pool import a_pool
from tests.lawful.expert_review import SAID, chosen
from tests.web.house import Browser, Pages, hidden_fields
from web.permitted import ADDRESS, routes

NOWHERE = "0190a000-0000-7000-8000-00000000ffff"


@pytest.fixture(scope="module")
def ids(pages: Pages) -> dict[str, str]:
    """A subject of each kind for the parameters of paths; parts of a decision need not be there to make the form."""
    world = pages.world
    item = lawful.a_published_item(world)
    case = str(lawful.run(world, lawful.proposed(world)))
    with world.installation.store.reading() as session:
        catalog = session.connection().exec_driver_sql("SELECT catalog_id FROM catalog_item").scalar()
    lawful.run(world, a_pool(world))
    with world.installation.store.reading() as session:
        pool = session.connection().exec_driver_sql("SELECT id FROM expert_pool").scalar()
    return {
        "organ_id": world.organ_id,
        "catalog_id": str(catalog),
        "item_id": item,
        "decision_id": case,
        "pool_id": str(pool),
    }


def path_of(act: ActRoute, ids: dict[str, str]) -> str:
    path = {name: ids.get(name, NOWHERE) for name in act.parameters}
    return f"{ADDRESS}{PARAMETER.sub(lambda found: path[found[1]], act.path)}"


def who_may(pages: Pages, act: ActRoute) -> Iterator[Browser]:
    held = REGISTRY[act.command].by - {Role.SYSTEM, Role.ADMINISTRATOR}
    for role in sorted(held - {Role.CITIZEN}):
        yield pages.signed_in(role)


def sent(browser: Browser, path: str, typed: dict[str, str]) -> TestResponse:
    held = hidden_fields(browser.get(path).text)
    return browser.client.post(path, data={**held, **typed}, content_type="multipart/form-data")


@pytest.mark.parametrize("name", sorted(routes()))
def test_the_form_of_every_act_is_made_and_an_empty_one_is_told_what_is_missing(
    pages: Pages, ids: dict[str, str], name: str
) -> None:
    act = routes()[name]
    path = path_of(act, ids)
    for browser in who_may(pages, act):
        form = browser.get(path)
        assert form.status_code == 200, form.text
        assert "<form" in form.text
        answer = sent(browser, path, {})
        required = any(one.required for one in act.body.fields.values())
        assert answer.status_code == 422 if required else answer.status_code in (200, 303, 409), answer.text


@pytest.mark.parametrize("name", sorted(routes()))
def test_a_stranger_is_asked_to_sign_in_before_any_form_and_finds_no_file_behind_the_publics(
    pages: Pages, ids: dict[str, str], name: str
) -> None:
    act = routes()[name]
    answer = pages.stranger().get(path_of(act, ids))
    assert answer.status_code == (404 if act.is_public else 302), answer.text


def test_a_proposal_is_made_by_its_form_and_what_is_typed_is_shown_as_text(pages: Pages) -> None:
    browser = pages.signed_in(Role.DRAFTER)
    page = browser.get(f"/acts/decisions?organ_id={pages.world.organ_id}")
    assert page.status_code == 200
    answer = sent(browser, "/acts/decisions", {"title": "<script>alert(1)</script>"})
    assert answer.status_code == 422
    assert "<script>alert(1)" not in answer.text and "&lt;script&gt;alert(1)" in answer.text


def test_art_19_no_form_names_the_paper_of_an_opinion_that_is_not_opened(pages: Pages) -> None:
    world = pages.world
    case = str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT, touches_market=False)))
    paper = world.document("示例：尚未启封的论证意见书")
    given = expert.SubmitExpertOpinion(
        decision_id=case, draft_sha256=lawful.draft_of(world), **SAID, view=View.DISAGREE, opinion_sha256=paper
    )
    world.do(chosen(case), Role.UNDERTAKING_HEAD)
    world.do(expert.DeclareInterest(decision_id=case, has_direct_interest=False, text="示例"), the_expert(world))
    world.do(given, the_expert(world))
    form = f"/acts/decisions/{case}/public-participation/notices"
    assert paper not in pages.signed_in(Role.DRAFTER).get(form).text
    world.do(expert.OpenExpertOpinions(decision_id=case), Role.UNDERTAKING_HEAD)
    assert paper in pages.signed_in(Role.DRAFTER).get(form).text
