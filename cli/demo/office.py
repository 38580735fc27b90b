"""Acting at the API: acts, papers, refusals, the simulated clock, and waiting for what the flows record."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta, timezone
from typing import Any

from rich.console import Console
from rich.table import Table

from cli.demo.client import Answered
from cli.demo.folder import DemoProblem
from cli.demo.matters import Matter
from cli.demo.people import ADMINISTRATOR, People, shown
from cli.demo.refusals import Attempt, panel
from cli.processes import Child
from decision_flow.procedure.messages import Messages

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
WAIT_SECONDS = 120.0
LOOK_SECONDS = 0.4
NEWEST = 30
"""A look at the record is a request like any other: few, and short, while the flows need the machine."""


@dataclass
class Office:
    """What the story works with."""

    people: People
    worker: Child
    messages: Messages
    console: Console
    installation_id: str
    today: date
    begun: datetime
    organ_id: str = ""
    pool_id: str = ""
    filings: int = 0
    units: dict[str, str] = field(default_factory=dict)
    attempts: list[Attempt] = field(default_factory=list)

    @property
    def now(self) -> datetime:
        """Nine in the morning, in Beijing."""
        return datetime(self.today.year, self.today.month, self.today.day, 9, tzinfo=BEIJING)

    def act(self, who: str, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """An act that must be carried out; its receipt."""
        try:
            return self.people[who].act(path, body)
        except Answered as answer:
            raise DemoProblem(f"{shown(who)}未能办理 {path}：{answer}") from answer

    def read(self, who: str, path: str, **query: Any) -> Any:
        """Something that must be there to be read."""
        try:
            return self.people[who].get(path, **query)
        except Answered as answer:
            raise DemoProblem(f"{shown(who)}未能查看 {path}：{answer}") from answer

    def paper(self, who: str, text: str, name: str = "示例文件") -> str:
        """A synthetic document, uploaded by who uses it; its digest."""
        return self.people[who].upload(f"示例：{text}\n\n本文件为演示而编写，不是任何机关的文件。\n", f"{name}.txt")

    def attempt(self, what: str, who: str, path: str, body: Mapping[str, Any], expected: str) -> None:
        """An act that must be refused by this rule: kept, and shown as its user gets it."""
        try:
            self.people[who].act(path, body)
        except Answered as answer:
            tried = Attempt(what, shown(who), expected, answer.status, answer.problem)
        else:
            raise DemoProblem(f"本应不能办理，却已办理：{what} / was not refused: {path}")
        if not tried.is_as_expected:
            raise DemoProblem(f"“{what}”的答复不是 {expected}，而是：{tried.status} {tried.problem}")
        self.attempts.append(tried)
        self.console.print(panel(tried, len(self.attempts), self.messages))

    def advance(self, to: date) -> None:
        """Nine o'clock of a later day; the sweep wakes up."""
        self.today = to
        self.act(ADMINISTRATOR, f"/installations/{self.installation_id}/clock", {"now": self.now})

    def recorded(self, what: str, command: str, matters: Iterable[Matter]) -> None:
        """Wait until the flows have recorded an act in each of these matters."""
        waiting = list(matters)

        def there() -> bool:
            waiting[:] = [one for one in waiting if not self._has(one, command)]
            return not waiting

        self.done(f"{what}　[dim]等待{self.until(what, there):.1f}秒[/]", by="流程服务")

    def until(self, what: str, there: Callable[[], bool]) -> float:
        """Wait for what the flows do, as long as they live; how many seconds it took."""
        began = time.monotonic()
        with self.console.status(f"等待流程服务：{what} …"):
            while not there():
                self._still_alive(began, what)
                time.sleep(LOOK_SECONDS)
        return time.monotonic() - began

    def _has(self, matter: Matter, command: str) -> bool:
        entries = self.read(matter.drafter, f"{matter.path}/history", limit=NEWEST)
        return any(entry["entry"]["command"] == command for entry in entries)

    def _still_alive(self, began: float, what: str) -> None:
        if self.worker.ended is not None:
            raise DemoProblem(f"流程服务已意外结束（{self.worker.ended}），见 {self.worker.log} / the worker has ended")
        if time.monotonic() - began > WAIT_SECONDS:
            raise DemoProblem(f"{WAIT_SECONDS:.0f}秒内没有“{what}”的记录，见 {self.worker.log} / timed out waiting")

    def headline(self, zh: str, en: str) -> None:
        """What begins now, and the simulated day."""
        self.console.print()
        self.console.rule(f"[bold]{self.today}  {zh}[/]  [dim]{en}[/]", align="left", style="blue")

    def done(self, what: str, by: str) -> None:
        """One line of progress: who, and what was done. A long one goes on under itself."""
        line = Table.grid(padding=(0, 1))
        for wraps in (False, False, True):
            line.add_column(no_wrap=not wraps, overflow="fold")
        line.add_row("  [green]✓[/]", f"[cyan]{by}[/]", what)
        self.console.print(line)
