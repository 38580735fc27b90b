"""Acts of the collective discussion as row changes."""

from collections.abc import Iterator
from typing import Any

from decision_flow.board import acts_on_open_stage, signed
from decision_flow.casefile import CaseFile
from decision_flow.collective_discussion import agenda, attendance, pack, rules
from decision_flow.collective_discussion import commands as asked
from decision_flow.command import Act, Change, Command, Event, Insert, Update, handles
from decision_flow.decision.preparation_rules import every_dispute_is_stated
from decision_flow.decision.rules import act_names_the_current_draft, decision_is_started, item_is_of_the_bodys_catalog
from decision_flow.terms import Outcome, Role, Stage

SLICE = ("collective_discussion",)
SECRETARY = {Role.MEETING_SECRETARY}
stage_is_open = acts_on_open_stage(Stage.COLLECTIVE_DISCUSSION)


@handles(
    asked.NameCatalogItem,
    by={Role.DRAFTER, Role.UNDERTAKING_HEAD, Role.CATALOG_OFFICER},
    slices=("decision", "named_item"),
    rules=(decision_is_started, item_is_of_the_bodys_catalog, agenda.no_published_item_is_named),
)
def name_catalog_item(act: Act, case: CaseFile) -> Iterator[Change]:
    """One item, one decision: the database keeps it unique; whether it is published is asked at the agenda."""
    yield Update("decision", {}, {"catalog_item_id": act.command.catalog_item_id})


@handles(
    asked.PlaceOnAgenda,
    by=SECRETARY,
    slices=("decision", "legality_review", "meeting_pack", *SLICE),
    rules=(
        agenda.draft_passed_the_legality_review,
        stage_is_open,
        agenda.asked_of_the_agenda(agenda.reviewed_draft_is_the_current_one),
        agenda.asked_of_the_agenda(agenda.reviewer_had_his_working_days),
        agenda.asked_of_the_agenda(agenda.pack_is_complete),
        agenda.asked_of_the_agenda(agenda.forum_is_a_meeting_of_the_body),
        agenda.matter_is_listed_before_discussion,
        every_dispute_is_stated,
        agenda.meeting_is_not_in_the_past,
        agenda.former_meeting_is_on_record,
        agenda.deferral_has_not_lapsed,
        pack.pack_is_that_of_the_file,
    ),
)
def place_on_agenda(act: Act, case: CaseFile) -> Iterator[Change]:
    """The next meeting of the round, with its pack."""
    asks, former = act.command, case.collective_discussion.meeting
    yield Insert(
        "meeting",
        {
            "decision_id": case.decision_id,
            "round": round_of(case),
            "number": former.number + 1 if former else 1,
            "forum": asks.forum,
            "held_on": asks.held_on,
            "draft_sha256": case.draft.sha256 if case.draft else "",
            "pack": asks.pack,
            "placed_at": act.occurred_at,
            **act.signature,
        },
    )
    yield Event("StageMoved", {"stage": Stage.COLLECTIVE_DISCUSSION.value, "round": round_of(case)})


@handles(
    asked.RecordView,
    by=SECRETARY,
    slices=SLICE,
    rules=(
        stage_is_open,
        rules.meeting_is_in_session,
        rules.speaker_takes_part,
        rules.head_waits_for_the_others,
        rules.views_follow_the_order_of_speaking,
    ),
)
def record_view(act: Act, case: CaseFile) -> Iterator[Change]:
    """The next in the order of speaking."""
    asks, meeting = act.command, case.collective_discussion.meeting
    spoken = sum(member.sequence is not None for member in meeting.members) if meeting else 0
    yield Insert(
        "meeting_view",
        {
            "decision_id": case.decision_id,
            **at(case, "meeting"),
            "person_id": asks.person_id,
            "sequence": spoken + 1,
            "view": asks.view,
            "words": asks.words,
            "spoken_at": act.occurred_at,
            "recorded_by": act.actor.id,
        },
    )


@handles(
    asked.RecordOpeningRemark,
    by=SECRETARY,
    slices=SLICE,
    rules=(stage_is_open, rules.meeting_is_in_session),
)
def record_opening_remark(act: Act, case: CaseFile) -> Iterator[Change]:
    """What the chair said at the opening: it stands beside the views and is none of them."""
    yield of_meeting(case, {"opening_remark": act.command.words})


@handles(
    asked.ReadOutWrittenView,
    by=SECRETARY,
    slices=SLICE,
    rules=(stage_is_open, rules.meeting_is_in_session, attendance.written_view_is_of_an_absent_member),
)
def read_out_written_view(act: Act, case: CaseFile) -> Iterator[Change]:
    """Kept apart from the views: nothing counts it."""
    yield Insert(
        "written_view",
        {
            "decision_id": case.decision_id,
            **at(case, "meeting"),
            "person_id": act.command.person_id,
            "words": act.command.words,
            "document_sha256": act.command.document_sha256,
            "read_at": act.occurred_at,
            "recorded_by": act.actor.id,
        },
    )


@handles(
    asked.RecordLegalityBodyHeard,
    by=SECRETARY,
    slices=SLICE,
    rules=(stage_is_open, rules.meeting_is_placed_and_undecided),
)
def record_legality_body_heard(act: Act, case: CaseFile) -> Iterator[Change]:
    """Who spoke for it, or whose opinion was read, and the gist."""
    asks: asked.RecordLegalityBodyHeard = act.command
    yield of_meeting(
        case,
        {"legality_body_spoke": asks.spoke, "legality_body_speaker": asks.speaker, "legality_body_gist": asks.gist},
    )


@handles(
    asked.RecordLawStudied,
    by=SECRETARY,
    slices=SLICE,
    rules=(stage_is_open, rules.meeting_is_placed_and_undecided, rules.study_day_has_come),
)
def record_law_studied(act: Act, case: CaseFile) -> Iterator[Change]:
    """One session may serve several items: it is recorded with each."""
    asks: asked.RecordLawStudied = act.command
    yield of_meeting(
        case, {"studied_on": asks.studied_on, "study_attendance": asks.attendance, "study_texts": asks.texts}
    )


def adopts(command: Command, case: CaseFile) -> bool:
    """通过 and 原则通过 are the sign-off; any other outcome only stands in the record."""
    return getattr(command, "outcome", None) in rules.ADOPTS


@handles(
    asked.DecideAtMeeting,
    by={Role.ADMINISTRATIVE_HEAD},
    slices=SLICE,
    signs=Stage.COLLECTIVE_DISCUSSION,
    when=adopts,
    rules=(
        stage_is_open,
        act_names_the_current_draft,
        rules.meeting_is_in_session,
        rules.who_decides_is_the_head_present,
        rules.outcome_is_complete,
        rules.asked_of_the_decision(rules.departure_from_the_majority_is_explained),
    ),
)
def decide_at_meeting(act: Act, case: CaseFile) -> Iterator[Change]:
    """The outcome with its reasons; a rejected matter goes no further."""
    yield from _decided(act, case, {"departure_reason": act.command.departure_reason})


@handles(
    asked.DecideInWriting,
    by={Role.ADMINISTRATIVE_HEAD},
    slices=SLICE,
    signs=Stage.COLLECTIVE_DISCUSSION,
    when=adopts,
    rules=(
        stage_is_open,
        act_names_the_current_draft,
        rules.meeting_is_in_session,
        rules.head_decides_on_the_record_put_to_him,
        rules.outcome_is_complete,
        rules.asked_of_the_decision(rules.departure_from_the_majority_is_explained),
    ),
)
def decide_in_writing(act: Act, case: CaseFile) -> Iterator[Change]:
    """The outcome, on a record that the head has read."""
    yield from _decided(act, case, {"in_writing": True})


def _decided(act: Act, case: CaseFile, said: dict[str, Any]) -> Iterator[Change]:
    asks: asked.DecideAtMeeting | asked.DecideInWriting = act.command
    yield of_meeting(
        case,
        {
            **said,
            "outcome": asks.outcome,
            "reason": asks.reason,
            "awaited": asks.awaited,
            "ordered_amendments": asks.ordered_amendments,
            "decided_at": act.occurred_at,
            "decided_by": act.actor.id,
            "decided_name": act.actor.name,
            "decided_post": act.post.title,
        },
    )
    if adopts(asks, case):
        yield signed(act, case, Stage.COLLECTIVE_DISCUSSION)
    elif asks.outcome is Outcome.REJECTED:
        yield Update("decision", {}, {"status": "rejected"})


@handles(
    asked.CarryOverDeferredItem,
    by={Role.CATALOG_OFFICER},
    slices=("decision", *SLICE),
    rules=(stage_is_open, agenda.matter_carried_over_is_deferred),
)
def carry_over_deferred_item(act: Act, case: CaseFile) -> Iterator[Change]:
    """The time of the deferral runs anew; whether the item is published is asked at the agenda."""
    yield Update("decision", {}, {"catalog_item_id": act.command.catalog_item_id})
    yield of_meeting(case, {"carried_over_on": act.on, "carried_over_reason": act.command.reason})


def round_of(case: CaseFile) -> int:
    return case.row(Stage.COLLECTIVE_DISCUSSION).round


def at(case: CaseFile, column: str) -> dict[str, Any]:
    meeting = case.collective_discussion.meeting
    return {"round": round_of(case), column: meeting.number if meeting else 0}


def of_meeting(case: CaseFile, changed: dict[str, Any]) -> Update:
    return Update("meeting", at(case, "number"), changed)
