"""决策机关: rules of bodies, units and posts."""

from datetime import date, timedelta

from decision_flow.actor import OF_THE_UNIT
from decision_flow.command import Act
from decision_flow.organ.facts import InstallationFile, OrganFile
from decision_flow.procedure.law import Law
from decision_flow.procedure.rules import Finding, lacking, not_applicable, rule, satisfied
from decision_flow.terms import Role

OF_NOBODY = frozenset({Role.SYSTEM, Role.CITIZEN, Role.ADMINISTRATOR})


@rule("ORG-39-UNIT", article="system")
def post_names_its_unit(act: Act, organ: OrganFile, law: Law, on: date) -> Finding:
    """A role of a unit is held in a unit of this body."""
    unit, role = act.command.unit_id, act.command.role
    if unit is not None and unit not in organ.units:
        return lacking("unknown_unit", cure_by=Role.ADMINISTRATOR, unit=unit)
    if unit is None and role in OF_THE_UNIT:
        return lacking("no_unit", cure_by=Role.ADMINISTRATOR, role=role)
    return satisfied()


@rule("ORG-39-ROLE", article="system")
def role_can_be_held(act: Act, organ: OrganFile, law: Law, on: date) -> Finding:
    """Flows, the public and administrators are nobody in the procedure of a body."""
    if act.command.role in OF_NOBODY:
        return lacking("not_a_post", cure_by=Role.ADMINISTRATOR, role=act.command.role)
    return satisfied()


@rule("ORG-39-POST", article="system")
def post_was_held(act: Act, organ: OrganFile, law: Law, on: date) -> Finding:
    """A post that ends is one of this body, ends no earlier than it began, and once ended is held no longer."""
    post = organ.appointments.get(act.command.appointment_id)
    if post is None:
        return lacking("unknown_post", cure_by=Role.ADMINISTRATOR)
    if act.command.ends_on < post.starts_on:
        return lacking("before_start", cure_by=Role.ADMINISTRATOR, starts_on=post.starts_on)
    if post.ends_on is not None and act.command.ends_on > post.ends_on:
        return lacking("ended", cure_by=Role.ADMINISTRATOR, ends_on=post.ends_on)
    return satisfied()


@rule("ORG-39-PERIOD", article="system")
def post_ends_after_it_begins(act: Act, organ: OrganFile, law: Law, on: date) -> Finding:
    """A post that is given until a day is held from an earlier day, or on that one."""
    starts_on, ends_on = act.command.starts_on, act.command.ends_on
    if ends_on is not None and ends_on < starts_on:
        return lacking("ends_before", cure_by=Role.ADMINISTRATOR, starts_on=starts_on, ends_on=ends_on)
    return satisfied()


@rule("ORG-39-OVERLAP", article="system")
def post_is_not_held_already(act: Act, organ: OrganFile, law: Law, on: date) -> Finding:
    """A person holds one post once at a time: periods of the same post do not overlap."""
    asks = act.command
    wanted = (asks.person_id, asks.role, asks.unit_id)
    for post in organ.appointments.values():
        if (post.person_id, post.role, post.unit_id) == wanted and post.overlaps(asks.starts_on, asks.ends_on):
            earliest = post.ends_on + timedelta(days=1) if post.ends_on else None
            since = {"starts_on": post.starts_on, "ends_on": post.ends_on}
            return lacking("held", cure_by=Role.ADMINISTRATOR, earliest=earliest, role=asks.role, **since)
    return satisfied()


@rule("ORG-39-CLOCK", article="system")
def clock_is_simulated_and_moves_forward(act: Act, case: InstallationFile, law: Law, on: date) -> Finding:
    """Only the clock of a demo can be set, and only forward."""
    if not case.simulated:
        return lacking("real_clock", cure_by=Role.ADMINISTRATOR)
    if case.now is not None and act.command.now.isoformat() < case.now[:19]:
        return lacking("backward", cure_by=Role.ADMINISTRATOR)
    return satisfied()


@rule("SOD-ADMINISTRATOR", article="system")
def administrator_takes_no_part(act: Act, organ: OrganFile, law: Law, on: date) -> Finding:
    """Who keeps the accounts holds no post in the procedure."""
    if act.command.person_id == act.actor.id:
        return lacking("own_post", cure_by=Role.ADMINISTRATOR)
    return satisfied() if act.command.role is not Role.AUDITOR else not_applicable("auditor")
