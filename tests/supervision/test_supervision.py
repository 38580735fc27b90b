"""督办: each kind of standstill is planted and found with its cure, and its lawful neighbour is left alone."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, update

from decision_flow.decision.commands import RefuseDraftChange
from decision_flow.procedure.stage_graph import READS
from decision_flow.reading import file_of, files_of
from decision_flow.store.operational import Outbox
from decision_flow.store.tables import table_of
from decision_flow.supervision import register, rules
from decision_flow.supervision.facts import FailingStep
from decision_flow.supervision.register import Supervision, everything
from decision_flow.terms import ChangeClass, Kind, Outcome, Role, Stage, StartGround
from flows.installed_engine import InstalledEngine
from tests import lawful
from tests.casefiles import a_law
from tests.supervision.house import after, appoint, leave, look, staffed
from tests.world import START, World

HOLDER, SIGNATURE, DELAY, AUTOMATION, MEETING = (
    f"SUP-{word}" for word in ("38-HOLDER", "38-SIGNATURE", "38-DELAY", "38-AUTOMATION", "26-MEETING")
)
PP, RISK, LEGALITY, DISCUSSION = (
    stage.value
    for stage in (
        Stage.PUBLIC_PARTICIPATION,
        Stage.RISK_ASSESSMENT,
        Stage.LEGALITY_REVIEW,
        Stage.COLLECTIVE_DISCUSSION,
    )
)


def started(world: World, **given: bool) -> str:
    """A started case of the staffed body."""
    return str(lawful.run(world, lawful.started(world, StartGround.ADJUSTMENT, touches_market=False, **given)))


def early_passed(world: World) -> str:
    """A case whose three early stages are closed."""
    case = lawful.ready_for_last_sign_offs(world)
    for stage in (Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        step = lawful.last_sign_off_of(world, case, stage)
        world.do(step.command, step.by, key=step.key)
    return case


def reviewed(world: World) -> str:
    """A case whose legality review has passed."""
    case = early_passed(world)
    lawful.run(world, lawful.legality_submitted(world, case, lawful.draft_of(world)))
    lawful.run(world, lawful.opinion(world, case, lawful.draft_of(world)))
    return case


# somebody who left


def test_a_task_for_somebody_who_left_is_found_with_who_appoints(world: World):
    posts, case = staffed(world), started(world)
    assert look(world, case) == {}
    leave(world, posts[Role.RISK_ASSESSOR])
    (found,) = look(world, case).items()
    assert found[0] == f"{RISK} {HOLDER}"
    assert (found[1].code, found[1].cure_by, found[1].values["roles"]) == (
        "vacant",
        (Role.ADMINISTRATOR,),
        ["risk_assessor"],
    )


def test_a_successor_ends_it_and_a_post_that_nothing_waits_for_may_be_vacant(world: World):
    posts, case = staffed(world), started(world)
    leave(world, posts[Role.RISK_ASSESSOR])
    appoint(world, Role.RISK_ASSESSOR, "p-successor", world.installation.engine.today())
    leave(world, posts[Role.OFFICE_HEAD])
    leave(world, posts[Role.ARCHIVIST])
    assert look(world, case) == {}


def test_a_post_held_in_another_unit_is_not_held_for_the_case(world: World):
    """The head of the undertaking unit left; that of another unit cannot sign for it."""
    posts, case = staffed(world), started(world)
    leave(world, posts[Role.UNDERTAKING_HEAD])
    assert {name for name in look(world, case) if name.endswith(HOLDER)} == {
        f"{stage.value} {HOLDER}" for stage in (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT)
    }


def test_a_reviewer_who_drafted_is_as_good_as_none(world: World):
    """Separation of duties bars the only reviewer and the only head: another one ends it."""
    posts = staffed(world)
    case = early_passed(world)
    for role in (Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD):
        leave(world, posts[role])
        appoint(world, role, world.actor(Role.DRAFTER).id, world.installation.engine.today())
    found = look(world, case)[f"{LEGALITY} {HOLDER}"]
    assert found.code == "excluded" and set(found.values["roles"]) >= {"legality_head"}
    for role in (Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD):
        appoint(world, role, f"p-other-{role.value}", world.installation.engine.today())
    assert look(world, case) == {}


# everything but the signature


def test_a_stage_that_lacks_only_its_signature_is_found_after_the_profiles_days(world: World):
    staffed(world)
    case = lawful.ready_for_last_sign_offs(world)
    after(world, 10)
    assert look(world, case) == {}
    after(world, 1)
    found = look(world, case)
    assert set(found) == {f"{RISK} {SIGNATURE}", f"expert_review {SIGNATURE}"}
    assert (found[f"{RISK} {SIGNATURE}"].cure_by, found[f"{RISK} {SIGNATURE}"].values["days"]) == (
        (Role.UNDERTAKING_HEAD,),
        11,
    )


def test_a_drafted_opinion_waits_for_its_issue_and_nothing_else(world: World):
    staffed(world)
    case = early_passed(world)
    lawful.run(world, lawful.legality_but_the_last(world, case, lawful.draft_of(world)))
    after(world, 11)
    assert look(world, case)[f"{LEGALITY} {SIGNATURE}"].cure_by == (Role.LEGALITY_HEAD,)


def test_a_stage_that_lacks_its_work_is_not_ready(world: World):
    staffed(world)
    case = early_passed(world)
    after(world, 11)
    assert look(world, case) == {}


def test_what_was_signed_is_no_longer_shown_even_before_the_next_look(world: World):
    staffed(world)
    case = lawful.ready_for_last_sign_offs(world)
    after(world, 11)
    assert look(world, case)
    step = lawful.last_sign_off_of(world, case, Stage.RISK_ASSESSMENT)
    world.do(step.command, step.by, key=step.key)
    with world.installation.store.reading() as session:
        assert [row for row in everything(session) if row.decision_id == case] == []


# 久拖不决


def test_art_38_a_case_without_an_act_for_longer_than_the_profile_allows_is_delayed(world: World):
    staffed(world)
    case = started(world)
    after(world, 90)
    assert look(world, case) == {}
    after(world, 1)
    found = look(world, case)
    assert set(found) == {
        f"{stage.value} {DELAY}" for stage in (Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT)
    }
    assert found[f"{PP} {DELAY}"].values["days"] == 91
    assert found[f"{RISK} {DELAY}"].cure_by == (Role.UNDERTAKING_HEAD, Role.RISK_ASSESSOR)


def test_art_38_a_proposal_that_nobody_answers_is_delayed_and_a_declined_one_is_over(world: World):
    staffed(world)
    waits, _ = lawful.run(world, lawful.requested(world)), lawful.run(world, lawful.declined(world))
    after(world, 91)
    assert {(name, found.cure_by) for name, found in look(world).items()} == {
        (f"proposal {DELAY}", (Role.ADMINISTRATIVE_HEAD,))
    }
    assert look(world, str(waits))


def test_a_case_that_waits_for_its_comment_window_is_not_stuck(world: World):
    """A window of a hundred days: nobody acts, and nobody need act; once it is over somebody must."""
    staffed(world)
    case = started(world, is_technical=False, may_harm=False)
    for stage in (Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT):
        lawful.run(world, lawful.determined(world, case, stage))
    today = START.date()
    lawful.run(world, lawful.notice(world, case, today, today + timedelta(days=100), lawful.draft_of(world)))
    after(world, 95)
    assert look(world, case) == {}
    after(world, 7)
    assert set(look(world, case)) == {f"{PP} {DELAY}"}


def test_a_case_that_waits_for_its_meeting_is_not_stuck(world: World):
    staffed(world)
    case = reviewed(world)
    day = START.date() + timedelta(days=120)
    lawful.run(world, lawful.on_agenda(world, case, lawful.draft_of(world), day))
    after(world, 110)
    assert look(world, case) == {}


def test_a_deferral_is_no_delay_until_it_lapses(world: World):
    staffed(world)
    case = reviewed(world)
    after(world, 20)
    day = world.installation.engine.today()
    lawful.run(world, lawful.on_agenda(world, case, lawful.draft_of(world), day))
    lawful.run(world, lawful.discussed(world, case, day))
    lawful.run(world, lawful.decided(world, case, lawful.draft_of(world), Outcome.DEFERRED))
    after(world, 360)
    assert look(world, case) == {}
    after(world, 10)
    assert set(look(world, case)) == {f"{DISCUSSION} {DELAY}"}


# automated steps


def test_a_step_that_keeps_failing_shows_since_when_and_who_is_told(world: World):
    """Four tries of one run are an accident; a second run that fails is told, and a success ends it."""
    staffed(world)
    case, room = started(world), InstalledEngine(world.installation)
    step = (case, Stage.PUBLIC_PARTICIPATION, 1, "publish-signed-notice")
    for _ in range(4):
        room.failed(*step, "OSError()")
    assert look(world, case) == {}
    after(world, 1)
    for _ in range(4):
        room.failed(*step, "OSError()")
    found = look(world, case)[f"{PP} {AUTOMATION}"]
    assert (found.code, found.values["since"], found.values["attempts"]) == ("notice", str(START.date()), 8)
    with world.installation.store.reading() as session:
        (row,) = everything(session)
    assert row.told == '["administrator","undertaking_head","office_head","supervisor"]'
    missing = world.installation.messages.text(found.rule, found.code, found.values)
    assert missing == "自2026年3月2日起，征求意见公告未能在网站公布，已试8次"
    room.got_through(*step)
    assert look(world, case) == {}


def test_what_cannot_be_delivered_shows_after_five_attempts(world: World):
    staffed(world)
    case, o = started(world), table_of(Outbox)
    for attempts, shown in ((4, False), (5, True)):
        with world.installation.store.operating() as session:
            session.execute(
                update(o).where(o.c.subject_id == case, o.c.kind == "StageOpened").values(attempts=attempts)
            )
        assert bool(look(world, case)) is shown
    assert {found.code for found in look(world, case).values()} == {"failing"}


# a meeting before the review's end


def put_on_agenda_and_changed(world: World, days: int) -> tuple[str, date]:
    """On the agenda; then a substantive change sends the case back to its early stages."""
    case = reviewed(world)
    held_on = START.date() + timedelta(days=days)
    lawful.run(world, lawful.on_agenda(world, case, lawful.draft_of(world), held_on))
    lawful.run(world, lawful.change(world, case, "二", ChangeClass.SUBSTANTIVE))
    return case, held_on


def test_art_26_a_meeting_before_the_end_of_the_review_is_found_with_the_first_lawful_day(world: World):
    staffed(world)
    case, held_on = put_on_agenda_and_changed(world, 14)
    after(world, 7)
    found = look(world, case)[f"{DISCUSSION} {MEETING}"]
    assert (found.code, found.values["held_on"], found.earliest) == (
        "not_submitted",
        str(held_on),
        date(2026, 3, 19),
    )


def test_art_26_a_meeting_that_leaves_the_reviewer_his_days_is_left_alone(world: World):
    staffed(world)
    case, _ = put_on_agenda_and_changed(world, 60)
    after(world, 7)
    assert f"{DISCUSSION} {MEETING}" not in look(world, case)
    lawful.run(
        world, lawful.on_agenda(world, reviewed(world), lawful.draft_of(world), START.date() + timedelta(days=20))
    )
    assert look(world) == {}


# the register


def test_the_register_is_made_anew_from_nothing_and_costs_nothing_when_nothing_changes(world: World):
    staffed(world)
    case = lawful.ready_for_last_sign_offs(world)
    after(world, 11)
    look(world)
    store = world.installation.store
    with store.reading() as session:
        before = everything(session)
    with store.operating() as session:
        session.execute(register.W.id.table.delete())
    assert set(look(world, case)) == {f"{RISK} {SIGNATURE}", f"expert_review {SIGNATURE}"}
    with store.reading() as session:
        assert everything(session) == before
    written: list[str] = []
    event.listen(store._operating, "before_cursor_execute", lambda *asked: written.append(asked[2]))
    look(world)
    assert written == []


def test_what_was_noted_keeps_its_time_while_it_lasts(world: World):
    staffed(world)
    case = lawful.ready_for_last_sign_offs(world)
    after(world, 11)
    look(world)
    after(world, 5)
    look(world)
    with world.installation.store.reading() as session:
        noted = {row.noted_at for row in everything(session) if row.decision_id == case}
    assert noted == {"2026-03-13T01:00:00.000000Z"}


def test_many_cases_cost_as_many_statements_as_twenty(world: World):
    """Batches: the statements of a look do not grow with the cases of a batch."""
    staffed(world)
    store, sent = world.installation.store, list[str]()
    event.listen(store._reading, "before_cursor_execute", lambda *asked: sent.append(asked[2]))

    def looked() -> int:
        sent.clear()
        Supervision(store, world.installation.engine).look()
        return len(sent)

    started(world)
    looked()
    one = looked()
    for _ in range(19):
        started(world)
    assert looked() == one < 30


def test_a_refused_declaration_waits_for_the_unit(world: World):
    """Nobody is barred from declaring anew: the head of the unit is there."""
    staffed(world)
    case = reviewed(world)
    lawful.run(world, lawful.change(world, case, "二", ChangeClass.EDITORIAL))
    world.do(RefuseDraftChange(decision_id=case, version=2, reason="示例"), Role.LEGALITY_REVIEWER)
    assert look(world, case) == {}


def test_files_of_many_are_the_files_of_each(world: World):
    """Read together or one by one: the same files, for every slice of every stage, after the whole procedure."""
    lawful.run(world, lawful.the_whole_procedure(world))
    slices = tuple(dict.fromkeys([*(name for stage in Stage for name in READS[stage]), "decision"]))
    with world.installation.store.reading() as session:
        ids = list(session.execute(register.D.id.table.select().with_only_columns(register.D.id)).scalars())
        together = files_of(session, Kind.DECISION, [*ids, "0190a000-0000-7000-8000-00000000dead"], slices)
        assert together == {case: file_of(session, Kind.DECISION, case, slices) for case in ids}
    assert len(ids) > 3


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_code_of_an_automated_step_has_its_sentence(world: World, lang: str):
    values = {"since": "2026-03-02", "attempts": 5, "stage": "publication", "step": "示例"}
    for code in ("notice", "document", "failing"):
        assert world.installation.messages.text(AUTOMATION, code, values, lang)
        assert world.installation.messages.cure(AUTOMATION, code, values, lang)


@pytest.mark.parametrize(("attempts", "code"), [(4, ""), (5, "failing")])
def test_an_automated_step_is_tried_again_before_anybody_is_told(attempts: int, code: str):
    failing = FailingStep(stage=Stage.PUBLICATION, step="示例", since=START.date(), attempts=attempts)
    assert rules.automated_step_gets_through(failing, a_law({}), START.date()).code == code
