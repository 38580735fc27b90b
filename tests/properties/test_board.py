"""Art. 14–37: settling a board, whatever it looks like: pure, and many boards."""

from collections.abc import Iterable
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from decision_flow.board import settle
from decision_flow.casefile import CaseFile, Determination, Draft, StageRow
from decision_flow.command import Change, Update
from decision_flow.procedure.stage_graph import AFTER, MAY_BE_NOT_REQUIRED
from decision_flow.terms import ChangeClass, Stage, StageStatus
from tests.casefiles import a_case, a_draft

AT = "2026-04-02T01:00:00.000000Z"
TEXTS = ("1" * 64, "2" * 64)
WHY = Determination("示例", "示例", "head")

drafts = st.builds(a_draft, sha256=st.sampled_from(TEXTS), pending=st.none() | st.sampled_from(ChangeClass))


@st.composite
def rows(draw: st.DrawFn, stage: Stage) -> StageRow:
    """Any row of a board, lawful or not."""
    status = draw(st.sampled_from(StageStatus))
    begun = status is not StageStatus.NOT_STARTED
    determined = begun and stage in MAY_BE_NOT_REQUIRED and draw(st.booleans())
    return StageRow(
        stage,
        status,
        draw(st.integers(int(begun), 3)),
        AT if begun else None,
        AT if status in (StageStatus.PASSED, StageStatus.NOT_REQUIRED) else None,
        draw(st.none() | st.sampled_from(TEXTS)) if begun else None,
        None,
        WHY if determined else None,
    )


boards = st.fixed_dictionaries({stage: rows(stage) for stage in Stage})


def settled(case: CaseFile, closing: Stage | None = None) -> tuple[CaseFile, list[Update]]:
    """The case as it is read again after settling, and what settling changed."""
    changed = [change for change in settle(case, closing, AT) if isinstance(change, Update)]
    return replace(case, stages={**case.stages, **written(case, changed)}), changed


def written(case: CaseFile, changes: Iterable[Change]) -> dict[Stage, StageRow]:
    """The rows as the database holds them: in a new round nobody has signed or determined anything."""
    made = {}
    for change in changes:
        if isinstance(change, Update):
            row = case.row(change.where["stage"])
            new = replace(row, **change.set)
            made[row.stage] = new if new.round == row.round else replace(new, signature=None, determination=None)
    return made


@settings(max_examples=120, deadline=None)
@given(boards, drafts, st.none() | st.sampled_from(Stage))
def test_settling_a_settled_board_changes_nothing(board: dict[Stage, StageRow], draft: Draft, closing: Stage | None):
    case, _ = settled(a_case(stages=board, draft=draft), closing)
    assert settled(case)[1] == []


@settings(max_examples=120, deadline=None)
@given(boards, drafts, st.none() | st.sampled_from(Stage))
def test_art_27_whatever_a_board_looked_like_it_is_in_order_once_it_is_settled(
    board: dict[Stage, StageRow], draft: Draft, closing: Stage | None
):
    """Nothing goes on before what it waits for, what may go on does, no round falls, and what stands is the text."""
    case, _ = settled(a_case(stages=board, draft=draft), closing)
    for stage, row in case.stages.items():
        ready = all(case.row(before).is_closed for before in AFTER[stage])
        assert (row.status is StageStatus.NOT_STARTED) is not ready
        assert row.round >= board[stage].round
        if row.is_closed and draft.pending in (None, ChangeClass.SUBSTANTIVE):
            assert row.stands_on == draft.sha256
        if row.is_open and row.round > board[stage].round:
            assert row.stands_on == draft.sha256 and row.closed_at is None


@settings(max_examples=120, deadline=None)
@given(boards, drafts, st.none() | st.sampled_from(Stage))
def test_art_39_only_a_person_closes_a_stage_by_its_sign_off_or_a_determination(
    board: dict[Stage, StageRow], draft: Draft, closing: Stage | None
):
    _, changed = settled(a_case(stages=board, draft=draft), closing)
    for change in changed:
        stage = change.where["stage"]
        if change.set.get("status") in (StageStatus.PASSED, StageStatus.NOT_REQUIRED):
            assert stage is closing or board[stage].determination is not None
