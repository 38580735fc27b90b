"""`decision-flow coverage`: every duty of the statutes, what meets it, and in a checkout the tests of each rule."""

import sys
from argparse import Namespace, _SubParsersAction
from collections import Counter
from typing import Any

from cli.coverage_matrix import Matrix, the_matrix
from cli.coverage_page import how, page
from cli.output import for_people, print_json
from cli.tables import console, print_table
from decision_flow.procedure.coverage import Standing
from decision_flow.procedure.messages import Messages
from decision_flow.procedure.rules import RULES
from decision_flow.procedure.speech import Speech
from decision_flow.procedure.statutes import Duty, Statute
from decision_flow.settings import Settings

COLOURS = {Standing.ENFORCED: "green", Standing.OUTSIDE: "dim", Standing.OPEN: "yellow"}


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The command and its options."""
    command = commands.add_parser("coverage", help="条款落实情况 / how each duty of the statutes is met")
    for_people(command)
    command.add_argument("--page", action="store_true", help="文档页面，中英文 / the page of the documentation")
    command.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """0 where everything that a duty names is there, else 1."""
    config = Settings.from_environment().config
    matrix, speech = the_matrix(config), Speech(Messages(config), asked.lang)
    if asked.json:
        print_json(written(matrix, speech.messages))
    elif asked.page:
        sys.stdout.write(page(matrix, speech.messages))
    else:
        show(matrix, speech)
    return 1 if matrix.broken else 0


def show(matrix: Matrix, speech: Speech) -> None:
    """A table for each statute, and the counts."""
    columns = ("article", "bearer", "duty", "met", "how", *(("tests",) if matrix.witnesses else ()))
    for statute in matrix.statutes:
        print_table(
            f"{speech.messages.instrument(statute.name, speech.lang)} ({statute.number})",
            speech.columns(*columns),
            [row(matrix, statute, duty, speech) for duty in statute.duties],
        )
    counted = Counter(matrix.standings.values())
    told = speech.listed(f"{coloured(one, speech)} {counted[one]}" for one in Standing)
    console.print(speech("duties", count=len(matrix.standings), counted=told))
    for one in matrix.broken:
        console.print(f"[red]✗[/] {one}")


def coloured(one: Standing, speech: Speech) -> str:
    """The word of a standing in its colour."""
    return f"[{COLOURS[one]}]{speech(one)}[/]" if one in COLOURS else speech(one)


def row(matrix: Matrix, statute: Statute, duty: Duty, speech: Speech) -> tuple[str, ...]:
    """A duty for people; the tests by the names of their functions."""
    tests = [
        f"{rule} {speech(answer)} {test.rpartition('::')[2]}"
        for rule in statute.enforced_by(duty, RULES.values())
        if rule in matrix.witnesses
        for answer, test in matrix.witnesses[rule].tests.items()
    ]
    return (
        speech.messages.place(statute.cited(duty), speech.lang),
        duty.who.told(speech.lang),
        speech("force", modality=duty.modality, duty=duty.duty.told(speech.lang)),
        coloured(matrix.standings[duty.id], speech),
        "\n".join(how(statute, duty, speech)),
        *(("\n".join(tests),) if matrix.witnesses else ()),
    )


def written(matrix: Matrix, messages: Messages) -> dict[str, Any]:
    """The matrix for machines."""
    counted = Counter(matrix.standings.values())
    return {
        "duties": len(matrix.standings),
        **{one.value: counted[one] for one in (Standing.ENFORCED, Standing.RECORDED, Standing.OUTSIDE)},
        "open": [
            {"duty": duty.id, "article": messages.article(statute.cited(duty)), "issue": duty.awaits.issue}
            for statute, duty in matrix.duties
            if duty.awaits and matrix.standings[duty.id] is Standing.OPEN
        ],
        "broken": matrix.broken,
        "matrix": [written_duty(matrix, statute, duty, messages) for statute, duty in matrix.duties],
    }


def written_duty(matrix: Matrix, statute: Statute, duty: Duty, messages: Messages) -> dict[str, Any]:
    """A row of the matrix for machines."""
    rules, awaited = statute.enforced_by(duty, RULES.values()), duty.awaits
    tests = {rule: matrix.witnesses[rule].tests for rule in rules if rule in matrix.witnesses}
    return {
        "duty": duty.id,
        "statute": statute.name,
        "article": messages.article(statute.cited(duty)),
        "who": duty.who.zh,
        "modality": duty.modality,
        "says": duty.duty.zh,
        "says_en": duty.duty.en,
        "trigger": duty.trigger or None,
        "knowledge": duty.knowledge,
        "standing": matrix.standings[duty.id],
        "rules": rules,
        "records": duty.records,
        "deadline": duty.deadline or None,
        "role": duty.role or None,
        "report": duty.report.zh or None,
        "outside": duty.outside.zh or None,
        "awaits": {
            "issue": awaited.issue,
            "rules": awaited.rules,
            "records": awaited.records,
            "modules": awaited.modules,
        }
        if awaited
        else None,
        **({"tests": tests} if matrix.witnesses else {}),
    }
