"""Loads the file of a pool, and the pools of a decision's body; lists for the API."""

from collections.abc import Sequence
from typing import Any

import orjson
from sqlalchemy import BindParameter, Row, Select, bindparam, false, func, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.audit.model import Subject
from decision_flow.casefile import DOSSIERS, Dossier, Slice, load_as
from decision_flow.decision.listing import Page, organs_of, page_of
from decision_flow.decision.model import Decision
from decision_flow.expert_pool.facts import PoolExpertFacts, PoolFacts, PoolFile, PoolsFacts, SanctionFacts
from decision_flow.expert_pool.model import ExpertIntegrityReview, ExpertPool, ExpertSanction, PoolExpert
from decision_flow.organ.model import Organ
from decision_flow.store.tables import table_of
from decision_flow.terms import Kind, Sanction

POOL, EXPERT, REVIEW, SANCTION, ORGAN, DECISION, SUBJECTS = (
    table_of(model)
    for model in (ExpertPool, PoolExpert, ExpertIntegrityReview, ExpertSanction, Organ, Decision, Subject)
)
K, E, V, N, B, D, S = POOL.c, EXPERT.c, REVIEW.c, SANCTION.c, ORGAN.c, DECISION.c, SUBJECTS.c
SUBJECT: BindParameter[Any] = bindparam("subject")
_EXPERT = (
    E.id,
    E.pool_id,
    E.person_id,
    E.name,
    E.fields,
    E.workplace,
    E.subordinate_to,
    E.is_institution,
    E.barred_by,
)

HEAD = (
    select(K.id, K.organ_id, B.body_kind, B.profile, K.level)
    .select_from(POOL.join(ORGAN, B.id == K.organ_id))
    .where(K.id == SUBJECT)
)
EXPERTS = select(*_EXPERT).where(E.pool_id == SUBJECT).order_by(E.id)
STANDING = select(N.id, N.expert_id, N.sanction).where(N.pool_id == SUBJECT, N.lifted_at.is_(None))
_LATEST = REVIEW.alias("later")
_LAST = select(func.max(_LATEST.c.id)).where(_LATEST.c.expert_id == V.expert_id).correlate(REVIEW).scalar_subquery()
UNQUALIFIED = select(V.expert_id).where(V.pool_id == SUBJECT, V.qualified.is_(False), V.id == _LAST)

POOLS = (
    select(S.seq, S.head, K.id, *_EXPERT)
    .select_from(
        DECISION.join(POOL, K.organ_id == D.organ_id).join(SUBJECTS, S.id == K.id).outerjoin(EXPERT, E.pool_id == K.id)
    )
    .where(D.id == SUBJECT)
    .order_by(E.id)
)


def _pool(results: Sequence[Sequence[Any]]) -> PoolFile | None:
    head, experts, standing, unqualified = results
    if not head:
        return None
    pool_id, organ_id, kind, profile, level = head[0]
    return PoolFile(
        id=pool_id,
        organ_id=organ_id,
        organ_kind=kind,
        profile=profile,
        level=level,
        experts={row[0]: _expert(*row) for row in experts},
        sanctions={row[0]: SanctionFacts(row[0], row[1], Sanction(row[2])) for row in standing},
        unqualified=frozenset(row[0] for row in unqualified),
    )


def _expert(
    expert_id: str,
    pool_id: str,
    person_id: str | None,
    name: str,
    fields: str,
    workplace: str,
    subordinate_to: str | None,
    is_institution: bool,
    barred_by: str | None,
) -> PoolExpertFacts:
    known = tuple(orjson.loads(fields))
    return PoolExpertFacts(
        expert_id, pool_id, person_id, name, known, workplace, subordinate_to, bool(is_institution), barred_by
    )


def _pools(results: Sequence[Sequence[Any]]) -> PoolsFacts:
    (rows,) = results
    return PoolsFacts(
        pools={row[2]: PoolFacts(row[2], row[0], row[1]) for row in rows},
        experts=tuple(_expert(*row[3:]) for row in rows if row[3] is not None),
    )


DOSSIERS[Kind.EXPERT_POOL] = Dossier(
    Slice(
        "expert_pool",
        (HEAD, EXPERTS, STANDING, UNQUALIFIED),
        _pool,
        frozenset(table.name for table in (POOL, EXPERT, SANCTION, REVIEW)),
    ),
    lambda kernel, _: kernel,
)
load_as(Slice("expert_pools", (POOLS,), _pools, frozenset({POOL.name, EXPERT.name})))


def visible(listed: Select[Any], actor: Actor) -> Select[Any]:
    """Only the pools of bodies in which this actor holds a post."""
    organs = organs_of(actor)
    return listed.where(K.organ_id.in_(organs) if organs else false())


def pools(session: Session, actor: Actor, *, after: str | None = None, limit: int = 50) -> Page:
    """The pools that an actor sees, newest first, each with the length and head of its record."""
    listed = select(POOL, S.seq, S.head).join(SUBJECTS, S.id == K.id)
    return page_of(session, visible(listed, actor), K.id, after, limit)


def pool(session: Session, pool_id: str, actor: Actor) -> Row[Any] | None:
    """One pool, or None where it is not there or not to be seen."""
    listed = select(POOL, S.seq, S.head).join(SUBJECTS, S.id == K.id).where(K.id == pool_id)
    return session.execute(visible(listed, actor)).first()


def experts(
    session: Session,
    pool_id: str,
    actor: Actor,
    *,
    field: str | None = None,
    after: str | None = None,
    limit: int = 50,
) -> Page:
    """The experts of a pool, newest first; `field`: those of one field."""
    listed = select(EXPERT).join(POOL, K.id == E.pool_id).where(E.pool_id == pool_id)
    if field is not None:
        listed = listed.where(E.fields.contains(orjson.dumps(field).decode(), autoescape=True))
    return page_of(session, visible(listed, actor), E.id, after, limit)


def sanctions(session: Session, pool_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Every sanction of a pool with its document, and how it ended."""
    listed = select(SANCTION).join(POOL, K.id == N.pool_id).where(N.pool_id == pool_id)
    return session.execute(visible(listed, actor).order_by(N.id)).all()


def integrity_reviews(session: Session, pool_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Every integrity review of a pool with its document."""
    listed = select(REVIEW).join(POOL, K.id == V.pool_id).where(V.pool_id == pool_id)
    return session.execute(visible(listed, actor).order_by(V.id)).all()
