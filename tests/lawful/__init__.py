"""The whole lawful procedure as steps: every command at least once, in an order that the law allows.

A step is carried out by whoever iterates; the generator then reads its receipt from the world.
"""

from tests.lawful.catalog import a_published_item, an_item, catalogs, imported_catalog, publish
from tests.lawful.collective_discussion import decided, discussed, discussion_but_the_last, on_agenda
from tests.lawful.decision import change, declined, determined, proposed, requested, start, started
from tests.lawful.early import (
    early_facts,
    early_sign_offs,
    last_sign_off_of,
    ready_for_last_sign_offs,
    sign_off,
    sign_off_step,
)
from tests.lawful.expert_review import EXPERT, expert_facts, the_expert
from tests.lawful.legality_review import (
    fair_competition,
    legality_but_the_last,
    legality_submitted,
    opinion,
    resubmitted,
)
from tests.lawful.organ import DEPUTY, SOMEBODY, bodies
from tests.lawful.papers import catalogs_announced, papers_rendered
from tests.lawful.public_participation import (
    announced_and_called_off,
    comments,
    early_answers,
    hearing,
    hearing_held,
    notice,
    participation_closes,
)
from tests.lawful.publication import issued, party_and_execution
from tests.lawful.risk_assessment import risk_report
from tests.lawful.steps import DAY, NUMBER, Step, Steps, act, at, but_the_last, draft_of, morning, run
from tests.lawful.whole import (
    a_case_without_an_item,
    a_full_case,
    an_unpublished_case,
    reviewed_with_changes,
    the_whole_procedure,
)

__all__ = [
    "DAY",
    "DEPUTY",
    "EXPERT",
    "NUMBER",
    "SOMEBODY",
    "Step",
    "Steps",
    "a_case_without_an_item",
    "a_full_case",
    "a_published_item",
    "act",
    "an_item",
    "an_unpublished_case",
    "announced_and_called_off",
    "at",
    "bodies",
    "but_the_last",
    "catalogs",
    "catalogs_announced",
    "change",
    "comments",
    "decided",
    "declined",
    "determined",
    "discussed",
    "discussion_but_the_last",
    "draft_of",
    "early_answers",
    "early_facts",
    "early_sign_offs",
    "expert_facts",
    "fair_competition",
    "hearing",
    "hearing_held",
    "imported_catalog",
    "issued",
    "last_sign_off_of",
    "legality_but_the_last",
    "legality_submitted",
    "morning",
    "notice",
    "on_agenda",
    "opinion",
    "papers_rendered",
    "participation_closes",
    "party_and_execution",
    "proposed",
    "publish",
    "ready_for_last_sign_offs",
    "requested",
    "resubmitted",
    "reviewed_with_changes",
    "risk_report",
    "run",
    "sign_off",
    "sign_off_step",
    "start",
    "started",
    "the_expert",
    "the_whole_procedure",
]
