"""What rules may see of the legality review in its present round."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from decision_flow.terms import Conclusion, FairCompetition, Limb, Stage

UNDERTAKING_UNIT = "undertaking_unit"
MARKET_REGULATOR = "market_regulator"


@dataclass(frozen=True, slots=True)
class Submission:
    """The latest file submitted. It was complete that day; once returned it is so no longer."""

    number: int
    submitted_on: date
    draft_sha256: str
    returned_on: date | None = None


@dataclass(frozen=True, slots=True)
class LimbFacts:
    """One of the three questions, answered."""

    limb: Limb
    has_fault: bool
    stage_at_fault: Stage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """An opinion, drafted and perhaps issued, on one digest."""

    id: str
    number: int
    draft_sha256: str
    conclusion: Conclusion
    limbs: tuple[LimbFacts, ...]
    states_risk: bool
    drafted_by: str
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class FairReview:
    """The latest fair competition review of one reviewer."""

    number: int
    conclusion: FairCompetition


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalityReviewFacts:
    """`drafted` is the latest opinion, `issued` the latest that was issued. `other_advisers` are those who advised
    and did not draft that opinion; `shortened_by` is who approved less time; `fair_competition` is by reviewer."""

    submission: Submission | None = None
    drafted: Opinion | None = None
    issued: Opinion | None = None
    advisers: int = 0
    other_advisers: int = 0
    finished_early: bool = False
    shortened_by: str | None = None
    fair_competition: Mapping[str, FairReview] = field(default_factory=dict)

    @property
    def submitted_on(self) -> date | None:
        """The day of the complete submission; None while there is none or it was returned."""
        return self.submission.submitted_on if self.submission and self.submission.returned_on is None else None
