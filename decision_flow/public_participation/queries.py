"""Loads the slice of public participation in two statements, and the file of one comment."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    and_,
    bindparam,
    exists,
    func,
    literal_column,
    null,
    select,
    union_all,
)

from decision_flow.casefile import DOSSIERS, Dossier, Slice, load_as
from decision_flow.decision.model import Decision
from decision_flow.decision.rounds import STAGE, in_round
from decision_flow.public_participation import model
from decision_flow.public_participation.facts import (
    SHOWN,
    CommentFile,
    HearingFacts,
    NoticeFacts,
    PublicParticipationFacts,
    day_of,
)
from decision_flow.store.tables import table_of
from decision_flow.terms import Disposition, Kind, ParticipationForm, Stage, StageStatus

DECISION, NOTICE, CHANNEL, COMMENT, FORM = (
    table_of(of)
    for of in (Decision, model.CommentNotice, model.CommentNoticePublication, model.Comment, model.Participation)
)
DECLINED, HEARING, DELIVERY, PARTICIPANT, FEEDBACK = (
    table_of(of)
    for of in (
        model.OpenCommentDeclined,
        model.Hearing,
        model.HearingDelivery,
        model.HearingParticipant,
        model.ParticipationFeedback,
    )
)
D, G, N, C, M, F = (of.c for of in (DECISION, STAGE, NOTICE, CHANNEL, COMMENT, FORM))
H, V, P, B = (of.c for of in (HEARING, DELIVERY, PARTICIPANT, FEEDBACK))
SUBJECT: BindParameter[Any] = bindparam("subject")
THIS_STAGE: ColumnElement[str] = literal_column(f"'{Stage.PUBLIC_PARTICIPATION.value}'")
UNANSWERED = and_(M.late.is_(False), M.disposition.is_(None))

_OTHER, _EARLIER, _EACH = HEARING.alias(), DELIVERY.alias(), NOTICE.alias()
_LAST_HEARING = select(func.max(_OTHER.c.id)).where(in_round(_OTHER, _OTHER.c.called_off_at.is_(None)))
_SERVED = exists().where(V.hearing_id == P.hearing_id, V.participant == P.name)
_SERVED_BEFORE = exists().where(
    _EARLIER.c.hearing_id == V.hearing_id,
    _EARLIER.c.participant == V.participant,
    _EARLIER.c.delivered_on < V.delivered_on,
)
_LAST_SERVED = select(func.max(V.delivered_on)).where(V.hearing_id == H.id, ~_SERVED_BEFORE)
_LAST_FEEDBACK = select(func.max(B.published_at)).where(in_round(FEEDBACK))


def _count(of: FromClause, *where: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(of).where(*where).correlate(STAGE, HEARING).scalar_subquery()


STANDING = (
    select(
        G.round,
        D.affects_specific_group,
        _count(COMMENT, in_round(COMMENT)),
        _count(COMMENT, in_round(COMMENT, M.late.is_(True))),
        _count(COMMENT, in_round(COMMENT, UNANSWERED)),
        _count(DECLINED, in_round(DECLINED)),
        _LAST_FEEDBACK.correlate(STAGE).scalar_subquery(),
        H.id,
        H.held_on,
        H.recorded_at,
        _count(PARTICIPANT, P.hearing_id == H.id),
        _count(PARTICIPANT, P.hearing_id == H.id, ~_SERVED),
        _LAST_SERVED.correlate(HEARING).scalar_subquery(),
    )
    .select_from(
        DECISION.outerjoin(STAGE, and_(G.decision_id == D.id, G.stage == THIS_STAGE)).outerjoin(
            HEARING, H.id == _LAST_HEARING.correlate(STAGE).scalar_subquery()
        )
    )
    .where(D.id == SUBJECT)
)

_NOTICE = (
    *(N.id, N.round, N.draft_sha256, N.notice_sha256, N.shortening_reason, N.shortening_approved_by),
    *(N.continues_notice_id, N.prepared_by, N.opens_on, N.closes_on, N.signed_at, N.closed_at),
)
_WIDTH = len(_NOTICE) + 2
_PRESENT = select(G.round).where(G.decision_id == SUBJECT, G.stage == THIS_STAGE).scalar_subquery()
_LAST = select(_EACH.c.id).where(_EACH.c.decision_id == SUBJECT).order_by(_EACH.c.id.desc()).limit(SHOWN)
_NOTICES = (
    select(literal_column("'notice'").label("what"), *_NOTICE, C.channel, C.published_at)
    .select_from(NOTICE.outerjoin(CHANNEL, C.notice_id == N.id))
    .where(N.id.in_(_LAST))
)
_FORMS = (
    select(literal_column("'form'"), F.form, func.count(), func.max(F.specific_group), *[null()] * (_WIDTH - 3))
    .where(F.decision_id == SUBJECT, F.round == _PRESENT)
    .group_by(F.form, F.specific_group)
)
_FIRST = (
    select(M.id).where(M.decision_id == SUBJECT, M.round == _PRESENT, UNANSWERED).order_by(M.id).limit(SHOWN).subquery()
)
_OPEN = select(literal_column("'open'"), _FIRST.c.id, *[null()] * (_WIDTH - 1))
LISTED = union_all(_NOTICES, _FORMS, _OPEN).order_by("what", "id", "published_at")


def _facts(results: Sequence[Sequence[Any]]) -> PublicParticipationFacts:
    (standing,), listed = results
    number, affects_group, received, late, unanswered, declined, feedback_at = standing[:7]
    rows: dict[str, list[Sequence[Any]]] = {"notice": [], "form": [], "open": []}
    for what, *row in listed:
        rows[what].append(row)
    return PublicParticipationFacts(
        round=number or 0,
        notices=_notices(rows["notice"]),
        received=received,
        late=late,
        unanswered=unanswered,
        open_ids=tuple(row[0] for row in rows["open"]),
        forms={
            form: count
            for form in ParticipationForm
            if (count := sum(row[1] for row in rows["form"] if row[0] == form.value))
        },
        affects_specific_group=bool(affects_group),
        groups_consulted=sum(row[1] for row in rows["form"] if row[2] is not None),
        open_comment_declined=bool(declined),
        hearing=_hearing(*standing[7:]) if standing[7] else None,
        feedback_on=day_of(feedback_at) if feedback_at else None,
    )


def _hearing(
    hearing_id: str,
    held_on: str,
    recorded_at: str | None,
    participants: int,
    undelivered: int,
    delivered_on: str | None,
) -> HearingFacts:
    last = date.fromisoformat(delivered_on) if delivered_on else None
    return HearingFacts(
        hearing_id, date.fromisoformat(held_on), recorded_at is not None, participants, undelivered, last
    )


def _notices(rows: Sequence[Sequence[Any]]) -> dict[str, NoticeFacts]:
    """The notices in the order of their ids, each with its channels."""
    channels: dict[str, dict[str, date]] = {row[0]: {} for row in rows}
    for row in rows:
        if row[12] is not None:
            channels[row[0]][row[12]] = day_of(row[13])
    return {row[0]: _notice(row, channels[row[0]]) for row in rows}


def _notice(row: Sequence[Any], channels: Mapping[str, date]) -> NoticeFacts:
    days, done = map(date.fromisoformat, row[8:10]), (at is not None for at in row[10:12])
    values: list[Any] = [*row[:8], *days, *done, channels, day_of(row[10]) if row[10] else None]
    return NoticeFacts(*values)


load_as(
    Slice(
        "public_participation",
        (STANDING, LISTED),
        _facts,
        frozenset(
            of.name for of in (NOTICE, CHANNEL, COMMENT, FORM, DECLINED, HEARING, DELIVERY, PARTICIPANT, FEEDBACK)
        ),
    )
)

COMMENT_KERNEL = (
    select(
        *(M.id, M.decision_id, D.organ_id, D.lead_unit_id, D.profile, D.profile_digest, M.round, M.late),
        *(M.disposition, G.round, G.status),
    )
    .select_from(
        COMMENT.join(DECISION, D.id == M.decision_id).join(STAGE, and_(G.decision_id == D.id, G.stage == THIS_STAGE))
    )
    .where(M.id == SUBJECT)
)
OPEN = (StageStatus.OPEN.value, StageStatus.RETURNED.value)


def _comment(results: Sequence[Sequence[Any]]) -> CommentFile | None:
    if not results[0]:
        return None
    *kernel, late, disposition, present, status = results[0][0]
    answer = Disposition(disposition) if disposition else None
    values: list[Any] = [*kernel, bool(late), answer, kernel[-1] == present and status in OPEN]
    return CommentFile(*values)


def _as_it_is(kernel: CommentFile, _slices: Mapping[str, Any]) -> CommentFile:
    return kernel


DOSSIERS[Kind.COMMENT] = Dossier(Slice("comment", (COMMENT_KERNEL,), _comment, frozenset({"comment"})), _as_it_is)
