"""Lists and pages of decisions: always through `visible`, always by keyset (design 7, 12.16)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Row, Select, and_, exists, false, or_, select, union
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.audit.model import AuditEntry, CitedDocument, Subject
from decision_flow.catalog.model import DecisionCatalog
from decision_flow.decision.model import (
    Decision,
    DecisionDraft,
    DraftChange,
    SignOff,
    StageDetermination,
    StageState,
)
from decision_flow.expert_review.model import ExpertOpinion
from decision_flow.joint_decision.facts import NARROWED
from decision_flow.joint_decision.model import JointBody
from decision_flow.organ.model import Organ, Unit
from decision_flow.store.operational import Upload
from decision_flow.store.tables import table_of
from decision_flow.terms import Stage

D, G, B, U, T, H, S, N, E, J = (
    table_of(model)
    for model in (
        Decision,
        StageState,
        Organ,
        Unit,
        DecisionDraft,
        DraftChange,
        SignOff,
        StageDetermination,
        AuditEntry,
        JointBody,
    )
)
LONGEST_PAGE = 200


@dataclass(frozen=True, slots=True)
class Page:
    """Rows of a list, and the cursor of the next page, if there is one."""

    rows: Sequence[Row[Any]]
    next_cursor: str | None


def page_of(session: Session, listed: Select[Any], by: ColumnElement[Any], after: str | None, limit: int) -> Page:
    """One page in the order of a unique column, newest first: flat however long the list is."""
    limit = min(limit, LONGEST_PAGE)
    asked = listed.where(by < after) if after else listed
    rows = session.execute(asked.order_by(by.desc()).limit(limit + 1)).all()
    more = len(rows) > limit
    return Page(rows[:limit], str(rows[limit - 1].id) if more else None)


def visible(listed: Select[Any], actor: Actor) -> Select[Any]:
    """Only the decisions that this actor has a capacity in: of a body where a post is held, which decides them alone
    or jointly (design 12.16)."""
    organs = organs_of(actor)
    return listed.where(or_(D.c.organ_id.in_(organs), jointly_decided_by(organs)) if organs else false())


def jointly_decided_by(organs: Sequence[str]) -> ColumnElement[bool]:
    """Whether one of these bodies decides the matter jointly with the one whose it is, and has not left."""
    remains = or_(J.c.consequence.is_(None), J.c.consequence != NARROWED)
    return D.c.id.in_(select(J.c.decision_id).where(J.c.organ_id.in_(organs), remains))


def organs_of(actor: Actor) -> list[str]:
    """The bodies in which an actor holds a post."""
    return sorted({post.organ_id for post in actor.posts if post.organ_id is not None})


_LISTED = (
    D.c.id,
    D.c.title,
    D.c.status,
    D.c.matter_class,
    D.c.organ_id,
    B.c.name.label("organ"),
    D.c.lead_unit_id,
    U.c.name.label("lead_unit"),
    D.c.started_on,
    D.c.in_force_on,
    D.c.draft_version,
    D.c.profile,
    D.c.profile_digest,
)


def decisions(
    session: Session,
    actor: Actor,
    *,
    status: str | None = None,
    organ_id: str | None = None,
    unit_id: str | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page:
    """The decisions that an actor sees, newest first: a page of ids of each body's own and of those that it decides
    jointly, each by its own index, then the names that go with what is shown."""
    organs, limit = organs_of(actor), min(limit, LONGEST_PAGE)
    if not organs:
        return Page((), None)
    asked = ((D.c.status, status), (D.c.organ_id, organ_id), (D.c.lead_unit_id, unit_id))
    ids = select(D.c.id).where(*(column == value for column, value in asked if value is not None))
    parts = (*(D.c.organ_id == mine for mine in organs), jointly_decided_by(organs))
    found = [page_of(session, ids.where(part), D.c.id, after, limit) for part in parts]
    newest = sorted({row.id for page in found for row in page.rows}, reverse=True)
    more = len(newest) > limit or any(page.next_cursor for page in found)
    listed = select(*_LISTED).join(B, B.c.id == D.c.organ_id).outerjoin(U, U.c.id == D.c.lead_unit_id)
    rows = session.execute(listed.where(D.c.id.in_(newest[:limit])).order_by(D.c.id.desc())).all()
    return Page(rows, newest[limit - 1] if more else None)


def decision(session: Session, decision_id: str, actor: Actor) -> Row[Any] | None:
    """One decision with the length and head of its record, or None where it is not there or not to be seen."""
    s = table_of(Subject).c
    listed = (
        select(
            *_LISTED,
            T.c.sha256.label("draft_sha256"),
            D.c.change_pending,
            D.c.change_refused,
            s.seq,
            s.head,
            *(
                D.c[name]
                for name in (
                    "is_technical",
                    "may_harm",
                    "touches_market",
                    "affects_specific_group",
                    "is_normative_document",
                    "lawfully_unpublished",
                    "start_ground",
                    "catalog_item_id",
                    "origin",
                    "argument",
                    "reason",
                    "declined_reason",
                    "triage",
                    "congress_track",
                    "special",
                    "hearing_condition_met",
                    "hearing_condition_reason",
                )
            ),
        )
        .join(B, B.c.id == D.c.organ_id)
        .join(s.id.table, s.id == D.c.id)
        .outerjoin(U, U.c.id == D.c.lead_unit_id)
        .outerjoin(T, and_(T.c.decision_id == D.c.id, T.c.version == D.c.draft_version))
    )
    return session.execute(visible(listed, actor).where(D.c.id == decision_id)).first()


def board(session: Session, decision_id: str) -> Sequence[Row[Any]]:
    """The nine rows, each with its signature or determination of the present round."""
    order = {stage.value: number for number, stage in enumerate(Stage)}
    rows = session.execute(
        select(
            G,
            S.c.name.label("signed_by"),
            S.c.role.label("signed_role"),
            S.c.signed_at,
            N.c.reason.label("not_required_because"),
            N.c.name.label("determined_by"),
        )
        .outerjoin(S, and_(S.c.decision_id == G.c.decision_id, S.c.stage == G.c.stage, S.c.round == G.c.round))
        .outerjoin(N, and_(N.c.decision_id == G.c.decision_id, N.c.stage == G.c.stage, N.c.round == G.c.round))
        .where(G.c.decision_id == decision_id)
    ).all()
    return sorted(rows, key=lambda row: order[row.stage])


def boards(session: Session, ids: Sequence[str]) -> dict[str, dict[str, Row[Any]]]:
    """The boards of several decisions, by id and stage, without signatures."""
    found: dict[str, dict[str, Row[Any]]] = {decision_id: {} for decision_id in ids}
    for row in session.execute(select(G).where(G.c.decision_id.in_(ids))):
        found[row.decision_id][row.stage] = row
    return found


def drafts(session: Session, decision_id: str) -> Sequence[Row[Any]]:
    """Every version of the draft with the declarations that led to it, and what the reviewer said."""
    return session.execute(
        select(
            T,
            H.c.declaration,
            H.c.change_class,
            H.c.carries_out,
            H.c.summary,
            H.c.answer,
            H.c.answer_reason,
            H.c.diff_sha256,
        )
        .outerjoin(H, and_(H.c.decision_id == T.c.decision_id, H.c.version == T.c.version))
        .where(T.c.decision_id == decision_id)
        .order_by(T.c.version, H.c.declaration)
    ).all()


def closed_to(actor: Actor, subject_id: ColumnElement[str], seq: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether an entry holds an expert's opinion that is not opened yet: only he reads it till then (Art. 19)."""
    o = table_of(ExpertOpinion).c
    others = (o.decision_id == subject_id, o.entry_seq == seq, o.opened_at.is_(None), o.person_id != actor.id)
    return exists().where(*others)


def history(
    session: Session, subject_id: str, actor: Actor, *, before: int | None = None, limit: int = 50
) -> Sequence[Row[Any]]:
    """The entries of a subject, newest first, as stored; `closed`: what it holds is not this actor's to read yet."""
    closed = closed_to(actor, E.c.subject_id, E.c.seq).label("closed")
    asked = select(E.c.seq, E.c.body, E.c.head, closed).where(E.c.subject_id == subject_id)
    asked = asked.where(E.c.seq < before) if before is not None else asked
    return session.execute(asked.order_by(E.c.seq.desc()).limit(min(limit, LONGEST_PAGE))).all()


def shown(row: Row[Any]) -> dict[str, Any]:
    """An entry as it is read; of an opinion that is not opened yet only that it came, from whom and when."""
    entry: dict[str, Any] = orjson.loads(row.body)
    if row.closed:
        entry = {name: entry[name] for name in ("subject", "command", "recorded_at", "occurred_at", "actor")}
    return {"seq": row.seq, "head": row.head, "entry": entry, "closed": bool(row.closed)}


def readable_documents(session: Session, asked: Collection[str], actor: Actor) -> frozenset[str]:
    """Of these documents those that an actor may read: who uploaded one, and who sees a record that names it."""
    c, u, k = table_of(CitedDocument).c, table_of(Upload).c, table_of(DecisionCatalog).c
    own = select(u.sha256).where(u.person_id == actor.id, u.sha256.in_(asked))
    cited = visible(select(c.sha256).join(D, D.c.id == c.subject_id), actor).where(
        c.sha256.in_(asked), ~closed_to(actor, c.subject_id, c.seq)
    )
    listed = (
        select(c.sha256)
        .join(k.id.table, k.id == c.subject_id)
        .where(c.sha256.in_(asked), k.organ_id.in_(organs_of(actor)))
    )
    return frozenset(session.execute(union(own, cited, listed)).scalars())


def not_readable(session: Session, asked: Collection[str], actor: Actor) -> list[str]:
    """Of these documents those that are not there or not the actor's to read: neither is told from the other."""
    readable = readable_documents(session, set(asked), actor)
    return [sha256 for sha256 in asked if sha256 not in readable]


def name_of_document(session: Session, sha256: str, actor: Actor) -> str:
    """The name under which a document was uploaded: by the actor, else by whoever was first. Empty if by nobody."""
    u = table_of(Upload).c
    named = select(u.name).where(u.sha256 == sha256).order_by((u.person_id == actor.id).desc(), u.uploaded_at)
    return session.execute(named.limit(1)).scalar() or ""
