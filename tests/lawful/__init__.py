"""The whole lawful procedure as steps: every command at least once, in an order that the law allows.

A step is carried out by whoever iterates; the generator then reads its receipt from the world.
"""

from tests.lawful.catalog import a_published_item, an_item, catalogs, imported_catalog, publish
from tests.lawful.collective_discussion import (
    decided,
    discussed,
    discussion_but_the_last,
    minutes,
    minutes_issued,
    on_agenda,
)
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
    a_return,
    an_operator,
    fair_competition,
    helped,
    legality_but_the_last,
    legality_submitted,
    opinion,
    resubmitted,
    still_holds,
)
from tests.lawful.organ import DEPUTY, SOMEBODY, bodies
from tests.lawful.public_participation import (
    announced_and_called_off,
    comments,
    early_answers,
    hearing,
    hearing_held,
    notice,
    participation_closes,
)
from tests.lawful.publication import issued, party_and_execution, registered
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
    "a_return",
    "act",
    "an_item",
    "an_operator",
    "an_unpublished_case",
    "announced_and_called_off",
    "at",
    "bodies",
    "but_the_last",
    "catalogs",
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
    "helped",
    "imported_catalog",
    "issued",
    "last_sign_off_of",
    "legality_but_the_last",
    "legality_submitted",
    "minutes",
    "minutes_issued",
    "morning",
    "notice",
    "on_agenda",
    "opinion",
    "participation_closes",
    "party_and_execution",
    "proposed",
    "publish",
    "ready_for_last_sign_offs",
    "registered",
    "requested",
    "resubmitted",
    "reviewed_with_changes",
    "risk_report",
    "run",
    "sign_off",
    "sign_off_step",
    "start",
    "started",
    "still_holds",
    "the_expert",
    "the_whole_procedure",
]
