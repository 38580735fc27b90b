"""F01, F04, F05: keeping the matter out of the procedure, by way of the catalog."""

from dataclasses import replace
from datetime import date

import pytest

from decision_flow.actor import PUBLIC
from decision_flow.catalog import commands as catalog
from decision_flow.catalog import listing
from decision_flow.decision import commands as decision
from decision_flow.decision.listing import history
from decision_flow.terms import Exclusion, MatterClass, Role, Stage, StartGround
from tests import lawful
from tests.lawful import DAY
from tests.statute.matters import MONDAY, Matter, a_body, a_matter, findings
from tests.world import World

OFFICER, HEAD, CLERK = Role.CATALOG_OFFICER, Role.ADMINISTRATIVE_HEAD, Role.DRAFTER


def a_catalog(body: Matter) -> str:
    """An open catalog of the year; its id."""
    asked = catalog.OpenCatalog(organ_id=body.organ_id, year=2026, title="示例目录")
    return body.do(asked, OFFICER).subject_id


def consent(body: Matter, catalog_id: str, on: date) -> catalog.RecordPartyConsent:
    """The document by which the Party committee consents."""
    return catalog.RecordPartyConsent(
        catalog_id=catalog_id,
        document_no="示例〔2026〕1号",
        party_organ="示例市委",
        document_sha256=body.document("同意"),
        consented_on=on,
    )


def publication(body: Matter, catalog_id: str, on: date) -> catalog.PublishCatalog:
    """The publication on the government's website."""
    return catalog.PublishCatalog(
        catalog_id=catalog_id,
        document_no="示例〔2026〕2号",
        address="https://example.org/catalog",
        snapshot_sha256=body.document("目录"),
        published_on=on,
    )


# F01: scope read too narrowly


def test_f01_nobody_but_the_head_says_that_a_matter_is_not_started_and_the_record_keeps_who_and_why(house: World):
    matter = a_body(house)
    matter.id = str(matter.steps(lawful.proposed(matter)))
    declined = decision.DeclineProposal(decision_id=matter.id, reason="示例：不属于决策事项")
    for role in (Role.UNDERTAKING_HEAD, CLERK, OFFICER, Role.OFFICE_HEAD):
        assert findings(matter.lacks(declined, role)) == {"SOD-ROLE": "role"}
    matter.do(declined, HEAD)
    with house.installation.store.reading() as session:
        (last,) = history(session, matter.id, house.actor(HEAD), limit=1)
    assert '"reason":"示例：不属于决策事项"' in last.body and '"role":"administrative_head"' in last.body
    assert matter.case().status == "declined"


@pytest.mark.parametrize("exclusion", Exclusion)
def test_f01_what_is_called_an_exclusion_is_one_of_the_three_of_art_3_and_stands_in_no_catalog(house: World, exclusion):
    body = a_body(house)
    item = catalog.RegisterCatalogItem(
        catalog_id=a_catalog(body),
        item_no="1",
        title="示例事项",
        undertaking_unit_id=body.unit_id,
        matter_class=MatterClass.PUBLIC_POLICY,
        exclusion=exclusion,
        planned_time="6月",
    )
    assert findings(body.lacks(item, CLERK)) == {"CAT-3-EXCLUSION": "excluded"}
    assert body.do(replace(item, exclusion=None), CLERK).seq


def test_f01_lawful_neighbour_a_matter_in_no_catalog_enters_the_procedure(house: World):
    """A matter is major whether it is listed or not: the catalog keeps nothing out."""
    matter = a_matter(house, ground=StartGround.ASSIGNED)
    assert matter.row(Stage.PUBLIC_PARTICIPATION).is_open and matter.case().catalog_item_id is None


# F04: the catalog is published late


def discussed_with(house: World, published_on: date | None) -> Matter:
    """A matter under the Jishou plan that started on its submission, reviewed; its catalog perhaps published since."""
    body = a_body(house, "jishou")
    catalog_id = a_catalog(body)
    item = str(body.steps(lawful.an_item(body, catalog_id, "示例规划")))
    triage = {"lawfully_unpublished": True, "is_technical": False, "may_harm": False, "touches_market": False}
    body.id = str(body.steps(lawful.started(body, StartGround.SUBMITTED, catalog_item_id=item, **triage)))
    body.draft = lawful.draft_of(body)
    for stage in (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        body.determined(stage)
    body.reviewed()
    if published_on is not None:
        body.on(published_on).steps(lawful.publish(body, catalog_id, published_on))
    return body


def test_f04_a_matter_is_not_discussed_before_its_catalog_is_published(house: World):
    matter = discussed_with(house, None)
    assert findings(matter.lacks(matter.agenda(), Role.MEETING_SECRETARY)) == {"CD-J26-LISTED": "not_published"}


def test_f04_a_late_catalog_shows_its_own_date_and_cannot_be_dated_ahead(house: World):
    body = a_body(house)
    catalog_id = a_catalog(body)
    body.steps(lawful.an_item(body, catalog_id, "示例规划"))
    late = date(2026, 12, 1)
    ahead = publication(body, catalog_id, late)
    body.do(consent(body, catalog_id, MONDAY), OFFICER)
    assert findings(body.lacks(ahead, OFFICER)) == {"CAT-39-DAY": "ahead"}
    body.on(late).do(ahead, OFFICER)
    with house.installation.store.reading() as session:
        shown = listing.catalog(session, catalog_id, PUBLIC)
    assert shown is not None and shown.published_on == "2026-12-01"


def test_f04_lawful_neighbour_a_start_waits_for_no_catalog_and_a_late_one_still_serves(house: World):
    """The start was not refused for it; once the catalog is published, in March or in December, it is discussed."""
    for published_on in (MONDAY + DAY, date(2026, 12, 1)):
        matter = discussed_with(house, published_on)
        held_on = max(matter.agenda_day, published_on)
        assert matter.do(matter.agenda(held_on), Role.MEETING_SECRETARY).seq


# F05: without recorded Party consent


def test_f05_a_catalog_without_the_partys_consent_is_not_published(house: World):
    body = a_body(house)
    catalog_id = a_catalog(body)
    body.steps(lawful.an_item(body, catalog_id, "示例规划"))
    asked = publication(body, catalog_id, MONDAY)
    assert findings(body.lacks(asked, OFFICER)) == {"CAT-3-PARTY-CONSENT": "no_consent"}
    body.on(MONDAY + 7 * DAY).do(consent(body, catalog_id, MONDAY + 7 * DAY), OFFICER)
    refused = body.lacks(asked, OFFICER)["CAT-3-PARTY-CONSENT"]
    assert (refused.code, refused.earliest) == ("before_consent", MONDAY + 7 * DAY)


def test_f05_a_consent_serves_one_edition(house: World):
    """What is added after the publication needs a consent of its own."""
    body = a_body(house)
    catalog_id = a_catalog(body)
    body.steps(lawful.an_item(body, catalog_id, "示例规划"))
    body.steps(lawful.publish(body, catalog_id, MONDAY))
    body.steps(lawful.an_item(body, catalog_id, "示例措施"))
    assert findings(body.lacks(publication(body, catalog_id, MONDAY), OFFICER)) == {"CAT-3-PARTY-CONSENT": "no_consent"}


def test_f05_lawful_neighbour_consent_of_the_same_day_publishes_and_a_correction_needs_only_its_reason(house: World):
    body = a_body(house)
    catalog_id = a_catalog(body)
    item = str(body.steps(lawful.an_item(body, catalog_id, "示例规划")))
    body.do(consent(body, catalog_id, MONDAY), OFFICER)
    assert body.do(publication(body, catalog_id, MONDAY), OFFICER).seq
    corrected = catalog.AmendCatalogItem(catalog_id=catalog_id, item_id=item, planned_time="9月", reason="示例：笔误")
    assert body.do(corrected, OFFICER).seq
