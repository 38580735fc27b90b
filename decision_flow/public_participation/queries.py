"""Loads the slice of public participation in two statements, and the file of one comment."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, and_, bindparam, exists, func, literal_column, null, select, union_all

from decision_flow.casefile import DOSSIERS, Dossier, Slice, load_as
from decision_flow.decision.model import Decision, StageState
from decision_flow.organ.model import Organ
from decision_flow.public_participation.facts import (
    SHOWN,
    CommentFile,
    HearingFacts,
    NoticeFacts,
    PublicParticipationFacts,
    day_of,
)
from decision_flow.public_participation.model import (
    Comment,
    CommentNotice,
    CommentNoticePublication,
    Hearing,
    HearingDelivery,
    HearingParticipant,
    OpenCommentDeclined,
    Participation,
    ParticipationFeedback,
)
from decision_flow.store.tables import table_of
from decision_flow.terms import Disposition, Kind, ParticipationForm, Stage, StageStatus

DECISION, STAGE, ORGAN, NOTICE, CHANNEL, COMMENT, FORM, DECLINED, HEARING, DELIVERY, PARTICIPANT, FEEDBACK = (
    table_of(model)
    for model in (
        Decision,
        StageState,
        Organ,
        CommentNotice,
        CommentNoticePublication,
        Comment,
        Participation,
        OpenCommentDeclined,
        Hearing,
        HearingDelivery,
        HearingParticipant,
        ParticipationFeedback,
    )
)
D, G, O, N, C, M, F, X, H, V, P, B = (  # noqa: E741
    of.c
    for of in (
        DECISION,
        STAGE,
        ORGAN,
        NOTICE,
        CHANNEL,
        COMMENT,
        FORM,
        DECLINED,
        HEARING,
        DELIVERY,
        PARTICIPANT,
        FEEDBACK,
    )
)
SUBJECT: BindParameter[str] = bindparam("subject")
THIS_STAGE = literal_column(f"'{Stage.PUBLIC_PARTICIPATION.value}'")

_ROUND = select(G.round).where(G.decision_id == SUBJECT, G.stage == THIS_STAGE).scalar_subquery()
_HEARD_LAST = (
    select(func.max(H.id))
    .where(H.decision_id == D.id, H.round == G.round, H.called_off_at.is_(None))
    .correlate(DECISION, STAGE)
    .scalar_subquery()
)
_EARLIER = DELIVERY.alias()
_SERVED = exists().where(V.hearing_id == P.hearing_id, V.participant == P.name)
_SERVED_BEFORE = exists().where(
    _EARLIER.c.hearing_id == V.hearing_id,
    _EARLIER.c.participant == V.participant,
    _EARLIER.c.delivered_on < V.delivered_on,
)


def _count(of: Any, *where: Any) -> Any:
    return select(func.count()).select_from(of).where(*where).correlate(DECISION, STAGE, HEARING).scalar_subquery()


def _of_the_round(columns: Any) -> tuple[Any, Any]:
    return columns.decision_id == D.id, columns.round == G.round


STANDING = (
    select(
        G.round,
        D.affects_specific_group,
        _count(COMMENT, *_of_the_round(M)),
        _count(COMMENT, *_of_the_round(M), M.late.is_(True)),
        _count(COMMENT, *_of_the_round(M), M.late.is_(False), M.disposition.is_(None)),
        _count(DECLINED, *_of_the_round(X)),
        select(func.max(B.published_at)).where(*_of_the_round(B)).correlate(DECISION, STAGE).scalar_subquery(),
        H.id,
        H.held_on,
        H.recorded_at,
        _count(PARTICIPANT, P.hearing_id == H.id),
        _count(PARTICIPANT, P.hearing_id == H.id, ~_SERVED),
        select(func.max(V.delivered_on))
        .where(V.hearing_id == H.id, ~_SERVED_BEFORE)
        .correlate(HEARING)
        .scalar_subquery(),
    )
    .select_from(
        DECISION.outerjoin(STAGE, and_(G.decision_id == D.id, G.stage == THIS_STAGE)).outerjoin(
            HEARING, H.id == _HEARD_LAST
        )
    )
    .where(D.id == SUBJECT)
)

_NOTICES = (
    select(
        literal_column("'notice'").label("what"),
        N.id,
        N.round,
        N.draft_sha256,
        N.explanation_sha256,
        N.opens_on,
        N.closes_on,
        N.shortening_reason,
        N.shortening_approved_by,
        N.continues_notice_id,
        N.notice_sha256,
        N.prepared_by,
        N.signed_at,
        N.closed_at,
        C.channel,
        C.published_at,
    )
    .select_from(NOTICE.outerjoin(CHANNEL, C.notice_id == N.id))
    .where(N.decision_id == SUBJECT)
)
_FORMS = (
    select(literal_column("'form'"), F.form, func.count(), F.specific_group, *[null()] * 12)
    .where(F.decision_id == SUBJECT, F.round == _ROUND)
    .group_by(F.form, F.specific_group)
)
_FIRST = (
    select(M.id)
    .where(
        M.decision_id == SUBJECT,
        M.round == _ROUND,
        M.late.is_(False),
        M.disposition.is_(None),
    )
    .order_by(M.id)
    .limit(SHOWN)
    .subquery()
)
_OPEN = select(literal_column("'open'"), _FIRST.c.id, *[null()] * 14)
LISTED = union_all(_NOTICES, _FORMS, _OPEN).order_by("what", "id", "published_at")


def _facts(results: Sequence[Sequence[Any]]) -> PublicParticipationFacts:
    (standing,), listed = results
    (
        number,
        affects_group,
        received,
        late,
        unanswered,
        declined,
        feedback_at,
        hearing_id,
        held_on,
        recorded_at,
        participants,
        undelivered,
        delivered_on,
    ) = standing
    forms: dict[ParticipationForm, int] = {}
    for row in listed:
        if row[0] == "form":
            forms[ParticipationForm(row[1])] = forms.get(ParticipationForm(row[1]), 0) + row[2]
    return PublicParticipationFacts(
        round=number or 0,
        notices=_notices([row[1:] for row in listed if row[0] == "notice"]),
        received=received,
        late=late,
        unanswered=unanswered,
        open_ids=tuple(row[1] for row in listed if row[0] == "open"),
        forms=forms,
        affects_specific_group=bool(affects_group),
        groups_consulted=sum(row[2] for row in listed if row[0] == "form" and row[3] is not None),
        open_comment_declined=bool(declined),
        feedback_on=day_of(feedback_at) if feedback_at else None,
        hearing=HearingFacts(
            id=hearing_id,
            held_on=date.fromisoformat(held_on),
            recorded=recorded_at is not None,
            participants=participants,
            undelivered=undelivered,
            last_delivered_on=date.fromisoformat(delivered_on) if delivered_on else None,
        )
        if hearing_id
        else None,
    )


def _notices(rows: Sequence[Sequence[Any]]) -> dict[str, NoticeFacts]:
    """The notices in the order of their ids, each with its channels."""
    channels: dict[str, dict[str, date]] = {}
    for row in rows:
        published = channels.setdefault(row[0], {})
        if row[13] is not None:
            published[row[13]] = day_of(row[14])
    return {
        row[0]: NoticeFacts(
            id=row[0],
            round=row[1],
            draft_sha256=row[2],
            explanation_sha256=row[3],
            opens_on=date.fromisoformat(row[4]),
            closes_on=date.fromisoformat(row[5]),
            shortening_reason=row[6],
            shortening_approved_by=row[7],
            continues=row[8],
            notice_sha256=row[9],
            prepared_by=row[10],
            signed=row[11] is not None,
            closed=row[12] is not None,
            channels=channels[row[0]],
        )
        for row in rows
    }


load_as(
    Slice(
        "public_participation",
        (STANDING, LISTED),
        _facts,
        frozenset(
            {
                "comment_notice",
                "comment_notice_publication",
                "comment",
                "participation",
                "open_comment_declined",
                "hearing",
                "hearing_delivery",
                "hearing_participant",
                "participation_feedback",
            }
        ),
    )
)

COMMENT_KERNEL = (
    select(
        M.id,
        M.decision_id,
        D.organ_id,
        O.body_kind,
        D.lead_unit_id,
        D.profile,
        D.profile_digest,
        M.round,
        M.late,
        M.disposition,
        G.round,
        G.status,
    )
    .select_from(
        COMMENT.join(DECISION, D.id == M.decision_id)
        .join(ORGAN, O.id == D.organ_id)
        .join(STAGE, and_(G.decision_id == D.id, G.stage == THIS_STAGE))
    )
    .where(M.id == SUBJECT)
)
_OPEN_STATUSES = (StageStatus.OPEN.value, StageStatus.RETURNED.value)


def _comment(results: Sequence[Sequence[Any]]) -> CommentFile | None:
    if not results[0]:
        return None
    (
        comment_id,
        decision_id,
        organ_id,
        organ_kind,
        lead_unit_id,
        profile,
        profile_digest,
        number,
        late,
        disposition,
        present,
        status,
    ) = results[0][0]
    return CommentFile(
        id=comment_id,
        decision_id=decision_id,
        organ_id=organ_id,
        organ_kind=organ_kind,
        lead_unit_id=lead_unit_id,
        profile=profile,
        profile_digest=profile_digest,
        round=number,
        late=bool(late),
        disposition=Disposition(disposition) if disposition else None,
        round_stands_open=number == present and status in _OPEN_STATUSES,
    )


def _as_it_is(kernel: CommentFile, _slices: Mapping[str, Any]) -> CommentFile:
    return kernel


DOSSIERS[Kind.COMMENT] = Dossier(Slice("comment", (COMMENT_KERNEL,), _comment, frozenset({"comment"})), _as_it_is)
