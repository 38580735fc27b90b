"""The console script `decision-flow`: one module a command, errors in one sentence, `--json` for machines."""

import argparse
import sys
from collections.abc import Sequence

from rich.console import Console

from cli import (
    accounts,
    calendars,
    catalogs,
    coverage,
    demo,
    draws,
    initialise,
    papers,
    profiles,
    proving,
    reads,
    services,
    supervision,
    timetables,
    verification,
)
from cli.output import CommandProblem
from decision_flow.procedure.config_file import ConfigError
from decision_flow.store.connections import NoDatabase

MODULES = (
    initialise,
    accounts,
    catalogs,
    reads,
    papers,
    draws,
    timetables,
    supervision,
    profiles,
    calendars,
    coverage,
    proving,
    verification,
    services,
    demo,
)


def parser() -> argparse.ArgumentParser:
    """Every command with its help."""
    top = argparse.ArgumentParser(
        prog="decision-flow",
        description="重大行政决策程序办理与留痕。The procedure of major administrative decisions, "
        "and the proof that it was followed.",
        epilog="DECISION_FLOW_DATABASE_URL names the database (default: SQLite under var/); DECISION_FLOW_VAR the "
        "folder of documents; DECISION_FLOW_CONFIG the folder of profiles, calendars and messages.",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in MODULES:
        module.add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. 0 well, 1 found or refused, 2 wrong call or nothing there."""
    asked = parser().parse_args(arguments)
    try:
        return int(asked.run(asked))
    except CommandProblem as problem:
        Console(stderr=True).print(f"[bold red]✗[/] {problem}", highlight=False, soft_wrap=True)
        return problem.exit_code
    except (NoDatabase, ConfigError) as problem:
        Console(stderr=True).print(f"[bold red]✗[/] {problem}", highlight=False, soft_wrap=True)
        return 2
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main())
