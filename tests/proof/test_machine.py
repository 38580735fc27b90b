"""The model of the proof walks beside the real engine: what one refuses the other refuses, and the boards are equal."""

from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

import decision_flow.proof  # noqa: F401
from decision_flow.actor import Actor, Post
from decision_flow.command import Command
from decision_flow.engine import Refused
from decision_flow.organ.commands import RegisterOrgan
from decision_flow.procedure.law import Law
from decision_flow.proof import matter as model
from decision_flow.proof.exploration import DAY, KERNEL, TIME, Exploration
from decision_flow.proof.matter import MATTERS, MEMBERS, Matter, morning, person
from decision_flow.proof.move import MOVES, Moment
from decision_flow.terms import BodyKind, Role, StartGround
from tests import lawful
from tests.databases import KINDS, Databases
from tests.statute import matters
from tests.world import World, a_world

NUMBER = count(1)
TRIAGE = ("is_technical", "may_harm", "touches_market", "lawfully_unpublished")


@dataclass
class Played(matters.Matter):
    """A real matter whose people are those of the model."""

    def actor(self, role: Role, name: str | None = None) -> Actor:
        return self.as_here(person(role))

    def as_here(self, actor: Actor) -> Actor:
        """The same person with posts of this body and its unit."""
        organs, units = {model.ORGAN: self.organ_id}, {model.UNIT: self.unit_id}
        posts = (
            Post(one.role, organs.get(one.organ_id or "", one.organ_id), units.get(one.unit_id or ""), one.title)
            for one in actor.posts
        )
        return replace(actor, posts=tuple(posts))


def a_played(ground: World, asked: Matter) -> Played:
    """A started matter in a body of its own, as the model has it after its start."""
    played = Played(**{name: getattr(ground, name) for name in World.__dataclass_fields__})
    body = RegisterOrgan(
        name=f"示例{next(NUMBER)}市人民政府",
        body_kind=BodyKind.GOVERNMENT,
        profile="jishou",
        units=("示例局",),
        label="示例",
    )
    founded = ground.do(body, Role.ADMINISTRATOR)
    played.organ_id, played.unit_id = founded.subject_id, founded.made["unit"]
    for one in MEMBERS:
        role = Role.ADMINISTRATIVE_HEAD if one == model.HEAD else Role.MEETING_MEMBER
        ground_of_body = replace_organ(ground, played.organ_id)
        ground_of_body.appointed(one, role, one)
    for text in ("文书", "说明", *"一二三四五六"):
        played.document(text)
    played.on(model.BEGIN)
    flags = {name: getattr(asked, name) for name in TRIAGE}
    played.id = lawful.run(played, lawful.started(played, StartGround.ADJUSTMENT, **flags))
    return played


def replace_organ(ground: World, organ_id: str) -> World:
    """The same installation, seen from another body."""
    return replace(ground, organ_id=organ_id)


class BesideTheEngine(RuleBasedStateMachine):
    """One random walk; `ground` is the installation that it takes place in."""

    ground: World

    @initialize(asked=st.sampled_from(MATTERS))
    def begin(self, asked: Matter) -> None:
        engine = self.ground.installation.engine
        profile = self.ground.installation.lawbook.resolve("jishou", model.BEGIN)
        self.law = Law(profile, engine._calendars)
        self.model = Exploration(replace(asked, without=("determine public_participation · nobody",)), self.law)
        (self.state,) = (after for name, after, _ in self.model.follow(self.model.first) if name == "start")
        self.real = a_played(self.ground, asked)

    @rule(data=st.data())
    def what_the_model_allows(self, data: st.DataObject) -> None:
        """A step that the model takes."""
        steps = {name: after for name, after, _ in self.model.follow(self.state)}
        if not steps:
            return
        name = data.draw(st.sampled_from(sorted(steps)))
        if name == TIME:
            self.state = steps[name]
            return
        assert self.is_done(name), f"the engine refuses: {name}"
        self.state = steps[name]

    @rule(name=st.sampled_from(sorted(name for name in MOVES if name != "start")))
    def whatever(self, name: str) -> None:
        """Any step: the engine takes it if and only if the model does."""
        steps = {one: after for one, after, _ in self.model.follow(self.state)}
        assert self.is_done(name) == (name in steps), name
        self.state = steps.get(name, self.state)

    @invariant()
    def boards_are_equal(self) -> None:
        """Status and round of each stage, the draft, and how the case stands."""
        if not hasattr(self, "real"):
            return
        case, kernel = self.real.case(), self.model.value(self.state, KERNEL)
        assert {s: (r.status, r.round) for s, r in case.stages.items()} == {
            s: (r.status, r.round) for s, r in kernel.stages.items()
        }
        assert (case.status, case.draft.version, case.draft.pending) == (
            kernel.status,
            kernel.draft.version,
            kernel.draft.pending,
        )

    def is_done(self, name: str) -> bool:
        """Do a move in the real world, made from the real file; whether all its acts were carried out."""
        move, today = MOVES[name], self.model.value(self.state, DAY)
        self.real.on(today)
        acts = move.ask(Moment(self.real.case(*move.reads), self.law, today, self.model.matter.changes))
        paper = self.real.document(f"示例文书{next(NUMBER)}")
        try:
            for who, command in acts:
                actor = who if isinstance(who, Actor) else person(who)
                self.real.do(self.as_here(command, paper), self.real.as_here(actor))
        except Refused:
            return False
        return bool(acts)

    def as_here(self, command: Command, paper: str) -> Command:
        """The command on the real matter; each prepared paper is another one."""
        given: dict[str, Any] = {"decision_id": self.real.id}
        if type(command).__name__.startswith(("Prepare", "SignDet", "SubmitFor")) and hasattr(command, "paper_sha256"):
            given["paper_sha256"] = paper
        return replace(command, **given)


@pytest.fixture
def ground(request: pytest.FixtureRequest, databases: Databases, tmp_path_factory: pytest.TempPathFactory) -> Any:
    made = a_world(databases.fresh(request.param, "proof"), tmp_path_factory.mktemp("documents"))
    made.advance(morning(date(2027, 6, 1)))
    yield made
    made.installation.store.close()


def walked(ground: World, examples: int, steps: int) -> None:
    machine = type("BesideThisEngine", (BesideTheEngine,), {"ground": ground})
    limits = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        derandomize=True,
    )
    run_state_machine_as_test(machine, settings=limits)


@pytest.mark.parametrize("ground", KINDS, indirect=True)
def test_the_engine_refuses_what_the_model_refuses_and_the_boards_are_equal(ground):
    walked(ground, examples=8, steps=40)


@pytest.mark.long
@pytest.mark.parametrize("ground", KINDS, indirect=True)
def test_longer_walks_beside_the_engine(ground):
    walked(ground, examples=60, steps=80)
