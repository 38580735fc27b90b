"""专门程序: another law has a procedure of its own for this matter, step by step (Art. 3(2), 16(1); ruling 4)."""

from collections.abc import Iterator
from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.command import Act, Change, Update, handles
from decision_flow.decision import commands as asked
from decision_flow.decision.handlers import UNIT
from decision_flow.decision.rules import decision_is_started, matter_is_not_started_yet
from decision_flow.decision.triage_answers import SpecialStep
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.procedure.special_files import StepOfStatute
from decision_flow.terms import Knowledge, ProcedureStep, Role, StepEffect

WHO = (Role.DRAFTER, Role.UNDERTAKING_HEAD)
RANKS = {ProcedureStep.HEARING: "decision.special_hearing_ranks"}
"""Where the law names the ranks that suffice for a step; for every other step the general one."""


@rule("DEC-3-RANK", article="3(2)")
def rank_of_the_instrument_suffices(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Laws and administrative regulations may prescribe another procedure; on hearings a rule suffices."""
    rank = act.command.rank
    spoken = [one.step for one in act.command.steps if one.effect is not StepEffect.SILENT]
    beyond = [one for one in spoken if rank not in law.value(RANKS.get(one, "decision.special_procedure_ranks"))]
    return lacking("too_low", cure_by=WHO, rank=rank, steps=beyond) if beyond else satisfied()


@rule("DEC-3-STEPS", article="3(2)")
def every_step_is_answered(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Each step is answered once: with its article where the instrument speaks, its days where they are stricter."""
    given = [one.step for one in act.command.steps]
    missing = [one for one in ProcedureStep if given.count(one) != 1]
    if missing:
        return lacking("not_once", cure_by=WHO, steps=missing)
    wrong = [one.step for one in act.command.steps if not _is_whole(one)]
    return lacking("not_whole", cure_by=WHO, steps=wrong) if wrong else satisfied()


@rule("DEC-3-STATUTE", article="3(2)")
def declaration_agrees_with_the_statute(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What was read in the instrument is declared as it stands there."""
    known = law.special_statute(act.command.instrument)
    if known is None:
        return not_applicable("not_on_file", instrument=act.command.instrument)
    differ = [known.steps[one.step] for one in act.command.steps if not _agrees(one, known.steps[one.step])]
    read = [one.step for one in differ if one.knowledge is Knowledge.READ]
    if read:
        return lacking("differs", cure_by=WHO, instrument=known.title, steps=read)
    unread = [one.step for one in differ]
    return satisfied("differs_from_unverified", instrument=known.title, steps=unread) if unread else satisfied()


@rule("DEC-16-CONDITION", article="16(1)")
def hearing_has_a_condition(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """What is answered is the condition under which the special procedure demands a hearing."""
    if case.special is None or case.special.hearing_condition is None:
        return lacking("none", cure_by=WHO)
    return satisfied()


@handles(
    asked.DeclareSpecialProcedure,
    by=UNIT,
    rules=(
        matter_is_not_started_yet,
        rank_of_the_instrument_suffices,
        every_step_is_answered,
        declaration_agrees_with_the_statute,
    ),
)
def declare_special_procedure(act: Act, case: CaseFile) -> Iterator[Change]:
    """The declaration that counts is the last one before the start."""
    asks: asked.DeclareSpecialProcedure = act.command
    said = {"instrument": asks.instrument, "number": asks.number, "rank": asks.rank, "reason": asks.reason}
    yield Update("decision", {}, {"special": {**said, "steps": asks.steps}})


@handles(
    asked.AnswerHearingCondition,
    by={Role.UNDERTAKING_HEAD},
    rules=(decision_is_started, hearing_has_a_condition),
)
def answer_hearing_condition(act: Act, case: CaseFile) -> Iterator[Change]:
    """The answer that stands, with its reason."""
    asks: asked.AnswerHearingCondition = act.command
    yield Update("decision", {}, {"hearing_condition_met": asks.is_met, "hearing_condition_reason": asks.reason})


def _is_whole(one: SpecialStep) -> bool:
    speaks = one.effect is not StepEffect.SILENT
    has_days = one.step is ProcedureStep.OPEN_COMMENT and one.effect is StepEffect.STRICTER
    may_depend = one.step is ProcedureStep.HEARING and one.effect is StepEffect.STRICTER
    return (one.article is not None, one.comment_days is not None) == (speaks, has_days) and (
        one.condition is None or may_depend
    )


def _agrees(one: SpecialStep, known: StepOfStatute) -> bool:
    has_condition = (one.condition is None) == (known.condition is None)
    return (one.effect, one.comment_days) == (known.effect, known.comment_days) and has_condition
