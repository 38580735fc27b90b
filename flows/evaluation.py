"""The flow of evaluation: Art. 36."""

from prefect import flow

from decision_flow.terms import Stage
from flows.gate import hold
from flows.stage import enter


@flow(name="evaluation", persist_result=False)
async def evaluation(decision_id: str, round_no: int) -> None:
    """Art. 36. Re-entrant: the board in the database, not this run, knows where the decision is."""
    stage = await enter(decision_id, Stage.EVALUATION, round_no)
    await hold(stage)  # comes back only when the gate has passed
