"""`decision-flow catalog import FILE`: the whole file is checked first, then bodies, units and catalogs are made."""

from argparse import Namespace, _SubParsersAction
from pathlib import Path
from typing import Any

from cli.accounts import administrator
from cli.catalog_file import ImportProblem
from cli.importing import Plan, plan_import, run_import
from cli.output import CommandProblem, opened, print_json, with_json
from cli.tables import console, print_table
from decision_flow.catalog.known import known

WORDS = {"year": "年度", "undertaking_unit": "承办单位", "publication_date": "公布日期"}
"""What an item may lack, in the words of the office."""


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The command and its options."""
    catalogs = commands.add_parser("catalog", help="决策事项目录 / catalogs").add_subparsers(
        required=True, metavar="ACTION"
    )
    command = catalogs.add_parser("import", help="导入已公布的目录（CSV） / import published catalogs from a CSV file")
    command.add_argument("file", type=Path, metavar="FILE")
    command.add_argument("--skip-bad", action="store_true", help="import the good rows and leave the bad ones out")
    command.add_argument("--profile", default="cn-713", help="the profile that new bodies apply (default: cn-713)")
    command.add_argument("--as", dest="administrator", default="admin", help="login of the importing administrator")
    with_json(command)
    command.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """0 when no row is bad (incomplete items are no bad rows), else 1; nothing is half-imported."""
    served = opened()
    if asked.profile not in served.lawbook.names():
        raise CommandProblem(
            f"没有适用规定“{asked.profile}”，可用：{'、'.join(served.lawbook.names())} / no such profile"
        )
    with served.store.reading() as session:
        already = known(session)
    try:
        plan = plan_import(asked.file, already, asked.profile)
    except ImportProblem as problem:
        raise CommandProblem(str(problem)) from problem
    blocked = bool(plan.bad) and not asked.skip_bad
    if not blocked:
        run_import(served.engine, plan, administrator(served, asked.administrator), skip_bad=asked.skip_bad)
    if asked.json:
        print_json(summary(plan, imported=not blocked))
    else:
        show(plan, imported=not blocked)
    return 1 if plan.bad else 0


def summary(plan: Plan, *, imported: bool) -> dict[str, Any]:
    """What a machine wants to know of an import."""
    return {
        "file": plan.file,
        "rows": plan.rows,
        "imported": imported,
        "items": plan.items if imported else 0,
        "already": plan.already,
        "without_planned_time": plan.without_time,
        "bodies": [{"name": body.name, "kind": body.kind.value, "certain": body.is_certain} for body in plan.bodies],
        "bad": [{"line": bad.line, "reason": bad.zh, "reason_en": bad.en} for bad in plan.bad],
        "incomplete": [
            {"line": one.line, "organ": one.organ, "title": one.title, "lacks": list(one.lacks)}
            for one in plan.incomplete
        ],
        "repeated": [{"line": one.line, "first": one.first, "title": one.title} for one in plan.repeated],
    }


def show(plan: Plan, *, imported: bool) -> None:
    """The import for people: what is bad first, then what is doubtful, then the totals."""
    if plan.bad:
        print_table("不能导入的行", ("行", "原因", "reason"), [(bad.line, bad.zh, bad.en) for bad in plan.bad])
    if plan.incomplete:
        print_table(
            "存疑事项（已导入，补全前不能公布）",
            ("行", "机关", "事项", "缺"),
            [(one.line, one.organ, one.title, "、".join(WORDS[word] for word in one.lacks)) for one in plan.incomplete],
        )
    if plan.repeated:
        print_table(
            "重复的行（只取第一行）",
            ("行", "首见", "事项"),
            [(one.line, one.first, one.title) for one in plan.repeated],
        )
    if not imported:
        console.print(
            f"[bold]未导入任何内容[/]：{len(plan.bad)}行有误。改正后重试，或者用 --skip-bad 只导入其余各行。"
            " / nothing was imported: mend the rows, or use --skip-bad"
        )
        return
    console.print(
        f"已导入：{plan.items}个事项，{len(plan.catalogs)}份目录，新机关{len(plan.bodies)}个（待确认）；"
        f"存疑{len(plan.incomplete)}项，无计划时间{plan.without_time}项，此前已有{plan.already}项。"
    )
