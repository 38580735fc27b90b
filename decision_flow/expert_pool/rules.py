"""专家库: Art. 21, 41. What each act on a pool asks; that nobody barred is chosen is asked where experts are chosen."""

from datetime import date

from decision_flow.command import Act
from decision_flow.expert_pool.facts import PoolFile, same_name
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import PoolLevel, Role, Sanction

KEEPER = Role.OFFICE_HEAD
SHOWN = 20


@rule("EP-21-SOURCE", article="21")
def borrowed_list_comes_with_its_document(act: Act, pool: PoolFile, law: Law, on: date) -> Finding:
    """The experts of a pool of a higher level are listed as that level's own list has them, which is on file."""
    if pool.level == PoolLevel.OWN:
        return not_applicable("own")
    return satisfied() if act.command.list_sha256 else lacking("no_list", cure_by=KEEPER)


@rule("EP-21-ONCE", article="21")
def expert_is_listed_once(act: Act, pool: PoolFile, law: Law, on: date) -> Finding:
    """A pool names each expert once: a name at a workplace."""
    known = {(same_name(one.name), same_name(one.workplace)) for one in pool.experts.values()}
    twice: list[str] = []
    for one in act.command.experts:
        who = (same_name(one.name), same_name(one.workplace))
        twice += [one.name] if who in known else []
        known.add(who)
    return lacking("listed", cure_by=KEEPER, experts=twice[:SHOWN]) if twice else satisfied()


@rule("EP-21-KNOWN", article="21")
def expert_is_in_the_pool(act: Act, pool: PoolFile, law: Law, on: date) -> Finding:
    """Reviewed or sanctioned is an expert of this pool."""
    return satisfied() if act.command.expert_id in pool.experts else lacking("unknown", cure_by=KEEPER)


@rule("EP-41-UNTIL", article="41")
def rectification_has_its_day(act: Act, pool: PoolFile, law: Law, on: date) -> Finding:
    """An order to mend names the day by which; the other sanctions name none."""
    until = act.command.until
    if act.command.sanction is not Sanction.RECTIFICATION:
        return not_applicable("no_term") if until is None else lacking("needless", cure_by=KEEPER)
    if until is None:
        return lacking("no_day", cure_by=KEEPER)
    return satisfied() if until > on else lacking("past", cure_by=KEEPER, until=until)


@rule("EP-41-STANDS", article="41")
def sanction_stands(act: Act, pool: PoolFile, law: Law, on: date) -> Finding:
    """Lifted is a sanction of this pool that stands."""
    return satisfied() if act.command.sanction_id in pool.sanctions else lacking("none", cure_by=KEEPER)
