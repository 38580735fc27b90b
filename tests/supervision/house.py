"""A world whose posts are held by appointment, and the supervision that looks at it."""

from datetime import date, timedelta
from typing import Any

from decision_flow.organ.commands import AppointPerson, EndAppointment
from decision_flow.supervision.register import Supervision, everything, finding_of
from decision_flow.terms import Role
from tests.world import START, World

OF_THE_UNIT = (Role.DRAFTER, Role.UNDERTAKING_HEAD)
POSTS = tuple(role for role in Role if role not in (Role.CITIZEN, Role.SYSTEM, Role.ADMINISTRATOR))


def appoint(world: World, role: Role, person: str | None = None, on: date | None = None) -> str:
    """Somebody is appointed, by default the person whom the world lets act in the role; the appointment's id."""
    post = AppointPerson(
        organ_id=world.organ_id,
        person_id=person or world.actor(role).id,
        name=f"示例{role.value}",
        role=role,
        title=role.value,
        unit_id=world.unit_id if role in OF_THE_UNIT else None,
        starts_on=on or START.date(),
        document="示例〔2026〕1号",
    )
    return str(world.do(post, Role.ADMINISTRATOR).made["appointment"])


def staffed(world: World) -> dict[Role, str]:
    """Every post is held; the appointments by role."""
    return {role: world.held.get(role) or appoint(world, role) for role in POSTS}


def leave(world: World, appointment: str) -> None:
    """The post is given up; tomorrow nobody holds it."""
    today = world.installation.engine.today()
    ended = EndAppointment(
        organ_id=world.organ_id, appointment_id=appointment, ends_on=today, document="示例〔2026〕2号"
    )
    world.do(ended, Role.ADMINISTRATOR)
    after(world, 1)


def after(world: World, days: int) -> None:
    """So many days go by."""
    world.advance(world.installation.engine.now() + timedelta(days=days))


def look(world: World, case: str | None = None) -> dict[str, Any]:
    """What the supervision finds now, by stage and rule: the findings of one case, or of all."""
    store = world.installation.store
    Supervision(store, world.installation.engine).look()
    with store.reading() as session:
        rows = [row for row in everything(session) if case in (None, row.decision_id)]
    return {f"{row.stage or 'proposal'} {row.rule}": finding_of(row) for row in rows}
