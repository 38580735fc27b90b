"""Clients of the engine and of the floor: one in this process, or several, each in its own, in step by barriers."""

import multiprocessing
from collections.abc import Mapping
from multiprocessing.synchronize import Barrier
from pathlib import Path
from time import perf_counter
from typing import Any
from uuid import uuid4

from sqlalchemy import make_url

from bench.floor import EARLY, Floor, postgresql_floor, sqlite_floor
from bench.work import PHASES, SIGN_OFFS, Client, Timings, decisions_per_s
from tests.world import World, a_world

SECONDS = 600


def engine_run(url: str, folder: Path, decisions: int, processes: int, *, durable: bool) -> list[Timings]:
    """What each client measured."""
    world = a_world(url, folder, simulated=False, durable=durable)
    ids = (world.organ_id, world.unit_id)
    world.installation.store.close()
    if processes == 1:
        return [_engine(url, folder, decisions, durable, ids, 0, None)]
    return _in_processes(processes, _engine, url, folder, decisions, durable, ids)


def floor_run(
    url: str, folder: Path, decisions: int, processes: int, sizes: Mapping[str, int], *, durable: bool
) -> float:
    """Decisions per second of plain SQL."""
    if processes == 1:
        return decisions_per_s([_floor(url, folder, decisions, durable, sizes, 0, None)])
    if make_url(url).get_backend_name() != "sqlite":
        postgresql_floor(url, sizes)  # its tables, before several clients try to make them at once
    return decisions_per_s(_in_processes(processes, _floor, url, folder, decisions, durable, sizes))


def _engine(
    url: str, folder: Path, decisions: int, durable: bool, ids: tuple[str, str], number: int, barrier: Barrier | None
) -> Timings:
    world = World.opened(url, folder, ids, durable=durable, prefix=f"client-{number}-")
    return Client(world, decisions, wait=_waiting(barrier)).run()


def _floor(
    url: str,
    folder: Path,
    decisions: int,
    durable: bool,
    sizes: Mapping[str, int],
    number: int,
    barrier: Barrier | None,
) -> Timings:
    on_sqlite = make_url(url).get_backend_name() == "sqlite"
    floor: Floor = sqlite_floor(folder / "floor.db", durable, sizes) if on_sqlite else postgresql_floor(url, sizes)
    wait, done = _waiting(barrier), Timings(decisions)
    cases = [str(uuid4()) for _ in range(decisions)]
    work = {
        "starts": [(floor.start, (case,)) for case in cases],
        "sign_offs": [
            (floor.sign, (case, stage, act)) for case in cases for stage, act in zip(EARLY, SIGN_OFFS, strict=True)
        ],
        "legality": [(floor.sign, (case, "legality_review", "IssueLegalityOpinion")) for case in cases],
        "discussion": [(floor.sign, (case, "collective_discussion", "DecideAtMeeting")) for case in cases],
    }
    for phase in PHASES:
        wait()
        begin = perf_counter()
        for act, given in work[phase]:
            act(*given)
        done.spans[phase] = (begin, perf_counter())
        wait()
    return done


def _waiting(barrier: Barrier | None) -> Any:
    return (lambda: barrier.wait(SECONDS)) if barrier else (lambda: None)


def _in_processes(processes: int, client: Any, *given: Any) -> list[Timings]:
    context = multiprocessing.get_context("spawn")
    barrier, answers = context.Barrier(processes), context.Queue()
    workers = [
        context.Process(target=_report, args=(client, given, number, barrier, answers)) for number in range(processes)
    ]
    for worker in workers:
        worker.start()
    done = [answers.get(timeout=SECONDS) for _ in workers]
    for worker in workers:
        worker.join(SECONDS)
    if failed := [one for one in done if isinstance(one, str)]:
        raise RuntimeError(next((one for one in failed if "BrokenBarrier" not in one), failed[0]))
    return done


def _report(client: Any, given: tuple[Any, ...], number: int, barrier: Barrier, answers: Any) -> None:
    try:
        answers.put(client(*given, number, barrier))
    except BaseException as error:
        barrier.abort()
        answers.put(repr(error))
        raise
