"""Every rule has a test that it refuses (or shows, where it never bars) and one that it lets pass."""

import ast
import inspect
from pathlib import Path

import pytest

import decision_flow.engine
import decision_flow.rooms  # noqa: F401
from decision_flow.procedure.rules import RULES, lacking, not_applicable, satisfied
from decision_flow.procedure.witnesses import Answer, WitnessError, read_witnesses
from decision_flow.settings import CHECKOUT
from tests import witnesses
from tests.witnesses import WITNESSES


def test_every_rule_has_a_test_that_it_refuses_and_one_that_it_lets_pass() -> None:
    assert not RULES.keys() - WITNESSES.keys(), "name their tests in tests/witnesses.yaml (pytest --heard RULE-ID)"
    assert not WITNESSES.keys() - RULES.keys()


def test_every_test_that_is_named_is_there() -> None:
    functions: dict[str, set[str]] = {}
    for rule, named in WITNESSES.items():
        for test in named.tests.values():
            file, _, name = test.partition("::")
            if file not in functions:
                tree = ast.parse((CHECKOUT / file).read_text("utf-8"))
                functions[file] = {one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)}
            assert name.partition("[")[0] in functions[file], f"{rule}: no test {test}"


def test_only_a_rule_that_never_bars_is_witnessed_by_what_it_shows() -> None:
    for rule, named in WITNESSES.items():
        asked = inspect.getsource(RULES[rule].ask)
        assert (Answer.SHOWS in named.tests) <= ("lacking(" not in asked), rule
        assert named.only_refuses <= ("satisfied(" not in asked), rule


def test_a_test_that_does_not_do_what_the_list_says_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    here, refuses = "tests/x.py::test_y", ("PP-15-PERIOD", Answer.REFUSES)
    monkeypatch.setattr(witnesses, "PROMISES", {here: {refuses}, f"{here}[short]": {("PP-15-ENDED", Answer.PASSES)}})
    assert witnesses.unkept(here, set()) == {refuses} == witnesses.unkept(f"{here}[sqlite]", set())
    assert witnesses.unkept(f"{here}[postgresql-other]", {refuses}) == set()
    assert witnesses.unkept(f"{here}[sqlite-short]", {refuses}) == {("PP-15-ENDED", Answer.PASSES)}
    assert witnesses.unkept(f"{here}[short]", {refuses, ("PP-15-ENDED", Answer.SHOWS)}) == set()


def test_what_a_rule_did_is_heard() -> None:
    given = (satisfied(), satisfied("how"), lacking("what", cure_by=()), not_applicable("why"))
    assert [witnesses.answer_of(one) for one in given] == [Answer.PASSES, Answer.SHOWS, Answer.REFUSES, None]


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        ("{refuses: a, passes: b, stops: c}", "stops"),
        ("{passes: b}", "refuses, or that it shows"),
        ("{refuses: a, shows: a, passes: b}", "refuses, or that it shows"),
        ("{refuses: a}", "lets pass"),
        ("{refuses: a, passes: b, only_refuses: true}", "lets pass"),
    ],
)
def test_a_defect_of_the_list_is_refused_with_its_place(tmp_path: Path, said: str, reason: str) -> None:
    (tmp_path / "list.yaml").write_text(f"X-1-A: {said}\n", "utf-8")
    with pytest.raises(WitnessError, match=reason) as refused:
        read_witnesses(tmp_path / "list.yaml")
    assert refused.value.line == 1
