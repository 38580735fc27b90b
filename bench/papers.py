"""Rendering: milliseconds from an act of the record to the bytes of its PDF/A and its .docx, for every kind of paper.

`python -m bench.papers` writes bench/results/papers.json. The first paper of a process loads faces and compiler; it is
measured by itself.
"""

import json
import os
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from decision_flow.store.migrate import migrate
from flows.papers.rendering import DuePaper, Papers
from tests.papers.done import every_act, whole_with_papers
from tests.world import a_world

RESULTS = Path(__file__).parent / "results" / "papers.json"
TIMES = 20
LIMIT_MS = 150


def milliseconds(papers: Papers, due: DuePaper) -> float:
    """One rendering, from the database to both files in memory."""
    begin = time.perf_counter()
    papers.render(due)
    return (time.perf_counter() - begin) * 1000


def measured(folder: Path) -> dict[str, object]:
    """Every kind some times, after the first of the process."""
    url = f"sqlite:///{folder / 'papers.db'}"
    migrate(url)
    world = a_world(url, folder)
    whole_with_papers(world)
    papers = Papers(world.installation)
    acts = every_act(world)
    first = milliseconds(papers, next(iter(acts.values())))
    taken: dict[str, list[float]] = {kind.value: [] for kind in acts}
    for _ in range(TIMES):  # in turn, as in service: the compiler keeps little of the one before
        for kind, due in acts.items():
            taken[kind.value].append(milliseconds(papers, due))
    everything = [each for of_kind in taken.values() for each in of_kind]
    world.installation.store.close()
    return {
        "at": datetime.now(UTC).date().isoformat(),
        "cpus": os.cpu_count(),
        "renderings": len(everything),
        "p50_ms": round(statistics.median(everything), 1),
        "p95_ms": round(statistics.quantiles(everything, n=20)[-1], 1),
        "first_of_a_process_ms": round(first, 1),
        "p50_ms_by_kind": {kind: round(statistics.median(each), 1) for kind, each in taken.items()},
        "limit_p50_ms": LIMIT_MS,
    }


def main() -> None:
    """Measure, print, keep."""
    with tempfile.TemporaryDirectory() as folder:
        found = measured(Path(folder))
    RESULTS.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n")
    print(json.dumps(found, indent=2, ensure_ascii=False))


if __name__ == "__main__":
    main()
