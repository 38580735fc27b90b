"""Holds `tests/witnesses.yaml` true: a test that the list names fails when the rule did not answer as it says.

`pytest --heard RULE-ID tests/…` lists which tests hear a rule answer, to choose those of a new rule from.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest

from decision_flow.procedure.rules import Finding, Rule, Status
from decision_flow.procedure.witnesses import Answer, read_witnesses
from decision_flow.settings import CHECKOUT
from tests.databases import KINDS
from tests.removal import REMOVED, add_options, without

WITNESSES = read_witnesses(CHECKOUT / "tests" / "witnesses.yaml")
Heard = tuple[str, Answer]
DATABASES = {str(one.values[0]) for one in KINDS}

PROMISES: dict[str, set[Heard]] = defaultdict(set)
for _rule_id, _witnesses in WITNESSES.items():
    for _answer, _test in _witnesses.tests.items():
        PROMISES[_test].add((_rule_id, _answer))

_ask = Rule.__call__
_heard: set[Heard] = set()
_asked_for: dict[Heard, list[str]] = defaultdict(list)


def _overheard(rule: Rule, *given: Any) -> Finding:
    if rule.id in REMOVED:
        return rule._met
    finding = _ask(rule, *given)
    if answer := answer_of(finding):
        _heard.add((rule.id, answer))
    return finding


Rule.__call__ = _overheard  # type: ignore[method-assign]


def answer_of(finding: Finding) -> Answer | None:
    """What the rule did; None where it did not bind the case."""
    if finding.status is Status.SATISFIED:
        return Answer.SHOWS if finding.code else Answer.PASSES
    return Answer.REFUSES if finding.status is Status.LACKING else None


def names(nodeid: str) -> Iterator[str]:
    """A test as the list may name it: with its parameters but the kind of database, and by its function."""
    function, _, parameters = nodeid.partition("[")
    yield function
    kept = [part for part in parameters.removesuffix("]").split("-") if part and part not in DATABASES]
    if kept:
        yield f"{function}[{'-'.join(kept)}]"


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option that helps to fill the list."""
    add_options(parser)
    parser.addoption("--heard", metavar="RULE-ID", help="list the tests that hear this rule answer")


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup() -> None:
    """Listen from here on."""
    _heard.clear()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Item) -> Iterator[None]:
    """After the test: what was promised was heard, of rules that were not taken away."""
    with without(*item.config.getoption("--without")):
        result = yield
        taken_away = bool(REMOVED)
    if wanted := item.config.getoption("--heard"):
        for heard in sorted(one for one in _heard if one[0] == wanted):
            _asked_for[heard].append(item.nodeid)
    if taken_away:
        return result
    missing = unkept(item.nodeid, _heard)
    assert not missing, f"tests/witnesses.yaml names this test for {sorted(missing)}: the rule did not answer so"
    return result


def unkept(nodeid: str, heard: set[Heard]) -> set[Heard]:
    """What the list promises of a test and was not heard; who lets pass may say how."""
    passed = {(rule, Answer.PASSES) for rule, answer in heard if answer is Answer.SHOWS}
    return {one for name in names(nodeid) for one in PROMISES.get(name, ())} - heard - passed


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """The tests that were asked for."""
    for (rule_id, answer), tests in _asked_for.items():
        terminalreporter.section(f"{rule_id} {answer}")
        for test in tests:
            terminalreporter.write_line(test)
