"""The flow of risk assessment: Art. 22–24."""

from prefect import flow

from decision_flow.terms import Stage
from flows.gate import hold
from flows.stage import enter


@flow(name="risk-assessment", persist_result=False)
async def risk_assessment(decision_id: str, round_no: int) -> None:
    """Art. 22–24. Re-entrant: the board in the database, not this run, knows where the decision is."""
    stage = await enter(decision_id, Stage.RISK_ASSESSMENT, round_no)
    await hold(stage)  # comes back only when the gate has passed
