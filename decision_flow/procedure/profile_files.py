"""One level's file of `config/profiles/`: dated values with citation, modality and the state of our knowledge.

The floor (a file that extends nothing) lists every parameter with label and unit, as silent where its text is silent;
a level below names only what its own text sets, leaves unread or ends. Nothing is invented in Python.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from decision_flow.procedure.citation import Citation
from decision_flow.procedure.config_file import ConfigError, Node, plain, read
from decision_flow.terms import BodyKind, Knowledge, Limb, MatterClass, Modality, Stage

SECTIONS = ("catalog", "decision", *(stage.value for stage in Stage), "bodies", "supervision", "time")
_HEADER = ("profile", "title", "extends", "in_force", "instrument", "instruments")
_PLACES = ("article", "paragraph", "point", "item")
DAY = timedelta(days=1)


class ProfileError(ConfigError):
    """A profile file cannot be used: file, line, key and what is wrong."""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A text that a level cites. `effective_to` is its last day; None while it has no end."""

    citation: Citation
    knowledge: Knowledge
    effective_to: date | None


@dataclass(frozen=True, slots=True)
class Dated:
    """What one level says of one parameter from a day on. `ended`: abolished from that day; `until`: the last day of
    the text that says it."""

    since: date
    until: date | None
    value: Any
    knowledge: Knowledge
    citation: Citation
    note: str
    ended: bool
    node: Node

    @property
    def speaks(self) -> bool:
        """Whether the level itself answers: a value, or a text nobody has read. Silence asks the level above."""
        return not self.ended and (self.value is not None or self.knowledge is Knowledge.UNREAD)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter in one level's file, its values in the order of their days. `choices`: the only words it may take.
    `shown_only`: no rule of this version asks it, and whoever reads the profile is told so."""

    key: str
    label: str
    unit: str
    modality: Modality | None
    stricter: Any
    choices: tuple[str, ...]
    values: tuple[Dated, ...]
    node: Node
    shown_only: bool = False

    def on(self, day: date) -> Dated | None:
        """The value in force that day; None before the first."""
        current = None
        for dated in self.values:
            if dated.since <= day:
                current = dated
        return current


@dataclass(frozen=True, slots=True)
class Level:
    """One file: its name, the level above it, its parameters."""

    name: str
    title: str
    extends: str | None
    in_force: date | None
    instruments: Mapping[str, Instrument]
    parameters: Mapping[str, Parameter]
    node: Node

    @property
    def days(self) -> Iterator[date]:
        """Every day on which something of this level changes."""
        return (dated.since for parameter in self.parameters.values() for dated in parameter.values)


def freeze(value: Any) -> Any:
    """Lists as tuples, mappings as read-only views."""
    if isinstance(value, Mapping):
        return MappingProxyType({key: freeze(item) for key, item in value.items()})
    if isinstance(value, (list, tuple)):
        return tuple(freeze(item) for item in value)
    return value


def _whole(node: Node) -> None:
    node.whole()


def _flag(node: Node) -> None:
    node.flag()


def _text(node: Node) -> None:
    node.text()


def _words(node: Node) -> None:
    for item in node.items():
        item.text()


def _matching(pattern: str, zh: str, en: str) -> Callable[[Node], None]:
    def check(node: Node) -> None:
        if not re.fullmatch(pattern, node.text()):
            node.refuse(zh, en)

    return check


def _by_body_kind(node: Node) -> None:
    node.of(optional=tuple(BodyKind))
    for item in node.fields.values():
        (_words if isinstance(item.value, list) else _text)(item)


def _words_by(*keys: str) -> Callable[[Node], None]:
    def check(node: Node) -> None:
        node.of(optional=keys)
        for item in node.fields.values():
            _words(item)

    return check


def _weights(node: Node) -> None:
    for item in node.fields.values():
        item.whole()


UNITS: dict[str, Callable[[Node], None]] = {
    "flag": _flag,
    "calendar_days": _whole,
    "working_days": _whole,
    "months": _whole,
    "years": _whole,
    "persons": _whole,
    "word": _text,
    "words": _words,
    "by_body_kind": _by_body_kind,
    "by_matter": _words_by(*MatterClass, "normative_document"),
    "by_limb": _words_by(*Limb),
    "weights": _weights,
    "fraction": _matching(r"[1-9]\d?/[1-9]\d?", "应为几分之几，例如 1/2。", "A fraction is expected, such as 1/2."),
    "month_day": _matching(r"(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])", "应为月-日。", "MM-DD is expected."),
}


def read_level(path: Path) -> Level:
    """The level in the file, checked by itself."""
    top = read(path, ProfileError)
    head = top.of(
        required=("profile", "title", "instrument", "instruments"), optional=("extends", "in_force", *SECTIONS)
    )
    name = head["profile"].text()
    if name != path.stem:
        head["profile"].refuse(f"文件名应为 {name}.yaml。", f"The file of `{name}` must be called {name}.yaml.")
    instruments = {key: _instrument(node) for key, node in head["instruments"].fields.items()}
    own = head["instrument"].one_of(tuple(instruments))
    is_floor = "extends" not in head
    if is_floor and "in_force" not in head:
        top.refuse("最上一级应写明施行日期“in_force”。", "A floor must say from when it is `in_force`.")
    parameters = dict(_parameters(head, instruments, own, is_floor))
    in_force = head["in_force"].day() if "in_force" in head else None
    extends = None if is_floor else head["extends"].text()
    level = Level(name, head["title"].text(), extends, in_force, instruments, parameters, top)
    if is_floor:
        _check_days(level)
    return level


def _check_days(level: Level) -> None:
    """A floor has a value of every parameter from its first day on, and none before it (Art. 44)."""
    for parameter in level.parameters.values():
        if level.in_force and parameter.values[0].since < level.in_force:
            parameter.values[0].node.refuse(
                f"早于施行之日（{level.in_force}）。", f"This lies before the entry into force on {level.in_force}."
            )
        if level.in_force and parameter.on(level.in_force) is None:
            parameter.node.refuse(
                f"施行之日（{level.in_force}）没有取值。", f"No value on the day of entry into force, {level.in_force}."
            )


def _instrument(node: Node) -> Instrument:
    said = node.of(required=("title", "knowledge"), optional=("number", "effective_to"))
    number = said["number"].text() if "number" in said else ""
    knowledge = Knowledge(said["knowledge"].one_of(tuple(Knowledge)))
    until = said["effective_to"].day() if "effective_to" in said else None
    return Instrument(Citation(said["title"].text(), number), knowledge, until)


def _parameters(
    head: dict[str, Node], instruments: dict[str, Instrument], own: str, is_floor: bool
) -> Iterator[tuple[str, Parameter]]:
    for section, node in head.items():
        if section in _HEADER:
            continue
        for name, said in node.fields.items():
            key = f"{section}.{name}"
            yield key, _parameter(key, said, instruments, own, is_floor)


def _parameter(key: str, node: Node, instruments: dict[str, Instrument], own: str, is_floor: bool) -> Parameter:
    said = (
        node.of(required=("label", "unit", "modality", "values"), optional=("stricter", "choices", "shown_only"))
        if is_floor
        else node.of(required=("values",), optional=("modality", "unit"))
    )
    values = sorted(
        (_dated(day, item, instruments, own) for day, item in said["values"].fields.items()), key=lambda one: one.since
    )
    if not values:
        said["values"].refuse("没有取值。", "There is no value.")
    _check_gaps(values)
    unit = said["unit"].one_of(tuple(UNITS)) if "unit" in said else ""
    modality = Modality(said["modality"].one_of(tuple(Modality))) if "modality" in said else None
    return Parameter(
        key,
        said["label"].text() if is_floor else "",
        unit,
        modality,
        _stricter(said["stricter"]) if "stricter" in said else None,
        tuple(item.text() for item in said["choices"].items()) if "choices" in said else (),
        tuple(values),
        node,
        "shown_only" in said and said["shown_only"].flag(),
    )


def _check_gaps(values: list[Dated]) -> None:
    """A value ends with the text that says it: then another one, or `ended`, must follow without a gap."""
    for dated, following in zip(values, [*values[1:], None], strict=True):
        if dated.until is None:
            continue
        if dated.since > dated.until:
            dated.node.refuse(
                f"{dated.citation.instrument}已于{dated.until}失效。",
                f"{dated.citation.instrument} had ended on {dated.until}.",
            )
        if following is None or following.since > dated.until + DAY:
            dated.node.refuse(
                f"{dated.citation.instrument}于{dated.until}失效，此后没有取值：写明后继规定，或者写 ended: true。",
                f"{dated.citation.instrument} ends on {dated.until} and nothing follows: a gap in time. "
                f"Write what follows, or `ended: true` from the next day.",
            )


def _stricter(node: Node) -> Any:
    if isinstance(node.value, list):
        return tuple(plain(node))
    if node.value is not True:
        node.one_of(("larger", "smaller", "superset", "subset"))
    return node.value


def _dated(day: Any, node: Node, instruments: dict[str, Instrument], own: str) -> Dated:
    if type(day) is not date:
        node.refuse(
            "取值应写明自何日起施行（年-月-日）。", "A value stands under the date from which it applies, YYYY-MM-DD."
        )
    said = node.of(required=("cite",), optional=("value", "knowledge", "note", "ended"))
    cited, text = _cite(said["cite"], instruments, own)
    known, ended = text.knowledge, "ended" in said and said["ended"].flag()
    knowledge = Knowledge(said["knowledge"].one_of(tuple(Knowledge))) if "knowledge" in said else known
    value = plain(said["value"]) if "value" in said else None
    if ended and "value" in said:
        said["value"].refuse("已废止的不得再有取值。", "What is ended has no value.")
    if knowledge is Knowledge.UNREAD and value is not None:
        said["value"].refuse("未读到原文的不得填写取值。", "A text that nobody has read has no value.")
    if not ended and "value" not in said and knowledge is not Knowledge.UNREAD:
        node.refuse(
            "缺少“value”；原文没有规定的写 value: null。",
            "`value` is missing; write `value: null` where the text is silent.",
        )
    note, until = said["note"].text() if "note" in said else "", None if ended else text.effective_to
    return Dated(day, until, freeze(value), knowledge, cited, note, ended, node)


def _cite(node: Node, instruments: dict[str, Instrument], own: str) -> tuple[Citation, Instrument]:
    said = node.of(optional=("instrument", "quote", *_PLACES))
    text = instruments[said["instrument"].one_of(tuple(instruments)) if "instrument" in said else own]
    where = {name: said[name].whole() for name in _PLACES if name in said}
    quote = said["quote"].text() if "quote" in said else ""
    return Citation(text.citation.instrument, text.citation.number, **where, quote=quote), text
