"""`decision-flow coverage`: every duty of the statute, and the rule, record, deadline, role or reason that meets it."""

from argparse import Namespace, _SubParsersAction
from collections import Counter
from typing import Any

import decision_flow.rooms  # noqa: F401  (registers every rule and act)
from cli.output import console, print_json, print_table, with_json
from decision_flow.command import REGISTRY
from decision_flow.procedure.messages import Messages
from decision_flow.procedure.profiles import Lawbook
from decision_flow.procedure.rules import RULES
from decision_flow.procedure.statutes import Duty, Standing, Statute, dangling, read_statutes
from decision_flow.settings import Settings
from decision_flow.terms import Role

WORDS = {
    Standing.ENFORCED: "[green]规则[/]",
    Standing.RECORDED: "留痕",
    Standing.OUTSIDE: "[dim]系统之外[/]",
    Standing.OPEN: "[yellow]待交付[/]",
}
ACTS = frozenset(command.__name__ for command in REGISTRY)


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The command and its options."""
    command = commands.add_parser("coverage", help="条款落实情况 / how each duty of the statute is met")
    with_json(command)
    command.set_defaults(run=run)


def run(asked: Namespace) -> int:
    """0 where everything that a duty names is there, else 1."""
    config = Settings.from_environment().config
    messages, parameters = Messages(config), Lawbook(config).chain("cn-713")[-1].parameters
    statutes = read_statutes(config / "statutes")
    broken = [one for statute in statutes for one in dangling(statute, RULES, ACTS, parameters.__contains__)]
    rows = [(statute, duty, duty.standing(RULES, ACTS)) for statute in statutes for duty in statute.duties]
    counted = Counter(standing for _, _, standing in rows)
    if asked.json:
        print_json(
            {
                "duties": len(rows),
                **{one.value: counted[one] for one in (Standing.ENFORCED, Standing.RECORDED, Standing.OUTSIDE)},
                "open": [
                    {"duty": duty.id, "article": messages.article(duty.article), "issue": duty.awaits.issue}
                    for _, duty, standing in rows
                    if standing is Standing.OPEN and duty.awaits
                ],
                "broken": broken,
                "matrix": [written(statute, duty, standing, messages) for statute, duty, standing in rows],
            }
        )
        return 1 if broken else 0
    for statute in statutes:
        print_table(
            f"{statute.title}（{statute.number}）",
            ("条款", "谁", "义务", "落实", "怎样落实"),
            [
                (
                    messages.article(duty.article).removeprefix(statute.title),
                    duty.who,
                    f"{messages.word(duty.modality)}：{duty.duty}",
                    WORDS[standing],
                    how(statute, duty, standing, messages),
                )
                for of, duty, standing in rows
                if of is statute
            ],
        )
    told = "，".join(f"{WORDS[one]}{counted[one]}" for one in Standing)
    console.print(f"义务{len(rows)}项：{told}")
    for one in broken:
        console.print(f"[red]✗[/] {one}")
    return 1 if broken else 0


def how(statute: Statute, duty: Duty, standing: Standing, messages: Messages) -> str:
    """What meets the duty, for people."""
    said = [
        " ".join(statute.enforced_by(duty, RULES.values())),
        " ".join(duty.records),
        f"期限：{duty.deadline}" if duty.deadline else "",
        f"岗位：{messages.word(Role(duty.role))}" if duty.role else "",
        duty.report,
        duty.outside,
    ]
    if duty.awaits:
        wanted = " ".join((*duty.awaits.rules, *duty.awaits.records))
        said.append(f"待“{duty.awaits.issue}”：{wanted}" if standing is Standing.OPEN else wanted)
    return "\n".join(filter(None, said))


def written(statute: Statute, duty: Duty, standing: Standing, messages: Messages) -> dict[str, Any]:
    """A row of the matrix for machines."""
    return {
        "duty": duty.id,
        "article": messages.article(duty.article),
        "who": duty.who,
        "modality": duty.modality,
        "says": duty.duty,
        "trigger": duty.trigger or None,
        "standing": standing,
        "rules": statute.enforced_by(duty, RULES.values()),
        "records": duty.records,
        "deadline": duty.deadline or None,
        "role": duty.role or None,
        "report": duty.report or None,
        "outside": duty.outside or None,
        "awaits": {"issue": duty.awaits.issue, "rules": duty.awaits.rules, "records": duty.awaits.records}
        if duty.awaits
        else None,
    }
