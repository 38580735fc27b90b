"""The flow of public participation: Art. 14–18."""

from prefect import flow

from decision_flow.terms import Stage
from flows.gate import hold
from flows.stage import StageRun, before_gate, enter, put_on_website, record_papers, when_papers_are_due


@before_gate
async def publish_signed_notice(stage: StageRun) -> None:
    """The signed notice goes to the website, and what is seen there is recorded (Art. 15(1))."""
    await put_on_website(stage)


@when_papers_are_due
async def issue_papers(stage: StageRun) -> None:
    """The notice that was signed, the hearing announced, the feedback published: as PDF/A and .docx (Art. 15–18)."""
    await record_papers(stage)


@flow(name="public-participation", persist_result=False)
async def public_participation(decision_id: str, round_no: int) -> None:
    """Art. 14–18. Re-entrant: the board in the database, not this run, knows where the decision is."""
    stage = await enter(decision_id, Stage.PUBLIC_PARTICIPATION, round_no)
    await publish_signed_notice(stage)
    await issue_papers(stage)
    await hold(stage)  # comes back only when the gate has passed
    await issue_papers(stage)  # what the act that passed it calls for
