"""The engine room of an installation: the real board, the real outbox, on both databases."""

from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from decision_flow.terms import Stage
from flows.engine_room import Told
from flows.installed_engine import InstalledEngine
from tests.databases import Databases
from tests.world import World, a_world

EARLY = {Stage.PUBLIC_PARTICIPATION, Stage.EXPERT_REVIEW, Stage.RISK_ASSESSMENT}


def test_a_started_decision_stands_at_its_first_three_stages(world: World):
    """What the board shows is what the outbox tells and what the sweep would make runs for."""
    room = InstalledEngine(world.installation)
    decision = world.started()
    board = room.board(decision)
    assert {stage for stage, row in board.rows.items() if row.is_open} == EARLY
    assert {one.stage for one in room.standing() if one.decision_id == decision} == EARLY
    opened = [one for one in _told(room, decision) if one.kind == "StageOpened"]
    assert {(Stage(one.payload["stage"]), one.payload["round"]) for one in opened} == {(stage, 1) for stage in EARLY}


def test_a_row_that_waits_holds_back_those_behind_it_on_its_subject(world: World):
    """In order per subject, whatever the demo's clock says; other subjects are not held up."""
    room = InstalledEngine(world.installation)
    waits, goes_on = world.started(), world.started()
    first, *behind = _told(room, waits)
    room.postpone(first, 600)
    assert _told(room, waits) == []
    assert len(_told(room, goes_on)) == len(behind) + 1
    room.postpone(first, -1)
    tried_again = _told(room, waits)[0]
    assert (tried_again.id, tried_again.attempts) == (first.id, 1)
    room.acknowledge(tried_again)
    assert _told(room, waits) == behind


def _told(room: InstalledEngine, decision: str) -> list[Told]:
    return [one for one in room.told(1000) if one.subject_id == decision]


def test_one_worker_at_a_time_has_its_turn(world: World):
    """The second stands by until the first ends."""
    first, second = InstalledEngine(world.installation), InstalledEngine(world.installation)
    assert first.our_turn() and first.our_turn()
    assert not second.our_turn()
    first.end_turn()
    assert second.our_turn() and not first.our_turn()
    second.end_turn()


@pytest.mark.postgresql
def test_a_turn_is_lost_with_its_connection(databases: Databases, tmp_path: Path):
    """PostgreSQL ended the session that held the lock: whoever asks first has it."""
    world = a_world(databases.postgresql(), tmp_path)
    first, second = InstalledEngine(world.installation), InstalledEngine(world.installation)
    assert first.our_turn()
    address = make_url(world.installation.store.url).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False)) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(l.pid, 5000) FROM pg_locks l JOIN pg_database d ON d.oid = l.database"
            " WHERE l.locktype = 'advisory' AND d.datname = current_database()"
        )
    assert second.our_turn()
    assert not first.our_turn()
    second.end_turn()
    assert first.our_turn()
    first.end_turn()
    world.installation.store.close()
