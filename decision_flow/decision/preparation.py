"""What the undertaking unit prepares beside the draft, as row changes (Art. 12, 13)."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any

from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, DecisionCommand, Insert, handles
from decision_flow.decision import preparation_commands as asked
from decision_flow.decision import preparation_rules as rules
from decision_flow.decision.handlers import UNIT
from decision_flow.decision.rules import decision_is_not_in_force, proposal_was_not_declined
from decision_flow.terms import BasisStatus, Role

HEAD = {Role.UNDERTAKING_HEAD}
PREPARING = (proposal_was_not_declined, decision_is_not_in_force)
COMMON = frozenset(field.name for field in fields(DecisionCommand))


@handles(asked.FileLegalBasisInventory, by=UNIT, rules=(*PREPARING, rules.basis_was_looked_up))
def file_legal_basis_inventory(act: Act, case: CaseFile) -> Iterator[Change]:
    """The whole list; a later one takes its place."""
    items: tuple[asked.LegalBasis, ...] = act.command.items
    repealed = sum(one.status is BasisStatus.REPEALED for one in items)
    yield Insert("legal_basis_inventory", {**_filed(act), "total": len(items), "repealed": repealed})


@handles(asked.FileCostBenefitAnalysis, by=UNIT, rules=PREPARING)
def file_cost_benefit_analysis(act: Act, case: CaseFile) -> Iterator[Change]:
    """The analysis with its paper."""
    yield Insert("cost_benefit_analysis", _filed(act))


@handles(asked.DeclineCostBenefitAnalysis, by=HEAD, rules=PREPARING)
def decline_cost_benefit_analysis(act: Act, case: CaseFile) -> Iterator[Change]:
    """The reason, in its place."""
    filed = _filed(act)
    reason = filed.pop("reason")
    yield Insert("cost_benefit_analysis", {**filed, "declined_reason": reason})


@handles(asked.FileDecisionOptions, by=UNIT, rules=(*PREPARING, rules.preferred_option_is_one_of_them))
def file_decision_options(act: Act, case: CaseFile) -> Iterator[Change]:
    """The options, and which the unit prefers."""
    yield Insert("decision_options", _filed(act))


@handles(asked.RecordAgencyConsultation, by=UNIT, rules=(*PREPARING, rules.answer_follows_the_question))
def record_agency_consultation(act: Act, case: CaseFile) -> Iterator[Change]:
    """One agency's answer."""
    yield Insert("agency_consultation", _filed(act, "recorded"))


@handles(asked.StateDispute, by=HEAD, slices=("decision",), rules=(*PREPARING, rules.agency_disagrees))
def state_dispute(act: Act, case: CaseFile) -> Iterator[Change]:
    """What the organ is told of the dispute."""
    filed = _filed(act)
    del filed["filed_by"], filed["filed_at"]
    yield Insert("dispute_statement", {**filed, **act.signature, "signed_at": act.occurred_at})


def _filed(act: Act, word: str = "filed") -> dict[str, Any]:
    """A row of what the command says, by whom and when."""
    said = {one.name: getattr(act.command, one.name) for one in fields(act.command) if one.name not in COMMON}
    by = {f"{word}_by": act.actor.id, f"{word}_at": act.occurred_at}
    return {"id": act.new_id(), "decision_id": act.subject_id, **said, **by}
