"""Reading a file of `config/`: YAML in one accepted form, where every value knows its file, line and key.

PyYAML keeps the last of two equal keys in silence, reads `no` as false and 1.5 as a float: all three are refused.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

import yaml

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WHOLE = re.compile(r"-?(0|[1-9][0-9]*)")
_TAG = "tag:yaml.org,2002:"


class ConfigError(ValueError):
    """A file of `config/` cannot be used as it stands: file, line, key, and a sentence in Chinese, then English."""

    def __init__(self, file: str, line: int, key: str, zh: str, en: str) -> None:
        self.file, self.line, self.key, self.zh, self.en = file, line, key, zh, en
        super().__init__(f"{file}:{line}: {key or '(top)'}: {zh} {en}")


@dataclass(frozen=True, slots=True)
class Node:
    """A value with its place. Mappings hold nodes by key, lists hold nodes."""

    value: Any
    file: str
    line: int
    key: str
    error: type[ConfigError] = ConfigError

    def refuse(self, zh: str, en: str) -> NoReturn:
        """Raise the error of this file at this place."""
        raise self.error(self.file, self.line, self.key, zh, en)

    @property
    def fields(self) -> dict[Any, "Node"]:
        """The nodes of a mapping by key."""
        if not isinstance(self.value, dict):
            self.refuse("此处应为“键: 值”。", "A mapping is expected here.")
        return self.value

    def of(self, *, required: tuple[str, ...] = (), optional: tuple[str, ...] = ()) -> dict[str, "Node"]:
        """The nodes of a mapping that has these keys and no other."""
        for name in required:
            if name not in self.fields:
                self.refuse(f"缺少“{name}”。", f"`{name}` is missing.")
        for name, node in self.fields.items():
            if name not in required and name not in optional:
                node.refuse(f"不认识的键“{name}”。", f"Unknown key `{name}`; known: {', '.join(required + optional)}.")
        return self.fields

    def items(self) -> Iterator["Node"]:
        """The nodes of a list."""
        if not isinstance(self.value, list):
            self.refuse("此处应为列表。", "A list is expected here.")
        yield from self.value

    def text(self) -> str:
        """A text that is not empty."""
        if not isinstance(self.value, str) or not self.value.strip():
            self.refuse("此处应为文字。", "A text is expected here.")
        return self.value

    def whole(self) -> int:
        """A whole number that is not negative."""
        if type(self.value) is not int or self.value < 0:
            self.refuse("此处应为非负整数。", "A whole number, zero or more, is expected here.")
        return self.value

    def flag(self) -> bool:
        """true or false."""
        if type(self.value) is not bool:
            self.refuse("此处应为 true 或者 false。", "true or false is expected here.")
        return self.value

    def day(self) -> date:
        """A date, YYYY-MM-DD."""
        if type(self.value) is not date:
            self.refuse("此处应为日期（年-月-日）。", "A date, YYYY-MM-DD, is expected here.")
        return self.value

    def one_of(self, words: tuple[str, ...]) -> str:
        """One of the words, and no other."""
        if self.value not in words:
            self.refuse(f"“{self.value}”不在允许的取值之内。", f"`{self.value}` is none of: {', '.join(words)}.")
        return str(self.value)


def plain(node: Node) -> Any:
    """The value without its places."""
    if isinstance(node.value, dict):
        return {key: plain(item) for key, item in node.value.items()}
    if isinstance(node.value, list):
        return [plain(item) for item in node.value]
    return node.value


def read(path: Path, error: type[ConfigError] = ConfigError) -> Node:
    """The file as nodes. Raises `error` with the place where the file is no accepted YAML."""
    try:
        top = yaml.compose(path.read_text("utf-8"), Loader=_LOADER)
    except yaml.MarkedYAMLError as broken:
        line = broken.problem_mark.line + 1 if broken.problem_mark else 1
        raise error(str(path), line, "", "不是有效的 YAML。", f"Not YAML: {broken.problem}.") from broken
    if not isinstance(top, yaml.MappingNode):
        raise error(str(path), 1, "", "文件应为“键: 值”。", "The file must be a mapping.")
    return _node(top, str(path), "", error)


def _node(made: yaml.Node, file: str, key: str, error: type[ConfigError], line: int | None = None) -> Node:
    at = made.start_mark.line + 1 if line is None else line
    if isinstance(made, yaml.ScalarNode):
        return Node(_scalar(made, Node(None, file, at, key, error)), file, at, key, error)
    if isinstance(made, yaml.SequenceNode):
        return Node([_node(item, file, key, error) for item in made.value], file, at, key, error)
    found: dict[Any, Node] = {}
    for name, item in made.value:
        place = Node(None, file, name.start_mark.line + 1, f"{key}.{name.value}".lstrip("."), error)
        word = _scalar(name, place)
        if word in found:
            place.refuse(
                f"“{name.value}”写了两次，前一次在第{found[word].line}行。",
                f"`{name.value}` is written twice, first in line {found[word].line}.",
            )
        found[word] = _node(item, file, place.key, error, place.line)
    return Node(found, file, at, key, error)


def _scalar(made: yaml.Node, place: Node) -> Any:
    kind, text = made.tag.removeprefix(_TAG), made.value
    if kind == "str":
        return text
    if kind == "null":
        return None
    if kind == "bool" and text in ("true", "false"):
        return text == "true"
    if kind == "int" and _WHOLE.fullmatch(text):
        return int(text)
    if kind == "timestamp":
        try:
            return date.fromisoformat(text)
        except ValueError:
            place.refuse(f"“{text}”不是日期（年-月-日）。", f"`{text}` is no date, YYYY-MM-DD.")
    return place.refuse(
        f"“{text}”写法不明确：用 true、false、整数、日期，或者加引号的文字。",
        f"`{text}` ({kind}) has no plain meaning: write true, false, a whole number, a date or a quoted text.",
    )
