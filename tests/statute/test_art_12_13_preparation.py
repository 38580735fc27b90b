"""Art. 12, 13: the legal basis, costs and options as needed, other units consulted, disputes put to the organ."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from decision_flow.decision import preparation_commands as preparation
from decision_flow.decision.preparation_listing import preparation as preparation_of
from decision_flow.legality_review import commands as legality
from decision_flow.terms import BasisStatus, InstrumentRank, Role, StartGround
from tests import lawful
from tests.lawful.decision import asked_for, consulted, disputed, prepared
from tests.statute.matters import DAY, MONDAY, Matter, a_body, a_matter, findings
from tests.world import World

DRAFTER, UNIT_HEAD, SECRETARY = Role.DRAFTER, Role.UNDERTAKING_HEAD, Role.MEETING_SECRETARY


def a_basis(**given: Any) -> preparation.LegalBasis:
    """A law in force, looked up on the first Monday."""
    base: dict[str, Any] = {
        "title": "《示例法》",
        "number": None,
        "rank": InstrumentRank.LAW,
        "articles": None,
        "status": BasisStatus.IN_FORCE,
        "checked_on": MONDAY,
    }
    return preparation.LegalBasis(**(base | given))


def inventory(matter: Matter, *items: preparation.LegalBasis) -> preparation.FileLegalBasisInventory:
    """An inventory of these."""
    return preparation.FileLegalBasisInventory(decision_id=matter.id, items=items)


def at_the_review(house: World) -> Matter:
    """A matter whose early stages have passed."""
    return a_matter(house).early_passed()


def test_art_12_2_without_a_sweep_of_the_law_no_file_goes_to_the_legality_review(house):
    matter = at_the_review(house)
    gone = tuple(a_basis(title=f"《示例办法{one}》", status=BasisStatus.REPEALED) for one in "一二")
    matter.do(inventory(matter, *gone), DRAFTER)
    paper = matter.document("送审函")
    matter.do(legality.PrepareReviewSubmission(decision_id=matter.id, paper_sha256=paper), DRAFTER)
    submission = matter.submission(paper)
    lacks = matter.lacks(submission, UNIT_HEAD)
    assert findings(lacks) == {"DEC-12-BASIS": "none_in_force"}
    assert set(lacks["DEC-12-BASIS"].cure_by) == {DRAFTER, UNIT_HEAD}
    matter.do(inventory(matter, *gone, a_basis()), DRAFTER)
    assert matter.do(submission, UNIT_HEAD).seq  # one that is repealed is flagged, not refused


def test_art_12_2_a_basis_is_looked_up_on_a_day_that_has_come(house):
    matter = a_matter(house)
    assert findings(matter.lacks(inventory(matter, a_basis(checked_on=MONDAY + DAY)), DRAFTER)) == {
        "DEC-12-CHECKED": "ahead"
    }
    assert matter.do(inventory(matter, a_basis()), DRAFTER).seq


def test_art_12_3_options_are_two_or_more_and_one_of_them_is_preferred(house):
    matter = a_matter(house)
    one = preparation.DecisionOption(title="方案一", advantages="示例", disadvantages="示例", paper_sha256=None)
    two = replace(one, title="方案二")
    offered = preparation.FileDecisionOptions(
        decision_id=matter.id, options=(one, two), preferred="方案二", reasons="示例"
    )
    for wrong, code in (
        (replace(offered, preferred="方案三"), "not_among_them"),
        (replace(offered, options=(one, one), preferred="方案一"), "same_title"),
    ):
        assert findings(matter.lacks(wrong, DRAFTER)) == {"DEC-12-OPTIONS": code}
    assert matter.do(offered, DRAFTER).seq


@pytest.mark.parametrize(
    ("asked_on", "answered_on", "code"),
    [
        (MONDAY, MONDAY - DAY, "before_asked"),
        (MONDAY, MONDAY + DAY, "ahead"),
        (MONDAY, MONDAY, ""),
        (MONDAY - 9 * DAY, MONDAY, ""),
    ],
)
def test_art_13_an_agency_answers_after_it_was_asked_and_not_in_the_future(house, asked_on, answered_on, code):
    matter = a_matter(house)
    said = preparation.RecordAgencyConsultation(
        decision_id=matter.id,
        agency="示例县人民政府",
        asked_on=asked_on,
        answered_on=answered_on,
        opinion="示例",
        agreement_reached=True,
        paper_sha256=matter.document("回函"),
    )
    if code:
        assert findings(matter.lacks(said, DRAFTER)) == {"DEC-13-DAYS": code}
    else:
        assert matter.do(said, DRAFTER).seq


def test_art_13_a_dispute_is_stated_only_where_no_agreement_was_reached(house):
    matter = a_matter(house)
    stated = next(disputed(matter, matter.id)).command
    assert findings(matter.lacks(stated, UNIT_HEAD)) == {"DEC-13-DISSENT": "no_dissent"}
    matter.steps(consulted(matter, matter.id, agreement_reached=True))
    assert findings(matter.lacks(stated, UNIT_HEAD)) == {"DEC-13-DISSENT": "no_dissent"}
    matter.steps(consulted(matter, matter.id))
    assert matter.do(stated, UNIT_HEAD).seq


def test_art_13_an_unresolved_dissent_is_stated_before_the_matter_is_on_the_agenda(house):
    matter = a_matter(house)
    matter.steps(consulted(matter, matter.id))
    matter.steps(consulted(matter, matter.id, "示例三局"))
    matter.early_passed().reviewed()
    held = matter.agenda_day
    agenda = next(lawful.on_agenda(matter, matter.id, matter.draft, held)).command
    lacks = matter.lacks(agenda, SECRETARY)
    assert lacks["DEC-13-DISPUTE"].values["agencies"] == ["示例二局", "示例三局"]
    assert lacks["DEC-13-DISPUTE"].cure_by == (UNIT_HEAD,)
    matter.steps(disputed(matter, matter.id))
    matter.steps(consulted(matter, matter.id, "示例三局", agreement_reached=True))  # agreed in the end
    assert matter.case("decision").decision.dissents == {"示例二局": True}
    assert matter.do(agenda, SECRETARY).seq


def test_art_13_a_new_answer_after_the_statement_is_stated_anew(house):
    matter = a_matter(house)
    for _ in range(2):
        matter.steps(consulted(matter, matter.id))
        assert matter.case("decision").decision.dissents == {"示例二局": False}
        matter.steps(disputed(matter, matter.id))
    assert matter.case("decision").decision.dissents == {"示例二局": True}


def test_art_12_13_everything_prepared_can_be_read_on_the_file(house):
    matter = a_body(house)
    matter.id = str(matter.steps(lawful.proposed(matter, touches_market=False)))
    matter.steps(asked_for(matter, matter.id))
    matter.do(lawful.start(matter, matter.id, StartGround.ASSIGNED).command, Role.ADMINISTRATIVE_HEAD)
    matter.steps(prepared(matter, matter.id))
    with matter.installation.store.reading() as session:
        found = preparation_of(session, matter.id, matter.actor(DRAFTER))
    counts = {name: len(rows) for name, rows in found.items()}
    assert counts == {
        "studies": 0,
        "legal_basis": 1,
        "cost_benefit_analyses": 2,
        "options": 1,
        "consultations": 1,
        "disputes": 1,
    }
    assert date.fromisoformat(found["consultations"][0].answered_on) == MONDAY
