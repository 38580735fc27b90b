"""Child processes of the console: started with a log, watched, and always stopped with what they have started."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

STOP_SECONDS = 15.0


class Child:
    """One `decision-flow …` in a process of its own. Without a log it speaks on the console's own output."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        log: Path | None = None,
        keep: Sequence[int] = (),
    ) -> None:
        self.name, self.log = f"decision-flow {arguments[0]}", log
        command = [sys.executable, "-m", "cli.main", *arguments]
        with (log or Path(os.devnull)).open("ab") as file:
            into = file if log else None
            self._process = subprocess.Popen(  # noqa: S603  (our own console script)
                command,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=into,
                stderr=into,
                pass_fds=keep,
                start_new_session=True,  # a Ctrl-C reaches this process alone, which then stops its children in order
            )

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid

    @property
    def ended(self) -> int | None:
        """Its exit code once it has ended."""
        return self._process.poll()

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Ask it to end, and end it if it does not; nothing of its own outlives it."""
        if self.ended is None:
            self._process.send_signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(seconds)
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        self._process.wait(seconds)


def first_ended(children: Sequence[Child], every: float = 0.2) -> Child:
    """Wait until one of them ends; that one."""
    while True:
        for child in children:
            if child.ended is not None:
                return child
        time.sleep(every)


def ends_on_signals() -> None:
    """SIGTERM and a closed terminal end this process as Ctrl-C does, so that its children are stopped."""

    def interrupt(_signum: int, _frame: object) -> None:
        raise KeyboardInterrupt

    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), interrupt)
