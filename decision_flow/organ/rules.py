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
    """A post that ends is one of this body, and ends no earlier than it began."""
    held = organ.appointments.get(act.command.appointment_id)
    if held is None:
        return lacking("unknown_post", cure_by=Role.ADMINISTRATOR)
    if act.command.ends_on < held.starts_on:
        return lacking("before_start", cure_by=Role.ADMINISTRATOR, starts_on=held.starts_on)
    return satisfied()


@rule("ORG-39-TERM", article="system")
def post_ends_after_it_begins(act: Act, organ: OrganFile, law: Law, on: date) -> Finding:
    """A post ends no earlier than it begins."""
    starts_on, ends_on = act.command.starts_on, act.command.ends_on
    if ends_on is not None and ends_on < starts_on:
        return lacking("before_start", cure_by=Role.ADMINISTRATOR, starts_on=starts_on, ends_on=ends_on)
    return satisfied()


@rule("ORG-39-OVERLAP", article="system")
def post_is_held_once_at_a_time(act: Act, organ: OrganFile, law: Law, on: date) -> Finding:
    """A person holds a role of a body, or of one unit of it, once at a time."""
    asked = act.command
    same = (asked.person_id, asked.role, asked.unit_id)
    for held in organ.appointments.values():
        if (held.person_id, held.role, held.unit_id) == same and held.overlaps(asked.starts_on, asked.ends_on):
            earliest = held.ends_on + timedelta(days=1) if held.ends_on else None
            since = {"starts_on": held.starts_on, "ends_on": held.ends_on}
            return lacking("overlaps", cure_by=Role.ADMINISTRATOR, earliest=earliest, **since)
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
