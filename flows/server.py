"""The embedded Prefect server: a child process on 127.0.0.1 with its files in one folder (design 5).

Imports no Prefect: whoever starts the server sets the environment first and imports Prefect afterwards.
"""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable
from pathlib import Path

HOST = "127.0.0.1"
START_SECONDS = 120.0
STOP_SECONDS = 10.0
APP = "flows.prefect_app:create_app"

QUIET = {
    "DO_NOT_TRACK": "1",
    "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
    "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
    "PREFECT_TELEMETRY_ENABLE_RESOURCE_METRICS": "false",
    "PREFECT_SERVER_UI_SHOW_PROMOTIONAL_CONTENT": "false",
}
"""Nothing about an office leaves the machine."""

FEW_WRITES = {
    "PREFECT_LOGGING_TO_API_ENABLED": "false",
    "PREFECT_FLOWS_HEARTBEAT_FREQUENCY": "86400",
    "PREFECT_CLIENT_CSRF_SUPPORT_ENABLED": "false",
    "PREFECT_CLIENT_MAX_RETRIES": "3",
}
"""Prefect's SQLite takes one writer at a time: a log line or a heartbeat of one run makes the others wait."""

LEAN = {
    "PREFECT_SERVER_REGISTER_BLOCKS_ON_START": "false",
    "PREFECT_SERVER_SERVICES_CANCELLATION_CLEANUP_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_CLEANUP_RECONCILER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_EVENT_PERSISTER_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_FOREMAN_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_LATE_RUNS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_PAUSE_EXPIRATIONS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_REPOSSESSOR_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_TRIGGERS_ENABLED": "false",
    "PREFECT_SERVER_SERVICES_SCHEDULER_LOOP_SECONDS": "60",
    "PREFECT_SERVER_SERVICES_SCHEDULER_MIN_RUNS": "1",
    "PREFECT_SERVER_SERVICES_SCHEDULER_MAX_RUNS": "2",
    "PREFECT_SERVER_SERVICES_SCHEDULER_MIN_SCHEDULED_TIME": "PT1S",
}
"""Services that one installation does without. What stays: the scheduler (it wakes the sweep) and the recorder of
task runs. Without the persister no event is stored: each wait would add rows for every poll that changes a status."""


class ServerDidNotStart(RuntimeError):
    """The Prefect server ended, or did not answer in time; its log says why."""


class PrefectServer:
    """Starts, watches and stops one server. `port=0` takes a free one, once, and keeps it over restarts."""

    def __init__(self, home: Path, port: int = 0) -> None:
        self.home = home.resolve()
        self.port = port or free_port()
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def api_url(self) -> str:
        """Where clients and the browser find it."""
        return f"http://{HOST}:{self.port}/api"

    @property
    def database(self) -> Path:
        """Prefect's own database. Losing it loses nothing (design 2)."""
        return self.home / "prefect.db"

    @property
    def pid(self) -> int | None:
        """The child's process id, while it runs."""
        return self._process.pid if self._process and self._process.poll() is None else None

    def client_environment(self) -> dict[str, str]:
        """What a process that talks to this server sets before it imports Prefect."""
        return {**QUIET, **FEW_WRITES, "PREFECT_HOME": str(self.home), "PREFECT_API_URL": self.api_url}

    def start(self, seconds: float = START_SECONDS, unless: Callable[[], bool] = lambda: False) -> None:
        """Start the child and wait until it answers. Does nothing while it runs; `unless` ends wait and child."""
        if self.pid is not None or unless():
            return
        self.home.mkdir(parents=True, exist_ok=True)
        address = {"PREFECT_SERVER_API_HOST": HOST, "PREFECT_SERVER_API_PORT": str(self.port)}
        environment = {**os.environ, **LEAN, **self.client_environment(), **address}
        where = ["--host", HOST, "--port", str(self.port), "--log-level", "warning", "--no-access-log"]
        with (self.home / "server.log").open("ab") as log:
            self._process = subprocess.Popen(  # noqa: S603  (the CLI does the same, a second of imports later)
                [sys.executable, "-m", "uvicorn", "--factory", APP, *where],
                env=environment,
                cwd=self.home,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        answered = until(lambda: unless() or self.pid is None or self.is_healthy(), seconds)
        if answered and self.pid is not None and not unless():
            return
        self.stop()
        if not unless():
            raise ServerDidNotStart(str(self.home / "server.log"))

    def stop(self, seconds: float = STOP_SECONDS) -> None:
        """Ask it to end, and end it if it does not."""
        process, self._process = self._process, None
        if process is None or process.poll() is not None:
            return
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait(seconds)

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(STOP_SECONDS)

    def is_healthy(self) -> bool:
        """Whether it answers and still has its database: a deleted file is served from memory for a while."""
        if not self.database.exists():
            return False
        try:
            with urllib.request.urlopen(f"{self.api_url}/ready", timeout=5) as answer:  # noqa: S310  (our own child)
                return bool(answer.status == 200)
        except (OSError, urllib.error.URLError):
            return False


def free_port() -> int:
    """A port that nobody listens on now."""
    with socket.socket() as tried:
        tried.bind((HOST, 0))
        return int(tried.getsockname()[1])


def until(holds: Callable[[], bool], seconds: float, every: float = 0.05) -> bool:
    """Ask again and again until it holds or the time is over; what it answered last."""
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True
