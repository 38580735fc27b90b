"""Loads the slice of the publication in one statement; lists for the API."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, func, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.casefile import Slice, load_as
from decision_flow.decision.model import Decision, DraftChange
from decision_flow.decision.rounds import STAGE, in_round, latest, rows_of
from decision_flow.publication.facts import (
    ExecutionFacts,
    FinalTextFacts,
    IssuedFacts,
    PublicationFacts,
    ReportFacts,
)
from decision_flow.publication.model import ExecutionNamed, FinalText, FormalDocument, IssuedDecision, PartyReport
from decision_flow.store.tables import table_of
from decision_flow.terms import ChangeClass, PartyAnswer, Stage

REPORT, EXECUTION, FINAL, ISSUED, CHANGE = (
    table_of(model) for model in (PartyReport, ExecutionNamed, FinalText, IssuedDecision, DraftChange)
)
FORMAL, DECISION, WEBSITE = table_of(FormalDocument), table_of(Decision), "website"
SUBJECT: BindParameter[Any] = bindparam("subject")
SHOWN = 20
_ORDERED = (
    select(func.max(CHANGE.c.version))
    .where(
        CHANGE.c.decision_id == STAGE.c.decision_id,
        CHANGE.c.answer == "confirmed",
        CHANGE.c.change_class == ChangeClass.CARRIES_OUT_OPINIONS.value,
    )
    .correlate(STAGE)
    .scalar_subquery()
)

PUBLICATION = (
    select(
        ISSUED.c.number,
        ISSUED.c.document_no,
        ISSUED.c.document_sha256,
        ISSUED.c.draft_sha256,
        ISSUED.c.issued_on,
        ISSUED.c.channel,
        REPORT.c.number,
        REPORT.c.sent_on,
        REPORT.c.answer,
        EXECUTION.c.number,
        EXECUTION.c.executing_unit,
        EXECUTION.c.time_limit,
        EXECUTION.c.feedback,
        FINAL.c.number,
        FINAL.c.draft_version,
        _ORDERED,
    )
    .select_from(
        STAGE.outerjoin(REPORT, latest(REPORT, REPORT))
        .outerjoin(EXECUTION, latest(EXECUTION, EXECUTION))
        .outerjoin(FINAL, latest(FINAL, FINAL))
        .outerjoin(ISSUED, in_round(ISSUED))
    )
    .where(STAGE.c.decision_id == SUBJECT, STAGE.c.stage == Stage.PUBLICATION.value)
    .order_by(ISSUED.c.number.desc())
    .limit(SHOWN)
)


def _facts(results: Sequence[Sequence[Any]]) -> PublicationFacts:
    (rows,) = results
    if not rows:
        return PublicationFacts()
    report, execution, final, ordered = rows[0][6:9], rows[0][9:13], rows[0][13:15], rows[0][15]
    return PublicationFacts(
        report=ReportFacts(report[0], date.fromisoformat(report[1]), PartyAnswer(report[2]) if report[2] else None)
        if report[0]
        else None,
        execution=ExecutionFacts(*execution) if execution[0] else None,
        final_text=FinalTextFacts(*final) if final[0] else None,
        issued=tuple(_issued(*row[1:6]) for row in rows if row[0] is not None),
        records=rows[0][0] or 0,
        ordered_version=ordered or 0,
    )


def _issued(
    document_no: str, document_sha256: str, draft_sha256: str, issued_on: str, channel: str | None
) -> IssuedFacts:
    return IssuedFacts(document_no, document_sha256, draft_sha256, date.fromisoformat(issued_on), channel)


load_as(
    Slice("publication", (PUBLICATION,), _facts, frozenset(table.name for table in (REPORT, EXECUTION, FINAL, ISSUED)))
)


def party_reports(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """What was reported to the Party committee, and what it answered."""
    return rows_of(session, REPORT, decision_id, actor, "round", "number")


def executions_named(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Who was to carry the decision out, until when, with which feedback."""
    return rows_of(session, EXECUTION, decision_id, actor, "round", "number")


def to_publish(session: Session, decision_id: str) -> Sequence[Row[Any]]:
    """Formal documents of the present round that no record says were put on the website, with the matter's title."""
    on_website = select(ISSUED.c.number).where(
        in_round(ISSUED, ISSUED.c.channel == WEBSITE, ISSUED.c.document_sha256 == FORMAL.c.document_sha256)
    )
    return session.execute(
        select(FORMAL, DECISION.c.title)
        .select_from(STAGE.join(FORMAL, in_round(FORMAL)).join(DECISION, DECISION.c.id == STAGE.c.decision_id))
        .where(STAGE.c.decision_id == decision_id, STAGE.c.stage == Stage.PUBLICATION.value)
        .where(~on_website.correlate(STAGE, FORMAL).exists())
    ).all()


def final_texts(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The final texts that the administrative head signed."""
    return rows_of(session, FINAL, decision_id, actor, "round", "number")


def issued(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The formal document, channel by channel."""
    return rows_of(session, ISSUED, decision_id, actor, "round", "number")
