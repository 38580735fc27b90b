"""量化标准: the size of a matter as a row, and the slice that holds it against the standards of its body."""

from collections.abc import Iterator, Sequence
from typing import Any

import orjson
from sqlalchemy import BindParameter, bindparam, func, literal_column, or_, select

from decision_flow.casefile import CaseFile, Slice, load_as
from decision_flow.catalog.model import DecisionCriteria
from decision_flow.command import Act, Change, Insert, Update, handles
from decision_flow.decision import preparation_commands as asked
from decision_flow.decision import standards_rules as rules
from decision_flow.decision.handlers import UNIT
from decision_flow.decision.model import Decision
from decision_flow.decision.preparation import PREPARING
from decision_flow.decision.preparation_model import CostBenefitAnalysis, MatterFigures
from decision_flow.decision.standards_facts import CriterionFacts, LinkedMonth, StandardsFacts, month_number
from decision_flow.store.tables import table_of
from decision_flow.terms import MatterClass, Measure

LINKS = ("project", "site", "budget_line")
MOST_MONTHS = 240

D, F, K, A = (table_of(model) for model in (Decision, MatterFigures, DecisionCriteria, CostBenefitAnalysis))
SUBJECT: BindParameter[str] = bindparam("subject")
_OTHER = F.alias()
_LAST = (
    select(K.c.id)
    .where(K.c.organ_id == D.c.organ_id)
    .order_by(K.c.adopted_on.desc(), K.c.id.desc())
    .limit(1)
    .correlate(D)
    .scalar_subquery()
)
_ANSWERED = select(func.count()).select_from(A).where(A.c.decision_id == SUBJECT).scalar_subquery()
OWN = (
    select(K.c.document_no, K.c.criteria, _ANSWERED, F.c.recorded_on, *(F.c[one] for one in Measure))
    .select_from(D.outerjoin(F, F.c.decision_id == D.c.id).outerjoin(K, K.c.id == _LAST))
    .where(D.c.id == SUBJECT)
)
_MONTH = func.substr(_OTHER.c.recorded_on, literal_column("1"), literal_column("7"))
LINKED = (
    select(_MONTH, func.count(), *(func.coalesce(func.sum(_OTHER.c[one]), 0) for one in Measure))
    .select_from(F.join(_OTHER, _OTHER.c.organ_id == F.c.organ_id))
    .where(
        F.c.decision_id == SUBJECT,
        _OTHER.c.decision_id != F.c.decision_id,
        or_(*(_OTHER.c[link] == F.c[link] for link in LINKS)),
    )
    .group_by(_MONTH)
    .order_by(_MONTH.desc())
    .limit(MOST_MONTHS)
)


def _standards(results: Sequence[Sequence[Any]]) -> StandardsFacts:
    ((document_no, criteria, answered, recorded_on, *figures),), linked = results
    own = {one: amount for one, amount in zip(Measure, figures, strict=True) if amount is not None}
    return StandardsFacts(
        criteria=tuple(_criterion(one) for one in orjson.loads(criteria or "[]")),
        document_no=document_no,
        own=own if recorded_on else None,
        month=month_number(recorded_on) if recorded_on else 0,
        linked=tuple(
            LinkedMonth(month_number(month), matters, dict(zip(Measure, map(int, sums), strict=True)))
            for month, matters, *sums in linked
        ),
        costs_answered=bool(answered),
    )


def _criterion(said: dict[str, Any]) -> CriterionFacts:
    of_class = MatterClass(said["matter_class"]) if said["matter_class"] else None
    return CriterionFacts(Measure(said["measure"]), said["threshold"], of_class)


load_as(
    Slice(
        "standards",
        (OWN, LINKED),
        _standards,
        frozenset({"matter_figures", "decision_criteria", "cost_benefit_analysis"}),
    )
)


@handles(asked.RecordFigures, by=UNIT, slices=("standards",), rules=(*PREPARING, rules.each_figure_is_given_once))
def record_figures(act: Act, case: CaseFile) -> Iterator[Change]:
    """The figures that count; former ones stay in the entry that gave them."""
    asks: asked.RecordFigures = act.command
    figures: dict[str, Any] = dict.fromkeys(one.value for one in Measure)
    figures |= {one.measure.value: one.amount for one in asks.figures}
    row = {**figures, **{link: getattr(asks, link) for link in LINKS}, "recorded_on": act.on}
    if case.standards.own is None:
        yield Insert("matter_figures", {"decision_id": case.decision_id, "organ_id": case.organ_id, **row})
    else:
        yield Update("matter_figures", {}, row)
