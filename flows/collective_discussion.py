"""The flow of collective discussion: Art. 29–31."""

from prefect import flow

from decision_flow.terms import Stage
from flows.gate import hold
from flows.stage import StageRun, enter, record_papers, when_papers_are_due


@when_papers_are_due
async def issue_papers(stage: StageRun) -> None:
    """The pack, the page on the matter, the decision as a draft, the record (Art. 29, 30)."""
    await record_papers(stage)


@flow(name="collective-discussion", persist_result=False)
async def collective_discussion(decision_id: str, round_no: int) -> None:
    """Art. 29–31. Re-entrant: the board in the database, not this run, knows where the decision is."""
    stage = await enter(decision_id, Stage.COLLECTIVE_DISCUSSION, round_no)
    await issue_papers(stage)
    await hold(stage)  # comes back only when the gate has passed
    await issue_papers(stage)  # what the act that passed it calls for
