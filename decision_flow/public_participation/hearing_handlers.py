"""Acts on hearings as row changes (Art. 16, 17)."""

from collections.abc import Iterator

from decision_flow.board import acts_on_open_stage
from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Insert, Update, handles
from decision_flow.public_participation import act_rules, hearing_draw_rules, hearing_rules
from decision_flow.public_participation import hearing_commands as asked
from decision_flow.public_participation.filing import PUBLISHED, as_asked, filed, recorded, signature
from decision_flow.terms import Role, Stage

HERE = Stage.PUBLIC_PARTICIPATION
SLICES = (HERE.value,)
UNIT = {Role.DRAFTER, Role.UNDERTAKING_HEAD}
HEAD = {Role.UNDERTAKING_HEAD}
stage_is_open = acts_on_open_stage(HERE)
PRESENT = (stage_is_open, hearing_rules.hearing_is_the_present_one, hearing_rules.hearing_has_no_record_yet)


@handles(
    asked.AnswerHearingTriggers,
    by=HEAD,
    slices=SLICES,
    rules=(stage_is_open, hearing_rules.ground_of_law_names_its_statute),
)
def answer_hearing_triggers(act: Act, case: CaseFile) -> Iterator[Change]:
    """The grounds there are; the last answer counts."""
    columns = as_asked(act.command, "grounds", "explanation", "statute")
    yield Insert("hearing_triggers", {**filed(act, case), **columns, **signature(act)})


@handles(
    asked.SetHearingAside,
    by={Role.LEGALITY_HEAD},
    slices=SLICES,
    rules=(stage_is_open, hearing_rules.hearing_may_be_set_aside_at_all),
)
def set_hearing_aside(act: Act, case: CaseFile) -> Iterator[Change]:
    """The determination, signed."""
    columns = as_asked(act.command, "reason", "legal_ground")
    yield Insert("hearing_set_aside", {**filed(act, case), **columns, **signature(act)})


@handles(
    asked.AnnounceHearing,
    by=HEAD,
    slices=SLICES,
    rules=(
        stage_is_open,
        act_rules.matter_is_public,
        hearing_rules.hearing_is_announced_beforehand,
        hearing_rules.numbers_are_stated_only_where_the_text_is_unread,
        hearing_rules.hearing_is_announced_in_time,
        act_rules.publication_has_happened,
    ),
)
def announce_hearing(act: Act, case: CaseFile) -> Iterator[Change]:
    """Day, place, sides and materials, where that was published, and numbers stated for a text that is unread."""
    asks: asked.AnnounceHearing = act.command
    columns = as_asked(asks, "held_on", "place", "selection_method", "sides", "materials", *PUBLISHED)
    names = ("notice_days", "list_days", "participants_min", "basis")
    stated = {f"stated_{name}": getattr(asks.stated, name) for name in names} if asks.stated else {}
    yield Insert("hearing", {**filed(act, case), **columns, **stated, **signature(act)})


@handles(
    asked.RecordHearingSignUps,
    by={*UNIT, Role.SYSTEM},
    slices=SLICES,
    rules=(*PRESENT, act_rules.day_has_come),
)
def record_hearing_sign_ups(act: Act, case: CaseFile) -> Iterator[Change]:
    """How many for each side: numbers, no names of those who are not selected."""
    asks: asked.RecordHearingSignUps = act.command
    told = {
        "sign_ups": sum(one.count for one in asks.sides),
        "sign_ups_by_side": asks.sides,
        "sign_ups_closed_on": asks.closed_on,
        "sign_ups_evidence_sha256": asks.evidence_sha256,
    }
    yield Update("hearing", {"id": asks.hearing_id}, told)


@handles(
    asked.ExtendHearing,
    by=HEAD,
    slices=SLICES,
    rules=(
        *PRESENT,
        hearing_rules.too_few_signed_up_and_it_was_not_extended_yet,
        act_rules.publication_has_happened,
    ),
)
def extend_hearing(act: Act, case: CaseFile) -> Iterator[Change]:
    """The later day, and where that was published."""
    asks: asked.ExtendHearing = act.command
    hearing = case.public_participation.hearing
    said = {f"extended_{name}": getattr(asks, name) for name in ("reason", *PUBLISHED)}
    before = {"extended_from": hearing.held_on if hearing else None}
    yield Update("hearing", {"id": asks.hearing_id}, {"held_on": asks.held_on, **before, **said})


@handles(
    asked.PublishHearingList,
    by=HEAD,
    slices=("hearing_draws", *SLICES),
    rules=(
        *PRESENT,
        hearing_rules.list_follows_the_published_method,
        hearing_draw_rules.list_follows_the_draw,
        hearing_rules.list_is_published_in_time,
        hearing_rules.list_has_every_side_and_number,
        act_rules.publication_has_happened,
    ),
)
def publish_hearing_list(act: Act, case: CaseFile) -> Iterator[Change]:
    """One row a participant, and where the list was published."""
    asks: asked.PublishHearingList = act.command
    published = {f"list_{name}": getattr(asks, name) for name in ("invitation_reason", "fallen_out", *PUBLISHED)}
    yield Update("hearing", {"id": asks.hearing_id}, published)
    ours = {"hearing_id": asks.hearing_id, "decision_id": case.decision_id}
    for number, one in enumerate(asks.participants, 1):
        said = as_asked(one, "name", "side", "invited", "sign_up")
        yield Insert("hearing_listed", {"id": act.new_id(), **ours, "number": number, **said})


@handles(
    asked.RecordMaterialsDelivered,
    by={*UNIT, Role.SYSTEM},
    slices=SLICES,
    rules=(stage_is_open, hearing_rules.hearing_is_the_present_one, act_rules.day_has_come),
)
def record_materials_delivered(act: Act, case: CaseFile) -> Iterator[Change]:
    """One row a participant."""
    columns = as_asked(act.command, "hearing_id", "delivered_on", "receipt_sha256")
    ours = {"decision_id": case.decision_id, "recorded_by": act.actor.id}
    for name in act.command.participants:
        yield Insert("hearing_delivery", {"id": act.new_id(), **ours, **columns, "participant": name})


@handles(
    asked.RecordHearing,
    by=UNIT,
    slices=SLICES,
    rules=(*PRESENT, hearing_rules.participants_signed_the_record, hearing_rules.paper_was_signed_after_the_hearing),
)
def record_hearing(act: Act, case: CaseFile) -> Iterator[Change]:
    """The record with its paper original, and each participant with the signature or why it is not there."""
    asks: asked.RecordHearing = act.command
    paper = {f"paper_{name}": getattr(asks.paper_original, name) for name in PAPER}
    columns = as_asked(asks, "chaired_by", "record_sha256")
    yield Update("hearing", {"id": asks.hearing_id}, {**columns, **paper, **recorded(act)})
    ours = {"hearing_id": asks.hearing_id, "decision_id": case.decision_id}
    for number, one in enumerate(asks.participants, 1):
        said = as_asked(one, "name", "side", "signed", "refusal")
        yield Insert("hearing_participant", {"id": act.new_id(), **ours, "number": number, **said})


PAPER = ("scan_sha256", "pages", "kept_at", "compared_by", "signed_on")


@handles(
    asked.CallOffHearing,
    by=HEAD,
    slices=SLICES,
    rules=(*PRESENT, hearing_rules.owed_hearing_is_replaced_by_another_one),
)
def call_off_hearing(act: Act, case: CaseFile) -> Iterator[Change]:
    """Kept, with the published reason and what takes its place; it binds the stage no more."""
    asks: asked.CallOffHearing = act.command
    names = ("reason", "replaced_by", "address", "snapshot_sha256")
    said = {f"called_off_{name}": getattr(asks, name) for name in names}
    yield Update("hearing", {"id": asks.hearing_id}, {"called_off_at": act.occurred_at, **said})
