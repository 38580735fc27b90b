"""The API and the pages of the demo: waitress in a thread of this process, on a free port of this machine."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from waitress.server import create_server

from cli.demo.folder import DemoProblem
from cli.services import web_app
from decision_flow.settings import Installation

HOST = "127.0.0.1"
THREADS = 4


@contextmanager
def web(served: Installation, log: Path) -> Iterator[str]:
    """The address while it serves. What goes wrong inside is written to the log, not into the story."""
    into = logging.FileHandler(log, encoding="utf-8")
    app = web_app(served)
    for logger in (app.logger, logging.getLogger("waitress")):
        logger.handlers, logger.propagate = [into], False
    try:
        server = create_server(app, host=HOST, port=0, threads=THREADS, ident=None)
    except OSError as problem:
        raise DemoProblem(f"本机没有可用的端口（{problem.strerror}） / no port is free on this machine") from problem
    thread = Thread(target=server.run, name="web", daemon=True)
    thread.start()
    try:
        yield f"http://{HOST}:{server.effective_port}"
    finally:
        server.close()
        thread.join(timeout=5)
        into.close()
