"""Loads the slice of public participation in two statements, the opinions that an act names, and one comment's file."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

import orjson
from sqlalchemy import (
    BindParameter,
    ColumnElement,
    FromClause,
    Select,
    String,
    and_,
    bindparam,
    cast,
    except_,
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
from decision_flow.public_participation import hearing_model, model
from decision_flow.public_participation.facts import (
    SHOWN,
    Break,
    CommentFile,
    HearingFacts,
    NamedComment,
    NoticeFacts,
    PublicParticipationFacts,
    day_of,
)
from decision_flow.store.named import NAMED_IDS
from decision_flow.store.tables import table_of
from decision_flow.terms import Disposition, HearingGround, Kind, ParticipationForm, Stage

DECISION, NOTICE, CHANNEL, BREAK, COMMENT = (
    table_of(of)
    for of in (Decision, model.CommentNotice, model.CommentNoticePublication, model.NoticeInterruption, model.Comment)
)
ANSWER, DISPOSED, NONE, FORM, GROUP, DECLINED, FEEDBACK = (
    table_of(of)
    for of in (
        model.OpinionDisposition,
        model.DisposedComment,
        model.NoneReceived,
        model.Participation,
        model.GroupConsultation,
        model.OpenCommentDeclined,
        model.ParticipationFeedback,
    )
)
TRIGGERS, ASIDE, HEARING, LISTED_NAME, DELIVERY, PARTICIPANT = (
    table_of(of)
    for of in (
        hearing_model.HearingTriggers,
        hearing_model.HearingSetAside,
        hearing_model.Hearing,
        hearing_model.HearingListed,
        hearing_model.HearingDelivery,
        hearing_model.HearingParticipant,
    )
)
D, G, N, C, K, M, A, S = (of.c for of in (DECISION, STAGE, NOTICE, CHANNEL, BREAK, COMMENT, ANSWER, DISPOSED))
H, L, V, P = (of.c for of in (HEARING, LISTED_NAME, DELIVERY, PARTICIPANT))
SUBJECT: BindParameter[Any] = bindparam("subject")
THIS_STAGE: ColumnElement[str] = literal_column(f"'{Stage.PUBLIC_PARTICIPATION.value}'")
BELOW_A_FLAG = 20  # rejections are counted as far as a reader is told of them
REJECTED: ColumnElement[str] = literal_column(f"'{Disposition.NOT_ADOPTED.value}'")
_PRESENT = select(G.round).where(G.decision_id == SUBJECT, G.stage == THIS_STAGE).scalar_subquery()

_OTHER, _EARLIER, _EACH = HEARING.alias(), DELIVERY.alias(), NOTICE.alias()
_LAST_HEARING = select(func.max(_OTHER.c.id)).where(in_round(_OTHER, _OTHER.c.called_off_at.is_(None)))
_SERVED = exists().where(V.hearing_id == P.hearing_id, V.participant == P.name)
_ON_LIST = exists().where(L.hearing_id == P.hearing_id, L.name == P.name)
_SERVED_BEFORE = exists().where(
    _EARLIER.c.hearing_id == V.hearing_id,
    _EARLIER.c.participant == V.participant,
    _EARLIER.c.delivered_on < V.delivered_on,
)
_LAST_SERVED = select(func.max(V.delivered_on)).where(V.hearing_id == H.id, ~_SERVED_BEFORE)
_LAST_FEEDBACK = select(func.max(FEEDBACK.c.published_at)).where(in_round(FEEDBACK))
_REJECTED = (A.decision_id == SUBJECT, A.round == _PRESENT, A.disposition == REJECTED)
_SOME_REJECTED = select(A.comments).where(*_REJECTED).limit(BELOW_A_FLAG).subquery()


def _count(of: FromClause, *where: ColumnElement[bool]) -> ColumnElement[int]:
    return select(func.count()).select_from(of).where(*where).correlate(STAGE, HEARING).scalar_subquery()


def _counted(rows: Select[Any]) -> ColumnElement[int]:
    """How many rows a selection has, counted by its index."""
    return rows.with_only_columns(func.count(), maintain_column_froms=True).scalar_subquery()


def _any(of: FromClause, *where: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(in_round(of, *where)).correlate(STAGE)


def _last(of: Any, column: ColumnElement[Any], *where: ColumnElement[bool]) -> ColumnElement[Any]:
    """A column of the row of the present round that was filed last."""
    return (
        select(column).where(in_round(of, *where)).order_by(of.c.id.desc()).limit(1).correlate(STAGE).scalar_subquery()
    )


_OF_ROUND = (M.decision_id == SUBJECT, M.round == _PRESENT, M.late.is_(False))
_IN_TIME, _DISPOSED = (
    select(M.id).where(*_OF_ROUND),
    select(S.comment_id).where(S.decision_id == SUBJECT, S.round == _PRESENT, S.late.is_(False)),
)
_HEARING = (
    *(H.id, H.held_on, H.published_at, H.recorded_at, H.selection_method, H.sides, H.list_published_at, H.sign_ups),
    *(H.extended_from, H.stated_list_days, H.stated_participants_min),
)
STANDING = (
    select(
        G.round,
        D.affects_specific_group,
        _any(GROUP),
        _any(DECLINED),
        _any(NONE),
        _last(TRIGGERS, TRIGGERS.c.grounds),
        _any(ASIDE),
        _last(HEARING, H.called_off_replaced_by, H.called_off_at.is_not(None)),
        select(func.coalesce(func.sum(_SOME_REJECTED.c.comments), 0)).scalar_subquery(),
        select(func.min(A.likeness)).where(*_REJECTED).scalar_subquery(),
        select(func.max(A.likeness)).where(*_REJECTED).scalar_subquery(),
        _LAST_FEEDBACK.correlate(STAGE).scalar_subquery(),
        *(_any(FORM, FORM.c.form == literal_column(f"'{form.value}'")) for form in ParticipationForm),
        *_HEARING,
        _count(PARTICIPANT, P.hearing_id == H.id),
        _count(PARTICIPANT, P.hearing_id == H.id, ~_SERVED),
        _count(PARTICIPANT, P.hearing_id == H.id, ~_ON_LIST),
        _count(LISTED_NAME, L.hearing_id == H.id),
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


def _row(what: str, *columns: ColumnElement[Any]) -> tuple[ColumnElement[Any], ...]:
    """One row of the list: what it is, its columns, and nothing where it has fewer than a notice."""
    return literal_column(f"'{what}'").label("what"), *columns, *[null()] * (_WIDTH - len(columns))


_LAST = select(_EACH.c.id).where(_EACH.c.decision_id == SUBJECT).order_by(_EACH.c.id.desc()).limit(SHOWN)
_NOTICES = (
    select(*_row("notice", *_NOTICE, C.channel, C.published_at))
    .select_from(NOTICE.outerjoin(CHANNEL, C.notice_id == N.id))
    .where(N.id.in_(_LAST))
)
_BREAKS = select(*_row("break", K.id, null(), K.notice_id, K.channel, K.broken_off_at, K.restored_at)).where(
    K.notice_id.in_(_LAST)
)


_TALLY = select(
    _counted(_IN_TIME).label("in_time"),
    _counted(_DISPOSED).label("answered"),
).cte("tally")
_COUNTS = select(*_row("tally", null(), _TALLY.c.in_time, *[null()] * 5, cast(_TALLY.c.answered, String)))
_ORDERED = except_(_IN_TIME.where(select(_TALLY.c.in_time > _TALLY.c.answered).scalar_subquery()), _DISPOSED)
_FIRST = _ORDERED.order_by("id").limit(SHOWN).subquery()
_OPEN = select(*_row("open", _FIRST.c.id))
_THIS_HEARING = (
    select(func.max(H.id))
    .where(H.decision_id == SUBJECT, H.round == _PRESENT, H.called_off_at.is_(None))
    .scalar_subquery()
)
_SIDES = select(*_row("side", P.side)).where(P.hearing_id == _THIS_HEARING).group_by(P.side)
LISTED = (
    union_all(_NOTICES, _BREAKS, _COUNTS, _OPEN, _SIDES)
    .order_by("what", "id", "published_at")
    .add_cte(_TALLY, nest_here=True)  # so that the statement can stand inside another, several times
)


def _facts(results: Sequence[Sequence[Any]]) -> PublicParticipationFacts:
    (standing,), listed = results
    number, affects_group, group, declined, none, grounds, aside, instead = standing[:8]
    rejected, least, most, feedback_at = standing[8:12]
    forms, hearing = standing[12 : 12 + len(ParticipationForm)], standing[12 + len(ParticipationForm) :]
    rows: dict[str, list[Sequence[Any]]] = {"notice": [], "break": [], "open": [], "side": [], "tally": []}
    for what, *row in listed:
        rows[what].append(row)
    in_time, answered = rows["tally"][0][1], int(rows["tally"][0][7])
    return PublicParticipationFacts(
        round=number or 0,
        notices=_notices(rows["notice"], rows["break"]),
        in_time=in_time,
        unanswered=in_time - answered,
        open_ids=tuple(row[0] for row in rows["open"]),
        forms=frozenset(form for form, there in zip(ParticipationForm, forms, strict=True) if there),
        affects_specific_group=bool(affects_group),
        group_consulted=bool(group),
        open_comment_declined=bool(declined),
        none_stated=bool(none),
        hearing=_hearing(hearing, frozenset(row[0] for row in rows["side"])) if hearing[0] else None,
        grounds=frozenset(map(HearingGround, orjson.loads(grounds))) if grounds is not None else None,
        hearing_set_aside=bool(aside),
        replaced_by=ParticipationForm(instead) if instead else None,
        rejected=rejected,
        one_reason=least is not None and least == most,
        feedback_on=day_of(feedback_at) if feedback_at else None,
    )


def _hearing(row: Sequence[Any], present: frozenset[str]) -> HearingFacts:
    hearing_id, held_on, published_at, recorded_at, method, sides, list_at, sign_ups, extended_from = row[:9]
    list_days, least, participants, undelivered, unlisted, listed, delivered_on = row[9:]
    return HearingFacts(
        id=hearing_id,
        held_on=date.fromisoformat(held_on),
        published_on=day_of(published_at),
        recorded=recorded_at is not None,
        participants=participants,
        undelivered=undelivered,
        last_delivered_on=date.fromisoformat(delivered_on) if delivered_on else None,
        selects=method is not None,
        sides=tuple(orjson.loads(sides)),
        sides_present=present,
        listed=listed,
        unlisted=unlisted,
        listed_on=day_of(list_at) if list_at else None,
        sign_ups=sign_ups,
        extended=extended_from is not None,
        stated_list_days=list_days,
        stated_participants_min=least,
    )


def _notices(rows: Sequence[Sequence[Any]], broken: Sequence[Sequence[Any]]) -> dict[str, NoticeFacts]:
    """The notices in the order of their ids, each with its channels and the breaks of its publication."""
    channels: dict[str, dict[str, date]] = {row[0]: {} for row in rows}
    breaks: dict[str, list[Break]] = {row[0]: [] for row in rows}
    for row in rows:
        if row[12] is not None:
            channels[row[0]][row[12]] = day_of(row[13])
    for break_id, _, notice_id, channel, since, until, *_ in broken:
        instants = datetime.fromisoformat(since), datetime.fromisoformat(until) if until else None
        breaks[notice_id].append(Break(break_id, channel, *instants))
    return {row[0]: _notice(row, channels[row[0]], breaks[row[0]]) for row in rows}


def _notice(row: Sequence[Any], channels: Mapping[str, date], breaks: Sequence[Break]) -> NoticeFacts:
    days, done = map(date.fromisoformat, row[8:10]), (at is not None for at in row[10:12])
    in_order = tuple(sorted(breaks, key=lambda one: one.since))
    values: list[Any] = [*row[:8], *days, *done, channels, day_of(row[10]) if row[10] else None, in_order]
    return NoticeFacts(*values)


NAMED = select(M.id, M.round, M.late, exists().where(S.comment_id == M.id)).where(
    M.id.op("IN")(NAMED_IDS), M.decision_id == SUBJECT
)


def _named(results: Sequence[Sequence[Any]]) -> dict[str, NamedComment]:
    return {row[0]: NamedComment(row[1], bool(row[2]), bool(row[3])) for row in results[0]}


_TABLES = (NOTICE, CHANNEL, BREAK, COMMENT, ANSWER, DISPOSED, NONE, FORM, GROUP, DECLINED, FEEDBACK)
_OF_HEARINGS = (TRIGGERS, ASIDE, HEARING, LISTED_NAME, DELIVERY, PARTICIPANT)
load_as(
    Slice("public_participation", (STANDING, LISTED), _facts, frozenset(of.name for of in (*_TABLES, *_OF_HEARINGS))),
    Slice("named_comments", (NAMED,), _named, frozenset()),  # as they were before the act
)

COMMENT_KERNEL = (
    select(M.id, M.decision_id, D.organ_id, D.lead_unit_id, D.profile, D.profile_digest, D.joint_bodies)
    .select_from(COMMENT.join(DECISION, D.id == M.decision_id))
    .where(M.id == SUBJECT)
)


def _comment(results: Sequence[Sequence[Any]]) -> CommentFile | None:
    if not results[0]:
        return None
    comment, decision, organ, unit, profile, digest, joint = results[0][0]
    bodies = tuple(orjson.loads(joint)) if joint else ()
    return CommentFile(comment, decision, organ, unit, profile, digest, bodies)


def _as_it_is(kernel: CommentFile, _slices: Mapping[str, Any]) -> CommentFile:
    return kernel


DOSSIERS[Kind.COMMENT] = Dossier(Slice("comment", (COMMENT_KERNEL,), _comment, frozenset({"comment"})), _as_it_is)
