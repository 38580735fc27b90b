"""Bodies, units and posts."""

from decision_flow.organ import commands as organ
from decision_flow.terms import (
    BodyKind,
    Role,
)
from tests.lawful.steps import Steps, act
from tests.world import DEPUTY, START, World

__all__ = ["DEPUTY", "SOMEBODY", "bodies"]

SOMEBODY = "0190a000-0000-7000-8000-0000000000a3"


def bodies(world: World) -> Steps:
    """Bodies, units and posts."""
    done = yield from act(
        world,
        organ.RegisterOrgan(name="示例镇人民政府", body_kind=BodyKind.TOWNSHIP, profile="jishou", proposed=True),
        Role.ADMINISTRATOR,
    )
    confirm = organ.ConfirmOrgan(organ_id=done.subject_id, body_kind=BodyKind.TOWNSHIP, profile="jishou")
    yield from act(world, confirm, Role.ADMINISTRATOR)
    yield from act(
        world, organ.RegisterUnits(organ_id=world.organ_id, names=("示例二局", "示例三局")), Role.ADMINISTRATOR
    )
    post = organ.AppointPerson(
        organ_id=world.organ_id,
        person_id=SOMEBODY,
        name="示例人",
        role=Role.DRAFTER,
        title="科员",
        unit_id=world.unit_id,
        starts_on=START.date(),
        document="示例〔2026〕1号",
    )
    done = yield from act(world, post, Role.ADMINISTRATOR)
    ended = organ.EndAppointment(
        organ_id=world.organ_id,
        appointment_id=done.made["appointment"],
        ends_on=START.date(),
        document="示例〔2026〕2号",
    )
    yield from act(world, ended, Role.ADMINISTRATOR)
    administrator = organ.AppointAdministrator(
        installation_id=world.installation_id, person_id=SOMEBODY, name="示例人", document="示例〔2026〕3号"
    )
    yield from act(world, administrator, Role.ADMINISTRATOR)
