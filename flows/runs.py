"""The one run of a (decision, stage, round): finding it, making it, moving it. The relay and the sweep share this."""

from collections.abc import Callable

from prefect.client.orchestration import PrefectClient
from prefect.client.schemas.filters import FlowRunFilter
from prefect.client.schemas.objects import FlowRun, State, StateType
from prefect.states import Cancelled, Scheduled

from decision_flow.terms import Stage
from flows.deployments import Deployed
from flows.engine_room import Board
from flows.stage import StageRun

ENDED_BADLY = frozenset({StateType.FAILED, StateType.CRASHED, StateType.CANCELLED})
NOT_YET_STARTED = frozenset({StateType.SCHEDULED, StateType.PENDING})


def key_of(stage: StageRun) -> str:
    """The idempotency key: there is one run of a round, however often it is asked for."""
    return f"{stage.decision_id}:{stage.stage.value}:{stage.round}"


class Runs:
    """Runs of the stage deployments, by what they work for."""

    def __init__(
        self,
        client: PrefectClient,
        deployed: Deployed,
        word: Callable[[Stage], str],
        take: Callable[[FlowRun], None] = lambda run: None,
    ) -> None:
        self._client, self.deployed, self._word, self._take = client, deployed, word, take

    async def find(self, stage: StageRun) -> FlowRun | None:
        """The run, if there is one."""
        wanted = {
            "deployment_id": {"any_": [str(self.deployed.stages[stage.stage])]},
            "idempotency_key": {"any_": [key_of(stage)]},
        }
        found = await self._client.read_flow_runs(flow_run_filter=FlowRunFilter.model_validate(wanted), limit=1)
        return found[0] if found else None

    async def make(self, stage: StageRun, board: Board) -> FlowRun:
        """The run, made now unless it is there. Its name is the line in Prefect's list of waiting work."""
        made = await self._client.create_flow_run_from_deployment(
            self.deployed.stages[stage.stage],
            parameters={"decision_id": stage.decision_id, "round_no": stage.round},
            idempotency_key=key_of(stage),
            name=f"{self._word(stage.stage)}｜{board.title}｜第{stage.round}轮",
            tags=[f"decision:{stage.decision_id}"],
        )
        if type_of(made) is StateType.SCHEDULED:
            self._take(made)
        return made

    async def ensure(self, stage: StageRun, board: Board) -> FlowRun:
        """The run, alive: one that failed, crashed or was cancelled by hand goes on from the top."""
        run = await self.make(stage, board)
        if type_of(run) in ENDED_BADLY:
            await self.restart(run)
        return run

    async def resume(self, run: FlowRun) -> bool:
        """Send a held run on. False when it had moved meanwhile: look again."""
        answer = await self._client.resume_flow_run(run.id)
        if answer.state is None or answer.state.type is not StateType.SCHEDULED:
            return False
        run.empirical_policy.resuming = True  # as the server has it now; the run writes back what it is handed
        self._take(run)
        return True

    async def restart(self, run: FlowRun) -> None:
        """Schedule a run again, whatever state it is in."""
        await self._client.set_flow_run_state(run.id, Scheduled(message="taken up again"), force=True)
        self._take(run)

    async def cancel(self, run: FlowRun) -> None:
        """End a run that is not running: its round is over."""
        over: State[None] = Cancelled(message="superseded: the stage went to another round")
        await self._client.set_flow_run_state(run.id, over, force=True)

    async def sweep_now(self) -> None:
        """Start the sweep without waiting for its schedule: the installation's clock has moved."""
        self._take(await self._client.create_flow_run_from_deployment(self.deployed.sweep))


def type_of(run: FlowRun) -> StateType | None:
    """The type of a run's state."""
    return run.state.type if run.state else None
