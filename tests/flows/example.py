"""Stage flows with one step on each side of the gate: what the tests put into the deployments."""

from prefect import flow

from decision_flow.terms import Stage
from flows.gate import hold
from flows.stage import StageRun, after_gate, before_gate, enter, send
from flows.sweep import sweep

__all__ = [*(stage.value for stage in Stage), "sweep"]  # noqa: PLE0604  (made below)


@before_gate
async def ask_for_review(stage: StageRun) -> None:
    """A step before the gate."""
    await send(stage, "ask", "AskForReview")


@after_gate
async def prepare_meeting_pack(stage: StageRun) -> None:
    """A step that follows from having passed."""
    await send(stage, "pack", "PrepareMeetingPack")


def _stage_flow(stage: Stage):
    @flow(name=stage.value.replace("_", "-"), persist_result=False)
    async def example(decision_id: str, round_no: int) -> None:
        run = await enter(decision_id, stage, round_no)
        await ask_for_review(run)
        await hold(run)
        await prepare_meeting_pack(run)

    return example


for _stage in Stage:
    globals()[_stage.value] = _stage_flow(_stage)


def entry(name: str) -> str:
    """Where the deployments of a test find a flow."""
    return f"{__name__}.{name}"
