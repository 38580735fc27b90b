"""Art. 8, 31, 32, plan 22: what comes between the meeting and the public; rulings 47–49, 53."""

from dataclasses import replace
from datetime import date

import pytest

from decision_flow.decision import listing
from decision_flow.publication import commands as publication
from decision_flow.terms import (
    ChangeClass,
    CongressOutcome,
    CongressTrack,
    PartyAnswer,
    Role,
    Stage,
    StageStatus,
)
from tests import lawful
from tests.statute.matters import DAY, Matter, a_matter, findings
from tests.statute.test_art_29_to_37_meeting_and_issue import (
    MAYOR,
    OFFICE,
    UNIT,
    adopted,
    agreed_and_named,
    answer,
    final_text,
    in_force,
    published,
    report,
)
from tests.world import World

RESOLUTION = "示例人常发〔2026〕1号"


def answered(house: World, said: PartyAnswer) -> Matter:
    """Adopted plainly, and the Party committee has answered."""
    matter = adopted(house)
    for asked in (report(matter), answer(matter, said)):
        matter.do(asked, OFFICE)
    return matter


def test_art_31_changes_asked_after_a_plain_adoption_are_declared_confirmed_and_signed(house: World):
    """Both hold: design (after adoption only changes ordered and confirmed are issued) and ruling 48 (修改 → a declared
    change, the reviewer's confirmation, the meeting again only if it is substantive). The Party committee's answer
    orders the change as a meeting does; the reviewer confirms that it carries out this and no more; since the text is
    no longer the one that the head decided on, the head signs the final text; the meeting stands."""
    matter = answered(house, PartyAnswer.CHANGES)
    matter.changed(ChangeClass.CARRIES_OUT_OPINIONS, carries_out=("同级党委的答复",))
    assert findings(matter.lacks(published(matter), OFFICE))["DEC-28-CONFIRMED"] == "unconfirmed"
    matter.confirmed()
    assert matter.row(Stage.COLLECTIVE_DISCUSSION).status is StageStatus.PASSED
    assert findings(matter.lacks(published(matter), OFFICE)) == {"PUB-30-FINAL-TEXT": "unsigned"}
    matter.do(final_text(matter), MAYOR)
    named = publication.NameExecution(
        decision_id=matter.id, executing_unit_id=None, executing_unit="示例局", time_limit=None, feedback=None
    )
    matter.do(named, OFFICE)
    matter.do(published(matter), OFFICE)
    assert in_force(matter)


def test_art_31_a_substantive_change_goes_back_to_the_meeting(house: World):
    matter = answered(house, PartyAnswer.CHANGES).changed(ChangeClass.SUBSTANTIVE).confirmed()
    assert matter.board() == "R2 P1 P1 -1 -1 -1"


@pytest.mark.parametrize("said", [PartyAnswer.AGREED, PartyAnswer.DEFERRED])
def test_art_31_nobody_asked_for_changes_and_none_are_declared(house: World, said):
    matter = answered(house, said)
    declared = matter.declare(ChangeClass.CARRIES_OUT_OPINIONS)
    assert findings(matter.lacks(declared, UNIT)) == {"CD-30-AMENDMENTS": "not_ordered"}
    matter.changed(ChangeClass.EDITORIAL).confirmed()
    assert matter.row(Stage.COLLECTIVE_DISCUSSION).status is StageStatus.PASSED


# Art. 8


def for_the_congress(house: World, track: CongressTrack = CongressTrack.DECIDES) -> Matter:
    """A matter of the congress, adopted by the meeting; the Party committee agreed, the executing unit is named."""
    matter = a_matter(house, congress_track=track).early_passed().reviewed().met().decided()
    agreed_and_named(matter)
    return matter


def motion(matter: Matter) -> publication.SubmitCongressMotion:
    """The motion that the meeting adopted."""
    return publication.SubmitCongressMotion(
        decision_id=matter.id,
        congress_body="示例市人大常委会",
        document_sha256=matter.document("议案"),
        sent_on=matter.today,
    )


def outcome(matter: Matter, came: CongressOutcome, **given) -> publication.RecordCongressOutcome:
    """What the standing committee did with it."""
    resolved = came in (CongressOutcome.APPROVED, CongressOutcome.AMENDED)
    base = {"resolution_no": RESOLUTION if resolved else None, "decided_on": matter.today}
    return publication.RecordCongressOutcome(
        decision_id=matter.id, outcome=came, document_sha256=matter.document("决议"), **(base | given)
    )


def test_art_8_what_the_congress_decides_is_discussed_first_and_issued_after_its_resolution(house: World):
    matter = for_the_congress(house)
    cited = replace(published(matter), congress_resolution_no=RESOLUTION)
    assert findings(matter.lacks(published(matter), OFFICE)) == {"PUB-8-CONGRESS": "no_motion"}
    matter.do(motion(matter), OFFICE)
    assert findings(matter.lacks(published(matter), OFFICE)) == {"PUB-8-CONGRESS": "undecided"}
    unnumbered = outcome(matter, CongressOutcome.APPROVED, resolution_no=None)
    assert findings(matter.lacks(unnumbered, OFFICE)) == {"PUB-8-AWAITED": "no_resolution"}
    early = outcome(matter, CongressOutcome.APPROVED, decided_on=matter.today - DAY)
    assert findings(matter.lacks(early, OFFICE)) == {"PUB-8-AWAITED": "before_the_motion"}
    matter.do(outcome(matter, CongressOutcome.APPROVED), OFFICE)
    assert findings(matter.lacks(published(matter), OFFICE)) == {"PUB-8-CITES": "not_cited"}
    matter.do(cited, OFFICE)
    assert in_force(matter)


def test_art_8_amendments_of_the_congress_are_carried_out_confirmed_and_signed(house: World):
    matter = for_the_congress(house)
    matter.do(motion(matter), OFFICE)
    matter.do(outcome(matter, CongressOutcome.AMENDED), OFFICE)
    cited = replace(published(matter), congress_resolution_no=RESOLUTION)
    assert findings(matter.lacks(cited, OFFICE)) == {"PUB-8-CONGRESS": "amended"}
    matter.changed(ChangeClass.CARRIES_OUT_OPINIONS, carries_out=("人大的修改",)).confirmed()
    matter.do(final_text(matter), MAYOR)
    cited = replace(published(matter), congress_resolution_no=RESOLUTION)
    matter.do(cited, OFFICE)
    assert in_force(matter)


@pytest.mark.parametrize("came", [CongressOutcome.RETURNED, CongressOutcome.NOT_APPROVED])
def test_art_8_what_the_congress_did_not_approve_is_not_issued_until_another_motion_is(house: World, came):
    matter = for_the_congress(house)
    matter.do(motion(matter), OFFICE)
    matter.do(outcome(matter, came), OFFICE)
    assert findings(matter.lacks(published(matter), OFFICE)) == {"PUB-8-CONGRESS": "refused"}
    again = outcome(matter, CongressOutcome.APPROVED)
    assert findings(matter.lacks(again, OFFICE)) == {"PUB-8-AWAITED": "decided"}
    for asked in (motion(matter), again):
        matter.do(asked, OFFICE)
    assert matter.do(replace(published(matter), congress_resolution_no=RESOLUTION), OFFICE).seq


def told(matter: Matter) -> publication.ReportToCongress:
    """The report before issue."""
    return publication.ReportToCongress(
        decision_id=matter.id,
        congress_body="示例市人大常委会",
        document_sha256=matter.document("报告"),
        sent_on=matter.today,
    )


def test_art_8_what_the_congress_hears_of_is_reported_before_issue(house: World):
    matter = for_the_congress(house, CongressTrack.HEARS_BEFORE_ISSUE)
    assert findings(matter.lacks(published(matter), OFFICE)) == {"PUB-8-CONGRESS": "not_told"}
    assert findings(matter.lacks(motion(matter), OFFICE)) == {"PUB-8-TRACK": "other_track"}
    matter.do(told(matter), OFFICE)
    matter.do(published(matter), OFFICE)
    assert in_force(matter)


def test_art_8_other_matters_do_not_wait_for_the_congress_and_cite_no_resolution(house: World):
    matter = for_the_congress(house, CongressTrack.NONE)
    cited = replace(published(matter), congress_resolution_no=RESOLUTION)
    assert findings(matter.lacks(cited, OFFICE)) == {"PUB-8-CITES": "no_resolution"}
    matter.do(published(matter), OFFICE)
    assert in_force(matter)


# Plan 22


def a_normative_document(house: World, profile: str = "jishou") -> Matter:
    """A normative document of the county city that is not public, so that only its registration is missing."""
    triage = {"lawfully_unpublished": True, "is_technical": False, "may_harm": False, "is_normative_document": True}
    matter = a_matter(house, profile, **triage)
    for stage in (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        matter.determined(stage)
    matter.reviewed().met().decided()
    agreed_and_named(matter)
    return matter


def registration(matter: Matter, **given) -> publication.RegisterNormativeDocument:
    """The number of the justice bureau, valid for five years."""
    step = next(lawful.registered(matter, matter.id, matter.today))
    return replace(step.command, **given)


def issue(matter: Matter) -> publication.RecordDecisionIssued:
    """Issued under its number."""
    return publication.RecordDecisionIssued(
        decision_id=matter.id, document_no="示例1号", document_sha256=matter.draft, issued_on=matter.today
    )


def test_plan_22_a_normative_document_is_registered_before_it_is_issued(house: World):
    matter = a_normative_document(house)
    assert findings(matter.lacks(issue(matter), OFFICE)) == {"PUB-J22-NUMBER": "no_number"}
    matter.do(registration(matter), OFFICE)
    matter.do(issue(matter), OFFICE)
    assert {one.rule: one.code for one in matter.explained()}["PUB-J22-FILED"] == "unfiled"
    assert in_force(matter)


def test_plan_22_the_filing_with_the_prefecture_follows_the_issue(house: World):
    matter = a_normative_document(house)
    filing = publication.RecordNormativeFiling(
        decision_id=matter.id,
        filed_with="示例州人民政府",
        document_sha256=matter.document("备案报告"),
        filed_on=matter.today,
    )
    assert findings(matter.lacks(filing, OFFICE)) == {"PUB-J22-REGISTERED": "no_number"}
    matter.do(registration(matter), OFFICE)
    matter.do(issue(matter), OFFICE)
    assert in_force(matter)
    assert matter.do(filing, OFFICE).seq


def test_plan_22_validity_is_typed_with_its_basis_while_the_rule_is_unread(house: World):
    matter = a_normative_document(house)
    backwards = registration(matter, valid_until=matter.today)
    assert findings(matter.lacks(backwards, OFFICE)) == {"PUB-J22-VALIDITY": "ends_before"}
    without_basis = registration(matter, validity_basis=None)
    assert findings(matter.lacks(without_basis, OFFICE)) == {"PUB-J22-VALIDITY": "no_basis"}
    ahead = registration(matter, registered_on=matter.today + DAY)
    assert findings(matter.lacks(ahead, OFFICE)) == {"PUB-39-DAY": "ahead"}
    assert matter.do(registration(matter), OFFICE).seq


def test_plan_22_an_ordinary_document_needs_no_registration_and_has_none(house: World):
    matter = adopted(house)
    agreed_and_named(matter)
    assert findings(matter.lacks(registration(matter, validity_basis="示例"), OFFICE)) == {
        "PUB-J22-NORMATIVE": "ordinary"
    }
    matter.do(published(matter), OFFICE)
    assert in_force(matter)


def test_the_nation_asks_for_no_registration_number(house: World):
    matter = a_normative_document(house, "hunan")
    matter.do(issue(matter), OFFICE)
    assert in_force(matter)


# Art. 32


def test_art_32_the_first_channel_puts_the_decision_in_force_on_its_day(house: World):
    matter = adopted(house)
    agreed_and_named(matter)
    matter.do(published(matter), OFFICE)
    first = matter.today
    matter.on(date(2026, 3, 20)).do(replace(published(matter), channel="gazette"), OFFICE)
    assert in_force(matter)
    assert in_force_on(matter) == first.isoformat()


def in_force_on(matter: Matter) -> str | None:
    """The day from which the decision is in force, as its page tells it."""
    with matter.installation.store.reading() as session:
        found = listing.decision(session, matter.id, matter.actor(Role.OFFICE_HEAD))
    return found.in_force_on if found else None


def test_art_32_an_interpretation_of_what_is_lawfully_unpublished_is_refused(house: World):
    matter = a_normative_document(house)
    explained = publication.RecordInterpretation(
        decision_id=matter.id,
        form="接受访谈",
        address="https://example.org/interpretation",
        snapshot_sha256=matter.document("解读"),
        explains_opinions=True,
        published_on=matter.today,
    )
    assert findings(matter.lacks(explained, OFFICE)) == {"PUB-32-OPEN": "unpublished"}
    public = adopted(house)
    assert public.do(replace(explained, decision_id=public.id), OFFICE).seq
