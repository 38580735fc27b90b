"""The flow of publication: Art. 32."""

from prefect import flow

from decision_flow.terms import Stage
from flows.gate import hold
from flows.stage import StageRun, before_gate, enter, put_on_website


@before_gate
async def publish_formal_document(stage: StageRun) -> None:
    """The numbered document goes to the website, and what is seen there is recorded (Art. 32)."""
    await put_on_website(stage)


@flow(name="publication", persist_result=False)
async def publication(decision_id: str, round_no: int) -> None:
    """Art. 32. Re-entrant: the board in the database, not this run, knows where the decision is."""
    stage = await enter(decision_id, Stage.PUBLICATION, round_no)
    await publish_formal_document(stage)
    await hold(stage)  # comes back only when the gate has passed
