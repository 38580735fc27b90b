"""A joint body's own meeting, seen as the lead's is: the same rules of Art. 30 are asked of it, word for word."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion.facts import CollectiveDiscussionFacts, MeetingFacts, MemberFacts
from decision_flow.command import Act
from decision_flow.legality_review.facts import LegalityReviewFacts, Opinion
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, Rule


def asked_of_the_meeting(gate_rule: Rule) -> Callable[..., Finding]:
    """The act rule of recording a body's meeting: what the lead's gate would ask of such a meeting."""

    def asked(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
        return gate_rule(_as_the_bodys(act, case, _members(act)), law, on)

    return asked


def asked_of_the_attendance(act_rule: Rule) -> Callable[..., Finding]:
    """The act rule of recording a body's meeting: what the lead's secretary is asked of those listed and decided."""

    def asked(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
        return act_rule(act, _as_the_bodys(act, case, ()), law, on)

    return asked


def asked_of_the_opinion(gate_rule: Rule) -> Callable[..., Finding]:
    """The act rule of recording a body's own review: what the lead's gate would ask of such an opinion."""

    def asked(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
        asks = act.command
        opinion = Opinion(
            id="",
            number=0,
            draft_sha256=asks.draft_sha256,
            conclusion=asks.conclusion,
            limbs=(),
            states_risk=asks.legal_risk is not None,
            drafted_by="",
            issued_on=on,
        )
        return gate_rule(replace(case, legality_review=LegalityReviewFacts(issued=opinion)), law, on)

    return asked


def _as_the_bodys(act: Act, case: CaseFile, members: tuple[MemberFacts, ...]) -> CaseFile:
    """The case as if it were this body's, with the meeting that the act tells of and the members of that day."""
    asks, body = act.command, case.joint_decision.bodies[act.command.organ_id]
    held = MeetingFacts(
        number=1,
        forum=asks.forum,
        held_on=asks.held_on,
        draft_sha256=asks.draft_sha256,
        members=members,
        legality_body_heard=asks.legality_body_gist is not None,
        studied_on=asks.studied_on,
        outcome=asks.outcome,
        ordered_amendments=asks.ordered_amendments,
        departure_explained=bool(asks.departure_reason),
    )
    return replace(
        case,
        organ_id=body.organ_id,
        organ_kind=body.kind,
        collective_discussion=CollectiveDiscussionFacts(meeting=held),
        meeting_membership=case.joint_membership.on(body.organ_id, asks.held_on),
    )


def _members(act: Act) -> tuple[MemberFacts, ...]:
    """Those listed, as they spoke one after the other."""
    return tuple(
        MemberFacts(one.person_id, one.name, one.is_head, one.presence, one.view, at if one.view else None)
        for at, one in enumerate(act.command.members, start=1)
    )
