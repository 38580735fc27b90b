"""Takes rules away: a rule that nobody would miss is none (issue 5).

`pytest --without RULE-ID tests/…` runs tests as if the rule were always met. `pytest --without-each` runs the tests
that `tests/witnesses.yaml` names as refusals (of a rule that never bars, the one in which it shows), each with its rule
taken away, and turns their outcome round: a test that still passes has not shown that the rule does anything.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

from decision_flow.procedure.rules import RULES
from decision_flow.procedure.witnesses import Answer, read_witnesses
from decision_flow.settings import CHECKOUT

REMOVED: set[str] = set()
"""The rules that are answered as met, whatever the case."""

REFUSALS: dict[str, list[str]] = defaultdict(list)
for _rule_id, _witnesses in read_witnesses(CHECKOUT / "tests" / "witnesses.yaml").items():
    if _test := _witnesses.tests.get(Answer.REFUSES) or _witnesses.tests.get(Answer.SHOWS):
        REFUSALS[_test].append(_rule_id)


@contextmanager
def without(*rule_ids: str) -> Iterator[None]:
    """As if these rules were always met."""
    strange = set(rule_ids) - set(RULES)
    if strange:
        raise LookupError(f"no rules: {sorted(strange)}")
    REMOVED.update(rule_ids)
    try:
        yield
    finally:
        REMOVED.difference_update(rule_ids)


def add_options(parser: pytest.Parser) -> None:
    """The two options."""
    parser.addoption("--without", metavar="RULE-ID", action="append", default=[], help="as if the rule were always met")
    parser.addoption("--without-each", action="store_true", help="each refusing test without its rule: it has to fail")


def refused_in(item: pytest.Item) -> list[str]:
    """The rules that a test is named for as their refusal; the tests run on SQLite here."""
    from tests.witnesses import names

    if "postgresql" in item.nodeid:
        return []
    return [rule_id for name in names(item.nodeid) for rule_id in REFUSALS.get(name, ())]


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--without-each` only refusing tests are run."""
    if config.getoption("--without-each"):
        kept = [item for item in items if refused_in(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
        items[:] = kept


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """A refusing test, once for each of its rules, which is taken away meanwhile."""
    if not item.config.getoption("--without-each"):
        return None
    for rule_id in refused_in(item):
        item.ihook.pytest_runtest_logstart(nodeid=item.nodeid, location=item.location)
        item._initrequest()  # type: ignore[attr-defined]  (fixtures anew, as for a first run)
        with without(rule_id):
            reports: Sequence[Any] = runtestprotocol(item, nextitem=nextitem, log=False)
        for report in reports:
            if report.when == "call":
                report.outcome = "passed" if report.failed else "failed"
                report.longrepr = f"{rule_id} was taken away, and nobody missed it"
            item.ihook.pytest_runtest_logreport(report=report)
        item.ihook.pytest_runtest_logfinish(nodeid=item.nodeid, location=item.location)
    return True
