"""What every gate asks and every act obeys: open, signed, confirmed, permitted, honestly dated, once."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any

import pytest

from decision_flow.actor import Actor, Post
from decision_flow.audit.canonical import instant
from decision_flow.board import (
    acts_on_open_stage,
    declared_changes_are_confirmed,
    responsible_person_signed,
    stage_stands_open,
)
from decision_flow.engine import event_time_is_honest, not_twice, role_is_permitted
from decision_flow.procedure.rules import Status
from decision_flow.procedure.stage_graph import AFTER, RESPONSIBLE
from decision_flow.terms import ChangeClass, Role, Stage, StageStatus
from tests.casefiles import a_board, a_case, a_draft, a_law, a_row, signed_by

LAW, TODAY = a_law({}), date(2026, 3, 2)
CLOSED = (StageStatus.PASSED, StageStatus.NOT_REQUIRED)


def closed_before(stage: Stage, how: StageStatus = StageStatus.PASSED) -> dict[Stage, Any]:
    """A board on which everything that a stage waits for has closed."""
    return a_board(**{before.value: how for before in AFTER[stage]})


@pytest.mark.parametrize("how", CLOSED)
@pytest.mark.parametrize("stage", Stage)
def test_art_27_a_stage_is_signed_after_all_it_waits_for_have_closed(stage, how):
    case = a_case(stages=closed_before(stage, how))
    assert stage_stands_open(stage, case, LAW, TODAY).status is Status.SATISFIED


@pytest.mark.parametrize(("stage", "before"), [(stage, before) for stage in Stage for before in AFTER[stage]])
def test_art_27_a_stage_waits_for_each_stage_before_it_and_says_whom_to_ask(stage, before):
    board = closed_before(stage) | {before: a_row(before, StageStatus.RETURNED)}
    finding = stage_stands_open(stage, a_case(stages=board), LAW, TODAY)
    assert (finding.code, finding.values["waits_for"]) == ("waits", [before])
    assert finding.cure_by == (RESPONSIBLE[before],)


@pytest.mark.parametrize("status", CLOSED)
def test_art_27_a_closed_stage_is_not_signed_again(status):
    case = a_case(stages=a_board(expert_review=status))
    assert stage_stands_open(Stage.EXPERT_REVIEW, case, LAW, TODAY).code == "closed"


def test_art_27_nothing_is_signed_before_the_start():
    assert stage_stands_open(Stage.EXPERT_REVIEW, a_case(stages={}), LAW, TODAY).code == "not_started"


@pytest.mark.parametrize("stage", Stage)
def test_art_39_the_responsible_person_signs_and_nobody_else(stage):
    responsible = RESPONSIBLE[stage]
    other = next(role for role in Role if role is not responsible)
    for signature, code in ((None, "unsigned"), (signed_by(other), "other_role"), (signed_by(responsible), "")):
        board = a_board() | {stage: replace(a_row(stage), signature=signature)}
        finding = responsible_person_signed(stage, a_case(stages=board), LAW, TODAY)
        assert finding.code == code
        assert finding.cure_by == ((responsible,) if code else ())


@pytest.mark.parametrize(
    ("draft", "code", "cured_by"),
    [
        (a_draft(), "", ()),
        (None, "", ()),
        (a_draft(pending=ChangeClass.EDITORIAL), "unconfirmed", (Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD)),
        (a_draft(pending=ChangeClass.EDITORIAL, not_confirmed=True), "declare_anew", (Role.UNDERTAKING_HEAD,)),
    ],
)
def test_art_28_no_stage_closes_on_a_change_that_is_not_confirmed(draft, code, cured_by):
    finding = declared_changes_are_confirmed(Stage.EXPERT_REVIEW, a_case(draft=draft), LAW, TODAY)
    assert (finding.code, finding.cure_by) == (code, cured_by)


@pytest.mark.parametrize(
    ("status", "code"),
    [
        (StageStatus.OPEN, ""),
        (StageStatus.RETURNED, ""),
        (StageStatus.PASSED, "not_open"),
        (StageStatus.NOT_REQUIRED, "not_open"),
        (StageStatus.NOT_STARTED, "not_open"),
    ],
)
def test_art_27_what_belongs_to_a_stage_is_filed_while_it_is_open(status, code):
    rule, act = acts_on_open_stage(Stage.EXPERT_REVIEW), SimpleNamespace()
    assert rule(act, a_case(stages=a_board(expert_review=status)), LAW, TODAY).code == code
    assert rule(act, a_case(stages={}), LAW, TODAY).code == "not_started"


@pytest.mark.parametrize(("on", "code"), [(date(2026, 3, 1), "before_it_opened"), (TODAY, "")])
def test_art_39_nothing_is_filed_in_a_stage_for_a_day_before_it_opened(on, code):
    rule = acts_on_open_stage(Stage.EXPERT_REVIEW)
    assert rule(SimpleNamespace(), a_case(), LAW, on).code == code


def test_a_refused_role_is_told_which_roles_may():
    finding = role_is_permitted(frozenset({Role.DRAFTER, Role.CATALOG_OFFICER}))
    assert finding.cure_by == (Role.CATALOG_OFFICER, Role.DRAFTER)
    assert finding.values["roles"] == [Role.CATALOG_OFFICER, Role.DRAFTER]


NOW = datetime(2026, 3, 2, 15, 59, 59, tzinfo=UTC)  # 23:59:59 in Beijing
SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("happened", "recorded", "reason", "code"),
    [
        (NOW, NOW, None, ""),
        (NOW - timedelta(hours=15), NOW, None, ""),
        (NOW + SECOND, NOW, None, "ahead"),
        (NOW, NOW + SECOND, None, "no_reason"),
        (NOW, NOW + SECOND, "示例：补录", ""),
        (NOW - timedelta(days=3), NOW, None, "no_reason"),
        (NOW - timedelta(days=3), NOW, "示例：补录", ""),
    ],
)
def test_art_39_nothing_is_dated_ahead_and_a_later_day_says_why(happened, recorded, reason, code):
    act: Any = SimpleNamespace(
        occurred_at=instant(happened),
        recorded_at=instant(recorded),
        on=(happened + timedelta(hours=8)).date(),
        command=SimpleNamespace(late_reason=reason),
        actor=Actor("p", "示例"),
        post=Post(Role.DRAFTER),
    )
    assert event_time_is_honest(act).code == code


def test_art_10_what_is_unique_is_not_made_twice():
    finding = not_twice("uq_catalog_organ_id_year_or_unknown")
    assert (finding.rule, finding.status) == ("DEC-10-ONCE", Status.LACKING)
    assert finding.cure_by
