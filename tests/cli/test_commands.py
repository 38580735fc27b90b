"""The console loads the module of the command that is asked for, and the table of commands is true."""

import argparse
import subprocess
import sys
from importlib import import_module

import pytest

from cli.main import MODULES, parser


def commands_of(made: argparse.ArgumentParser) -> set[str]:
    (commands,) = (one for one in made._actions if isinstance(one, argparse._SubParsersAction))
    return set(commands.choices)


def test_every_command_is_listed_without_a_command() -> None:
    assert commands_of(parser()) == set(MODULES)


@pytest.mark.parametrize("command", MODULES)
def test_a_command_is_found_in_the_module_that_the_table_names(command: str) -> None:
    alone = commands_of(parser(command))
    assert command in alone
    assert alone == {name for name, module in MODULES.items() if module == MODULES[command]}
    assert hasattr(import_module(f"cli.{MODULES[command]}"), "add_to")


def test_a_reader_that_stops_reading_is_no_failure() -> None:
    """`decision-flow coverage --json | head -1`."""
    command = [sys.executable, "-m", "cli.main", "coverage", "--json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout and running.stdout.readline() == b"{\n"
        running.stdout.close()
        assert running.stderr and running.stderr.read() == b""
        assert running.wait() == 141
