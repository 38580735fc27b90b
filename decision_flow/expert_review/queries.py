"""Loads the slice of the expert review in one statement; lists for the API."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import BindParameter, Row, bindparam, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.casefile import Slice, load_as
from decision_flow.decision.rounds import STAGE, in_round, rows_of
from decision_flow.expert_review.facts import ExpertFacts, ExpertReviewFacts, OpinionFacts
from decision_flow.expert_review.model import AppointedExpert, ExpertNumber, ExpertOpinion
from decision_flow.store.tables import table_of
from decision_flow.terms import Disposition, Stage

EXPERT, OPINION, NUMBER = (table_of(model) for model in (AppointedExpert, ExpertOpinion, ExpertNumber))
E, P, N = EXPERT.c, OPINION.c, NUMBER.c
SUBJECT: BindParameter[Any] = bindparam("subject")

REVIEW = (
    select(
        E.person_id,
        E.expert,
        E.has_direct_interest,
        P.id,
        P.number,
        P.disposition,
        P.delivered_on,
        N.min_experts,
    )
    .select_from(
        STAGE.join(EXPERT, E.decision_id == STAGE.c.decision_id)
        .outerjoin(OPINION, in_round(OPINION, P.person_id == E.person_id))
        .outerjoin(NUMBER, in_round(NUMBER))
    )
    .where(STAGE.c.decision_id == SUBJECT, STAGE.c.stage == Stage.EXPERT_REVIEW.value)
    .order_by(E.appointed_at, E.person_id, P.number)
)


def _facts(results: Sequence[Sequence[Any]]) -> ExpertReviewFacts:
    (rows,) = results
    chosen = groupby(rows, key=lambda row: (row[0], row[1], row[2]))
    return ExpertReviewFacts(
        experts=tuple(
            ExpertFacts(
                person_id,
                name,
                None if interest is None else bool(interest),
                tuple(_opinion(*row[3:7]) for row in given if row[3] is not None),
            )
            for (person_id, name, interest), given in chosen
        ),
        stated_number=rows[0][7] if rows else None,
    )


def _opinion(opinion_id: str, number: int, disposition: str | None, delivered_on: str | None) -> OpinionFacts:
    return OpinionFacts(
        opinion_id,
        number,
        Disposition(disposition) if disposition else None,
        date.fromisoformat(delivered_on) if delivered_on else None,
    )


load_as(Slice("expert_review", (REVIEW,), _facts, frozenset(table.name for table in (EXPERT, OPINION, NUMBER))))


def experts(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """The experts of a decision: why each was chosen, and what each declared."""
    return rows_of(session, EXPERT, decision_id, actor, "appointed_at", "person_id")


def opinions(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Every expert opinion of a decision, of every round, with the answer to it."""
    return rows_of(session, OPINION, decision_id, actor, "round", "signed_at", "id")
