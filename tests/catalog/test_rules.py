"""Art. 3 and plan item 26: what a catalog may hold, when it may be published, how it is adjusted."""

from datetime import timedelta

import pytest

from decision_flow.catalog import rules
from decision_flow.organ.facts import OrganFile
from decision_flow.procedure.rules import Status
from decision_flow.terms import Exclusion, Role
from tests.casefiles import ORGAN, UNIT, a_law
from tests.catalog.files import (
    ITEM,
    LAW,
    OTHER_ITEM,
    OTHER_UNIT,
    TODAY,
    a_catalog,
    an_act,
    an_item,
)

DAY = timedelta(days=1)


def test_art_3_1_items_of_the_five_classes_satisfy_and_unstated_classes_are_noted():
    assert rules.matters_are_of_the_five_classes(an_act(), a_catalog(), LAW, TODAY).status is Status.SATISFIED
    noted = rules.matters_are_of_the_five_classes(an_act(), a_catalog(an_item(matter_class=None)), LAW, TODAY)
    assert (noted.status, noted.code, noted.values["count"]) == (Status.SATISFIED, "not_stated", 1)


@pytest.mark.parametrize("exclusion", Exclusion)
def test_art_3_2_macro_control_legislation_and_emergency_are_not_registered(exclusion):
    finding = rules.matter_is_not_excluded(an_act(Role.DRAFTER, exclusion=exclusion), a_catalog(), LAW, TODAY)
    assert (finding.status, finding.code, finding.cure_by) == (Status.LACKING, "excluded", (Role.DRAFTER,))


def test_art_3_2_any_other_matter_is_registered():
    assert rules.matter_is_not_excluded(an_act(exclusion=None), a_catalog(), LAW, TODAY).status is Status.SATISFIED


def test_art_3_2_an_exclusion_that_the_law_does_not_know_excludes_nothing():
    law = a_law({"catalog.exclusions": ["macro_control"]})
    finding = rules.matter_is_not_excluded(an_act(exclusion=Exclusion.EMERGENCY_RESPONSE), a_catalog(), law, TODAY)
    assert (finding.status, finding.code) == (Status.NOT_APPLICABLE, "not_excluded_here")


def test_art_3_3_a_catalog_of_unknown_year_is_not_published():
    assert rules.year_of_the_catalog_is_known(an_act(), a_catalog(year=None), LAW, TODAY).code == "unknown_year"
    assert rules.year_of_the_catalog_is_known(an_act(), a_catalog(), LAW, TODAY).status is Status.SATISFIED


@pytest.mark.parametrize(
    ("year", "code"),
    [
        (999, "not_a_year"),
        (1000, ""),
        (2026, ""),
        (9999, ""),
        (10000, "not_a_year"),
        (0, "not_a_year"),
        (-2026, "not_a_year"),
        (None, ""),
    ],
)
def test_a_year_has_four_digits_or_is_unknown(year, code):
    assert rules.year_has_four_digits(an_act(year=year), a_catalog(), LAW, TODAY).code == code


def test_the_year_of_a_catalog_is_found_out_once():
    assert rules.year_was_not_known(an_act(), a_catalog(), LAW, TODAY).code == "known"
    assert rules.year_was_not_known(an_act(), a_catalog(year=None), LAW, TODAY).status is Status.SATISFIED


def test_art_3_3_a_catalog_without_matters_is_not_published():
    dropped = a_catalog(an_item(status="dropped"))
    assert rules.catalog_lists_a_matter(an_act(), dropped, LAW, TODAY).code == "empty"
    assert rules.catalog_lists_a_matter(an_act(), a_catalog(), LAW, TODAY).status is Status.SATISFIED


def test_plan_26_incomplete_items_are_named_by_what_they_lack_and_not_published():
    catalog = a_catalog(
        an_item(title="甲", lacks=("undertaking_unit", "publication_date"), status="incomplete"),
        an_item(id=OTHER_ITEM, title="乙", lacks=("publication_date",), status="incomplete"),
    )
    finding = rules.every_item_is_complete(an_act(), catalog, LAW, TODAY)
    assert (finding.status, finding.code, finding.values["count"]) == (Status.LACKING, "incomplete", 2)
    assert finding.values["undertaking_unit"] == ["甲"] and finding.values["publication_date"] == ["甲", "乙"]
    assert finding.values["year"] is None
    assert {Role.CATALOG_OFFICER, Role.DRAFTER} <= {*finding.cure_by}


def test_plan_26_at_most_twenty_examples_are_named_for_each_gap():
    items = [an_item(id=f"{ITEM}{n}", lacks=("year",), status="incomplete") for n in range(30)]
    finding = rules.every_item_is_complete(an_act(), a_catalog(*items), LAW, TODAY)
    assert finding.values["count"] == 30 and len(finding.values["year"]) == 20


def test_plan_26_a_dropped_item_may_stay_incomplete():
    catalog = a_catalog(an_item(), an_item(id=OTHER_ITEM, status="dropped", lacks=("year",)))
    assert rules.every_item_is_complete(an_act(), catalog, LAW, TODAY).status is Status.SATISFIED


def test_art_3_3_without_the_party_committees_document_nothing_is_published():
    finding = rules.party_committee_consented_first(
        an_act(published_on=TODAY), a_catalog(consent=None, edition=1), LAW, TODAY
    )
    assert (finding.code, finding.cure_by, finding.values["edition"]) == ("no_consent", (Role.CATALOG_OFFICER,), 2)


@pytest.mark.parametrize(("published_on", "code"), [(TODAY - DAY, "before_consent"), (TODAY, ""), (TODAY + DAY, "")])
def test_art_3_3_publication_follows_consent_from_the_same_day_on(published_on, code):
    finding = rules.party_committee_consented_first(an_act(published_on=published_on), a_catalog(), LAW, TODAY)
    assert finding.code == code
    assert finding.earliest == (TODAY if code else None)


def test_art_3_3_consent_does_not_bind_where_the_law_does_not_ask_for_it():
    finding = rules.party_committee_consented_first(
        an_act(published_on=TODAY), a_catalog(consent=None), a_law({"catalog.party_consent_required": False}), TODAY
    )
    assert finding.status is Status.NOT_APPLICABLE


def test_art_3_3_a_published_matter_is_dropped_with_consent_only():
    published = an_item(status="published")
    act = an_act(item_id=ITEM)
    assert rules.dropping_has_consent(act, a_catalog(published, consent=None), LAW, TODAY).code == "no_consent"
    assert rules.dropping_has_consent(act, a_catalog(published), LAW, TODAY).status is Status.SATISFIED


def test_art_3_3_a_matter_not_yet_published_is_dropped_with_a_reason():
    finding = rules.dropping_has_consent(an_act(item_id=ITEM), a_catalog(consent=None), LAW, TODAY)
    assert finding.status is Status.NOT_APPLICABLE


AMENDED = {"item_id": ITEM, "title": None, "undertaking_unit_id": None, "planned_time": None}


def test_art_3_3_an_amendment_changes_something():
    assert rules.amendment_needs_only_a_reason(an_act(**AMENDED), a_catalog(), LAW, TODAY).code == "no_change"


@pytest.mark.parametrize("change", [{"title": "x"}, {"undertaking_unit_id": UNIT}, {"planned_time": "x"}])
def test_art_3_3_date_unit_and_name_of_a_published_item_need_only_a_reason(change):
    catalog = a_catalog(an_item(status="published"))
    finding = rules.amendment_needs_only_a_reason(an_act(**(AMENDED | change)), catalog, LAW, TODAY)
    assert finding.status is Status.SATISFIED


def test_art_3_3_what_the_local_law_does_not_name_needs_consent_once_published():
    law = a_law({"catalog.changes_with_reason_only": ["date", "undertaking_unit"]})
    act = an_act(**(AMENDED | {"title": "x"}))
    published = rules.amendment_needs_only_a_reason(act, a_catalog(an_item(status="published")), law, TODAY)
    assert (published.code, published.values["changes"]) == ("needs_consent", ["name"])
    assert rules.amendment_needs_only_a_reason(act, a_catalog(), law, TODAY).status is Status.SATISFIED


GAPS = {"item_id": ITEM, "undertaking_unit_id": None, "planned_time": None, "matter_class": None, "published_on": None}


def test_a_gap_is_filled_and_what_is_there_is_not_overwritten():
    empty = an_item(
        undertaking_unit_id=None,
        planned_time=None,
        matter_class=None,
        status="incomplete",
        lacks=("undertaking_unit", "publication_date"),
    )
    act = an_act(**(GAPS | {"undertaking_unit_id": UNIT, "planned_time": "x", "published_on": TODAY}))
    assert rules.only_gaps_are_filled(act, a_catalog(empty), LAW, TODAY).status is Status.SATISFIED
    there = rules.only_gaps_are_filled(act, a_catalog(), LAW, TODAY)
    assert there.values["fields"] == ["undertaking_unit_id", "planned_time", "published_on"]


def test_filling_nothing_fills_no_gap():
    assert rules.only_gaps_are_filled(an_act(**GAPS), a_catalog(), LAW, TODAY).code == "nothing"


@pytest.mark.parametrize(
    ("item", "code"),
    [(an_item(), ""), (an_item(status="dropped"), "dropped"), (an_item(id=OTHER_ITEM), "unknown_item")],
)
def test_an_act_on_an_item_is_on_one_that_stands_in_this_catalog(item, code):
    assert rules.item_stands_in_the_catalog(an_act(item_id=ITEM), a_catalog(item), LAW, TODAY).code == code


def test_a_matter_stands_in_a_catalog_once_and_may_come_back_after_it_was_dropped():
    act = an_act(title="示例规划")
    assert rules.matter_stands_once(act, a_catalog(), LAW, TODAY).code == "same_title"
    assert rules.matter_stands_once(act, a_catalog(an_item(status="dropped")), LAW, TODAY).status is Status.SATISFIED
    itself = an_act(title="示例规划", item_id=ITEM)
    assert rules.matter_stands_once(itself, a_catalog(), LAW, TODAY).status is Status.SATISFIED


@pytest.mark.parametrize(
    ("unit", "status"),
    [(UNIT, Status.SATISFIED), ("0190a000-0000-7000-8000-00000000ffff", Status.LACKING), (None, Status.NOT_APPLICABLE)],
)
def test_art_11_the_undertaking_unit_is_one_of_the_body(unit, status):
    act = an_act(undertaking_unit_id=unit)
    assert rules.undertaking_unit_is_of_the_organ(act, a_catalog(), LAW, TODAY).status is status


def test_art_11_an_import_names_units_that_are_registered():
    organ = OrganFile(ORGAN, "示例市", "government", "jishou", "active", {UNIT: "示例局"})
    rows = [an_act(undertaking_unit=name).command for name in ("示例局", None, "陌生局")]
    assert rules.imported_units_are_of_the_organ(an_act(items=rows), organ, LAW, TODAY).values["units"] == ["陌生局"]
    assert rules.imported_units_are_of_the_organ(an_act(items=rows[:2]), organ, LAW, TODAY).status is Status.SATISFIED


@pytest.mark.parametrize("field", ["published_on", "consented_on"])
def test_art_39_consent_and_publication_are_recorded_on_their_day_or_later(field):
    assert rules.day_has_come(an_act(**{field: TODAY}), a_catalog(), LAW, TODAY).status is Status.SATISFIED
    ahead = rules.day_has_come(an_act(**{field: TODAY + DAY}), a_catalog(), LAW, TODAY)
    assert (ahead.code, ahead.earliest) == ("ahead", TODAY + DAY)


def test_a_unit_acts_on_its_own_items_and_the_officer_on_all():
    for role in (Role.DRAFTER, Role.UNDERTAKING_HEAD):
        own = an_act(role, UNIT, undertaking_unit_id=UNIT)
        assert rules.unit_acts_on_its_own_items(own, a_catalog(), LAW, TODAY).status is Status.SATISFIED
        other = an_act(role, UNIT, undertaking_unit_id=OTHER_UNIT)
        assert rules.unit_acts_on_its_own_items(other, a_catalog(), LAW, TODAY).code == "other_unit"
    officer = an_act(undertaking_unit_id=OTHER_UNIT)
    assert rules.unit_acts_on_its_own_items(officer, a_catalog(), LAW, TODAY).status is Status.SATISFIED


def test_a_unit_does_not_take_an_item_of_another_unit_by_filling_a_gap():
    taken = an_act(Role.DRAFTER, OTHER_UNIT, undertaking_unit_id=OTHER_UNIT, item_id=ITEM)
    assert rules.unit_acts_on_its_own_items(taken, a_catalog(), LAW, TODAY).code == "other_unit"
    unclaimed = a_catalog(an_item(undertaking_unit_id=None))
    assert rules.unit_acts_on_its_own_items(taken, unclaimed, LAW, TODAY).status is Status.SATISFIED
