"""Loads the slices of a joint decision, one statement each; lists for the API."""

from collections.abc import Sequence
from datetime import date
from operator import itemgetter
from typing import Any

from sqlalchemy import BindParameter, Row, Table, and_, bindparam, exists, func, or_, select
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.board import day_of
from decision_flow.casefile import Slice, load_as
from decision_flow.decision.model import DecisionDraft, DraftChange
from decision_flow.decision.rounds import rows_of
from decision_flow.joint_decision.facts import (
    SINGLE_BODY,
    JointBodyFacts,
    JointDecisionFacts,
    JointDiscussionFacts,
    JointMembershipFacts,
    JointPost,
    JointReviewFacts,
    NamedBody,
)
from decision_flow.joint_decision.model import JointBody, JointDiscussion, JointReview
from decision_flow.legality_review.model import LegalityOpinion
from decision_flow.organ.model import Appointment, Organ
from decision_flow.store.named import NAMED_IDS
from decision_flow.store.tables import table_of
from decision_flow.terms import ChangeClass, Conclusion, Outcome, Role

BODY, REVIEW, DISCUSSION, ORGAN, POST, DRAFT, CHANGE, OPINION = (
    table_of(model)
    for model in (
        JointBody,
        JointReview,
        JointDiscussion,
        Organ,
        Appointment,
        DecisionDraft,
        DraftChange,
        LegalityOpinion,
    )
)
B, R, D, O, A = BODY.c, REVIEW.c, DISCUSSION.c, ORGAN.c, POST.c  # noqa: E741  (the organ)
SUBJECT: BindParameter[Any] = bindparam("subject")
_EDITED = exists().where(
    CHANGE.c.decision_id == DRAFT.c.decision_id,
    CHANGE.c.version == DRAFT.c.version,
    CHANGE.c.answer == "confirmed",
    CHANGE.c.change_class == ChangeClass.EDITORIAL.value,
)
_TEXT = select(func.max(DRAFT.c.version)).where(DRAFT.c.decision_id == SUBJECT, ~_EDITED).scalar_subquery()
_LEAD_OPINION = (
    select(OPINION.c.id)
    .where(OPINION.c.decision_id == SUBJECT, OPINION.c.issued_on.is_not(None))
    .order_by(OPINION.c.round.desc(), OPINION.c.number.desc())
    .limit(1)
    .scalar_subquery()
)


def _last(of: Table) -> Any:
    """The latest row of each body."""
    other = of.alias()
    highest = select(func.max(other.c.number)).where(
        other.c.decision_id == B.decision_id, other.c.organ_id == B.organ_id
    )
    number = highest.correlate(BODY).scalar_subquery()
    return and_(of.c.decision_id == B.decision_id, of.c.organ_id == B.organ_id, of.c.number == number)


_LEFT = (B.withdrawn_at, B.consequence, B.answered_version, B.draft_names_body)
_BODY = (B.joined_at, B.organ_id, O.name, O.body_kind, *_LEFT)
_REVIEW = (R.number, R.draft_version, R.signed_at, R.conclusion, R.relies_on)
_DISCUSSION = (
    D.number,
    D.draft_version,
    D.held_on,
    D.outcome,
    D.head_id,
    D.record_sha256,
    D.actor_id,
    D.signed_at,
)
JOINT = (
    select(*_BODY, *_REVIEW, *_DISCUSSION, _TEXT.label("text_version"), _LEAD_OPINION.label("lead_opinion"))
    .select_from(
        BODY.join(ORGAN, O.id == B.organ_id).outerjoin(REVIEW, _last(REVIEW)).outerjoin(DISCUSSION, _last(DISCUSSION))
    )
    .where(B.decision_id == SUBJECT)
)
"""Each body with its latest review and meeting. The publication's slice carries these rows too."""
JOINT_TABLES = frozenset(table.name for table in (BODY, REVIEW, DISCUSSION, DRAFT, CHANGE, OPINION))


def joint_facts(rows: Sequence[Sequence[Any]]) -> JointDecisionFacts:
    """The facts from the rows of JOINT, in whatever order."""
    if not rows:
        return SINGLE_BODY
    *_, text_version, lead_opinion = rows[0]
    made = (_body(*row[1:-2]) for row in sorted(rows, key=itemgetter(0, 1)))
    return JointDecisionFacts(
        bodies={body.organ_id: body for body in made}, text_version=text_version or 0, lead_opinion=lead_opinion
    )


def _body(
    organ_id: str,
    name: str,
    kind: str,
    withdrawn_at: str | None,
    consequence: str | None,
    answered_version: int | None,
    draft_names_body: bool | None,
    *done: Any,
) -> JointBodyFacts:
    return JointBodyFacts(
        organ_id=organ_id,
        name=name,
        kind=kind,
        review=_review(*done[: len(_REVIEW)]) if done[0] is not None else None,
        discussion=_discussion(*done[len(_REVIEW) :]) if done[len(_REVIEW)] is not None else None,
        is_withdrawn=withdrawn_at is not None,
        consequence=consequence,
        answered_version=answered_version or 0,
        draft_names_body=bool(draft_names_body),
    )


def _review(
    number: int, version: int, signed_at: str, conclusion: str | None, relies_on: str | None
) -> JointReviewFacts:
    said = Conclusion(conclusion) if conclusion else None
    return JointReviewFacts(number, version, day_of(signed_at), said, relies_on)


def _discussion(
    number: int, version: int, held_on: str, outcome: str, head: str, record: str, by: str, signed_at: str | None
) -> JointDiscussionFacts:
    day = date.fromisoformat(held_on)
    return JointDiscussionFacts(number, version, day, Outcome(outcome), head, record, by, signed_at is not None)


MEMBERSHIP = (
    select(A.organ_id, A.person_id, A.name, A.role, A.starts_on, A.ends_on)
    .select_from(BODY.join(POST, A.organ_id == B.organ_id))
    .where(
        B.decision_id == SUBJECT,
        or_(A.role == Role.ADMINISTRATIVE_HEAD.value, A.role == Role.MEETING_MEMBER.value),
    )
    .order_by(A.person_id)
)


def _membership(results: Sequence[Sequence[Any]]) -> JointMembershipFacts:
    return JointMembershipFacts(
        tuple(
            JointPost(
                organ, person, name, Role(role), date.fromisoformat(starts), date.fromisoformat(ends) if ends else None
            )
            for organ, person, name, role, starts, ends in results[0]
        )
    )


NAMED = select(O.id, O.name, O.body_kind, O.status).where(O.id.op("IN")(NAMED_IDS))


def _named(results: Sequence[Sequence[Any]]) -> NamedBody | None:
    return NamedBody(*results[0][0]) if results[0] else None


load_as(
    Slice("joint_decision", (JOINT,), lambda results: joint_facts(results[0]), JOINT_TABLES),
    Slice("joint_membership", (MEMBERSHIP,), _membership, frozenset({POST.name, BODY.name})),
    Slice("named_body", (NAMED,), _named, frozenset({ORGAN.name})),
)


def bodies(session: Session, decision_id: str) -> Sequence[Row[Any]]:
    """The bodies that decide jointly, in the order of joining, and those that left."""
    return session.execute(
        select(BODY, O.name.label("organ"), O.body_kind)
        .join(ORGAN, O.id == B.organ_id)
        .where(B.decision_id == decision_id)
        .order_by(B.joined_at, B.organ_id)
    ).all()


def reviews(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Each joint body's own legality reviews, and its reliance on the lead's."""
    return rows_of(session, REVIEW, decision_id, actor, "organ_id", "number")


def discussions(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Each joint body's own meetings, with who said what."""
    return rows_of(session, DISCUSSION, decision_id, actor, "organ_id", "number")
