"""Loads the slice of the expert review in one statement, and that of its draws; lists for the API."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

import orjson
from sqlalchemy import BindParameter, ColumnElement, Row, bindparam, exists, or_, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.casefile import Slice, load_as
from decision_flow.decision.listing import visible
from decision_flow.decision.model import Decision
from decision_flow.decision.rounds import STAGE, in_round, rows_of
from decision_flow.expert_pool.facts import same_name
from decision_flow.expert_pool.model import PoolExpert
from decision_flow.expert_review.facts import DrawFacts, DrawsFacts, ExpertFacts, ExpertReviewFacts, OpinionFacts
from decision_flow.expert_review.model import (
    AppointedExpert,
    ExpertDraw,
    ExpertMeeting,
    ExpertNumber,
    ExpertOpinion,
    ExpertPublication,
    MatterParty,
)
from decision_flow.organ.model import Organ, Unit
from decision_flow.store.tables import table_of
from decision_flow.terms import Disposition, ReviewForm, Stage, View

EXPERT, OPINION, NUMBER, MEETING, PUBLISHED, DRAW, PARTY, POOLED, DECISION, UNIT, ORGAN = (
    table_of(model)
    for model in (
        AppointedExpert,
        ExpertOpinion,
        ExpertNumber,
        ExpertMeeting,
        ExpertPublication,
        ExpertDraw,
        MatterParty,
        PoolExpert,
        Decision,
        Unit,
        Organ,
    )
)
E, P, N, M, W, Q, D = EXPERT.c, OPINION.c, NUMBER.c, PARTY.c, DRAW.c, POOLED.c, DECISION.c
SUBJECT: BindParameter[Any] = bindparam("subject")
_BARRED: ColumnElement[bool] = exists().where(
    Q.barred_by.is_not(None), or_(Q.id == E.pool_expert_id, Q.person_id == E.person_id)
)
_PARTY: ColumnElement[bool] = exists().where(M.decision_id == E.decision_id, M.name_key == E.workplace_key)
_MET: ColumnElement[bool] = exists().where(in_round(MEETING, MEETING.c.present.contains(E.person_id)))
_SHOWN: ColumnElement[bool] = exists().where(in_round(PUBLISHED))
_CHOSEN = (
    E.person_id,
    E.expert,
    E.has_direct_interest,
    E.found_interest,
    E.released_at,
    E.is_subordinate,
    E.is_institution,
    E.form,
    E.draw_id,
    E.pool_expert_id,
    E.workplace,
    _BARRED.label("barred"),
    _PARTY.label("of_a_party"),
    _MET.label("met"),
)
_GIVEN = (P.id, P.number, P.disposition, P.delivered_on, P.opened_at, P.view, P.on_paper)
_WHOLE = (N.min_experts, N.share_reason, _SHOWN.label("shown"), UNIT.c.name.label("unit"), ORGAN.c.name.label("body"))

REVIEW = (
    select(*_CHOSEN, *_GIVEN, *_WHOLE)
    .select_from(
        STAGE.join(EXPERT, E.decision_id == STAGE.c.decision_id)
        .join(DECISION, D.id == E.decision_id)
        .join(ORGAN, ORGAN.c.id == D.organ_id)
        .outerjoin(UNIT, UNIT.c.id == D.lead_unit_id)
        .outerjoin(OPINION, in_round(OPINION, P.person_id == E.person_id))
        .outerjoin(NUMBER, in_round(NUMBER))
    )
    .where(STAGE.c.decision_id == SUBJECT, STAGE.c.stage == Stage.EXPERT_REVIEW.value)
    .order_by(E.appointed_at, E.person_id, P.number)
)


def _facts(results: Sequence[Sequence[Any]]) -> ExpertReviewFacts:
    (rows,) = results
    chosen, given = len(_CHOSEN), len(_GIVEN)
    number, reason, shown, unit, body = rows[0][chosen + given :] if rows else (None, None, False, None, None)
    own = {same_name(name) for name in (unit, body) if name}
    people = [(key, list(group)) for key, group in groupby(rows, key=lambda row: tuple(row[:chosen]))]
    return ExpertReviewFacts(
        experts=tuple(
            _expert(
                key, own, tuple(_opinion(*row[chosen : chosen + given]) for row in group if row[chosen] is not None)
            )
            for key, group in people
        ),
        stated_number=number,
        share_reason=reason is not None,
        met=frozenset(key[0] for key, _ in people if key[-1]),
        published=bool(shown),
    )


def _expert(row: Sequence[Any], own: set[str], opinions: tuple[OpinionFacts, ...]) -> ExpertFacts:
    person_id, name, interest, found, released_at, subordinate, institution, form, draw_id, entry, place, barred = row[
        :12
    ]
    return ExpertFacts(
        person_id,
        name,
        None if interest is None else bool(interest),
        opinions,
        crossed=bool(found) or bool(row[12]) or same_name(place) in own,
        barred=bool(barred),
        released=released_at is not None,
        is_subordinate=bool(subordinate),
        is_institution=bool(institution),
        form=ReviewForm(form),
        draw_id=draw_id,
        pool_expert_id=entry,
    )


def _opinion(
    opinion_id: str,
    number: int,
    disposition: str | None,
    delivered_on: str | None,
    opened_at: str | None,
    view: str | None,
    on_paper: bool,
) -> OpinionFacts:
    return OpinionFacts(
        opinion_id,
        number,
        Disposition(disposition) if disposition else None,
        date.fromisoformat(delivered_on) if delivered_on else None,
        opened_at is not None,
        View(view) if view else None,
        bool(on_paper),
    )


DRAWS = (
    select(UNIT.c.name, ORGAN.c.name, *(W[name] for name in ("id", "number", "field", "wanted", "pool_sha256")))
    .add_columns(W.announced_at, W.seed_known_from, W.frozen, W.drawn)
    .select_from(
        DECISION.join(ORGAN, ORGAN.c.id == D.organ_id)
        .outerjoin(UNIT, UNIT.c.id == D.lead_unit_id)
        .outerjoin(DRAW, W.decision_id == D.id)
    )
    .where(D.id == SUBJECT)
    .order_by(W.number)
)
PARTIES = select(M.name_key, M.party).where(M.decision_id == SUBJECT)


def _draws(results: Sequence[Sequence[Any]]) -> DrawsFacts:
    rows, parties = results
    unit, body = rows[0][:2]
    return DrawsFacts(
        draws={row[2]: _draw(*row[2:]) for row in rows if row[2] is not None},
        parties=dict(parties),
        unit=unit or "",
        body=body,
    )


def _draw(
    draw_id: str,
    number: int,
    field: str,
    wanted: int,
    pool_sha256: str,
    announced_at: str,
    known_from: str,
    frozen: str,
    drawn: str | None,
) -> DrawFacts:
    candidates = tuple(one["id"] for one in orjson.loads(frozen)["candidates"])
    order = tuple(orjson.loads(drawn)) if drawn else None
    return DrawFacts(draw_id, number, field, wanted, pool_sha256, announced_at, known_from, candidates, order)


_READ = (EXPERT, OPINION, NUMBER, MEETING, PUBLISHED, PARTY)
load_as(
    Slice("expert_review", (REVIEW,), _facts, frozenset(table.name for table in _READ)),
    Slice("expert_draws", (DRAWS, PARTIES), _draws, frozenset({DRAW.name, PARTY.name})),
)


def experts(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The experts of a decision: why each was chosen, and what each declared."""
    return rows_of(session, EXPERT, decision_id, actor, "appointed_at", "person_id")


def opinions(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The opened opinions of every round with the answers to them, and one's own; the others are still closed."""
    listed = visible(select(OPINION).join(DECISION, D.id == P.decision_id), actor)
    mine = or_(P.opened_at.is_not(None), P.person_id == actor.id)
    return session.execute(listed.where(P.decision_id == decision_id, mine).order_by(P.round, P.signed_at, P.id)).all()


def receipts(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Whose opinions are in and whose were opened, without a word of what they say."""
    columns = (P.id, P.round, P.person_id, P.number, P.on_paper, P.signed_at, P.opened_at, P.opened_by, E.expert)
    listed = (
        select(*columns)
        .join(DECISION, D.id == P.decision_id)
        .join(EXPERT, (E.decision_id == P.decision_id) & (E.person_id == P.person_id))
    )
    return session.execute(
        visible(listed, actor).where(P.decision_id == decision_id).order_by(P.round, P.signed_at, P.id)
    ).all()


def draws(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The draws of experts with everything that is needed to draw again."""
    return rows_of(session, DRAW, decision_id, actor, "number")


def parties(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The contractors and parties with whom the workplaces of experts are compared."""
    return rows_of(session, PARTY, decision_id, actor, "named_at", "name_key")


def meetings(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The meetings of experts with who was present."""
    return rows_of(session, MEETING, decision_id, actor, "round", "recorded_at")


def publications(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Where the opinions and what was taken up stand."""
    return rows_of(session, PUBLISHED, decision_id, actor, "round", "published_at")
