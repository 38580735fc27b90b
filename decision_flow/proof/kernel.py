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


class _Written:
    """The parts of a kernel as they are written; the file is made once, at the end."""

    def __init__(self, kernel: CaseFile) -> None:
        self.draft, self.rows, self.fields = kernel.draft, dict(kernel.stages), dict[str, Any]()


def after(kernel: CaseFile, changes: Iterable[Change]) -> CaseFile:
    """The kernel once the changes are written, as the next load would find it."""
    written: _Written | None = None
    for change in changes:
        if isinstance(change, Insert | Update) and change.table in KERNEL:
            written = written or _Written(kernel)
            KERNEL[change.table](written, change.row if isinstance(change, Insert) else {**change.where, **change.set})
    if written is None:
        return kernel
    return replace(kernel, draft=written.draft, stages=Table(written.rows), **written.fields)


def _decision(kernel: _Written, row: Row) -> None:
    kernel.fields |= {name: value for name, value in row.items() if name in FIELDS}
    if isinstance(started := row.get("started_on"), date):
        kernel.fields["started_on"] = started.isoformat()
    draft = kernel.draft
    if draft is not None:
        kernel.draft = replace(
            draft,
            pending=row.get("change_pending", draft.pending),
            not_confirmed=row.get("change_refused", draft.not_confirmed),
            carries_legality_opinion=row.get("change_carries_legality_opinion", draft.carries_legality_opinion),
        )


def _draft(kernel: _Written, row: Row) -> None:
    drafters = tuple(sorted(row["drafters"]))
    kernel.draft = Draft(row["version"], row["sha256"], row["explanation_sha256"], None, False, False, drafters)


def _stage(kernel: _Written, row: Row) -> None:
    stage = row["stage"]
    before = kernel.rows.get(stage) or StageRow(stage, StageStatus.NOT_STARTED, 0, None, None, None, None, None)
    known = {name: value for name, value in row.items() if name != "decision_id"}
    if known.get("round", before.round) != before.round:
        known |= {"signature": None, "determination": None}
    kernel.rows[stage] = replace(before, **known)


def _sign_off(kernel: _Written, row: Row) -> None:
    signed = (row["draft_version"], row["draft_sha256"], row["signed_at"])
    signature = Signature(row["actor_id"], Role(row["role"]), *signed)
    kernel.rows[row["stage"]] = replace(kernel.rows[row["stage"]], signature=signature)


def _determination(kernel: _Written, row: Row) -> None:
    said = Determination(row["reason"], row["legal_ground"], row["actor_id"])
    kernel.rows[row["stage"]] = replace(kernel.rows[row["stage"]], determination=said)


KERNEL: Mapping[str, Callable[[_Written, Row], None]] = {
    "decision": _decision,
    "draft": _draft,
    "stage": _stage,
    "sign_off": _sign_off,
    "determination": _determination,
}
