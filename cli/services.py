"""`serve`, `worker` and `run`: the web side, the flows' side, and both on one machine."""

import os
import sys
from argparse import ArgumentParser, Namespace, _SubParsersAction
from typing import TYPE_CHECKING, Any

from cli.output import CommandProblem, opened, print_json
from cli.processes import Child, ends_on_signals, first_ended
from decision_flow.settling import settling

if TYPE_CHECKING:
    from flask import Flask

    from decision_flow.settings import Installation


def add_to(commands: "_SubParsersAction[Any]") -> None:
    """The commands and their options."""
    serve = commands.add_parser("serve", help="启动接口服务 / serve the API")
    worker = commands.add_parser(
        "worker", help="启动流程服务：Prefect、转发、到期 / Prefect server, relay, sweep, worker"
    )
    described = commands.add_parser("openapi", help="接口说明（OpenAPI） / print the OpenAPI document")
    described.set_defaults(run=run_openapi)
    both = commands.add_parser("run", help="在本机启动全部服务 / Prefect server, worker and web on this machine")
    worker.add_argument("--once", action="store_true", help="deliver what waits, then stop")
    for command, run in ((serve, run_serve), (worker, run_worker), (both, run_both)):
        command.set_defaults(run=run)
    for command in (serve, both):
        _with_address(command)


def _with_address(command: ArgumentParser) -> None:
    command.add_argument("--host", default="127.0.0.1")
    command.add_argument("--port", type=int, default=8713)
    command.add_argument("--threads", type=int, default=8)


def web_side() -> "Flask":
    """What `serve` serves, loaded and opened."""
    with settling():
        return web_app(opened())


def run_serve(asked: Namespace) -> int:
    """Waitress, in this process, until it is stopped."""
    from waitress.server import create_server

    from decision_flow.store.documents import LARGEST

    try:
        server = create_server(
            web_side(),
            host=asked.host,
            port=asked.port,
            threads=asked.threads,
            ident=None,
            max_request_body_size=2 * LARGEST,  # beyond it nothing is taken; the API says what is too large
        )
    except OSError as problem:
        raise CommandProblem(
            f"{asked.host}:{asked.port} 不能使用（{problem.strerror}），用 --port 另选端口 / "
            "the address cannot be used: choose another --port",
            1,
        ) from problem
    address = f"http://{asked.host}:{server.effective_port}"
    sys.stdout.write(f"页面 / pages: {address}/\n接口说明 / API documentation: {address}/api/docs/\n")
    sys.stdout.flush()
    server.run()
    return 0


def web_app(served: "Installation") -> "Flask":
    """The API and the pages of one installation, on one application."""
    from api.app import create_app
    from web.app import add_pages

    return add_pages(create_app(served))


def run_openapi(asked: Namespace) -> int:
    """The document on standard output; it needs no database."""
    from api.app import document
    from decision_flow.settings import Settings

    print_json(document(Settings.from_environment().config))
    return 0


def run_worker(asked: Namespace) -> int:
    """The flows' side; Prefect is imported here and nowhere else in the console."""
    from flows.server import ServerDidNotStart
    from flows.service import run

    ends_on_signals()
    try:
        return run(opened().settings, once=asked.once)
    except ServerDidNotStart as problem:
        raise CommandProblem(f"Prefect 没有启动，见 {problem} / Prefect did not start: see its log", 1) from problem


def run_both(asked: Namespace) -> int:
    """Two children until one of them ends or this process is asked to; then both are stopped."""
    opened()
    ends_on_signals()
    address = ["--host", asked.host, "--port", str(asked.port), "--threads", str(asked.threads)]
    children = [Child(["worker"], os.environ), Child(["serve", *address], os.environ)]
    try:
        ended = first_ended(children)
    finally:
        for child in children:
            child.stop()
    raise CommandProblem(f"{ended.name} 已结束，其余已停止 / {ended.name} has ended, the other was stopped", 1)
