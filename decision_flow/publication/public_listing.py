"""What the public reads of a decision: what its body has put before it, when and where, and where the matter stands.

A matter that is lawfully not public is not there (Art. 14, 32), and of the others only what was published."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, Subquery, exists, func, literal, null, or_, select, union
from sqlmodel import Session

from decision_flow.audit.model import CitedDocument
from decision_flow.decision.listing import Page, page_of
from decision_flow.decision.model import Decision
from decision_flow.expert_review.model import ExpertPublication
from decision_flow.organ.model import Organ, Unit
from decision_flow.public_participation.hearing_model import Hearing
from decision_flow.public_participation.model import (
    CommentNotice,
    CommentNoticePublication,
    OpinionDisposition,
    ParticipationFeedback,
    PublishedExplanation,
)
from decision_flow.publication.model import IssuedDecision, PolicyInterpretation
from decision_flow.store.tables import table_of

MOST = 200
OWN = ("channel", "named", "notice_id", "document_sha256", "explains_sha256")
"""Columns that only some kinds of publication have."""
D, B, U = (table_of(of).c for of in (Decision, Organ, Unit))
N, C, X, H, F = (
    table_of(of).c
    for of in (CommentNotice, CommentNoticePublication, PublishedExplanation, Hearing, ParticipationFeedback)
)
E, S, P, A = (table_of(of).c for of in (ExpertPublication, IssuedDecision, PolicyInterpretation, OpinionDisposition))


def _put(kind: str, of: Any, at: ColumnElement[Any], **more: ColumnElement[Any]) -> Select[Any]:
    """One way in which something comes before the public, with the address where it stands and the bytes seen there."""
    columns = {name: more.get(name, null()) for name in OWN}
    return select(
        of.decision_id,
        literal(kind).label("kind"),
        at.label("published_at"),
        of.address if "address" in of else null().label("address"),
        of.snapshot_sha256,
        *(column.label(name) for name, column in columns.items()),
    )


_NOTICES = select(
    N.decision_id,
    literal("notice").label("kind"),
    C.published_at,
    C.address,
    C.snapshot_sha256,
    C.channel,
    null().label("named"),
    N.id.label("notice_id"),
    N.draft_sha256.label("document_sha256"),
    N.explanation_sha256.label("explains_sha256"),
).join(N.id.table, N.id == C.notice_id)
_ARMS = (
    _NOTICES,
    _put("explanation", X, X.published_at),
    _put("hearing", H, H.published_at),
    _put("feedback", F, F.published_at),
    _put("expert_opinions", E, E.published_at, channel=E.channel),
    _put(
        "decision", S, S.published_at, channel=S.channel, named=S.document_no, document_sha256=S.document_sha256
    ).where(S.channel.is_not(None)),
    _put("interpretation", P, P.published_on, named=P.form),
)


def _put_of(decisions: Any) -> Subquery:
    """What was put before the public of some decisions; each kind is read by its own index."""
    return union(*(arm.where(arm.selected_columns.decision_id.in_(decisions)) for arm in _ARMS)).subquery("put")


_IS_PUBLIC = (
    D.lawfully_unpublished.is_(False),
    or_(
        exists().where(N.decision_id == D.id, C.notice_id == N.id),
        exists().where(S.decision_id == D.id, S.channel.is_not(None)),
    ),
)


def _public() -> Select[Any]:
    told = (D.id, D.title, D.status, D.matter_class, D.started_on, D.in_force_on)
    return (
        select(*told, B.name.label("organ"), U.name.label("lead_unit"))
        .join(B.id.table, B.id == D.organ_id)
        .outerjoin(U.id.table, U.id == D.lead_unit_id)
        .where(*_IS_PUBLIC)
    )


def public_decisions(session: Session, *, after: str | None = None, limit: int = 50) -> Page:
    """The matters of which something was published, newest first."""
    return page_of(session, _public(), D.id, after, limit)


def public_decision(session: Session, decision_id: str) -> Row[Any] | None:
    """One of them, or None."""
    return session.execute(_public().where(D.id == decision_id)).first()


def put_before_the_public(session: Session, decision_id: str) -> Sequence[Row[Any]]:
    """What was published of a matter, in the order of time: the first of `MOST`."""
    put = _put_of([decision_id])
    return session.execute(select(put).order_by(put.c.published_at, put.c.kind).limit(MOST)).all()


def answers(session: Session, decision_id: str) -> Sequence[Row[Any]]:
    """What became of the opinions once that was published: how many reasons of each kind, and the reasons, without any
    opinion or name (Art. 18, plan 28)."""
    fed_back = exists().where(F.decision_id == decision_id)
    listed = select(A.disposition, A.reason, func.count().label("times")).where(A.decision_id == decision_id, fed_back)
    return session.execute(listed.group_by(A.disposition, A.reason).order_by(A.disposition).limit(MOST)).all()


def is_public_document(session: Session, sha256: str) -> bool:
    """Whether these bytes were put before the public: a draft, its explanation, the decision, a page as it was seen."""
    cited = table_of(CitedDocument).c
    put = _put_of(select(cited.subject_id).where(cited.sha256 == sha256))
    named = or_(*(put.c[name] == sha256 for name in ("document_sha256", "explains_sha256", "snapshot_sha256")))
    listed = select(put.c.kind).join(D.id.table, D.id == put.c.decision_id)
    listed = listed.where(named, D.lawfully_unpublished.is_(False))
    return session.execute(listed.limit(1)).first() is not None
