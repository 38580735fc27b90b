"""What rules may see of the draws of a hearing's places."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HearingDrawFacts:
    """One draw: the places of each side, the side of each sign-up; `drawn` is the order of all, once it was held."""

    id: str
    hearing_id: str
    number: int
    pool_sha256: str
    known_from: str
    places: Mapping[str, int]
    side_of: Mapping[str, str]
    drawn: tuple[str, ...] | None

    def chosen(self, fallen_out: Collection[str] = ()) -> frozenset[str]:
        """Those whose places were drawn: of each side the first in order, without who fell out, as many as places."""
        free, chosen = dict(self.places), set()
        for one in self.drawn or ():
            side = self.side_of[one]
            if free[side] and one not in fallen_out:
                free[side] -= 1
                chosen.add(one)
        return frozenset(chosen)


@dataclass(frozen=True, slots=True)
class HearingDrawsFacts:
    """The draws of a decision's hearings by id, and how many signed up for each hearing, side by side."""

    draws: Mapping[str, HearingDrawFacts]
    sign_ups: Mapping[str, Mapping[str, int]]

    def latest(self, hearing_id: str) -> HearingDrawFacts | None:
        """The draw that counts for a hearing: the one announced last."""
        of_it = [one for one in self.draws.values() if one.hearing_id == hearing_id]
        return max(of_it, key=lambda one: one.number, default=None)
