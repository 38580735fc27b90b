"""修改对照: what a change did to the text, line by line, and its digest (ruling 11). Plain text and Markdown only."""

from dataclasses import dataclass
from difflib import unified_diff
from hashlib import sha256

LARGEST = 1 << 20
"""Bytes of a text that is compared: a draft of half a million characters. A larger one is read side by side."""


@dataclass(frozen=True, slots=True)
class Diff:
    """The lines of a unified diff without file names. The same two texts always make the same digest."""

    lines: tuple[str, ...]

    @property
    def sha256(self) -> str:
        """The digest of the lines, each ended by a line feed."""
        return sha256("".join(f"{line}\n" for line in self.lines).encode()).hexdigest()


def diff_of(before: bytes, after: bytes) -> Diff | None:
    """The difference of two stored documents; None where one of them is no text that can be compared."""
    texts = as_text(before), as_text(after)
    if texts[0] is None or texts[1] is None:
        return None
    lines = unified_diff(texts[0].splitlines(), texts[1].splitlines(), lineterm="", n=2)
    return Diff(tuple(lines)[2:])


def as_text(data: bytes) -> str | None:
    """The text of a document in UTF-8; None where it is none, or too large to compare."""
    if len(data) > LARGEST or data.startswith((b"%PDF", b"PK")) or b"\0" in data:
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None
