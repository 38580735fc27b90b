"""随机抽取（可复核）: experts of a field are drawn from a seed that nobody could know or choose.

Pure, and anyone can replay it.

1. *Announced*: the candidates are frozen, in the order of their ids, with everybody who was left out and why. Their
   digest binds pool, field, number and the name of a public value that is not known yet and becomes known on a day
   that is named (such as the digits of a coming lottery).
2. *Published*: the value becomes known to everybody. The seed is SHA-256 over the digest, a line feed, the value.
3. *Drawn*: each candidate's ticket is SHA-256 over the seed, a line feed, the candidate's id. The tickets in
   ascending order are the order of the draw: the first are drawn, those behind them follow where one falls out.

Why a public value and no commit–reveal: who commits to a secret of his own knows the candidates, and can try secrets
until one draws whom he wants before he commits. A value that is published by others after the list is frozen leaves
nothing to try. Why tickets and no random generator: a hash is spelled alike in every language, has no version and no
bias of a remainder; `sha256sum` is enough to check a draw.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from decision_flow.audit.canonical import canonical, plain


@dataclass(frozen=True, slots=True)
class Replay:
    """What a draw must be by its protocol, and each place where the protocol says otherwise (none: it holds)."""

    pool_sha256: str
    seed: str
    order: tuple[str, ...]
    faults: tuple[str, ...]


def pool_digest(frozen: Mapping[str, Any]) -> str:
    """The digest of what was frozen when the draw was announced: candidates, exclusions, field, number, source."""
    return sha256(canonical(plain(frozen))).hexdigest()


def seed_of(pool_sha256: str, value: str) -> str:
    """The seed of a draw, once the public value is known. Blanks around the value do not count."""
    return _hashed(pool_sha256, value.strip())


def drawn(candidates: Iterable[str], seed: str) -> tuple[str, ...]:
    """All candidates in the order of the draw."""
    return tuple(sorted(candidates, key=lambda candidate: (_hashed(seed, candidate), candidate)))


def replay(protocol: Mapping[str, Any]) -> Replay:
    """Draw again from a protocol as the API gives it: `frozen`, `pool_sha256`, `seed_value`, `seed`, `drawn`.

    A protocol whose draw was not held yet has no `seed_value`: KeyError.
    """
    frozen = protocol["frozen"]
    digest = pool_digest(frozen)
    seed = seed_of(digest, protocol["seed_value"])
    order = drawn((one["id"] for one in frozen["candidates"]), seed)
    said: Sequence[tuple[str, Any, Any]] = (
        ("pool_sha256", protocol["pool_sha256"], digest),
        ("seed", protocol["seed"], seed),
        ("drawn", tuple(protocol["drawn"]), order),
    )
    return Replay(digest, seed, order, tuple(name for name, stated, found in said if stated != found))


def _hashed(first: str, second: str) -> str:
    return sha256(f"{first}\n{second}".encode()).hexdigest()
