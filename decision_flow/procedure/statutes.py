"""Statutes as lists of duties (`config/statutes/*.yaml`), read strictly: whose, how strong, and how each is met."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from decision_flow.procedure.config_file import ConfigError, Node, read
from decision_flow.procedure.rules import Rule
from decision_flow.terms import Knowledge, Modality, Role

REGULATIONS = "713"
"""The statute that a rule cites by the article alone."""
_PLACE = re.compile(r"([1-9]\d*)(?:\(([1-9])\))?")
_CITED = re.compile(r"(?:([A-Z0-9]+)-|([A-Z]+))?([1-9]\d*(?:\(\d\))*)")
_DUTY = re.compile(r"([0-9A-Z]+)-([1-9]\d*)(?:-[0-9a-z]+)*")
_RANGE = re.compile(r"([1-9]\d*)(?:-([1-9]\d*))?")
_HOW = ("rules", "records", "deadline", "role", "report", "outside", "awaits")
_AWAITED = ("rules", "records", "modules")
_KNOWN = (Knowledge.READ, Knowledge.UNVERIFIED)


class StatuteError(ConfigError):
    """A file of duties cannot be used: file, line, key and what is wrong."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text in both languages; empty where there is none."""

    zh: str = ""
    en: str = ""

    def told(self, lang: str) -> str:
        """The text in one language."""
        return self.en if lang == "en" else self.zh


@dataclass(frozen=True, slots=True)
class Awaited:
    """What a later piece of work delivers: its title, and the rules, acts and modules that there are then."""

    issue: str
    rules: tuple[str, ...]
    records: tuple[str, ...]
    modules: tuple[str, ...]

    @property
    def everything(self) -> tuple[str, ...]:
        """All that is awaited, by name."""
        return (*self.rules, *self.records, *self.modules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Duty:
    """One duty: where it stands, whose it is, whether its text was read, and how it is met."""

    id: str
    article: str
    who: Said
    modality: Modality
    duty: Said
    trigger: str
    knowledge: Knowledge
    rules: tuple[str, ...]
    records: tuple[str, ...]
    deadline: str
    role: str
    report: Said
    outside: Said
    awaits: Awaited | None
    node: Node


@dataclass(frozen=True, slots=True)
class Statute:
    """One file: a statute and its duties in the order of its articles, or of its items where it is a plan.

    `binding` are the places that must have a duty: all of them, unless the file says which bind a decision.
    """

    name: str
    title: str
    number: str
    by_item: bool
    binding: frozenset[int]
    duties: tuple[Duty, ...]

    def cited(self, duty: Duty) -> str:
        """The place of a duty as rules write it: 15(1), J30, 783-18."""
        joint = "" if self.by_item else "-"
        return duty.article if self.name == REGULATIONS else f"{self.name}{joint}{duty.article}"

    def of_article(self, article: str) -> Iterator[Duty]:
        """The duties of a place: its own paragraph, the whole article, or any part of it."""
        number, paragraph = _place(article)
        for duty in self.duties:
            its_number, its_paragraph = _place(duty.article)
            if number == its_number and (paragraph == its_paragraph or "" in (paragraph, its_paragraph)):
                yield duty

    def enforced_by(self, duty: Duty, rules: Iterable[Rule]) -> tuple[str, ...]:
        """The rules that the duty names, and those of exactly its place that no duty of the statute names."""
        named = {one for each in self.duties for one in each.rules}
        here = (self.name, duty.article)
        return (*duty.rules, *sorted(rule.id for rule in rules if rule.id not in named and cited(rule) == here))


def cited(rule: Rule) -> tuple[str, str] | None:
    """Statute and place that a rule enforces, or None: it is a rule of this system."""
    found = _CITED.fullmatch(rule.article)
    return (found[1] or found[2] or REGULATIONS, found[3]) if found else None


def _place(article: str) -> tuple[str, str]:
    found = _PLACE.match(article)
    return (found[1], found[2] or "") if found else (article, "")


def read_statutes(folder: Path) -> tuple[Statute, ...]:
    """All statutes of the folder, the Regulations first. Raises StatuteError."""
    found: dict[str, Statute] = {}
    for path in sorted(folder.glob("*.yaml")):
        top = read(path, StatuteError)
        statute = _statute(top)
        if statute.name in found:
            top.fields["statute"].refuse("另一文件已列出这一规范。", "Another file lists this statute already.")
        found[statute.name] = statute
    return tuple(sorted(found.values(), key=lambda one: one.name != REGULATIONS))


def _statute(top: Node) -> Statute:
    places = "items" if "items" in top.fields else "articles"
    said = top.of(
        required=("statute", "title", "number", places, "bearers", "duties"), optional=("binding", "knowledge")
    )
    name, count = said["statute"].text(), said[places].whole()
    known = _knowledge(said, Knowledge.READ)
    bearers = {zh: Said(zh, en.text()) for zh, en in said["bearers"].fields.items()}
    duties = tuple(_duty(key, node, name, known, bearers) for key, node in said["duties"].fields.items())
    binding = _binding(said["binding"]) if "binding" in said else frozenset(range(1, count + 1))
    numbers = [int(_place(duty.article)[0]) for duty in duties]
    for duty, number in zip(duties, numbers, strict=True):
        if number > count:
            duty.node.refuse(f"没有第{number}条。", f"There is no Art. {number}.")
    for duty, number, before in zip(duties[1:], numbers[1:], numbers, strict=False):
        if number < before:
            duty.node.refuse("义务按条款的顺序排列。", "Duties stand in the order of the articles.")
    missing = sorted(binding - set(numbers))
    if missing:
        said["duties"].refuse(
            f"没有第{'、'.join(map(str, missing))}条的义务。", f"No duty of Art. {', '.join(map(str, missing))}."
        )
    return Statute(name, said["title"].text(), said["number"].text(), places == "items", binding, duties)


def _binding(node: Node) -> frozenset[int]:
    found = set[int]()
    for part in node.text().split(", "):
        ends = _RANGE.fullmatch(part)
        if ends is None:
            node.refuse("应写作“12, 20-34”。", "Places are written like 12, 20-34.")
        found.update(range(int(ends[1]), int(ends[2] or ends[1]) + 1))
    return frozenset(found)


def _knowledge(said: Mapping[str, Node], otherwise: Knowledge) -> Knowledge:
    return Knowledge(said["knowledge"].one_of(_KNOWN)) if "knowledge" in said else otherwise


def _duty(name: object, node: Node, statute: str, known: Knowledge, bearers: Mapping[str, Said]) -> Duty:
    written = _DUTY.fullmatch(name) if isinstance(name, str) else None
    if written is None:
        node.refuse("编号应为“713-15-days”的形式。", "An id is written like 713-15-days.")
    said = node.of(required=("article", "who", "modality", "duty", "en", "met"), optional=("trigger", "knowledge"))
    met = said["met"].of(optional=_HOW)
    if not met:
        said["met"].refuse("没有写明怎样落实。", "It does not say how the duty is met.")
    if "outside" in met and len(met) > 1:
        met["outside"].refuse("系统之外的义务，不能同时由系统落实。", "What is outside is not met inside as well.")
    article = said["article"].text()
    if not _PLACE.fullmatch(article):
        said["article"].refuse("条款应写作 15(1)。", "A place is written like 15(1).")
    if (written[1], written[2]) != (statute, _place(article)[0]):
        node.refuse(f"编号应以“{statute}-条款号”开头。", f"An id begins with {statute} and the number of its article.")
    return Duty(
        id=written[0],
        article=article,
        who=bearers[said["who"].one_of(tuple(bearers))],
        modality=Modality(said["modality"].one_of(tuple(Modality))),
        duty=Said(said["duty"].text(), said["en"].text()),
        trigger=said["trigger"].text() if "trigger" in said else "",
        knowledge=_knowledge(said, known),
        rules=_names(met, "rules"),
        records=_names(met, "records"),
        deadline=met["deadline"].text() if "deadline" in met else "",
        role=met["role"].one_of(tuple(Role)) if "role" in met else "",
        report=_both(met, "report"),
        outside=_both(met, "outside"),
        awaits=_awaited(met["awaits"]) if "awaits" in met else None,
        node=node,
    )


def _names(fields: Mapping[str, Node], key: str) -> tuple[str, ...]:
    return tuple(item.text() for item in fields[key].items()) if key in fields else ()


def _both(fields: Mapping[str, Node], key: str) -> Said:
    if key not in fields:
        return Said()
    said = fields[key].of(required=("zh", "en"))
    return Said(said["zh"].text(), said["en"].text())


def _awaited(node: Node) -> Awaited:
    said = node.of(required=("issue",), optional=_AWAITED)
    awaited = Awaited(said["issue"].text(), *(_names(said, key) for key in _AWAITED))
    if not awaited.everything:
        node.refuse("没有写明等待什么。", "It does not say what is awaited.")
    return awaited
