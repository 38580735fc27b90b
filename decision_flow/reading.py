"""Reading without the lock: the file of a subject as rules see it, and the explanation of a gate."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlmodel import Session

from decision_flow.board import gate
from decision_flow.casefile import DOSSIERS, SLICES, CaseFile, Slice
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding
from decision_flow.procedure.stage_graph import READS
from decision_flow.store.writing import NoSubject
from decision_flow.terms import Kind, Stage


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
