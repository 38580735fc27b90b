"""What must be refused: tried over the API like any other act, shown as its user gets it, kept for the report."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from decision_flow.procedure.messages import Messages
from decision_flow.terms import Role

SHOWN = 3
REFUSED = (403, 409)


@dataclass(frozen=True, slots=True)
class Attempt:
    """Something that was tried, by whom, and the problem document that came back."""

    attempt: str
    who: str
    expected: str
    status: int
    problem: Mapping[str, Any]

    @property
    def findings(self) -> list[dict[str, Any]]:
        """What stood in the way, in the order of the answer."""
        return list(self.problem.get("findings", ()))

    @property
    def is_as_expected(self) -> bool:
        """Whether the rule that had to refuse it did, with a refusal's status."""
        return self.status in REFUSED and any(finding["rule"] == self.expected for finding in self.findings)

    def reported(self) -> dict[str, Any]:
        """As the report keeps it: the first finding, and all of them."""
        first = self.findings[0]
        return {
            "attempt": self.attempt,
            "who": self.who,
            "status": self.status,
            **{name: first[name] for name in ("rule", "article", "missing", "cure_by", "cure", "earliest")},
            "findings": self.findings,
        }


def panel(attempt: Attempt, number: int, messages: Messages) -> Panel:
    """The refusal as its user gets it: what cannot be done, the requirement, what is missing, who, how, when."""
    shown: list[RenderableType] = [Text(f"{attempt.who} 试办：{attempt.attempt}", style="dim")]
    for finding in attempt.findings[:SHOWN]:
        shown.append(_finding(finding, messages))
    if more := attempt.findings[SHOWN:]:
        shown.append(Text(f"另有{len(more)}项：{'、'.join(one['rule'] for one in more)}", style="dim"))
    title = f"[bold]✋ {number}. {attempt.problem['title']}[/]  [dim]HTTP {attempt.status}[/]"
    return Panel(Group(*shown), title=title, title_align="left", border_style="yellow", padding=(0, 1))


def _finding(finding: Mapping[str, Any], messages: Messages) -> Table:
    lines = Table.grid(padding=(0, 1))
    lines.add_column(style="cyan", no_wrap=True)
    lines.add_column(overflow="fold")
    for name, value in parts(finding, messages):
        lines.add_row(name, value)
    return lines


def parts(finding: Mapping[str, Any], messages: Messages) -> list[tuple[str, str]]:
    """The lines of one finding in the order of the house: requirement, missing, who, how, when at the earliest."""
    who = "、".join(messages.word(Role(role)) for role in finding["cure_by"])
    return [
        ("依据", f"{finding['article']}（{finding['rule']}）"),
        ("要求", messages.what(finding["rule"])),
        ("尚缺", finding["missing"]),
        ("由谁补", who),
        ("怎样补", finding["cure"]),
        *([("最早", finding["earliest"])] if finding["earliest"] else []),
    ]
