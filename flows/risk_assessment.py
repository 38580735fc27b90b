"""The flow of risk assessment: Art. 22–24."""

from prefect import flow

from decision_flow.terms import Stage
from flows.gate import hold
from flows.stage import StageRun, enter, record_papers, when_papers_are_due


@when_papers_are_due
async def issue_papers(stage: StageRun) -> None:
    """The report that was filed (Art. 22–24)."""
    await record_papers(stage)


@flow(name="risk-assessment", persist_result=False)
async def risk_assessment(decision_id: str, round_no: int) -> None:
    """Art. 22–24. Re-entrant: the board in the database, not this run, knows where the decision is."""
    stage = await enter(decision_id, Stage.RISK_ASSESSMENT, round_no)
    await issue_papers(stage)
    await hold(stage)  # comes back only when the gate has passed
    await issue_papers(stage)  # what the act that passed it calls for
