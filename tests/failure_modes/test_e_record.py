"""F33, F38 to F43: the record, what follows the decision, and time; what is unfinished is tried as it stands."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import orjson
import pytest
from sqlalchemy import select, update
from sqlalchemy.exc import DBAPIError

from decision_flow.audit.model import AuditEntry
from decision_flow.audit.verify import verify
from decision_flow.decision import commands as decision
from decision_flow.engine import NoSubject
from decision_flow.organ.queries import actor_on
from decision_flow.procedure.profiles import NotYetInForce
from decision_flow.store.tables import table_of
from decision_flow.terms import ChangeClass, Role, Stage, StartGround
from tests import lawful
from tests.lawful import DAY
from tests.statute.matters import MONDAY, Matter, a_body, a_matter, findings
from tests.supervision.house import after, appoint, leave, look, staffed
from tests.world import START, World

E = table_of(AuditEntry).c
FEEDBACK = "public_participation.feedback_required"


def last_entry(world: World, subject: str) -> Mapping[str, Any]:
    """The last entry of a subject as it is hashed."""
    with world.installation.store.reading() as session:
        body = session.execute(select(E.body).where(E.subject_id == subject).order_by(E.seq.desc()).limit(1)).scalar()
    return orjson.loads(body or "{}")


def a_case(world: World) -> str:
    """A started case of the world's body; its id."""
    return str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT, touches_market=False)))


def report(matter: Matter) -> Any:
    """The risk report as its assessor files it."""
    return next(lawful.risk_report(matter, matter.id, matter.draft)).command


# F33: papers made up later, backdated signatures


def test_f33_a_signature_is_not_dated_back_without_saying_so_and_never_ahead(world: World):
    matter = Matter(world.installation, world.organ_id, world.unit_id, keys=world.keys)
    matter.id = str(matter.steps(lawful.started(matter, StartGround.ADJUSTMENT, touches_market=False)))
    matter.draft = lawful.draft_of(matter)
    world.advance(START + 7 * DAY)
    silent = replace(report(matter), occurred_at=START + DAY)
    assert findings(matter.lacks(silent, Role.RISK_ASSESSOR)) == {"DEC-39-BACKDATED": "no_reason"}
    ahead = replace(report(matter), occurred_at=START + 8 * DAY, late_reason="示例")
    assert findings(matter.lacks(ahead, Role.RISK_ASSESSOR)) == {"DEC-39-BACKDATED": "ahead"}
    before_it_opened = replace(report(matter), occurred_at=START - 30 * DAY, late_reason="示例")
    assert findings(matter.lacks(before_it_opened, Role.RISK_ASSESSOR)) == {"DEC-27-ACTS": "before_it_opened"}


def test_f33_what_is_in_the_record_is_changed_by_nobody(world: World):
    """No connection rewrites an entry; a chain that was rewritten anyway is found."""
    matter = world.started()
    store = world.installation.store
    for session in (store.reading, store.operating):
        with pytest.raises(DBAPIError), session() as one:
            one.execute(update(table_of(AuditEntry)).where(E.subject_id == matter).values(occurred_at="2026-01-01"))
    with store.reading() as session:
        assert verify(session, subject_id=matter, expected=(2, "0" * 64)).faults


def test_f33_lawful_neighbour_a_late_record_is_taken_with_both_times_and_its_reason(house: World):
    matter = a_matter(house)
    matter.on(MONDAY + DAY).do(report(matter), Role.RISK_ASSESSOR)
    entry = last_entry(house, matter.id)
    assert entry["occurred_at"].startswith("2026-03-03") and entry["recorded_at"].startswith("2026-12-31")
    assert entry["arguments"]["late_reason"] == "示例：补录"
    with house.installation.store.reading() as session:
        assert verify(session, subject_id=matter.id).intact


# F38: changed by the next leader without procedure


def in_force(house: World) -> Matter:
    """A decision that was issued."""
    matter = a_matter(house).early_passed().reviewed().met().decided()
    matter.steps(lawful.party_and_execution(matter, matter.id, matter.today))
    matter.steps(lawful.issued(matter, matter.id, matter.draft, matter.when or START))
    assert matter.case().status == "in_force"
    return matter


def test_f38_a_decision_in_force_is_not_altered_by_changing_its_draft(house: World):
    matter = in_force(house)
    for change_class in ChangeClass:
        refused = findings(matter.lacks(matter.declare(change_class), Role.UNDERTAKING_HEAD))
        assert refused["DEC-37-IN-FORCE"] == "in_force"
    again = matter.agenda(matter.today + DAY)
    assert "DEC-27-ACTS" in matter.lacks(again, Role.MEETING_SECRETARY)


def test_f38_lawful_neighbour_an_adjustment_takes_its_own_procedure(house: World):
    adjustment = a_matter(house, ground=StartGround.ADJUSTMENT)
    assert adjustment.early_passed().reviewed().met().decided().row(Stage.COLLECTIVE_DISCUSSION).is_closed


# F39: evaluation never held


def test_f39_evaluation_stands_on_every_board_and_is_not_waved_through_beforehand(house: World):
    matter = in_force(house)
    assert not matter.row(Stage.EVALUATION).is_closed and not matter.row(Stage.ARCHIVE).is_open
    paper = matter.document("示例：不评估")
    prepared = decision.PrepareDetermination(decision_id=matter.id, stage=Stage.EVALUATION, paper_sha256=paper)
    matter.do(prepared, Role.DRAFTER)
    waved = decision.SignDetermination(
        decision_id=matter.id, stage=Stage.EVALUATION, reason="示例", legal_ground="示例", paper_sha256=paper
    )
    assert findings(matter.lacks(waved, Role.UNDERTAKING_HEAD)) == {"DEC-27-DETERMINATION": "not_open"}
    assert findings(matter.lacks(waved, Role.EXECUTING_UNIT)) == {"SOD-ROLE": "role"}


def test_f39_lawful_neighbour_a_decision_is_issued_without_waiting_for_its_evaluation(house: World):
    """Evaluation is a may of Art. 36: it holds up neither publication nor execution."""
    matter = in_force(house)
    assert matter.row(Stage.PUBLICATION).is_closed and matter.row(Stage.EXECUTION).is_open


# F40: nobody traceable after transfers


def test_f40_after_a_transfer_the_record_still_says_who_acted_in_which_post_and_unit(world: World):
    case = a_case(world)
    appointment = appoint(world, Role.RISK_ASSESSOR, "0190a000-0000-7000-8000-0000000000b1")
    store, today = world.installation.store, world.installation.engine.today
    with store.reading() as session:
        assessor = actor_on(session, "0190a000-0000-7000-8000-0000000000b1", "示例评估人", today())
    filed = next(lawful.risk_report(world, case, lawful.draft_of(world))).command
    world.do(filed, assessor)
    leave(world, appointment)
    assert last_entry(world, case)["actor"] == {
        "id": "0190a000-0000-7000-8000-0000000000b1",
        "name": "示例评估人",
        "role": "risk_assessor",
        "post": "risk_assessor",
        "organ": world.organ_id,
        "unit": None,
    }
    with store.reading() as session:
        gone = actor_on(session, "0190a000-0000-7000-8000-0000000000b1", "示例评估人", today())
    with pytest.raises(NoSubject):
        world.do(filed, gone)


def test_f40_lawful_neighbour_the_successor_goes_on_with_the_same_file(world: World):
    case = a_case(world)
    leave(world, appoint(world, Role.RISK_ASSESSOR, "0190a000-0000-7000-8000-0000000000b1"))
    appoint(world, Role.RISK_ASSESSOR, "0190a000-0000-7000-8000-0000000000b2", world.installation.engine.today())
    with world.installation.store.reading() as session:
        today = world.installation.engine.today()
        successor = actor_on(session, "0190a000-0000-7000-8000-0000000000b2", "示例接任人", today)
    assert world.do(next(lawful.risk_report(world, case, lawful.draft_of(world))).command, successor).seq


# F41: long non-decision


def test_f41_a_matter_that_is_left_lying_is_found_and_who_must_move_it_is_named(world: World):
    staffed(world)
    case = a_case(world)
    after(world, 91)
    found = look(world, case)["public_participation SUP-38-DELAY"]
    assert found.article == "38" and found.values["days"] == 91
    assert set(found.cure_by) == {Role.UNDERTAKING_HEAD, Role.DRAFTER}


def test_f41_lawful_neighbour_a_comment_period_may_run_as_long_as_its_notice_says(world: World):
    staffed(world)
    case = a_case(world)
    today = START.date()
    lawful.run(world, lawful.notice(world, case, today, today + timedelta(days=120), lawful.draft_of(world)))
    after(world, 100)
    assert not any(name.startswith("public_participation") for name in look(world, case))


# F42: old law applied or shown


def test_f42_a_matter_runs_under_the_law_of_its_day_and_every_value_says_from_when_and_from_which_text(house: World):
    """Before the plan of 2022 feedback was no duty; a matter started then is not measured by it, nor the other way."""
    engine = house.installation.engine
    for day, binding in ((date(2021, 6, 1), False), (date(2026, 3, 2), True)):
        matter = a_matter_of(house, day)
        law = engine.law_of(matter.case(), date(2026, 12, 31))
        assert law.value(FEEDBACK) is binding
        entry = law.entry(FEEDBACK)
        assert entry.in_force_from <= day and entry.citation.text and law.profile.digest


def a_matter_of(house: World, day: date) -> Matter:
    """A matter of a body under the Jishou plan that was started on a day."""
    body = a_body(house, "jishou").on(day)
    body.id = str(body.steps(lawful.started(body, StartGround.ADJUSTMENT, touches_market=False)))
    body.draft = lawful.draft_of(body)
    return body


def test_f42_nothing_is_decided_under_regulations_that_were_not_yet_in_force(house: World):
    with pytest.raises(NotYetInForce):
        a_matter_of(house, date(2019, 8, 31))


def test_f42_lawful_neighbour_the_first_day_of_the_regulations_is_a_day_of_theirs(house: World):
    assert a_matter_of(house, date(2019, 9, 1)).case().started_on == "2019-09-01"


# F43: the days are counted wrong


def reviewed_on(house: World, day: date) -> Matter:
    """A matter whose file was complete with the reviewer on a day, and reviewed."""
    return a_matter(house).early_passed().on(day).reviewed()


@pytest.mark.parametrize("held_on", [date(2026, 5, 7), date(2026, 5, 8), date(2026, 5, 9)])
def test_f43_seven_working_days_end_on_a_make_up_saturday_after_the_holiday(house: World, held_on: date):
    """From Monday 27 April 2026: the plain week would say 6 May, the calendar of the State Council says 9 May."""
    matter = reviewed_on(house, date(2026, 4, 27))
    refused = matter.lacks(matter.agenda(held_on), Role.MEETING_SECRETARY)["CD-26-AGENDA"]
    assert (refused.code, refused.values["ends_on"], refused.earliest) == (
        "too_early",
        date(2026, 5, 9),
        date(2026, 5, 10),
    )


def test_f43_lawful_neighbour_a_make_up_sunday_counts_as_the_working_day_it_is(house: World):
    """From 14 September 2026: the plain week would say the 23rd, with the working Sunday of the 20th it is the 22nd."""
    matter = reviewed_on(house, date(2026, 9, 14))
    assert matter.do(matter.agenda(date(2026, 9, 23)), Role.MEETING_SECRETARY).seq
    spring = reviewed_on(house, date(2026, 4, 27))
    assert spring.do(spring.agenda(date(2026, 5, 11)), Role.MEETING_SECRETARY).seq
