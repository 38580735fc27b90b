"""抽取听证参加人: places are drawn from a value that nobody could know, side by side, and the list follows the draw
(Art. 16(3); ruling 20). Which method selects is the body's to publish; drawing is one of them, and no duty."""

from collections import Counter
from datetime import date

from decision_flow.audit.canonical import instant
from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.public_participation.rules import UNIT
from decision_flow.terms import Role

HEAD = Role.UNDERTAKING_HEAD
SHOWN = 20


@rule("PP-16-PLACES", article="16(3)")
def every_side_has_places_for_its_sign_ups(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A draw gives every side places, is of all who signed up, each once, and of more than there are places for."""
    hearing, sides = case.public_participation.hearing, act.command.sides
    told = case.hearing_draws.sign_ups.get(act.command.hearing_id)
    if hearing is None or not told:
        return lacking("sign_ups_unknown", cure_by=UNIT)
    if not hearing.selects:
        return lacking("no_method", cure_by=HEAD)
    if hearing.listed:
        return lacking("listed", cure_by=HEAD, listed_on=hearing.listed_on)
    numbers = Counter(number for one in sides for number in one.sign_ups)
    twice = [number for number, times in numbers.items() if times > 1]
    if twice or len({one.side for one in sides}) < len(sides):
        return lacking("twice", cure_by=HEAD, sign_ups=twice[:SHOWN])
    given = {one.side: len(one.sign_ups) for one in sides}
    others = [side for side in {**told, **given} if told.get(side, 0) != given.get(side, 0)]
    if others:
        return lacking("other_count", cure_by=UNIT, sides=others)
    without = [side for side in hearing.sides if side not in given]
    if without:
        return lacking("side", cure_by=HEAD, sides=without)
    if all(len(one.sign_ups) <= one.places for one in sides):
        return lacking("enough", cure_by=HEAD)
    return satisfied()


@rule("PP-16-SEED", article="system")
def value_is_not_known_yet(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The value from which is drawn becomes known only after the sign-ups are frozen in the record."""
    known_from = act.command.seed_known_from
    return satisfied() if instant(known_from) > act.recorded_at else lacking("known", cure_by=HEAD)


@rule("PP-16-AGAIN", article="system")
def places_are_drawn_again_with_reason(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The places of a hearing are drawn once; who draws again says why, and every draw stays on record."""
    if case.hearing_draws.latest(act.command.hearing_id) is None:
        return not_applicable("first")
    return satisfied("reasoned") if act.command.again_reason else lacking("no_reason", cure_by=HEAD)


@rule("PP-16-DRAW-HELD", article="system")
def draw_awaits_its_value(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The draw announced last is held once, with the value as published from the announced instant on."""
    asks, draw = act.command, case.hearing_draws.draws.get(act.command.draw_id)
    hearing = case.public_participation.hearing
    if draw is None or hearing is None or draw.hearing_id != hearing.id:
        return lacking("unknown", cure_by=HEAD)
    if draw.drawn is not None:
        return lacking("held", cure_by=HEAD)
    if draw is not case.hearing_draws.latest(draw.hearing_id):
        return lacking("drawn_again", cure_by=HEAD)
    published = instant(asks.published_at)
    if published < draw.known_from:
        return lacking("too_early", cure_by=HEAD, known_from=draw.known_from)
    return satisfied() if published <= act.recorded_at else lacking("ahead", cure_by=HEAD)


@rule("PP-16-DRAWN", article="16(3)")
def list_follows_the_draw(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Where places were drawn, those drawn stand on the list for their side; who falls out is named with the reason,
    and the next of his side follows. Others stand on it only as invited."""
    draw, listed = case.hearing_draws.latest(act.command.hearing_id), act.command.participants
    if draw is None:
        stray = bool(act.command.fallen_out) or any(one.sign_up for one in listed)
        return lacking("not_drawn", cure_by=HEAD) if stray else not_applicable("no_draw")
    if draw.drawn is None:
        return lacking("not_held", cure_by=UNIT)
    fallen_out = {one.sign_up for one in act.command.fallen_out}
    chosen = draw.chosen(fallen_out)
    numbers = [one.sign_up for one in listed if not one.invited]
    strangers = [str(number or "—") for number in numbers if number not in chosen]
    if strangers or len(set(numbers)) < len(numbers):
        return lacking("others", cure_by=HEAD, sign_ups=strangers[:SHOWN])
    left_out = sorted(chosen.difference(number for number in numbers if number is not None))
    if left_out:
        return lacking("left_out", cure_by=HEAD, sign_ups=left_out[:SHOWN])
    elsewhere = [one.sign_up for one in listed if one.sign_up and draw.side_of.get(one.sign_up) != one.side]
    return lacking("other_side", cure_by=HEAD, sign_ups=elsewhere[:SHOWN]) if elsewhere else satisfied()
