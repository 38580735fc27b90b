"""The sentences of findings by rule and code, in Chinese and English: `config/messages/{zh,en}/`, one file per room.

The ledger stores code and values; here they become sentences. A sentence that is not there raises, with its key: a
clerk is never shown a blank.
"""

import re
import string
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from decision_flow.procedure.citation import place
from decision_flow.procedure.config_file import ConfigError, Node, read

_RULE = re.compile(r"[A-Z]{2,3}-[A-Z0-9]+(-[A-Z0-9]+)*")
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_ARTICLE = re.compile(r"(?:([A-Z0-9]+)-)?(\d+)(?:\((\d+)\))?(?:\((\d+)\))?")
_ITEM = re.compile(r"([A-Z]+)(\d+)")
_TABLES = ("titles", "terms", "instruments", "formats", "pages", "acts", "fields")


class MessageError(ConfigError):
    """A file of messages cannot be used: file, line, key and what is wrong."""


class MissingMessage(LookupError):
    """A sentence, a word or a value that a sentence names is not there; the key says which."""

    def __init__(self, lang: str, key: str, what: str = "没有文字。No text") -> None:
        self.lang, self.key = lang, key
        super().__init__(f"config/messages/{lang}: {key}: {what}.")


@dataclass(slots=True)
class _Language:
    """Everything said in one language, as `rule.code.field` → template, and the tables beside it."""

    lang: str
    texts: dict[str, str] = field(default_factory=dict)
    tables: dict[str, dict[str, Any]] = field(default_factory=lambda: {name: {} for name in _TABLES})

    def text(self, key: str) -> str:
        if key not in self.texts:
            raise MissingMessage(self.lang, key)
        return self.texts[key]

    def entry(self, table: str, key: str) -> Any:
        if key not in self.tables[table]:
            raise MissingMessage(self.lang, f"{table}.{key}")
        return self.tables[table][key]

    def word(self, enumeration: str, value: str) -> str:
        """The word of one value of an enumeration."""
        words = self.entry("terms", enumeration)
        if value not in words:
            raise MissingMessage(self.lang, f"terms.{enumeration}.{value}")
        return str(words[value])

    def shown(self, value: Any, enumeration: str = "") -> str:
        """A value as it is read: dates, yes and no, words of enumerations, lists; anything else as it stands."""
        if isinstance(value, Enum):
            return self.word(enumeration or type(value).__name__, str(value.value))
        if isinstance(value, bool):
            return self.word("Flag", str(value).lower())
        if isinstance(value, Sequence) and not isinstance(value, str):
            return str(self.entry("formats", "list")).join(self.shown(item, enumeration) for item in value)
        if isinstance(value, date) or (isinstance(value, str) and _DATE.fullmatch(value)):
            day = date.fromisoformat(value) if isinstance(value, str) else value
            return str(self.entry("formats", "date")).format(year=day.year, month=day.month, day=day.day)
        if value is None:
            return str(self.entry("formats", "none"))
        return self.word(enumeration, value) if enumeration else self._plain(str(value))

    def _plain(self, value: str) -> str:
        """A text from the ledger: the word where exactly one enumeration has it, else the text itself."""
        words = {words[value] for words in self.tables["terms"].values() if value in words}
        return str(words.pop()) if len(words) == 1 else value


class _Filling(string.Formatter):
    """`{days}`, or `{level:RiskLevel}` where a text of the ledger is the word of an enumeration."""

    def __init__(self, language: _Language, key: str) -> None:
        self._language, self._key = language, key

    def get_value(self, key: int | str, args: Sequence[Any], kwargs: Mapping[str, Any]) -> Any:
        if key not in kwargs:
            raise MissingMessage(self._language.lang, self._key, f"缺少要填入的“{key}”。No value for {{{key}}}")
        return kwargs[str(key)]

    def format_field(self, value: Any, format_spec: str) -> str:
        return self._language.shown(value, format_spec)


class Messages:
    """All languages of `config/messages/`, checked when it is made."""

    def __init__(self, config: Path) -> None:
        folder = config / "messages"
        self._languages = {path.name: _read_language(path) for path in sorted(folder.iterdir()) if path.is_dir()}

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages there are."""
        return tuple(self._languages)

    def text(self, rule_id: str, code: str, values: Mapping[str, Any], lang: str = "zh") -> str:
        """What is missing, or why a rule is met or does not apply."""
        return self._fill(f"{rule_id}.{code}.missing", values, lang)

    def cure(self, rule_id: str, code: str, values: Mapping[str, Any], lang: str = "zh") -> str:
        """What has to be done about it."""
        return self._fill(f"{rule_id}.{code}.cure", values, lang)

    def what(self, rule_id: str, lang: str = "zh") -> str:
        """The requirement of a rule in one sentence."""
        return self._language(lang).text(f"{rule_id}.what")

    def title(self, key: str, values: Mapping[str, Any] | None = None, lang: str = "zh") -> str:
        """The title of a problem or a page."""
        language = self._language(lang)
        return _Filling(language, f"titles.{key}").vformat(language.entry("titles", key), (), values or {})

    def page(self, key: str, values: Mapping[str, Any] | None = None, lang: str = "zh") -> str:
        """A sentence of a page."""
        language = self._language(lang)
        return _Filling(language, f"pages.{key}").vformat(language.entry("pages", key), (), values or {})

    def act(self, command: str, lang: str = "zh") -> str:
        """What an act is called, by the name of its command: StartDecision → 决定启动."""
        return str(self._language(lang).entry("acts", command))

    def label(self, name: str, of: str = "", lang: str = "zh") -> str:
        """What a field is called; `of` is the command or part that gives it a meaning of its own, where one does."""
        fields = self._language(lang).tables["fields"]
        own = f"{of}.{name}"
        return str(fields[own]) if own in fields else str(self._language(lang).entry("fields", name))

    def word(self, value: Enum, lang: str = "zh") -> str:
        """The word of a value of decision_flow/terms.py: 承办单位负责人."""
        return self._language(lang).word(type(value).__name__, str(value.value))

    def terms(self, enumeration: str, lang: str = "zh") -> Mapping[str, str]:
        """The words of a list of the profile, by value."""
        return dict(self._language(lang).entry("terms", enumeration))

    def term(self, enumeration: str, value: str, lang: str = "zh") -> str:
        """The word of a value of one list of terms; a value that stands in none of them is its own word."""
        return str(self._language(lang).entry("terms", enumeration).get(value, value))

    def told(self, value: Any, table: str, lang: str = "zh") -> str:
        """A value of a profile in words: those of the table first, then as in any sentence."""
        language = self._language(lang)
        if isinstance(value, Sequence) and not isinstance(value, str):
            return str(language.entry("formats", "list")).join(self.told(item, table, lang) for item in value)
        if isinstance(value, Mapping):
            pair, pairs = str(language.entry("formats", "pair")), str(language.entry("formats", "pairs"))
            told = (self.told(key, table, lang) + pair + self.told(each, table, lang) for key, each in value.items())
            return pairs.join(told)
        words = language.entry("terms", table)
        return str(words[value]) if isinstance(value, str) and value in words else language.shown(value)

    def article(self, article: str, lang: str = "zh") -> str:
        """A rule's article on paper: "15(1)" → 《…》第十五条第一款, "J30" → 《…》第30项, "783-18", "system"."""
        found = _ARTICLE.fullmatch(article) or _ITEM.fullmatch(article)
        title = self.instrument((found[1] or "713") if found else article, lang)
        where = self.place(article, lang)
        return f"{title}{'' if lang == 'zh' or not where else ', '}{where}"

    def instrument(self, code: str, lang: str = "zh") -> str:
        """The title of an instrument by the code that rules cite: 713, J, 783, OGI."""
        return str(self._language(lang).entry("instruments", code))

    def place(self, article: str, lang: str = "zh") -> str:
        """The place in its instrument alone: 第十五条第一款, 第30项; empty for a rule of this system."""
        if found := _ARTICLE.fullmatch(article):
            where = place(*(int(number) if number else None for number in found.groups()[1:]))
            return where if lang == "zh" else f"Art. {article.rpartition('-')[2]}"
        if found := _ITEM.fullmatch(article):
            return place(None, item=int(found[2])) if lang == "zh" else f"item {found[2]}"
        return ""

    def keys(self, lang: str) -> frozenset[str]:
        """Every key of a language: two languages are complete when they have the same."""
        language = self._language(lang)
        return frozenset(
            {
                *language.texts,
                *(f"{table}.{key}" for table in _TABLES if table != "terms" for key in language.tables[table]),
                *(f"terms.{name}.{value}" for name, words in language.tables["terms"].items() for value in words),
            }
        )

    def placeholders(self, key: str, lang: str) -> frozenset[str]:
        """The values that a sentence names."""
        return frozenset(_placeholders(self._language(lang).text(key)))

    def _language(self, lang: str) -> _Language:
        if lang not in self._languages:
            raise MissingMessage(lang, "(language)")
        return self._languages[lang]

    def _fill(self, key: str, values: Mapping[str, Any], lang: str) -> str:
        language = self._language(lang)
        return _Filling(language, key).vformat(language.text(key), (), values)


def _placeholders(template: str) -> Iterator[str]:
    return (name for _, name, _, _ in string.Formatter().parse(template) if name is not None)


def _read_language(folder: Path) -> _Language:
    language, seen = _Language(folder.name), dict[str, Node]()
    for path in sorted(folder.glob("*.yaml")):
        for name, node in read(path, MessageError).fields.items():
            for key, value in _table(name, node) if name in _TABLES else _rule(name, node):
                if key in seen:
                    value.refuse(
                        f"“{key}”已在 {seen[key].file} 第{seen[key].line}行写过。",
                        f"`{key}` is already written in {seen[key].file}, line {seen[key].line}.",
                    )
                seen[key] = value
                _keep(language, name, key, value)
    for key, node in seen.items():
        if not key.startswith("formats."):
            _check_specs(language, key, node)
    return language


def _keep(language: _Language, name: str, key: str, node: Node) -> None:
    if name == "terms":
        _, enumeration, value = key.split(".", 2)
        language.tables["terms"].setdefault(enumeration, {})[value] = node.text()
    elif name in _TABLES:
        language.tables[name][key.partition(".")[2]] = node.text()
    else:
        language.texts[key] = node.text()


def _table(name: str, node: Node) -> Iterator[tuple[str, Node]]:
    for key, item in node.fields.items():
        if name == "terms":
            yield from ((f"terms.{key}.{value}", word) for value, word in item.fields.items())
        else:
            yield f"{name}.{key}", item


def _rule(rule_id: Any, node: Node) -> Iterator[tuple[str, Node]]:
    if not isinstance(rule_id, str) or not _RULE.fullmatch(rule_id):
        node.refuse(
            "既不是规则编号，也不是 titles、terms、instruments、formats。",
            f"`{rule_id}` is neither a rule id nor one of {', '.join(_TABLES)}.",
        )
    for code, item in node.of(required=("what",), optional=tuple(map(str, node.fields))).items():
        if not _CODE.fullmatch(code):
            item.refuse("代码应为小写字母和下划线。", "A code is written in small letters and underscores.")
        if code == "what":
            yield f"{rule_id}.what", item
        elif isinstance(item.value, str):
            yield f"{rule_id}.{code}.missing", item
        else:
            yield from (
                (f"{rule_id}.{code}.{part}", text)
                for part, text in item.of(required=("missing",), optional=("cure",)).items()
            )


def _check_specs(language: _Language, key: str, node: Node) -> None:
    try:
        parts = list(string.Formatter().parse(node.text()))
    except ValueError as broken:
        node.refuse("花括号不成对。", f"Not a template: {broken}.")
    if key.endswith(".what") and any(name is not None for _, name, _, _ in parts):
        node.refuse("规则的要求不填入数值。", "The requirement of a rule names no values.")
    for _, name, spec, conversion in parts:
        if name is not None and (not _CODE.fullmatch(name) or conversion):
            node.refuse(f"“{{{name}}}”不是可以填入的名称。", f"`{{{name}}}` is no name of a value.")
        if spec and spec not in language.tables["terms"]:
            node.refuse(f"没有名为“{spec}”的词表。", f"There are no terms `{spec}` in {language.lang}.")
