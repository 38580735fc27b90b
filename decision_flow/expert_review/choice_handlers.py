"""Acts by which experts are chosen and drawn, as row changes."""

from collections.abc import Iterator
from typing import Any

from decision_flow import draw
from decision_flow.audit.canonical import canonical, instant, plain
from decision_flow.board import acts_on_open_stage
from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Event, Insert, Update, handles
from decision_flow.expert_pool.facts import same_name
from decision_flow.expert_review import choice_rules as rules
from decision_flow.expert_review import commands as asked
from decision_flow.expert_review import draw_commands
from decision_flow.terms import Role, Stage

HERE = Stage.EXPERT_REVIEW
SLICE = (HERE.value,)
CHOICE = (*SLICE, "expert_draws", "expert_pools")
UNIT = {Role.DRAFTER, Role.UNDERTAKING_HEAD}
HEAD = {Role.UNDERTAKING_HEAD}
REVIEWERS = {Role.LEGALITY_REVIEWER, Role.LEGALITY_HEAD}
stage_is_open = acts_on_open_stage(HERE)


@handles(
    asked.AppointExpert,
    by=HEAD,
    slices=CHOICE,
    rules=(
        stage_is_open,
        rules.expert_is_independent,
        rules.expert_is_not_chosen_yet,
        rules.dissenting_experts_were_sought,
        rules.workplace_is_of_no_party,
        rules.expert_is_under_no_sanction,
        rules.entry_of_the_pool_is_the_expert,
        rules.expert_is_next_of_the_draw,
    ),
)
def appoint_expert(act: Act, case: CaseFile) -> Iterator[Change]:
    """The choice with its reasons; the flow invites the expert."""
    asks: asked.AppointExpert = act.command
    yield Insert(
        "appointed_expert",
        {
            "decision_id": case.decision_id,
            "person_id": asks.person_id,
            "round": case.row(HERE).round,
            "expert": asks.expert,
            "field": asks.field,
            "workplace": asks.workplace,
            "workplace_key": same_name(asks.workplace),
            "form": asks.form,
            "is_institution": asks.is_institution,
            "is_subordinate": asks.is_subordinate,
            "pool_expert_id": asks.pool_expert_id,
            "draw_id": asks.draw_id,
            "expertise": asks.expertise,
            "representativeness": asks.representativeness,
            "neutrality": asks.neutrality,
            "dissent_sought": asks.dissent_sought,
            "dissent_reason": asks.dissent_reason,
            "appointed_at": act.occurred_at,
            **act.signature,
        },
    )
    yield Event("StageMoved", {"stage": HERE.value, "round": case.row(HERE).round})


@handles(asked.ReleaseExpert, by=HEAD, slices=SLICE, rules=(stage_is_open, rules.released_has_given_nothing))
def release_expert(act: Act, case: CaseFile) -> Iterator[Change]:
    """He is asked no longer; the choice stays on record."""
    asks: asked.ReleaseExpert = act.command
    released = {"released_at": act.occurred_at, "release_reason": asks.reason}
    yield Update("appointed_expert", {"person_id": asks.person_id}, released)


@handles(asked.NameMatterParties, by=UNIT, slices=("expert_draws",), rules=(rules.party_is_named_once,))
def name_matter_parties(act: Act, case: CaseFile) -> Iterator[Change]:
    """Names to compare workplaces with, from now on and for those who were chosen before."""
    for party in act.command.parties:
        yield Insert(
            "matter_party",
            {
                "decision_id": case.decision_id,
                "name_key": same_name(party.name),
                "party": party.name,
                "relation": party.relation,
                "named_at": act.occurred_at,
                **act.signature,
            },
        )


@handles(
    asked.RecordRelation,
    by=REVIEWERS,
    slices=SLICE,
    rules=(stage_is_open, rules.person_is_an_expert_of_the_decision),
)
def record_relation(act: Act, case: CaseFile) -> Iterator[Change]:
    """What a reviewer found; a direct interest takes him out of the count, whatever he declared."""
    asks: asked.RecordRelation = act.command
    yield Update(
        "appointed_expert",
        {"person_id": asks.person_id},
        {
            "found_interest": asks.is_direct_interest,
            "relation": asks.relation,
            "relation_recorded_at": act.occurred_at,
            "relation_recorded_by": act.actor.name,
        },
    )


@handles(
    draw_commands.AnnounceDraw,
    by=HEAD,
    slices=("expert_draws", "expert_pools"),
    rules=(
        stage_is_open,
        rules.draw_has_enough_candidates,
        rules.value_is_not_known_yet,
        rules.field_is_drawn_again_with_reason,
    ),
)
def announce_draw(act: Act, case: CaseFile) -> Iterator[Change]:
    """The frozen list with its digest, bound to the length and head of the pool's record."""
    asks: draw_commands.AnnounceDraw = act.command
    draw_id, frozen = act.new_id(), _frozen(asks, case)
    yield Insert(
        "expert_draw",
        {
            "id": draw_id,
            "decision_id": case.decision_id,
            "round": case.row(HERE).round,
            "number": len(case.expert_draws.draws) + 1,
            "field": asks.field,
            "wanted": asks.wanted,
            "frozen": canonical(frozen).decode(),
            "pool_sha256": draw.pool_digest(frozen),
            "seed_source": asks.seed_source,
            "seed_known_from": instant(asks.seed_known_from),
            "again_reason": asks.again_reason,
            "announced_at": act.recorded_at,
            **act.signature,
        },
    )


def _frozen(asks: draw_commands.AnnounceDraw, case: CaseFile) -> dict[str, Any]:
    taking_part, left_out = rules.candidates(asks, case)
    pool = case.expert_pools.pools[asks.pool_id]
    frozen: dict[str, Any] = plain(
        {
            "decision": case.decision_id,
            "number": len(case.expert_draws.draws) + 1,
            "pool": {"id": pool.id, "seq": pool.seq, "head": pool.head},
            "field": asks.field,
            "wanted": asks.wanted,
            "seed_source": asks.seed_source,
            "seed_known_from": asks.seed_known_from,
            "candidates": [{"id": one.id, "name": one.name, "workplace": one.workplace} for one in taking_part],
            "excluded": left_out,
        }
    )
    return frozen


@handles(draw_commands.HoldDraw, by=UNIT, slices=("expert_draws",), rules=(stage_is_open, rules.draw_awaits_its_value))
def hold_draw(act: Act, case: CaseFile) -> Iterator[Change]:
    """Seed and order, as anybody finds them from what is on record."""
    asks: draw_commands.HoldDraw = act.command
    announced = case.expert_draws.draws[asks.draw_id]
    seed = draw.seed_of(announced.pool_sha256, asks.seed_value)
    yield Update(
        "expert_draw",
        {"id": asks.draw_id},
        {
            "seed_value": asks.seed_value,
            "seed": seed,
            "seed_published_at": instant(asks.published_at),
            "seed_address": asks.address,
            "seed_snapshot_sha256": asks.snapshot_sha256,
            "drawn": list(draw.drawn(announced.candidates, seed)),
            "drawn_at": act.occurred_at,
            "drawn_by": act.actor.name,
        },
    )
