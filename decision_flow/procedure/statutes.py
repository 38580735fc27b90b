"""Statute coverage: every duty of a statute and how it is met (`config/statutes/`), read strictly.

A duty is enforced by rules, recorded by acts, deadlines, roles or reports, outside the software for a reason, or open
until what it awaits is there.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from decision_flow.procedure.config_file import ConfigError, Node, read
from decision_flow.procedure.rules import Rule
from decision_flow.terms import Modality, Role

_ARTICLE = re.compile(r"([1-9]\d*)(?:\(([1-9])\))?")
_DUTY = re.compile(r"[0-9A-Z]+(-[0-9a-z]+)+")
_HOW = ("rules", "records", "deadline", "role", "report", "outside", "awaits")


class StatuteError(ConfigError):
    """A file of duties cannot be used: file, line, key and what is wrong."""


class Standing(StrEnum):
    """How far a duty is met."""

    ENFORCED = "enforced"
    RECORDED = "recorded"
    OUTSIDE = "outside"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a later piece of work delivers: its title, and the rules and acts that there are then."""

    issue: str
    rules: tuple[str, ...]
    records: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty: where it stands, whose it is, and how it is met."""

    id: str
    article: str
    who: str
    modality: Modality
    duty: str
    trigger: str
    rules: tuple[str, ...]
    records: tuple[str, ...]
    deadline: str
    role: str
    report: str
    outside: str
    awaits: Awaited | None
    node: Node

    def standing(self, rules: Mapping[str, Rule], acts: frozenset[str]) -> Standing:
        """Open while anything it awaits is missing; else by the strongest of what meets it."""
        awaited = self.awaits
        if awaited and not (all(one in rules for one in awaited.rules) and acts.issuperset(awaited.records)):
            return Standing.OPEN
        if self.rules or (awaited and awaited.rules):
            return Standing.ENFORCED
        return Standing.OUTSIDE if self.outside else Standing.RECORDED


@dataclass(frozen=True, slots=True)
class Statute:
    """One file: a statute and all its duties in the order of its articles."""

    name: str
    title: str
    number: str
    articles: int
    duties: tuple[Duty, ...]

    def of_article(self, article: str) -> Iterator[Duty]:
        """The duties of a place: its own paragraph, the whole article, or any part of it."""
        number, paragraph = _place(article)
        for duty in self.duties:
            its_number, its_paragraph = _place(duty.article)
            if number == its_number and (paragraph == its_paragraph or "" in (paragraph, its_paragraph)):
                yield duty

    def holds(self, rule: Rule) -> bool:
        """Whether the rule enforces this statute and no other instrument."""
        return bool(_ARTICLE.match(rule.article)) and "-" not in rule.article

    def enforced_by(self, duty: Duty, rules: Iterable[Rule]) -> tuple[str, ...]:
        """The rules that the duty names, and those of exactly its place that no duty names."""
        named = {one for each in self.duties for one in each.rules}
        same = (rule.id for rule in rules if rule.id not in named and self.holds(rule) and rule.article == duty.article)
        return (*duty.rules, *same)


def _place(article: str) -> tuple[str, str]:
    found = _ARTICLE.match(article)
    return (found[1], found[2] or "") if found else (article, "")


def read_statutes(folder: Path) -> tuple[Statute, ...]:
    """All statutes of the folder. Raises StatuteError."""
    return tuple(_statute(read(path, StatuteError)) for path in sorted(folder.glob("*.yaml")))


def _statute(top: Node) -> Statute:
    said = top.of(required=("statute", "title", "number", "articles", "duties"))
    count = said["articles"].whole()
    duties = tuple(_duty(name, node) for name, node in said["duties"].fields.items())
    numbers = [int(_place(duty.article)[0]) for duty in duties]
    for duty, number in zip(duties, numbers, strict=True):
        if number > count:
            duty.node.refuse(f"没有第{number}条。", f"There is no Art. {number}.")
    if numbers != sorted(numbers):
        late = next(
            duty for duty, before in zip(duties[1:], numbers, strict=False) if int(_place(duty.article)[0]) < before
        )
        late.node.refuse("义务按条款的顺序排列。", "Duties stand in the order of the articles.")
    missing = sorted(set(range(1, count + 1)) - set(numbers))
    if missing:
        said["duties"].refuse(
            f"没有第{'、'.join(map(str, missing))}条的义务。", f"No duty of Art. {', '.join(map(str, missing))}."
        )
    return Statute(said["statute"].text(), said["title"].text(), said["number"].text(), count, duties)


def _duty(name: object, node: Node) -> Duty:
    if not isinstance(name, str) or not _DUTY.fullmatch(name):
        node.refuse("编号应为“713-15-days”的形式。", "An id is written like 713-15-days.")
    said = node.of(required=("article", "who", "modality", "duty", "met"), optional=("trigger",))
    met = said["met"].of(optional=_HOW)
    if not met:
        said["met"].refuse("没有写明怎样落实。", "It does not say how the duty is met.")
    if "outside" in met and len(met) > 1:
        met["outside"].refuse("系统之外的义务，不能同时由系统落实。", "What is outside is not met inside as well.")
    if not _ARTICLE.fullmatch(said["article"].text()):
        said["article"].refuse("条款应写作 15(1)。", "A place is written like 15(1).")

    def text(key: str) -> str:
        return met[key].text() if key in met else ""

    return Duty(
        id=name,
        article=said["article"].text(),
        who=said["who"].text(),
        modality=Modality(said["modality"].one_of(tuple(Modality))),
        duty=said["duty"].text(),
        trigger=said["trigger"].text() if "trigger" in said else "",
        rules=_names(met, "rules"),
        records=_names(met, "records"),
        deadline=text("deadline"),
        role=met["role"].one_of(tuple(Role)) if "role" in met else "",
        report=text("report"),
        outside=text("outside"),
        awaits=_awaited(met["awaits"]) if "awaits" in met else None,
        node=node,
    )


def _names(fields: Mapping[str, Node], key: str) -> tuple[str, ...]:
    return tuple(item.text() for item in fields[key].items()) if key in fields else ()


def _awaited(node: Node) -> Awaited:
    said = node.of(required=("issue", "rules", "records"))
    awaited = Awaited(said["issue"].text(), _names(said, "rules"), _names(said, "records"))
    if not awaited.rules and not awaited.records:
        node.refuse("没有写明等待什么。", "It does not say what is awaited.")
    return awaited


def dangling(
    statute: Statute, rules: Mapping[str, Rule], acts: frozenset[str], has_parameter: Callable[[str], bool]
) -> Iterator[str]:
    """What the duties name and is not there, and the rules whose place has no duty: one sentence each."""
    for duty in statute.duties:
        yield from (f"{duty.id}: no rule {one}" for one in duty.rules if one not in rules)
        yield from (f"{duty.id}: no act {one}" for one in duty.records if one not in acts)
        if duty.deadline and not has_parameter(duty.deadline):
            yield f"{duty.id}: no parameter {duty.deadline}"
    for rule in rules.values():
        if statute.holds(rule) and not any(statute.of_article(rule.article)):
            yield f"{rule.id}: no duty of Art. {rule.article}"
