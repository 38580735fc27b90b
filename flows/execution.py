"""The flow of execution: Art. 34–35."""

from prefect import flow

from decision_flow.terms import Stage
from flows.gate import hold
from flows.stage import enter


@flow(name="execution", persist_result=False)
async def execution(decision_id: str, round_no: int) -> None:
    """Art. 34–35. Re-entrant: the board in the database, not this run, knows where the decision is."""
    stage = await enter(decision_id, Stage.EXECUTION, round_no)
    await hold(stage)  # comes back only when the gate has passed
