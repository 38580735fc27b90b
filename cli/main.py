"""The console script `decision-flow`: one module a command, errors in one sentence, `--json` for machines."""

import argparse
import os
import sys
from collections.abc import Sequence
from importlib import import_module

from cli.output import CommandProblem
from decision_flow.procedure.config_file import ConfigError
from decision_flow.store.connections import NoDatabase

MODULES = {
    "init": "initialise",
    "account": "accounts",
    "catalog": "catalogs",
    "explain": "reads",
    "history": "reads",
    "papers": "papers",
    "draw": "draws",
    "timetable": "timetables",
    "supervision": "supervision",
    "profile": "profiles",
    "calendar": "calendars",
    "coverage": "coverage",
    "prove": "proving",
    "verify": "verification",
    "serve": "services",
    "worker": "services",
    "openapi": "services",
    "run": "services",
    "demo": "demo",
}
"""Each command and its module. Only the module of the command that is asked for is loaded: a service starts quickly."""


def parser(command: str = "") -> argparse.ArgumentParser:
    """The command with its options; every command where none of ours is named."""
    top = argparse.ArgumentParser(
        prog="decision-flow",
        description="重大行政决策程序办理与留痕。The procedure of major administrative decisions, "
        "and the proof that it was followed.",
        epilog="DECISION_FLOW_DATABASE_URL names the database (default: SQLite under var/); DECISION_FLOW_VAR the "
        "folder of documents; DECISION_FLOW_CONFIG the folder of profiles, calendars and messages.",
    )
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for module in [MODULES[command]] if command in MODULES else dict.fromkeys(MODULES.values()):
        import_module(f"cli.{module}").add_to(commands)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit code. 0 well, 1 found or refused, 2 wrong call or nothing there."""
    words = sys.argv[1:] if arguments is None else arguments
    asked = parser(words[0] if words else "").parse_args(words)
    try:
        return int(asked.run(asked))
    except CommandProblem as problem:
        return _told(problem, problem.exit_code)
    except (NoDatabase, ConfigError) as problem:
        return _told(problem, 2)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:  # who reads has seen enough (`| head`); what is still in the buffer has nowhere to go
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 141


def _told(problem: Exception, exit_code: int) -> int:
    from rich.console import Console

    Console(stderr=True).print(f"[bold red]✗[/] {problem}", highlight=False, soft_wrap=True)
    return exit_code


if __name__ == "__main__":
    sys.exit(main())
