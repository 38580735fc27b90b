"""Acts on bodies and on the installation as row changes."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from decision_flow.audit.canonical import instant
from decision_flow.command import Act, Change, Event, Insert, Update, handles
from decision_flow.organ import commands as asked
from decision_flow.organ import rules
from decision_flow.organ.facts import InstallationFile, OrganFile
from decision_flow.terms import Role

ADMINISTRATOR = {Role.ADMINISTRATOR}
BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")


@handles(asked.FoundInstallation, by={Role.SYSTEM})
def found_installation(act: Act, case: None) -> Iterator[Change]:
    """The installation and its first administrator."""
    asks: asked.FoundInstallation = act.command
    now = instant(asks.simulated_from) if asks.simulated_from else None
    yield Insert(
        "installation",
        {
            "id": act.subject_id,
            "only": 1,
            "name": asks.name,
            "simulated": now is not None,
            "now": now,
            "label": asks.label,
        },
    )
    starts_on = beijing_day(asks.simulated_from) if asks.simulated_from else act.on
    yield _administrator(act, asks.administrator_id, asks.administrator, "init", starts_on)


@handles(asked.AppointAdministrator, by=ADMINISTRATOR)
def appoint_administrator(act: Act, case: InstallationFile) -> Iterator[Change]:
    """An appointment of no body."""
    yield _administrator(act, act.command.person_id, act.command.name, act.command.document, act.on)


@handles(asked.AdvanceClock, by={Role.SYSTEM, Role.ADMINISTRATOR}, rules=(rules.clock_is_simulated_and_moves_forward,))
def advance_clock(act: Act, case: InstallationFile) -> Iterator[Change]:
    """The new time, and a word to the sweep."""
    yield Update("installation", {}, {"now": instant(act.command.now)})
    yield Event("ClockAdvanced")


@handles(asked.RegisterOrgan, by={Role.ADMINISTRATOR, Role.SYSTEM})
def register_organ(act: Act, case: None) -> Iterator[Change]:
    """The body and its units."""
    asks: asked.RegisterOrgan = act.command
    status = "proposed" if asks.proposed else "active"
    yield Insert(
        "organ",
        {
            "id": act.subject_id,
            "name": asks.name,
            "body_kind": asks.body_kind,
            "profile": asks.profile,
            "status": status,
            "label": asks.label,
        },
    )
    yield from _units(act, act.subject_id, asks.units, status)


@handles(asked.ConfirmOrgan, by=ADMINISTRATOR)
def confirm_organ(act: Act, organ: OrganFile) -> Iterator[Change]:
    """From proposed to active."""
    asks: asked.ConfirmOrgan = act.command
    yield Update(
        "organ", {}, {"body_kind": asks.body_kind, "profile": asks.profile, "status": "active", "label": asks.label}
    )


@handles(asked.RegisterUnits, by={Role.ADMINISTRATOR, Role.SYSTEM})
def register_units(act: Act, organ: OrganFile) -> Iterator[Change]:
    """Units that the body does not have yet."""
    known = set(organ.units.values())
    names = tuple(name for name in dict.fromkeys(act.command.names) if name not in known)
    yield from _units(act, organ.id, names, "proposed" if act.command.proposed else "active")


@handles(
    asked.AppointPerson,
    by=ADMINISTRATOR,
    slices=("appointments",),
    rules=(
        rules.post_names_its_unit,
        rules.role_can_be_held,
        rules.administrator_takes_no_part,
        rules.post_ends_after_it_begins,
        rules.post_is_not_held_already,
    ),
)
def appoint_person(act: Act, organ: OrganFile) -> Iterator[Change]:
    """The post on the body's chain."""
    asks: asked.AppointPerson = act.command
    yield Insert(
        "appointment",
        {
            "id": act.new_id(),
            "holder_id": organ.id,
            "organ_id": organ.id,
            "unit_id": asks.unit_id,
            "person_id": asks.person_id,
            "name": asks.name,
            "role": asks.role,
            "title": asks.title,
            "document": asks.document,
            "starts_on": asks.starts_on,
            "ends_on": asks.ends_on,
        },
    )


@handles(asked.EndAppointment, by=ADMINISTRATOR, slices=("appointments",), rules=(rules.post_was_held,))
def end_appointment(act: Act, organ: OrganFile) -> Iterator[Change]:
    """The last day of the post."""
    yield Update("appointment", {"id": act.command.appointment_id}, {"ends_on": act.command.ends_on})


def beijing_day(moment: datetime) -> date:
    """The day of an instant in Beijing."""
    return moment.astimezone(BEIJING).date()


def _administrator(act: Act, person_id: str, name: str, document: str, starts_on: date) -> Insert:
    return Insert(
        "appointment",
        {
            "id": act.new_id(),
            "holder_id": act.subject_id,
            "person_id": person_id,
            "name": name,
            "role": Role.ADMINISTRATOR,
            "title": "系统管理员",
            "document": document,
            "starts_on": starts_on,
        },
    )


def _units(act: Act, organ_id: str, names: tuple[str, ...], status: str) -> Iterator[Change]:
    for name in names:
        yield Insert("unit", {"id": act.new_id(), "organ_id": organ_id, "name": name, "status": status})
