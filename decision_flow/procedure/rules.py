"""The rule registry: a rule is a pure function with an id, the article it enforces, and three possible answers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from typing import Any

from decision_flow.terms import Modality, Role, Stage


class Status(StrEnum):
    """The three answers of a rule."""

    SATISFIED = "satisfied"
    LACKING = "lacking"
    NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True, slots=True)
class Finding:
    """A rule's answer. `code` picks the sentence in config/messages; `values` fill it; `earliest` is a lawful date."""

    status: Status
    code: str = ""
    cure_by: tuple[Role, ...] = ()
    earliest: date | None = None
    values: Mapping[str, Any] = field(default_factory=dict)
    rule: str = ""
    article: str = ""
    modality: Modality = Modality.MUST


_SATISFIED = Finding(Status.SATISFIED)


def satisfied(code: str = "", **values: Any) -> Finding:
    """The requirement is met; a code tells how, where there are several ways (a reason given in time)."""
    return Finding(Status.SATISFIED, code, values=values) if code else _SATISFIED


def lacking(code: str, *, cure_by: Role | tuple[Role, ...], earliest: date | None = None, **values: Any) -> Finding:
    """The requirement is not met: what is missing, who can supply it, and from when on."""
    return Finding(Status.LACKING, code, cure_by if isinstance(cure_by, tuple) else (cure_by,), earliest, values)


def not_applicable(code: str, **values: Any) -> Finding:
    """The requirement does not bind this case; the code tells why, and the entry keeps it."""
    return Finding(Status.NOT_APPLICABLE, code, values=values)


@dataclass(frozen=True, slots=True)
class Rule:
    """One requirement of the law. A gate rule is asked as (case, law, on), an act rule as (act, case, law, on)."""

    id: str
    article: str
    modality: Modality
    gate: Stage | None
    ask: Callable[..., Finding]
    requirement: str
    _met: Finding

    def __call__(self, *given: Any) -> Finding:
        finding = self.ask(*given)
        if finding is _SATISFIED:
            return self._met
        told = (finding.status, finding.code, finding.cure_by, finding.earliest, finding.values)
        return Finding(*told, self.id, self.article, self.modality)


RULES: dict[str, Rule] = {}
GATES: dict[Stage, tuple[Rule, ...]] = dict.fromkeys(Stage, ())


def rule(
    rule_id: str, *, article: str, modality: Modality = Modality.MUST, gate: Stage | None = None
) -> Callable[[Callable[..., Finding]], Rule]:
    """Register a rule. `article` is "15(1)" of Decree 713, "J30" of the Jishou plan, "783-18", or "system"."""

    def register(ask: Callable[..., Finding]) -> Rule:
        if rule_id in RULES:
            raise TypeError(f"the rule {rule_id} is written twice")
        met = replace(_SATISFIED, rule=rule_id, article=article, modality=modality)
        made = Rule(rule_id, article, modality, gate, ask, (ask.__doc__ or "").strip().splitlines()[0], met)
        RULES[rule_id] = made
        if gate is not None:
            GATES[gate] = (*GATES[gate], made)
        return made

    return register
