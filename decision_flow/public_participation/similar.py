"""近似意见: opinions whose texts are nearly alike, put together as a suggestion for those who answer them.

Pure, and the same opinions always give the same groups. Nothing is concluded from a group: a person reads it and lists
the opinions that one answer is given to (Art. 18, ruling 17).

Texts are compared by the signs that they have in common, in their order (`rapidfuzz`). Ten thousand opinions make fifty
million pairs, so a text is compared only with those that share one of its marks: its pairs of signs with the lowest
check sums, of which texts nearly alike share most.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from operator import add
from zlib import crc32

ALIKE = 85
"""From how many per cent on two texts are nearly alike: twice the signs in common, of all signs of both."""
MOST_LISTED = 1_000
LONGEST = 1_000
"""So many signs of a text are compared; what two letters have in common stands at their beginning."""
MARKS, HOLDERS, COMPARED = 16, 64, 16
"""Marks of a text; texts remembered by a mark; texts compared with one, which share a quarter of its marks at least."""


@dataclass(slots=True)
class Group:
    """Opinions nearly alike, in the order given; `text` is that of the first, and all are alike to it.

    `texts`: how many different ones; `least`: how alike the least alike is to the first, in whole per cent.
    """

    id: str
    text: str
    comment_ids: list[str] = field(default_factory=list)
    texts: int = 1
    least: int = 100

    @property
    def listed_ids(self) -> list[str]:
        """As many of them as one answer may list."""
        return self.comment_ids[:MOST_LISTED]

    @property
    def comments(self) -> int:
        """How many opinions."""
        return len(self.comment_ids)


def letters(text: str) -> str:
    """A text without spaces and punctuation, in one case: equal texts are those whose letters are the same."""
    return re.sub(r"[\W_]+", "", text).casefold()


def grouped(opinions: Iterable[tuple[str, str]]) -> list[Group]:
    """Every opinion (id and text) in one group, that of the first text it is nearest to; equal texts always together.

    The groups stand in the order of their first opinions.
    """
    from rapidfuzz import fuzz, process

    groups: dict[str, Group] = {}
    firsts: list[str] = []
    made: list[Group] = []
    holders: dict[int, list[int]] = defaultdict(list)
    sums = _CheckSums()
    for comment_id, text in opinions:
        same = letters(text)
        if same not in groups:
            begins = same[:LONGEST]
            marks = _marks(begins, sums)
            near = _sharing(marks, holders)
            found = process.extractOne(begins, [firsts[one] for one in near], scorer=fuzz.ratio, score_cutoff=ALIKE)
            if found is None:
                groups[same] = Group(comment_id, text)
                _remember(marks, len(firsts), holders)
                firsts.append(begins)
                made.append(groups[same])
            else:
                groups[same] = made[near[found[2]]]
                groups[same].texts += 1
                groups[same].least = min(groups[same].least, int(found[1]))
        groups[same].comment_ids.append(comment_id)
    return made


class _CheckSums(dict[str, int]):
    """The mark of each pair of signs, computed once: thirty bits of its check sum, which sort fast."""

    def __missing__(self, pair: str) -> int:
        self[pair] = crc32(pair.encode()) >> 2
        return self[pair]


def _marks(same: str, sums: _CheckSums) -> list[int]:
    return sorted({*map(sums.__getitem__, map(add, same, same[1:]))} or {sums[same]})[:MARKS]


def _sharing(marks: Collection[int], holders: dict[int, list[int]]) -> list[int]:
    """The first texts that share most marks, the earlier before the later."""
    shared = Counter(one for mark in marks for one in holders.get(mark, ()))
    enough = [one for one, count in shared.items() if 4 * count >= len(marks)]
    return sorted(enough, key=lambda one: (-shared[one], one))[:COMPARED]


def _remember(marks: Iterable[int], first: int, holders: dict[int, list[int]]) -> None:
    for mark in marks:
        if len(holders[mark]) < HOLDERS:
            holders[mark].append(first)
