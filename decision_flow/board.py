"""The board of stages: the gate that is asked once, and the settling that follows from a signature (design 12.1)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import Any, overload

from decision_flow.casefile import CaseFile, StageRow
from decision_flow.command import Act, Change, Event, Insert, Update
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import GATES, Finding, Status, lacking, rule, satisfied
from decision_flow.procedure.stage_graph import AFTER, RESPONSIBLE
from decision_flow.terms import ChangeClass, Role, Stage, StageStatus


def gate(stage: Stage, case: CaseFile, law: Law, on: date) -> tuple[Finding, ...]:
    """Every finding of a stage's gate on a day. `explain` and the sign-off ask this one function."""
    return (*(rule(stage, case, law, on) for rule in EVERY_GATE), *(rule(case, law, on) for rule in GATES[stage]))


@rule("DEC-27-OPEN", article="system")
def stage_stands_open(stage: Stage, case: CaseFile, law: Law, on: date) -> Finding:
    """A stage is signed only while it stands open, after every stage that it waits for has closed."""
    if not case.stages:
        return lacking("not_started", cure_by=Role.ADMINISTRATIVE_HEAD)
    if case.row(stage).is_closed:
        return lacking("closed", cure_by=Role.UNDERTAKING_HEAD, stage=stage)
    waits_for = [before for before in AFTER[stage] if not case.row(before).is_closed]
    if waits_for:
        return lacking(
            "waits",
            cure_by=tuple({RESPONSIBLE[before]: None for before in waits_for}),
            stage=stage,
            waits_for=waits_for,
        )
    return satisfied()


@rule("DEC-39-SIGNED", article="39")
def responsible_person_signed(stage: Stage, case: CaseFile, law: Law, on: date) -> Finding:
    """The stage's responsible person signs it off, in this round, on a draft that its result is good for."""
    responsible = RESPONSIBLE[stage]
    signature = case.row(stage).signature if case.stages else None
    if signature is None:
        return lacking("unsigned", cure_by=responsible, stage=stage, role=responsible)
    if signature.role is not responsible:
        return lacking("other_role", cure_by=responsible, stage=stage, role=responsible)
    return satisfied()


@rule("DEC-28-CONFIRMED", article="28")
def declared_changes_are_confirmed(stage: Stage, case: CaseFile, law: Law, on: date) -> Finding:
    """Each declared change of the draft is confirmed by the legality reviewer before a stage closes on it."""
    draft = case.draft
    if draft is None or draft.pending is None:
        return satisfied()
    if draft.not_confirmed:
        return lacking("declare_anew", cure_by=Role.UNDERTAKING_HEAD, version=draft.version)
    return lacking(
        "unconfirmed", cure_by=(Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD), version=draft.version, change=draft.pending
    )


BEIJING = timedelta(hours=8)

EVERY_GATE = (stage_stands_open, responsible_person_signed, declared_changes_are_confirmed)


@dataclass(frozen=True, slots=True)
class acts_on_open_stage:  # noqa: N801  (read as the rule that it is)
    """The act rule of what is filed in a stage: it stands open, and stood open on the day of the act."""

    stage: Stage

    def __call__(self, act: Act, case: CaseFile, law: Law, on: date) -> Finding:
        return stage_is_open(self.stage, case, on)


@rule("DEC-27-ACTS", article="system")
def stage_is_open(stage: Stage, case: CaseFile, on: date) -> Finding:
    """What belongs to a stage is filed while the stage stands open, and for no day before it did."""
    if not case.stages:
        return lacking("not_started", cure_by=Role.ADMINISTRATIVE_HEAD, stage=stage)
    if not case.row(stage).is_open:
        return lacking("not_open", cure_by=RESPONSIBLE[stage], stage=stage, status=case.row(stage).status)
    opened_on = day_of(case.row(stage).opened_at)
    if opened_on is not None and on < opened_on:
        return lacking("before_it_opened", cure_by=RESPONSIBLE[stage], stage=stage, opened_on=opened_on)
    return satisfied()


@overload
def day_of(instant: str) -> date: ...
@overload
def day_of(instant: str | None) -> date | None: ...
def day_of(instant: str | None) -> date | None:
    """The day in Beijing of a stored instant."""
    return (datetime.fromisoformat(instant) + BEIJING).date() if instant else None


def signed(act: Act, case: CaseFile, stage: Stage) -> Insert:
    """The sign-off row of an act: one named person, one digest, one round."""
    draft = case.draft
    return Insert(
        "sign_off",
        {
            "decision_id": case.decision_id,
            "stage": stage,
            "round": case.row(stage).round,
            **act.signature,
            "draft_version": draft.version if draft else 0,
            "draft_sha256": draft.sha256 if draft else "",
            "signed_at": act.occurred_at,
        },
    )


def lacks(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """The findings that stand in the way."""
    return tuple(finding for finding in findings if finding.status is Status.LACKING)


def settle(case: CaseFile, closing: Stage | None, at: str) -> Iterator[Change]:
    """Walk the graph once: take back what stands behind an open stage, close what was signed or determined,
    re-open what went stale, open what may follow. Asks no gate and reads only the kernel."""
    if not case.stages:
        return
    board: dict[Stage, StageRow] = dict(case.stages)
    closed: set[Stage] = set()
    for stage, waits_for in AFTER.items():
        row = board[stage]
        if not closed.issuperset(waits_for):
            if row.status is not StageStatus.NOT_STARTED:
                board[stage] = replace(row, status=StageStatus.NOT_STARTED, stands_on=None, closed_at=None)
        elif stage is closing or (row.is_open and row.determination is not None):
            board[stage] = _closed(row, case, at)
        elif row.status is StageStatus.NOT_STARTED or _is_stale(row, case):
            board[stage] = _opened(row, case, max(at, *(board[before].closed_at or "" for before in waits_for), ""))
        if board[stage].is_closed:
            closed.add(stage)
    for stage, row in board.items():
        if row is not case.stages[stage]:
            yield from _moved(case.stages[stage], row)


def _is_stale(row: StageRow, case: CaseFile) -> bool:
    """A stage whose result or filed facts are good for another draft. A change that only waits for its
    confirmation leaves it standing: the declaring handler has moved the others (design 12.3)."""
    draft = case.draft
    if draft is None or row.stands_on == draft.sha256:
        return False
    return draft.pending is None or draft.pending is ChangeClass.SUBSTANTIVE


def _closed(row: StageRow, case: CaseFile, at: str) -> StageRow:
    status = StageStatus.NOT_REQUIRED if row.determination else StageStatus.PASSED
    return _stood(row, status, row.round, row.opened_at, at, case)


def _opened(row: StageRow, case: CaseFile, at: str) -> StageRow:
    status = StageStatus.RETURNED if row.round else StageStatus.OPEN
    return _stood(row, status, row.round + 1, at, None, case)


def _stood(
    row: StageRow, status: StageStatus, round_: int, opened_at: str | None, closed_at: str | None, case: CaseFile
) -> StageRow:
    """The row as it stands from now on, on the present draft. Built at once: `replace` costs as much as a rule."""
    stands_on = case.draft.sha256 if case.draft else None
    return StageRow(row.stage, status, round_, opened_at, closed_at, stands_on, row.signature, row.determination)


MOVABLE = ("status", "round", "opened_at", "closed_at", "stands_on")
_movable = attrgetter(*MOVABLE)


def _moved(before: StageRow, after: StageRow) -> Iterator[Change]:
    """The row change, and what the relay must hear: a round superseded, a stage passed, a stage opened."""
    changed: dict[str, Any] = {
        name: new for name, old, new in zip(MOVABLE, _movable(before), _movable(after), strict=True) if new != old
    }
    if changed:
        yield Update("stage", {"stage": after.stage}, changed)
    told = {"stage": after.stage.value}
    if before.round and before.status is not StageStatus.NOT_STARTED and not after.is_closed:
        yield Event("RoundSuperseded", told | {"round": before.round})
    if after.is_closed:
        yield Event("StagePassed", told | {"round": after.round})
    elif after.is_open:
        yield Event("StageOpened", told | {"round": after.round})
