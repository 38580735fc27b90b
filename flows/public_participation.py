"""The flow of public participation: Art. 14–18."""

from prefect import flow

from decision_flow.terms import Stage
from flows.gate import hold
from flows.stage import enter


@flow(name="public-participation", persist_result=False)
async def public_participation(decision_id: str, round_no: int) -> None:
    """Art. 14–18. Re-entrant: the board in the database, not this run, knows where the decision is."""
    stage = await enter(decision_id, Stage.PUBLIC_PARTICIPATION, round_no)
    await hold(stage)  # comes back only when the gate has passed
