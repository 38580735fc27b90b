"""Art. 3, 10, 11 and plan 26: what starts, on which ground, and when it must stand in the catalog."""

from dataclasses import replace
from datetime import date

import pytest

from decision_flow.catalog import commands as catalog
from decision_flow.collective_discussion import commands as meeting
from decision_flow.decision import commands as decision
from decision_flow.terms import BodyKind, Role, Stage, StartGround
from tests import lawful
from tests.statute.matters import MONDAY, Matter, a_body, a_matter, findings
from tests.triage import ARGUED
from tests.world import World

HEAD, UNIT_HEAD = Role.ADMINISTRATIVE_HEAD, Role.UNDERTAKING_HEAD


def proposed(body: Matter, **given) -> Matter:
    """A matter of the body, proposed with its first draft and start request."""
    made = replace(body)
    made.id = str(made.steps(lawful.requested(made, **given)))
    made.draft = lawful.draft_of(made)
    return made


def start(matter: Matter, ground: StartGround = StartGround.ASSIGNED, **given) -> decision.StartDecision:
    """The organ's decision to start."""
    base = {
        "decision_id": matter.id,
        "lead_unit_id": matter.unit_id,
        "start_ground": ground,
        "start_ground_text": None if ground is StartGround.LISTED else "示例：说明",
        "approval_sha256": matter.document("批件"),
    }
    return decision.StartDecision(**(base | given))


def an_item(body: Matter, year: int = 2026, published: bool = True) -> str:
    """The id of an item of the body's catalog of a year."""
    opened = body.do(
        catalog.OpenCatalog(organ_id=body.organ_id, year=year, title="示例目录"), Role.CATALOG_OFFICER
    ).subject_id
    item = str(body.steps(lawful.an_item(body, opened, "示例规划")))
    if published:
        body.steps(lawful.publish(body, opened, MONDAY))
    return item


def dropped(body: Matter) -> str:
    """The id of an item that was dropped from this year's catalog before it was published."""
    opened = body.do(
        catalog.OpenCatalog(organ_id=body.organ_id, year=2026, title="示例目录"), Role.CATALOG_OFFICER
    ).subject_id
    item = str(body.steps(lawful.an_item(body, opened, "示例措施")))
    body.do(catalog.DropCatalogItem(catalog_id=opened, item_id=item, reason="示例"), Role.CATALOG_OFFICER)
    return item


def test_art_10_a_matter_has_no_board_and_no_pinned_law_before_the_organ_decides_to_start(house: World):
    matter = proposed(a_body(house))
    assert not matter.case().stages and matter.case().profile_digest is None
    assert "DEC-27-ACTS" in matter.lacks(matter.sign_off(Stage.RISK_ASSESSMENT), UNIT_HEAD)
    matter.do(start(matter), HEAD)
    assert matter.board() == "O1 O1 O1 -0 -0 -0"
    assert matter.case().profile_digest and matter.case().started_on == MONDAY.isoformat()


def test_art_10_only_the_administrative_head_starts_and_only_what_the_unit_asked_for(house: World):
    matter = a_body(house)
    matter.id = str(matter.steps(lawful.proposed(matter)))
    assert findings(matter.lacks(start(matter), HEAD)) == {"DEC-10-REQUEST": "no_request"}
    paper = matter.document("启动请示")
    matter.do(decision.PrepareStartRequest(decision_id=matter.id, paper_sha256=paper), Role.DRAFTER)
    matter.do(decision.SubmitStartRequest(decision_id=matter.id, paper_sha256=paper), UNIT_HEAD)
    for role in (UNIT_HEAD, Role.OFFICE_HEAD):
        assert findings(matter.lacks(start(matter), role)) == {"SOD-ROLE": "role"}
    assert matter.do(start(matter), HEAD).seq


def test_art_10_a_start_request_is_prepared_by_one_person_and_signed_by_another(house: World):
    matter = a_body(house)
    matter.id = str(matter.steps(lawful.proposed(matter)))
    paper = matter.document("启动请示")
    asked = decision.SubmitStartRequest(decision_id=matter.id, paper_sha256=paper)
    assert findings(matter.lacks(asked, UNIT_HEAD)) == {"SOD-PREPARED": "not_prepared"}
    both = matter.person("p-both", Role.DRAFTER)
    matter.do(decision.PrepareStartRequest(decision_id=matter.id, paper_sha256=paper), both)
    same = matter.person("p-both", UNIT_HEAD)
    assert findings(matter.lacks(asked, same)) == {"SOD-PREPARED": "same_person"}
    assert matter.do(asked, UNIT_HEAD).seq


def test_art_10_a_declined_proposal_is_kept_and_cannot_be_started(house: World):
    matter = proposed(a_body(house))
    matter.do(decision.DeclineProposal(decision_id=matter.id, reason="示例"), HEAD)
    assert findings(matter.lacks(start(matter), HEAD))["DEC-10-PROPOSED"] == "started"
    assert matter.case().status == "declined"


def test_art_11_the_start_names_the_one_lead_unit_that_asked(house: World):
    matter = proposed(a_body(house))
    other = a_body(house).unit_id
    assert findings(matter.lacks(start(matter, lead_unit_id=other), HEAD)) == {"DEC-11-LEAD": "other_unit"}
    assert matter.do(start(matter), HEAD).seq


def test_art_11_the_undertaking_unit_is_a_unit_of_the_deciding_body(house: World):
    body, other = a_body(house), a_body(house)
    asked = decision.ProposeDecision(
        organ_id=body.organ_id,
        undertaking_unit_id=other.unit_id,
        title="示例",
        matter_class="plan",
        **ARGUED,
        reason="示例",
        is_technical=False,
        may_harm=False,
        touches_market=False,
        affects_specific_group=False,
        is_normative_document=False,
    )
    assert set(body.refused(asked, Role.OFFICE_HEAD).rule_ids) == {"DEC-11-UNIT"}
    assert body.do(replace(asked, undertaking_unit_id=body.unit_id), Role.OFFICE_HEAD).seq


LISTED, SUBMITTED, CARRIED_OVER = StartGround.LISTED, StartGround.SUBMITTED, StartGround.CARRIED_OVER


@pytest.mark.parametrize(
    ("ground", "item", "code"),
    [
        (LISTED, an_item, ""),
        (LISTED, lambda body: None, "not_listed"),
        (LISTED, lambda body: an_item(body, published=False), "not_listed"),
        (LISTED, lambda body: an_item(body, 2025), "not_listed"),
        (SUBMITTED, lambda body: an_item(body, published=False), ""),
        (SUBMITTED, lambda body: None, "not_submitted"),
        (SUBMITTED, lambda body: an_item(body, 2025), "not_submitted"),
        (SUBMITTED, dropped, "not_submitted"),
        (CARRIED_OVER, lambda body: an_item(body, 2025), ""),
        (CARRIED_OVER, lambda body: an_item(body, 2025, published=False), "not_carried_over"),
        (CARRIED_OVER, lambda body: an_item(body, 2024), "not_carried_over"),
        (CARRIED_OVER, an_item, "not_carried_over"),
    ],
    ids=[
        "listed: published this year",
        "listed: in no catalog",
        "listed: submitted only",
        "listed: of last year",
        "submitted: to this year's",
        "submitted: to no catalog",
        "submitted: to last year's",
        "submitted: and dropped",
        "carried over: published last year",
        "carried over: not published last year",
        "carried over: of two years ago",
        "carried over: of this year",
    ],
)
def test_art_3_3_a_start_stands_on_the_catalog_or_on_another_lawful_ground(house: World, ground, item, code):
    body = a_body(house)
    matter = proposed(body, catalog_item_id=item(body))
    if code:
        assert findings(matter.lacks(start(matter, ground), HEAD)) == {"DEC-3-GROUND": code}
    else:
        assert matter.do(start(matter, ground), HEAD).seq


@pytest.mark.parametrize("ground", [LISTED, SUBMITTED, CARRIED_OVER])
def test_art_3_3_an_item_of_another_bodys_catalog_is_that_bodys_alone(house: World, ground):
    """Another body cannot take the item, so its own can still use it; what was never registered is nobody's."""
    other, body = a_body(house), a_body(house)
    of_year = {LISTED: (2026, True), SUBMITTED: (2026, False), CARRIED_OVER: (2025, True)}
    item = an_item(other, *of_year[ground])

    def proposal(**given):
        return next(lawful.proposed(body, **given)).command

    for named, code in ((item, "other_body"), ("0190a000-0000-7000-8000-00000000dead", "unknown_item")):
        assert findings(body.lacks(proposal(catalog_item_id=named), Role.DRAFTER)) == {"DEC-3-ITEM": code}
    matter = proposed(other, catalog_item_id=item)
    assert matter.do(start(matter, ground), HEAD).seq


@pytest.mark.parametrize(
    ("ground", "triage"),
    [
        (StartGround.ADJUSTMENT, {}),
        (StartGround.ASSIGNED, {}),
        (StartGround.UNPUBLISHED, {"lawfully_unpublished": True}),
    ],
)
def test_art_3_3_a_matter_in_no_catalog_starts_on_an_explained_ground(house: World, ground, triage):
    matter = proposed(a_body(house), **triage)
    unexplained = start(matter, ground, start_ground_text=None)
    assert findings(matter.lacks(unexplained, HEAD)) == {"DEC-3-GROUND": "no_text"}
    assert matter.do(start(matter, ground), HEAD).seq


def test_art_3_3_only_what_triage_found_lawfully_unpublished_starts_as_unpublished(house: World):
    matter = proposed(a_body(house))
    assert findings(matter.lacks(start(matter, StartGround.UNPUBLISHED), HEAD)) == {"DEC-3-GROUND": "public"}
    assert matter.do(start(matter, StartGround.ASSIGNED), HEAD).seq


def test_art_10_a_matter_is_started_once(house: World):
    matter = a_matter(house)
    assert findings(matter.lacks(start(matter), HEAD)) == {"DEC-10-PROPOSED": "started"}


def discussed_in_jishou(house: World, ground: StartGround) -> Matter:
    """A matter of a body under the Jishou plan, reviewed and ready for the agenda."""
    matter = a_matter(house, "jishou", ground=ground, lawfully_unpublished=True, is_technical=False, may_harm=False)
    for stage in (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        matter.determined(stage)
    return matter.reviewed()


def test_plan_26_an_assigned_matter_is_listed_before_it_is_discussed(house: World):
    matter = discussed_in_jishou(house, StartGround.ASSIGNED)
    secretary = Role.MEETING_SECRETARY
    assert findings(matter.lacks(matter.agenda(), secretary)) == {"CD-J26-LISTED": "no_item"}
    named = meeting.NameCatalogItem(decision_id=matter.id, catalog_item_id=an_item(a_body(house)))
    assert findings(matter.lacks(named, Role.DRAFTER)) == {"DEC-3-ITEM": "other_body"}
    matter.do(replace(named, catalog_item_id=an_item(matter)), Role.DRAFTER)
    assert matter.do(matter.agenda(), secretary).seq


def test_plan_26_a_submitted_item_is_published_before_it_is_discussed(house: World):
    body = a_body(house, "jishou")
    item = an_item(body, published=False)
    matter = discussed_in_jishou_with(body, item)
    assert findings(matter.lacks(matter.agenda(), Role.MEETING_SECRETARY)) == {"CD-J26-LISTED": "not_published"}
    catalog_id = matter_catalog(matter)
    matter.steps(lawful.publish(matter, catalog_id, MONDAY))
    assert matter.do(matter.agenda(), Role.MEETING_SECRETARY).seq


def discussed_in_jishou_with(body: Matter, item: str) -> Matter:
    """A matter started on an item that was submitted, reviewed and ready for the agenda."""
    matter = proposed(body, catalog_item_id=item, lawfully_unpublished=True, is_technical=False, may_harm=False)
    matter.do(start(matter, SUBMITTED), HEAD)
    for stage in (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        matter.determined(stage)
    return matter.reviewed()


def matter_catalog(matter: Matter) -> str:
    """The catalog in which the matter's item stands."""
    from sqlalchemy import select

    from decision_flow.catalog.model import CatalogItem
    from decision_flow.store.tables import table_of

    m = table_of(CatalogItem).c
    with matter.installation.store.reading() as session:
        return str(session.execute(select(m.catalog_id).where(m.id == matter.case().catalog_item_id)).scalar_one())


@pytest.mark.parametrize("ground", [StartGround.ADJUSTMENT, StartGround.UNPUBLISHED])
def test_plan_26_an_adjustment_and_what_is_unpublished_need_no_catalog(house: World, ground):
    matter = discussed_in_jishou(house, ground)
    assert matter.do(matter.agenda(), Role.MEETING_SECRETARY).seq


def test_art_3_3_outside_jishou_a_matter_is_discussed_without_any_catalog(house: World):
    matter = a_matter(house, ground=StartGround.ASSIGNED).early_passed().reviewed()
    assert matter.do(matter.agenda(), Role.MEETING_SECRETARY).seq


def test_art_42_a_township_takes_the_same_path_in_its_own_forum(house: World):
    body = a_body(house, kind=BodyKind.TOWNSHIP)
    matter = proposed(body)
    matter.do(start(matter), HEAD)
    matter.early_passed().reviewed()
    assert findings(matter.lacks(matter.agenda(), Role.MEETING_SECRETARY)) == {"CD-30-FORUM": "other_forum"}
    assert matter.do(matter.agenda(forum="镇长办公会"), Role.MEETING_SECRETARY).seq


def test_art_10_a_start_is_pinned_to_the_law_of_its_own_day(house: World):
    matter = proposed(a_body(house).on(date(2024, 7, 31)))
    matter.do(start(matter), HEAD)
    before = matter.case().profile_digest
    later = proposed(a_body(house).on(date(2024, 8, 1)))
    later.do(start(later), HEAD)
    assert later.case().profile_digest != before
