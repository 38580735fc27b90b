"""`profile impact`: which started decisions would stand otherwise under the profiles' files as they are now."""

from argparse import Namespace
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from sqlalchemy import select

from cli.output import print_json
from cli.tables import console, print_table
from decision_flow.audit.canonical import plain
from decision_flow.decision.model import Decision
from decision_flow.decision.repinning import EVERY_STAGE, OPEN, ChangedFinding, changed_findings
from decision_flow.procedure.messages import Messages
from decision_flow.reading import files_of
from decision_flow.settings import Installation, Settings
from decision_flow.store.tables import table_of
from decision_flow.terms import Kind

D = table_of(Decision).c


@dataclass(frozen=True, slots=True)
class Impact:
    """A decision whose pinned profile is not what its file says now; `findings` may be none."""

    decision_id: str
    title: str
    profile: str
    pinned: str
    corrected: str
    findings: tuple[ChangedFinding, ...]


def impacts(served: Installation, on: date) -> Iterator[Impact]:
    """Every started decision whose profile's file says something else of the day of its start."""
    engine = served.engine
    with served.store.reading() as session:
        started = select(D.id).where(D.profile_digest.is_not(None)).order_by(D.id)
        for case in files_of(session, Kind.DECISION, session.execute(started).scalars().all(), EVERY_STAGE).values():
            pinned, corrected = engine.law_of(case, on), engine.corrected_law(case)
            old, new = pinned.profile.digest, corrected.profile.digest
            if old != new:
                found = changed_findings(case, pinned, corrected, on)
                yield Impact(case.decision_id, case.title, case.profile, old, new, found)


def run_impact(asked: Namespace) -> int:
    """A line for each finding that would be another; 0 where nothing is, 1 where something is to be signed."""
    settings = Settings.from_environment()
    config: Path = asked.config or settings.config
    served = Installation.open(replace(settings, config=config))
    found = list(impacts(served, asked.on or served.engine.today()))
    if asked.json:
        print_json(plain(found))
    elif not found:
        console.print("[green]✓[/] 在办决策适用的规定都与文件一致 / every case runs under what the files say")
    else:
        _print(found, served.messages)
    return 1 if found else 0


def _print(found: list[Impact], messages: Messages) -> None:
    for one in found:
        rows = [
            (
                messages.word(each.stage),
                f"{messages.what(each.rule)}\n{each.rule}",
                _said(each.before),
                _said(each.after),
            )
            for each in one.findings
        ]
        heading = f"{one.title}（{one.profile}）  {one.pinned[:12]}… → {one.corrected}"
        if rows:
            columns = ("阶段", "要求", "现行 / pinned", "更正后 / corrected")
            print_table(heading, columns, rows, lines=True)
        else:
            console.print(f"{heading}  办理条件没有不同 / no finding differs")
    console.print(
        "更正须由合法性审查机构负责人签署：POST /decisions/…/profile-repins，写明理由和上列版本 / "
        "the head of the legality review body signs each correction"
    )


def _said(finding: str) -> str:
    """具备, 尚缺, 不适用, with the code where one tells more."""
    if finding == OPEN:
        return "须填写取值 / asks for a value"
    status, _, code = finding.partition(":")
    words = {"satisfied": "已具备", "lacking": "尚缺", "not_applicable": "不适用"}
    return f"{words[status]} {code}".strip()
