"""Each of the 44 ways in which the procedure fails is tried by name, and its lawful neighbour is not blocked."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

ALL = range(1, 45)
NUMBER = re.compile(r"(?<![a-z0-9])f(\d\d)(?![0-9])")
NEIGHBOUR = "lawful_neighbour"

LATER = {
    1: "the yearly comparison of the agendas of executive meetings with the catalog",
    33: "the evidence pack, and a body's go-live",
    38: "adjustment and suspension while a decision is carried out",
    39: "evaluation: its triggers, and who may be entrusted with it",
}
"""What a later issue adds to a number that is tested as far as the procedure reaches today. It only shrinks."""


def names() -> Iterator[str]:
    """The names of the tests that are collected from this folder."""
    for path in sorted(Path(__file__).parent.glob("test_*.py")):
        for one in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(one, ast.FunctionDef) and one.name.startswith("test_") and path.name != Path(__file__).name:
                yield one.name


def numbers(neighbours: bool) -> set[int]:
    """The numbers in the names of tests, of those that try and of those that try the lawful neighbour."""
    return {int(found) for name in names() if (NEIGHBOUR in name) is neighbours for found in NUMBER.findall(name)}


def test_every_failure_mode_is_tried_and_its_lawful_neighbour_passes():
    owed = set(ALL)
    assert {"tried": owed - numbers(False), "lawful neighbour": owed - numbers(True)} == {
        "tried": set(),
        "lawful neighbour": set(),
    }


def test_what_is_left_to_a_later_issue_only_shrinks():
    assert set(LATER) <= {1, 33, 38, 39} and set(LATER) <= numbers(False)


def test_no_test_names_a_number_that_does_not_exist():
    assert numbers(False) | numbers(True) <= set(ALL)
