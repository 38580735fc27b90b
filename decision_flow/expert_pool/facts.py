"""The frozen file of an expert pool, and what a decision may see of the pools of its body."""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from decision_flow.terms import Sanction

UNQUALIFIED = "unqualified"
"""Barred by his latest integrity review; the other grounds are words of Sanction."""

BARRING = (Sanction.DISQUALIFICATION, Sanction.RECTIFICATION)
"""Sanctions under which nobody is chosen, the graver first; a criticism bars nobody."""


def same_name(name: str) -> str:
    """A name as it is compared: one width, no blanks, so that a space does not make another workplace of it."""
    return "".join(unicodedata.normalize("NFKC", name).split()).casefold()


@dataclass(frozen=True, slots=True)
class PoolExpertFacts:
    """An expert of a pool. `barred_by` is None for one who may be chosen."""

    id: str
    pool_id: str
    person_id: str | None
    name: str
    fields: tuple[str, ...]
    workplace: str
    subordinate_to: str | None
    is_institution: bool
    barred_by: str | None


@dataclass(frozen=True, slots=True)
class SanctionFacts:
    """A sanction that stands."""

    id: str
    expert_id: str
    sanction: Sanction


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolFile:
    """A pool with its experts (by id), the sanctions that stand (by id), and who failed the latest review."""

    id: str
    organ_id: str
    organ_kind: str
    profile: str
    level: str
    experts: Mapping[str, PoolExpertFacts]
    sanctions: Mapping[str, SanctionFacts]
    unqualified: frozenset[str] = frozenset()
    lead_unit_id: None = None
    profile_digest: None = None
    joint_bodies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PoolFacts:
    """One pool of the body as a decision sees it, with the length and head of its record."""

    id: str
    seq: int
    head: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PoolsFacts:
    """The pools of the deciding body and everybody in them."""

    pools: Mapping[str, PoolFacts]
    experts: tuple[PoolExpertFacts, ...] = ()

    def expert(self, expert_id: str | None) -> PoolExpertFacts | None:
        """An expert by his id in a pool."""
        return next((one for one in self.experts if one.id == expert_id), None)

    def barred(self, name: str, workplace: str, person_id: str, expert_id: str | None) -> PoolExpertFacts | None:
        """The entry of any pool that bars this person: by entry, by account, or by name and workplace."""
        who = (same_name(name), same_name(workplace))
        return next(
            (
                one
                for one in self.experts
                if one.barred_by is not None
                and (
                    one.id == expert_id
                    or one.person_id == person_id
                    or (same_name(one.name), same_name(one.workplace)) == who
                )
            ),
            None,
        )


def bar_of(standing: Iterable[Sanction], qualified: bool) -> str | None:
    """Why somebody may not be chosen, from the sanctions that stand and his latest integrity review."""
    stands = set(standing)
    gravest = next((sanction for sanction in BARRING if sanction in stands), None)
    return gravest.value if gravest else None if qualified else UNQUALIFIED
