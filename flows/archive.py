"""The flow of archive: Art. 33."""

from prefect import flow

from decision_flow.terms import Stage
from flows.gate import hold
from flows.stage import enter


@flow(name="archive", persist_result=False)
async def archive(decision_id: str, round_no: int) -> None:
    """Art. 33. Re-entrant: the board in the database, not this run, knows where the decision is."""
    stage = await enter(decision_id, Stage.ARCHIVE, round_no)
    await hold(stage)  # comes back only when the gate has passed
