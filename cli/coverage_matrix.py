"""Duty → rule → tests, of this installation: what `decision-flow coverage` and the page of the docs show."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import decision_flow.engine
import decision_flow.rooms  # noqa: F401  (registers every rule and act)
from decision_flow.command import REGISTRY
from decision_flow.procedure.coverage import Delivered, Standing, dangling, delivered_meanwhile, standing
from decision_flow.procedure.profiles import Lawbook
from decision_flow.procedure.rules import RULES
from decision_flow.procedure.statutes import Duty, Statute, read_statutes
from decision_flow.procedure.witnesses import Witnesses, read_witnesses
from decision_flow.settings import CHECKOUT

ACTS = frozenset(command.__name__ for command in REGISTRY)
WITNESSES = CHECKOUT / "tests" / "witnesses.yaml"


@dataclass(frozen=True, slots=True)
class Matrix:
    """Duty → rule → tests: the duties with how far each is met, and what points at nothing."""

    statutes: tuple[Statute, ...]
    standings: Mapping[str, Standing]
    witnesses: Mapping[str, Witnesses]
    broken: tuple[str, ...]

    @property
    def duties(self) -> list[tuple[Statute, Duty]]:
        """All duties with their statute, in order."""
        return [(statute, duty) for statute in self.statutes for duty in statute.duties]


def what_there_is(config: Path) -> Delivered:
    """The rules, acts, parameters and modules of this installation."""
    parameters = Lawbook(config).chain("cn-713")[-1].parameters
    return Delivered(RULES, ACTS, parameters.__contains__, has_module)


def has_module(name: str) -> bool:
    """Whether a module is there; its package need not be."""
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False


def the_matrix(config: Path) -> Matrix:
    """All statutes of the configuration, held against what there is."""
    statutes, there = read_statutes(config / "statutes"), what_there_is(config)
    witnesses = read_witnesses(WITNESSES) if WITNESSES.is_file() else {}
    waiting = (f"{duty}: awaits nothing any more" for duty in delivered_meanwhile(statutes, there))
    untested = (f"{rule}: no tests" for rule in RULES if witnesses and rule not in witnesses)
    return Matrix(
        statutes,
        {duty.id: standing(duty, there) for statute in statutes for duty in statute.duties},
        witnesses,
        (*dangling(statutes, there), *waiting, *untested),
    )
