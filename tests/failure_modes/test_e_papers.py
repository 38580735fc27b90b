"""E. Record, publication, after: papers made up later (F33)."""

from dataclasses import replace
from datetime import timedelta

from decision_flow.actor import system
from decision_flow.terms import PaperKind, Role
from flows.papers.rendering import FLOW, Papers
from tests.papers.done import until_due
from tests.world import World


def a_legality_opinion(world: World):
    """The command that records it, rendered from its act."""
    papers, kind = Papers(world.installation), PaperKind.LEGALITY_OPINION
    due = papers.record(next(each for each in papers.due(until_due(world, kind)) if each.kind is kind))
    assert due is not None
    return due


def test_f33_a_paper_with_an_earlier_day_or_of_no_act_is_refused_and_recorded_by_no_person(world: World):
    """A paper made up later: for an act that is not in the record, or bearing another day than its act."""
    due = a_legality_opinion(world)
    earlier = replace(due.command, dated=due.command.dated - timedelta(days=20))
    of_nothing = replace(due.command, renders=10_000)
    for made_up in (earlier, of_nothing):
        refusal = world.refused(made_up, system(FLOW))
        assert refusal.rule_ids == ("PAP-33-ACT",)
        assert refusal.cure_by == {Role.SYSTEM}
    assert world.refused(due.command, Role.LEGALITY_HEAD).rule_ids == ("SOD-ROLE",)


def test_f33_lawful_neighbour_a_paper_rendered_long_after_its_act_bears_the_day_of_the_act(world: World):
    """Prefect was away for a month: the paper is late, its date is not."""
    due = a_legality_opinion(world)
    world.advance(world.installation.engine.now() + timedelta(days=30))
    receipt = world.do(due.command, system(FLOW), key=due.key)
    assert receipt.recorded_at[:10] > due.command.dated.isoformat()
