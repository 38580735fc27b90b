"""Loads what the supervision looks at: open cases in batches, each batch by the same few statements (keyset)."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import orjson
from sqlalchemy import and_, exists, or_, select
from sqlmodel import Session

from decision_flow.actor import Post, related
from decision_flow.audit.model import AuditEntry, Subject
from decision_flow.board import day_of
from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion.model import Meeting
from decision_flow.decision.model import Decision, StageState
from decision_flow.organ.model import Appointment
from decision_flow.procedure.stage_graph import OPEN, READS
from decision_flow.reading import files_of
from decision_flow.store.operational import FailedStep, Outbox
from decision_flow.store.tables import table_of
from decision_flow.supervision.facts import FailingStep, Holders
from decision_flow.terms import Kind, Outcome, Role, Stage

D, G, S, E, A, M, O, F = (  # noqa: E741  (the outbox)
    table_of(model).c for model in (Decision, StageState, Subject, AuditEntry, Appointment, Meeting, Outbox, FailedStep)
)
BATCH = 100
DECIDING = tuple(stage for stage in Stage if stage not in (Stage.EXECUTION, Stage.EVALUATION, Stage.ARCHIVE))
"""The stages until the decision is in force; what is executed is followed by its own dates."""
SLICES = tuple(dict.fromkeys(name for stage in DECIDING for name in READS[stage]))

_STANDS_OPEN = exists().where(
    G.decision_id == D.id,
    G.stage.in_([stage.value for stage in DECIDING]),
    G.status.in_([status.value for status in OPEN]),
)
OPEN_CASES = (
    select(D.id, S.seq, E.recorded_at)
    .select_from(D.id.table.join(S.id.table, S.id == D.id))
    .join(E.id.table, and_(E.subject_id == S.id, E.seq == S.seq))
    .where(or_(D.status == "proposed", and_(D.status == "started", _STANDS_OPEN)))
    .order_by(D.id)
    .limit(BATCH)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    """A case that is not decided: its file with every slice, the length of its record, and its last act's day.

    `meeting_on` is the day of a meeting on an agenda that has not decided, of whatever round; `deferred_on` the day of
    one that put the matter off.
    """

    file: CaseFile
    seq: int
    moved_on: date
    holders: Holders
    meeting_on: date | None
    deferred_on: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """A step that failed, and of which case and round."""

    decision_id: str
    organ_id: str
    profile: str
    seq: int
    round: int
    step: FailingStep


def open_cases(session: Session, on: date) -> Iterator[OpenCase]:
    """Every proposed or started case that is not decided, with who holds which role towards it on a day."""
    after = ""
    while rows := session.execute(OPEN_CASES.where(D.id > after)).all():
        ids = [row.id for row in rows]
        files = files_of(session, Kind.DECISION, ids, SLICES)
        posts = _posts(session, {files[case].organ_id for case in ids}, on)
        meetings = _meetings(session, ids)
        for case, seq, recorded_at in rows:
            planned, deferred = meetings.get(case, (None, None))
            yield OpenCase(
                file=files[case],
                seq=seq,
                moved_on=day_of(recorded_at) or on,
                holders=_holders(posts[files[case].organ_id], files[case]),
                meeting_on=planned,
                deferred_on=deferred,
            )
        after = ids[-1]


def failing_steps(session: Session, attempts: int) -> Sequence[Failing]:
    """Rows of the outbox that could not be delivered, and tasks that failed, so often or oftener."""
    of_case = (D.id, D.organ_id, D.profile, S.seq)
    joined = D.id.table.join(S.id.table, S.id == D.id)
    undelivered = select(*of_case, O.kind, O.payload, O.created_at, O.attempts).select_from(
        joined.join(O.id.table, O.subject_id == D.id)
    )
    failed = select(*of_case, F.stage, F.round, F.step, F.since, F.attempts).select_from(
        joined.join(F.step.table, F.decision_id == D.id)
    )
    found = [
        _failing(case, payload["stage"], int(payload["round"]), kind, since, times)
        for *case, kind, text, since, times in session.execute(undelivered.where(O.attempts >= attempts))
        if "stage" in (payload := orjson.loads(text))
    ]
    for *case, stage, turn, step, since, times in session.execute(failed.where(F.attempts >= attempts)):
        found.append(_failing(case, stage, turn, step, since, times))
    return found


def _failing(case: Sequence[Any], stage: str, turn: int, step: str, since: str, attempts: int) -> Failing:
    decision_id, organ_id, profile, seq = case
    return Failing(
        decision_id=decision_id,
        organ_id=organ_id,
        profile=profile,
        seq=seq,
        round=turn,
        step=FailingStep(stage=Stage(stage), step=step, since=day_of(since), attempts=attempts),
    )


def _posts(session: Session, organs: set[str], on: date) -> Mapping[str, list[tuple[Post, str]]]:
    """Who holds which post of these bodies on a day."""
    day, posts = on.isoformat(), defaultdict[str, list[tuple[Post, str]]](list)
    held = select(A.role, A.organ_id, A.unit_id, A.title, A.person_id).where(
        A.organ_id.in_(organs), A.starts_on <= day, or_(A.ends_on.is_(None), A.ends_on >= day)
    )
    for role, organ_id, unit_id, title, person in session.execute(held):
        posts[organ_id].append((Post(Role(role), organ_id, unit_id, title), person))
    return posts


def _holders(posts: list[tuple[Post, str]], file: CaseFile) -> Holders:
    """By role, the persons whose post stands in the relation to this case that an act of it asks for."""
    holders = defaultdict[Role, set[str]](set)
    for post, person in posts:
        if related(post, file):
            holders[post.role].add(person)
    return {role: frozenset(persons) for role, persons in holders.items()}


def _meetings(session: Session, ids: list[str]) -> Mapping[str, tuple[date | None, date | None]]:
    """Of each case the last meeting: the day it is planned for, or the day on which it put the matter off."""
    last: dict[str, tuple[date | None, date | None]] = {}
    asked = select(M.decision_id, M.held_on, M.outcome).where(M.decision_id.in_(ids)).order_by(M.round, M.number)
    for decision_id, held_on, outcome in session.execute(asked):
        day = date.fromisoformat(held_on)
        last[decision_id] = (day if outcome is None else None, day if outcome == Outcome.DEFERRED else None)
    return last
