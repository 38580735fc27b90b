"""公告网页的查看: are the notices that the public may answer still to be read where they were published? (Art. 15(1))

A page that cannot be read is noted on the case since when, as a step of a flow that fails is; once it is read again,
the note goes. Nothing is blocked and nothing recorded: whether publication was broken off, and from when, a person says
with the proof of it (`RecordNoticeInterrupted`).
"""

import time
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

import httpx

from decision_flow.audit.canonical import instant
from decision_flow.public_participation.listing import on_show
from decision_flow.settings import Installation
from decision_flow.store.problems import Step, clear_failure, failing_at, note_failure
from decision_flow.terms import Stage

STEP = "read-notice-page"
EVERY_SECONDS, TIMEOUT_SECONDS = 3600.0, 10.0
REDIRECTS = 5
AGENT = "decision-flow (notice probe)"


class NoticeProbe:
    """Looks at the published pages of an installation, each case at most once in `every` seconds."""

    def __init__(self, installation: Installation, every: float = EVERY_SECONDS) -> None:
        self._store, self._engine, self._every = installation.store, installation.engine, every
        self._looked: dict[Step, float] = {}

    def look(self) -> int:
        """Read every page whose turn it is; how many cases have one that cannot be read. Notes of cases whose notice
        is no longer on show go."""
        with self._store.reading() as session:
            rows = on_show(session, self._engine.today())
            noted = {(row.decision_id, row.stage, row.round, row.step) for row in failing_at(session, STEP)}
        shown: dict[Step, list[Any]] = {_step(key): list(pages) for key, pages in groupby(rows, key=_case)}
        with httpx.Client(
            timeout=TIMEOUT_SECONDS, follow_redirects=True, max_redirects=REDIRECTS, headers={"User-Agent": AGENT}
        ) as client:
            faults = {step: _faults(client, pages) for step, pages in shown.items() if self._is_due(step)}
        self._note(faults, over=noted - set(shown), noted=noted)
        return sum(map(bool, faults.values()))

    def _is_due(self, step: Step) -> bool:
        now = time.monotonic()
        if now - self._looked.get(step, -self._every) < self._every:
            return False
        self._looked[step] = now
        return True

    def _note(self, faults: Mapping[Step, Sequence[str]], over: set[Step], noted: set[Step]) -> None:
        failed = {step: said for step, said in faults.items() if said}
        mended = over | {step for step in faults if step in noted and step not in failed}
        if not failed and not mended:
            return
        at = instant(self._engine.now())
        with self._store.operating() as session:
            for step, said in failed.items():
                note_failure(session, step, at, "; ".join(said))
            for step in mended:
                clear_failure(session, step)


def _case(row: Any) -> tuple[str, int]:
    return row.decision_id, row.round


def _step(case: tuple[str, int]) -> Step:
    return case[0], Stage.PUBLIC_PARTICIPATION.value, case[1], STEP


def _faults(client: httpx.Client, pages: Sequence[Any]) -> list[str]:
    """Each page that cannot be read, with why."""
    return [f"{page.channel} {page.address}: {why}" for page in pages if (why := _unread(client, page.address))]


def _unread(client: httpx.Client, address: str) -> str:
    """Why a page cannot be read; empty where it can. Only the status is looked at, nothing of the page is kept."""
    try:
        with client.stream("GET", address) as answer:
            return "" if answer.is_success else f"HTTP {answer.status_code}"
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        return type(error).__name__
