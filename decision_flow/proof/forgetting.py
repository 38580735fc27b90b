"""What no rule will read again is forgotten, so that states which nobody can tell apart are one state.

- Days in rows: an act is done today, so a stage was opened today or before, and that is all that is asked of the day it
  opened. The day on which the legality review passed is kept (LR-28-VALID).
- What was filed in a stage that has closed: it opens again only in another round, whose slice begins anew, and no other
  stage's gate declares it. The meeting reads the legality review, publication the meeting: those are kept as long.
- What was filed in a round that was taken back, for the same reason.
- Prepared papers: each is prepared in the very move that signs it.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from typing import Any

from decision_flow.audit.canonical import instant
from decision_flow.casefile import CaseFile, Signature, StageRow
from decision_flow.collective_discussion.facts import CollectiveDiscussionFacts
from decision_flow.procedure.stage_graph import EARLY
from decision_flow.proof.facts.legality_review import NOT_REVIEWED
from decision_flow.proof.facts.public_participation import NOBODY_HEARD
from decision_flow.proof.facts.publication import NOTHING_ISSUED
from decision_flow.proof.matter import BEGIN, morning
from decision_flow.proof.table import Table
from decision_flow.terms import Stage, StageStatus

SOME_DAY = instant(morning(BEGIN))
REVIEW, MEETING, ISSUE = Stage.LEGALITY_REVIEW, Stage.COLLECTIVE_DISCUSSION, Stage.PUBLICATION


def kernel_without(kernel: CaseFile) -> CaseFile:
    """The kernel without the days that nothing asks for."""
    rows = {stage: _row(row) for stage, row in kernel.stages.items()}
    return replace(kernel, stages=Table(rows))


@cache
def _row(row: StageRow) -> StageRow:
    signature = row.signature
    if signature is not None:
        early = row.stage in EARLY
        version, sha256 = (0, "") if early else (signature.draft_version, signature.draft_sha256)
        signature = Signature(signature.actor_id, signature.role, version, sha256, SOME_DAY)
    closed_at = row.closed_at if row.stage is REVIEW else row.closed_at and SOME_DAY
    return replace(row, opened_at=row.opened_at and SOME_DAY, closed_at=closed_at, signature=signature)


def _participation(facts: Any, kernel: CaseFile) -> Any:
    row = kernel.row(Stage.PUBLIC_PARTICIPATION)
    return replace(NOBODY_HEARD, round=row.round) if row.is_closed else facts


def _experts(facts: Any, kernel: CaseFile) -> Any:
    if not kernel.row(Stage.EXPERT_REVIEW).is_closed:
        return facts
    chosen = tuple(replace(one, opinions=()) for one in facts.experts)
    return replace(facts, experts=chosen, stated_number=None, share_reason=False)


def _assessment(facts: Any, kernel: CaseFile) -> Any:
    if not kernel.row(Stage.RISK_ASSESSMENT).is_closed:
        return facts
    return replace(facts, report=None, initial_levels=frozenset(), filed=min(facts.filed, 1))


def _review(facts: Any, kernel: CaseFile) -> Any:
    taken_back = kernel.row(REVIEW).status is StageStatus.NOT_STARTED
    return NOT_REVIEWED if taken_back or kernel.row(MEETING).is_closed else facts


def _meeting(facts: Any, kernel: CaseFile) -> Any:
    return CollectiveDiscussionFacts() if kernel.row(MEETING).status is StageStatus.NOT_STARTED else facts


def _issue(facts: Any, kernel: CaseFile) -> Any:
    if kernel.row(ISSUE).status is not StageStatus.NOT_STARTED:
        return facts
    return replace(NOTHING_ISSUED, ordered_version=facts.ordered_version)


def _decision(facts: Any, kernel: CaseFile) -> Any:
    return replace(facts, papers=Table())


WITHOUT: Mapping[str, Callable[[Any, CaseFile], Any]] = {
    "decision": _decision,
    "public_participation": _participation,
    "expert_review": _experts,
    "risk_assessment": _assessment,
    "legality_review": _review,
    "collective_discussion": _meeting,
    "publication": _issue,
}
"""The slice without what no rule will read again, given the kernel."""
