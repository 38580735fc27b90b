"""Expert pools: own and borrowed, reviewed, sanctioned, mended."""

from datetime import date

from decision_flow.expert_pool import commands as pool
from decision_flow.terms import PoolLevel, Role, Sanction
from tests.lawful.steps import Steps, act
from tests.world import World

FIELD = "教育规划"


def listed(number: int, **given: object) -> pool.ListedExpert:
    """An expert of the field at a university of his own."""
    base = {"name": f"示例专家{number}号", "fields": (FIELD, "公共管理"), "workplace": f"示例大学{number}"}
    return pool.ListedExpert(**(base | given))  # type: ignore[arg-type]


def a_pool(world: World, name: str = "示例专家库", level: PoolLevel = PoolLevel.OWN, experts: int = 4) -> Steps:
    """A pool with some experts of one field; its id."""
    opened = pool.OpenExpertPool(organ_id=world.organ_id, name=name, level=level, source="示例：本级公布的名单")
    made = yield from act(world, opened, Role.OFFICE_HEAD)
    entries = tuple(listed(number) for number in range(1, experts + 1))
    given = pool.ListExperts(pool_id=made.subject_id, experts=entries, list_sha256=world.document(f"{name}名单"))
    yield from act(world, given, Role.OFFICE_HEAD)
    return made.subject_id


def pools(world: World) -> Steps:
    """A borrowed pool, and an own one in which somebody was told to mend, and did; the id of the own one."""
    yield from a_pool(world, "示例省级专家库", PoolLevel.PROVINCE, experts=1)
    pool_id = yield from a_pool(world)
    entry = yield from act(
        world, pool.ListExperts(pool_id=pool_id, experts=(listed(9),), list_sha256=None), Role.OFFICE_HEAD
    )
    expert_id = entry.made["pool_expert"]
    paper = world.document("示例：处理决定")
    review = pool.ReviewIntegrity(
        pool_id=pool_id, expert_id=expert_id, year=2025, qualified=True, text="示例", document_sha256=paper
    )
    yield from act(world, review, Role.OFFICE_HEAD)
    done = yield from act(world, sanction(world, pool_id, expert_id), Role.OFFICE_HEAD)
    lifted = pool.LiftSanction(
        pool_id=pool_id,
        sanction_id=done.made["expert_sanction"],
        document_no="示例〔2026〕9号",
        document_sha256=paper,
        reason="示例：已整改",
    )
    yield from act(world, lifted, Role.OFFICE_HEAD)
    return pool_id


def sanction(
    world: World, pool_id: str, expert_id: str, kind: Sanction = Sanction.RECTIFICATION
) -> pool.SanctionExpert:
    """A sanction by a document."""
    return pool.SanctionExpert(
        pool_id=pool_id,
        expert_id=expert_id,
        sanction=kind,
        document_no="示例〔2026〕8号",
        document_sha256=world.document("示例：处理决定"),
        reason="示例",
        until=date(2027, 6, 30) if kind is Sanction.RECTIFICATION else None,
    )
