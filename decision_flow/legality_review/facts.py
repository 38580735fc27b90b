"""What rules may see of the legality review in its present round."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from decision_flow.terms import Conclusion, FairCompetition, Limb, Stage

UNDERTAKING_UNIT = "undertaking_unit"
MARKET_REGULATOR = "market_regulator"
LEGALITY_REVIEW = "legality_review"
"""What an opinion is: any other kind of paper is no review (Art. 25(1))."""


@dataclass(frozen=True, slots=True)
class Submission:
    """The latest file submitted. It was complete that day; once returned it is so no longer. `kinds` are its
    materials, `earlier` the days of submission and return of the files before it in this round."""

    number: int
    submitted_on: date
    draft_sha256: str
    returned_on: date | None = None
    due_on: date | None = None
    kinds: frozenset[str] = frozenset()
    not_applicable: frozenset[str] = frozenset()
    earlier: tuple[tuple[date, date], ...] = ()

    @property
    def returns(self) -> int:
        """How often a file of this round was sent back."""
        return len(self.earlier) + (self.returned_on is not None)


@dataclass(frozen=True, slots=True)
class LimbFacts:
    """One of the three questions, answered."""

    limb: Limb
    has_fault: bool
    stage_at_fault: Stage | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """An opinion, drafted and perhaps issued, on one digest. `same_unit`: who drafted or issued it is also of the
    undertaking unit."""

    id: str
    number: int
    draft_sha256: str
    conclusion: Conclusion
    limbs: tuple[LimbFacts, ...]
    states_risk: bool
    drafted_by: str
    issued_on: date | None = None
    same_unit: bool = False


@dataclass(frozen=True, slots=True)
class FairReview:
    """The latest fair competition review of one reviewer."""

    number: int
    conclusion: FairCompetition


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalityReviewFacts:
    """`drafted` is the latest opinion, `issued` the latest that was issued. `other_advisers` are those who advised
    and did not draft that opinion; `shortened_by` is who approved less time; `fair_competition` is by reviewer.
    `counted` is year and serial of the body's latest counted opinion. The last two are instants, as stored."""

    submission: Submission | None = None
    drafted: Opinion | None = None
    issued: Opinion | None = None
    advisers: int = 0
    other_advisers: int = 0
    finished_early: bool = False
    shortened_by: str | None = None
    fair_competition: Mapping[str, FairReview] = field(default_factory=dict)
    is_normative_document: bool = False
    entrusted_to: str | None = None
    helper: str | None = None
    counted: tuple[int, int] | None = None
    basis_changed_at: str | None = None
    confirmed_at: str | None = None

    @property
    def submitted_on(self) -> date | None:
        """The day of the complete submission; None while there is none or it was returned."""
        return self.submission.submitted_on if self.submission and self.submission.returned_on is None else None
