"""不同意见的证明: what somebody said against a decision, with the entries that prove it (Art. 30(3), 38(2))."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import and_, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.audit.model import AuditEntry, Subject
from decision_flow.collective_discussion.model import DissentConfirmation, Meeting, MeetingMember, MeetingView, Recusal
from decision_flow.decision.listing import visible
from decision_flow.decision.model import Decision
from decision_flow.store.tables import table_of
from decision_flow.terms import View

MEETING, MEMBER, VIEW, ANSWER, RECUSAL = (
    table_of(model) for model in (Meeting, MeetingMember, MeetingView, DissentConfirmation, Recusal)
)
ENTRY, SUBJECT, DECISION = table_of(AuditEntry), table_of(Subject), table_of(Decision)
AT_THE_MEETING = frozenset({"RecordView", "DecideAtMeeting", "DecideInWriting"})
ON_THE_RECORD = frozenset({"FileMeetingRecord", "SignMeetingRecord", "ConfirmDissent", "NoteUnconfirmedDissent"})


@dataclass(frozen=True, slots=True)
class CitedEntry:
    """An entry of the decision's chain: its number, what was done, when it was recorded."""

    seq: int
    command: str
    recorded_at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DissentCertificate:
    """DissentRecord: who said what at which meeting on which text, how the record has it, and where that is proved.

    `length` and `head` are those of the chain when the certificate was made: the entries can be checked against them.
    """

    decision_id: str
    title: str
    forum: str
    held_on: str
    draft_sha256: str
    person_id: str
    name: str
    post: str
    view: str
    words: str
    spoken_at: str
    outcome: str | None
    record_sha256: str | None
    is_confirmed: bool
    correction: str | None
    noted_reason: str | None
    entries: tuple[CitedEntry, ...]
    length: int
    head: str


def proving(entries: Iterable[Any], said: Any) -> tuple[CitedEntry, ...]:
    """Of the entries of the chain those that prove this view: spoken, decided, on record, answered for."""
    return tuple(CitedEntry(entry.seq, entry.command, entry.recorded_at) for entry in entries if _proves(entry, said))


def _proves(entry: Any, said: Any) -> bool:
    asked = orjson.loads(entry.body)["arguments"]
    if entry.command == "RecordView":
        return bool(asked["person_id"] == said.person_id and entry.occurred_at == said.spoken_at)
    if entry.command in AT_THE_MEETING:
        return bool(entry.occurred_at == said.decided_at)
    mine = asked.get("person_id", entry.actor_id if entry.command == "ConfirmDissent" else said.person_id)
    return bool(asked["record_sha256"] == said.record_sha256 and mine == said.person_id)


def certificates(session: Session, decision_id: str, person_id: str, actor: Actor) -> Sequence[DissentCertificate]:
    """A certificate for each meeting at which this member disagreed or reserved his view, in their order.

    Where he withdrew after speaking his view was not counted: it certifies nothing.
    """
    withdrew = (
        select(RECUSAL.c.person_id)
        .where(*_same_meeting(RECUSAL, "meeting"), RECUSAL.c.person_id == VIEW.c.person_id)
        .correlate(VIEW)
        .exists()
    )
    spoken = (
        select(
            DECISION.c.id,
            DECISION.c.title,
            MEETING.c.forum,
            MEETING.c.held_on,
            MEETING.c.draft_sha256,
            MEETING.c.outcome,
            MEETING.c.decided_at,
            MEETING.c.record_sha256,
            MEMBER.c.person_id,
            MEMBER.c.name,
            MEMBER.c.title.label("post"),
            VIEW.c.view,
            VIEW.c.words,
            VIEW.c.spoken_at,
            SUBJECT.c.seq,
            SUBJECT.c.head,
        )
        .join(SUBJECT, SUBJECT.c.id == DECISION.c.id)
        .join(VIEW, VIEW.c.decision_id == DECISION.c.id)
        .join(MEETING, and_(*_same_meeting(MEETING, "number")))
        .join(MEMBER, and_(*_same_meeting(MEMBER, "meeting"), MEMBER.c.person_id == VIEW.c.person_id))
        .where(VIEW.c.decision_id == decision_id, VIEW.c.person_id == person_id)
        .where(~withdrew, VIEW.c.view.in_([View.DISAGREE.value, View.RESERVE.value]))
        .order_by(VIEW.c.round, VIEW.c.meeting)
    )
    said = session.execute(visible(spoken, actor)).all()
    if not said:
        return ()
    entries = session.execute(
        select(ENTRY)
        .where(ENTRY.c.subject_id == decision_id, ENTRY.c.command.in_(AT_THE_MEETING | ON_THE_RECORD))
        .order_by(ENTRY.c.seq)
    ).all()
    answers = session.execute(
        select(ANSWER).where(ANSWER.c.decision_id == decision_id, ANSWER.c.person_id == person_id)
    ).all()
    return tuple(_certificate(one, entries, answers) for one in said)


def _same_meeting(of: Any, number: str) -> tuple[Any, ...]:
    same = (of.c[name] == VIEW.c[name] for name in ("decision_id", "round"))
    return (*same, of.c[number] == VIEW.c.meeting)


def _certificate(said: Any, entries: Iterable[Any], answers: Iterable[Any]) -> DissentCertificate:
    own = [one for one in answers if one.record_sha256 == said.record_sha256]
    himself = next((one for one in own if one.by_himself), None)
    noted = next((one for one in own if not one.by_himself), None)
    names = ("title", "forum", "held_on", "draft_sha256", "person_id", "name", "post", "view", "words", "spoken_at")
    return DissentCertificate(
        decision_id=said.id,
        **{name: getattr(said, name) for name in names},
        outcome=said.outcome,
        record_sha256=said.record_sha256,
        is_confirmed=himself is not None,
        correction=himself.correction if himself else None,
        noted_reason=noted.reason if noted else None,
        entries=proving(entries, said),
        length=said.seq,
        head=said.head,
    )
