"""更正适用规定: an error in a profile's file reaches an open case by a signed act, by no other way (design 12.9)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session

from decision_flow.actor import Actor
from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Insert, Update, handles
from decision_flow.decision.commands import RepinProfile
from decision_flow.decision.model import ProfileRepin
from decision_flow.decision.rounds import rows_of
from decision_flow.decision.rules import decision_is_started
from decision_flow.procedure.law import Law, OpenValue
from decision_flow.procedure.rules import GATES, Finding, Rule, lacking, rule, satisfied
from decision_flow.procedure.stage_graph import READS
from decision_flow.store.tables import table_of
from decision_flow.terms import Role, Stage

EVERY_STAGE = tuple(dict.fromkeys(name for names in READS.values() for name in names))
"""The slices that all gates read together."""
OPEN = "open"
"""How a finding is told where the law asks a person for a value."""


@dataclass(frozen=True, slots=True)
class ChangedFinding:
    """A requirement that stands otherwise under the corrected profile: `lacking:too_short`, then `satisfied`."""

    stage: Stage
    rule: str
    before: str
    after: str


def changed_findings(case: CaseFile, before: Law, after: Law, on: date) -> tuple[ChangedFinding, ...]:
    """What all gates find of a case on a day under two profiles, where the two differ. A stage that has passed is
    asked too: it stays passed, and whoever signs the correction sees what it was passed under."""
    return tuple(
        ChangedFinding(stage, asked.id, old, new)
        for stage, rules in GATES.items()
        for asked in rules
        for (old, old_values), (new, new_values) in [(_told(asked, case, before, on), _told(asked, case, after, on))]
        if (old, old_values) != (new, new_values)
    )


def _told(asked: Rule, case: CaseFile, law: Law, on: date) -> tuple[str, object]:
    try:
        found = asked(case, law, on)
    except OpenValue as value:
        return OPEN, value.key
    return ":".join(filter(None, (found.status.value, found.code))), found.values


@rule("DEC-43-REPIN", article="system")
def correction_is_what_the_file_says_now(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A case gets the profile of its own start as the file has it now, and the signer has seen that very version."""
    corrected = act.corrected_law()
    digest = corrected.profile.digest
    if digest == law.profile.digest:
        return lacking("same", cure_by=Role.LEGALITY_HEAD)
    if digest != act.command.profile_digest:
        return lacking("other", cure_by=Role.LEGALITY_HEAD, digest=digest)
    return satisfied("corrected", findings=len(changed_findings(case, law, corrected, on)))


@handles(
    RepinProfile,
    by={Role.LEGALITY_HEAD},
    slices=EVERY_STAGE,
    rules=(decision_is_started, correction_is_what_the_file_says_now),
)
def repin_profile(act: Act, case: CaseFile) -> Iterator[Change]:
    """The pinned digest, and what the gates found before and after."""
    asks: RepinProfile = act.command
    yield Update("decision", {}, {"profile_digest": asks.profile_digest})
    yield Insert(
        "profile_repin",
        {
            "decision_id": case.decision_id,
            "entry": act.seq,
            "from_digest": act.profile_digest,
            "to_digest": asks.profile_digest,
            "reason": asks.reason,
            "changed_findings": changed_findings(case, act.law, act.corrected_law(), act.on),
            **act.signature,
            "repinned_at": act.occurred_at,
        },
    )


def profile_repins(session: Session, decision_id: str, actor: Actor) -> Sequence[Row[Any]]:
    """Every correction of the profile that a case runs under."""
    return rows_of(session, table_of(ProfileRepin), decision_id, actor, "entry")
