"""量化标准: the size of a matter against the standards that its body adopted, alone and with what it is linked to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from decision_flow.terms import MatterClass, Measure


@dataclass(frozen=True, slots=True)
class CriterionFacts:
    """From which size on a matter is major, of one class or of every class."""

    measure: Measure
    threshold: int
    matter_class: MatterClass | None


@dataclass(frozen=True, slots=True)
class Reached:
    """A standard that is reached: by the matter `alone`, or only together with the linked ones."""

    measure: Measure
    amount: int
    together: int
    threshold: int

    @property
    def alone(self) -> bool:
        return self.amount >= self.threshold


@dataclass(frozen=True, slots=True)
class LinkedMonth:
    """Other matters of the body that share a project, a site or a budget line with this one, recorded in a month."""

    month: int
    matters: int
    sums: Mapping[Measure, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardsFacts:
    """`own` is None while no figures are recorded; `linked` sums those of the linked matters by month.
    `costs_answered`: an analysis of costs and benefits is on file, or why there is none."""

    criteria: tuple[CriterionFacts, ...]
    document_no: str | None
    own: Mapping[Measure, int] | None
    month: int
    linked: tuple[LinkedMonth, ...]
    costs_answered: bool

    def linked_within(self, months: int) -> tuple[LinkedMonth, ...]:
        """The linked matters that were recorded so many months before this one or after it, at most."""
        return tuple(one for one in self.linked if abs(one.month - self.month) <= months)

    def reached(self, matter_class: str, months: int) -> Iterator[Reached]:
        """The standards of the class that are reached, alone or together with what is linked within so many months."""
        linked = self.linked_within(months)
        for one in self.criteria:
            if self.own is None or one.measure not in self.own or one.matter_class not in (None, matter_class):
                continue
            amount = self.own[one.measure]
            together = amount + sum(month.sums[one.measure] for month in linked)
            if together >= one.threshold:
                yield Reached(one.measure, amount, together, one.threshold)


def month_number(day: str) -> int:
    """The number of the month of an ISO day or month, so that months can be subtracted."""
    return int(day[:4]) * 12 + int(day[5:7])
