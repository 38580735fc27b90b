"""Two requests at once on one case: nothing is lost, nothing happens twice (design 12.4)."""

import multiprocessing
from multiprocessing.synchronize import Barrier
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import select

from decision_flow.audit.model import AuditEntry
from decision_flow.audit.verify import verify
from decision_flow.casefile import CaseFile
from decision_flow.reading import file_of
from decision_flow.settings import CHECKOUT, Installation, Settings
from decision_flow.store.tables import table_of
from decision_flow.terms import Kind, Stage
from tests.lawful import Step, last_sign_off_of, ready_for_last_sign_offs
from tests.world import World

CASES, SECONDS = 25, 120


def _sign(url: str, folder: str, steps: list[Step], barrier: Barrier, answers: Any) -> None:
    """One clerk's process: signs each case the moment the other one does."""
    served = Installation.open(Settings(url, Path(folder), CHECKOUT / "config", durable=False))
    done = []
    for step in steps:
        barrier.wait(SECONDS)
        done.append(served.engine.execute(step.command, by=step.by, key=step.key).seq)
    answers.put(done)
    served.store.close()


def _at_once(world: World, *work: list[Step]) -> list[list[int]]:
    """Run each list of steps in a process of its own, step by step at the same instant."""
    context = multiprocessing.get_context("spawn")
    barrier, answers = context.Barrier(len(work)), context.Queue()
    settings = world.installation.settings
    clerks = [
        context.Process(target=_sign, args=(settings.database_url, str(settings.var), steps, barrier, answers))
        for steps in work
    ]
    for clerk in clerks:
        clerk.start()
    done = [answers.get(timeout=SECONDS) for _ in clerks]
    for clerk in clerks:
        clerk.join(SECONDS)
    return done


def test_two_last_sign_offs_at_the_same_instant_advance_the_case_exactly_once(world: World):
    """Expert review and risk assessment are signed at once: legality review opens, once, in its first round."""
    cases = [ready_for_last_sign_offs(world) for _ in range(CASES)]
    experts = [last_sign_off_of(world, case, Stage.EXPERT_REVIEW) for case in cases]
    risks = [last_sign_off_of(world, case, Stage.RISK_ASSESSMENT) for case in cases]
    _at_once(world, experts, risks)
    e = table_of(AuditEntry).c
    with world.installation.store.reading() as session:
        for case in cases:
            board: CaseFile = file_of(session, Kind.DECISION, case)
            row = board.row(Stage.LEGALITY_REVIEW)
            assert (row.is_open, row.round) == (True, 1)
            bodies = session.execute(select(e.body).where(e.subject_id == case)).scalars()
            opened = [
                event
                for body in bodies
                for event in orjson.loads(body)["events"]
                if event == {"kind": "StageOpened", "payload": {"stage": "legality_review", "round": 1}}
            ]
            assert len(opened) == 1
        assert verify(session, deep=True).intact


def test_one_act_sent_twice_at_the_same_instant_is_done_once(world: World):
    """Two equal requests under one key: one entry, one receipt for both."""
    cases = [ready_for_last_sign_offs(world) for _ in range(CASES)]
    steps = [last_sign_off_of(world, case, Stage.EXPERT_REVIEW) for case in cases]
    first, second = _at_once(world, steps, steps)
    assert first == second
    with world.installation.store.reading() as session:
        assert verify(session, deep=True).intact
