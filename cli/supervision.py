"""`supervision`: the cases that nobody can move (督办)."""

from argparse import Namespace, _SubParsersAction
from typing import Any

from api.supervision import on_the_wire
from cli.output import opened, print_json, print_table, with_json
from decision_flow.supervision.register import Supervision, everything
from decision_flow.terms import Role, Stage


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The command and its options."""
    command = commands.add_parser(
        "supervision", help="督办：停滞的事项、原因和办法 / cases that nobody can move, and their cure"
    )
    with_json(command)
    command.set_defaults(run=run_supervision)


def run_supervision(asked: Namespace) -> int:
    """Look now, and print what stands still."""
    served = opened()
    Supervision(served.store, served.engine).look()
    with served.store.reading() as session:
        found = [on_the_wire(row, served.messages, "zh") for row in everything(session)]
    if asked.json:
        print_json(found)
        return 0
    word = served.messages.word
    rows = [
        (
            one["title"],
            word(Stage(one["stage"])) if one["stage"] else "决策建议",
            one["missing"],
            one["cure"],
            "、".join(word(Role(role)) for role in one["told"]),
        )
        for one in found
    ]
    print_table("督办", ("事项", "阶段", "情况", "办法", "告知"), rows)
    return 0
