"""Worker processes as the tests see them: started, stopped, killed."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

from decision_flow.settings import CHECKOUT
from flows.server import PrefectServer, until

SECONDS = 60.0


class Worker:
    """One process with worker and relay."""

    def __init__(self, workers: "Workers", pid: int) -> None:
        self._workers, self.pid, self._code = workers, pid, None

    @property
    def code(self) -> int | None:
        """Its exit code; None while it lives."""
        if self._code is None:
            self._code = self._workers.ask({"over": self.pid})
        return self._code

    def wait(self) -> int:
        """Wait for its end; its exit code, or the signal with a minus."""
        assert until(lambda: self.code is not None, SECONDS), f"worker {self.pid} does not end"
        assert self._code is not None
        return self._code

    def stop(self) -> int:
        """SIGTERM, as whoever runs it in service sends; its exit code."""
        return self._end(signal.SIGTERM)

    def kill(self) -> int:
        """SIGKILL."""
        return self._end(signal.SIGKILL)

    def _end(self, how: signal.Signals) -> int:
        if self.code is None:
            os.kill(self.pid, how)
        return self.wait()


class Workers:
    """The process that they are forked from; one for the session."""

    def __init__(self, server: PrefectServer) -> None:
        environment = {**os.environ, **server.client_environment(), "PYTHONPATH": str(CHECKOUT)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.flows.workshop"],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def ask(self, asked: dict[str, Any]) -> Any:
        """One question, one answer."""
        assert self._process.stdin is not None and self._process.stdout is not None
        self._process.stdin.write(json.dumps(asked) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def start(self, log: Path, environment: dict[str, str], **asked: Any) -> Worker:
        """A worker that speaks into a log."""
        return Worker(self, self.ask({"log": str(log), "environment": environment, **asked}))

    def close(self) -> None:
        """End it, and what is left of its children."""
        self._process.communicate(timeout=SECONDS)
