"""What the demo draws at its end: the stage board, the timetable as bars, and where to look next."""

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from cli.demo.folder import Folder
from cli.demo.matters import Matter
from decision_flow.procedure.messages import Messages
from decision_flow.terms import Stage, StageStatus

WIDTH = 44
COLOURS = {
    StageStatus.PASSED: "green",
    StageStatus.NOT_REQUIRED: "dim",
    StageStatus.OPEN: "yellow",
    StageStatus.RETURNED: "yellow",
    StageStatus.NOT_STARTED: "dim",
}
Seen = tuple[Matter, Mapping[str, Any]]


def board(cases: Sequence[Seen], messages: Messages) -> Table:
    """办理进度: nine stages down, the decisions across."""
    table = Table(title="办理进度 / Stage board", title_justify="left", title_style="bold")
    table.add_column("阶段", no_wrap=True)
    for matter, _ in cases:
        table.add_column(matter.short, no_wrap=True)
    rows = [{row["stage"]: row for row in decision["stages"]} for _, decision in cases]
    for stage in Stage:
        table.add_row(messages.word(stage), *(cell(of[stage], messages) for of in rows))
    table.add_section()
    table.add_row("草案", *(f"第{decision['draft_version']}版" for _, decision in cases))
    table.add_row("生效", *(decision["in_force_on"] or "办理中" for _, decision in cases))
    table.add_row("审计记录", *(f"{decision['seq']}条 {decision['head'][:8]}…" for _, decision in cases))
    return table


def cell(row: Mapping[str, Any], messages: Messages) -> str:
    """One stage: its status, the day it closed or opened, and its round where it is not the first."""
    status = StageStatus(row["status"])
    day = (row["closed_at"] or row["opened_at"] or "") if status is not StageStatus.NOT_STARTED else ""
    again = f" 第{row['round']}轮" if row["round"] > 1 else ""
    return f"[{COLOURS[status]}]{messages.word(status)} {day[5:10]}{again}[/]"


def timetable(lines: Sequence[tuple[Matter, Sequence[Mapping[str, Any]]]], messages: Messages) -> Table:
    """办理时间表: one bar a stage, on one scale."""
    days = [date.fromisoformat(day) for _, of in lines for line in of for day in _days(line)]
    first, last = min(days), max(days)
    table = Table(title="办理时间表 / Timetable", title_justify="left", title_style="bold", show_edge=False, box=None)
    table.add_column("事项", style="cyan", no_wrap=True)
    table.add_column("阶段", no_wrap=True)
    table.add_column(f"{first:%m-%d}{'':{WIDTH - 10}}{last:%m-%d}", no_wrap=True)
    table.add_column("办结", no_wrap=True)
    for matter, of in lines:
        for number, line in enumerate(of):
            opened, closed = (date.fromisoformat(day) for day in _days(line))
            name = messages.word(Stage(line["stage"]))
            table.add_row("" if number else matter.short, name, bar(opened, closed, first, last), f"{closed:%m-%d}")
        table.add_row()
    return table


def _days(line: Mapping[str, Any]) -> tuple[str, str]:
    return line["opened_on"] or line["planned"], line["closed_on"] or line["planned"]


def bar(opened: date, closed: date, first: date, last: date) -> str:
    """From opening to closing, at least one sign wide."""
    span = max((last - first).days, 1)
    start = (opened - first).days * (WIDTH - 1) // span
    end = (closed - first).days * (WIDTH - 1) // span
    return " " * start + "█" * (end - start + 1)


def next_steps(console: Console, folder: Folder, decision_id: str, password: str) -> None:
    """Where to look next, as commands that can be pasted."""
    where, command = _relative(folder.path), _relative(Path(sys.argv[0]).resolve())
    table = Table.grid(padding=(0, 2))
    for what, line in (
        ("印制的文书", f"{_relative(folder.papers)}/   每件决策一个文件夹，PDF/A 和 .docx"),
        ("本次演示的数据", f"less {where}/report.json"),
        ("以下命令用演示库", f"export DECISION_FLOW_VAR={_relative(folder.var)}"),
        ("一件决策的审计记录", f"{command} history {decision_id}"),
        ("下一阶段尚缺什么", f"{command} explain {decision_id} execution"),
        ("重新核验全部记录", f"{command} verify --deep"),
        ("页面和导览", f"{command} serve   打开 http://127.0.0.1:8713/tour，接口说明在 /api/docs/"),
        ("登录", f"账号 education-drafter、reviewer、secretary、mayor 等，密码 {password}"),
    ):
        table.add_row(f"  {what}", f"[cyan]{line}[/]")
    console.print("\n[bold]接下来可以看 / Where to look next[/]")
    console.print(table)


def _relative(path: Path) -> Path:
    try:
        return path.relative_to(Path.cwd())
    except ValueError:
        return path
