"""Loads the slice of the collective discussion in one statement; lists for the API."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import orjson
from sqlalchemy import BindParameter, Row, and_, bindparam, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.casefile import Slice, load_as
from decision_flow.collective_discussion.facts import CollectiveDiscussionFacts, MeetingFacts, MemberFacts
from decision_flow.collective_discussion.model import Meeting, MeetingMember, MeetingView
from decision_flow.decision.listing import visible
from decision_flow.decision.rounds import DECISION, STAGE, in_round, latest, rows_of
from decision_flow.store.tables import table_of
from decision_flow.terms import Outcome, Presence, Stage, View

MEETING, MEMBER, VIEW = (table_of(model) for model in (Meeting, MeetingMember, MeetingView))
SUBJECT: BindParameter[Any] = bindparam("subject")
M, P, V = MEETING.c, MEMBER.c, VIEW.c
_SAID = and_(V.decision_id == P.decision_id, V.round == P.round, V.meeting == P.meeting, V.person_id == P.person_id)

DISCUSSION = (
    select(
        P.person_id,
        P.name,
        P.is_head,
        P.presence,
        V.view,
        V.sequence,
        M.number,
        M.forum,
        M.held_on,
        M.pack,
        M.legality_body_spoke,
        M.studied_on,
        M.outcome,
        M.departure_reason,
        M.record_sha256,
        M.recorded_by,
        M.record_signed_at,
    )
    .select_from(
        STAGE.join(MEETING, latest(MEETING, MEETING))
        .outerjoin(MEMBER, in_round(MEMBER, P.meeting == M.number))
        .outerjoin(VIEW, _SAID)
    )
    .where(STAGE.c.decision_id == SUBJECT, STAGE.c.stage == Stage.COLLECTIVE_DISCUSSION.value)
    .order_by(P.position)
)


def _facts(results: Sequence[Sequence[Any]]) -> CollectiveDiscussionFacts:
    (rows,) = results
    if not rows:
        return CollectiveDiscussionFacts()
    number, forum, held_on, pack, spoke, studied_on, outcome, departure, record, by, signed = rows[0][6:]
    return CollectiveDiscussionFacts(
        meeting=MeetingFacts(
            number=number,
            forum=forum,
            held_on=date.fromisoformat(held_on),
            pack={paper["kind"]: paper["document_sha256"] for paper in orjson.loads(pack)},
            members=tuple(_member(*row[:6]) for row in rows if row[0] is not None),
            legality_body_heard=spoke is not None,
            studied_on=date.fromisoformat(studied_on) if studied_on else None,
            outcome=Outcome(outcome) if outcome else None,
            departure_explained=bool(departure),
            record_sha256=record,
            recorded_by=by,
            record_signed=signed is not None,
        )
    )


def _member(
    person_id: str, name: str, is_head: bool, presence: str, view: str | None, sequence: int | None
) -> MemberFacts:
    return MemberFacts(person_id, name, bool(is_head), Presence(presence), View(view) if view else None, sequence)


load_as(
    Slice("collective_discussion", (DISCUSSION,), _facts, frozenset(table.name for table in (MEETING, MEMBER, VIEW)))
)


def meetings(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Every meeting on the item, of every round. The record is internal: for who sees the decision, never public."""
    return rows_of(session, MEETING, decision_id, actor, "round", "number")


def members(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Who was present, absent or recused at each meeting, and what each said, word for word."""
    listed = (
        select(MEMBER, V.sequence, V.view, V.words, V.spoken_at)
        .outerjoin(VIEW, _SAID)
        .join(DECISION, DECISION.c.id == P.decision_id)
    )
    return session.execute(
        visible(listed, actor).where(P.decision_id == decision_id).order_by(P.round, P.meeting, P.position)
    ).all()
