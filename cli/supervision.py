"""`supervision`: the cases that nobody can move (督办)."""

from argparse import Namespace, _SubParsersAction
from typing import Any

from api.supervision import on_the_wire
from cli.output import for_people, opened, print_json
from cli.tables import print_table
from decision_flow.procedure.speech import Speech
from decision_flow.supervision.register import Supervision, everything
from decision_flow.terms import Role, Stage


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The command and its options."""
    command = commands.add_parser(
        "supervision", help="督办：停滞的事项、原因和办法 / cases that nobody can move, and their cure"
    )
    for_people(command)
    command.set_defaults(run=run_supervision)


def run_supervision(asked: Namespace) -> int:
    """Look now, and print what stands still."""
    served = opened()
    Supervision(served.store, served.engine).look()
    with served.store.reading() as session:
        found = [on_the_wire(row, served.messages, asked.lang) for row in everything(session)]
    if asked.json:
        print_json(found)
        return 0
    speech = Speech(served.messages, asked.lang)
    rows = [
        (
            one["title"],
            speech.word(Stage(one["stage"])) if one["stage"] else speech("proposal"),
            one["missing"],
            one["cure"],
            speech.listed(speech.word(Role(role)) for role in one["told"]),
        )
        for one in found
    ]
    print_table(speech("supervision"), speech.columns("item", "stage", "situation", "remedy", "told"), rows)
    return 0
