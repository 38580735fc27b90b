"""How experts are chosen and drawn: Art. 20, 21, 41. What each act asks."""

from datetime import date
from typing import Any

from decision_flow.audit.canonical import instant
from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.expert_pool.facts import PoolExpertFacts, same_name
from decision_flow.expert_review.facts import DrawsFacts
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import Modality, Role

HEAD = Role.UNDERTAKING_HEAD
SHOWN = 20


@rule("ER-19-INDEPENDENT", article="19(2)")
def expert_is_independent(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Experts work independently: nobody who chooses the experts, or drafted the draft, is one."""
    person = getattr(act.command, "person_id", None)
    if person == act.actor.id:
        return lacking("chose_himself", cure_by=HEAD)
    if case.draft is not None and (person or act.actor.id) in case.draft.drafters:
        return lacking("drafted", cure_by=HEAD)
    return satisfied()


@rule("ER-20-ONCE", article="20")
def expert_is_not_chosen_yet(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An expert is chosen once for a decision; the choice holds in each round."""
    expert = case.expert_review.expert(act.command.person_id)
    return satisfied() if expert is None else lacking("chosen", cure_by=HEAD, expert=expert.name)


@rule("ER-20-DISSENT", article="20", modality=Modality.NORMALLY)
def dissenting_experts_were_sought(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Attention is given to choosing experts of a dissenting view, or the choice says why not."""
    if not law.value("expert_review.dissenting_experts_sought"):
        return not_applicable("not_required")
    if act.command.dissent_sought:
        return satisfied()
    return satisfied("reasoned") if act.command.dissent_reason else lacking("no_reason", cure_by=HEAD)


@rule("ER-20-CROSS", article="20")
def workplace_is_of_no_party(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Nobody is chosen who works for the undertaking unit, the body that decides, or a named party of the matter."""
    if not law.value("expert_review.direct_interest_bars"):
        return not_applicable("not_required")
    found = crossed(act.command.workplace, case.expert_draws)
    return lacking(found, cure_by=HEAD, workplace=act.command.workplace) if found else satisfied()


def crossed(workplace: str, facts: DrawsFacts) -> str | None:
    """Which of the names that bar by themselves a workplace is, if any."""
    place = same_name(workplace)
    if place in {same_name(facts.unit), same_name(facts.body)} - {""}:
        return "of_the_unit"
    return "of_a_party" if place in facts.parties else None


@rule("ER-41-BARRED", article="41")
def expert_is_under_no_sanction(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Who is disqualified, has to mend, or failed the integrity review is not chosen, in whatever pool that stands."""
    asks = act.command
    found = case.expert_pools.barred(asks.expert, asks.workplace, asks.person_id, asks.pool_expert_id)
    if found is None:
        return satisfied()
    return lacking("barred", cure_by=(HEAD, Role.OFFICE_HEAD), expert=found.name, ground=found.barred_by)


@rule("ER-21-POOL", article="21")
def entry_of_the_pool_is_the_expert(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An expert who is chosen as one of a pool is the one whom its entry names, and belongs to whom it says."""
    asks = act.command
    if asks.pool_expert_id is None:
        return not_applicable("of_no_pool")
    entry = case.expert_pools.expert(asks.pool_expert_id)
    if entry is None:
        return lacking("unknown", cure_by=HEAD)
    if (same_name(entry.name), entry.is_institution) != (same_name(asks.expert), asks.is_institution):
        return lacking("other_person", cure_by=HEAD, expert=entry.name)
    of_the_unit = same_name(entry.subordinate_to or "") == same_name(case.expert_draws.unit)
    return lacking("subordinate", cure_by=HEAD) if of_the_unit and not asks.is_subordinate else satisfied()


@rule("ER-20-DRAWN", article="20")
def expert_is_next_of_the_draw(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Who is drawn is chosen in the order of the draw: those behind follow only where one before has fallen out."""
    asks = act.command
    draw = case.expert_draws.draws.get(asks.draw_id or "")
    if asks.draw_id is None:
        asked = law.value("expert_review.draw_required")
        return lacking("draw_required", cure_by=HEAD) if asked else not_applicable("not_drawn")
    if draw is None or draw.drawn is None:
        return lacking("not_held", cure_by=HEAD)
    if draw is not max(case.expert_draws.of_field(draw.field), key=lambda one: one.number):
        return lacking("drawn_again", cure_by=HEAD, field=draw.field)
    chosen = [one for one in case.expert_review.experts if one.draw_id == draw.id]
    if len([one for one in chosen if not one.is_out]) >= draw.wanted:
        return lacking("complete", cure_by=HEAD, wanted=draw.wanted)
    taken = {one.pool_expert_id for one in case.expert_review.experts}
    waiting = [one for one in draw.drawn if one not in taken and not _fell_out(case.expert_pools.expert(one), case)]
    if not waiting or asks.pool_expert_id != waiting[0]:
        entry = case.expert_pools.expert(waiting[0]) if waiting else None
        return lacking("not_next", cure_by=HEAD, expert=entry.name if entry else None)
    return satisfied()


def _fell_out(entry: PoolExpertFacts | None, case: CaseFile) -> bool:
    """Whether somebody who was drawn can no longer be chosen at all."""
    if entry is None or entry.barred_by is not None or crossed(entry.workplace, case.expert_draws):
        return True
    return case.draft is not None and entry.person_id in case.draft.drafters


@rule("ER-20-RELEASE", article="20")
def released_has_given_nothing(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Released is a chosen expert who has given no opinion: what was given stays."""
    expert = case.expert_review.expert(act.command.person_id)
    if expert is None or expert.released:
        return lacking("not_asked", cure_by=HEAD)
    return lacking("given", cure_by=HEAD, expert=expert.name) if expert.opinions else satisfied()


@rule("ER-20-KNOWN", article="20")
def person_is_an_expert_of_the_decision(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A declaration or a relation is recorded of an expert who was chosen."""
    known = case.expert_review.expert(act.command.person_id)
    return satisfied() if known else lacking("not_chosen", cure_by=HEAD)


@rule("ER-20-PARTIES", article="20")
def party_is_named_once(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A party of the matter is named once."""
    known = set(case.expert_draws.parties)
    twice: list[str] = []
    for party in act.command.parties:
        key = same_name(party.name)
        twice += [party.name] if key in known else []
        known.add(key)
    return lacking("named", cure_by=Role.DRAFTER, parties=twice[:SHOWN]) if twice else satisfied()


# The draw


@rule("ER-20-CANDIDATES", article="20")
def draw_has_enough_candidates(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """There are at least as many candidates of the field as are to be drawn, and who is left out is of the pool."""
    asks = act.command
    if asks.pool_id not in case.expert_pools.pools:
        return lacking("unknown_pool", cure_by=HEAD)
    of_the_pool = {one.id for one in case.expert_pools.experts if one.pool_id == asks.pool_id}
    if any(one.pool_expert_id not in of_the_pool for one in asks.excluded):
        return lacking("unknown_expert", cure_by=HEAD)
    found = len(candidates(asks, case)[0])
    return satisfied() if found >= asks.wanted else lacking("too_few", cure_by=HEAD, found=found, wanted=asks.wanted)


@rule("ER-20-SEED", article="system")
def value_is_not_known_yet(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The value from which is drawn becomes known only after the candidates are frozen in the record."""
    known_from = act.command.seed_known_from
    return satisfied() if instant(known_from) > act.recorded_at else lacking("known", cure_by=HEAD)


@rule("ER-20-AGAIN", article="system")
def field_is_drawn_again_with_reason(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A field is drawn once; who draws again says why, and every draw stays on record."""
    if not case.expert_draws.of_field(act.command.field):
        return not_applicable("first")
    return satisfied("reasoned") if act.command.again_reason else lacking("no_reason", cure_by=HEAD)


@rule("ER-20-HELD", article="system")
def draw_awaits_its_value(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A draw is held once, with the value as published from the announced instant on, and not before."""
    asks, draw = act.command, case.expert_draws.draws.get(act.command.draw_id)
    if draw is None or draw.drawn is not None:
        return lacking("unknown" if draw is None else "held", cure_by=HEAD)
    published = instant(asks.published_at)
    if published < draw.known_from:
        return lacking("too_early", cure_by=HEAD, known_from=draw.known_from)
    return satisfied() if published <= act.recorded_at else lacking("ahead", cure_by=HEAD)


def candidates(asks: Any, case: CaseFile) -> tuple[list[PoolExpertFacts], list[dict[str, str]]]:
    """Who of the field takes part in a draw, and who is left out, each with the ground and the reason given."""
    named = {one.pool_expert_id: one.reason for one in asks.excluded}
    taking_part: list[PoolExpertFacts] = []
    left_out: list[dict[str, str]] = []
    for one in case.expert_pools.experts:
        if one.pool_id != asks.pool_id or asks.field not in one.fields:
            continue
        ground = one.barred_by or crossed(one.workplace, case.expert_draws) or ("named" if one.id in named else None)
        if ground is None:
            taking_part.append(one)
        else:
            left_out.append({"id": one.id, "name": one.name, "ground": ground, "reason": named.get(one.id, "")})
    return taking_part, left_out


# Not rules: the three reasons of a choice (Art. 20) are fields that it cannot be without.
