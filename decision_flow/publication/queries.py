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
from decision_flow.joint_decision.queries import JOINT, JOINT_TABLES, joint_facts
from decision_flow.publication.facts import (
    CongressFacts,
    ExecutionFacts,
    FinalTextFacts,
    IssuedFacts,
    NormativeFacts,
    PublicationFacts,
    ReportFacts,
)
from decision_flow.publication.model import (
    CongressMatter,
    ExecutionNamed,
    FinalText,
    FormalDocument,
    IssuedDecision,
    NormativeDocument,
    NormativeFiling,
    PartyReport,
    PolicyInterpretation,
)
from decision_flow.store.gathered import gathered, scattered
from decision_flow.store.tables import table_of
from decision_flow.terms import ChangeClass, CongressOutcome, CongressTrack, PartyAnswer, Stage

REPORT, EXECUTION, FINAL, ISSUED, CHANGE = (
    table_of(model) for model in (PartyReport, ExecutionNamed, FinalText, IssuedDecision, DraftChange)
)
CONGRESS, NORMATIVE, FILING, READING = (
    table_of(model) for model in (CongressMatter, NormativeDocument, NormativeFiling, PolicyInterpretation)
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

_FILINGS = (
    select(func.count()).select_from(FILING).where(FILING.c.decision_id == STAGE.c.decision_id).correlate(STAGE)
).scalar_subquery()
_INTERPRETATIONS = (
    select(func.count()).select_from(READING).where(READING.c.decision_id == STAGE.c.decision_id).correlate(STAGE)
).scalar_subquery()
_EXPLAINED = (
    select(READING.c.number)
    .where(READING.c.decision_id == STAGE.c.decision_id, READING.c.explains_opinions.is_(True))
    .correlate(STAGE)
    .exists()
)
_ISSUE = tuple(
    ISSUED.c[name]
    for name in (
        "number",
        "document_no",
        "document_sha256",
        "draft_sha256",
        "issued_on",
        "channel",
        "congress_resolution_no",
    )
)
_REPORT = tuple(REPORT.c[name] for name in ("number", "sent_on", "answer", "answered_draft_version", "party_organ"))
_EXECUTION = tuple(EXECUTION.c[name] for name in ("number", "executing_unit", "time_limit", "feedback"))
_FINAL = tuple(FINAL.c[name] for name in ("number", "draft_version"))
_CONGRESS = tuple(
    CONGRESS.c[name] for name in ("number", "track", "sent_on", "outcome", "resolution_no", "outcome_draft_version")
)
_NORMATIVE = (*(NORMATIVE.c[name] for name in ("number", "unified_registration_no", "valid_until")), _FILINGS)
_PARTS = (
    _ISSUE,
    _REPORT,
    _EXECUTION,
    _FINAL,
    _CONGRESS,
    _NORMATIVE,
    (_ORDERED, _INTERPRETATIONS, _EXPLAINED, gathered(JOINT)),
)

PUBLICATION = (
    select(*(column for part in _PARTS for column in part))
    .select_from(
        STAGE.outerjoin(REPORT, latest(REPORT, REPORT))
        .outerjoin(EXECUTION, latest(EXECUTION, EXECUTION))
        .outerjoin(FINAL, latest(FINAL, FINAL))
        .outerjoin(CONGRESS, latest(CONGRESS, CONGRESS))
        .outerjoin(NORMATIVE, latest(NORMATIVE, NORMATIVE))
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
    row, parts = iter(rows[0]), []
    for columns in _PARTS:
        parts.append([next(row) for _ in columns])
    issue, report, execution, final, congress, normative, (ordered, interpretations, explained, joint) = parts
    return PublicationFacts(
        report=_report(*report) if report[0] else None,
        congress=_congress(*congress) if congress[0] else None,
        normative=_normative(*normative) if normative[0] else None,
        interpretations=interpretations,
        explained=bool(explained),
        execution=ExecutionFacts(*execution) if execution[0] else None,
        final_text=FinalTextFacts(*final) if final[0] else None,
        issued=tuple(_issued(*one[1 : len(_ISSUE)]) for one in rows if one[0] is not None),
        records=issue[0] or 0,
        ordered_version=ordered or 0,
        joint_decision=joint_facts(scattered(joint)),
    )


def _report(number: int, sent_on: str, answer: str | None, version: int | None, party_organ: str) -> ReportFacts:
    said = PartyAnswer(answer) if answer else None
    return ReportFacts(number, date.fromisoformat(sent_on), said, version or 0, party_organ)


def _congress(
    number: int, track: str, sent_on: str, outcome: str | None, resolution_no: str | None, version: int | None
) -> CongressFacts:
    came = CongressOutcome(outcome) if outcome else None
    return CongressFacts(number, CongressTrack(track), date.fromisoformat(sent_on), came, resolution_no, version or 0)


def _normative(number: int, registration_no: str, valid_until: str, filings: int) -> NormativeFacts:
    return NormativeFacts(number, registration_no, date.fromisoformat(valid_until), filings)


def _issued(
    document_no: str, document_sha256: str, draft_sha256: str, issued_on: str, channel: str | None, cites: str | None
) -> IssuedFacts:
    return IssuedFacts(document_no, document_sha256, draft_sha256, date.fromisoformat(issued_on), channel, cites)


load_as(
    Slice(
        "publication",
        (PUBLICATION,),
        _facts,
        JOINT_TABLES
        | {table.name for table in (REPORT, EXECUTION, FINAL, ISSUED, CONGRESS, NORMATIVE, FILING, READING)},
    )
)


def congress_matters(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """What was put to the people's congress, and what came of it."""
    return rows_of(session, CONGRESS, decision_id, actor, "round", "number")


def normative_documents(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The registrations of the normative document, with validity."""
    return rows_of(session, NORMATIVE, decision_id, actor, "round", "number")


def normative_filings(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """With whom the normative document was filed."""
    return rows_of(session, FILING, decision_id, actor, "round", "number")


def interpretations(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """How the decision was explained to the public."""
    return rows_of(session, READING, decision_id, actor, "round", "number")


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
