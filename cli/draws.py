"""`draw`: the draws of experts of a decision, each drawn again from what was frozen and published (Art. 20)."""

from argparse import Namespace, _SubParsersAction
from typing import Any

import orjson
from sqlalchemy import select

from cli.output import CommandProblem, opened, print_json, with_json
from cli.reads import decision_named
from cli.tables import console, print_table
from decision_flow.draw import Replay, replay
from decision_flow.expert_review.model import ExpertDraw
from decision_flow.store.tables import table_of

DRAW = table_of(ExpertDraw)


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The command and its options."""
    drawn = commands.add_parser("draw", help="随机抽取复核：重新抽一次 / the draws of experts, drawn again")
    drawn.add_argument("decision", metavar="DECISION", help="id, the start of an id, or the exact title")
    with_json(drawn)
    drawn.set_defaults(run=run_draw)


def run_draw(asked: Namespace) -> int:
    """Every draw with field, seed, candidates and who was drawn; 1 where one does not come out the same."""
    with opened().store.reading() as session:
        decision_id = decision_named(session, asked.decision)
        rows = session.execute(select(DRAW).where(DRAW.c.decision_id == decision_id).order_by(DRAW.c.number)).all()
    draws = [_protocol(row._mapping) for row in rows]
    if not draws:
        raise CommandProblem("该事项没有抽取专家 / no experts were drawn for this decision")
    again = [replay(one) if one["drawn"] is not None else None for one in draws]
    if asked.json:
        print_json([_told(one, found) for one, found in zip(draws, again, strict=True)])
    else:
        for one, found in zip(draws, again, strict=True):
            _show(one, found)
    return int(any(found is not None and found.faults for found in again))


def _protocol(row: Any) -> dict[str, Any]:
    """A row with its lists read, as the API gives it."""
    drawn = orjson.loads(row["drawn"]) if row["drawn"] else None
    return {**row, "frozen": orjson.loads(row["frozen"]), "drawn": drawn}


def _told(one: dict[str, Any], found: Replay | None) -> dict[str, Any]:
    names = ("id", "number", "field", "wanted", "pool_sha256", "seed_source", "seed_value", "seed", "drawn")
    return {
        **{name: one[name] for name in names},
        "candidates": one["frozen"]["candidates"],
        "chosen": (one["drawn"] or [])[: one["wanted"]],
        "replayed": None if found is None else list(found.order),
        "faults": [] if found is None else list(found.faults),
    }


def _show(one: dict[str, Any], found: Replay | None) -> None:
    names = {candidate["id"]: candidate["name"] for candidate in one["frozen"]["candidates"]}
    order = one["drawn"] if one["drawn"] is not None else names
    print_table(
        f"第{one['number']}次抽取　专业：{one['field']}　抽取{one['wanted']}名，候选{len(names)}名",
        ("次序", "专家", "编号", "抽中"),
        [
            (at if found else "", names.get(who, "？"), who, "✓" if found and at <= one["wanted"] else "")
            for at, who in enumerate(order, start=1)
        ],
    )
    console.print(f"名单摘要 {one['pool_sha256']}", highlight=False, soft_wrap=True)
    console.print(f"公开数值 {one['seed_source']}：{one['seed_value'] or '尚未公布'}", highlight=False, soft_wrap=True)
    if found is None:
        return
    console.print(f"种子     {one['seed']}", highlight=False, soft_wrap=True)
    if found.faults:
        told = "、".join(found.faults)
        console.print(f"[bold red]✗[/] 重新抽取的结果不同：{told} / does not come out the same", highlight=False)
    else:
        console.print("[green]✓[/] 重新抽取，结果相同 / drawn again, the same", highlight=False)
