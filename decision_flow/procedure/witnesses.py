"""What a checkout's tests prove of each rule (`tests/witnesses.yaml`): one that it refuses, one that it lets pass.

The tests themselves hold the list true (tests/witnesses.py): a test named here fails when the rule did not answer so.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from decision_flow.procedure.config_file import ConfigError, Node, read


class WitnessError(ConfigError):
    """The list of tests cannot be used: file, line, key and what is wrong."""


class Answer(StrEnum):
    """What a rule did in a test: refused, showed without barring, or let pass with nothing to say."""

    REFUSES = "refuses"
    SHOWS = "shows"
    PASSES = "passes"


@dataclass(frozen=True, slots=True)
class Witnesses:
    """The tests of one rule by what it answers in them, as pytest names them without the kind of database."""

    tests: Mapping[Answer, str]
    only_refuses: bool = False


def read_witnesses(path: Path) -> dict[str, Witnesses]:
    """The tests by rule id. Raises WitnessError."""
    return {str(name): _witnesses(node) for name, node in read(path, WitnessError).fields.items()}


def _witnesses(node: Node) -> Witnesses:
    said = node.of(optional=(*Answer, "only_refuses"))
    only_refuses = said["only_refuses"].flag() if "only_refuses" in said else False
    if (Answer.REFUSES in said) == (Answer.SHOWS in said):
        node.refuse(
            "须有一个拒的测试，只提示的规则为提示的测试。", "A rule has a test that it refuses, or that it shows."
        )
    if (Answer.PASSES in said) == only_refuses:
        node.refuse(
            "须有一个放行的测试，只在拒时才问的规则除外。",
            "A rule has a test that it lets pass, unless it is asked only to refuse.",
        )
    return Witnesses({one: said[one].text() for one in Answer if one in said}, only_refuses)
