"""专门程序 in public participation: a period that is absolute, and a hearing that another law demands (ruling 4)."""

from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.public_participation.facts import DAY
from decision_flow.public_participation.rules import HERE, UNIT, period_start
from decision_flow.terms import ProcedureStep, Role


@rule("PP-3-ABSOLUTE", article="3(2)", gate=HERE)
def special_period_ran_in_full(case: CaseFile, law: Law, on: date) -> Finding:
    """A comment period that another law sets is absolute: no reason shortens it."""
    days = case.special.comment_days if case.special else None
    notice = case.public_participation.notice
    if days is None or notice is None:
        return not_applicable("no_special_period" if days is None else "not_chosen")
    since = period_start(notice, case, law)
    if since is None:
        return lacking("not_published", cure_by=Role.DRAFTER)
    full = law.comment_closes(since, days)
    if notice.closes_on < full.on:
        anew = law.comment_closes(on if on > notice.closes_on else since, days).worst + DAY
        return lacking(
            "short", cure_by=UNIT, earliest=anew, days=days, instrument=case.special and case.special.instrument
        )
    if on <= full.worst:
        return lacking("running", cure_by=Role.UNDERTAKING_HEAD, earliest=full.worst + DAY, days=days)
    return satisfied()


@rule("PP-3-STATED", article="3(2)")
def notice_states_the_special_period(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """A notice states at least the period that another law sets, whatever reason it has."""
    days = case.special.comment_days if case.special else None
    if days is None:
        return not_applicable("no_special_period")
    former = case.public_participation.notices.get(act.command.continues_notice_id or "")
    since = (period_start(former, case, law) if former else None) or act.command.opens_on
    full = law.comment_closes(since, days)
    if act.command.closes_on >= full.on:
        return satisfied()
    instrument = case.special and case.special.instrument
    return lacking("short", cure_by=UNIT, earliest=full.worst + DAY, days=days, instrument=instrument)


@rule("PP-3-HEARING", article="16(1)", gate=HERE)
def hearing_that_another_law_demands_was_held(case: CaseFile, law: Law, on: date) -> Finding:
    """Where another law demands a hearing, and its condition is met, one is held and recorded."""
    special, hearing = case.special, case.public_participation.hearing
    if special is None or not special.asks_more(ProcedureStep.HEARING):
        return not_applicable("not_demanded")
    if special.hearing_condition is not None and special.condition_is_met is None:
        return lacking("unanswered", cure_by=Role.UNDERTAKING_HEAD, condition=special.hearing_condition)
    if special.hearing_condition is not None and not special.condition_is_met:
        return not_applicable("condition_not_met", condition=special.hearing_condition)
    if hearing is not None and hearing.recorded:
        return satisfied()
    return lacking("no_hearing", cure_by=UNIT, instrument=special.instrument)
