"""The flow of legality review: Art. 25–28."""

from prefect import flow

from decision_flow.terms import Stage
from flows.gate import hold
from flows.stage import enter


@flow(name="legality-review", persist_result=False)
async def legality_review(decision_id: str, round_no: int) -> None:
    """Art. 25–28. Re-entrant: the board in the database, not this run, knows where the decision is."""
    stage = await enter(decision_id, Stage.LEGALITY_REVIEW, round_no)
    await hold(stage)  # comes back only when the gate has passed
