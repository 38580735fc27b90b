"""Loads the slice of the collective discussion in one statement; lists for the API."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import orjson
from sqlalchemy import BindParameter, Row, and_, bindparam, case, or_, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.casefile import Slice, load_as
from decision_flow.collective_discussion.facts import (
    CollectiveDiscussionFacts,
    MeetingFacts,
    MemberFacts,
    MembershipFacts,
    MinutesFacts,
)
from decision_flow.collective_discussion.model import (
    DissentConfirmation,
    Meeting,
    MeetingMember,
    MeetingMinutes,
    MeetingView,
    Recusal,
    WrittenView,
)
from decision_flow.decision.listing import visible
from decision_flow.decision.rounds import DECISION, STAGE, in_round, latest, rows_of
from decision_flow.organ.model import Appointment
from decision_flow.store.tables import table_of
from decision_flow.terms import Outcome, Presence, Presides, Role, Stage, View

MEETING, MEMBER, VIEW, MINUTES, WRITTEN, DISSENT, RECUSAL, POST = (
    table_of(model)
    for model in (
        Meeting,
        MeetingMember,
        MeetingView,
        MeetingMinutes,
        WrittenView,
        DissentConfirmation,
        Recusal,
        Appointment,
    )
)
SUBJECT: BindParameter[Any] = bindparam("subject")
M, P, V, X, W, A = MEETING.c, MEMBER.c, VIEW.c, MINUTES.c, RECUSAL.c, POST.c
_SAID = and_(V.decision_id == P.decision_id, V.round == P.round, V.meeting == P.meeting, V.person_id == P.person_id)
_WITHDREW = and_(W.decision_id == P.decision_id, W.round == P.round, W.meeting == P.meeting, W.person_id == P.person_id)
_PRESENCE = case((W.person_id.is_not(None), Presence.RECUSED.value), else_=P.presence).label("presence")
_ANSWERED = (
    select(DISSENT.c.person_id)
    .where(
        DISSENT.c.decision_id == P.decision_id,
        DISSENT.c.round == P.round,
        DISSENT.c.meeting == P.meeting,
        DISSENT.c.person_id == P.person_id,
        DISSENT.c.record_sha256 == M.record_sha256,
    )
    .correlate(MEMBER, MEETING)
    .exists()
)
_MEMBER = (P.person_id, P.name, P.is_head, _PRESENCE, V.view, V.sequence, _ANSWERED, V.spoken_at)
_MINUTES = (
    X.number,
    X.minutes_sha256,
    X.forum,
    X.held_on,
    X.draft_sha256,
    X.views,
    X.outcome,
    X.ordered_amendments,
    X.explanations,
    X.issued_at,
)
_MEETING = (
    M.number,
    M.forum,
    M.held_on,
    M.draft_sha256,
    M.pack,
    M.presided_by,
    M.presiding_ground,
    M.quorum_stated,
    M.legality_body_spoke,
    M.studied_on,
    M.outcome,
    M.ordered_amendments,
    M.in_writing,
    M.departure_reason,
    M.carried_over_on,
    M.record_sha256,
    M.recorded_by,
    M.record_signed_at,
)

DISCUSSION = (
    select(*_MEMBER, *_MINUTES, *_MEETING)
    .select_from(
        STAGE.join(MEETING, latest(MEETING, MEETING))
        .outerjoin(MEMBER, in_round(MEMBER, P.meeting == M.number))
        .outerjoin(VIEW, _SAID)
        .outerjoin(RECUSAL, _WITHDREW)
        .outerjoin(MINUTES, and_(latest(MINUTES, MINUTES, "meeting"), X.meeting == M.number))
    )
    .where(STAGE.c.decision_id == SUBJECT, STAGE.c.stage == Stage.COLLECTIVE_DISCUSSION.value)
    .order_by(P.position)
)


def _facts(results: Sequence[Sequence[Any]]) -> CollectiveDiscussionFacts:
    (rows,) = results
    if not rows:
        return CollectiveDiscussionFacts()
    after = len(_MEMBER) + len(_MINUTES)
    row = dict(zip((column.name for column in _MEETING), rows[0][after:], strict=True))
    studied_on, outcome, carried = row["studied_on"], row["outcome"], row["carried_over_on"]
    return CollectiveDiscussionFacts(
        meeting=MeetingFacts(
            number=row["number"],
            forum=row["forum"],
            held_on=date.fromisoformat(row["held_on"]),
            draft_sha256=row["draft_sha256"],
            pack={paper["kind"]: paper["document_sha256"] for paper in orjson.loads(row["pack"])},
            members=tuple(_member(*row[:7]) for row in rows if row[0] is not None),
            presided_by=row["presided_by"],
            presiding=Presides(row["presiding_ground"]) if row["presiding_ground"] else None,
            quorum_stated=row["quorum_stated"],
            last_spoken_at=max((row[7] for row in rows if row[7] is not None), default=None),
            legality_body_heard=row["legality_body_spoke"] is not None,
            studied_on=date.fromisoformat(studied_on) if studied_on else None,
            outcome=Outcome(outcome) if outcome else None,
            ordered_amendments=tuple(orjson.loads(row["ordered_amendments"] or "[]")),
            in_writing=bool(row["in_writing"]),
            departure_explained=bool(row["departure_reason"]),
            carried_over_on=date.fromisoformat(carried) if carried else None,
            record_sha256=row["record_sha256"],
            recorded_by=row["recorded_by"],
            record_signed=row["record_signed_at"] is not None,
            minutes=_minutes(*rows[0][len(_MEMBER) : after]),
        )
    )


def _member(
    person_id: str, name: str, is_head: bool, presence: str, view: str | None, sequence: int | None, answered: bool
) -> MemberFacts:
    seat = Presence(presence)
    said = View(view) if view and seat is not Presence.RECUSED else None
    return MemberFacts(person_id, name, bool(is_head), seat, said, sequence, bool(answered))


def _minutes(number: int | None, sha256: str, *stated: Any) -> MinutesFacts | None:
    if number is None:
        return None
    forum, held_on, draft, views, outcome, amendments, explanations, issued_at = stated
    return MinutesFacts(
        number=number,
        minutes_sha256=sha256,
        forum=forum,
        held_on=date.fromisoformat(held_on),
        draft_sha256=draft,
        views={said["person_id"]: View(said["view"]) for said in orjson.loads(views)},
        outcome=Outcome(outcome),
        ordered_amendments=tuple(orjson.loads(amendments)),
        explanations={one["place"]: one["explanation"] for one in orjson.loads(explanations)},
        is_issued=issued_at is not None,
    )


MEMBERSHIP = (
    select(A.person_id, A.name, A.role)
    .select_from(
        STAGE.join(MEETING, latest(MEETING, MEETING))
        .join(DECISION, DECISION.c.id == STAGE.c.decision_id)
        .join(
            POST,
            and_(
                A.organ_id == DECISION.c.organ_id,
                or_(A.role == Role.ADMINISTRATIVE_HEAD.value, A.role == Role.MEETING_MEMBER.value),
                A.starts_on <= M.held_on,
                or_(A.ends_on.is_(None), A.ends_on >= M.held_on),
            ),
        )
    )
    .where(STAGE.c.decision_id == SUBJECT, STAGE.c.stage == Stage.COLLECTIVE_DISCUSSION.value)
    .order_by(A.person_id)
)


def _membership(results: Sequence[Sequence[Any]]) -> MembershipFacts:
    names: dict[str, str] = {}
    roles: dict[str, frozenset[Role]] = {}
    for person, name, role in results[0]:
        names[person] = name
        roles[person] = roles.get(person, frozenset()) | {Role(role)}
    return MembershipFacts(names, roles)


load_as(
    Slice(
        "collective_discussion",
        (DISCUSSION,),
        _facts,
        frozenset(table.name for table in (MEETING, MEMBER, VIEW, RECUSAL, MINUTES, DISSENT)),
    ),
    Slice("meeting_membership", (MEMBERSHIP,), _membership, frozenset({POST.name, MEETING.name})),
)


def meetings(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Every meeting on the item, of every round. The record is internal: for who sees the decision, never public."""
    return rows_of(session, MEETING, decision_id, actor, "round", "number")


def members(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Who was present, absent or recused at each meeting, and what each said, word for word; who withdrew after
    attendance was recorded is shown as recused, with his reason."""
    seat = (column if column is not P.presence else _PRESENCE for column in P)
    listed = (
        select(*seat, W.recusal_reason, W.recused_at, V.sequence, V.view, V.words, V.spoken_at)
        .outerjoin(VIEW, _SAID)
        .outerjoin(RECUSAL, _WITHDREW)
        .join(DECISION, DECISION.c.id == P.decision_id)
    )
    return session.execute(
        visible(listed, actor).where(P.decision_id == decision_id).order_by(P.round, P.meeting, P.position)
    ).all()


def written_views(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Written views of absent members that were read out; they are not counted."""
    return rows_of(session, WRITTEN, decision_id, actor, "round", "meeting", "person_id")


def dissent_confirmations(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """What members who did not agree say of the record's words, and why others have not said it."""
    return rows_of(session, DISSENT, decision_id, actor, "round", "meeting", "stated_at")


def minutes(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The minutes on the item, draft by draft."""
    return rows_of(session, MINUTES, decision_id, actor, "round", "meeting", "number")
