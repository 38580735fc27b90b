"""What was prepared before the start and beside the draft, for the file's page and the meeting's papers."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row
from sqlmodel import Session, SQLModel

from decision_flow.actor import Actor
from decision_flow.decision import preparation_model as model
from decision_flow.decision.model import PreliminaryStudy
from decision_flow.decision.rounds import rows_of
from decision_flow.store.tables import table_of

LISTS: dict[str, type[SQLModel]] = {
    "studies": PreliminaryStudy,
    "legal_basis": model.LegalBasisInventory,
    "cost_benefit_analyses": model.CostBenefitAnalysis,
    "options": model.DecisionOptions,
    "consultations": model.AgencyConsultation,
    "disputes": model.DisputeStatement,
}


def preparation(session: Session, decision_id: str, actor: Actor) -> Mapping[str, Sequence[Row[Any]]]:
    """Every row of each kind, in the order in which they were filed."""
    return {name: rows_of(session, table_of(of), decision_id, actor, "id") for name, of in LISTS.items()}
