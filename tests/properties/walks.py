"""Walks through the procedure: named acts that may be tried on a matter at any moment, lawful or not."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from decision_flow.board import gate, lacks
from decision_flow.command import Command
from decision_flow.engine import Refused
from decision_flow.procedure.stage_graph import AFTER, EARLY
from decision_flow.terms import ChangeClass, Conclusion, Limb, Outcome, Role, Stage, StageStatus
from tests import lawful
from tests.statute.matters import DAY, Matter, a_matter
from tests.world import World

LATEST = date(2026, 12, 30)  # the clock stands one day further
TEXTS = ("示例草案一稿", "示例草案二稿", "示例草案三稿")
Act = Callable[[Matter], object]


def of_an_opinion(conclusion: Conclusion, fault: Limb | None = None, at: Stage | None = None) -> Act:
    """An opinion drafted and issued, on whatever the draft is now."""
    return lambda matter: matter.opined(matter.an_opinion(conclusion, fault, at, "示例风险"))


def of_a_change(change_class: ChangeClass, **given: object) -> Act:
    """A change to the next of three texts, so that a digest returns."""

    def change(matter: Matter) -> None:
        draft = matter.case().draft
        assert draft is not None
        text = TEXTS[draft.version % 3]
        if draft.not_confirmed:
            text = next(one for one in TEXTS if matter.document(one) == draft.sha256)
        matter.changed(change_class, text, **given)

    return change


ACTS: dict[str, Act] = {
    "hear the public": Matter.heard,
    "file what experts and assessors say": Matter.early_filed,
    **{f"sign {stage}": (lambda matter, stage=stage: matter.signed(stage)) for stage in EARLY},
    **{f"determine {stage}": (lambda matter, stage=stage: matter.determined(stage)) for stage in Stage},
    "submit to legality review": Matter.submitted,
    "advise": Matter.advised,
    "find lawful": of_an_opinion(Conclusion.LAWFUL),
    "find exploratory": of_an_opinion(Conclusion.EXPLORATORY),
    "find unlawful": of_an_opinion(Conclusion.UNLAWFUL, Limb.CONTENT),
    "find lawful after changes": of_an_opinion(Conclusion.LAWFUL_AFTER_CHANGES, Limb.CONTENT),
    **{f"find fault with {stage}": of_an_opinion(Conclusion.UNLAWFUL, Limb.PROCEDURE, stage) for stage in EARLY},
    "place on the agenda": lambda matter: matter.do(matter.agenda(matter.today), Role.MEETING_SECRETARY),
    "discuss": lambda matter: matter.steps(lawful.discussed(matter, matter.id, matter.today)),
    **{
        f"decide {outcome}": (lambda matter, outcome=outcome: matter.decided(outcome))
        for outcome in (Outcome.ADOPTED, Outcome.ADOPTED_IN_PRINCIPLE, Outcome.DEFERRED)
    },
    "change editorially": of_a_change(ChangeClass.EDITORIAL),
    "carry out opinions": of_a_change(ChangeClass.CARRIES_OUT_OPINIONS),
    "carry out the legality opinion": of_a_change(ChangeClass.CARRIES_OUT_OPINIONS, carries_legality_opinion=True),
    "change in substance": of_a_change(ChangeClass.SUBSTANTIVE),
    "change in substance and risk": of_a_change(ChangeClass.SUBSTANTIVE, reopens=(Stage.RISK_ASSESSMENT,)),
    "confirm": Matter.confirmed,
    "confirm as head": lambda matter: matter.confirmed(Role.LEGALITY_HEAD),
    "do not confirm": lambda matter: matter.do(matter.refuse(), Role.LEGALITY_REVIEWER),
    "let two weeks pass": lambda matter: matter.on(min(matter.today + 14 * DAY, LATEST)),
}

ONWARD = (
    "file what experts and assessors say",
    *(f"sign {stage}" for stage in EARLY),
    "submit to legality review",
    "advise",
    "find lawful",
    "let two weeks pass",
    "place on the agenda",
    "discuss",
    "decide adopted",
)
"""The shortest lawful way to an adopted decision."""


@dataclass
class Walk:
    """A matter on which acts are tried one after the other; after each, what must always hold is asserted."""

    matter: Matter
    done: list[tuple[Command, object, str, int]] = field(default_factory=list)
    rounds: dict[Stage, int] = field(default_factory=dict)
    statuses: dict[Stage, StageStatus] = field(default_factory=dict)

    @classmethod
    def on(cls, ground: World, **triage: bool) -> "Walk":
        """A walk on a fresh matter."""
        made = cls(Watched.of(a_matter(ground, **triage)))
        made.matter.walk = made  # type: ignore[attr-defined]
        made.check()
        return made

    def attempt(self, name: str) -> bool:
        """Try an act: carried out or refused, both are fine."""
        try:
            ACTS[name](self.matter)
        except Refused:
            return False
        finally:
            draft = self.matter.case().draft
            self.matter.draft = draft.sha256 if draft else ""
        return True

    def check(self) -> None:
        """The invariants of the board, and of the gates that have just closed."""
        case = self.matter.case()
        for stage, row in case.stages.items():
            before = [case.row(one) for one in AFTER[stage]]
            if row.status is not StageStatus.NOT_STARTED:
                assert all(one.is_closed for one in before), f"{stage} goes on before what it waits for"
            assert row.round >= self.rounds.get(stage, 0), f"the round of {stage} fell"
            if row.is_closed and case.draft and case.draft.pending is None:
                assert row.stands_on == case.draft.sha256, f"{stage} stands on another text"
            if row.status is StageStatus.PASSED and self.statuses.get(stage) is not StageStatus.PASSED:
                self.was_lawful(stage)
        assert case.row(Stage.LEGALITY_REVIEW).status is StageStatus.PASSED or not case.is_open(
            Stage.COLLECTIVE_DISCUSSION
        ), "discussion is open unreviewed"
        self.rounds = {stage: row.round for stage, row in case.stages.items()}
        self.statuses = {stage: row.status for stage, row in case.stages.items()}

    def was_lawful(self, stage: Stage) -> None:
        """A stage that has just passed lacks nothing of its gate, save that it is no longer open."""
        case = self.matter.gate_case(stage)
        law = self.matter.installation.engine.law_of(case, self.matter.today)
        lacking = {finding.rule for finding in lacks(gate(stage, case, law, self.matter.today))}
        assert lacking <= {"DEC-27-OPEN"}, f"{stage} passed lacking {lacking}"


class Watched(Matter):
    """A matter whose walk looks at the board after every single act, and remembers what was done under which key."""

    walk: Walk | None = None

    @classmethod
    def of(cls, matter: Matter) -> "Watched":
        """The matter, watched."""
        return cls(**{name: getattr(matter, name) for name in Matter.__dataclass_fields__})

    def do(self, command, by, key=None):
        key = key or f"walk-{next(self.keys)}"
        receipt = super().do(command, by, key)
        if self.walk is not None:
            self.walk.done.append((self.as_recorded(command), by, key, receipt.seq))
            self.walk.check()
        return receipt
