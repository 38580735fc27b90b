"""How the console speaks: tables for people, JSON for machines, one sentence for an error."""

import json
import sys
from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.table import Table

if TYPE_CHECKING:
    from decision_flow.settings import Installation

console = Console()
LANGUAGES = ("zh", "en")


class CommandProblem(Exception):
    """What keeps a command from being done, as one sentence, with the exit code."""

    def __init__(self, sentence: str, exit_code: int = 2) -> None:
        super().__init__(sentence)
        self.exit_code = exit_code


def with_json(command: ArgumentParser) -> None:
    """The option that every reading command has."""
    command.add_argument("--json", action="store_true", help="print JSON for machines")


def for_people(command: ArgumentParser) -> None:
    """The options of a command whose tables are read by people of either language, and by machines."""
    command.add_argument("--lang", choices=LANGUAGES, default=LANGUAGES[0], help="表格的语言 / language of the tables")
    with_json(command)


def print_json(value: Any) -> None:
    """JSON on standard output, Chinese as Chinese."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2, default=str)
    sys.stdout.write("\n")


def print_table(title: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]], *, lines: bool = False) -> None:
    """A table that folds long cells."""
    table = Table(title=title, title_justify="left", show_lines=lines)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    console.print(table)


def opened() -> "Installation":
    """The installation that the environment names; it must have been founded."""
    from decision_flow.organ.queries import installation
    from decision_flow.settings import Installation, Settings

    served = Installation.open(Settings.from_environment())
    with served.store.reading() as session:
        if installation(session) is None:
            raise CommandProblem("数据库尚未初始化：先运行 decision-flow init / run `decision-flow init` first")
    return served
