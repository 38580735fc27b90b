"""Reading a JSON body so that the client is told what is wrong, and where."""

import json
from collections.abc import Sequence
from typing import Any


class Unreadable(ValueError):
    """The body is no JSON that we take: a sentence in Chinese and in English."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(f"{zh} {en}")
        self.zh, self.en = zh, en


def check_json(data: bytes) -> None:
    """Refuse a body that is no JSON, with line and column; a key that stands twice is refused too."""
    try:
        json.loads(data.decode("utf-8"), object_pairs_hook=_no_key_twice, parse_constant=_no_constant)
    except Unreadable:
        raise
    except UnicodeDecodeError as error:
        raise Unreadable(f"第{error.start + 1}字节不是 UTF-8。", f"Byte {error.start + 1} is not UTF-8.") from error
    except json.JSONDecodeError as error:
        raise Unreadable(
            f"第{error.lineno}行第{error.colno}列无法读取。", f"Line {error.lineno}, column {error.colno}: {error.msg}."
        ) from error
    except RecursionError as error:
        raise Unreadable("嵌套过深。", "Nested too deeply.") from error
    except ValueError as error:  # Python reads no integer of more than 4,300 digits
        raise Unreadable("有数字过长。", "A number is too long.") from error


def places_of(body: Any, sought: str, message: Sequence[str]) -> Any:
    """The message at each place where a text stands in a body, in the form of errors: {"materials": {0: {…}}}."""
    if body == sought:
        return list(message)
    items = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    return {key: found for key, item in items if (found := places_of(item, sought, message))}


def _no_key_twice(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        names: set[str] = set()
        twice = next(name for name, _ in pairs if name in names or names.add(name))  # type: ignore[func-returns-value]
        raise Unreadable(f"字段“{twice}”出现两次。", f"The key {twice!r} stands twice.")
    return made


def _no_constant(name: str) -> None:
    raise Unreadable(f"{name} 不是 JSON。", f"{name} is not JSON.")
