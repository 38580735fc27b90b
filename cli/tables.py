"""Tables and colours for people (rich). A service never draws any: it does not load this."""

from typing import Any

from rich.console import Console
from rich.table import Table

console = Console()


def print_table(title: str, columns: tuple[str, ...], rows: list[tuple[Any, ...]], *, lines: bool = False) -> None:
    """A table that folds long cells."""
    table = Table(title=title, title_justify="left", show_lines=lines)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*("" if value is None else str(value) for value in row))
    console.print(table)
