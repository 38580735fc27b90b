"""`decision-flow demo`: real catalog items through the whole procedure, on a simulated clock (Art. 3–32)."""

from argparse import Namespace, _SubParsersAction
from typing import Any


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The command; it has no options."""
    command = commands.add_parser(
        "demo", help="演示：真实目录事项走完全程，文件夹 var/demo / real catalog items through the whole procedure"
    )
    command.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """Everything that the demo needs is imported when it is asked for."""
    from cli.demo.performance import perform

    return perform()
