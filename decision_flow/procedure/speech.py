"""The words in which tables about the law speak, in one language."""

from dataclasses import dataclass
from enum import Enum
from typing import Any

from decision_flow.procedure.messages import Messages


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of the tables in one language (`config/messages/*/console.yaml`)."""

    messages: Messages
    lang: str

    def __call__(self, key: str, **values: Any) -> str:
        """A heading or a phrase of the console."""
        return self.messages.title(f"console_{key}", values, self.lang)

    def columns(self, *keys: str) -> tuple[str, ...]:
        """The headings of a table."""
        return tuple(self(key) for key in keys)

    def word(self, value: Enum) -> str:
        """The word of a value of an enumeration."""
        return self.messages.word(value, self.lang)

    def told(self, value: Any, table: str) -> str:
        """A value of a profile in words."""
        return self.messages.told(value, table, self.lang)

    def either(self, zh: str, en: str) -> str:
        """What `config/` says in Chinese alone, or the identifier that stands for it in English."""
        return en if self.lang == "en" else zh

    def listed(self, items: Any) -> str:
        """Words after one another."""
        return self.either("、", ", ").join(items)
