"""What commands share: the installation, JSON for machines, one sentence for an error."""

import json
import sys
from argparse import ArgumentParser
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decision_flow.settings import Installation

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


def opened() -> "Installation":
    """The installation that the environment names; it must have been founded."""
    from decision_flow.organ.queries import installation
    from decision_flow.settings import Installation, Settings

    served = Installation.open(Settings.from_environment())
    with served.store.reading() as session:
        if installation(session) is None:
            raise CommandProblem("数据库尚未初始化：先运行 decision-flow init / run `decision-flow init` first")
    return served
