"""What the queries would load: the row changes of real handlers, folded onto the frozen slices that rules read.

The engine writes rows and loads slices from them by SQL. Here the same row changes are folded onto the slices
themselves, so that a state of the procedure is a few hashable values. That the two agree is tested against both
databases (tests/proof/test_machine.py).
"""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any

from decision_flow.casefile import CaseFile
from decision_flow.command import Change, Event, Insert
from decision_flow.terms import Stage

Row = Mapping[str, Any]
Fold = Callable[[Any, Row, CaseFile], Any]

FOLDS: dict[tuple[str, str], Fold] = {}
"""(slice, table) → the slice after a row of the table was written; CaseFile is the kernel before the act."""


def fold(slice_name: str, *tables: str) -> Callable[[Fold], Fold]:
    """Register how a slice sees the rows of some tables."""

    def register(how: Fold) -> Fold:
        FOLDS.update({(slice_name, table): how for table in tables})
        return how

    return register


def folded(slice_name: str, facts: Any, changes: Iterable[Change], kernel: CaseFile) -> Any:
    """The slice after all row changes of one act."""
    for change in changes:
        if isinstance(change, Event):
            continue
        how = FOLDS.get((slice_name, change.table))
        if how is not None:
            row = change.row if isinstance(change, Insert) else {**change.where, **change.set}
            facts = how(facts, row, kernel)
    return facts


@cache
def slices_of(table: str) -> tuple[str, ...]:
    """The slices that see the rows of a table."""
    return tuple(name for name, seen in FOLDS if seen == table)


def begins(stage: Stage, row: Row, kernel: CaseFile) -> bool:
    """Whether a change of the board begins another round of the stage."""
    return row["stage"] is stage and row.get("round", 0) > (kernel.row(stage).round if kernel.stages else 0)
