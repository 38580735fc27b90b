"""The flow of legality review: Art. 25–28."""

from prefect import flow

from decision_flow.terms import Stage
from flows.gate import hold
from flows.stage import StageRun, enter, record_papers, when_papers_are_due


@when_papers_are_due
async def issue_papers(stage: StageRun) -> None:
    """The opinion that was issued (Art. 25–28)."""
    await record_papers(stage)


@flow(name="legality-review", persist_result=False)
async def legality_review(decision_id: str, round_no: int) -> None:
    """Art. 25–28. Re-entrant: the board in the database, not this run, knows where the decision is."""
    stage = await enter(decision_id, Stage.LEGALITY_REVIEW, round_no)
    await issue_papers(stage)
    await hold(stage)  # comes back only when the gate has passed
    await issue_papers(stage)  # what the act that passed it calls for
