"""What the undertaking unit prepares beside the draft: legal basis, costs, options, other units heard (Art. 12, 13)."""

from dataclasses import dataclass
from datetime import date
from typing import Annotated

from decision_flow.command import DecisionCommand, Document, Name, Shape, Text
from decision_flow.terms import BasisStatus, InstrumentRank, Measure


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalBasis:
    """One law, regulation, rule or policy that the matter touches, with its status on the day it was looked up."""

    title: Name
    number: Name | None
    rank: InstrumentRank
    articles: Name | None
    status: BasisStatus
    checked_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class FileLegalBasisInventory(DecisionCommand):
    """法律法规梳理: the laws, regulations, rules and policies of the matter; the last list counts (Art. 12(2))."""

    items: Annotated[tuple[LegalBasis, ...], Shape(1, 200)]


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCostBenefitAnalysis(DecisionCommand):
    """成本效益分析: people, money, resources and environment against the benefit, as needed (Art. 12(2)).

    `fiscal_effect` is the burden of later years; `finance_opinion` is what the finance department says of it.
    """

    summary: Text
    fiscal_effect: Text
    finance_opinion: Text | None
    paper_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclineCostBenefitAnalysis(DecisionCommand):
    """The head of the unit says why no analysis of costs and benefits is needed (Art. 12(2), 根据需要)."""

    reason: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionOption:
    """决策方案: one of several, with what speaks for it and against it."""

    title: Name
    advantages: Text
    disadvantages: Text
    paper_sha256: Document | None


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDecisionOptions(DecisionCommand):
    """两个以上方案: where views differ widely the unit may offer several, and prefers one (Art. 12(3))."""

    options: Annotated[tuple[DecisionOption, ...], Shape(2, 20)]
    preferred: Name
    reasons: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordAgencyConsultation(DecisionCommand):
    """部门协商: what a department or a lower government whose duties are touched says, and on which day (Art. 13).

    The last consultation of an agency counts.
    """

    agency: Name
    asked_on: date
    answered_on: date
    opinion: Text
    agreement_reached: bool
    paper_sha256: Document


@dataclass(frozen=True, slots=True, kw_only=True)
class StateDispute(DecisionCommand):
    """争议事项说明: what remains in dispute, the agency's view, the unit's own with reasons and basis (Art. 13)."""

    agency: Name
    main_issue: Text
    agency_view: Text
    own_view: Text
    reasons_and_basis: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """How large the matter is by one measure."""

    measure: Measure
    amount: Annotated[int, Shape(0, 1_000_000_000)]


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFigures(DecisionCommand):
    """量化标准: the size of the matter, and the project, site and budget line that it shares with others (plan 26)."""

    figures: Annotated[tuple[Figure, ...], Shape(1, 10)]
    project: Name | None
    site: Name | None
    budget_line: Name | None
