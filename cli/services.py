"""`serve` and `worker`: the web side, and the flows' side."""

from argparse import Namespace, _SubParsersAction
from typing import Any

from cli.output import console, opened


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The commands and their options."""
    serve = commands.add_parser("serve", help="启动接口服务 / serve the API")
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8713)
    serve.add_argument("--threads", type=int, default=8)
    serve.set_defaults(run=run_serve)
    worker = commands.add_parser(
        "worker", help="启动流程服务：Prefect、转发、到期 / Prefect server, relay, sweep, worker"
    )
    worker.add_argument("--once", action="store_true", help="deliver what waits, then stop")
    worker.set_defaults(run=run_worker)


def run_serve(asked: Namespace) -> int:
    """Waitress, in this process, until it is stopped."""
    from waitress import serve

    from api.app import create_app

    app = create_app(opened())
    console.print(f"接口说明 / API documentation: http://{asked.host}:{asked.port}/api/docs/")
    serve(app, host=asked.host, port=asked.port, threads=asked.threads, ident=None)
    return 0


def run_worker(asked: Namespace) -> int:
    """The flows' side; Prefect is imported here and nowhere else in the console."""
    from flows.service import run

    return run(opened().settings, once=asked.once)
