"""决策事项目录: Art. 3 and plan item 26. What a catalog may hold, when it may be published, how it is adjusted."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from decision_flow.actor import OF_THE_UNIT
from decision_flow.catalog.facts import (
    PUBLICATION_DATE,
    PUBLISHED,
    UNDERTAKING_UNIT,
    YEAR,
    CatalogFile,
    CatalogItemFacts,
)
from decision_flow.command import Act
from decision_flow.organ.facts import OrganFile
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import Role

WHO_FILLS = (Role.CATALOG_OFFICER, Role.DRAFTER, Role.UNDERTAKING_HEAD)
SHOWN = 20
AMENDS = {"planned_time": "date", "undertaking_unit_id": "undertaking_unit", "title": "name"}
FILLS = ("undertaking_unit_id", "planned_time", "matter_class")


@rule("CAT-3-CLASS", article="3(1)")
def matters_are_of_the_five_classes(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """A catalog lists matters of the five classes; a published list need not print the class of each."""
    unstated = [item.title for item in catalog.standing if item.matter_class is None]
    return satisfied("not_stated", count=len(unstated), items=unstated[:SHOWN]) if unstated else satisfied()


@rule("CAT-3-EXCLUSION", article="3(2)")
def matter_is_not_excluded(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """Macro-control, government legislation and emergency response are outside the procedure, and no others."""
    exclusion = act.command.exclusion
    if exclusion is None:
        return satisfied()
    if exclusion not in law.value("catalog.exclusions"):
        return not_applicable("not_excluded_here", exclusion=exclusion)
    return lacking("excluded", cure_by=act.post.role, exclusion=exclusion)


@rule("CAT-3-YEAR", article="3(3)")
def year_of_the_catalog_is_known(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """What is published is the catalog of a year."""
    if catalog.year is None:
        return lacking("unknown_year", cure_by=Role.CATALOG_OFFICER)
    return satisfied()


@rule("CAT-3-YEAR-FORM", article="system")
def year_has_four_digits(act: Act, case: OrganFile | CatalogFile, law: Law, on: date) -> Finding:
    """A year is a year of four digits, or it is not known."""
    year = act.command.year
    if year is not None and not 1000 <= year <= 9999:
        return lacking("not_a_year", cure_by=act.post.role, year=year)
    return satisfied()


@rule("CAT-3-YEAR-ONCE", article="system")
def year_was_not_known(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """The year of a catalog is found out once."""
    if catalog.year is not None:
        return lacking("known", cure_by=Role.CATALOG_OFFICER, year=catalog.year)
    return satisfied()


@rule("CAT-3-ITEMS", article="3(3)")
def catalog_lists_a_matter(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """What is published names at least one matter."""
    if not catalog.standing:
        return lacking("empty", cure_by=WHO_FILLS)
    return satisfied()


@rule("CAT-3-COMPLETE", article="system")
def every_item_is_complete(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """An item is published with its year, its undertaking unit and, where it was published before, that date."""
    incomplete = [item for item in catalog.standing if item.lacks]
    if incomplete:
        return lacking("incomplete", cure_by=WHO_FILLS, count=len(incomplete), **_by_gap(incomplete))
    return satisfied()


@rule("CAT-3-CRITERIA", article="3(3)")
def criteria_were_adopted(act: Act, organ: OrganFile, law: Law, on: date) -> Finding:
    """Quantified standards are recorded once they are adopted, each measure of a class once."""
    if act.command.adopted_on > on:
        return lacking("ahead", cure_by=act.post.role, earliest=act.command.adopted_on)
    named = [(one.measure, one.matter_class) for one in act.command.criteria]
    return lacking("twice", cure_by=act.post.role) if len(set(named)) < len(named) else satisfied()


@rule("CAT-3-PARTY-CONSENT", article="3(3)")
def party_committee_consented_first(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """A catalog, and each adjustment of it, is published after consent of the same-level Party committee."""
    if not law.value("catalog.party_consent_required"):
        return not_applicable("not_required")
    consent = catalog.consent
    if consent is None:
        return lacking("no_consent", cure_by=Role.CATALOG_OFFICER, edition=catalog.edition + 1)
    if act.command.published_on < consent.consented_on:
        return lacking(
            "before_consent",
            cure_by=Role.CATALOG_OFFICER,
            earliest=consent.consented_on,
            published_on=act.command.published_on,
            consented_on=consent.consented_on,
        )
    return satisfied()


@rule("CAT-3-DROP", article="3(3)")
def dropping_has_consent(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """A published matter leaves the catalog with the consent that publishing it needed."""
    item = catalog.items.get(act.command.item_id)
    if item is None or item.status != PUBLISHED:
        return not_applicable("not_published")
    if "drop" in law.value("catalog.changes_with_party_consent") and catalog.consent is None:
        return lacking("no_consent", cure_by=Role.CATALOG_OFFICER, title=item.title)
    return satisfied()


@rule("CAT-3-AMEND", article="3(3)")
def amendment_needs_only_a_reason(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """Once published, an item is corrected with a reason in what the profile names; anything else is drop and add."""
    changed = [word for name, word in AMENDS.items() if getattr(act.command, name) is not None]
    if not changed:
        return lacking("no_change", cure_by=Role.CATALOG_OFFICER)
    beyond = [word for word in changed if word not in law.value("catalog.changes_with_reason_only")]
    if beyond and _status(catalog, act.command.item_id) == PUBLISHED:
        return lacking("needs_consent", cure_by=Role.CATALOG_OFFICER, changes=beyond)
    return satisfied()


@rule("CAT-3-GAP", article="system")
def only_gaps_are_filled(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """Filled is what is missing; what is there is amended, with a reason."""
    item = catalog.items.get(act.command.item_id)
    given = {name: getattr(act.command, name) for name in FILLS if getattr(act.command, name) is not None}
    if not given and act.command.published_on is None:
        return lacking("nothing", cure_by=WHO_FILLS)
    there = [name for name in given if getattr(item, name, None) is not None]
    if act.command.published_on is not None and PUBLICATION_DATE not in (item.lacks if item else ()):
        there.append("published_on")
    return lacking("there_already", cure_by=Role.CATALOG_OFFICER, fields=there) if item and there else satisfied()


@rule("CAT-3-ITEM", article="system")
def item_stands_in_the_catalog(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """An act on an item is on one of this catalog that was not dropped."""
    item = catalog.items.get(act.command.item_id)
    if item is None:
        return lacking("unknown_item", cure_by=Role.CATALOG_OFFICER)
    return satisfied() if item.stands else lacking("dropped", cure_by=Role.CATALOG_OFFICER, title=item.title)


@rule("CAT-3-ONCE", article="system")
def matter_stands_once(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """A matter stands in a catalog once."""
    title, itself = act.command.title, getattr(act.command, "item_id", None)
    if any(item.title == title and item.id != itself for item in catalog.standing):
        return lacking("same_title", cure_by=act.post.role, title=title)
    return satisfied()


@rule("CAT-11-UNIT", article="11")
def undertaking_unit_is_of_the_organ(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """The undertaking unit of an item is a unit of the body whose catalog it is."""
    unit = act.command.undertaking_unit_id
    if unit is None:
        return not_applicable("not_named")
    return satisfied() if unit in catalog.units else lacking("unknown_unit", cure_by=Role.ADMINISTRATOR)


@rule("CAT-11-IMPORT", article="11")
def imported_units_are_of_the_organ(act: Act, case: OrganFile | CatalogFile, law: Law, on: date) -> Finding:
    """An import names units that the body has, be they only proposed."""
    unknown = _unknown({item.undertaking_unit for item in act.command.items}, case.units.values())
    if unknown:
        return lacking("unknown_units", cure_by=Role.ADMINISTRATOR, count=len(unknown), units=unknown[:SHOWN])
    return satisfied()


@rule("CAT-39-DAY", article="39")
def day_has_come(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """Consent and publication are recorded on their day or after it, never before."""
    day = next(getattr(act.command, name) for name in ("published_on", "consented_on") if hasattr(act.command, name))
    if day is not None and day > on:
        return lacking("ahead", cure_by=act.post.role, earliest=day, day=day)
    return satisfied()


@rule("SOD-UNIT", article="system")
def unit_acts_on_its_own_items(act: Act, catalog: CatalogFile, law: Law, on: date) -> Finding:
    """A unit registers and completes its own matters; those of all units are the catalog officer's."""
    if act.post.role not in OF_THE_UNIT:
        return satisfied()
    item = catalog.items.get(getattr(act.command, "item_id", ""))
    units = {act.command.undertaking_unit_id, item.undertaking_unit_id if item else None} - {None}
    return satisfied() if units == {act.post.unit_id} else lacking("other_unit", cure_by=Role.CATALOG_OFFICER)


def _by_gap(incomplete: Iterable[CatalogItemFacts]) -> dict[str, Any]:
    """The items by what they lack; None where no item lacks it."""
    gaps: dict[str, Any] = dict.fromkeys((UNDERTAKING_UNIT, YEAR, PUBLICATION_DATE))
    for item in incomplete:
        for gap in item.lacks:
            gaps[gap] = [*(gaps[gap] or ()), item.title][:SHOWN]
    return gaps


def _status(catalog: CatalogFile, item_id: str) -> str | None:
    item = catalog.items.get(item_id)
    return item.status if item else None


def _unknown(named: set[str | None], known: Collection[Any]) -> list[str]:
    return sorted(name for name in named if name is not None and name not in known)


# Not rules: 3(1) 可以, the organ may fix a catalog, so none is a condition of starting (ruling 1, DEC-3-GROUND).
