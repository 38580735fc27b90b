"""Acts of a joint decision as row changes. All stand in the lead's record: one chain, one lock."""

from collections.abc import Iterator
from typing import Any

from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion import agenda, attendance
from decision_flow.collective_discussion import rules as discussion
from decision_flow.command import Act, Change, Insert, Update, handles
from decision_flow.decision.rules import act_names_the_current_draft, reviewer_did_not_draft
from decision_flow.joint_decision import commands as asked
from decision_flow.joint_decision import rules
from decision_flow.joint_decision.facts import ENDED, NARROWED
from decision_flow.joint_decision.meeting import asked_of_the_attendance, asked_of_the_meeting, asked_of_the_opinion
from decision_flow.legality_review.rules import legal_risk_of_a_reform_is_stated
from decision_flow.terms import Role

SLICE = ("joint_decision",)
HEAD, REVIEW_HEAD = {Role.ADMINISTRATIVE_HEAD}, {Role.LEGALITY_HEAD}


@handles(
    asked.AddJointBody,
    by={Role.UNDERTAKING_HEAD, Role.ADMINISTRATIVE_HEAD},
    slices=("public_participation", "named_body", *SLICE),
    rules=(rules.joint_body_is_another_deciding_body, rules.public_is_told_who_decides),
)
def add_joint_body(act: Act, case: CaseFile) -> Iterator[Change]:
    """Its posts see the file from now on, and do its own acts."""
    asks: asked.AddJointBody = act.command
    yield Insert(
        "joint_body",
        {
            "decision_id": case.decision_id,
            "organ_id": asks.organ_id,
            "agreement_sha256": asks.agreement_sha256,
            "joined_at": act.occurred_at,
            **act.signature,
        },
    )
    yield Update("decision", {}, {"joint_bodies": [*case.joint_bodies, asks.organ_id]})


@handles(
    asked.RecordJointReview,
    by=REVIEW_HEAD,
    slices=SLICE,
    rules=(
        rules.joint_bodies_act_from_the_review_on,
        act_names_the_current_draft,
        reviewer_did_not_draft,
        rules.own_review_is_of_a_review_body,
        asked_of_the_opinion(legal_risk_of_a_reform_is_stated),
    ),
)
def record_joint_review(act: Act, case: CaseFile) -> Iterator[Change]:
    """The body's own opinion; its latest counts, and one that finds the draft unlawful is given as well."""
    asks: asked.RecordJointReview = act.command
    names = ("reviewer", "conclusion", "opinion_no", "opinion_sha256", "legal_risk")
    yield _reviewed(act, case, {name: getattr(asks, name) for name in names})


@handles(
    asked.RelyOnLeadReview,
    by=REVIEW_HEAD,
    slices=SLICE,
    rules=(
        rules.joint_bodies_act_from_the_review_on,
        act_names_the_current_draft,
        reviewer_did_not_draft,
        rules.opinion_relied_on_is_the_one_that_passed,
    ),
)
def rely_on_lead_review(act: Act, case: CaseFile) -> Iterator[Change]:
    """The reliance, on that opinion and this text."""
    yield _reviewed(act, case, {"relies_on": act.command.opinion_id})


def _reviewed(act: Act, case: CaseFile, said: dict[str, Any]) -> Insert:
    former = case.joint_decision.bodies[act.command.organ_id].review
    return Insert(
        "joint_review",
        {
            **_on_the_draft(act, case),
            "number": former.number + 1 if former else 1,
            **said,
            "statement": act.command.statement,
            "signed_at": act.occurred_at,
            **act.signature,
        },
    )


@handles(
    asked.RecordJointDiscussion,
    by={Role.MEETING_SECRETARY},
    slices=("joint_membership", *SLICE),
    rules=(
        rules.joint_bodies_act_from_the_review_on,
        act_names_the_current_draft,
        rules.changes_are_confirmed,
        rules.body_reviewed_before_it_discusses,
        rules.text_is_not_decided_yet,
        rules.day_of_the_meeting_has_come,
        asked_of_the_meeting(agenda.forum_is_a_meeting_of_the_body),
        asked_of_the_attendance(discussion.attendance_is_recorded_once_with_one_head),
        asked_of_the_attendance(attendance.those_listed_are_the_members_of_that_day),
        asked_of_the_attendance(attendance.recusal_is_reasoned),
        asked_of_the_meeting(attendance.quorum_of_the_body_is_met),
        rules.who_takes_part_speaks_in_his_words,
        asked_of_the_meeting(discussion.every_member_present_was_heard),
        asked_of_the_meeting(discussion.head_spoke_last),
        asked_of_the_meeting(discussion.departure_from_the_majority_is_explained),
        asked_of_the_meeting(discussion.legality_body_was_heard),
        asked_of_the_meeting(discussion.law_was_studied),
        asked_of_the_attendance(discussion.outcome_is_complete),
    ),
)
def record_joint_discussion(act: Act, case: CaseFile) -> Iterator[Change]:
    """The meeting as recorded; it decides nothing before the body's head has signed it."""
    asks: asked.RecordJointDiscussion = act.command
    former = case.joint_decision.bodies[asks.organ_id].discussion
    names = (
        "forum",
        "held_on",
        "members",
        "legality_body_gist",
        "studied_on",
        "outcome",
        "departure_reason",
        "reason",
        "awaited",
        "ordered_amendments",
        "record_sha256",
    )
    yield Insert(
        "joint_discussion",
        {
            **_on_the_draft(act, case),
            "number": former.number + 1 if former else 1,
            **{name: getattr(asks, name) for name in names},
            "head_id": next(member.person_id for member in asks.members if member.is_head),
            "recorded_at": act.occurred_at,
            **act.signature,
        },
    )


def _on_the_draft(act: Act, case: CaseFile) -> dict[str, Any]:
    return {
        "decision_id": case.decision_id,
        "organ_id": act.command.organ_id,
        "draft_version": case.draft.version if case.draft else 0,
        "draft_sha256": act.command.draft_sha256,
    }


@handles(
    asked.SignJointDiscussion,
    by=HEAD,
    slices=SLICE,
    rules=(
        rules.joint_bodies_act_from_the_review_on,
        rules.head_signs_the_record_of_the_present_text,
        rules.record_of_the_body_is_signed_by_two,
    ),
)
def sign_joint_discussion(act: Act, case: CaseFile) -> Iterator[Change]:
    """The body has decided."""
    recorded = case.joint_decision.bodies[act.command.organ_id].discussion
    yield Update(
        "joint_discussion",
        {"organ_id": act.command.organ_id, "number": recorded.number if recorded else 0},
        {"signed_at": act.occurred_at, **_by(act, "signed")},
    )


@handles(asked.WithdrawJointBody, by=HEAD, slices=SLICE, rules=(rules.body_may_still_withdraw,))
def withdraw_joint_body(act: Act, case: CaseFile) -> Iterator[Change]:
    """The body's word; what follows for the case is the lead's to decide."""
    asks: asked.WithdrawJointBody = act.command
    said = {"withdrawn_reason": asks.reason, "withdrawn_sha256": asks.document_sha256}
    yield _of_body(asks.organ_id, {"withdrawn_at": act.occurred_at, **said, **_by(act, "withdrawn")})


@handles(asked.NarrowJointDecision, by=HEAD, slices=SLICE, rules=(rules.only_a_refusal_ends_or_narrows,))
def narrow_joint_decision(act: Act, case: CaseFile) -> Iterator[Change]:
    """The others go on; the body that refused sees the file no longer."""
    asks: asked.NarrowJointDecision = act.command
    answered = _answered(act, case, NARROWED)
    yield _of_body(asks.organ_id, {**answered, "draft_names_body": asks.draft_names_body})
    yield Update("decision", {}, {"joint_bodies": [one for one in case.joint_bodies if one != asks.organ_id]})


@handles(asked.EndJointDecision, by=HEAD, slices=SLICE, rules=(rules.only_a_refusal_ends_or_narrows,))
def end_joint_decision(act: Act, case: CaseFile) -> Iterator[Change]:
    """The matter goes no further, as one that the lead's own meeting rejected."""
    yield _of_body(act.command.organ_id, _answered(act, case, ENDED))
    yield Update("decision", {}, {"status": "rejected"})


def _answered(act: Act, case: CaseFile, consequence: str) -> dict[str, Any]:
    return {
        "consequence": consequence,
        "answered_at": act.occurred_at,
        "answered_reason": act.command.reason,
        "answered_sha256": act.command.document_sha256,
        "answered_version": case.draft.version if case.draft else 0,
        **_by(act, "answered"),
    }


def _of_body(organ_id: str, changed: dict[str, Any]) -> Update:
    return Update("joint_body", {"organ_id": organ_id}, changed)


def _by(act: Act, what: str) -> dict[str, str]:
    return {f"{what}_by": act.actor.id, f"{what}_name": act.actor.name, f"{what}_post": act.post.title}
