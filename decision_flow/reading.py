"""Reading without the lock: the file of a subject as rules see it, and the explanation of a gate."""

from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache
from typing import Any, cast

from sqlalchemy import (
    BindParameter,
    CompoundSelect,
    Select,
    String,
    Subquery,
    bindparam,
    literal_column,
    select,
    union_all,
)
from sqlalchemy.sql.visitors import replacement_traverse
from sqlmodel import Session

from decision_flow.board import gate
from decision_flow.casefile import DOSSIERS, SLICES, CaseFile, Slice
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding
from decision_flow.procedure.stage_graph import READS
from decision_flow.store.writing import NoSubject
from decision_flow.terms import Kind, Stage

TOGETHER = 20
NO_LIMIT = 2**31 - 1


def file_of(session: Session, kind: Kind, subject_id: str, slices: Iterable[str] = ()) -> Any:
    """The frozen file of a subject with the slices named. Raises NoSubject."""
    dossier = DOSSIERS[kind]
    kernel = _read(session, dossier.kernel, subject_id)
    if kernel is None:
        raise NoSubject(subject_id)
    reads = (*dossier.always, *(SLICES[name] for name in slices))
    return dossier.assemble(kernel, {read.name: _read(session, read, subject_id) for read in reads})


def _read(session: Session, read: Slice, subject_id: str) -> Any:
    results = [session.execute(statement, {"subject": subject_id}).all() for statement in read.statements]
    return read.build(results)


def explain(session: Session, decision_id: str, stage: Stage, law: Law, on: date) -> tuple[Finding, ...]:
    """办理条件: every finding of a stage's gate as of a day, asked as a sign-off would ask it."""
    case: CaseFile = file_of(session, Kind.DECISION, decision_id, READS[stage])
    return gate(stage, case, law, on)


def files_of(session: Session, kind: Kind, subjects: Sequence[str], slices: Iterable[str] = ()) -> dict[str, Any]:
    """The frozen files of many subjects, by id, without one that is not there: each statement is sent once for twenty
    subjects, not once for each."""
    dossier = DOSSIERS[kind]
    reads = (dossier.kernel, *dossier.always, *(SLICES[name] for name in slices))
    files: dict[str, Any] = {}
    for start in range(0, len(subjects), TOGETHER):
        few = subjects[start : start + TOGETHER]
        loaded = {read.name: _read_together(session, read, few) for read in reads}
        for at, subject in enumerate(few):
            kernel = dossier.kernel.build(loaded[dossier.kernel.name][at])
            if kernel is not None:
                rest = {read.name: read.build(loaded[read.name][at]) for read in reads[1:]}
                files[subject] = dossier.assemble(kernel, rest)
    return files


def _read_together(session: Session, read: Slice, few: Sequence[str]) -> list[list[list[Any]]]:
    """The rows of a slice's statements for each of these subjects."""
    given = {f"subject_{at}": subject for at, subject in enumerate([*few, *[""] * (TOGETHER - len(few))])}
    results: list[list[list[Any]]] = [[] for _ in few]
    for number in range(len(read.statements)):
        rows: list[list[Any]] = [[] for _ in range(TOGETHER)]
        for at, *row in session.execute(_for_many(read, number), given):
            rows[at].append(row)
        for mine, found in zip(results, rows, strict=False):
            mine.append(found)
    return results


@lru_cache(maxsize=64)
def _for_many(read: Slice, number: int) -> CompoundSelect[Any]:
    """A statement of a slice for as many subjects as are read together, its rows numbered by the subject's place."""
    return union_all(*(_of_one(read.statements[number], at) for at in range(TOGETHER)))


def _of_one(statement: Select[Any], at: int) -> Select[Any]:
    """The statement over `:subject_<at>`. SQLite may drop the order of a statement inside another that has no limit."""
    ordered = (
        statement.limit(NO_LIMIT) if statement._order_by_clauses and statement._limit_clause is None else statement
    )
    mine = bindparam(f"subject_{at}", type_=String())

    def replaced(element: Any, **_: Any) -> Any:
        return mine if isinstance(element, BindParameter) and element.key == "subject" else None

    of_one: Subquery = cast(Any, replacement_traverse(ordered, {}, replaced)).subquery()
    return select(literal_column(str(at)).label("at"), *of_one.c)
