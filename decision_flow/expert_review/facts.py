"""What rules may see of the expert review: the experts of the decision, with their opinions of the present round."""

from dataclasses import dataclass
from datetime import date

from decision_flow.terms import Disposition


@dataclass(frozen=True, slots=True)
class OpinionFacts:
    """One signed opinion, and whether it was answered to the expert."""

    id: str
    number: int
    disposition: Disposition | None = None
    delivered_on: date | None = None


@dataclass(frozen=True, slots=True)
class ExpertFacts:
    """An expert as chosen; `has_direct_interest` is None until he declares."""

    person_id: str
    name: str
    has_direct_interest: bool | None = None
    opinions: tuple[OpinionFacts, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertReviewFacts:
    """The experts are as many as were chosen. `stated_number` is what the head stated where the text is unread."""

    experts: tuple[ExpertFacts, ...] = ()
    stated_number: int | None = None

    @property
    def heard(self) -> tuple[ExpertFacts, ...]:
        """Experts who gave an opinion in this round."""
        return tuple(expert for expert in self.experts if expert.opinions)

    @property
    def counted(self) -> tuple[ExpertFacts, ...]:
        """Those heard who have declared no direct interest: with one they do not count."""
        return tuple(expert for expert in self.heard if expert.has_direct_interest is not True)

    def expert(self, person_id: str) -> ExpertFacts | None:
        """An expert by his person."""
        return next((expert for expert in self.experts if expert.person_id == person_id), None)

    def opinion(self, opinion_id: str) -> OpinionFacts | None:
        """An opinion of this round by its id."""
        return next((one for expert in self.experts for one in expert.opinions if one.id == opinion_id), None)
