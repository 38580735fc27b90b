"""What rules may see of the expert review: the experts of the decision, with their opinions of the present round."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from decision_flow.terms import Disposition, ReviewForm, View


@dataclass(frozen=True, slots=True)
class OpinionFacts:
    """One opinion: whether it was opened, its view once it is on file, and whether it was answered to the expert."""

    id: str
    number: int
    disposition: Disposition | None = None
    delivered_on: date | None = None
    is_opened: bool = True
    view: View | None = View.AGREE
    on_paper: bool = False


@dataclass(frozen=True, slots=True)
class ExpertFacts:
    """An expert as chosen; `has_direct_interest` is None until he declares.

    `crossed`: his workplace is the undertaking unit, the body or a named party, or a reviewer recorded a direct
    interest. `barred`: a pool's sanction or integrity review stands against him.
    """

    person_id: str
    name: str
    has_direct_interest: bool | None = None
    opinions: tuple[OpinionFacts, ...] = ()
    crossed: bool = False
    barred: bool = False
    released: bool = False
    is_subordinate: bool = False
    is_institution: bool = False
    form: ReviewForm = ReviewForm.WRITTEN
    draw_id: str | None = None
    pool_expert_id: str | None = None

    @property
    def is_out(self) -> bool:
        """Whether he does not count, whatever he says: an interest, a sanction, or no longer asked."""
        return self.has_direct_interest is True or self.crossed or self.barred or self.released


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpertReviewFacts:
    """The experts are as many as were chosen. `stated_number` is what the head stated where the text is unread."""

    experts: tuple[ExpertFacts, ...] = ()
    stated_number: int | None = None
    share_reason: bool = False
    met: frozenset[str] = frozenset()
    published: bool = False

    @property
    def heard(self) -> tuple[ExpertFacts, ...]:
        """Experts who gave an opinion in this round."""
        return tuple(expert for expert in self.experts if expert.opinions)

    @property
    def counted(self) -> tuple[ExpertFacts, ...]:
        """Those heard whom nothing keeps out: with a direct interest or under a sanction they do not count."""
        return tuple(expert for expert in self.heard if not expert.is_out)

    @property
    def awaited(self) -> tuple[ExpertFacts, ...]:
        """Experts who are asked and have given nothing yet."""
        return tuple(expert for expert in self.experts if not expert.is_out and not expert.opinions)

    @property
    def closed(self) -> tuple[OpinionFacts, ...]:
        """Opinions that are in and not opened."""
        return tuple(one for expert in self.heard for one in expert.opinions if not one.is_opened)

    def expert(self, person_id: str) -> ExpertFacts | None:
        """An expert by his person."""
        return next((expert for expert in self.experts if expert.person_id == person_id), None)

    def opinion(self, opinion_id: str) -> OpinionFacts | None:
        """An opinion of this round by its id."""
        return next((one for expert in self.experts for one in expert.opinions if one.id == opinion_id), None)


@dataclass(frozen=True, slots=True)
class DrawFacts:
    """A draw of the decision. `drawn` is the order once it was held, `candidates` who took part."""

    id: str
    number: int
    field: str
    wanted: int
    pool_sha256: str
    announced_at: str
    known_from: str
    candidates: tuple[str, ...]
    drawn: tuple[str, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawsFacts:
    """The draws of the decision, the names that bar by themselves (unit, body, parties), compared as `same_name`."""

    draws: Mapping[str, DrawFacts] = field(default_factory=dict)
    parties: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    body: str = ""

    def of_field(self, name: str) -> tuple[DrawFacts, ...]:
        """The draws of one field."""
        return tuple(one for one in self.draws.values() if one.field == name)
