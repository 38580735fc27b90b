"""The kernel part of a case file after row changes: the case, its draft, the nine rows of the board."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from datetime import date
from typing import Any

from decision_flow.casefile import CaseFile, Determination, Draft, Signature, StageRow
from decision_flow.command import Change, Insert, Update
from decision_flow.proof.table import Table
from decision_flow.terms import Role, StageStatus

Row = Mapping[str, Any]
FIELDS = frozenset(field.name for field in fields(CaseFile))


def after(kernel: CaseFile, changes: Iterable[Change]) -> CaseFile:
    """The kernel once the changes are written, as the next load would find it."""
    for change in changes:
        if isinstance(change, Insert | Update) and change.table in KERNEL:
            row = change.row if isinstance(change, Insert) else {**change.where, **change.set}
            kernel = KERNEL[change.table](kernel, row)
    return kernel


def _decision(kernel: CaseFile, row: Row) -> CaseFile:
    known = {name: value for name, value in row.items() if name in FIELDS}
    if isinstance(started := known.get("started_on"), date):
        known["started_on"] = started.isoformat()
    draft = kernel.draft
    if draft is not None and "change_pending" in row:
        carries = row.get("change_carries_legality_opinion", draft.carries_legality_opinion)
        pending, refused = row["change_pending"], row.get("change_refused", draft.not_confirmed)
        draft = replace(draft, pending=pending, not_confirmed=refused, carries_legality_opinion=carries)
    elif draft is not None and "change_refused" in row:
        draft = replace(draft, not_confirmed=row["change_refused"])
    return replace(kernel, **known, draft=draft)


def _draft(kernel: CaseFile, row: Row) -> CaseFile:
    made = Draft(
        row["version"], row["sha256"], row["explanation_sha256"], None, False, False, tuple(sorted(row["drafters"]))
    )
    return replace(kernel, draft=made)


def _stage(kernel: CaseFile, row: Row) -> CaseFile:
    stage = row["stage"]
    before = kernel.stages.get(stage) or StageRow(stage, StageStatus.NOT_STARTED, 0, None, None, None, None, None)
    known = {name: value for name, value in row.items() if name != "decision_id"}
    if known.get("round", before.round) != before.round:
        known |= {"signature": None, "determination": None}
    return _with(kernel, replace(before, **known))


def _sign_off(kernel: CaseFile, row: Row) -> CaseFile:
    signature = Signature(
        row["actor_id"], Role(row["role"]), row["draft_version"], row["draft_sha256"], row["signed_at"]
    )
    return _with(kernel, replace(kernel.row(row["stage"]), signature=signature))


def _determination(kernel: CaseFile, row: Row) -> CaseFile:
    said = Determination(row["reason"], row["legal_ground"], row["actor_id"])
    return _with(kernel, replace(kernel.row(row["stage"]), determination=said))


def _with(kernel: CaseFile, row: StageRow) -> CaseFile:
    return replace(kernel, stages=Table({**kernel.stages, row.stage: row}))


KERNEL: Mapping[str, Callable[[CaseFile, Row], CaseFile]] = {
    "decision": _decision,
    "draft": _draft,
    "stage": _stage,
    "sign_off": _sign_off,
    "determination": _determination,
}
