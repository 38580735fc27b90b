"""Law is data: the levels of `config/profiles/` merged for a name and a day, and pinned by digest (design 2, 12.9).

National floor → province → prefecture → county; any level may be missing. The nearest level that speaks is the answer;
a level that is silent asks the one above; a level that nobody has read asks a person, never the level above.
"""

import hashlib
import json
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from types import MappingProxyType
from typing import Any

from decision_flow.audit.canonical import canonical, plain
from decision_flow.procedure.citation import Citation
from decision_flow.procedure.profile_check import read_profiles
from decision_flow.procedure.profile_files import Dated, Level, ProfileError, freeze
from decision_flow.procedure.special_files import special_statutes
from decision_flow.terms import Knowledge, Modality

__all__ = ["Lawbook", "NotYetInForce", "Profile", "ProfileError", "UnknownProfile", "Value"]


class UnknownProfile(LookupError):
    """No file of `config/profiles/` has this name, or no profile has this digest."""


class NotYetInForce(LookupError):
    """The day lies before the first value of the floor."""


@dataclass(frozen=True, slots=True)
class Value:
    """One parameter on one day. `value` None: the instrument is silent, or (`unread`) nobody has read it."""

    key: str
    label: str
    unit: str
    modality: Modality
    value: Any
    knowledge: Knowledge
    citation: Citation
    in_force_from: date
    level: str
    note: str = ""


@dataclass(frozen=True)
class Profile:
    """适用规定: every parameter of a name as of a day. Two profiles are equal when their bytes are."""

    name: str
    as_of: date
    values: Mapping[str, Value] = field(compare=False, repr=False)
    canonical: bytes = field(repr=False)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the canonical bytes, the name a case pins."""
        return hashlib.sha256(self.canonical).hexdigest()

    @classmethod
    def of(cls, name: str, as_of: date, values: Mapping[str, Value]) -> "Profile":
        """A profile and its canonical bytes."""
        body = {"name": name, "as_of": as_of.isoformat(), "values": {key: _body(one) for key, one in values.items()}}
        return cls(name, as_of, MappingProxyType(dict(values)), canonical(body))

    @classmethod
    def from_canonical(cls, stored: bytes | str) -> "Profile":
        """The profile that was stored: a case reads only this, never `config/` again."""
        data = stored.encode() if isinstance(stored, str) else stored
        body = json.loads(data)
        values = {key: _value(key, one) for key, one in body["values"].items()}
        return cls(body["name"], date.fromisoformat(body["as_of"]), MappingProxyType(values), data)


def _body(value: Value) -> dict[str, Any]:
    """Only what is said: empty fields are left out, so that a profile stays small."""
    body: dict[str, Any] = plain(value)
    del body["key"]
    body["citation"] = {name: said for name, said in body["citation"].items() if said not in (None, "")}
    return {name: said for name, said in body.items() if said != ""}


def _value(key: str, body: dict[str, Any]) -> Value:
    return Value(
        key,
        body["label"],
        body["unit"],
        Modality(body["modality"]),
        freeze(body["value"]),
        Knowledge(body["knowledge"]),
        Citation(**body["citation"]),
        date.fromisoformat(body["in_force_from"]),
        body["level"],
        body.get("note", ""),
    )


class Lawbook:
    """All profiles of `config/profiles/`, checked when it is made: whoever holds one holds files without a defect."""

    def __init__(self, config: Path) -> None:
        self._chains, defects = read_profiles(sorted((config / "profiles").glob("*.yaml")))
        if defects:
            raise defects[0]
        self.special = special_statutes(config)
        self._days = {
            name: sorted({day for level in chain for day in level.days}) for name, chain in self._chains.items()
        }
        self._resolved: dict[tuple[str, date], Profile] = {}
        self._by_digest: dict[str, Profile] = {}

    def names(self) -> tuple[str, ...]:
        """The names of all profiles, in order."""
        return tuple(sorted(self._chains))

    def title(self, name: str) -> str:
        """What the level calls itself: 吉首市."""
        return self.chain(name)[0].title

    def chain(self, name: str) -> tuple[Level, ...]:
        """The level and those above it, up to the floor."""
        if name not in self._chains:
            raise UnknownProfile(f"没有名为“{name}”的适用规定。No profile `{name}`; known: {', '.join(self.names())}.")
        return self._chains[name]

    def resolve(self, name: str, on: date) -> Profile:
        """All levels merged as of that day; the same object for every day of the same set of values."""
        chain = self.chain(name)
        in_force = chain[-1].in_force
        if in_force is None or on < in_force:
            raise NotYetInForce(
                f"{on}早于 {chain[-1].name} 的施行日期{in_force}。"
                f"{on} lies before {chain[-1].name} came into force on {in_force}."
            )
        days = self._days[name]
        as_of = max(days[bisect_right(days, on) - 1], in_force)
        if (name, as_of) not in self._resolved:
            profile = Profile.of(name, as_of, {key: _merged(chain, key, on) for key in chain[-1].parameters})
            self._resolved[name, as_of] = self._by_digest[profile.digest] = profile
        return self._resolved[name, as_of]

    def by_digest(self, digest: str) -> Profile:
        """A profile that was resolved before, by the digest an act named."""
        if digest not in self._by_digest:
            raise UnknownProfile(
                f"没有指纹为 {digest} 的适用规定。No profile of the digest {digest} was resolved here."
            )
        return self._by_digest[digest]


def _merged(chain: tuple[Level, ...], key: str, on: date) -> Value:
    """The nearest level that speaks; the floor's own entry where none does."""
    declared = chain[-1].parameters[key]
    said: Dated | None = None
    for level in chain:
        parameter = level.parameters.get(key)
        said = parameter.on(on) if parameter else None
        if said is not None and (said.speaks or level is chain[-1]):
            modality = (parameter.modality if parameter else None) or _modality_above(chain, level, key)
            return Value(
                key,
                declared.label,
                declared.unit,
                modality,
                said.value,
                said.knowledge,
                said.citation,
                said.since,
                level.name,
                said.note,
            )
    raise NotYetInForce(f"{key}: {on}")  # a floor has a value for every parameter from its first day: _check_days


def _modality_above(chain: tuple[Level, ...], level: Level, key: str) -> Modality:
    above = chain[chain.index(level) :]
    return next(
        one.parameters[key].modality or Modality.MUST
        for one in above
        if key in one.parameters and one.parameters[key].modality
    )
