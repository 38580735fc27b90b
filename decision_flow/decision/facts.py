"""What rules may see of a decision beside its kernel: prepared papers, the request to start, the catalog item."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from decision_flow.terms import Exclusion, ProposalOrigin, RiskTrigger, TriageQuestion


@dataclass(frozen=True, slots=True)
class ItemFacts:
    """The catalog item that the matter stands in, and whether its catalog is published."""

    id: str
    organ_id: str
    year: int | None
    item_status: str
    catalog_status: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TriageFacts:
    """What triage answered: the questions that have a reason, whether each interest may be affected, the exclusion,
    and when the ground for not publishing is reviewed again."""

    reasoned: frozenset[TriageQuestion]
    risk_triggers: Mapping[RiskTrigger, bool]
    excluded: Exclusion | None = None
    non_disclosure_review_on: date | None = None


@dataclass(frozen=True, slots=True)
class LegalBasisFacts:
    """How many instruments the last inventory names, and how many of them are no longer in force."""

    total: int
    repealed: int


UNANSWERED = TriageFacts(reasoned=frozenset(), risk_triggers={})


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionFacts:
    """`papers` maps the act and the digest of a prepared paper to who prepared it; `studies` counts the studies of
    the proposal. `dissents` are the agencies with which no agreement was reached, at most 20, and whether the
    dispute with each is stated since.
    """

    papers: Mapping[tuple[str, str], str]
    start_requested: bool
    declarations: int
    item: ItemFacts | None
    origin: ProposalOrigin = ProposalOrigin.DEPARTMENTS
    studies: int = 0
    affects_specific_group: bool = False
    is_normative_document: bool = False
    triage: TriageFacts = field(default=UNANSWERED)
    legal_basis: LegalBasisFacts | None = None
    dissents: Mapping[str, bool] = field(default_factory=dict)
