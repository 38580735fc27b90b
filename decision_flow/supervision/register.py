"""督办: looks at every open case, and keeps what it found in an operational table that is made anew each time.

No gate reads it. Lose it, and the next look makes it again.
"""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Any

import orjson
from sqlalchemy import Row, delete, insert, select
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.audit.canonical import instant, plain
from decision_flow.audit.model import Subject
from decision_flow.board import gate, lacks
from decision_flow.casefile import CaseFile
from decision_flow.decision.listing import Page, page_of, visible
from decision_flow.decision.model import Decision
from decision_flow.engine import Engine
from decision_flow.organ.facts import OrganFile
from decision_flow.procedure.calendars import WorstCaseOpen
from decision_flow.procedure.law import Law, OpenValue, UnknownParameter
from decision_flow.procedure.rules import RULES, Finding, Status
from decision_flow.procedure.stage_graph import RESPONSIBLE
from decision_flow.store.database import Store
from decision_flow.store.operational import Supervised
from decision_flow.store.tables import table_of
from decision_flow.supervision import rules
from decision_flow.supervision.facts import HeldStage, Holders, PlannedMeeting
from decision_flow.supervision.queries import DECIDING, OpenCase, failing_steps, open_cases
from decision_flow.terms import Role, Stage

W = table_of(Supervised).c
OF_A_STAGE = (rules.somebody_can_act, rules.what_is_ready_is_signed, rules.matter_is_not_left_lying)
REVIEWERS = (Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD)
AT_ONCE = 500
D, S = table_of(Decision).c, table_of(Subject).c
STANDS = (
    select(W.id.table, D.title, D.organ_id)
    .join(D.id.table, D.id == W.decision_id)
    .join(S.id.table, S.id == W.decision_id)
    .where(W.seq == S.seq)
)
COLUMNS = ("id", "decision_id", "stage", "round", "seq", "rule", "code", "cure_by", "said", "earliest", "told")

log = logging.getLogger(__name__)


class Supervision:
    """Looks after the open cases of an installation."""

    def __init__(self, store: Store, engine: Engine) -> None:
        self._store, self._engine = store, engine

    def look(self) -> int:
        """Look at everything that is open, and keep what was found; how much that is."""
        on = self._engine.today()
        with self._store.reading() as session:
            laws: dict[str, Law] = {}
            found = {row["id"]: row for row in self._found(session, on, laws)}
            known = {row.id: row for row in session.execute(select(W.id.table))}
        if found != {name: {column: row._mapping[column] for column in COLUMNS} for name, row in known.items()}:
            self._keep(found, known)
        return len(found)

    def _keep(self, found: Mapping[str, dict[str, Any]], known: Mapping[str, Row[Any]]) -> None:
        """All of it anew; what was found before keeps the time at which it was first noted in its round."""
        now = instant(datetime.now(UTC) if not self._store.simulated else self._engine.now())
        rows = [
            {**row, "noted_at": known[name].noted_at if name in known and known[name].round == row["round"] else now}
            for name, row in found.items()
        ]
        try:
            with self._store.operating() as session:
                session.execute(delete(W.id.table))
                for start in range(0, len(rows), AT_ONCE):
                    session.execute(insert(W.id.table), rows[start : start + AT_ONCE])
        except IntegrityError:  # somebody else looked at this moment, and has written as much
            log.warning("supervised_by_another")

    def _found(self, session: Session, on: date, laws: dict[str, Law]) -> Iterator[dict[str, Any]]:
        """Rows of everything that stands still, and of every step that keeps failing."""
        for case in open_cases(session, on):
            body = self._law_today(case.file.organ_id, case.file.profile, on, laws)
            for stage, turn, finding in self._of_case(case, body, on):
                yield _row(case.file.decision_id, stage, turn, case.seq, finding, body)
        for failing in failing_steps(session, rules.ATTEMPTS):
            body = self._law_today(failing.organ_id, failing.profile, on, laws)
            finding = rules.automated_step_gets_through(failing.step, body, on)
            yield _row(failing.decision_id, failing.step.stage, failing.round, failing.seq, finding, body)

    def _of_case(self, case: OpenCase, body: Law, on: date) -> Iterator[tuple[Stage | None, int, Finding]]:
        """The body's rule of today says how long a case may lie; what its gates ask, the law that it pinned."""
        try:
            law = self._engine.law_of(case.file, on)
            held = list(held_stages(case, law, on))
            asked = [(one.stage, rule(one, body, on)) for one in held for rule in OF_A_STAGE]
            if (planned := planned_meeting(case)) is not None:
                finding = rules.meeting_keeps_the_review_clock(planned, law, on)
                asked.append((Stage.COLLECTIVE_DISCUSSION, finding))
        except (OpenValue, UnknownParameter, WorstCaseOpen) as unknown:
            log.warning("not_supervised case=%s: %s", case.file.decision_id, unknown)
            return
        for stage, finding in asked:
            if finding.status is Status.LACKING:
                yield stage, case.file.row(stage).round if stage else 0, finding

    def _law_today(self, organ_id: str, profile: str, on: date, laws: dict[str, Law]) -> Law:
        """What the body's profile says today, resolved once a look."""
        if profile not in laws:
            laws[profile] = self._engine.law_of(OrganFile(organ_id, "", "", profile, "", {}), on)
        return laws[profile]


def held_stages(case: OpenCase, law: Law, on: date) -> Iterator[HeldStage]:
    """Each open stage of a case with what its gate lacks; of a proposal, its waiting for the start."""
    days = {"moved_on": case.moved_on, "meeting_on": case.meeting_on, "deferred_on": case.deferred_on}
    if not case.file.stages:
        yield HeldStage(stage=None, responsible=Role.ADMINISTRATIVE_HEAD, **days)  # type: ignore[arg-type]
    for stage in DECIDING if case.file.stages else ():
        if case.file.is_open(stage):
            yield HeldStage(
                stage=stage,
                responsible=RESPONSIBLE[stage],
                lacks=lacks(gate(stage, case.file, law, on)),
                holders=case.holders,
                barred=barred_from(stage, case),
                opinion_drafted=_opinion_waits(case.file),
                **days,  # type: ignore[arg-type]
            )


def planned_meeting(case: OpenCase) -> PlannedMeeting | None:
    """The meeting that stands on an agenda, with the review of the draft that it would discuss."""
    if case.meeting_on is None:
        return None
    review = case.file.legality_review
    freed = bool(review.shortened_by or (review.issued and review.finished_early))
    return PlannedMeeting(held_on=case.meeting_on, submitted_on=review.submitted_on, is_freed=freed)


def barred_from(stage: Stage, case: OpenCase) -> Holders:
    """Whom the separation of duties keeps from acting in a stage (SOD-REVIEWER, SOD-ISSUED, SOD-ASSESSOR)."""
    file, barred = case.file, dict[Role, frozenset[str]]()
    drafters = frozenset(file.draft.drafters if file.draft else ())
    barred.update(dict.fromkeys(REVIEWERS, drafters))
    drafted = file.legality_review.drafted
    if stage is Stage.LEGALITY_REVIEW and drafted is not None:
        barred[Role.LEGALITY_HEAD] = drafters | {drafted.drafted_by}
    report = file.risk_assessment.report
    if stage is Stage.RISK_ASSESSMENT and report is not None:
        barred[Role.UNDERTAKING_HEAD] = frozenset({report.assessed_by})
    return barred


def _opinion_waits(file: CaseFile) -> bool:
    drafted = file.legality_review.drafted
    return drafted is not None and file.draft is not None and drafted.draft_sha256 == file.draft.sha256


def _row(decision_id: str, stage: Stage | None, turn: int, seq: int, finding: Finding, body: Law) -> dict[str, Any]:
    kind = finding.rule.rpartition("-")[2].lower()
    told = dict.fromkeys((*finding.cure_by, *(Role(role) for role in body.value("supervision.told"))))
    return {
        "id": f"{decision_id}:{stage or 'proposal'}_{kind}",
        "decision_id": decision_id,
        "stage": stage.value if stage else None,
        "round": turn,
        "seq": seq,
        "rule": finding.rule,
        "code": finding.code,
        "cure_by": _json(finding.cure_by),
        "said": _json(finding.values),
        "earliest": finding.earliest.isoformat() if finding.earliest else None,
        "told": _json(tuple(told)),
    }


def _json(value: Any) -> str:
    return orjson.dumps(plain(value)).decode()


def supervised(
    session: Session, actor: Actor, *, decision_id: str | None = None, after: str | None = None, limit: int = 50
) -> Page:
    """What stands still of the cases that an actor sees, as far as they have not moved since, newest case first."""
    listed = STANDS if decision_id is None else STANDS.where(W.decision_id == decision_id)
    return page_of(session, visible(listed, actor), W.id, after, limit)


def standing_still(session: Session, ids: Sequence[str]) -> frozenset[str]:
    """Which of these decisions stand still, as far as they have not moved since."""
    return frozenset(row.decision_id for row in session.execute(STANDS.where(W.decision_id.in_(ids))))


def everything(session: Session) -> Sequence[Row[Any]]:
    """What stands still of all cases, for who runs the installation."""
    return session.execute(STANDS.order_by(W.id)).all()


def finding_of(row: Row[Any]) -> Finding:
    """The finding that a row keeps."""
    asked = RULES[row.rule]
    return Finding(
        Status.LACKING,
        row.code,
        tuple(Role(role) for role in orjson.loads(row.cure_by)),
        date.fromisoformat(row.earliest) if row.earliest else None,
        orjson.loads(row.said),
        asked.id,
        asked.article,
        asked.modality,
    )
