"""The demo's own folder: claimed by one demo at a time, emptied at each start, and never anything else's."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cli.output import CommandProblem
from decision_flow.settings import Settings

MARKER = ".decision-flow-demo"


class DemoProblem(CommandProblem):
    """The demo cannot go on; one sentence says why."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence, 1)


@dataclass(frozen=True, slots=True)
class Folder:
    """Where the demo keeps everything. `lock` is held by the demo and by the child that it starts."""

    path: Path
    lock: int

    @property
    def var(self) -> Path:
        """What the installation keeps: the database, and documents by their digests."""
        return self.path / "installation"

    @property
    def papers(self) -> Path:
        """Where a reader opens the papers that were issued."""
        return self.path / "documents"

    @property
    def settings(self) -> Settings:
        """The demo's installation: SQLite, not safe from a power cut."""
        config = Settings.from_environment().config
        return Settings(f"sqlite:///{self.var / 'decision-flow.db'}", self.var, config, durable=False)

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the child: this installation, and a Prefect server of its own."""
        settings = self.settings
        ours = {
            "DECISION_FLOW_DATABASE_URL": settings.database_url,
            "DECISION_FLOW_VAR": str(settings.var),
            "DECISION_FLOW_CONFIG": str(settings.config.resolve()),
            "DECISION_FLOW_DURABLE": "normal",
            "DECISION_FLOW_SITE": str(self.path.resolve() / "site"),
        }
        return {name: value for name, value in os.environ.items() if not name.startswith("PREFECT_")} | ours


@contextmanager
def claimed(path: Path) -> Iterator[Folder]:
    """The folder, empty. Raises DemoProblem where it holds something else, or another demo runs in it."""
    path = path.resolve()
    marker = path / MARKER
    if path.exists() and not marker.exists() and any(path.iterdir()):
        raise DemoProblem(f"{path} 不是演示文件夹，不予清空；移走后再试 / not a demo's folder: it is left as it is")
    path.mkdir(parents=True, exist_ok=True)
    with marker.open("a+") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as taken:
            held.seek(0)
            raise DemoProblem(
                f"另一次演示还在运行（进程 {held.read().strip() or '不详'}），结束后再试 / another demo is running"
            ) from taken
        emptied(path)
        note(held.fileno(), os.getpid())
        folder = Folder(path, held.fileno())
        folder.var.mkdir()
        yield folder


def emptied(path: Path) -> None:
    """Everything but the marker goes."""
    for found in path.iterdir():
        if found.is_dir() and not found.is_symlink():
            shutil.rmtree(found)
        elif found.name != MARKER:
            found.unlink()


def note(lock: int, *pids: int) -> None:
    """Write into the marker which processes hold it."""
    os.ftruncate(lock, 0)
    os.pwrite(lock, " ".join(map(str, pids)).encode(), 0)
