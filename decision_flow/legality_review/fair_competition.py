"""公平竞争审查: Art. 29(1) and order 783 Art. 12–18 (rulings 30, 31)."""

from datetime import date

from decision_flow.casefile import CaseFile
from decision_flow.command import Act
from decision_flow.legality_review.facts import MARKET_REGULATOR, UNDERTAKING_UNIT
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import FairCompetition, Role, Stage

REVIEWER = {Role.UNDERTAKING_HEAD: UNDERTAKING_UNIT, Role.MARKET_REGULATOR: MARKET_REGULATOR}
ROLE = {word: role for role, word in REVIEWER.items()}


@rule("FC-29-REVIEWED", article="29", gate=Stage.LEGALITY_REVIEW)
def fair_competition_was_reviewed(case: CaseFile, law: Law, on: date) -> Finding:
    """What touches business operators is reviewed for fair competition by each reviewer of the body's kind."""
    if not case.touches_market:
        return not_applicable("market_not_touched")
    if not law.value("legality_review.fair_competition_required"):
        return not_applicable("not_required")
    reviewers = law.value_for("legality_review.fair_competition_reviewers", case.organ_kind)
    missing = [word for word in reviewers if word not in case.legality_review.fair_competition]
    if missing:
        return lacking("not_reviewed", cure_by=tuple(ROLE[word] for word in missing), reviewers=missing)
    return satisfied()


@rule("FC-18-COMPLIES", article="783-18", gate=Stage.LEGALITY_REVIEW)
def no_review_found_a_violation(case: CaseFile, law: Law, on: date) -> Finding:
    """What its reviewer found to violate fair competition is not issued; optional advice is shown (ruling 30)."""
    reviews = case.legality_review.fair_competition
    if not reviews:
        return not_applicable("market_not_touched" if not case.touches_market else "not_reviewed")
    reviewers = law.value_for("legality_review.fair_competition_reviewers", case.organ_kind)
    against = [word for word, review in reviews.items() if review.conclusion is FairCompetition.VIOLATES]
    barring = [word for word in against if word in reviewers]
    if barring:
        return lacking(
            "violates", cure_by=(Role.UNDERTAKING_HEAD, *(ROLE[word] for word in barring)), reviewers=barring
        )
    return satisfied("advised_against", reviewers=against) if against else satisfied()


@rule("FC-14-FIRST", article="783-14")
def regulator_follows_the_first_review(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The undertaking unit reviews first, then the market regulator."""
    if act.post.role is not Role.MARKET_REGULATOR:
        return not_applicable("first_review")
    if UNDERTAKING_UNIT not in case.legality_review.fair_competition:
        return lacking("no_first_review", cure_by=Role.UNDERTAKING_HEAD)
    return satisfied()


@rule("FC-12-EXCEPTION", article="783-12")
def exception_is_grounded_and_ends(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """An exception has a ground of the law, no milder means, and a term or an end condition."""
    if act.command.conclusion is not FairCompetition.COMPLIES_BY_EXCEPTION:
        return not_applicable("no_exception")
    fields = ("exception_ground", "no_milder_alternative", "exception_term")
    missing = [name for name in fields if not getattr(act.command, name)]
    return lacking("incomplete", cure_by=act.post.role, fields=missing) if missing else satisfied()


@rule("FC-16-HEARD", article="783-16")
def operators_were_heard(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """The review hears operators, associations or others concerned."""
    if act.command.conclusion is FairCompetition.NOT_TOUCHED:
        return not_applicable("market_not_touched")
    if not law.value("legality_review.fair_competition_operators_heard"):
        return not_applicable("not_required")
    return satisfied() if act.command.operators_heard else lacking("nobody_heard", cure_by=act.post.role)


@rule("FC-16-DAY", article="783-16")
def hearing_day_has_come(act: Act, case: CaseFile, law: Law, on: date) -> Finding:
    """Who is named as heard was heard by the day of the review."""
    days = [one.heard_on for one in act.command.operators_heard if one.heard_on > on]
    if days:
        return lacking("ahead", cure_by=act.post.role, earliest=max(days), heard_on=max(days))
    return satisfied()
