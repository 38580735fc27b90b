"""The flow of publication: Art. 32."""

from prefect import flow

from decision_flow.terms import Stage
from flows.gate import hold
from flows.stage import StageRun, before_gate, enter, put_on_website, record_papers, when_papers_are_due


@before_gate
async def publish_formal_document(stage: StageRun) -> None:
    """The numbered document goes to the website, and what is seen there is recorded (Art. 32)."""
    await put_on_website(stage)


@when_papers_are_due
async def issue_papers(stage: StageRun) -> None:
    """The notice of publication, and what the meeting left (Art. 30, 32)."""
    await record_papers(stage)


@flow(name="publication", persist_result=False)
async def publication(decision_id: str, round_no: int) -> None:
    """Art. 32. Re-entrant: the board in the database, not this run, knows where the decision is."""
    stage = await enter(decision_id, Stage.PUBLICATION, round_no)
    await publish_formal_document(stage)
    await issue_papers(stage)
    await hold(stage)  # comes back only when the gate has passed
    await issue_papers(stage)  # what the act that passed it calls for
