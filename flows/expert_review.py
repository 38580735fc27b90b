"""The flow of expert review: Art. 19–21."""

from prefect import flow

from decision_flow.terms import Stage
from flows.gate import hold
from flows.stage import StageRun, enter, record_papers, when_papers_are_due


@when_papers_are_due
async def issue_papers(stage: StageRun) -> None:
    """Each opinion as a sheet (Art. 19)."""
    await record_papers(stage)


@flow(name="expert-review", persist_result=False)
async def expert_review(decision_id: str, round_no: int) -> None:
    """Art. 19–21. Re-entrant: the board in the database, not this run, knows where the decision is."""
    stage = await enter(decision_id, Stage.EXPERT_REVIEW, round_no)
    await issue_papers(stage)
    await hold(stage)  # comes back only when the gate has passed
    await issue_papers(stage)  # what the act that passed it calls for
