"""The website without Prefect: two runs that publish the same page at once record it once, and neither fails."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import func, select

from decision_flow.audit.model import AuditEntry
from decision_flow.store.tables import table_of
from decision_flow.terms import Stage
from flows import stage
from flows.engine_room import Due
from flows.installed_engine import InstalledEngine
from flows.stage import StageRun, put_on_website
from tests.flows import cases
from tests.world import World


class AsSlow(InstalledEngine):
    """Saw what waits before the other run had recorded it."""

    saw: Sequence[Due] = ()

    def signed_pages(self, decision_id: str, of: Stage) -> Sequence[Due]:
        return self.saw


def test_two_runs_that_publish_one_notice_at_once_record_it_once(
    world: World, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    case = cases.in_participation(world)
    cases.signed_notice(world, case)
    with_site = replace(world.installation.settings, site=tmp_path / "site")
    installation = replace(world.installation, settings=with_site)
    quick, slow = InstalledEngine(installation), AsSlow(installation)
    run = StageRun(case, Stage.PUBLIC_PARTICIPATION, 1)
    first = list(quick.signed_pages(case, run.stage))
    world.advance(world.installation.engine.now() + timedelta(minutes=1))
    slow.saw = list(quick.signed_pages(case, run.stage))
    assert [one.key for one in first] == [one.key for one in slow.saw] and first != slow.saw
    for one in first:
        quick.execute(one.command, flow=run.stage.value, key=one.key)
    monkeypatch.setattr(stage, "room", lambda: slow)
    asyncio.run(put_on_website(run))
    e = table_of(AuditEntry).c
    with installation.store.reading() as session:
        asked = select(func.count()).where(e.subject_id == case, e.command == "RecordNoticePublished")
        assert session.execute(asked).scalar_one() == 1
